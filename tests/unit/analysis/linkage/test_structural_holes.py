"""linkage/structural_holes: networkx and igraph on random networks, Burt's example, bounds, small networks."""

import random

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.linkage.structural_holes import ANALYSIS, measures
from tests.unit.analysis.graphs import Actor, Tie, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.random_graphs import TYPES
from tests.unit.analysis.linkage.reading import column


def small_network(seed):
    """Return a snapshot of at most 12 actors, and its pairs in networkx with their number and strength of ties."""
    rng = random.Random(seed)
    names = [f"a{i:02d}" for i in range(rng.randrange(1, 13))]
    half = names[: len(names) // 2] if seed % 3 == 0 else names
    ties = []
    for _ in range(rng.randrange(0, 3 * len(names))):
        group = rng.choice([half, [name for name in names if name not in half] or half])
        if len(group) > 1:
            source, target = rng.sample(group, 2)
            ties += [Tie(source, target, rng.choice(TYPES), rng.choice([None, 0.5, 2.0]))] * rng.choice([1, 1, 2])
    graph = nx.Graph()
    graph.add_nodes_from(names)
    for tie in ties:
        before = graph.get_edge_data(tie.source, tie.target, {"ties": 0, "strength": 0.0})
        weight = 1.0 if tie.weight is None else tie.weight
        graph.add_edge(tie.source, tie.target, ties=before["ties"] + 1, strength=before["strength"] + weight)
    return snapshot_of(names, ties), graph


def hierarchy(graph, node, weight):
    """Return Burt's (1992, p. 71) hierarchy from networkx's dyadic constraints."""
    dyadic = np.array([nx.local_constraint(graph, node, other, weight=weight) for other in graph[node]])
    relative = dyadic / dyadic.mean()
    return float((relative * np.log(relative)).sum() / (len(dyadic) * np.log(len(dyadic))))


@pytest.mark.parametrize("weight", ["ties", "strength", "pairs"])
def test_against_networkx_and_igraph(weight) -> None:
    attribute = None if weight == "pairs" else weight
    for seed in range(200):
        snapshot, graph = small_network(seed)
        holes, values = measures(snapshot.ties, weight)
        constraint = nx.constraint(graph, weight=attribute)
        # nodes=list(...): the vectorised weighted form of networkx is wrong with recent SciPy
        size = nx.effective_size(graph, nodes=list(graph), weight=attribute)
        assert values["constraint"] == pytest.approx([constraint[node] for node in graph], nan_ok=True)
        assert values["effective_size"] == pytest.approx([size[node] for node in graph], nan_ok=True)
        for i, node in enumerate(graph):
            if graph.degree(node) > 1:
                assert values["hierarchy"][i] == pytest.approx(hierarchy(graph, node, attribute), abs=1e-9)
                dyadic = {other: nx.local_constraint(graph, node, other, weight=attribute) for other in graph[node]}
                heaviest = list(graph)[holes.heaviest[i]]
                assert dyadic[heaviest] == pytest.approx(max(dyadic.values()))
                assert holes.share[i] == pytest.approx(max(dyadic.values()) / sum(dyadic.values()))
            else:
                assert np.isnan(values["hierarchy"][i])
        index = {node: i for i, node in enumerate(graph)}
        peer = igraph.Graph(n=len(graph), edges=[(index[a], index[b]) for a, b in graph.edges])
        weights = [data[attribute] for _, _, data in graph.edges(data=True)] if attribute and graph.edges else None
        assert values["constraint"] == pytest.approx(peer.constraint(weights=weights), nan_ok=True)


def test_burts_example() -> None:
    # Burt (1992), as worked through by Borgatti, S. P. (1997), Structural holes: unpacking Burt's redundancy
    # measures, Connections 20(1), 35-38: effective size of G 4.67, efficiency .78; of A 2.50
    edges = ["AB", "AE", "AF", "AG", "BD", "BG", "CG", "DG", "EG", "FG"]
    snapshot = snapshot_from(nx.Graph([tuple(edge) for edge in edges]))
    result = ANALYSIS.run(snapshot, {"min_contacts": 1, "limit": 0})
    assert column(result, "effective_size")["G"] == pytest.approx(4.67, abs=5e-3)
    assert column(result, "efficiency")["G"] == pytest.approx(0.78, abs=5e-3)
    assert column(result, "effective_size")["A"] == pytest.approx(2.50)
    # the same network in networkx's own tests, checked there against UCINET and by hand
    assert column(result, "constraint")["G"] == pytest.approx(0.400, abs=5e-4)
    assert column(result, "constraint")["A"] == pytest.approx(0.595, abs=5e-4)
    assert result.tables[0].rows[0][1] == "G"


def test_weighted_example_in_both_directions() -> None:
    # networkx's own tests, checked there against UCINET and by hand: directed and weighted
    ties = [Tie("0", "1", "funds", 2), Tie("0", "2", "funds", 2), Tie("1", "0", "funds", 1), Tie("2", "1", "funds", 1)]
    result = ANALYSIS.run(snapshot_of("012", ties), {"weight": "strength"})
    assert column(result, "constraint") == pytest.approx({"0": 0.840, "1": 1.143, "2": 1.378}, abs=1e-3)
    assert column(result, "effective_size") == pytest.approx({"0": 1.567, "1": 1.083, "2": 1.0}, abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 9), st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=25))
def test_bounds(n, ends) -> None:
    pairs = [(a, b) for a, b in ends if a < b < n]
    snapshot = snapshot_of([f"a{i}" for i in range(n)], [(f"a{a}", f"a{b}") for a, b in pairs])
    _, values = measures(snapshot.ties, "pairs")
    degree = values["contacts"]
    tied = degree > 0
    assert np.isnan(values["constraint"][~tied]).all()
    constraint, size = values["constraint"][tied], values["effective_size"][tied]
    # 1 / n contacts if nobody knows each other; 9/8 in a triangle (Everett and Borgatti 2020)
    assert (constraint >= 1 / degree[tied] - 1e-12).all()
    assert (constraint <= 1.125 + 1e-12).all()
    assert (size >= 1 - 1e-12).all()
    assert (size <= degree[tied] + 1e-12).all()
    assert (np.nan_to_num(values["hierarchy"]) >= 0).all()
    assert (values["closure"][tied] >= 0).all()


def test_order_filter_and_median() -> None:
    star = [("hub", name) for name in "abcd"]
    snapshot = snapshot_of(
        ["hub", *"abcd", Actor("x", "government"), "y", "z"], [*star, ("x", "y"), ("y", "z"), ("z", "x")]
    )
    result = ANALYSIS.run(snapshot, {})
    assert [row[:2] for row in result.tables[0].rows] == [(1, "hub"), (2, "x"), (2, "y"), (2, "z")]
    assert column(ANALYSIS.run(snapshot, {"kind": "government"}), "constraint") == {"x": pytest.approx(1.125)}
    most = ANALYSIS.run(snapshot, {"rank_by": "constrained", "min_contacts": 1, "limit": 1})
    assert column(most, "constraint") == {"x": pytest.approx(1.125)}
    assert column(most, "typical") == {"x": pytest.approx(1.125)}
    assert any("7 actors further down" in note.en for note in most.notes)
    everyone = ANALYSIS.run(snapshot, {"min_contacts": 1})
    assert column(everyone, "typical")["a"] == 1
    assert column(everyone, "closure")["x"] == pytest.approx(1.125 - 0.5)
    kinds = {row[0]: row for row in result.tables[1].rows}
    assert kinds["government"][2:5] == (1, 1, 2.0)
    assert kinds["partner"][4] is None


@pytest.mark.parametrize(
    ("actors", "ties", "says"),
    [
        ([], [], "No actor"),
        (["a"], [], "no recorded tie"),
        (["a"], [("a", "a")], "no recorded tie"),
        (["a", "b"], [("a", "b")], "lower the least number"),
        (["a", "b", "c"], [Tie("a", "b", weight=0.0), Tie("b", "c", weight=0.0)], "lower the least number"),
    ],
)
def test_small_networks_are_answered(actors, ties, says) -> None:
    result = ANALYSIS.run(snapshot_of(actors, ties), {"weight": "strength"})
    assert says in result.explanation[0].en
    assert result.tables[0].rows == ()


def test_sentences_carry_the_figures() -> None:
    result = ANALYSIS.run(snapshot_from(nx.karate_club_graph()), {"weight": "pairs"})
    best = result.tables[0].rows[0]
    assert f"constraint {best[5]:.3f}" in result.explanation[0].en
    assert f"{best[2].ko} — 이웃 {best[4]}곳" in result.explanation[0].ko
