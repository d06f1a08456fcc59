"""Random networks with the degrees of a given one, by swapping the ends of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]

_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Halves:
    """The two ends of every pair, sorted by the node they belong to; `swap_ends` changes them in place.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
        The halves of node ``i`` are ``indptr[i]`` … ``indptr[i + 1] - 1``; swapping keeps degrees, and so this.
    owner, target, twin : ndarray of int32, length 2 pairs
        Node of a half, node at the other end, and the half at the other end.
    """

    indptr: Int
    owner: Int
    target: Int
    twin: Int

    @property
    def pairs(self) -> tuple[Int, Int]:
        """Both ends of every pair as it stands now, lower node first."""
        first = self.owner < self.target
        return self.owner[first], self.target[first]


def halves(n: int, low: NDArray[Any], high: NDArray[Any]) -> Halves:
    """Build the halves of different unordered pairs without loops.

    Parameters
    ----------
    n : int
        Nodes.
    low, high : ndarray of int
        Ends of the pairs.

    Notes
    -----
    Cost: one sort of the ends.
    """
    ends = np.concatenate([low, high]).astype(np.int32)
    others = np.concatenate([high, low]).astype(np.int32)
    order = np.argsort(ends, kind="stable")
    slot = np.empty(len(order), dtype=np.int32)
    slot[order] = np.arange(len(order), dtype=np.int32)
    twin = np.empty_like(slot)
    twin[slot] = np.roll(slot, len(low))
    indptr = np.zeros(n + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=n), out=indptr[1:])
    return Halves(indptr, ends[order], others[order], twin)


@numba.njit(cache=True, nogil=True)
def _draw(state: Any, below: int) -> Any:
    """Return the next state of a splitmix64 generator and a whole number below a limit."""
    state = state + _STEP
    z = state
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return state, np.int64(np.float64(z >> np.uint64(11)) * 2.0**-53 * below)


@numba.njit(cache=True, nogil=True)
def _tied(indptr: Int, target: Int, first: int, second: int) -> bool:
    if indptr[first + 1] - indptr[first] > indptr[second + 1] - indptr[second]:
        first, second = second, first
    for i in range(indptr[first], indptr[first + 1]):  # noqa: SIM110 (any() is slower where compiled)
        if target[i] == second:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def swap_ends(
    indptr: Int,
    owner: Int,
    target: Int,
    twin: Int,
    sort: Int,
    allowed: NDArray[np.bool_],
    attempts: int,
    state: Any,
) -> Any:
    """Swap the ends of random pairs in place: ``u–v, x–y`` become ``u–y, x–v``.

    Every attempt draws two halves; nothing happens where a loop, a pair twice or a pair of sorts that is not
    allowed would arise. Degrees stay, and all networks with these degrees and allowed pairs that can be
    reached are equally likely in the long run, because a rejected attempt counts as a step.

    Parameters
    ----------
    indptr, owner, target, twin : ndarray of int32
        As `halves` builds them; the last two change.
    sort : ndarray of int32, length n
        What sort each node is.
    allowed : ndarray of bool (sorts × sorts)
        Which sorts may be tied, symmetric.
    attempts : int
        How many swaps to try.
    state : uint64
        Seed, or the state that an earlier call returned.

    Returns
    -------
    done : int
        Swaps made.
    state : uint64
        To go on from.

    Notes
    -----
    Cost: O(attempts × the smaller degree of a new pair).

    References
    ----------
    Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science
    296(5569), 910–913. doi:10.1126/science.1065103
    Fosdick, B. K., Larremore, D. B., Nishimura, J. and Ugander, J. (2018). Configuring random graph models with
    fixed degree sequences. SIAM Review 60(2), 315–355. doi:10.1137/16M1087175
    """
    size = len(target)
    done = 0
    for _ in range(attempts):
        state, one = _draw(state, size)
        state, two = _draw(state, size)
        u, v, x, y = owner[one], target[one], owner[two], target[two]
        if u in (x, y) or v in (x, y) or not (allowed[sort[u], sort[y]] and allowed[sort[x], sort[v]]):
            continue
        if _tied(indptr, target, u, y) or _tied(indptr, target, x, v):
            continue
        back, other = twin[one], twin[two]
        target[one], target[two] = y, v
        target[back], target[other] = x, u
        twin[one], twin[other] = other, one
        twin[two], twin[back] = back, two
        done += 1
    return done, state


@numba.njit(cache=True, nogil=True)
def tally(low: Int, high: Int, indptr: Int, indices: Int, table: NDArray[np.int64]) -> None:
    """Add to a table how many pairs join each two groups; a pair counts once for every two that it joins.

    Parameters
    ----------
    low, high : ndarray of int32
        Ends of the pairs.
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Groups of node ``i``, ascending: ``indices[indptr[i]:indptr[i + 1]]``.
    table : ndarray of int64 (groups × groups)
        Filled in its upper triangle; the diagonal has the pairs with both ends in one group.

    Notes
    -----
    Cost: O(pairs × groups of both ends).
    """
    for k in range(len(low)):
        u, v = low[k], high[k]
        for i in range(indptr[u], indptr[u + 1]):
            for j in range(indptr[v], indptr[v + 1]):
                a, b = indices[i], indices[j]
                if a <= b:
                    table[a, b] += 1
                elif not (_has(indptr, indices, v, a) and _has(indptr, indices, u, b)):
                    table[b, a] += 1  # else the pair was met the other way round already


@numba.njit(cache=True, nogil=True)
def _has(indptr: Int, indices: Int, node: int, group: int) -> bool:
    for i in range(indptr[node], indptr[node + 1]):  # noqa: SIM110
        if indices[i] == group:
            return True
    return False
