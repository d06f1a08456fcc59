"""Broken two-paths through every actor, and how much their ends and their middle share groups.

A two-path ``i → j → k`` with ``i ≠ k`` is broken if there is no arc ``i → k``; ``j`` then brokers between the two.
With ``f`` the shares of an actor in groups, each adding up to 1, five sums over the broken two-paths of ``j`` are
enough for all roles, whatever the number of groups:

0. 1, the number of two-paths
1. ``f(i)·f(k)``, the two ends are in one group
2. ``f(i)·f(j)``, the first end is in the group of the broker
3. ``f(j)·f(k)``, the second end is
4. ``Σ_g f(i,g) f(j,g) f(k,g)``, all three are in one group
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Float = NDArray[np.float64]

SUMS = 5


@numba.njit(cache=True, nogil=True)
def _dot(starts: Int, groups: Int, shares: Float, a: int, b: int) -> float:
    """Return ``f(a)·f(b)``; groups of an actor are sorted."""
    total = 0.0
    i, j = starts[a], starts[b]
    while i < starts[a + 1] and j < starts[b + 1]:
        if groups[i] == groups[j]:
            total += shares[i] * shares[j]
            i += 1
            j += 1
        elif groups[i] < groups[j]:
            i += 1
        else:
            j += 1
    return total


@numba.njit(cache=True, nogil=True)
def _dot3(starts: Int, groups: Int, shares: Float, a: int, b: int, c: int) -> float:
    total = 0.0
    for i in range(starts[a], starts[a + 1]):
        for j in range(starts[b], starts[b + 1]):
            if groups[j] == groups[i]:
                for k in range(starts[c], starts[c + 1]):
                    if groups[k] == groups[i]:
                        total += shares[i] * shares[j] * shares[k]
    return total


@numba.njit(cache=True, nogil=True)
def whole_sums(indptr: Int, indices: Int, ways: Int, starts: Int, groups: Int, shares: Float) -> Float:
    """Add up the five terms over all two-paths, broken or not, without visiting them one by one.

    All that go in and all that go out are added up by group; their products count every two-path once, and those
    that return to where they began are taken off.

    Parameters
    ----------
    indptr, indices, ways, starts, groups, shares
        As in `closed_sums`.

    Returns
    -------
    ndarray of float64 (n × 5)
        By broker.

    Notes
    -----
    Cost: O(pairs × groups of an actor + n × groups).
    """
    n = len(indptr) - 1
    size = groups.max() + 1 if len(groups) else 0
    sums = np.zeros((n, SUMS))
    into, outof, back, own = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size)
    for j in range(n):
        into[:] = 0.0
        outof[:] = 0.0
        back[:] = 0.0
        incoming, outgoing, mutual, same = 0.0, 0.0, 0.0, 0.0
        _spread(own, starts, groups, shares, j)
        for a in range(indptr[j], indptr[j + 1]):
            v, way = indices[a], ways[a]
            outgoing += way & 1
            incoming += way >> 1
            mutual += way == 3
            for m in range(starts[v], starts[v + 1]):
                g, share = groups[m], shares[m]
                outof[g] += share * (way & 1)
                into[g] += share * (way >> 1)
                if way == 3:
                    back[g] += share**2
                    same += share * own[g]
        sums[j, 0] = incoming * outgoing - mutual
        sums[j, 2] = -same
        sums[j, 3] = -same
        for g in range(size):
            sums[j, 1] += into[g] * outof[g] - back[g]
            sums[j, 2] += own[g] * into[g] * outgoing
            sums[j, 3] += own[g] * outof[g] * incoming
            sums[j, 4] += own[g] * (into[g] * outof[g] - back[g])
        _clear(own, starts, groups, j)
    return sums


@numba.njit(cache=True, nogil=True)
def closed_sums(indptr: Int, indices: Int, ways: Int, starts: Int, groups: Int, shares: Float) -> Float:
    """Add up the five terms over the two-paths that an arc closes, found by listing triangles.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency: who is tied to whom in any direction; no loops, no repeated entries.
    ways : ndarray of int32
        Of every entry (u, v): 1 if there is an arc from u to v, plus 2 if there is one from v to u.
    starts, groups, shares : ndarray
        Memberships as CSR rows with sorted groups; every row adds up to 1.

    Returns
    -------
    ndarray of float64 (n × 5)
        By broker ``j``: sums over ``i → j → k`` with ``i → k``.

    Notes
    -----
    Cost: O(pairs^1.5) at worst, times the groups of an actor.
    """
    n = len(indptr) - 1
    begin = np.zeros(n + 1, dtype=np.int64)
    ahead = np.empty(len(indices) // 2, dtype=np.int32)
    way = np.empty(len(indices) // 2, dtype=np.int32)
    filled = 0
    for u in range(n):
        begin[u] = filled
        degree = indptr[u + 1] - indptr[u]
        for i in range(indptr[u], indptr[u + 1]):
            v = indices[i]
            other = indptr[v + 1] - indptr[v]
            if degree < other or (degree == other and u < v):
                ahead[filled] = v
                way[filled] = ways[i]
                filled += 1
    begin[n] = filled
    sums = np.zeros((n, SUMS))
    seen = np.zeros(n, dtype=np.int32)
    for u in range(n):
        for i in range(begin[u], begin[u + 1]):
            seen[ahead[i]] = way[i]
        for i in range(begin[u], begin[u + 1]):
            v, uv = ahead[i], way[i]
            for j in range(begin[v], begin[v + 1]):
                w = ahead[j]
                uw, vw = seen[w], way[j]
                if uw == 0:
                    continue
                ab = _dot(starts, groups, shares, u, v)
                ac = _dot(starts, groups, shares, u, w)
                bc = _dot(starts, groups, shares, v, w)
                abc = _dot3(starts, groups, shares, u, v, w) if ab > 0.0 and ac > 0.0 else 0.0
                vu, wu, wv = _turned(uv), _turned(uw), _turned(vw)
                # first end, broker, second end, and the three dot products in that order
                _close(sums, v, (uv, vw, uw), (ac, ab, bc, abc))
                _close(sums, v, (wv, vu, wu), (ac, bc, ab, abc))
                _close(sums, u, (vu, uw, vw), (bc, ab, ac, abc))
                _close(sums, u, (wu, uv, wv), (bc, ac, ab, abc))
                _close(sums, w, (uw, wv, uv), (ab, ac, bc, abc))
                _close(sums, w, (vw, wu, vu), (ab, bc, ac, abc))
        for i in range(begin[u], begin[u + 1]):
            seen[ahead[i]] = 0
    return sums


@numba.njit(cache=True, nogil=True)
def _turned(way: int) -> int:
    """Return the ways of (v, u) from those of (u, v)."""
    return ((way & 1) << 1) | (way >> 1)


@numba.njit(cache=True, nogil=True)
def _close(sums: Float, broker: int, ways: tuple[int, int, int], shared: tuple[float, float, float, float]) -> None:
    """Count a two-path if its legs and the arc between its ends are there.

    ``ways`` are of first end and broker, broker and second end, first and second end; ``shared`` are the four terms.
    """
    if ways[0] & ways[1] & ways[2] & 1:
        sums[broker, 0] += 1.0
        for term in range(4):
            sums[broker, term + 1] += shared[term]


@numba.njit(cache=True, nogil=True)
def shared_sums(indptr: Int, indices: Int, starts: Int, groups: Int, shares: Float) -> Float:
    """Add up the five terms over broken two-paths, each divided by the number of brokers between its ends.

    Parameters
    ----------
    indptr, indices : ndarray of int32
        Arcs from the row to the column; no loops, no repeated entries.
    starts, groups, shares : ndarray
        Memberships as CSR rows with sorted groups; every row adds up to 1.

    Returns
    -------
    ndarray of float64 (n × 5)
        By broker. The first column adds up to the number of ordered pairs that are two steps apart.

    Notes
    -----
    Cost: O(Σ in-degree × out-degree): the brokers between two ends can only be counted path by path.
    """
    n = len(indptr) - 1
    size = groups.max() + 1 if len(groups) else 0
    sums = np.zeros((n, SUMS))
    paths = np.zeros(n, dtype=np.int32)
    part = np.zeros(n)
    reached = np.empty(n, dtype=np.int32)
    first, middle = np.zeros(size), np.zeros(size)
    for i in range(n):
        far = _reach(indptr, indices, i, paths, reached)
        for t in range(far):
            part[reached[t]] = 1.0 / paths[reached[t]]
            paths[reached[t]] = 0
        part[i] = 0.0
        for a in range(indptr[i], indptr[i + 1]):
            part[indices[a]] = 0.0
        _spread(first, starts, groups, shares, i)
        for a in range(indptr[i], indptr[i + 1]):
            j = indices[a]
            _spread(middle, starts, groups, shares, j)
            every, ends, second, all_three = 0.0, 0.0, 0.0, 0.0
            for b in range(indptr[j], indptr[j + 1]):
                k = indices[b]
                every += part[k]
                for m in range(starts[k], starts[k + 1]):
                    g, share = groups[m], part[k] * shares[m]
                    ends += share * first[g]
                    second += share * middle[g]
                    all_three += share * first[g] * middle[g]
            sums[j, 0] += every
            sums[j, 1] += ends
            sums[j, 2] += every * _dot(starts, groups, shares, i, j)
            sums[j, 3] += second
            sums[j, 4] += all_three
            _clear(middle, starts, groups, j)
        _clear(first, starts, groups, i)
        for t in range(far):
            part[reached[t]] = 0.0
    return sums


@numba.njit(cache=True, nogil=True)
def _reach(indptr: Int, indices: Int, i: int, paths: Int, reached: Int) -> int:
    """Count the two-paths from ``i`` to everybody, list whom they reach, and return how many these are."""
    far = 0
    for a in range(indptr[i], indptr[i + 1]):
        j = indices[a]
        for b in range(indptr[j], indptr[j + 1]):
            k = indices[b]
            if paths[k] == 0:
                reached[far] = k
                far += 1
            paths[k] += 1
    return far


@numba.njit(cache=True, nogil=True)
def _spread(row: Float, starts: Int, groups: Int, shares: Float, actor: int) -> None:
    for m in range(starts[actor], starts[actor + 1]):
        row[groups[m]] = shares[m]


@numba.njit(cache=True, nogil=True)
def _clear(row: Float, starts: Int, groups: Int, actor: int) -> None:
    for m in range(starts[actor], starts[actor + 1]):
        row[groups[m]] = 0.0
