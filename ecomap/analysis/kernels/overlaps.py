"""How often the layers of a network coincide after its actors change places."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def _mask(indptr: Int, high: Int, mask: NDArray[np.int64], i: int, j: int) -> int:
    low, end = indptr[i], indptr[i + 1]
    while low < end:
        middle = (low + end) // 2
        if high[middle] < j:
            low = middle + 1
        else:
            end = middle
    return mask[low] if low < indptr[i + 1] and high[low] == j else 0


@numba.njit(cache=True, nogil=True)
def layer_overlaps(
    indptr: Int, high: Int, mask: NDArray[np.int64], moved: NDArray[np.int64], n_layers: int
) -> NDArray[np.int64]:
    """Return how many pairs of each layer, moved, fall on a pair of each layer.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    high : ndarray of int32
        Higher actor of the pairs of each lower actor, sorted in each row.
    mask : ndarray of int64
        Bit ``a`` of each pair says whether it is in layer ``a``.
    moved : ndarray of int64, length n
        Where each actor is moved to.
    n_layers : int

    Returns
    -------
    ndarray of int64 (layers × layers)
        Entry (a, b): pairs of layer a that, moved, are pairs of layer b.

    Notes
    -----
    Cost: O(pairs × log(largest degree)).
    """
    found = np.zeros((n_layers, n_layers), dtype=np.int64)
    for i in range(len(indptr) - 1):
        for k in range(indptr[i], indptr[i + 1]):
            first, second = moved[i], moved[high[k]]
            there = _mask(indptr, high, mask, min(first, second), max(first, second))
            if there == 0:
                continue
            for a in range(n_layers):
                if mask[k] >> a & 1:
                    for b in range(n_layers):
                        found[a, b] += there >> b & 1
    return found


@numba.njit(cache=True, nogil=True)
def layer_alike(
    indptr: Int,
    high: Int,
    mask: NDArray[np.int64],
    pattern: NDArray[np.int64],
    alike: NDArray[np.bool_],
    n_layers: int,
) -> NDArray[np.int64]:
    """Return how many pairs of each layer have patterns that are alike.

    Parameters
    ----------
    indptr, high, mask, n_layers
        See `layer_overlaps`.
    pattern : ndarray of int64, length n
        Pattern of each actor.
    alike : ndarray of bool (patterns × patterns)

    Returns
    -------
    ndarray of int64, length layers

    Notes
    -----
    Cost: O(pairs × layers).
    """
    found = np.zeros(n_layers, dtype=np.int64)
    for i in range(len(indptr) - 1):
        for k in range(indptr[i], indptr[i + 1]):
            if alike[pattern[i], pattern[high[k]]]:
                for a in range(n_layers):
                    found[a] += mask[k] >> a & 1
    return found
