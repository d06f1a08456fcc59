"""What stays inside groups when every node carries the labels of some node."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


@numba.njit(cache=True, nogil=True)
def inside_values(
    ends: tuple[NDArray[np.int32], NDArray[np.int32]],
    value: Float,
    strength: Float,
    order: NDArray[np.int64],
    labels: tuple[NDArray[Any], NDArray[Any], Float],
    n_groups: int,
) -> tuple[Float, Float]:
    """Return the value of pairs inside each group, and the value of all pair ends in it.

    A pair ``(a, b)`` of value ``v`` adds ``v r(a, g) r(b, g)`` to the inside of group ``g`` and
    ``v (r(a, g) + r(b, g))`` to its ends, with ``r`` the shares of the node whose labels the end carries.
    Pairs with an unlabelled end must be left out, and a node with one label has all of its share in it.

    Parameters
    ----------
    ends : (ndarray of int32, ndarray of int32), length of both: pairs
    value : ndarray of float64, length: pairs
    strength : ndarray of float64, length n
        Value of the pairs of each node.
    order : ndarray of int64, length n
        Whose labels each node carries: 0 … n - 1 for the observed ones, a permutation otherwise.
    labels : (indptr, groups, shares)
        Shares of every node in CSR form.
    n_groups : int

    Returns
    -------
    inside, total : ndarray of float64, length n_groups

    Notes
    -----
    Cost: O(n + pairs × memberships of both ends); 2 ms for 300 thousand pairs of nodes in one group each.
    """
    low, high = ends
    indptr, group, share = labels
    inside = np.zeros(n_groups)
    total = np.zeros(n_groups)
    n = len(order)
    only = np.full(n, -1, dtype=np.int64)  # the group of nodes that are in one: most of them, and quick to compare
    for v in range(n):
        begin, end = indptr[order[v]], indptr[order[v] + 1]
        if end - begin == 1:
            only[v] = group[begin]
        for i in range(begin, end):
            total[group[i]] += strength[v] * share[i]
    for k in range(len(low)):
        a, b = only[low[k]], only[high[k]]
        if a >= 0 and b >= 0:
            if a == b:
                inside[a] += value[k]
        else:
            first, second = order[low[k]], order[high[k]]
            for i in range(indptr[first], indptr[first + 1]):
                for j in range(indptr[second], indptr[second + 1]):
                    if group[i] == group[j]:
                        inside[group[i]] += value[k] * share[i] * share[j]
    return inside, total
