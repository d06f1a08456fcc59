"""Invariants of the shipped ontology, and what its records answer."""

import copy
import pickle
import shutil
from pathlib import Path

import pytest

import graph_schema
from graph_schema import EDGE_CORE, NODE_CORE, Text, load_ontology, normalise_header

ONTOLOGY = load_ontology()
SHIPPED = Path(graph_schema.__file__).parent / "ontology"
KINDS = [*ONTOLOGY.nodes.values(), *ONTOLOGY.edges.values()]


def test_text_speaks_both_languages_and_korean_by_default() -> None:
    text = Text("마을", "village")
    assert [str(text), text.get("ko"), text.get("en"), text.get("fr")] == ["마을", "마을", "village", "마을"]


def test_the_kinds_are_the_words_of_the_project() -> None:
    assert ONTOLOGY.actor_kinds == ("civil_society", "government", "intermediary", "partner")
    others = ("place", "field", "task", "plan", "ordinance", "programme", "body", "resource", "recognition")
    assert tuple(ONTOLOGY.nodes) == ONTOLOGY.actor_kinds + others
    assert tuple(ONTOLOGY.edges) == ONTOLOGY.tie_types + ONTOLOGY.structural_types
    assert len(ONTOLOGY.tie_types) == 9
    assert len(ONTOLOGY.structural_types) == 10


def test_only_ties_join_actors_in_both_places() -> None:
    actors = set(ONTOLOGY.actor_kinds)
    for name in ONTOLOGY.tie_types:
        assert ONTOLOGY.edge(name).sources | ONTOLOGY.edge(name).targets <= actors
    for name in set(ONTOLOGY.structural_types) - {"part_of"}:
        assert not ONTOLOGY.edge(name).targets & actors


@pytest.mark.parametrize(
    ("edge", "source", "target", "allowed"),
    [
        ("funds", "partner", "civil_society", True),
        ("delegates", "government", "intermediary", True),
        ("delegates", "civil_society", "government", False),
        ("oversees", "intermediary", "civil_society", False),
        ("works_in", "ordinance", "field", True),
        ("part_of", "place", "place", True),
        ("part_of", "place", "field", False),
        ("part_of", "task", "plan", True),
        ("responsible_for", "programme", "task", True),
        ("funds", "government", "no such kind", False),
    ],
)
def test_an_edge_allows_only_its_pairs(edge: str, source: str, target: str, allowed: bool) -> None:
    assert ONTOLOGY.edge(edge).allows(source, target) is allowed


def test_undirected_types_read_the_same_from_both_ends() -> None:
    undirected = {kind.name for kind in ONTOLOGY.edges.values() if not kind.directed}
    assert undirected == {"cooperates", "shares_resource"}
    for name in undirected:
        assert ONTOLOGY.edge(name).label == ONTOLOGY.edge(name).reverse


def test_every_word_stands_in_both_languages() -> None:
    for kind in KINDS:
        texts = [kind.label, kind.description]
        texts += [text for spec in kind.properties for text in (spec.label, spec.description)]
        texts += [choice.label for spec in kind.properties for choice in spec.choices]
        assert all(text.ko.strip() and text.en.strip() for text in texts), kind.name
        assert all(text.en.isascii() for text in texts), kind.name


def test_contact_data_of_people_is_private() -> None:
    for name in ONTOLOGY.actor_kinds:
        kind = ONTOLOGY.node(name)
        assert {kind.property(p).privacy for p in ("contact_person", "email", "phone")} == {"private"}
        assert {kind.property(p).privacy for p in ("address", "budget", "own_revenue")} == {"members"}


def test_every_node_kind_says_where_a_record_comes_from() -> None:
    for kind in ONTOLOGY.nodes.values():
        assert kind.property("origin").privacy == "public"
        assert kind.property("synthetic").type == "boolean"


def test_every_source_of_a_property_is_named() -> None:
    assert all(spec.source for kind in KINDS for spec in kind.properties)


def test_core_columns_are_no_properties() -> None:
    for kind in ONTOLOGY.nodes.values():
        assert not {spec.name for spec in kind.properties} & set(NODE_CORE)
    for edge in ONTOLOGY.edges.values():
        assert not {spec.name for spec in edge.properties} & set(EDGE_CORE)


def test_an_unknown_name_is_a_key_error() -> None:
    for ask in (
        ONTOLOGY.node,
        ONTOLOGY.edge,
        ONTOLOGY.node("place").property,
        ONTOLOGY.edge("funds").property,
    ):
        with pytest.raises(KeyError):
            ask("no such name")


def test_the_packaged_ontology_is_read_once_and_cannot_be_changed() -> None:
    assert load_ontology() is ONTOLOGY
    with pytest.raises(TypeError):
        ONTOLOGY.nodes["x"] = ONTOLOGY.node("place")  # type: ignore[index]


def test_a_folder_with_the_same_content_is_equal_and_has_the_same_version() -> None:
    other = load_ontology(SHIPPED)
    assert other == ONTOLOGY
    assert hash(other) == hash(ONTOLOGY)
    assert other is not ONTOLOGY


def test_workers_and_copies_get_an_equal_ontology() -> None:
    assert pickle.loads(pickle.dumps(ONTOLOGY)) == ONTOLOGY
    assert copy.deepcopy(ONTOLOGY) == ONTOLOGY


def test_the_version_follows_the_content_but_not_the_comments(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "ontology")
    file = folder / "nodes" / "place.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# A remark.\n{text}", encoding="utf-8")
    assert load_ontology(folder).version == ONTOLOGY.version
    file.write_text(text.replace("en: Places", "en: Areas"), encoding="utf-8")
    assert load_ontology(folder).version != ONTOLOGY.version


def test_a_sheet_has_core_columns_links_and_every_property_of_its_family() -> None:
    columns = [column.name for column in ONTOLOGY.sheets["organisations"].columns]
    assert columns[:8] == [*NODE_CORE, "located_in", "active_in", "fields", "tasks"]
    for name in ONTOLOGY.actor_kinds:
        assert {spec.name for spec in ONTOLOGY.node(name).properties} <= set(columns)
    ties = [column.name for column in ONTOLOGY.sheets["ties"].columns]
    assert tuple(ties[: len(EDGE_CORE)]) == EDGE_CORE
    assert {spec.name for name in ONTOLOGY.tie_types for spec in ONTOLOGY.edge(name).properties} <= set(ties)
    assert len(set(columns)) == len(columns)


def test_the_required_columns_are_those_without_which_a_row_says_nothing() -> None:
    required = {name: [c.name for c in sheet.columns if c.required] for name, sheet in ONTOLOGY.sheets.items()}
    assert required == {
        "organisations": ["name_ko"],
        "ties": ["type", "source", "target"],
        "programmes": ["name_ko"],
    }


@pytest.mark.parametrize(
    ("sheet", "header", "column"),
    [
        ("organisations", "단체명", "name_ko"),
        ("organisations", " 단 체 명（국문） ", "name_ko"),
        ("organisations", "사업자등록번호", "registration_number"),
        ("organisations", "소재지", "address"),
        ("organisations", "자치구", "located_in"),
        ("organisations", "주된사업", "fields"),
        ("organisations", "대표자", "contact_person"),
        ("organisations", "연락처", "phone"),
        ("organisations", "등록일", "founded"),
        ("organisations", "Registration_Number", "registration_number"),
        ("ties", "보내는 단체", "source"),
        ("ties", "수혜기관", "target"),
        ("ties", "source", "source"),
        ("ties", "출처", "origin"),
        ("ties", "관계유형", "type"),
        ("ties", "Amount Awarded", "amount"),
        ("ties", "분야", "field"),
        ("programmes", "사업명", "name_ko"),
        ("programmes", "사업비", "budget"),
    ],
)
def test_headers_of_registers_are_understood(sheet: str, header: str, column: str) -> None:
    found = ONTOLOGY.sheets[sheet].match(header)
    assert found is not None
    assert found.name == column


def test_a_strange_header_matches_nothing() -> None:
    assert ONTOLOGY.sheets["ties"].match("날씨") is None
    assert ONTOLOGY.sheets["ties"].match("") is None


def test_headers_are_compared_without_case_width_spaces_and_punctuation() -> None:
    assert normalise_header(" Ｖalid-From (날짜) ") == normalise_header("valid_from날짜") == "validfrom날짜"
