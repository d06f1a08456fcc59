"""Random graphs in which every node keeps its degree."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]

SWAPS_PER_PAIR = 5


@numba.njit(cache=True, nogil=True)
def _slot(table: NDArray[np.int64], code: int) -> int:
    """Return where a code is in a table of open addresses, or the empty place where it would be."""
    mask = len(table) - 1
    at = (code * 0x9E3779B97F4A7C1 >> 20) & mask
    while table[at] != -1 and table[at] != code:
        at = (at + 1) & mask
    return at


@numba.njit(cache=True, nogil=True)
def _erase(table: NDArray[np.int64], code: int) -> None:
    """Take a code out and move those behind it up, so that no search ends too early."""
    mask = len(table) - 1
    hole = _slot(table, code)
    table[hole] = -1
    at = (hole + 1) & mask
    while table[at] != -1:
        moved = table[at]
        table[at] = -1
        table[_slot(table, moved)] = moved
        at = (at + 1) & mask


@numba.njit(cache=True, nogil=True)
def _swap(low: Int, high: Int, n: int, attempts: int, seed: int) -> None:
    np.random.seed(seed)
    m = len(low)
    size = 4
    while size < 3 * m:
        size *= 2
    table = np.full(size, -1, dtype=np.int64)
    for i in range(m):
        code = np.int64(low[i]) * n + high[i]
        table[_slot(table, code)] = code
    for _ in range(attempts):
        i, j = np.random.randint(m), np.random.randint(m)
        a, b, c, d = low[i], high[i], low[j], high[j]
        if np.random.random() < 0.5:
            c, d = d, c
        # a–b and c–d become a–d and c–b
        if a == d or c == b or i == j:
            continue
        first = np.int64(min(a, d)) * n + max(a, d)
        second = np.int64(min(c, b)) * n + max(c, b)
        if first == second or table[_slot(table, first)] != -1 or table[_slot(table, second)] != -1:
            continue
        _erase(table, np.int64(low[i]) * n + high[i])
        _erase(table, np.int64(low[j]) * n + high[j])
        table[_slot(table, first)] = first
        table[_slot(table, second)] = second
        low[i], high[i] = min(a, d), max(a, d)
        low[j], high[j] = min(c, b), max(c, b)


def rewired(low: NDArray[Any], high: NDArray[Any], n: int, seed: int) -> tuple[Int, Int]:
    """Draw a simple graph with the degrees of a given one.

    Two pairs a–b and c–d are drawn again and again and become a–d and c–b, unless that would make a loop or a
    pair that exists. A refused swap counts as a step too, so that in the long run every simple graph with
    these degrees is equally likely. Five steps a pair are made, so that each pair is drawn ten times.

    Parameters
    ----------
    low, high : ndarray of int, length m
        The two ends of every pair, each pair once, the lower number first.
    n : int
        Nodes.
    seed : int
        Equal seeds give equal graphs.

    Returns
    -------
    low, high : ndarray of int32, length m
        Ends of the pairs, the lower number first; pair ``i`` is not the given one but keeps its place.

    Notes
    -----
    Cost: O(pairs), about 0.7 s for 300 thousand pairs.

    References
    ----------
    Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296,
    910–913. doi:10.1126/science.1065103
    Fosdick, B. K., Larremore, D. B., Nishimura, J. and Ugander, J. (2018). Configuring random graph models with
    fixed degree sequences. SIAM Review 60(2), 315–355. doi:10.1137/16M1087175
    """
    low, high = np.array(low, dtype=np.int32), np.array(high, dtype=np.int32)
    if len(low) > 1:
        _swap(low, high, n, SWAPS_PER_PAIR * len(low), seed)
    return low, high
