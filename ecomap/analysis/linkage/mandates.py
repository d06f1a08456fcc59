"""What intermediaries are there for: their fields and districts, whom they serve there, and where two overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from ecomap.snapshot.graph import LEVELS

Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Mandates:
    """Intermediaries, the cells (field × district) that they are there for, and the clients in them.

    Parameters
    ----------
    actors, clients : ndarray of int64
        Numbers among the actors of the ties.
    fields, districts : Grouping
    in_fields, in_districts : ndarray of bool (intermediaries × groups)
        The mandate of each: every field with every district.
    client_fields, client_districts : ndarray of bool (clients × groups)
        Fields a client works in, districts it is seated in.
    tied : sparse matrix of float64 (intermediaries × clients)
        1 where the two have any tie.
    """

    actors: NDArray[np.int64]
    clients: NDArray[np.int64]
    fields: Grouping
    districts: Grouping
    in_fields: Bool
    in_districts: Bool
    client_fields: Bool
    client_districts: Bool
    tied: sparse.csr_array[Any]

    def inside(self, i: int) -> Bool:
        """Return whether each client has a cell in the mandate of one intermediary."""
        same_field = self.client_fields[:, self.in_fields[i]].any(axis=1)
        return np.asarray(same_field & self.client_districts[:, self.in_districts[i]].any(axis=1))

    def tied_to(self, i: int) -> Bool:
        """Return whether each client is tied to one intermediary."""
        tied = np.zeros(len(self.clients), dtype=np.bool_)
        tied[self.tied.indices[self.tied.indptr[i] : self.tied.indptr[i + 1]]] = True
        return tied

    @cached_property
    def served(self) -> NDArray[np.int64]:
        """Per intermediary: clients of its mandate tied to it, not tied to it, and clients tied beyond it.

        Clients that work in the same fields and districts are counted together, and tables hold some intermediaries
        at a time.
        """
        pattern, times = np.unique(
            np.packbits(np.hstack([self.client_fields, self.client_districts]), axis=1), axis=0, return_counts=True
        )
        width = self.client_fields.shape[1]
        alike = np.unpackbits(pattern, axis=1, count=width + self.client_districts.shape[1]).astype(np.float32)
        found = np.zeros((len(self.actors), 3), dtype=np.int64)
        for rows in blocks(len(self.actors)):
            inside = (self.in_fields[rows].astype(np.float32) @ alike[:, :width].T) > 0
            inside &= (self.in_districts[rows].astype(np.float32) @ alike[:, width:].T) > 0
            tied = self.tied[rows]
            which, client = rows[0] + np.repeat(np.arange(len(rows)), np.diff(tied.indptr)), tied.indices
            both = (self.in_fields[which] & self.client_fields[client]).any(axis=1)
            both &= (self.in_districts[which] & self.client_districts[client]).any(axis=1)
            mine = np.bincount(which[both] - rows[0], minlength=len(rows))
            found[rows] = np.column_stack([mine, inside @ times - mine, np.diff(tied.indptr) - mine])
        return found

    @cached_property
    def ties_of_clients(self) -> NDArray[np.int64]:
        """Number of intermediaries that each client is tied to."""
        return np.bincount(self.tied.indices, minlength=len(self.clients))

    @cached_property
    def mandated(self) -> NDArray[np.int64]:
        """Number of intermediaries whose mandate has each cell (fields × districts)."""
        return _crossed(self.in_fields, self.in_districts)

    @cached_property
    def clients_in(self) -> NDArray[np.int64]:
        """Number of clients in each cell (fields × districts)."""
        return _crossed(self.client_fields, self.client_districts)

    @cached_property
    def reached_in(self) -> NDArray[np.int64]:
        """Number of clients in each cell with a tie to any intermediary (fields × districts)."""
        reached = self.ties_of_clients > 0
        return _crossed(self.client_fields[reached], self.client_districts[reached])

    def overlaps(self, rows: NDArray[np.int64]) -> tuple[Float, Float]:
        """Return how far some intermediaries overlap with all.

        Parameters
        ----------
        rows : ndarray of int64
            Whose overlaps.

        Returns
        -------
        clients, cells : ndarray of float64 (rows × intermediaries)
            Jaccard indices of the clients that both are tied to and of the cells of both mandates; 0 where neither
            has any.
        """
        clients = np.diff(self.tied.indptr).astype(np.float64)
        f, d = self.in_fields.astype(np.float64), self.in_districts.astype(np.float64)
        cells = f.sum(axis=1) * d.sum(axis=1)
        return (
            _jaccard((self.tied[rows] @ self.tied.T).toarray(), clients[rows], clients),
            _jaccard((f[rows] @ f.T) * (d[rows] @ d.T), cells[rows], cells),
        )


_BLOCK = 256


def blocks(n: int) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers below ``n`` some at a time, so that a table of some by all stays small."""
    for start in range(0, n, _BLOCK):
        yield np.arange(start, min(n, start + _BLOCK))


def _crossed(first: Bool, second: Bool) -> NDArray[np.int64]:
    return np.rint(first.T.astype(np.float64) @ second.astype(np.float64)).astype(np.int64)


def _jaccard(common: Float, first: Float, second: Float) -> Float:
    union = first[:, None] + second[None, :] - common
    return np.divide(common, union, out=np.zeros_like(union), where=union > 0)


def mandates(snapshot: Snapshot, client_kind: str) -> Mandates:
    """Read the mandates of all intermediaries and their ties to clients.

    A mandate is every field that the intermediary works in, in every district where it is active; if no place of
    activity is recorded, where it is seated. Whoever is active in a whole city is there for all its districts.

    Parameters
    ----------
    snapshot : Snapshot
    client_kind : str
        Kind of the actors to be served.

    Returns
    -------
    Mandates

    Notes
    -----
    Cost: O(clients + intermediaries × (fields × districts + different sets of fields and districts of clients)).
    """
    nodes = snapshot.ties.nodes
    kinds = snapshot.kind[nodes]
    actors = np.flatnonzero(kinds == snapshot.kinds.index("intermediary"))
    clients = np.flatnonzero(kinds == snapshot.kinds.index(client_kind))
    clients = np.setdiff1d(clients, actors)
    tied = sparse.csr_array(snapshot.ties.adjacency[actors][:, clients])
    tied.data[:] = 1.0
    fields, districts = grouping(snapshot, "field"), grouping(snapshot, "district")
    return Mandates(
        actors=actors,
        clients=clients,
        fields=fields,
        districts=districts,
        in_fields=_rows(fields.membership, nodes[actors]),
        in_districts=_served_districts(snapshot, nodes[actors], districts),
        client_fields=_rows(fields.membership, nodes[clients]),
        client_districts=_rows(districts.membership, nodes[clients]),
        tied=tied,
    )


def _rows(matrix: sparse.csr_array[Any], rows: NDArray[np.int64]) -> Bool:
    return np.asarray(sparse.csr_array(matrix)[rows].toarray() > 0)


def _served_districts(snapshot: Snapshot, actors: NDArray[np.int64], districts: Grouping) -> Bool:
    active = _rows(grouping(snapshot, "district", place_links=("active_in",)).membership, actors)
    links = sparse.csc_array(snapshot.links("active_in")[actors])
    for place in np.flatnonzero(np.diff(links.indptr)).tolist():
        if LEVELS[snapshot.level[place]] in ("national", "city"):
            there = links.indices[links.indptr[place] : links.indptr[place + 1]]
            active[there] |= _below(snapshot, districts.nodes, place)
    seat = _rows(districts.membership, actors)
    active[~active.any(axis=1)] = seat[~active.any(axis=1)]
    return active


def _below(snapshot: Snapshot, districts: NDArray[np.int64], place: int) -> Bool:
    """Return which districts are part of a place, over any number of levels."""
    inside = np.zeros(len(districts), dtype=np.bool_)
    above = districts.copy()
    while (above >= 0).any():
        above = np.where(above >= 0, snapshot.parent[above], -1)
        inside |= above == place
    return inside
