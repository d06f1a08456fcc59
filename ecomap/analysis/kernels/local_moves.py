"""The two steps of the Leiden algorithm that go over nodes: moving them between communities, and refining communities.

Both make the quality ``Σ over communities of (w − γ M² / 2)`` larger: ``w`` is the weight of the ties inside and
``M`` the sum of the members' masses. Masses that are strengths, with ``γ`` divided by the strength of all, give
modularity; masses of 1 the constant Potts model. `ecomap.analysis.communities.leiden` puts the steps together.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Float = NDArray[np.float64]
Labels = NDArray[np.int64]

_MOST_VISITS = 20
"""Visits a node on average after which no more are made; partitions settle long before."""


@numba.njit(cache=True, nogil=True)
def moved(
    indptr: Int, indices: Int, weights: Float, mass: Float, resolution: float, community: Labels, order: Labels
) -> Labels:
    """Return a partition whose quality no move of one node to a community of its neighbours raises.

    Parameters
    ----------
    indptr, indices : ndarray of int32
        Symmetric adjacency without loops.
    weights : ndarray of float64
    mass : ndarray of float64, length n
    resolution : float
        ``γ``.
    community : ndarray of int64, length n
        Numbers from 0 to below ``n``; is not changed.
    order : ndarray of int64, length n
        The order in which nodes are visited first.

    Returns
    -------
    ndarray of int64, length n
        Numbers as they were, some perhaps without members now.

    Notes
    -----
    Cost: O(ties) a round over all nodes; a node is visited again when a neighbour has gone elsewhere.
    """
    n = len(indptr) - 1
    of = community.copy()
    total = np.zeros(n)
    for v in range(n):
        total[of[v]] += mass[v]
    queue, waits = order.copy(), np.ones(n, dtype=np.bool_)
    near, touched = np.zeros(n), np.empty(n, dtype=np.int64)
    head, waiting, visits = 0, n, 0
    while waiting and visits < _MOST_VISITS * n:
        v = queue[head]
        head = head + 1 if head + 1 < n else 0
        waiting -= 1
        visits += 1
        waits[v] = False
        own, count = of[v], _gather(indptr, indices, weights, v, of, near, touched)
        stay = near[own] - resolution * mass[v] * (total[own] - mass[v])
        best, best_value = own, stay + 1e-12 * (1.0 + abs(stay))
        for t in range(count):
            c = touched[t]
            value = near[c] - resolution * mass[v] * total[c]
            if c != own and value > best_value:
                best, best_value = c, value
        for t in range(count):
            near[touched[t]] = 0.0
        if best != own:
            total[own] -= mass[v]
            total[best] += mass[v]
            of[v] = best
            for i in range(indptr[v], indptr[v + 1]):
                u = indices[i]
                if not waits[u] and of[u] != best:
                    at = head + waiting
                    queue[at if at < n else at - n] = u
                    waits[u] = True
                    waiting += 1
    return of


@numba.njit(cache=True, nogil=True)
def _gather(indptr: Int, indices: Int, weights: Float, v: int, of: Labels, near: Float, touched: Labels) -> int:
    """Add up a node's weight to each community next to it; return how many these are."""
    count = 0
    for i in range(indptr[v], indptr[v + 1]):
        c = of[indices[i]]
        if near[c] == 0.0:
            touched[count] = c
            count += 1
        near[c] += weights[i]
    return count


@numba.njit(cache=True, nogil=True)
def refined(
    indptr: Int, indices: Int, weights: Float, mass: Float, resolution: float, community: Labels, order: Labels
) -> Labels:
    """Return the well-connected parts of communities.

    Every node starts alone. One that still is, and is tied to its community by at least ``γ`` times its mass times that
    of the others, joins the part of its community that raises the quality most, among those that are tied to the
    rest likewise.

    Parameters and notes as for `moved`.

    Returns
    -------
    ndarray of int64, length n
        Parts by the number of one of their nodes; each lies within one community and hangs together.
    """
    n = len(indptr) - 1
    whole, out = _bonds(indptr, indices, weights, mass, community)
    part, total = np.arange(n), mass.copy()
    alone = np.ones(n, dtype=np.bool_)
    near, touched = np.zeros(n), np.empty(n, dtype=np.int64)
    for v in order:
        rest = whole[community[v]]
        if not alone[v] or out[v] < resolution * mass[v] * (rest - mass[v]):
            continue
        count = _gather(indptr, indices, weights, v, part, near, touched)
        best, best_value = v, 1e-12
        for t in range(count):
            c = touched[t]
            if c != v and community[c] == community[v]:
                value = near[c] - resolution * mass[v] * total[c]
                if value > best_value and out[c] >= resolution * total[c] * (rest - total[c]):
                    best, best_value = c, value
        if best != v:
            part[v] = best
            alone[v] = alone[best] = False
            out[best] += out[v] - 2.0 * near[best]
            total[best] += mass[v]
        for t in range(count):
            near[touched[t]] = 0.0
    return part


@numba.njit(cache=True, nogil=True)
def _bonds(indptr: Int, indices: Int, weights: Float, mass: Float, community: Labels) -> tuple[Float, Float]:
    """Return the mass of every community, and the weight between every node and the others of its community."""
    n = len(indptr) - 1
    whole, out = np.zeros(n), np.zeros(n)
    for v in range(n):
        whole[community[v]] += mass[v]
        for i in range(indptr[v], indptr[v + 1]):
            if community[indices[i]] == community[v]:
                out[v] += weights[i]
    return whole, out


@numba.njit(cache=True, nogil=True)
def collapsed(indptr: Int, indices: Int, weights: Float, part: Labels, parts: int) -> tuple[Int, Int, Float]:
    """Return the network of parts: its adjacency without loops, weights added up.

    Parameters
    ----------
    indptr, indices, weights
        As for `moved`.
    part : ndarray of int64, length n
        Numbers from 0 to below ``parts``.
    parts : int

    Notes
    -----
    Cost: O(ties). Neighbours stand in no particular order.
    """
    n = len(indptr) - 1
    first = np.zeros(parts + 1, dtype=np.int64)
    for v in range(n):
        first[part[v] + 1] += 1
    for p in range(parts):
        first[p + 1] += first[p]
    member, filled = np.empty(n, dtype=np.int64), first.copy()
    for v in range(n):
        member[filled[part[v]]] = v
        filled[part[v]] += 1
    begin = np.zeros(parts + 1, dtype=np.int32)
    other, weight = np.empty(len(indices), dtype=np.int32), np.empty(len(indices))
    near, touched = np.zeros(parts), np.empty(parts, dtype=np.int64)
    end = 0
    for p in range(parts):
        count = 0
        for m in range(first[p], first[p + 1]):
            v = member[m]
            for i in range(indptr[v], indptr[v + 1]):
                q = part[indices[i]]
                if q != p:
                    if near[q] == 0.0:
                        touched[count] = q
                        count += 1
                    near[q] += weights[i]
        for t in range(count):
            q = touched[t]
            other[end], weight[end] = q, near[q]
            near[q] = 0.0
            end += 1
        begin[p + 1] = end
    return begin, other[:end].copy(), weight[:end].copy()
