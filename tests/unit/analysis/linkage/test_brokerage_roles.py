"""linkage/brokerage_roles: brute force, exhaustive null distributions, published formulas, invariants."""

import itertools
import random
from math import comb

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecomap.analysis.kernels.brokerage_null import broker_variances, total_variances
from ecomap.analysis.linkage.brokerage_roles import ANALYSIS
from ecomap.analysis.linkage.roles import COEFFICIENTS, ROLES, RoleNetwork, role_counts, role_network
from ecomap.analysis.linkage.roles_null import null_moments
from ecomap.snapshot import grouping
from tests.unit.analysis.graphs import Actor, Tie, snapshot_from, snapshot_of
from tests.unit.analysis.linkage.random_graphs import TYPES, UNDIRECTED
from tests.unit.analysis.linkage.reading import column

NAMES = (*ROLES, "total")


def brute_force(arcs, groups, *, shared):
    """Return the roles from the definition: arcs are ordered pairs, groups the sets of groups by actor."""
    counts = {actor: np.zeros(6) for actor in groups}
    for i, k in itertools.permutations(groups, 2):
        brokers = [j for j in groups if (i, j) in arcs and (j, k) in arcs]
        if (i, k) in arcs:
            continue
        for j in brokers:
            seen = list(itertools.product(groups[i], groups[j], groups[k]))
            for a, b, c in seen:
                role = 0 if a == b == c else 1 if a == c else 2 if b == c else 3 if a == b else 4
                counts[j][[role, 5]] += 1 / len(seen) / (len(brokers) if shared else 1)
    return counts


def small_network(seed):
    """Return a snapshot with some actors in no field and some in two, the arcs among the others, and their fields."""
    rng = random.Random(seed)
    fields = {
        f"a{i}": rng.sample(["field:x", "field:y", "field:z"], rng.choice([0, 1, 1, 1, 2]))
        for i in range(rng.randrange(1, 10))
    }
    ties = []
    for _ in range(rng.randrange(0, 3 * len(fields))):
        if len(fields) > 1:
            source, target = rng.sample(list(fields), 2)
            ties += [Tie(source, target, rng.choice(TYPES))] * rng.choice([1, 1, 2])
    snapshot = snapshot_of(
        [Actor(name, fields=tuple(own)) for name, own in fields.items()],
        ties,
        fields=["field:x", "field:y", "field:z"],
    )
    grouped = {name: own for name, own in fields.items() if own}
    arcs = {(tie.source, tie.target) for tie in ties}
    arcs |= {(tie.target, tie.source) for tie in ties if tie.type in UNDIRECTED}
    return snapshot, {arc for arc in arcs if set(arc) <= set(grouped)}, grouped


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("directed", [False, True])
def test_counts_are_those_of_the_definition(directed, shared) -> None:
    for seed in range(200):
        snapshot, arcs, grouped = small_network(seed)
        network = role_network(snapshot.ties, grouping(snapshot, "field"), directed=directed)
        found = role_counts(network, shared=shared)
        every = arcs if directed else arcs | {(b, a) for a, b in arcs}
        expected = np.array([row for _, row in sorted(brute_force(every, grouped, shared=shared).items())])
        if not directed and len(expected):
            expected /= 2
            expected[:, 2:4] = expected[:, 2:4].mean(axis=1, keepdims=True)
        assert found == pytest.approx(expected.reshape(found.shape), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_roles_add_up_to_the_broken_two_paths(seed, directed) -> None:
    snapshot, arcs, grouped = small_network(seed)
    network = role_network(snapshot.ties, grouping(snapshot, "field"), directed=directed)
    graph = nx.DiGraph(list(arcs)) if directed else nx.Graph(list(arcs))
    graph.add_nodes_from(grouped)
    paths = sum(
        not graph.has_edge(i, k) for j in graph for i in graph for k in graph
        if i != k and graph.has_edge(i, j) and graph.has_edge(j, k)
    )  # fmt: skip
    pairs = sum(
        not graph.has_edge(i, k) and any(graph.has_edge(i, j) and graph.has_edge(j, k) for j in graph)
        for i, k in itertools.permutations(graph, 2)
    )
    once = 1 if directed else 2
    counts, parts = role_counts(network, shared=False), role_counts(network, shared=True)
    assert counts[:, :5].sum() == pytest.approx(counts[:, 5].sum()) == pytest.approx(paths / once)
    assert parts[:, :5].sum() == pytest.approx(parts[:, 5].sum()) == pytest.approx(pairs / once)
    assert (counts >= 0).all()
    assert (parts <= counts + 1e-9).all()


def null_network(groups, arcs, *, directed):
    shares = np.array(groups, dtype=float)
    shares /= shares.sum(axis=1, keepdims=True)
    return RoleNetwork(np.arange(len(groups)), sparse.csr_array(arcs), sparse.csr_array(shares), directed)


def every_network(groups, *, directed):
    """Yield every possible network of these actors and its number of ties."""
    n = len(groups)
    pairs = list(itertools.permutations(range(n), 2) if directed else itertools.combinations(range(n), 2))
    for present in itertools.product([0.0, 1.0], repeat=len(pairs)):
        matrix = np.zeros((n, n))
        for (a, b), value in zip(pairs, present, strict=True):
            matrix[a, b] = value
            if not directed:
                matrix[b, a] = value
        yield null_network(groups, matrix, directed=directed), int(sum(present)), len(pairs)


SEVERAL = [[1, 0], [1, 1], [0, 1], [1, 1]]
FIVE = [[1, 0, 0], [1, 0, 0], [0, 1, 1], [0, 1, 0], [1, 0, 1]]


@pytest.mark.parametrize(("groups", "directed"), [(SEVERAL, True), (FIVE, False)])
def test_moments_are_those_of_all_possible_networks(groups, directed) -> None:
    first = null_network(groups, np.ones((len(groups), len(groups))) - np.eye(len(groups)), directed=directed)
    chances, counts = [], []
    density = None
    sample = None
    for network, ties, possible in every_network(groups, directed=directed):
        chances.append(ties)
        counts.append(role_counts(network, shared=False))
        if ties == possible // 3 and sample is None:
            sample, density = network, ties / possible
    weight = np.array([density**ties * (1 - density) ** (possible - ties) for ties in chances])
    assert weight.sum() == pytest.approx(1)
    counts = np.array(counts)
    null = null_moments(sample, shared=False, simulations=0, seed=1)
    of_groups = np.einsum("ag,rac->rgc", first.shares.toarray(), counts)
    of_all = counts.sum(axis=1, keepdims=True)
    for moments, values in ((null.actors, counts), (null.groups, of_groups), (null.network, of_all)):
        mean = np.einsum("r,rac->ac", weight, values)
        variance = np.einsum("r,rac->ac", weight, (values - mean) ** 2)
        assert moments.mean == pytest.approx(mean, abs=1e-12)
        assert moments.deviation**2 == pytest.approx(variance, abs=1e-10)


def test_shared_expectation_is_that_of_all_possible_networks() -> None:
    chances, counts, sample = [], [], None
    for network, ties, _ in every_network(FIVE, directed=False):
        chances.append(0.4**ties * 0.6 ** (10 - ties))
        counts.append(role_counts(network, shared=True))
        sample = network if ties == 4 else sample
    null = null_moments(sample, shared=True, simulations=0, seed=1)
    assert null.actors.mean == pytest.approx(np.einsum("r,rac->ac", chances, counts), abs=1e-12)
    assert np.isnan(null.actors.deviation).all()
    again = [null_moments(sample, shared=True, simulations=400, seed=seed) for seed in (1, 1)]
    assert again[0].network.deviation.tolist() == again[1].network.deviation.tolist()
    exact = np.sqrt(np.einsum("r,rc->c", chances, (np.sum(counts, axis=1) - null.network.mean[0]) ** 2))
    assert again[0].network.deviation[0] == pytest.approx(exact, rel=0.25)


def test_variances_of_an_actor_are_the_published_ones() -> None:
    # Gould and Fernandez (1989), as R's sna 2.8 computes them: moments of a broker in group i of sizes n, density d
    n, d, i = np.array([4.0, 3.0, 5.0]), 0.3, 0
    total, others = n.sum(), n[1:]
    p, c = d**2 * (1 - d), d**3 * (1 - d) ** 3
    pairs = {
        "coordinator": ((n[i] - 1) * (n[i] - 2), 2 * (n[i] - 1) * (n[i] - 2) * (n[i] - 3)),
        "itinerant": (sum(others * (others - 1)), 2 * sum(others * (others - 1) * (others - 2))),
        "gatekeeper": (
            (total - n[i]) * (n[i] - 1),
            2 * ((n[i] - 1) * comb(8, 2) + (total - n[i]) * comb(3, 2)),
        ),
        "liaison": (sum(others) ** 2 - sum(others**2), 4 * (3 * comb(5, 2) + 5 * comb(3, 2))),
        "total": ((total - 1) * (total - 2), 2 * (total - 1) * (total - 2) * (total - 3)),
    }
    found = dict(zip(NAMES, broker_variances(np.eye(3), n, COEFFICIENTS, d)[i], strict=True))
    for role, (number, dependent) in pairs.items():
        assert found[role] == pytest.approx(p * number * (1 - p) + dependent * c)
    assert found["representative"] == pytest.approx(found["gatekeeper"])
    # one group of brokers that holds everybody is the whole network
    whole = total_variances(np.ones((1, 1)), np.array([12.0]), COEFFICIENTS, d, False)
    assert whole[0] == pytest.approx(whole[1])
    assert whole[0, 0] == pytest.approx(whole[0, 5])


def test_a_worked_example_with_direction() -> None:
    # a, b, c in one field, x in another, y in a third; every broken two-path by hand
    fields = {"a": "p", "b": "p", "c": "p", "x": "q", "y": "r"}
    actors = [Actor(name, fields=(f"field:{field}",)) for name, field in fields.items()]
    ties = [Tie(s, t, "refers") for s, t in ("ab", "bc", "xb", "by")]
    snapshot = snapshot_of(actors, ties, fields=["field:p", "field:q", "field:r"])
    result = ANALYSIS.run(snapshot, {"directed": True})
    assert [column(result, role)["b"] for role in NAMES] == [1, 0, 1, 1, 1, 4]
    assert result.tables[0].rows[0][1] == "b"
    assert column(result, "groups")["b"].en == "field:p name"
    assert "paths through a broker" in result.explanation[0].en


@pytest.mark.parametrize("by", ["kind", "district", "field", "level", "subfield", "task"])
def test_small_networks_are_answered(by) -> None:
    for snapshot in (
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"], [("a", "b")]),
        snapshot_of(["a", "b", "c"]),
        snapshot_of([Actor("a", fields=("field:x",)), "b"], [("a", "b")], fields=["field:x"]),
    ):
        for counting in ("paths", "shared"):
            result = ANALYSIS.run(snapshot, {"by": by, "counting": counting})
            assert result.explanation
            for table in result.tables:
                assert all(len(row) == len(table.spec.columns) for row in table.rows)
                assert not any(isinstance(cell, float) and cell != cell for row in table.rows for cell in row)  # noqa: PLR0124


def test_ranking_filter_limit_and_notes() -> None:
    graph = nx.karate_club_graph()
    for node, data in graph.nodes(data=True):
        data["kind"] = "civil_society" if data["club"] == "Mr. Hi" else "government"
        graph.nodes[node].update(data)
    snapshot = snapshot_from(graph)
    result = ANALYSIS.run(snapshot, {"by": "kind", "rank_by": "gatekeeper", "kind": "government", "limit": 3})
    found = column(result, "gatekeeper")
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert len(found) == 3
    assert len(result.tables[3].rows) == 18
    assert any("14 actors further down" in note.en for note in result.notes)
    shares = {row[0]: row[6] for row in result.tables[1].rows}
    assert sum(shares[role] for role in ROLES) == pytest.approx(1)
    by_z = ANALYSIS.run(snapshot, {"by": "kind", "rank_by": "liaison", "score": "z"})
    assert len(by_z.tables[0].rows) == 34
    assert any("left out" in note.en for note in ANALYSIS.run(snapshot, {"by": "field"}).notes)
