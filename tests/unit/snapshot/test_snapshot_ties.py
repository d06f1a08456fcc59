from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from ecomap.snapshot import Snapshot
from ecomap.snapshot.to_networkx import to_networkx
from tests.support.builders import actor, field, link, snapshot_of, tie


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of(
        field("0-first"),  # so that actor numbers differ from node positions
        actor("a", name="가", name_en="A"),
        actor("b", "government"),
        actor("c"),
        link("works_in", "a", "0-first"),
        tie("a", "b", "funds", amount=5.0, unit="KRW"),
        tie("a", "b", "refers", weight=3.0),
        tie("b", "a", "funds", weight=0.0),
        tie("b", "c", "cooperates", weight=2.0),
        tie("c", "c", "refers"),
    )


def ids(snapshot: Snapshot, numbers: np.ndarray) -> list[str]:
    return [snapshot.node_id[int(i)] for i in snapshot.ties.nodes[numbers]]


def test_only_actors_and_ties_between_two_of_them_are_in(snapshot: Snapshot) -> None:
    ties = snapshot.ties
    assert (ties.n, ties.m) == (3, 4)
    assert ids(snapshot, np.arange(3)) == ["a", "b", "c"]
    pairs = sorted(zip(ids(snapshot, ties.source), ids(snapshot, ties.target), strict=True))
    assert pairs == [("a", "b"), ("a", "b"), ("b", "a"), ("b", "c")]


def test_an_unknown_weight_counts_as_one_and_zero_as_zero(snapshot: Snapshot) -> None:
    assert sorted(snapshot.ties.weight.tolist()) == [0.0, 1.0, 2.0, 3.0]


def test_columns_point_back_into_the_snapshot(snapshot: Snapshot) -> None:
    ties = snapshot.ties
    np.testing.assert_array_equal(snapshot.type[ties.edges], ties.type)
    np.testing.assert_array_equal(snapshot.source[ties.edges], ties.nodes[ties.source])
    directed = {snapshot.types[t]: bool(d) for t, d in zip(ties.type, ties.directed, strict=True)}
    assert directed == {"funds": True, "refers": True, "cooperates": False}


def test_the_undirected_matrix_adds_up_the_ties_of_a_pair(snapshot: Snapshot) -> None:
    np.testing.assert_array_equal(snapshot.ties.undirected().toarray(), [[0, 3, 0], [3, 0, 1], [0, 1, 0]])
    weighted = snapshot.ties.undirected(snapshot.ties.weight).toarray()
    np.testing.assert_array_equal(weighted, [[0, 4, 0], [4, 0, 2], [0, 2, 0]])
    np.testing.assert_array_equal(snapshot.ties.adjacency.toarray(), snapshot.ties.undirected().toarray())


def test_arcs_go_one_way_but_both_ways_where_there_is_no_direction(snapshot: Snapshot) -> None:
    np.testing.assert_array_equal(snapshot.ties.arcs().toarray(), [[0, 2, 0], [1, 0, 1], [0, 1, 0]])
    np.testing.assert_array_equal(snapshot.ties.arcs(snapshot.ties.weight).toarray(), [[0, 4, 0], [0, 0, 2], [0, 2, 0]])


def test_pairs_number_the_ties(snapshot: Snapshot) -> None:
    low, high, pair = snapshot.ties.pairs
    assert (low.tolist(), high.tolist()) == ([0, 1], [1, 2])
    np.testing.assert_array_equal(low[pair], np.minimum(snapshot.ties.source, snapshot.ties.target))
    np.testing.assert_array_equal(high[pair], np.maximum(snapshot.ties.source, snapshot.ties.target))


def test_no_actors_no_ties() -> None:
    ties = snapshot_of(field("f")).ties
    assert (ties.n, ties.m) == (0, 0)
    assert ties.adjacency.shape == ties.arcs().shape == (0, 0)
    assert [part.tolist() for part in ties.pairs] == [[], [], []]


def test_networkx_gets_the_actors_and_their_ties(snapshot: Snapshot) -> None:
    graph = to_networkx(snapshot)
    assert isinstance(graph, nx.MultiDiGraph)
    assert dict(graph.nodes["a"]) == {"kind": "civil_society", "name_ko": "가", "name_en": "A"}
    assert sorted(graph) == ["a", "b", "c"]
    told = sorted((s, t, d["type"], d["directed"], d["weight"], d["amount"]) for s, t, d in graph.edges(data=True))
    assert told == [
        ("a", "b", "funds", True, 1.0, 5.0),
        ("a", "b", "refers", True, 3.0, None),
        ("b", "a", "funds", True, 0.0, None),
        ("b", "c", "cooperates", False, 2.0, None),
    ]


def test_networkx_gets_isolated_actors_too() -> None:
    assert list(to_networkx(snapshot_of(actor("a"), field("f")))) == ["a"]
