"""Core numbers."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def core_numbers(indptr: Int, indices: Int) -> NDArray[np.int64]:
    """Return the largest ``k`` for which each node is in the k-core.

    The k-core is the largest subgraph in which every node has at least ``k`` neighbours. Nodes are taken in
    order of the neighbours they have left, kept sorted in bins by that number.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.

    Returns
    -------
    ndarray of int64, length n
        0 for nodes without neighbours.

    Notes
    -----
    Cost: O(n + pairs).

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287.
    doi:10.1016/0378-8733(83)90028-X
    Batagelj, V. and Zaveršnik, M. (2003). An O(m) algorithm for cores decomposition of networks.
    doi:10.48550/arXiv.cs/0310049
    """
    n = len(indptr) - 1
    core = np.empty(n, dtype=np.int64)
    for v in range(n):
        core[v] = indptr[v + 1] - indptr[v]
    widest = core.max() if n else 0
    first = np.zeros(widest + 2, dtype=np.int64)
    for v in range(n):
        first[core[v] + 1] += 1
    for k in range(widest + 1):
        first[k + 1] += first[k]
    order = np.argsort(core, kind="mergesort")
    place = np.empty(n, dtype=np.int64)
    for i in range(n):
        place[order[i]] = i
    for i in range(n):
        v = order[i]
        for j in range(indptr[v], indptr[v + 1]):
            u = indices[j]
            if core[u] > core[v]:
                # u moves to the front of its bin, the bin then begins behind it: u has one neighbour fewer
                front = max(first[core[u]], i + 1)
                w = order[front]
                order[place[u]], order[front] = w, u
                place[w], place[u] = place[u], front
                first[core[u]] = front + 1
                core[u] -= 1
    return core
