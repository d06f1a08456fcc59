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
    order: NDArray[np.int64],
    labels: tuple[NDArray[Any], NDArray[Any], Float],
    n_groups: int,
) -> tuple[Float, Float]:
    """Return the value of pairs inside each group, and the value of all pair ends in it.

    A pair ``(a, b)`` of value ``v`` adds ``v r(a, g) r(b, g)`` to the inside of group ``g`` and
    ``v (r(a, g) + r(b, g))`` to its ends, with ``r`` the shares of the node whose labels the end carries.
    Pairs with an unlabelled end must be left out.

    Parameters
    ----------
    ends : (ndarray of int32, ndarray of int32), length of both: pairs
    value : ndarray of float64, length: pairs
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
    Cost: O(pairs × memberships of both ends).
    """
    low, high = ends
    indptr, group, share = labels
    inside = np.zeros(n_groups)
    total = np.zeros(n_groups)
    for k in range(len(low)):
        a, b = order[low[k]], order[high[k]]
        for i in range(indptr[a], indptr[a + 1]):
            total[group[i]] += value[k] * share[i]
            for j in range(indptr[b], indptr[b + 1]):
                if group[i] == group[j]:
                    inside[group[i]] += value[k] * share[i] * share[j]
        for j in range(indptr[b], indptr[b + 1]):
            total[group[j]] += value[k] * share[j]
    return inside, total
