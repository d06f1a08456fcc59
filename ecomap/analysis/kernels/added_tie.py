"""What one more tie would change for its two actors."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def constraint_with(indptr: Int, indices: Int, u: int, v: int) -> float:
    """Return Burt's constraint of an actor, as it is or with one tie added.

    ``c(u) = Σ_j (p_uj + Σ_q p_uq p_qj)²`` over the partners ``j`` of ``u``, with ``p_uj = 1 / k(u)``: ties count
    once a pair, whatever their number and strength.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    u : int
    v : int
        The partner to add, not tied to ``u`` yet; -1 for none.

    Returns
    -------
    float
        NaN where ``u`` has no partner.

    Notes
    -----
    Cost: O(n + partners of the partners of ``u``).

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    """
    own = indptr[u + 1] - indptr[u] + (1 if v >= 0 else 0)
    if own == 0:
        return np.nan
    indirect = np.zeros(len(indptr) - 1)
    for i in range(own):
        q = indices[indptr[u] + i] if indptr[u] + i < indptr[u + 1] else v
        share = 1.0 / (own * (indptr[q + 1] - indptr[q] + (1 if q == v else 0)))
        for j in range(indptr[q], indptr[q + 1]):
            indirect[indices[j]] += share
    total = 0.0
    for i in range(own):
        j = indices[indptr[u] + i] if indptr[u] + i < indptr[u + 1] else v
        total += (1.0 / own + indirect[j]) ** 2
    return float(total)


@numba.njit(cache=True, nogil=True)
def newly_near(indptr: Int, indices: Int, u: int, v: int) -> NDArray[np.int32]:
    """Return the actors that a tie between u and v would newly bring within two steps of u.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    u, v : int

    Returns
    -------
    ndarray of int32
        ``v`` itself among them, where it is more than two steps away.

    Notes
    -----
    Cost: O(n + partners of the partners of ``u``).
    """
    near = np.zeros(len(indptr) - 1, dtype=np.bool_)
    near[u] = True
    for i in range(indptr[u], indptr[u + 1]):
        z = indices[i]
        near[z] = True
        for j in range(indptr[z], indptr[z + 1]):
            near[indices[j]] = True
    found = np.empty(indptr[v + 1] - indptr[v] + 1, dtype=np.int32)
    count = 0
    for i in range(indptr[v], indptr[v + 1] + 1):
        x = indices[i] if i < indptr[v + 1] else v
        if not near[x]:
            found[count] = x
            count += 1
    return found[:count]


@numba.njit(cache=True, nogil=True)
def apart(masks: Any, first: Any, second: Any) -> NDArray[np.bool_]:
    """Return which pairs of actors are both in some group and share none.

    Parameters
    ----------
    masks : ndarray of uint64 (n × words)
        Memberships as bits.
    first, second : ndarray of int

    Returns
    -------
    ndarray of bool
    """
    found = np.zeros(len(first), dtype=np.bool_)
    for i in range(len(first)):
        one, other, shared = False, False, False
        for word in range(masks.shape[1]):
            a, b = masks[first[i], word], masks[second[i], word]
            one, other, shared = one or a != 0, other or b != 0, shared or (a & b) != 0
        found[i] = one and other and not shared
    return found
