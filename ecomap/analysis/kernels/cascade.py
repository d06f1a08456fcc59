"""What stops flowing if one giver leaves: a cascade over a graph of flows."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Float = NDArray[np.float64]
Counts = NDArray[np.int64]


@numba.njit(cache=True, nogil=True)
def _fall(
    indptr: Int,
    indices: Int,
    amount: Float,
    limit: Float,
    giver: int,
    lost: Float,
    work: Counts,
) -> tuple[int, int, float, float]:
    """Let one giver leave: fill ``lost`` and the rows of ``work``.

    ``limit`` is the loss up to which each keeps giving, infinite for who never stops. The rows of ``work`` are the
    queue of who stops, who is hit, and the rounds in which each stops and is first hit; the last two and ``lost``
    have to be 0. Returns how many are hit, the rounds with losses, what is lost in all and in the first round.
    """
    queue, hit, fell, first = work[0], work[1], work[2], work[3]
    queue[0] = giver
    head, tail, n_hit, turn, total, direct = 0, 1, 0, 0, 0.0, 0.0
    while head < tail:
        end, before = tail, total
        while head < end:
            i = queue[head]
            head += 1
            for k in range(indptr[i], indptr[i + 1]):
                j = indices[k]
                if j == giver:
                    continue
                total += amount[k]
                lost[j] += amount[k]
                if first[j] == 0:
                    first[j] = turn + 1
                    hit[n_hit] = j
                    n_hit += 1
                if fell[j] == 0 and lost[j] > limit[j]:
                    fell[j] = turn + 1
                    queue[tail] = j
                    tail += 1
        if turn == 0:
            direct = total
        turn += total > before
    return n_hit, turn, total, direct


@numba.njit(cache=True, nogil=True)
def cascades(
    indptr: Int, indices: Int, amount: Float, income: Float, limit: Float, threshold: float
) -> tuple[Float, Float, Counts, Counts, Counts, Counts]:
    """Return what falls for every giver, if it alone left.

    The giver stops giving. Who has then lost more than its limit stops giving as well, in the next round, and so
    on until nobody new stops. The order in which they are looked at makes no difference: losses only grow.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Receivers of each giver.
    amount : ndarray of float64
        What each gets, above 0.
    income : ndarray of float64, length n
        All that each actor gets.
    limit : ndarray of float64, length n
        Loss up to which each keeps giving; infinite for who never stops.
    threshold : float
        Share of income whose loss counts as a fall, also for who never stops.

    Returns
    -------
    direct, total : ndarray of float64, length n
        What no longer flows in the first round, and in all rounds; flows back to the giver are left out.
    touched, fallen, emptied, rounds : ndarray of int64, length n
        Actors that lose anything, more than the threshold, everything; rounds in which something is lost.

    Notes
    -----
    Cost: for every giver the flows out of it and out of all that stop with it.
    """
    n = len(indptr) - 1
    sums, counts = np.zeros((2, n)), np.zeros((4, n), dtype=np.int64)
    lost, work = np.zeros(n), np.zeros((4, n + 1), dtype=np.int64)
    for giver in range(n):
        if indptr[giver] == indptr[giver + 1]:
            continue
        n_hit, turns, total, direct = _fall(indptr, indices, amount, limit, giver, lost, work)
        sums[0, giver], sums[1, giver] = direct, total
        counts[0, giver], counts[3, giver] = n_hit, turns
        for k in range(n_hit):
            j = work[1, k]
            counts[1, giver] += lost[j] > threshold * income[j] * (1.0 + 1e-9)
            counts[2, giver] += lost[j] >= income[j] * (1.0 - 1e-9)
            lost[j], work[2, j], work[3, j] = 0.0, 0, 0
    return sums[0], sums[1], counts[0], counts[1], counts[2], counts[3]


@numba.njit(cache=True, nogil=True)
def cascade(indptr: Int, indices: Int, amount: Float, limit: Float, giver: int) -> tuple[Float, Counts]:
    """Return who loses how much if one giver leaves.

    Parameters
    ----------
    indptr, indices, amount, limit
        See `cascades`.
    giver : int

    Returns
    -------
    lost : ndarray of float64, length n
        What each actor no longer gets.
    first : ndarray of int64, length n
        In which round each loses something for the first time, 0 if never.

    Notes
    -----
    Cost: the flows out of all that stop.
    """
    n = len(indptr) - 1
    lost, work = np.zeros(n), np.zeros((4, n + 1), dtype=np.int64)
    _fall(indptr, indices, amount, limit, giver, lost, work)
    return lost, work[3, :n]
