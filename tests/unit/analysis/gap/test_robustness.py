"""gaps/robustness: every curve against removing nodes in networkx, R of graphs that can be worked out by hand."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.gap.removals import area, by_degree, network, null_areas, step_bounds, targeted
from ecomap.analysis.gap.robustness import ANALYSIS
from ecomap.analysis.kernels.removal import by_degree_left, largest_left
from tests.unit.analysis.gap.reading import assert_sound, rows
from tests.unit.analysis.graphs import Actor, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.random_graphs import csr, random_network


def largest(graph: nx.Graph) -> int:
    return max(map(len, nx.connected_components(graph)), default=0)


def left_by_networkx(graph: nx.Graph, order) -> list[int]:
    graph = graph.copy()
    sizes = [largest(graph)]
    for node in order:
        graph.remove_node(node)
        sizes.append(largest(graph))
    return sizes


def attacked(graph: nx.Graph) -> list:
    graph, order = graph.copy(), []
    while graph:
        node = min(graph, key=lambda v: (-graph.degree(v), v))
        graph.remove_node(node)
        order.append(node)
    return order


def test_curves_and_orders_equal_removal_in_networkx_on_random_graphs() -> None:
    for seed in range(200):
        _, (pairs, _, _), _ = random_network(seed)
        pairs = nx.convert_node_labels_to_integers(pairs, ordering="sorted")
        ordered = nx.empty_graph(len(pairs))
        ordered.add_edges_from(pairs.edges)
        indptr, indices, nodes = csr(ordered)
        shuffled = random.Random(seed).sample(nodes, len(nodes))
        assert largest_left(indptr, indices, np.array(shuffled, dtype=np.int64)).tolist() == left_by_networkx(
            pairs, shuffled
        )
        assert by_degree_left(indptr, indices).tolist() == attacked(pairs)
        assert by_degree(indptr).tolist() == sorted(nodes, key=lambda v: (-pairs.degree(v), v))


def test_betweenness_order_is_exact_where_all_actors_are_sources() -> None:
    for seed in range(20):
        snapshot, (pairs, _, _), _ = random_network(seed)
        order = targeted(network(snapshot), "betweenness", recalculate=False, steps=5, samples=1000, seed=1)
        score = nx.betweenness_centrality(pairs)
        values = [score[name] for name in (sorted(pairs)[i] for i in order)]
        assert all(one >= other - 1e-9 for one, other in pairwise(values))
        again = targeted(network(snapshot), "betweenness", recalculate=True, steps=5, samples=1000, seed=1)
        assert sorted(again.tolist()) == list(range(len(pairs)))


def test_r_of_complete_graph_and_star() -> None:
    # Schneider et al. (2011): R = 1/N Σ S(q). Complete: Σ (N − q)/N² = (N − 1)/2N. Star, hub first: (N − 1)/N².
    n = 12
    for graph, expected in ((nx.complete_graph(n), (n - 1) / (2 * n)), (nx.star_graph(n - 1), (n - 1) / n**2)):
        indptr, indices, _ = csr(graph)
        assert area(largest_left(indptr, indices, by_degree_left(indptr, indices))) == pytest.approx(expected)


@given(st.integers(0, 199), st.integers(2, 30))
@settings(max_examples=30, deadline=None)
def test_curves_fall_and_stay_within_bounds(seed, steps) -> None:
    snapshot, (pairs, _, _), _ = random_network(seed)
    result = ANALYSIS.run(snapshot, {"steps": steps, "runs": 3, "null_runs": 2})
    assert_sound(result, ANALYSIS)
    for label in {row["strategy"].en for row in rows(result, "curve")}:
        curve = [row for row in rows(result, "curve") if row["strategy"].en == label]
        sizes = [row["largest"] for row in curve]
        assert sizes == sorted(sizes, reverse=True)
        assert (sizes[0], sizes[-1]) == (pytest.approx(largest(pairs) / len(pairs)), 0)
        assert [row["actors"] for row in curve] == step_bounds(len(pairs), steps).tolist()
    assert all(0 < row["r"] <= 0.5 for row in rows(result, "summary"))


def test_pairs_across_fields_and_cut_off_actors_equal_those_of_networkx() -> None:
    rng = np.random.default_rng(4)
    checked = 0
    for seed in range(60):
        _, (pairs, _, _), ties = random_network(seed)
        fields = {name: {f"field:{i}" for i in range(3) if rng.random() < 0.4} for name in sorted(pairs)}
        actors = [Actor(name, fields=tuple(sorted(fields[name]))) for name in fields]
        snapshot = snapshot_of(actors, ties, fields=["field:0", "field:1", "field:2"])
        found = {row["actor"]: row for row in rows(ANALYSIS.run(snapshot, QUICK), "critical")}
        joined = across(pairs, fields)
        assert network(snapshot).across(np.empty(0, dtype=np.int64)) == joined
        assert set(found) == set(nx.articulation_points(pairs))
        for name, row in list(found.items())[:5]:
            rest = pairs.subgraph(set(nx.node_connected_component(pairs, name)) - {name})
            assert row["cut_off"] == len(rest) - largest(rest)
            assert row["pieces"] == nx.number_connected_components(rest)
            assert row["pairs_lost"] == joined - across(pairs.subgraph(set(pairs) - {name}), fields)
            checked += 1
    assert checked > 50


QUICK = {"runs": 1, "null_runs": 0, "steps": 2, "limit": 1000}


def across(graph: nx.Graph, fields) -> int:
    return sum(
        bool(fields[a]) and bool(fields[b]) and not fields[a] & fields[b]
        for part in nx.connected_components(graph)
        for a in part
        for b in part
        if a < b
    )


def test_groups_tied_by_few_fall_apart_sooner_than_the_null() -> None:
    caves = nx.connected_caveman_graph(12, 6)
    result = ANALYSIS.run(snapshot_from(nx.relabel_nodes(caves, lambda v: f"{v:03}")), {"null_runs": 40})
    degree = rows(result, "summary")[1]
    assert degree["ratio"] < 1
    assert degree["z"] < -3
    assert degree["p"] <= 1 / 41 + 1e-9
    assert "falls apart sooner" in " ".join(text.en for text in result.explanation)


def test_p_of_graphs_that_are_random_themselves_is_rarely_small() -> None:
    small = 0
    for seed in range(40):
        graph = nx.gnm_random_graph(40, 80, seed=seed)
        degree = rows(ANALYSIS.run(snapshot_from(graph), {"null_runs": 19, "runs": 1, "seed": seed}), "summary")[1]
        small += degree["p"] <= 0.1
    assert small <= 10  # 4 expected


def test_null_networks_keep_ties_and_are_repeatable() -> None:
    snapshot, _, _ = random_network(5)
    graph = network(snapshot)
    one, other = (null_areas(graph, 3, 7, recalculate=True) for _ in range(2))
    for name in one:
        np.testing.assert_array_equal(one[name], other[name])


def test_small_graphs_give_an_answer() -> None:
    for snapshot in (snapshot_of([], []), snapshot_of(["a"], []), snapshot_of(["a", "b"], [("a", "b")])):
        assert_sound(ANALYSIS.run(snapshot), ANALYSIS)
    assert "nothing to fall apart" in ANALYSIS.run(snapshot_of(["a"], [])).explanation[0].en
