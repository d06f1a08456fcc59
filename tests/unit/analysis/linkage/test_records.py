"""The records of the linkage analyses say everything that a form, a page and the docs need."""

import re

import pytest

from ecomap.analysis.catalogue import catalogue
from graph_schema import load_ontology
from tests.unit.analysis.graphs import snapshot_of

RECORDS = pytest.mark.parametrize(
    "analysis",
    [record for record in catalogue().values() if record.family == "linkage"],
    ids=lambda analysis: analysis.id,
)


@RECORDS
def test_every_text_is_in_both_languages(analysis) -> None:
    texts = [analysis.label, analysis.question, analysis.method, analysis.cost, analysis.limits]
    for parameter in analysis.parameters:
        texts += [parameter.label, parameter.help, *(label for _, label in parameter.choices)]
    for table in analysis.outputs:
        texts += [table.label, *(column.label for column in table.columns)]
    assert all(re.search("[가-힣]", text.ko) or text.ko.isascii() for text in texts)
    assert all(text.ko and text.en and not re.search("[가-힣]", text.en) for text in texts)


@RECORDS
def test_references_have_a_doi(analysis) -> None:
    assert analysis.references
    assert all(re.fullmatch(r"10\.\d{4,}/\S+", reference.doi) for reference in analysis.references)


@RECORDS
def test_numbers_have_bounds_and_defaults_are_inside(analysis) -> None:
    for parameter in analysis.parameters:
        assert parameter.parse(parameter.default) == parameter.default
        assert (
            (parameter.minimum is not None)
            is (parameter.maximum is not None)
            is (parameter.type in ("integer", "number"))
        )


@RECORDS
def test_tables_stand_in_the_order_of_the_record_and_fill_every_column(analysis) -> None:
    result = analysis.run(snapshot_of(["a", "b", "c"], [("a", "b"), ("b", "c", "funds")]))
    assert tuple(table.spec for table in result.tables) == analysis.outputs
    for table in result.tables:
        assert all(len(row) == len(table.spec.columns) for row in table.rows)


def test_chart_names_columns_of_the_first_table() -> None:
    names = {column.name for column in catalogue()["linkage/centrality"].outputs[0].columns}
    assert {catalogue()["linkage/centrality"].chart.x, catalogue()["linkage/centrality"].chart.value} <= names


def test_kinds_offered_are_those_of_the_ontology() -> None:
    kind = next(parameter for parameter in catalogue()["linkage/centrality"].parameters if parameter.name == "kind")
    assert [name for name, _ in kind.choices] == ["all", *load_ontology().actor_kinds]
