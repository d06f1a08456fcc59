"""Snapshot and analyses beside networkx on the same graph."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import networkx as nx

from ecomap.analysis.catalogue import catalogue
from ecomap.snapshot import Snapshot
from ecomap.snapshot.to_networkx import to_networkx

ASKED: dict[str, dict[str, str]] = {
    "linkage/overview": {},
    "cooperation/matrix": {"by": "district"},
    "gaps/coverage": {"rows": "district", "cols": "field"},
}


def timed(work: Callable[[], Any], repeats: int = 3) -> float:
    """Return the shortest of some runs, in seconds, after one that warms up."""
    work()
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def report(read: Callable[[], Snapshot]) -> None:
    """Print the seconds of the snapshot and of three analyses, and the ratio to networkx where it has a peer."""
    seconds = timed(read)
    snapshot = read()
    print(f"snapshot  {snapshot.n_nodes:,} nodes, {snapshot.n_edges:,} edges  {seconds:.2f} s")
    graph = to_networkx(snapshot)
    peers = {
        "linkage/overview": _overview_peer,
        "cooperation/matrix": _matrix_peer,
        "gaps/coverage": _coverage_peer,
    }
    print(f"{'analysis':<20} {'ecomap s':>9} {'networkx s':>11} {'ratio':>7}")
    for name, parameters in ASKED.items():
        record = catalogue()[name]
        ours = timed(partial(record.run, snapshot, parameters))
        start = time.perf_counter()
        peers[name](graph, snapshot)
        theirs = time.perf_counter() - start
        print(f"{name:<20} {ours:>9.3f} {theirs:>11.2f} {theirs / ours:>6.0f}x")


def _overview_peer(graph: Any, _snapshot: Snapshot) -> None:
    simple: Any = nx.Graph(graph)
    nx.number_connected_components(simple)
    nx.average_clustering(simple)
    nx.transitivity(simple)
    nx.density(simple)
    nx.number_of_isolates(simple)


def _district(graph: Any, snapshot: Snapshot) -> None:
    place_of = {}
    for edge in snapshot.of_types("located_in").tolist():
        source, target = int(snapshot.source[edge]), int(snapshot.target[edge])
        place_of[snapshot.node_id[source]] = snapshot.node_id[target]
    for node in graph:
        graph.nodes[node]["district"] = place_of.get(node, "")


def _matrix_peer(graph: Any, snapshot: Snapshot) -> None:
    _district(graph, snapshot)
    nx.attribute_mixing_matrix(nx.MultiGraph(graph), "district", normalized=False)


def _coverage_peer(_graph: Any, snapshot: Snapshot) -> None:
    """Count cells by walking a networkx graph of memberships, as one would with networkx alone."""
    both: Any = nx.Graph()
    for kind in ("located_in", "works_in"):
        for edge in snapshot.of_types(kind).tolist():
            both.add_edge(int(snapshot.source[edge]), int(snapshot.target[edge]), kind=kind)
    cells: dict[tuple[int, int], int] = {}
    for actor in snapshot.actors.tolist():
        if actor in both:
            places = [n for n, data in both[actor].items() if data["kind"] == "located_in"]
            fields = [n for n, data in both[actor].items() if data["kind"] == "works_in"]
            for place in places:
                for field in fields:
                    cells[place, field] = cells.get((place, field), 0) + 1
