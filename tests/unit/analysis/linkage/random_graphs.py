"""Random networks with directed, undirected and parallel ties, isolates, loops and several components."""

import random

import networkx as nx
import numpy as np

from tests.unit.analysis.graphs import Tie, snapshot_of

TYPES = ("cooperates", "funds", "supports", "shares_resource", "refers")
UNDIRECTED = {"cooperates", "shares_resource"}


def random_network(seed: int, *, with_loops: bool = True):
    """Return a snapshot and the same network as networkx graphs: undirected pairs, and arcs with weights.

    Some actors of the snapshot are tied to themselves as well, which no measure may count.
    """
    rng = random.Random(seed)
    n = rng.randrange(3, 60)
    names = [f"a{i:02d}" for i in range(n)]
    groups = [names[: n // 2], names[n // 2 :]] if seed % 3 == 0 else [names]  # two parts, or one
    ties = []
    for _ in range(rng.randrange(0, 4 * n)):
        group = rng.choice(groups)
        if len(group) < 2:
            continue
        source, target = rng.sample(group, 2)
        weight = rng.choice([None, 0.5, 2.0])
        ties += [Tie(source, target, rng.choice(TYPES), weight) for _ in range(rng.choice([1, 1, 1, 3]))]
    loops = [Tie(name, name, rng.choice(TYPES)) for name in names if with_loops and rng.random() < 0.05]
    return snapshot_of(names, [*ties, *loops]), as_networkx(names, ties), ties


def as_networkx(names, ties):
    """Return pairs, directed ties, and weighted arcs in which undirected ties go both ways."""
    pairs, directed, arcs = nx.Graph(), nx.DiGraph(), nx.DiGraph()
    for graph in (pairs, directed, arcs):
        graph.add_nodes_from(names)
    for tie in ties:
        weight = 1.0 if tie.weight is None else tie.weight
        pairs.add_edge(tie.source, tie.target)
        ways = [(tie.source, tie.target)]
        if tie.type in UNDIRECTED:
            ways.append((tie.target, tie.source))
        else:
            directed.add_edge(tie.source, tie.target)
        for source, target in ways:
            before = arcs.get_edge_data(source, target, {"weight": 0.0})["weight"]
            arcs.add_edge(source, target, weight=before + weight)
    return pairs, directed, arcs


def csr(graph):
    """Return the CSR arrays of an undirected networkx graph, and its nodes in their order."""
    matrix = nx.to_scipy_sparse_array(graph, weight=None, format="csr")
    matrix.sort_indices()
    return matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), list(graph)
