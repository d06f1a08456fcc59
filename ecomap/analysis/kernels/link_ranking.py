"""The actors near some actors, and the best new partners of many actors at once."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.kernels.link_scores import FEATURES, PPR, buffers, fill_features, forget, gather, walk


@numba.njit(cache=True, nogil=True)
def near_pairs(graph: Any, sources: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of each source with every actor it has no tie to, but a partner or a programme in common.

    Parameters
    ----------
    graph : Traits
    sources : ndarray of int64

    Returns
    -------
    (ndarray of int64, ndarray of int64)
        Source and other actor, in the order of the sources.

    Notes
    -----
    Cost: the partners of the partners of the sources, twice.
    """
    work = buffers(len(graph.kind))
    tied = np.full(len(graph.kind), -1, dtype=np.int64)
    total, filled = 0, 0
    first, second = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for fill in range(2):
        if fill:
            first, second = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
            tied[:] = -1
        for u in sources:
            for i in range(graph.indptr[u], graph.indptr[u + 1]):
                tied[graph.indices[i]] = u
            found = gather(graph, u, work)
            for i in range(found):
                v = work[1][i]
                if tied[v] != u:
                    if fill:
                        first[filled], second[filled] = u, v
                        filled += 1
                    else:
                        total += 1
            forget(work, found, 0)
    return first, second


@numba.njit(cache=True, nogil=True)
def best_of_sources(
    graph: Any, sources: Any, weights: Any, restart: float, tolerance: float, most: int
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return the best new partners of each source among the actors near it (see `near_pairs`).

    Parameters
    ----------
    graph : Traits
    sources : ndarray of int64, length s
    weights : ndarray of float64, length 12
        Weight of each feature of `describe_pairs`; a pair's value is the weighted sum.
    restart, tolerance : float
        As for `describe_pairs`; the walk is left out where its weight is 0.
    most : int
        Partners a source.

    Returns
    -------
    (ndarray of int32 (s × most), ndarray of float64 (s × most))
        Partners, best first and the smaller number first among equals, -1 where there are no more; their values.

    Notes
    -----
    Cost: for each source the partners of its partners, and at most ``1 / (α ε)`` steps of the walk.
    """
    best = np.full((len(sources), most), -1, dtype=np.int32)
    value = np.full((len(sources), most), -np.inf)
    work = buffers(len(graph.kind))
    tied = np.full(len(graph.kind), -1, dtype=np.int64)
    row = np.empty(FEATURES)
    for s in range(len(sources)):
        u = sources[s]
        for i in range(graph.indptr[u], graph.indptr[u + 1]):
            tied[graph.indices[i]] = u
        found = gather(graph, u, work)
        reached = walk(graph, u, restart, tolerance, work) if weights[PPR] != 0 else 0
        for i in range(found):
            v = work[1][i]
            if tied[v] == u:
                continue
            fill_features(graph, u, v, work, row)
            total = 0.0
            for f in range(FEATURES):
                total += weights[f] * row[f]
            if total >= value[s, most - 1]:
                _insert(best, value, s, v, total)
        forget(work, found, reached)
    return best, value


@numba.njit(cache=True, nogil=True)
def _insert(best: Any, value: Any, s: int, v: int, total: float) -> None:
    place = best.shape[1]
    while place > 0:
        before = best[s, place - 1]
        if before >= 0 and (total < value[s, place - 1] or (total == value[s, place - 1] and v > before)):
            break
        place -= 1
    if place < best.shape[1]:
        for i in range(best.shape[1] - 1, place, -1):
            best[s, i], value[s, i] = best[s, i - 1], value[s, i - 1]
        best[s, place], value[s, place] = v, total
