"""The records of the gap analyses say everything that a form, a page and the docs need."""

import re

import pytest

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.gap.words import subject_particle
from ecomap.errors import InvalidParameter

RECORDS = pytest.mark.parametrize(
    "analysis",
    [record for record in catalogue().values() if record.family == "gaps"],
    ids=lambda analysis: analysis.id,
)


@RECORDS
def test_every_text_is_in_both_languages(analysis) -> None:
    texts = [analysis.label, analysis.question, analysis.method, analysis.cost, analysis.limits]
    for parameter in analysis.parameters:
        texts += [parameter.label, parameter.help, *(label for _, label in parameter.choices)]
    for table in analysis.outputs:
        texts += [table.label, *(column.label for column in table.columns)]
        texts += [column.description for column in table.columns if column.description.ko]
    assert all(re.search("[가-힣]", text.ko) or text.ko.isascii() for text in texts)
    assert all(text.ko and text.en and not re.search("[가-힣]", text.en) for text in texts)


@RECORDS
def test_defaults_are_allowed_and_numbers_have_bounds(analysis) -> None:
    for parameter in analysis.parameters:
        assert parameter.parse(parameter.default) == parameter.default
        if parameter.type in {"integer", "number"}:
            assert parameter.minimum is not None
            assert parameter.maximum is not None
            with pytest.raises(InvalidParameter):
                parameter.parse(parameter.maximum + 1)


@RECORDS
def test_chart_names_columns_of_the_first_table(analysis) -> None:
    names = {column.name for column in analysis.outputs[0].columns}
    assert {analysis.chart.x, analysis.chart.y, analysis.chart.value} - {""} <= names


@pytest.mark.parametrize(("word", "particle"), [("사업", "이"), ("주체", "가"), ("시민사회단체", "가"), ("NPO", "가")])
def test_korean_subject_particle_follows_the_final_consonant(word, particle) -> None:
    assert subject_particle(word) == particle
