"""Who is within reach of whom: everywhere, in the same district, in the same field, or both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot import Grouping, Snapshot

Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Scope:
    """The cells in which actors meet; two actors are within reach of each other if they share one.

    Parameters
    ----------
    name : str
        ``anywhere``, ``district``, ``field`` or ``district_and_field``.
    cells : sparse matrix (actors × cells)
        1 where the actor is in the cell. A cell is everything, a district, a field, or a district and a field.
    masks : tuple of ndarray of uint8 (actors × bytes)
        Memberships as bits; two actors meet if every mask has a bit in common.
    """

    name: str
    cells: sparse.csr_array[Any]
    masks: tuple[NDArray[np.uint8], ...]

    @property
    def judged(self) -> Bool:
        """Whether each actor is in a cell at all: whoever is not cannot be judged."""
        return np.diff(self.cells.indptr) > 0

    def together(self, first: NDArray[Any], second: NDArray[Any]) -> Bool:
        """Return whether the actors of each pair are within reach of each other."""
        met = np.ones(len(first), dtype=np.bool_)
        for mask in self.masks:
            met &= (mask[first] & mask[second]).any(axis=1)
        return met

    def most(self, who: Bool) -> NDArray[np.int64]:
        """Return, for each actor, how many others of ``who`` are in the cell of its own that has most of them."""
        present = np.asarray(self.cells.T @ who.astype(np.float64)).ravel()
        best = np.zeros(self.cells.shape[0], dtype=np.int64)
        judged = self.judged
        if judged.any():
            starts = self.cells.indptr[:-1][judged]
            best[judged] = np.maximum.reduceat(present[self.cells.indices], starts).astype(np.int64)
        return best - (who & judged)

    def leaders(self, who: Bool, degree: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the actor of ``who`` with the highest degree in each cell, -1 where there is none.

        Among equals it is the first by id.
        """
        inside = self.cells.tocoo()
        kept = who[inside.row]
        actor, cell = inside.row[kept], inside.col[kept]
        order = np.lexsort((actor, -degree[actor], cell))
        found, first = np.unique(cell[order], return_index=True)
        leader = np.full(self.cells.shape[1], -1, dtype=np.int64)
        leader[found] = actor[order][first]
        return leader

    def leader_of(self, actor: int, leaders: NDArray[np.int64], degree: NDArray[np.int64]) -> int:
        """Return the leader with the highest degree among those of an actor's cells, itself left out; -1 if none."""
        own = leaders[self.cells.indices[self.cells.indptr[actor] : self.cells.indptr[actor + 1]]]
        others = [int(found) for found in own if found >= 0 and found != actor]
        return max(others, key=lambda found: (degree[found], -found), default=-1)


def scope(snapshot: Snapshot, name: str, districts: Grouping, fields: Grouping) -> Scope:
    """Build a scope.

    Parameters
    ----------
    snapshot : Snapshot
    name : str
        ``anywhere``, ``district``, ``field`` or ``district_and_field``.
    districts, fields : Grouping

    Returns
    -------
    Scope

    Notes
    -----
    Cost: one pass over the memberships of actors.
    """
    in_district, in_field = (sparse.csr_array(group.membership[snapshot.ties.nodes]) for group in (districts, fields))
    if name == "anywhere":
        return Scope(name, sparse.csr_array(np.ones((snapshot.ties.n, 1))), ())
    if name == "district":
        return Scope(name, in_district, (_bits(in_district),))
    if name == "field":
        return Scope(name, in_field, (_bits(in_field),))
    return Scope(name, crossed(in_district, in_field), (_bits(in_district), _bits(in_field)))


def _bits(membership: sparse.csr_array[Any]) -> NDArray[np.uint8]:
    return np.packbits(membership.toarray() > 0, axis=1)


def crossed(first: sparse.csr_array[Any], second: sparse.csr_array[Any]) -> sparse.csr_array[Any]:
    """Return the membership in every pair of a group of the first and a group of the second."""
    left = first.tocoo()
    times = np.diff(second.indptr)[left.row]
    row, group = np.repeat(left.row, times), np.repeat(left.col, times)
    begin = np.repeat(second.indptr[left.row] - (np.cumsum(times) - times), times)
    other = second.indices[begin + np.arange(len(row))]
    shape = (first.shape[0], first.shape[1] * second.shape[1])
    return sparse.csr_array((np.ones(len(row)), (row, group.astype(np.int64) * second.shape[1] + other)), shape=shape)
