"""Betweenness from sampled shortest paths, with a bound on its error."""

from __future__ import annotations

from math import ceil, floor, log, log2
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from ecomap.analysis.kernels.distances import depth
from ecomap.analysis.rounds import side_by_side

Int = NDArray[np.int32]

# A fixed number of parts with a seed each, so that results do not depend on the number of processors.
_PARTS = 8


@numba.njit(cache=True, nogil=True)
def _grow(
    indptr: Int,
    indices: Int,
    distance: Int,
    paths: NDArray[np.float64],
    queue: Int,
    head: int,
    tail: int,
) -> int:
    """Visit the neighbours of one level of a search, counting shortest paths; return the new end of the queue."""
    end = tail
    for position in range(head, tail):
        v = queue[position]
        for i in range(indptr[v], indptr[v + 1]):
            w = indices[i]
            if distance[w] < 0:
                distance[w] = distance[v] + 1
                queue[end] = w
                end += 1
            if distance[w] == distance[v] + 1:
                paths[w] += paths[v]
    return end


@numba.njit(cache=True, nogil=True)
def _walk_back(
    indptr: Int, indices: Int, distance: Int, paths: NDArray[np.float64], node: int, hits: NDArray[np.int64]
) -> None:
    """Follow one of the shortest paths from a node to where the search began, each being equally likely."""
    while distance[node] > 1:
        left = np.random.random() * paths[node]
        chosen = -1
        for i in range(indptr[node], indptr[node + 1]):
            v = indices[i]
            if distance[v] >= 0 and distance[v] == distance[node] - 1:
                chosen = v
                left -= paths[v]
                if left < 0:
                    break
        node = chosen
        hits[node] += 1


@numba.njit(cache=True, nogil=True)
def _degrees(indptr: Int, queue: Int, head: int, tail: int) -> int:
    total = 0
    for position in range(head, tail):
        total += indptr[queue[position] + 1] - indptr[queue[position]]
    return total


@numba.njit(cache=True, nogil=True)
def _meeting(
    queue: Int, head: int, tail: int, near: NDArray[np.float64], far: NDArray[np.float64], distance: Int
) -> int:
    """Draw a node that both searches reached, in proportion to the shortest paths through it; -1 if none."""
    total = 0.0
    for position in range(head, tail):
        w = queue[position]
        if distance[w] >= 0:
            total += near[w] * far[w]
    left = np.random.random() * total
    chosen = -1
    for position in range(head, tail):
        w = queue[position]
        if distance[w] >= 0:
            chosen = w
            left -= near[w] * far[w]
            if left < 0:
                break
    return chosen


@numba.njit(cache=True, nogil=True)
def _path_hits(indptr: Int, indices: Int, component: Int, pairs: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    np.random.seed(seed)
    n = len(indptr) - 1
    hits = np.zeros(n, dtype=np.int64)
    distance = np.full((2, n), -1, dtype=np.int32)
    paths = np.zeros((2, n))
    queue = np.empty((2, n), dtype=np.int32)
    head, tail = np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64)
    for number in range(len(pairs)):
        if component[pairs[number, 0]] != component[pairs[number, 1]]:
            continue
        for side in range(2):
            start = pairs[number, side]
            queue[side, 0] = start
            distance[side, start] = 0
            paths[side, start] = 1.0
            head[side], tail[side] = 0, 1
        met = -1
        while met < 0:
            first = _degrees(indptr, queue[0], head[0], tail[0])
            side = 0 if first <= _degrees(indptr, queue[1], head[1], tail[1]) else 1
            end = _grow(indptr, indices, distance[side], paths[side], queue[side], head[side], tail[side])
            head[side], tail[side] = tail[side], end
            met = _meeting(queue[side], head[side], end, paths[side], paths[1 - side], distance[1 - side])
        if distance[0, met] > 0 and distance[1, met] > 0:
            hits[met] += 1
        for side in range(2):
            _walk_back(indptr, indices, distance[side], paths[side], met, hits)
        for side in range(2):
            for position in range(tail[side]):
                v = queue[side, position]
                distance[side, v] = -1
                paths[side, v] = 0.0
    return hits


def sampled_betweenness(
    indptr: Int, indices: Int, *, error: float, failure: float = 0.05, seed: int = 1
) -> tuple[NDArray[np.float64], int]:
    """Estimate betweenness from shortest paths between random pairs of nodes.

    For each of ``r`` pairs drawn uniformly, one of its shortest paths is drawn uniformly; the estimate of a
    node is the share of pairs whose path it lies inside. Both ends search towards each other, always the one
    whose next step is cheaper. Pairs without a path count for nobody.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    error : float
        Bound ``ε`` on the error of every node, as a share of pairs.
    failure : float
        Probability that any node's error exceeds the bound.
    seed : int
        Equal seeds give equal estimates on any number of processors.

    Returns
    -------
    estimate : ndarray of float64, length n
        Share of pairs of other nodes, 0 … 1, as `ecomap.analysis.kernels.betweenness.betweenness`.
    samples : int
        Pairs drawn.

    Notes
    -----
    Cost: a bidirectional search a pair, typically O(√pairs) edges in networks with short distances; see
    `sample_size` for how many pairs.

    References
    ----------
    Riondato, M. and Kornaropoulos, E. M. (2016). Fast approximation of betweenness centrality through
    sampling. Data Mining and Knowledge Discovery 30(2), 438–475. doi:10.1007/s10618-015-0423-0
    Borassi, M. and Natale, E. (2019). KADABRA is an ADaptive Algorithm for Betweenness via Random
    Approximation. Journal of Experimental Algorithmics 24, 1.2. doi:10.1145/3284359
    """
    n = len(indptr) - 1
    if n < 3 or not len(indices):
        return np.zeros(n), 0
    component = _components(indptr, indices)
    size = sample_size(_vertex_diameter(indptr, indices, component), error, failure)
    rng = np.random.default_rng(seed)
    source = rng.integers(n, size=size)
    target = (source + rng.integers(1, n, size=size)) % n
    parts = np.array_split(np.stack([source, target], axis=1), _PARTS)
    seeds = rng.integers(2**32, size=_PARTS).tolist()
    work = list(zip(parts, seeds, strict=True))
    found: list[Any] = side_by_side(lambda part: _path_hits(indptr, indices, component, *part), work)
    # a pair of a node and itself is never drawn, but pairs that end at v are, and v lies inside none of them
    return np.asarray(np.sum(found, axis=0) / size * (n / (n - 2.0))), size


def _components(indptr: Int, indices: Int) -> Int:
    n = len(indptr) - 1
    matrix = sparse.csr_array((np.ones(len(indices), dtype=np.int8), indices, indptr), shape=(n, n))
    return np.asarray(csgraph.connected_components(matrix, directed=False)[1], dtype=np.int32)


def _vertex_diameter(indptr: Int, indices: Int, component: Int) -> int:
    """Return an upper bound on the number of nodes on any shortest path: twice a radius, plus one."""
    order = np.lexsort((-np.diff(indptr), component))
    starts = order[np.flatnonzero(np.diff(component[order], prepend=-1))]
    return 2 * int(depth(indptr, indices, starts.astype(np.int64))) + 1


def sample_size(vertex_diameter: int, error: float, failure: float) -> int:
    """Return how many pairs bound the error of every node's betweenness at once.

    ``r = (1 / (2 ε²)) (⌊log₂(D − 2)⌋ + 1 + ln(1 / p))``: the Vapnik–Chervonenkis dimension of "a node lies
    inside the path" is at most ``⌊log₂(D − 2)⌋ + 1`` for shortest paths of at most ``D`` nodes, however many
    nodes there are.

    Parameters
    ----------
    vertex_diameter : int
        ``D``; below 3 nothing lies inside a path, and one pair is enough.
    error, failure : float
        ``ε`` and ``p``.

    References
    ----------
    Riondato, M. and Kornaropoulos, E. M. (2016). Data Mining and Knowledge Discovery 30(2), 438–475, lemma 4
    and theorem 1, with their constant 0.5. doi:10.1007/s10618-015-0423-0
    """
    if vertex_diameter < 3:
        return 1
    return ceil((floor(log2(vertex_diameter - 2)) + 1 + log(1 / failure)) / (2 * error**2))
