"""All linkage figures against networkx on 200 random networks."""

import networkx as nx
import pytest

from ecomap.analysis.linkage.centrality import ANALYSIS as CENTRALITY
from ecomap.analysis.linkage.overview import ANALYSIS as OVERVIEW
from tests.unit.analysis.linkage.random_graphs import UNDIRECTED, random_network
from tests.unit.analysis.linkage.reading import column, figures, rows

SEEDS = range(200)


@pytest.mark.parametrize("seed", SEEDS)
def test_overview(seed: int) -> None:
    snapshot, (pairs, directed, _), ties = random_network(seed)
    found = figures(OVERVIEW.run(snapshot))
    components = list(nx.connected_components(pairs))
    assert found["ties"] == len(ties)
    assert found["pairs"] == pairs.number_of_edges()
    assert found["density"] == pytest.approx(nx.density(pairs))
    assert found["components"] == len(components)
    assert found["largest_component"] == max(map(len, components))
    assert found["isolates"] == nx.number_of_isolates(pairs)
    assert found["mean_degree"] == pytest.approx(2 * len(pairs.edges) / len(pairs))
    assert found["clustering"] == pytest.approx(nx.average_clustering(pairs))
    assert (found["transitivity"] or 0) == pytest.approx(nx.transitivity(pairs))
    if directed.number_of_edges():
        assert found["reciprocity"] == pytest.approx(nx.reciprocity(directed))
    else:
        assert found["reciprocity"] is None


@pytest.mark.parametrize("seed", SEEDS)
def test_ties_by_type(seed: int) -> None:
    snapshot, _, ties = random_network(seed)
    found = rows(OVERVIEW.run(snapshot), 1)
    assert set(found) == {tie.type for tie in ties}
    for name, row in found.items():
        chosen = [tie for tie in ties if tie.type == name]
        assert row["ties"] == len(chosen)
        assert row["pairs"] == len({frozenset((tie.source, tie.target)) for tie in chosen})
        assert row["actors"] == len({end for tie in chosen for end in (tie.source, tie.target)})
        assert row["directed"] is (name not in UNDIRECTED)


@pytest.mark.parametrize("seed", SEEDS)
def test_centrality(seed: int) -> None:
    snapshot, (pairs, directed, arcs), ties = random_network(seed)
    result = CENTRALITY.run(snapshot, {"limit": 0})
    assert column(result, "degree") == dict(pairs.degree)
    assert column(result, "in_degree") == dict(directed.in_degree)
    assert column(result, "out_degree") == dict(directed.out_degree)
    assert column(result, "core") == nx.core_number(pairs)
    assert column(result, "betweenness") == pytest.approx(nx.betweenness_centrality(pairs))
    assert column(result, "pagerank") == pytest.approx(nx.pagerank(arcs, tol=1e-12, max_iter=500), abs=1e-9)
    ends = [end for tie in ties for end in (tie.source, tie.target)]
    assert column(result, "ties") == {name: ends.count(name) for name in pairs}
    strength = dict.fromkeys(pairs, 0.0)
    for tie in ties:
        for end in (tie.source, tie.target):
            strength[end] += 1.0 if tie.weight is None else tie.weight
    assert column(result, "strength") == pytest.approx(strength)
