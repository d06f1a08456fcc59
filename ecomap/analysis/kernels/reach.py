"""How many pairs of actors of different groups are near each other."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def count_apart_within_two(indptr: Int, indices: Int, masks: Any) -> int:
    """Count the pairs within two steps of each other that are both in some group and share none.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    masks : ndarray of uint64 (n × words)
        Memberships as bits.

    Returns
    -------
    int
        Unordered pairs.

    Notes
    -----
    Cost: the partners of the partners of every node.
    """
    n = len(indptr) - 1
    seen = np.full(n, -1, dtype=np.int32)
    grouped = np.zeros(n, dtype=np.bool_)
    for v in range(n):
        for word in range(masks.shape[1]):
            grouped[v] |= masks[v, word] != 0
    total = 0
    for u in range(n):
        if not grouped[u]:
            continue
        seen[u] = u
        for i in range(indptr[u], indptr[u + 1]):
            z = indices[i]
            for j in range(indptr[z], indptr[z + 1] + 1):
                v = indices[j] if j < indptr[z + 1] else z
                if v > u and seen[v] != u:
                    seen[v] = u
                    if grouped[v]:
                        shared = False
                        for word in range(masks.shape[1]):
                            shared |= (masks[u, word] & masks[v, word]) != 0
                        total += not shared
    return total
