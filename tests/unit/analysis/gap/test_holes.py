"""gaps/holes: ways and constraint against networkx, and the demo's sole bridge."""

import itertools
import random

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from ecomap.analysis.gap.holes import ANALYSIS
from ecomap.analysis.gap.spans import Holes, burt_constraint
from seed_data.demo import gaps
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.gap.test_demo_gaps import demo  # noqa: F401
from tests.unit.analysis.graphs import Actor, snapshot_of
from tests.unit.analysis.linkage.random_graphs import random_network


def weighted(ties):
    graph = nx.Graph()
    for tie in ties:
        before = graph.get_edge_data(tie.source, tie.target, {"weight": 0})["weight"]
        graph.add_edge(tie.source, tie.target, weight=before + 1)
    return graph


def drawn(seed):
    """Return a random network, its names and two groups that may overlap."""
    snapshot, (graph, *_), ties = random_network(seed)
    names = [str(snapshot.node_id[int(i)]) for i in snapshot.ties.nodes]
    rng = random.Random(seed)
    groups = [{name for name in names if rng.random() < 0.4} for _ in range(2)]
    members = sparse.csr_array(np.array([[float(name in group) for group in groups] for name in names]))
    return Holes(snapshot.ties, members, np.ones(len(names), dtype=bool)), graph, names, groups, ties, snapshot


@pytest.mark.parametrize("seed", range(200))
def test_ways_and_go_betweens_against_networkx(seed) -> None:
    finder, graph, names, (first, second), *_ = drawn(seed)
    left, right = first - second, second - first
    ways = {w: len(left & set(graph[w])) * len(right & set(graph[w])) for w in names}
    span = finder.span(0, 1)
    assert span.direct == sum(len(right & set(graph[u])) for u in left)
    assert span.paths == sum(ways.values())
    assert {names[i]: n for i, n in zip(span.carriers.tolist(), span.carried.tolist(), strict=True)} == {
        w: n for w, n in ways.items() if n
    }
    if span.paths:
        assert span.top_share == max(ways.values()) / span.paths
        assert 1 <= span.effective <= len(span.carriers) + 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_constraint_before_and_after_against_networkx(seed) -> None:
    *_, names, _, ties, snapshot = drawn(seed)
    graph, rng = weighted(ties), random.Random(seed)
    for actor in rng.sample(names, min(4, len(names))):
        other = rng.choice([name for name in names if name != actor])
        u, v = names.index(actor), names.index(other)
        if actor in graph:
            expected = nx.constraint(graph, [actor], weight="weight")[actor]
            assert burt_constraint(snapshot.ties.adjacency, u) == pytest.approx(expected)
        more = graph.copy()
        more.add_edge(actor, other, weight=graph.get_edge_data(actor, other, {"weight": 0})["weight"] + 1)
        expected = nx.constraint(more, [actor], weight="weight")[actor]
        assert burt_constraint(snapshot.ties.adjacency, u, v) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(30))
def test_closings_have_most_common_alters_and_bring_near_what_they_say(seed) -> None:
    finder, graph, names, (first, second), *_ = drawn(seed)
    left, right = first - second, second - first
    open_pairs = [(u, v) for u in left for v in right if not graph.has_edge(u, v)]
    common = {pair: len(list(nx.common_neighbors(graph, *pair))) for pair in open_pairs}
    found = finder.closings(0, 1, 3)
    if not any(common.values()):
        assert not found
        return
    assert found[0].common == max(common.values())
    named = [end for one in found for end in (one.first, one.second)]
    assert len(set(named)) == len(named)
    for one in found:
        u, v = names[one.first], names[one.second]
        assert common[u, v] == one.common
        more = graph.copy()
        more.add_edge(u, v)
        near = [
            {
                frozenset((a, b))
                for a, b in itertools.product(first, second)
                if a != b and b in nx.single_source_shortest_path_length(which, a, cutoff=2)
            }
            for which in (graph, more)
        ]
        assert one.gained == len(near[1] - near[0])


def test_demo_fields_that_meet_in_one_intermediary_only(demo) -> None:  # noqa: F811
    (gap,) = [gap for gap in gaps() if gap.kind == "sole_bridge"]
    result = ANALYSIS.run(demo)
    first, second, *_ = rows(result, "holes")
    assert {first["row_id"], first["col_id"]} == {f"field:{code}" for code in gap.fields}
    assert (first["top"], first["spanners"], first["top_share"]) == (gap.actors[0], 1, 1.0)
    assert first["finding"].en == "one go-between only"
    assert second["top_share"] < 1
    assert any(gap.actors[0] in text.ko and "평화·통일" in text.ko for text in result.explanation)
    with_government = rows(ANALYSIS.run(demo, {"government": True, "limit": 1000}), "holes")
    (same,) = [row for row in with_government if {row["row_id"], row["col_id"]} == {first["row_id"], first["col_id"]}]
    assert same["spanners"] > 1
    assert_sound(result, ANALYSIS)


@pytest.mark.parametrize("by", ["district", "field", "kind", "task"])
def test_little_data_gives_an_answer_or_a_reason(by) -> None:
    pair = [Actor("a", fields=("field:x",)), Actor("b", fields=("field:y",))]
    for snapshot in (
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(pair, fields=["field:x", "field:y"]),
        snapshot_of(pair, [("a", "b")], fields=["field:x", "field:y"]),
    ):
        assert_sound(ANALYSIS.run(snapshot, {"by": by}), ANALYSIS)
