"""``python -m benchmarks.engines``: measures of whole networks by ecomap, networkx, igraph and GDS on the same graph.

Every answer is compared with ours before its time is printed. Ratios are of wall-clock seconds; CPU seconds are what a
busy machine changes least, and what ``--plot`` draws. igraph is GPL and GDS is Neo4j's: peers, never imports of
the product. ``--gds`` starts a Neo4j of its own and needs Java 17 and Maven.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import numpy as np
from scipy.sparse import csgraph

from benchmarks.analyses import timed
from benchmarks.gds import Gds, gds_of
from benchmarks.growth import write_growth
from benchmarks.networks import network
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.communities import leiden, modularity
from ecomap.analysis.gap.partner_model import single_weights
from ecomap.analysis.gap.partner_traits import attributes, best_partners, traits
from ecomap.analysis.kernels.cores import core_numbers
from ecomap.analysis.kernels.cuts import depth_first, pieces
from ecomap.analysis.kernels.holes import structural_holes
from ecomap.analysis.kernels.pagerank import pagerank
from ecomap.analysis.kernels.path_sampling import sampled_betweenness
from ecomap.analysis.linkage.roles import role_counts, role_network
from ecomap.snapshot import Snapshot, grouping

SMALL, MIDDLE, LARGE = (2_000, 10_000), (50_000, 300_000), (500_000, 2_000_000)
_NETWORKX_UP_TO = 50_000
ERROR = 0.01
AIMS = {
    "Burt's constraint": 0.2,
    "Gould–Fernandez roles": 1.0,
    f"betweenness, error {ERROR}": 2.0,
    "ten partners for each": 10.0,
    "coverage": 0.2,
    "mixing": 0.2,
}
"""Seconds that are to be enough at the middle size."""

Work = Callable[[], Any]


@dataclass
class Measure:
    """One measure: our way, the others' ways by name, and whether an answer agrees with ours."""

    name: str
    ours: Work
    agrees: Callable[[Any, Any], bool]
    peers: dict[str, Work] = field(default_factory=dict)


def measures(snapshot: Snapshot, gds: Gds | None) -> list[Measure]:
    """Return what is measured on the ties of a snapshot, as a simple undirected graph."""
    graph = snapshot.ties.adjacency
    simple = (graph.indptr.astype(np.int32), graph.indices.astype(np.int32))
    ones = np.ones(len(simple[1]))
    low, high, _ = snapshot.ties.pairs
    pairs = np.column_stack([low, high])
    peer = igraph.Graph(n=snapshot.ties.n, edges=pairs)
    found = [
        Measure(
            "PageRank",
            partial(pagerank, _unweighted(graph)),
            partial(np.allclose, atol=1e-6),
            {"igraph": lambda: np.array(peer.pagerank())},
        ),
        Measure(
            "components",
            lambda: csgraph.connected_components(graph, directed=False)[0],
            lambda a, b: a == b,
            {"igraph": lambda: len(peer.connected_components())},
        ),
        Measure(
            "k-core",
            partial(core_numbers, *simple),
            np.array_equal,
            {"igraph": lambda: np.array(peer.coreness())},
        ),
        Measure(
            "articulation points",
            lambda: int(np.count_nonzero(pieces(depth_first(*simple))[0] >= 2)),
            lambda a, b: a == b,
            {"igraph": lambda: len(peer.articulation_points())},
        ),
        Measure(
            "Burt's constraint",
            lambda: structural_holes(*simple, ones).constraint,
            lambda a, b: bool(np.allclose(a, b, atol=1e-9, equal_nan=True)),
            {"igraph": lambda: np.array(peer.constraint())},
        ),
        Measure(
            "Leiden, modularity",
            lambda: modularity(_unweighted(graph), leiden(_unweighted(graph))),
            lambda ours, theirs: ours >= theirs - 5e-3,  # both are heuristics; the figures are printed
            {"igraph": lambda: peer.community_leiden("modularity").modularity},
        ),
        Measure(
            f"betweenness, error {ERROR}",
            lambda: sampled_betweenness(*simple, error=ERROR)[0],
            lambda a, b: bool(np.abs(a - b).max() <= 2 * ERROR),
        ),
    ]
    found += _ours_alone(snapshot)
    if snapshot.ties.n <= _NETWORKX_UP_TO:
        _add_networkx(found, snapshot.ties.n, pairs)
    if gds:
        gds.load(snapshot.ties.n, low, high)
        for measure in found:
            if work := gds.work(measure.name):
                measure.peers["GDS"] = work
    return found


def _ours_alone(snapshot: Snapshot) -> list[Measure]:
    """Return what no peer computes; the tests compare it with independent code."""
    fields = grouping(snapshot, "field")
    graph = traits(snapshot, attributes(snapshot))
    weights = single_weights("pagerank")
    ways: dict[str, Work] = {
        "Gould–Fernandez roles": lambda: role_counts(role_network(snapshot.ties, fields, directed=True), shared=False),
        "ten partners for each": lambda: best_partners(graph, weights),
        "coverage": lambda: catalogue()["gaps/coverage"].run(snapshot, {"rows": "district", "cols": "field"}),
        "mixing": lambda: catalogue()["cooperation/matrix"].run(snapshot, {"by": "field"}),
    }
    return [Measure(name, work, lambda _ours, _theirs: True) for name, work in ways.items()]


def _unweighted(graph: Any) -> Any:
    copy = graph.copy()
    copy.data = np.ones(len(copy.data))
    return copy


def _add_networkx(found: list[Measure], n: int, pairs: Any) -> None:
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(pairs.tolist())
    ways: dict[str, Work] = {
        "PageRank": lambda: np.array(list(nx.pagerank(graph, tol=1e-9).values())),
        "components": lambda: nx.number_connected_components(graph),
        "k-core": lambda: np.array(list(nx.core_number(graph).values())),
        "articulation points": lambda: sum(1 for _ in nx.articulation_points(graph)),
    }
    if n <= SMALL[0]:
        ways["Burt's constraint"] = lambda: np.array(list(nx.constraint(graph).values()))
        ways[f"betweenness, error {ERROR}"] = lambda: np.array(list(nx.betweenness_centrality(graph).values()))
    for measure in found:
        if measure.name in ways:
            measure.peers["networkx"] = ways[measure.name]


def report(size: tuple[int, int], gds: Gds | None, *, alone: bool) -> dict[str, float]:
    """Print a table for one size, without peers if ``alone``, and return our CPU seconds by measure."""
    snapshot = network(*size)
    names = () if alone else ("networkx", "igraph", "GDS")
    print(f"\n{size[0]:,} actors, {size[1]:,} ties, {len(snapshot.ties.pairs[0]):,} pairs")
    header = "".join(f" {name + ' s':>11} {'ratio':>7}" for name in names)
    print(f"{'measure':<24} {'ecomap s':>9} {'CPU s':>7} {'aim':>6}{header}")
    spent = {}
    for measure in measures(snapshot, gds):
        repeats = 3 if size[0] < LARGE[0] else 1
        answer = measure.ours()
        ours, cpu = _seconds(measure.ours, repeats)
        spent[measure.name] = cpu
        aim = f"{AIMS[measure.name]:g}" if measure.name in AIMS and size == MIDDLE else ""
        row, notes = f"{measure.name:<24} {ours:>9.3f} {cpu:>7.3f} {aim:>6}", list[str]()
        for name in names:
            if work := measure.peers.get(name):
                start = time.perf_counter()
                other = work()
                theirs = time.perf_counter() - start
                if not measure.agrees(answer, other):
                    raise AssertionError(f"{measure.name}: {name} does not agree: {other} in place of {answer}")
                if measure.name.startswith("Leiden"):
                    notes.append(f"modularity {answer:.4f}, {name} {other:.4f}")
                theirs = min(theirs, timed(work, 1)) if theirs < 1.0 else theirs
                row += f" {theirs:>11.3f} {theirs / ours:>6.1f}x"
            else:
                row += f" {'':>11} {'':>7}"
        print(row, *notes, flush=True)
    print(f"peak memory of this process so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")
    return spent


def _seconds(work: Work, repeats: int) -> tuple[float, float]:
    """Return the least wall-clock seconds, and the least CPU seconds of all threads, of some runs."""
    spent = []
    for _ in range(repeats):
        start, used = time.perf_counter(), time.process_time()
        work()
        spent.append((time.perf_counter() - start, time.process_time() - used))
    return min(wall for wall, _ in spent), min(cpu for _, cpu in spent)


@contextmanager
def _peer(wanted: bool) -> Iterator[Gds | None]:
    if not wanted:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder, gds_of(Path(folder)) as gds:
        yield gds


def main() -> None:
    """Print a table for every size, and how our seconds grow."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=main.__doc__)
    parser.add_argument("--size", action="append", help="ACTORSxTIES; three sizes by default")
    parser.add_argument("--gds", action="store_true", help="measure GDS as well")
    parser.add_argument("--alone", action="store_true", help="measure ecomap only")
    parser.add_argument("--plot", type=Path, help="draw the growth to this SVG file")
    asked = parser.parse_args()
    sizes = [tuple(map(int, text.split("x"))) for text in asked.size or ()] or [SMALL, MIDDLE, LARGE]
    grown: dict[tuple[int, ...], dict[str, float]] = {}
    with _peer(asked.gds) as gds:
        for size in sizes:
            grown[size] = report((size[0], size[1]), gds, alone=asked.alone)
    print("\ngrowth of ecomap's CPU seconds" + "".join(f" {f'{size[0]:,}/{size[1]:,}':>17}" for size in grown))
    names = list(next(iter(grown.values())))
    for name in names:
        print(f"{name:<30}" + "".join(f" {found[name]:>17.3f}" for found in grown.values()))
    if asked.plot:
        seconds = {name: {size[1]: found[name] for size, found in grown.items()} for name in names}
        write_growth(asked.plot, seconds, "Growth of ecomap's measures with the number of ties")


if __name__ == "__main__":
    main()
