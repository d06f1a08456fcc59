"""Burt's structural holes of every actor, from one listing of the triangles."""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Float = NDArray[np.float64]


class Holes(NamedTuple):
    """Burt's measures, one entry an actor; NaN where an actor has no contact, or only contacts of strength 0.

    Parameters
    ----------
    constraint : ndarray of float64
        Sum of the dyadic constraints of its contacts.
    direct : ndarray of float64
        What the constraint would be if no two of its contacts were tied.
    effective_size : ndarray of float64
        Contacts less their redundancy.
    hierarchy : ndarray of float64
        0 … 1, how far the constraint comes from one contact; NaN below two contacts.
    heaviest : ndarray of int64
        The contact with the largest dyadic constraint, the first of equals; -1 without one.
    share : ndarray of float64
        Its share of the constraint.
    """

    constraint: Float
    direct: Float
    effective_size: Float
    hierarchy: Float
    heaviest: NDArray[np.int64]
    share: Float


@numba.njit(cache=True, nogil=True)
def _indirect(indptr: Int, indices: Int, p: Float, m: Float) -> tuple[Float, Float]:
    """Return, per entry (i, j), ``Σ_q p(i,q) p(q,j)``, and per actor i ``Σ_j Σ_q p(i,q) m(j,q)``.

    Both sums are over triangles (i, j, q). Each edge is directed from the end with fewer neighbours to the other,
    so that every triangle is met once and hubs have few edges to go through.
    """
    n = len(indptr) - 1
    entries = len(indices)
    starts = np.zeros(n + 1, dtype=np.int64)
    ahead = np.empty(entries // 2, dtype=np.int32)
    out = np.empty(entries // 2, dtype=np.int32)  # entry (u, v) of the edge u -> v
    back = np.empty(entries, dtype=np.int32)  # entry (v, u) of every entry (u, v)
    cursor = indptr[:-1].copy()
    filled = 0
    for u in range(n):
        starts[u] = filled
        degree = indptr[u + 1] - indptr[u]
        for i in range(indptr[u], indptr[u + 1]):
            v = indices[i]
            # rows are sorted, so that row v meets its neighbours in the order in which u grows
            back[i] = cursor[v]
            cursor[v] += 1
            other = indptr[v + 1] - indptr[v]
            if degree < other or (degree == other and u < v):
                ahead[filled] = v
                out[filled] = i
                filled += 1
    starts[n] = filled
    through = np.zeros(entries)
    redundant = np.zeros(n)
    seen = np.full(n, -1, dtype=np.int32)
    for u in range(n):
        for i in range(starts[u], starts[u + 1]):
            seen[ahead[i]] = out[i]
        for i in range(starts[u], starts[u + 1]):
            v, uv = ahead[i], out[i]
            for j in range(starts[v], starts[v + 1]):
                w = ahead[j]
                uw = seen[w]
                if uw < 0:
                    continue
                vw = out[j]
                vu, wu, wv = back[uv], back[uw], back[vw]
                through[uv] += p[uw] * p[wv]
                through[uw] += p[uv] * p[vw]
                through[vu] += p[vw] * p[wu]
                through[vw] += p[vu] * p[uw]
                through[wu] += p[wv] * p[vu]
                through[wv] += p[wu] * p[uv]
                redundant[u] += p[uw] * m[vw] + p[uv] * m[wv]
                redundant[v] += p[vw] * m[uw] + p[vu] * m[wu]
                redundant[w] += p[wv] * m[uv] + p[wu] * m[vu]
        for i in range(starts[u], starts[u + 1]):
            seen[ahead[i]] = -1
    return through, redundant


@numba.njit(cache=True, nogil=True)
def _shares(indptr: Int, values: Float) -> tuple[Float, Float]:
    """Return every value as a share of its row's sum, and as a share of its row's largest value."""
    p = np.zeros(len(values))
    m = np.zeros(len(values))
    for u in range(len(indptr) - 1):
        total, largest = 0.0, 0.0
        for i in range(indptr[u], indptr[u + 1]):
            total += values[i]
            largest = max(largest, values[i])
        if total > 0.0:
            for i in range(indptr[u], indptr[u + 1]):
                p[i] = values[i] / total
                m[i] = values[i] / largest
    return p, m


@numba.njit(cache=True, nogil=True)
def _summed(indptr: Int, indices: Int, p: Float, through: Float, redundant: Float) -> Holes:
    n = len(indptr) - 1
    constraint, direct = np.full(n, np.nan), np.full(n, np.nan)
    size, hierarchy = np.full(n, np.nan), np.full(n, np.nan)
    heaviest, share = np.full(n, -1, dtype=np.int64), np.full(n, np.nan)
    for u in range(n):
        first, last = indptr[u], indptr[u + 1]
        total, alone, held, largest = 0.0, 0.0, 0.0, -1.0
        for i in range(first, last):
            held += p[i]
            dyadic = (p[i] + through[i]) ** 2
            total += dyadic
            alone += p[i] ** 2
            if dyadic > largest:
                largest = dyadic
                heaviest[u] = indices[i]
        if held == 0.0:
            heaviest[u] = -1
            continue
        contacts = last - first
        constraint[u], direct[u] = total, alone
        size[u] = contacts - redundant[u]
        share[u] = largest / total
        if contacts > 1:
            entropy = 0.0
            for i in range(first, last):
                relative = (p[i] + through[i]) ** 2 * contacts / total
                if relative > 0.0:
                    entropy += relative * np.log(relative)
            hierarchy[u] = min(max(entropy / (contacts * np.log(contacts)), 0.0), 1.0)
    return Holes(constraint, direct, size, hierarchy, heaviest, share)


def structural_holes(indptr: Int, indices: Int, values: Float) -> Holes:
    """Compute Burt's measures for every actor.

    With ``p(i,j)`` the part of i's ties that goes to j and ``m(j,q)`` the tie of j and q ÷ the strongest tie of j:
    constraint ``C(i) = Σ_j c(i,j)``, ``c(i,j) = (p(i,j) + Σ_q p(i,q) p(q,j))²`` over the contacts j of i;
    effective size ``n(i) − Σ_j Σ_q p(i,q) m(j,q)``; hierarchy ``Σ_j h ln h ÷ (n ln n)`` with
    ``h = c(i,j) n(i) ÷ C(i)``.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32, length 2 × pairs
        Symmetric adjacency without loops or repeated entries, every row sorted.
    values : ndarray of float64, length 2 × pairs
        Strength of each pair, symmetric and not negative.

    Returns
    -------
    Holes

    Notes
    -----
    Cost: O(pairs^1.5) at worst; each triangle is visited once for all six of its ordered pairs.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    doi:10.4159/9780674029095
    Latapy, M. (2008). Main-memory triangle computations for very large (sparse (power-law)) graphs.
    Theoretical Computer Science 407(1–3), 458–473. doi:10.1016/j.tcs.2008.07.017
    """
    p, m = _shares(indptr, values)
    through, redundant = _indirect(indptr, indices, p, m)
    found: Holes = _summed(indptr, indices, p, through, redundant)
    return found
