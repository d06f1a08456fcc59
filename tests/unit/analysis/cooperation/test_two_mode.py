"""cooperation/two_mode: the Southern women, null models against scipy and simulation, invariants, thin graphs."""

import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from ecomap.analysis import bipartite
from ecomap.analysis.bipartite import NULLS, backbone, degrees, fit_configuration
from ecomap.analysis.cooperation.two_mode import ANALYSIS
from ecomap.analysis.inequality import count_gini
from ecomap.analysis.kernels.overlap import poisson_binomial_tail
from ecomap.domain.records import Node
from ecomap.errors import OverBudget
from tests.unit.analysis.cooperation.test_matrix import table
from tests.unit.analysis.graphs import Actor, Tie, snapshot_of


def davis():
    """Return the Southern women as a snapshot (women sit on events as bodies) and as a networkx graph."""
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    edges = [("sits_on", woman, event) for woman in women for event in graph[woman]]
    return snapshot_of(women, nodes=[Node(event, "body", event, event) for event in events], edges=edges), graph


def matrices(count, seed=0):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        shape = (rng.integers(1, 12), rng.integers(1, 9))
        popular = rng.random(shape[1]) ** 2 + 0.05
        yield sparse.csr_array((rng.random(shape) < rng.random() * popular * 2).astype(float))


def test_southern_women_seats_pairs_and_interlocks():
    # Davis, Gardner and Gardner (1941): 18 women, 14 events, 89 attendances; Theresa, Evelyn and Nora went to eight.
    snapshot, graph = davis()
    result = ANALYSIS.run(snapshot, {"limit": 1000})
    (network,) = table(result, "network")
    assert (network["actors"], network["events"], network["seats"]) == (18, 14, 89)
    seats = {row["actor"]: row["seats"] for row in table(result, "actors")}
    assert [name for name, number in seats.items() if number == 8] == [
        "Evelyn Jefferson",
        "Nora Fayette",
        "Theresa Anderson",
    ]
    women = nx.bipartite.weighted_projected_graph(graph, graph.graph["top"])
    pairs = {frozenset((row["actor_a"], row["actor_b"])): row["shared"] for row in table(result, "pairs")}
    assert pairs == {frozenset((a, b)): w for a, b, w in women.edges(data="weight")}
    events = nx.bipartite.weighted_projected_graph(graph, graph.graph["bottom"])
    locks = {frozenset((row["event_a"], row["event_b"])): row["shared"] for row in table(result, "interlocks")}
    assert locks == {frozenset((a, b)): w for a, b, w in events.edges(data="weight")}


@pytest.mark.parametrize("step", [5_000_000, 6])
def test_pairs_and_hypergeometric_p_equal_scipy_on_random_networks(monkeypatch, step):
    monkeypatch.setattr(bipartite, "_STEP", step)  # pairs are found some rows at a time, and counted or sorted
    for matrix in matrices(200):
        found = backbone(matrix)
        rows, _ = degrees(matrix)
        dense = matrix.toarray()
        shared = dense @ dense.T
        expected = [(a, b) for a in range(len(dense)) for b in range(a + 1, len(dense)) if shared[a, b]]
        assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == expected
        assert found.shared[found.case].tolist() == [shared[a, b] for a, b in expected]
        assert found.often.tolist() == np.bincount(found.case, minlength=len(found.often)).tolist()
        p = stats.hypergeom.sf(found.shared[found.case] - 1, matrix.shape[1], rows[found.first], rows[found.second])
        assert found.p["hypergeometric"][found.case] == pytest.approx(p, abs=1e-12)
        for null in NULLS:
            ranked = sorted(zip(found.p[null][found.case], -found.shared[found.case], range(len(p)), strict=True))
            assert found.best(null, 5).tolist() == [pair for _, _, pair in ranked[:5]]


def test_a_network_of_too_many_pairs_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(bipartite, "MOST_PAIRS", 2)
    with pytest.raises(OverBudget, match="Up to 3 pairs") as refused:
        backbone(sparse.csr_array(np.ones((3, 1))))
    assert "field" in refused.value.remedy.en


def test_correction_counts_pairs_that_share_nothing():
    for matrix in matrices(50, seed=7):
        found = backbone(matrix)
        active = int((degrees(matrix)[0] > 0).sum())
        tests = active * (active - 1) // 2
        for name, p in found.p.items():
            padded = np.concatenate([p[found.case], np.ones(tests - len(found.case))])
            if len(padded):
                theirs = stats.false_discovery_control(padded)[: len(found.case)]
                assert found.q[name][found.case] == pytest.approx(theirs, abs=1e-12)


def test_the_configuration_model_meets_the_sums_and_the_odds():
    close = 0
    for matrix in matrices(200, seed=3):
        rows, columns = degrees(matrix)
        fit = fit_configuration(rows, columns)
        chances = np.repeat(fit.chances[fit.row_class], fit.column_times, axis=1)
        # Sums that leave a cell no choice have their best fit at infinity, which is only approached.
        assert chances.sum(axis=1) == pytest.approx(rows, abs=2e-3)
        assert chances.sum(axis=0) == pytest.approx(np.sort(columns), abs=2e-3)
        close += fit.error < 1e-6
        inner = (fit.chances > 0) & (fit.chances < 1)
        if inner.all() and min(inner.shape) > 1:
            odds = fit.chances / (1 - fit.chances)  # x(i) y(j): every two rows are proportional
            assert odds[0, 0] * odds[1, 1] == pytest.approx(odds[0, 1] * odds[1, 0], rel=1e-6)
    assert close >= 180


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.integers(0, 8))
def test_the_poisson_binomial_tail_equals_enumeration(chances, shared):
    row = np.sqrt(np.array([chances]))
    zero = np.zeros(1, dtype=np.int64)
    found = poisson_binomial_tail(np.array([shared]), zero, zero, row, np.ones(len(chances), dtype=np.int64))
    distribution = np.ones(1)
    for p in chances:
        distribution = np.convolve(distribution, [1 - p, p])
    assert found[0] == pytest.approx(distribution[shared:].sum(), abs=1e-9)


def test_a_pair_that_always_meets_is_found_and_one_at_large_bodies_is_not():
    rng = random.Random(4)
    actors = [f"a{i:02}" for i in range(40)]
    edges = [("sits_on", actor, "all") for actor in actors]  # one body with everybody
    for k in range(120):
        edges += [("sits_on", actor, f"b{k:03}") for actor in rng.sample(actors[2:], 4)]
    edges += [("sits_on", actor, f"b{k:03}") for actor in actors[:2] for k in range(20)]
    bodies = ["all", *(f"b{k:03}" for k in range(120))]
    snapshot = snapshot_of(actors, [Tie("a00", "a05")], nodes=[Node(b, "body", b, b) for b in bodies], edges=edges)
    result = ANALYSIS.run(snapshot)
    first = table(result, "pairs")[0]
    assert {first["actor_a"], first["actor_b"]} == {"a00", "a01"}
    assert first["q"] < 1e-4
    assert first["tied"] is False
    (network,) = table(result, "network")
    assert network["pairs"] == 40 * 39 / 2
    assert network["backbone"] < 5
    assert "a00 이름" in " ".join(line.ko for line in result.explanation)


def test_p_is_not_too_small_where_seats_are_given_at_random():
    rng = np.random.default_rng(2)
    found = []
    for _ in range(20):
        chances = np.outer(rng.random(20), rng.random(15))
        found.append(backbone(sparse.csr_array((rng.random(chances.shape) < chances).astype(float))))
    pairs = sum(len(f.first) for f in found)
    for level in (0.01, 0.05, 0.2):
        small = sum(int((f.p["configuration"][f.case] <= level).sum()) for f in found)
        assert small / pairs <= level * 1.6


def test_reach_by_kind():
    actors = [Actor(f"c{i}") for i in range(8)] + [Actor(f"g{i}", "government") for i in range(8)]
    edges = [("takes_part_in", f"g{i}", "p") for i in range(8)]
    snapshot = snapshot_of(actors, nodes=[Node("p", "programme", "p", "p")], edges=edges)
    result = ANALYSIS.run(snapshot, {"mode": "programmes"})
    kinds = [row for row in table(result, "reach") if row["grouping"].en == "Actor kind"]
    assert [(row["group_id"], row["share"], row["overall"]) for row in kinds] == [
        ("civil_society", 0.0, 0.5),
        ("government", 1.0, 0.5),
    ]
    # Fisher's exact test of 8 of 8 against 0 of 8, doubled; two groups, both with the same p.
    assert kinds[0]["q"] == pytest.approx(2 * stats.fisher_exact([[0, 8], [8, 0]], "less").pvalue)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_gini_equals_its_definition(counts):
    values = np.array(counts)
    if not values.sum():
        assert np.isnan(count_gini(values))
        return
    differences = np.abs(values[:, None] - values[None, :]).sum()
    assert count_gini(values) == pytest.approx(differences / (2 * len(values) ** 2 * values.mean()))


@pytest.mark.parametrize("mode", ["bodies", "programmes", "resources"])
@pytest.mark.parametrize("null", ["configuration", "hypergeometric"])
def test_thin_graphs_give_an_answer(mode, null):
    body = Node("b", "body", "기구", "body")
    graphs = (
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"], [Tie("a", "b")], nodes=[body]),
        snapshot_of(["a"], nodes=[body], edges=[("sits_on", "a", "b")]),
        snapshot_of(["a", "c"], nodes=[body], edges=[("sits_on", "a", "b"), ("sits_on", "c", "b")]),
    )
    for snapshot in graphs:
        result = ANALYSIS.run(snapshot, {"mode": mode, "null": null})
        assert result.explanation
        for found in result.tables:
            assert not any(isinstance(cell, float) and cell != cell for row in found.rows for cell in row)  # noqa: PLR0124
