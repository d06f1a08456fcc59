"""``python -m benchmarks.layouts``: positions of actors by ecomap, networkx and igraph on the same networks.

Columns: seconds; seconds of processor time, which says more on a busy machine; district purity (share of the ten
nearest drawn neighbours that are of the same district); neighbourhood preservation (share of an actor's alters among as
many nearest drawn neighbours); median move, in shares of the map's width, after one actor was added and after one actor
in a hundred got another tie. Peers begin anew from the same seed after a change, and are turned, scaled and mirrored to
fit before their moves are measured. Each runs in a process of its own and is ended after a limit. igraph is GPL: a
peer, never an import of the product.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import igraph
import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from benchmarks.networks import network
from ecomap.maps.kept_layout import continued, fresh
from ecomap.maps.layout import district_of
from ecomap.snapshot import Snapshot
from ecomap.snapshot.edit import Edit, NewActor, TieEnds, edited

SIZES = ((2_000, 6_000), (20_000, 100_000), (50_000, 300_000))
_SAMPLE = 2_000
_NEAR = 10
_SHARES = (0.01, 0.1)

Value = TypeVar("Value")
Points = NDArray[np.float64]
Draw = Callable[[Snapshot], Points]


def main() -> None:
    """Print one line a layout and size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layouts", description=main.__doc__)
    parser.add_argument("--limit", type=int, default=300, help="seconds that one layout may take")
    parser.add_argument("--sizes", type=int, default=len(SIZES), help="how many of the sizes, the smallest first")
    asked = parser.parse_args()
    fresh(network(*SIZES[0]))  # compiles
    heads = zip(("seconds", "cpu", "purity", "kept", "move +1", "move 1 %"), (9, 8, 8, 7, 9, 9), strict=True)
    print(f"{'actors / ties':>16}  {'layout':<24}{''.join(f'{head:>{width}}' for head, width in heads)}")
    for actors, ties in SIZES[: asked.sizes]:
        whole = network(actors, ties)
        for name, figures in _ours(whole):
            _print(f"{actors:,} / {ties:,}", name, figures)
        for name, draw in _peers(actors):
            _print(f"{actors:,} / {ties:,}", name, _peer(draw, whole, asked.limit))


def one_more(whole: Snapshot) -> Snapshot:
    """Return a network with one actor more, tied to three others of its district."""
    links = whole.of_types("located_in")
    district = int(whole.target[links[0]])
    alters = whole.node_id[whole.source[links[whole.target[links] == district][:3]]]
    new = NewActor("zz-new", "civil_society", "새 모임", "", places=(whole.node_id[district],))
    return edited(whole, Edit(add_actors=(new,), add_ties=tuple(TieEnds(new.id, "trains", alter) for alter in alters)))


def more_ties(whole: Snapshot, share: float) -> Snapshot:
    """Return a network in which a share of the actors has one tie more, each to another of them."""
    chosen = np.random.default_rng(5).permutation(whole.ties.nodes)[: 2 * max(int(whole.ties.n * share / 2), 1)]
    ids = whole.node_id[chosen]
    return edited(
        whole, Edit(add_ties=tuple(TieEnds(a, "trains", b) for a, b in zip(ids[::2], ids[1::2], strict=True)))
    )


def purity(points: Points, group: NDArray[np.int64]) -> float:
    """Return the share of the nearest drawn neighbours that are of the same group."""
    near = np.asarray(cKDTree(points).query(points, k=_NEAR + 1)[1])[:, 1:]
    return float((group[near] == group[:, None]).mean())


def preservation(points: Points, snapshot: Snapshot) -> float:
    """Return the mean share of an actor's alters among as many nearest drawn neighbours, over a sample."""
    graph, tree = snapshot.ties.adjacency, cKDTree(points)
    degree = np.diff(graph.indptr)
    tied = np.flatnonzero(degree)
    shares = []
    for actor in np.random.default_rng(1).permutation(tied)[:_SAMPLE].tolist():
        near = tree.query(points[actor], k=int(degree[actor]) + 1)[1]
        alters = graph.indices[graph.indptr[actor] : graph.indptr[actor + 1]]
        shares.append(len(np.intersect1d(near, alters)) / len(alters))
    return float(np.mean(shares))


def moved(before: Points, after: Points, *, fit: bool) -> float:
    """Return the median move in shares of the map's width, after the best fit by similarity if asked for."""
    if fit:
        after = _fitted(before, after)
    return float(np.median(np.hypot(*(after - before).T)) / np.ptp(before, axis=0).max())


def _fitted(before: Points, after: Points) -> Points:
    centre, other = before.mean(axis=0), after.mean(axis=0)
    left, singular, right = np.linalg.svd((after - other).T @ (before - centre))
    scale = singular.sum() / ((after - other) ** 2).sum()
    return np.asarray((after - other) @ (left @ right) * scale + centre)


def _ours(whole: Snapshot) -> Iterator[tuple[str, list[float]]]:
    kept, took = _timed(lambda: fresh(whole))
    group = district_of(whole)
    points = kept.points.astype(np.float64)
    cold = [*took, purity(points, group), preservation(points, whole)]
    changes = {"one actor more": one_more(whole)} | {f"{s:.0%} changed": more_ties(whole, s) for s in _SHARES}
    warm, moves = [], []
    for name, changed in changes.items():
        after, took = _timed(partial(continued, kept, changed))
        now = after.points[: len(points)].astype(np.float64)
        warm.append((f"ecomap, {name}", [*took, purity(now, group), preservation(now, whole)]))
        moves.append(moved(points, now, fit=False))
    yield "ecomap", [*cold, *moves[:2]]
    yield from warm


def _peers(actors: int) -> Iterator[tuple[str, Draw]]:
    if actors <= SIZES[0][0]:
        yield "networkx spring", lambda snapshot: _networkx(snapshot, "spring")
        yield "networkx forceatlas2", lambda snapshot: _networkx(snapshot, "forceatlas2")
    yield "igraph fr", lambda snapshot: _igraph(snapshot, "fr")
    yield "igraph drl", lambda snapshot: _igraph(snapshot, "drl")


def _networkx(snapshot: Snapshot, kind: str) -> Points:
    graph: Any = nx.from_scipy_sparse_array(snapshot.ties.adjacency)
    found = nx.spring_layout(graph, seed=1) if kind == "spring" else nx.forceatlas2_layout(graph, seed=1)
    return np.array([found[node] for node in range(snapshot.ties.n)])


def _igraph(snapshot: Snapshot, kind: str) -> Points:
    random.seed(1)
    low, high, _ = snapshot.ties.pairs
    graph = igraph.Graph(n=snapshot.ties.n, edges=np.column_stack([low, high]))
    options = {"grid": "auto"} if kind == "fr" else {}
    return np.array(graph.layout(kind, **options).coords)


def _peer(draw: Draw, whole: Snapshot, limit: int) -> list[float] | None:
    """Return the figures of a peer, drawn in a process of its own, as many as the limit allows."""
    before = _limited(draw, whole, limit)
    if before is None:
        return None
    (seconds, cpu), points = before
    figures = [seconds, cpu, purity(points, district_of(whole)), preservation(points, whole)]
    for changed in (one_more(whole), more_ties(whole, _SHARES[0])):
        after = _limited(draw, changed, limit) if seconds < limit / 4 else None
        figures.append(float("nan") if after is None else moved(points, after[1][: len(points)], fit=True))
    return figures


def _timed(work: Callable[[], Value]) -> tuple[Value, tuple[float, float]]:
    """Return what work gives, the seconds that it took, and those of processor time."""
    start, busy = time.perf_counter(), time.process_time()
    return work(), (time.perf_counter() - start, time.process_time() - busy)


def _limited(draw: Draw, snapshot: Snapshot, limit: int) -> tuple[tuple[float, float], Points] | None:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(draw, snapshot, theirs))
    process.start()
    found: tuple[tuple[float, float], Points] | None = ours.recv() if ours.poll(limit) else None
    process.kill()
    process.join()
    return found


def _send(draw: Draw, snapshot: Snapshot, pipe: Connection) -> None:
    points, took = _timed(lambda: draw(snapshot))
    pipe.send((took, points))


def _print(size: str, name: str, figures: list[float] | None) -> None:
    if figures is None:
        print(f"{size:>16}  {name:<24}{'over limit':>10}", flush=True)
        return
    forms = ("9.2f", "8.2f", "8.3f", "7.3f", "9.4f", "9.4f")
    cells = [f"{figure:{form}}" for figure, form in zip(figures, forms, strict=False)]
    print(f"{size:>16}  {name:<24}{''.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
