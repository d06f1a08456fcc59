"""Closeness, eigenvector centrality and betweenness on 200 random networks against networkx and igraph."""

import igraph
import networkx as nx
import numpy as np
import pytest

from ecomap.analysis.linkage.centrality import ANALYSIS
from tests.unit.analysis.graphs import snapshot_from
from tests.unit.analysis.linkage.random_graphs import random_network
from tests.unit.analysis.linkage.reading import column


@pytest.mark.parametrize("block", range(8))
def test_measures(block: int) -> None:
    for seed in range(1_000 + 25 * block, 1_025 + 25 * block):
        snapshot, (pairs, _, _), _ = random_network(seed)
        result = ANALYSIS.run(snapshot, {"limit": 0})
        names = list(pairs)
        n = len(names)
        close = nx.harmonic_centrality(pairs)
        found = column(result, "harmonic")
        assert found == pytest.approx({name: close[name] / (n - 1) for name in names}), seed
        peer = igraph.Graph.from_networkx(pairs)
        assert [found[name] for name in names] == pytest.approx(peer.harmonic_centrality()), seed
        between = [value / ((n - 1) * (n - 2) / 2) for value in peer.betweenness()]
        assert [column(result, "betweenness")[name] for name in names] == pytest.approx(between), seed
        _assert_eigenvectors(column(result, "eigenvector"), pairs, seed)


def _assert_eigenvectors(found: dict, pairs: nx.Graph, seed: int) -> None:
    for members in nx.connected_components(pairs):
        part = pairs.subgraph(members)
        own = np.array([found[name] for name in part])
        if len(part) == 1:
            assert own[0] == 0
            continue
        peer = np.array(igraph.Graph.from_networkx(part).eigenvector_centrality())
        expected = peer / np.linalg.norm(peer) * np.sqrt(len(part) / len(pairs))
        assert own == pytest.approx(expected, abs=1e-6), seed


def test_large_components_are_searched_and_chains_end() -> None:
    # beyond the dense limit; a chain of n has the eigenvector sin(iπ / (n + 1)), and little to tell it by
    snapshot_names = [f"{i:04d}" for i in range(600)]
    chain = nx.relabel_nodes(nx.path_graph(600), dict(enumerate(snapshot_names)))
    found = column(ANALYSIS.run(snapshot_from(chain), {"limit": 0}), "eigenvector")
    sine = np.sin(np.arange(1, 601) * np.pi / 601)
    assert [found[name] for name in snapshot_names] == pytest.approx(sine / np.linalg.norm(sine), abs=1e-7)
