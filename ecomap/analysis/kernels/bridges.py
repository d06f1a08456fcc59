"""Pairs of actors of different groups that are linked through one actor and nobody else."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def only_through(
    indptr: Int, indices: Int, starts: Int, groups: Int, asked: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, for some actors, the pairs across groups that they link, and those that nobody else links.

    A pair is across groups if both are in a group and share none. It counts if the two are not tied.

    Parameters
    ----------
    indptr, indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    starts, groups : ndarray of int32
        Groups of each actor as CSR rows.
    asked : ndarray of bool, length n
        Actors to count for; the others have 0.

    Returns
    -------
    linked, alone : ndarray of int64, length n
        Unordered pairs of contacts across groups that are not tied; of these, pairs without any other actor between.

    Notes
    -----
    Cost: O(Σ degree²) over the contacts of the actors asked for.
    """
    n = len(indptr) - 1
    size = groups.max() + 1 if len(groups) else 0
    linked, alone = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    paths = np.zeros(n, dtype=np.int32)
    mine = np.zeros(size, dtype=np.bool_)
    for i in range(n):
        if starts[i] == starts[i + 1] or not _any(indptr, indices, i, asked):
            continue
        _count(indptr, indices, i, paths, 1)
        for a in range(indptr[i], indptr[i + 1]):
            paths[indices[a]] = -paths[indices[a]]  # tied to i: no pair to link
        _mark(mine, starts, groups, i, True)
        for a in range(indptr[i], indptr[i + 1]):
            j = indices[a]
            if asked[j]:
                for b in range(indptr[j], indptr[j + 1]):
                    k = indices[b]
                    if k > i and paths[k] > 0 and _apart(starts, groups, k, mine):
                        linked[j] += 1
                        alone[j] += paths[k] == 1
        _mark(mine, starts, groups, i, False)
        _count(indptr, indices, i, paths, 0)
    return linked, alone


@numba.njit(cache=True, nogil=True)
def _mark(mine: NDArray[np.bool_], starts: Int, groups: Int, actor: int, value: bool) -> None:
    for m in range(starts[actor], starts[actor + 1]):
        mine[groups[m]] = value


@numba.njit(cache=True, nogil=True)
def _any(indptr: Int, indices: Int, i: int, asked: NDArray[np.bool_]) -> bool:
    found = False
    for a in range(indptr[i], indptr[i + 1]):
        found |= bool(asked[indices[a]])
    return found


@numba.njit(cache=True, nogil=True)
def _count(indptr: Int, indices: Int, i: int, paths: Int, keep: int) -> None:
    """Count the two-paths from ``i`` to everybody, or set the counts back to 0."""
    for a in range(indptr[i], indptr[i + 1]):
        j = indices[a]
        for b in range(indptr[j], indptr[j + 1]):
            paths[indices[b]] = (paths[indices[b]] + 1) * keep


@numba.njit(cache=True, nogil=True)
def _apart(starts: Int, groups: Int, k: int, mine: NDArray[np.bool_]) -> bool:
    apart = starts[k] < starts[k + 1]
    for m in range(starts[k], starts[k + 1]):
        apart &= not mine[groups[m]]
    return bool(apart)
