"""What is drawn from the ontology: JSON Schema, Cypher, the reference page."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graph_schema import json_schema, load_ontology, reference
from graph_schema.constraints import (
    constraint_statements,
    index_statements,
    node_labels,
    render,
    schema_statements,
)

ONTOLOGY = load_ontology()
SCHEMAS = json_schema.all_schemas(ONTOLOGY)
PLACE = {"id": "p1", "kind": "place", "name_ko": "종로구", "code": "1111000000", "level": "gu"}
TIE = {"id": "t1", "type": "trains", "source": "a", "target": "b"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_json_schema_is_valid_and_closed(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["additionalProperties"] is False
    assert " / " in SCHEMAS[name]["title"]


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"population": 137449, "lat": 37.6, "origin": "census"}, True),
        ({"level": "village"}, False),
        ({"population": -1}, False),
        ({"population": "many"}, False),
        ({"lat": 91}, False),
        ({"kind": "field"}, False),
        ({"name_ko": ""}, False),
        ({"colour": "red"}, False),
    ],
)
def test_a_node_schema_accepts_what_the_ontology_does(change: dict[str, Any], valid: bool) -> None:
    assert Draft202012Validator(SCHEMAS["place"]).is_valid(PLACE | change) is valid


@pytest.mark.parametrize("missing", ["id", "kind", "name_ko", "code", "level"])
def test_a_node_schema_requires_core_columns_and_required_properties(missing: str) -> None:
    record = {key: value for key, value in PLACE.items() if key != missing}
    assert not Draft202012Validator(SCHEMAS["place"]).is_valid(record)


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"amount": 12, "unit": "hours", "weight": 2, "confidence": 0.5, "valid_to": None}, True),
        ({"amount": 12, "unit": "KRW"}, False),
        ({"amount": -1}, False),
        ({"confidence": 1.5}, False),
        ({"source": ""}, False),
    ],
)
def test_an_edge_schema_accepts_what_the_ontology_does(change: dict[str, Any], valid: bool) -> None:
    assert Draft202012Validator(SCHEMAS["trains"]).is_valid(TIE | change) is valid


def test_an_edge_that_holds_for_ever_has_no_period_in_its_schema() -> None:
    assert "valid_from" in SCHEMAS["sits_on"]["properties"]
    assert not {"valid_from", "amount", "unit", "weight"} & set(SCHEMAS["works_in"]["properties"])


def test_the_json_schema_command_prints_one_kind_or_all(capsys: pytest.CaptureFixture[str]) -> None:
    json_schema.main(["funds"])
    assert json.loads(capsys.readouterr().out) == SCHEMAS["funds"]
    json_schema.main([])
    assert json.loads(capsys.readouterr().out) == SCHEMAS


def test_every_label_has_a_unique_id() -> None:
    labels = node_labels(ONTOLOGY)
    assert labels[:3] == ("Record", "Actor", "CivilSociety")
    statements = constraint_statements(ONTOLOGY)
    assert len(statements) == len(labels) == len(set(labels))
    assert statements[1] == "CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE"


def test_names_and_edge_ids_are_indexed() -> None:
    statements = index_statements(ONTOLOGY)
    assert "CREATE RANGE INDEX place_name_ko IF NOT EXISTS FOR (n:Place) ON (n.name_ko)" in statements
    assert "CREATE RANGE INDEX funds_id IF NOT EXISTS FOR ()-[r:FUNDS]-() ON (r.id)" in statements
    assert len(statements) == len(node_labels(ONTOLOGY)) + len(ONTOLOGY.edges) + 4


def test_names_are_searched_with_the_analyzer_for_hangul() -> None:
    (statement,) = (text for text in index_statements(ONTOLOGY) if " record_names " in text)
    assert statement.startswith("CREATE FULLTEXT INDEX record_names IF NOT EXISTS FOR (n:Record) ")
    assert "ON EACH [n.name_ko, n.name_en, n.aliases]" in statement
    assert statement.endswith("OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}")


def test_every_node_has_the_label_that_the_indexes_are_for() -> None:
    assert all("Record" in kind.base_labels for kind in ONTOLOGY.nodes.values())


def test_every_statement_can_run_twice_and_has_its_own_name() -> None:
    statements = schema_statements(ONTOLOGY)
    assert all(" IF NOT EXISTS FOR " in statement for statement in statements)
    names = [re.search(r"(?:CONSTRAINT|INDEX) (\w+) IF", statement) for statement in statements]
    assert len({name[1] for name in names if name}) == len(statements)


def test_the_script_is_one_statement_a_line_and_always_the_same() -> None:
    assert render(ONTOLOGY).splitlines() == [f"{statement};" for statement in schema_statements(ONTOLOGY)]
    assert render(ONTOLOGY) == render(load_ontology())


def test_the_reference_page_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    reference.main(["--check"])
    assert capsys.readouterr().out == ""


def test_a_stale_reference_page_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(reference, "PAGE", tmp_path / "ontology.md")
    with pytest.raises(SystemExit, match="out of date"):
        reference.main(["--check"])


def test_the_reference_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    reference.main([])
    assert capsys.readouterr().out == reference.PAGE.read_text(encoding="utf-8")


def test_the_reference_page_names_every_kind_property_and_header() -> None:
    page = reference.render(ONTOLOGY)
    for kind in (*ONTOLOGY.nodes.values(), *ONTOLOGY.edges.values()):
        assert f"### `{kind.name}`: {kind.label.ko} / {kind.label.en}" in page
        assert all(f"`{spec.name}`" in page for spec in kind.properties)
    for sheet in ONTOLOGY.sheets.values():
        assert all(alias in page for column in sheet.columns for alias in column.aliases)
