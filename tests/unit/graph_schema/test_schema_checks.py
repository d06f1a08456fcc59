"""Each cross-check of the ontology, on a copy of the shipped one with one thing broken."""
# ruff: noqa: E501 - one case a line, as a table

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import graph_schema
from graph_schema import OntologyError, load_ontology

SHIPPED = Path(graph_schema.__file__).parent / "ontology"

Break = Callable[[str, str, str], OntologyError]


@pytest.fixture
def break_file(tmp_path: Path) -> Break:
    """Replace one text in one file and return the error that loading raises."""
    folder = tmp_path / "ontology"
    shutil.copytree(SHIPPED, folder)

    def change(file: str, old: str, new: str) -> OntologyError:
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text, f"{file} no longer has {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(OntologyError) as caught:
            load_ontology(folder)
        return caught.value

    return change


# name: (file, text, what replaces it, part of the key in the error, part of its message)
CASES = {
    "unknown end": ("edges/sits_on.yaml", "[actor, body]", "[actor, bodies]", "ends.0", "bodies"),
    "end is no pair": ("edges/sits_on.yaml", "[actor, body]", "[actor]", "ends.0", "actor"),
    "no ends": ("edges/sits_on.yaml", "  - [actor, body]\n", "  []\n", "ends", "source"),
    "one-way undirected": ("edges/cooperates.yaml", "[actor, actor]", "[government, partner]", "ends", "both ways"),
    "missing ko": ("nodes/body.yaml", "label: {ko: 거버넌스 기구, en:", "label: {en:", "label.ko", "text"),
    "missing en": ("edges/holds.yaml", "reverse: {ko: 보유 주체, en: is held by}", "reverse: {ko: x}", "reverse.en", "text"),
    "empty label": ("nodes/body.yaml", "label: {ko: 거버넌스 기구,", 'label: {ko: " ",', "label.ko", "text"),
    "missing choice label": ("nodes/body.yaml", "{ko: 네트워크, en: Network}", "{ko: 네트워크}", "network.en", "text"),
    "node name twice": ("nodes/body.yaml", "name: body", "name: place", "name", "nodes/body.yaml"),
    "edge named as node": ("edges/holds.yaml", "name: holds", "name: place", "name", "nodes/place.yaml"),
    "Neo4j label twice": ("nodes/place.yaml", "neo4j_label: Place", "neo4j_label: Body", "neo4j_label", "Body"),
    "Neo4j type twice": ("edges/holds.yaml", "neo4j_type: HOLDS", "neo4j_type: FUNDS", "neo4j_type", "FUNDS"),
    "property of the parent": ("nodes/body.yaml", "  seats:", "  origin:", "properties.origin", "parent"),
    "property named as core column": ("nodes/body.yaml", "  seats:", "  name_ko:", "properties.name_ko", "core"),
    "key written twice": ("nodes/body.yaml", "family: body", "family: body\nfamily: place", "family", "duplicate"),
    "key read as no text": ("nodes/body.yaml", "family: body", "no: body", "False", "not a text"),
    "alias of two properties": ("nodes/body.yaml", "[정원, 위원수]", "[정원, 구성일]", "properties.start", "구성일"),
    "alias that differs in spaces": ("nodes/body.yaml", "[정원, 위원수]", "[종료 일]", "properties.end", "종료일"),
    "alias written twice": ("nodes/body.yaml", "[정원, 위원수]", "[정원, 정 원]", "properties.seats", "twice"),
    "alias equal to a label": ("nodes/body.yaml", "[정원, 위원수]", "[seats]", "properties.seats", "twice"),
    "bad unit": ("nodes/body.yaml", "unit: seats", "unit: chairs", "properties.seats.unit", "chairs"),
    "money in persons": ("nodes/programme.yaml", "unit: KRW", "unit: persons", "properties.budget.unit", "persons"),
    "money without unit": ("nodes/programme.yaml", "    unit: KRW\n", "", "properties.budget.unit", "None"),
    "unit of a date": ("nodes/body.yaml", "type: date", "type: date\n    unit: hours", "properties.start.unit", "hours"),
    "bad unit of amount": ("edges/trains.yaml", "[persons, hours]", "[persons, days]", "amount_units", "days"),
    "reversed bounds": ("nodes/field.yaml", "minimum: 1", "minimum: 3", "properties.level.minimum", "reversed"),
    "bound of a text": ("nodes/field.yaml", "type: list", "type: list\n    minimum: 1", "keywords.minimum", "numeric"),
    "bound is no number": ("nodes/field.yaml", "minimum: 1", "minimum: low", "properties.level.minimum", "low"),
    "unknown type": ("nodes/body.yaml", "type: integer", "type: int", "properties.seats.type", "int"),
    "unknown privacy": ("nodes/body.yaml", "privacy: public", "privacy: secret", "body_type.privacy", "secret"),
    "privacy left out": ("nodes/body.yaml", "    privacy: public\n", "", "properties.body_type.privacy", "text"),
    "choice without choices": ("nodes/body.yaml", "type: integer\n    unit: seats\n    minimum: 0", "type: choice", "choices", "choices"),
    "unknown family": ("nodes/body.yaml", "family: body", "family: organ", "family", "organ"),
    "unknown parent": ("nodes/body.yaml", "extends: record", "extends: thing", "extends", "thing"),
    "concrete parent": ("nodes/body.yaml", "extends: record", "extends: place", "extends", "abstract"),
    "circle of parents": ("nodes/actor.yaml", "extends: record", "extends: actor", "extends", "circle"),
    "unknown key": ("nodes/body.yaml", "family: body", "family: body\nicon: round", "icon", "Unknown key"),
    "unknown key of an edge": ("edges/holds.yaml", "has_period:", "period:", "period", "Unknown key"),
    "unknown key of a property": ("nodes/body.yaml", "unit: seats", "units: seats", "properties.seats.units", "Unknown key"),
    "unknown language": ("nodes/body.yaml", "label: {ko:", "label: {fr: x, ko:", "label.fr", "Unknown key"),
    "flag is no boolean": ("edges/funds.yaml", "directed: true", "directed: 1", "directed", "true"),
    "list is a text": ("nodes/body.yaml", "[정원, 위원수]", "정원", "properties.seats.columns", "list"),
    "properties are a list": ("nodes/partner.yaml", "properties:\n  partner_type:", "properties:\n  - x:", "properties", "mapping"),
    "no YAML": ("nodes/body.yaml", "family: body", "family: [body", "line", "YAML"),
    "empty file": ("nodes/new.yaml", "", "", "(file)", "mapping"),
    "sheet of unknown family": ("columns.yaml", "family: tie", "family: knot", "ties.family", "knot"),
    "unknown key of a sheet": ("columns.yaml", "family: tie", "family: tie\n  order: 1", "ties.order", "Unknown key"),
    "unknown key of a column": ("columns.yaml", "required: true", "must: true", "name_ko.must", "Unknown key"),
    "alias of two columns": ("columns.yaml", "[가중치,", "[금 액,", "ties.columns.amount", "금액"),
    "alias of column and property": ("columns.yaml", "[가중치,", "[메모,", "ties.columns.note", "메모"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_broken_ontology_is_refused_with_file_and_key(case: str, break_file: Break) -> None:
    file, old, new, key, word = CASES[case]
    error = break_file(file, old, new)
    assert error.file == file or file in error.message.en
    assert key in error.key
    assert word in error.message.en
    assert str(error).startswith(f"{error.file}: {error.key}: {error.message.ko}")


def test_a_property_must_mean_the_same_in_every_kind_of_a_sheet(break_file: Break) -> None:
    error = break_file("nodes/partner.yaml", "  partner_type:", "  legal_form:")
    assert (error.file, error.key) == ("columns.yaml", "organisations.columns.legal_form")
    assert "partner" in error.message.en
