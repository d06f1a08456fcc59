"""cooperation/matrix: published partitions, networkx's mixing matrix, invariants."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.analysis.cooperation.matrix import ANALYSIS
from ecomap.analysis.record import Result
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot
from tests.unit.analysis.graphs import Actor, Tie, snapshot_of

KINDS = ("civil_society", "government", "intermediary", "partner")


def table(result: Result, name: str) -> list[dict[str, Any]]:
    found = next(t for t in result.tables if t.spec.name == name)
    names = [column.name for column in found.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def karate() -> Snapshot:
    graph = nx.karate_club_graph()
    kinds = {"Mr. Hi": "civil_society", "Officer": "government"}
    actors = [Actor(f"k{node:02}", kinds[data["club"]]) for node, data in graph.nodes(data=True)]
    return snapshot_of(actors, [Tie(f"k{a:02}", f"k{b:02}") for a, b in graph.edges])


def cells(result: Result) -> dict[frozenset[str], dict[str, Any]]:
    return {frozenset((cell["row_id"], cell["col_id"])): cell for cell in table(result, "cells")}


def test_karate_factions_after_the_split() -> None:
    # Zachary (1977): of the 78 ties, 11 cross the fission line of the two clubs (networkx's own club labels).
    graph = nx.karate_club_graph()
    club = nx.get_node_attributes(graph, "club")
    assert sum(club[a] != club[b] for a, b in graph.edges) == 11
    result = ANALYSIS.run(karate(), {"by": "kind"})
    across = cells(result)[frozenset(("civil_society", "government"))]
    assert across["ties"] == 11
    # E-I (Krackhardt and Stern 1988) = (external - internal) / all = (11 - 67) / 78.
    (network,) = table(result, "network")
    assert network["e_i"] == pytest.approx((11 - 67) / 78)


def test_cells_equal_the_mixing_matrix_of_networkx() -> None:
    rng = np.random.default_rng(8)
    kinds = [KINDS[i] for i in rng.integers(4, size=40)]
    ends = [(int(a), int(b)) for a, b in rng.integers(40, size=(200, 2)) if a != b]
    snapshot = snapshot_of(
        [Actor(f"a{i:02}", kind) for i, kind in enumerate(kinds)], [Tie(f"a{a:02}", f"a{b:02}") for a, b in ends]
    )
    graph = nx.MultiGraph()
    graph.add_nodes_from((i, {"kind": kind}) for i, kind in enumerate(kinds))
    graph.add_edges_from(ends)
    mapping = {kind: i for i, kind in enumerate(KINDS)}
    mixing = nx.attribute_mixing_matrix(graph, "kind", mapping=mapping, normalized=False)
    found = cells(ANALYSIS.run(snapshot, {"by": "kind"}))
    for a in KINDS:
        for b in KINDS:
            # networkx counts a tie from both ends, so its diagonal holds each tie twice.
            expected = mixing[mapping[a], mapping[b]] / (2 if a == b else 1)
            cell = found.get(frozenset((a, b)))
            assert (cell["ties"] if cell else 0) == pytest.approx(expected)


@given(
    st.lists(st.sets(st.sampled_from(["field:x", "field:y", "field:z"])), min_size=2, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30),
)
def test_shares_keep_the_number_of_ties(groups: list[set[str]], ends: list[tuple[int, int]]) -> None:
    actors = [Actor(f"a{i}", fields=tuple(sorted(fields))) for i, fields in enumerate(groups)]
    ties = [Tie(f"a{a}", f"a{b}") for a, b in ends if a != b and max(a, b) < len(actors)]
    snapshot = snapshot_of(actors, ties, fields=["field:x", "field:y", "field:z"])
    result = ANALYSIS.run(snapshot, {"by": "field"})
    grouped = sum(bool(groups[int(t.source[1:])]) and bool(groups[int(t.target[1:])]) for t in ties)
    assert sum(cell["ties"] for cell in table(result, "cells")) == pytest.approx(grouped)
    assert sum(cell["expected"] or 0 for cell in table(result, "cells")) == pytest.approx(grouped)
    for group in table(result, "groups"):
        assert group["e_i"] is None or -1 <= group["e_i"] <= 1


def test_a_cell_opens_to_its_pairs() -> None:
    result = ANALYSIS.run(karate(), {"by": "kind", "row": "civil_society", "col": "government"})
    pairs = next(t for t in result.tables if "actor_a" in [c.name for c in t.spec.columns])
    assert len(pairs.rows) == 11


@pytest.mark.parametrize("by", ["kind", "district", "field", "level", "subfield", "task"])
def test_empty_graphs_one_actor_and_no_groups_give_an_answer(by: str) -> None:
    for snapshot in (snapshot_of([], []), snapshot_of(["a"], []), snapshot_of(["a", "b"], [Tie("a", "b")])):
        result = ANALYSIS.run(snapshot, {"by": by})
        assert result.explanation
        for found in result.tables:
            assert not any(isinstance(cell, float) and cell != cell for row in found.rows for cell in row)  # noqa: PLR0124


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(InvalidParameter):
        ANALYSIS.bind({"by": "zodiac"})
