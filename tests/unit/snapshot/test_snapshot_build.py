from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.domain.records import Node
from ecomap.snapshot import Strings
from ecomap.snapshot.columns import node_scalars
from tests.support.builders import actor, field, link, place, snapshot_of, tie

RECORDS = (
    actor("c"),
    actor("a", name="가", name_en="A"),
    actor("b", "government", name="나"),
    field("f"),
    tie("c", "a", weight=2.0),
    tie("a", "b", "funds", amount=5.0, unit="KRW", field="f"),
    tie("a", "b"),
    link("works_in", "a", "f"),
)


def test_nodes_stand_in_order_of_id() -> None:
    assert list(snapshot_of(*RECORDS).node_id) == ["a", "b", "c", "f"]


def test_edges_stand_in_order_of_source_target_type() -> None:
    snapshot = snapshot_of(*RECORDS)
    told = [
        (snapshot.node_id[int(s)], snapshot.node_id[int(t)], snapshot.types[k])
        for s, t, k in zip(snapshot.source, snapshot.target, snapshot.type, strict=True)
    ]
    assert told == sorted(told, key=lambda row: (row[0], row[1], snapshot.types.index(row[2])))
    assert len(told) == 4


def test_every_column_follows_its_record() -> None:
    snapshot = snapshot_of(*RECORDS)
    (edge,) = snapshot.of_types("funds")
    assert snapshot.amount[edge] == 5.0
    assert snapshot.units[snapshot.unit[edge]] == "KRW"
    assert snapshot.field[edge] == snapshot.position["f"]
    assert np.isnan(snapshot.weight[edge])
    assert snapshot.name(snapshot.position["a"]) == "가"
    assert snapshot.kinds[snapshot.kind[snapshot.position["b"]]] == "government"


def test_names_fall_back_to_the_other_language() -> None:
    snapshot = snapshot_of(actor("a", name="가", name_en="A"), actor("b", name="나"), Node("c", "field", "", "C"))
    assert [snapshot.name(i, "en") for i in range(3)] == ["A", "나", "C"]
    assert [snapshot.name(i) for i in range(3)] == ["가", "나", "C"]


@given(st.permutations(RECORDS))
def test_the_order_of_reading_does_not_matter(records: list[object]) -> None:
    assert snapshot_of(*records).content_hash == snapshot_of(*RECORDS).content_hash  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        actor("d"),
        tie("a", "c"),
        tie("a", "b", edge_id="parallel"),
        link("works_in", "b", "f"),
    ],
)
def test_the_hash_tells_more_records(other: object) -> None:
    assert snapshot_of(*RECORDS, other).content_hash != snapshot_of(*RECORDS).content_hash  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "values",
    [
        {"weight": 1.0},
        {"weight": 0.0},
        {"amount": 1.0, "unit": "KRW"},
        {"amount": 1.0, "unit": "USD"},
        {"valid_from": "2020-01-01"},
        {"valid_to": "2020-01-01"},
        {"field": "f"},
    ],
)
def test_the_hash_tells_every_column_of_an_edge(values: dict[str, object]) -> None:
    hashes = {
        snapshot_of(*RECORDS, tie("b", "c")).content_hash,
        snapshot_of(*RECORDS, tie("b", "c", **values)).content_hash,
        snapshot_of(*RECORDS, tie("b", "c", "funds", **values)).content_hash,
    }
    assert len(hashes) == 3


@pytest.mark.parametrize(
    "node",
    [
        actor("c", name="other"),
        actor("c", name_en="C"),
        actor("c", level="gu"),
        actor("c", founded="2020-01-01"),
        actor("c", closed="2020-01-01"),
        actor("c", "partner"),
    ],
)
def test_the_hash_tells_every_column_of_a_node(node: Node) -> None:
    assert snapshot_of(node).content_hash != snapshot_of(actor("c")).content_hash


def test_the_revision_is_no_content() -> None:
    assert snapshot_of(*RECORDS, revision=1).content_hash == snapshot_of(*RECORDS, revision=2).content_hash


def test_texts_do_not_run_into_each_other() -> None:
    assert snapshot_of(actor("ab"), actor("c")).content_hash != snapshot_of(actor("a"), actor("bc")).content_hash


def test_an_empty_graph() -> None:
    snapshot = snapshot_of()
    assert (snapshot.n_nodes, snapshot.n_edges, snapshot.units) == (0, 0, ("",))
    assert snapshot.position == {}
    assert snapshot.ties.n == snapshot.ties.m == 0
    assert snapshot.links("works_in").shape == (0, 0)


def test_links_are_a_matrix_of_zeros_and_ones() -> None:
    twice = (link("works_in", "a", "f"), link("works_in", "b", "f"))
    matrix = snapshot_of(*RECORDS[:4], *twice).links("works_in", "located_in").toarray()
    expected = np.zeros((4, 4))
    expected[[0, 1], 3] = 1
    np.testing.assert_array_equal(matrix, expected)


def test_part_of_gives_parents_within_a_kind() -> None:
    snapshot = snapshot_of(
        place("city", "city"),
        place("gu"),
        Node("plan", "plan", "계획"),
        Node("task", "task", "과제"),
        link("part_of", "gu", "city"),
        link("part_of", "task", "plan"),
    )
    parents = {i: int(snapshot.parent[snapshot.position[i]]) for i in ("city", "gu", "plan", "task")}
    assert parents == {"city": -1, "gu": snapshot.position["city"], "plan": -1, "task": -1}


def test_what_a_snapshot_keeps_of_properties() -> None:
    founded = date(2001, 2, 3).toordinal()
    assert node_scalars(actor("a", level="gu", founded="2001-02-03", budget=5.0)) == ("gu", founded, 0, None, None)
    programme = Node("p", "programme", "", "", {"start": "2001-02-03", "end": "2001-02-03", "budget": 5})
    assert node_scalars(programme) == ("", founded, founded, None, 5.0)
    assert node_scalars(place("p", population=7)) == ("gu", 0, 0, 7.0, None)
    with pytest.raises(ValueError, match="2021"):
        node_scalars(actor("a", founded="2021.13.40"))


TEXTS = st.lists(st.text(max_size=5).filter(lambda text: text.isascii() or text.isprintable()))


@given(TEXTS, st.data())
def test_packed_texts_read_like_a_list(texts: list[str], data: st.DataObject) -> None:
    packed = Strings.pack(texts)
    assert len(packed) == len(texts)
    assert list(packed) == texts
    assert packed[1:3] == texts[1:3]
    positions = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=6)) if texts else []
    taken = packed.take(np.array(positions, dtype=np.int64))
    assert list(taken) == packed[np.array(positions, dtype=np.int64)] == [texts[i] for i in positions]
    for i in positions:
        assert packed[i] == texts[i]
        assert packed[i - len(texts)] == texts[i]


@pytest.mark.parametrize("index", [2, -3])
def test_packed_texts_have_ends(index: int) -> None:
    with pytest.raises(IndexError):
        Strings.pack(["a", "b"])[index]
