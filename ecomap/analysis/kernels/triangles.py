"""Triangles and the clustering that follows from them."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def count_triangles(indptr: Int, indices: Int) -> NDArray[np.int64]:
    """Count the triangles at every node.

    Each edge is directed from the end with fewer neighbours to the other, which leaves hubs few outgoing
    edges; a triangle is then found once, at its first corner.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32, length 2 × pairs
        Symmetric adjacency without loops or repeated entries.

    Returns
    -------
    ndarray of int64, length n
        Number of pairs of neighbours that are neighbours of each other.

    Notes
    -----
    Cost: O(pairs^1.5) time at worst, O(n + pairs) memory.

    References
    ----------
    Latapy, M. (2008). Main-memory triangle computations for very large (sparse (power-law)) graphs.
    Theoretical Computer Science 407(1–3), 458–473. doi:10.1016/j.tcs.2008.07.017
    """
    n = len(indptr) - 1
    starts = np.zeros(n + 1, dtype=np.int64)
    forward = np.empty(len(indices) // 2, dtype=np.int32)
    filled = 0
    for u in range(n):
        starts[u] = filled
        degree = indptr[u + 1] - indptr[u]
        for i in range(indptr[u], indptr[u + 1]):
            v = indices[i]
            other = indptr[v + 1] - indptr[v]
            if degree < other or (degree == other and u < v):
                forward[filled] = v
                filled += 1
    starts[n] = filled
    counts = np.zeros(n, dtype=np.int64)
    seen_from = np.full(n, -1, dtype=np.int32)
    for u in range(n):
        for i in range(starts[u], starts[u + 1]):
            seen_from[forward[i]] = u
        for i in range(starts[u], starts[u + 1]):
            v = forward[i]
            for j in range(starts[v], starts[v + 1]):
                w = forward[j]
                if seen_from[w] == u:
                    counts[u] += 1
                    counts[v] += 1
                    counts[w] += 1
    return counts


def local_clustering(triangles: NDArray[Any], degree: NDArray[Any]) -> NDArray[np.float64]:
    """Return the share of pairs of neighbours that are neighbours of each other.

    ``c(v) = 2 T(v) / (k(v) (k(v) − 1))`` with ``T`` triangles and ``k`` neighbours.

    Parameters
    ----------
    triangles, degree : ndarray, length n

    Returns
    -------
    ndarray of float64, length n
        0 … 1; 0 for nodes with fewer than two neighbours, as is customary in averages.

    References
    ----------
    Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393,
    440–442. doi:10.1038/30918
    """
    pairs = degree * (degree - 1.0) / 2.0
    return np.asarray(np.divide(triangles, pairs, out=np.zeros(len(pairs)), where=pairs > 0))


def transitivity(triangles: NDArray[Any], degree: NDArray[Any]) -> float | None:
    """Return the share of paths of length two that are closed: ``Σ T(v) / Σ k(v) (k(v) − 1) / 2``.

    ``None`` where there is no path of length two.

    References
    ----------
    Newman, M. E. J. (2003). The structure and function of complex networks. SIAM Review 45(2), 167–256.
    doi:10.1137/S003614450342480
    """
    paths = float((degree * (degree - 1.0) / 2.0).sum())
    return float(triangles.sum() / paths) if paths else None
