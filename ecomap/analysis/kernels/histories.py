"""What went before a tie: an earlier tie of the pair, one in the other direction, a common partner."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Days = NDArray[np.int32]
TIED, RETURNED, CLOSED = 1, 2, 4


@numba.njit(cache=True, nogil=True)
def _day(indptr: Int, indices: Int, day: Days, i: int, j: int) -> int:
    """Return the first day on which ``j`` is in the row of ``i``, 0 if never."""
    low, high = indptr[i], indptr[i + 1]
    while low < high:
        middle = (low + high) // 2
        if indices[middle] < j:
            low = middle + 1
        else:
            high = middle
    return day[low] if low < indptr[i + 1] and indices[low] == j else 0


@numba.njit(cache=True, nogil=True)
def _common(indptr: Int, indices: Int, day: Days, i: int, j: int, when: int) -> bool:
    if indptr[i + 1] - indptr[i] > indptr[j + 1] - indptr[j]:
        i, j = j, i
    for k in range(indptr[i], indptr[i + 1]):
        if day[k] < when:
            other = _day(indptr, indices, day, j, indices[k])
            if 0 < other < when:
                return True
    return False


@numba.njit(cache=True, nogil=True)
def histories(
    pairs: tuple[Int, Int, Days], arcs: tuple[Int, Int, Days], source: Int, target: Int, when: Days
) -> NDArray[np.uint8]:
    """Return what went before each of some ties.

    Parameters
    ----------
    pairs : (indptr, indices, day)
        Symmetric CSR arrays, indices sorted in each row, with the first day number of each pair, above 0.
    arcs : (indptr, indices, day)
        The same for directed ties, source in the rows.
    source, target, when : ndarray of int32, length q
        Ends and day of each tie that is asked for; it need not be in ``pairs``.

    Returns
    -------
    ndarray of uint8, length q
        Sum of `TIED` (the pair had a tie that began earlier), `RETURNED` (a directed tie from target to source
        did) and `CLOSED` (both had ties to a common third that began earlier); a loop has 0.

    Notes
    -----
    Cost: for each tie the smaller number of partners of its ends × log of the larger.
    """
    found = np.zeros(len(source), dtype=np.uint8)
    for q in range(len(source)):
        i, j, t = source[q], target[q], when[q]
        if i == j:
            continue
        if 0 < _day(pairs[0], pairs[1], pairs[2], i, j) < t:
            found[q] |= TIED
        if 0 < _day(arcs[0], arcs[1], arcs[2], j, i) < t:
            found[q] |= RETURNED
        if not found[q] & TIED and _common(pairs[0], pairs[1], pairs[2], i, j, t):
            found[q] |= CLOSED
    return found
