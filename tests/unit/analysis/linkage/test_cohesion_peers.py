"""Cohesion of 200 random networks against networkx and igraph."""

import igraph
import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from ecomap.analysis.linkage.cohesion import ANALYSIS
from ecomap.analysis.linkage.structure import attribute_assortativity
from tests.unit.analysis.linkage.random_graphs import random_network
from tests.unit.analysis.linkage.reading import figures, rows


@pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")
@pytest.mark.parametrize("block", range(8))
def test_cohesion(block: int) -> None:
    for seed in range(2_000 + 25 * block, 2_025 + 25 * block):
        snapshot, (pairs, _, _), _ = random_network(seed)
        result = ANALYSIS.run(snapshot, {"nulls": 0, "limit": 500})
        found = figures(result)
        _assert_breaks(result, pairs)
        assert found["clustering"] == pytest.approx(nx.average_clustering(pairs))
        assert (found["transitivity"] or 0) == pytest.approx(nx.transitivity(pairs))
        peer = igraph.Graph.from_networkx(pairs)
        assert (found["mean_path"] or 0) == pytest.approx(np.nan_to_num(peer.average_path_length(unconn=True)))
        r = rows(result, 3)["degree"]["r"]
        assert (np.nan if r is None else r) == pytest.approx(peer.assortativity_degree(directed=False), nan_ok=True)
        cores = list(nx.core_number(pairs).values())
        assert {row[0]: row[1] for row in result.tables[4].rows} == {k: cores.count(k) for k in set(cores)}
        _assert_rich(result, pairs)
        _assert_mixing(pairs, seed)


def _assert_breaks(result, pairs: nx.Graph) -> None:
    points, bridges = rows(result, 1).values(), rows(result, 2).values()
    assert {row["id"] for row in points} == set(nx.articulation_points(pairs))
    assert {frozenset((row["id_a"], row["id_b"])) for row in bridges} == set(map(frozenset, nx.bridges(pairs)))
    for row in points:
        left = pairs.subgraph(nx.node_connected_component(pairs, row["id"]) - {row["id"]})
        sizes = sorted(map(len, nx.connected_components(left)))
        assert (row["pieces"], row["cut_off"]) == (len(sizes), sum(sizes[:-1]))
    for row in bridges:
        left = nx.Graph(pairs)
        left.remove_edge(row["id_a"], row["id_b"])
        sides = [len(nx.node_connected_component(left, row[end])) for end in ("id_a", "id_b")]
        assert row["cut_off"] == sides[1] == min(sides)
    assert [row["cut_off"] for row in points] == sorted((row["cut_off"] for row in points), reverse=True)
    hanging = set()
    for actor in nx.articulation_points(pairs):
        whole = nx.node_connected_component(pairs, actor)
        for part in nx.connected_components(pairs.subgraph(whole - {actor})):
            if 2 * len(part) < len(whole):
                hanging |= part
    assert figures(result)["hanging"] == len(hanging)


def _assert_rich(result, pairs: nx.Graph) -> None:
    if not pairs.number_of_edges():
        return
    peer = nx.rich_club_coefficient(pairs, normalized=False)
    for above, _, density, *_ in result.tables[5].rows:
        assert density == pytest.approx(peer[above])


def _assert_mixing(pairs: nx.Graph, seed: int) -> None:
    group = np.random.default_rng(seed).integers(3, size=len(pairs))
    nx.set_node_attributes(pairs, dict(zip(pairs, group.tolist(), strict=True)), "group")
    shares = sparse.csr_array((np.ones(len(pairs)), (np.arange(len(pairs)), group)), shape=(len(pairs), 3))
    found = attribute_assortativity(nx.to_scipy_sparse_array(pairs, weight=None, format="csr"), shares)
    if pairs.number_of_edges():
        assert found == pytest.approx(nx.attribute_assortativity_coefficient(pairs, "group"), nan_ok=True)
    else:
        assert np.isnan(found)
