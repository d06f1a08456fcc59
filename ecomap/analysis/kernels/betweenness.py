"""Shortest-path betweenness, exact and from sampled sources."""

from __future__ import annotations

from math import log, sqrt
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.rounds import side_by_side

Int = NDArray[np.int32]

# Sums are formed over a fixed number of parts, so that results do not depend on the number of processors.
_PARTS = 8


@numba.njit(cache=True, nogil=True)
def dependency_sums(indptr: Int, indices: Int, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """Add up the dependencies of some sources on every node.

    ``δ_s(v) = Σ_t σ_st(v) / σ_st`` over all targets ``t ≠ v``: of the shortest paths from ``s`` to ``t``, the
    share that passes through ``v``. Paths are counted outwards, dependencies added up on the way back.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries; every edge has length 1.
    sources : ndarray of int64
        Node numbers.

    Returns
    -------
    ndarray of float64, length n
        Pairs; a source has no dependency on itself.

    Notes
    -----
    Cost: O(n + pairs) a source.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology
    25(2), 163–177. doi:10.1080/0022250X.2001.9990249
    """
    n = len(indptr) - 1
    total = np.zeros(n)
    distance = np.full(n, -1, dtype=np.int32)
    paths = np.zeros(n)
    dependency = np.zeros(n)
    queue = np.empty(n, dtype=np.int32)
    for source in sources:
        queue[0] = source
        distance[source] = 0
        paths[source] = 1.0
        head, tail = 0, 1
        while head < tail:
            v = queue[head]
            head += 1
            for i in range(indptr[v], indptr[v + 1]):
                w = indices[i]
                if distance[w] < 0:
                    distance[w] = distance[v] + 1
                    queue[tail] = w
                    tail += 1
                if distance[w] == distance[v] + 1:
                    paths[w] += paths[v]
        for position in range(tail - 1, 0, -1):
            w = queue[position]
            share = (1.0 + dependency[w]) / paths[w]
            for i in range(indptr[w], indptr[w + 1]):
                v = indices[i]
                if distance[v] == distance[w] - 1:
                    dependency[v] += paths[v] * share
            total[w] += dependency[w]
        for position in range(tail):
            v = queue[position]
            distance[v] = -1
            paths[v] = 0.0
            dependency[v] = 0.0
    return total


def betweenness(indptr: Int, indices: Int, sources: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    """Return the share of pairs of other nodes whose shortest paths pass through each node.

    ``b(v) = Σ_{s<t} σ_st(v) / σ_st ÷ ((n − 1)(n − 2) / 2)``. With ``sources`` it is estimated from ``k`` of
    the ``n`` nodes as
    ``(n / k) Σ_{s ∈ sources} δ_s(v) ÷ ((n − 1)(n − 2))``, which is unbiased for sources drawn
    uniformly; `sampling_error` bounds its error.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    sources : ndarray of int64, optional
        Different node numbers, at least one; all nodes by default, which is exact.

    Returns
    -------
    ndarray of float64, length n
        0 … 1 where exact; 0 everywhere in a graph of fewer than three nodes.

    Notes
    -----
    Cost: O(n + pairs) a source, spread over the processors.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35–41.
    doi:10.2307/3033543
    Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. International Journal of
    Bifurcation and Chaos 17(7), 2303–2318. doi:10.1142/S0218127407018403
    """
    n = len(indptr) - 1
    if n < 3:
        return np.zeros(n)
    chosen = np.arange(n, dtype=np.int64) if sources is None else sources
    parts = [part for part in np.array_split(chosen, _PARTS) if len(part)]
    sums: list[NDArray[Any]] = side_by_side(lambda part: dependency_sums(indptr, indices, part), parts)
    return np.asarray(np.sum(sums, axis=0) * (n / len(chosen) / ((n - 1.0) * (n - 2.0))))


def sampling_error(n: int, samples: int, failure: float = 0.05) -> float:
    """Bound the error of `betweenness` from sampled sources, for all nodes at once.

    ``ε = n / (n − 1) × sqrt((1 − (k − 1) / n) ln(2 n / p) / (2 k))``: Hoeffding's inequality in Serfling's
    form for ``k`` of ``n`` sources drawn without replacement, and a union bound over the ``n`` nodes. One
    source's part in the estimate lies between 0 and ``n / (n − 1)``, because there are at most ``n − 2``
    targets that a node can lie before.

    Parameters
    ----------
    n : int
        Nodes, at least 3.
    samples : int
        Sources ``k``, 1 … n.
    failure : float
        Probability ``p`` that any node's error exceeds the bound.

    Returns
    -------
    float
        Share of pairs; every estimate is within ``± ε`` with probability at least ``1 − p``. 0 where all
        nodes were sources.

    References
    ----------
    Hoeffding, W. (1963). Probability inequalities for sums of bounded random variables. Journal of the
    American Statistical Association 58(301), 13–30. doi:10.1080/01621459.1963.10500830
    Serfling, R. J. (1974). Probability inequalities for the sum in sampling without replacement. Annals of
    Statistics 2(1), 39–48. doi:10.1214/aos/1176342611
    """
    if samples >= n:
        return 0.0
    return n / (n - 1) * sqrt((1 - (samples - 1) / n) * log(2 * n / failure) / (2 * samples))
