"""What intermediaries are there for: their fields and districts, whom they serve there, and where two overlap."""

from __future__ import annotations

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
    tied : ndarray of bool (intermediaries × clients)
        Whether the two have any tie.
    """

    actors: NDArray[np.int64]
    clients: NDArray[np.int64]
    fields: Grouping
    districts: Grouping
    in_fields: Bool
    in_districts: Bool
    client_fields: Bool
    client_districts: Bool
    tied: Bool

    @cached_property
    def inside(self) -> Bool:
        """Whether each client has a cell in the mandate of each intermediary (intermediaries × clients)."""
        found = np.zeros((len(self.actors), len(self.clients)), dtype=np.bool_)
        for row in range(len(self.actors)):
            found[row] = self.client_fields[:, self.in_fields[row]].any(axis=1)
            found[row] &= self.client_districts[:, self.in_districts[row]].any(axis=1)
        return found

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
        reached = self.tied.any(axis=0)
        return _crossed(self.client_fields[reached], self.client_districts[reached])

    @cached_property
    def client_overlap(self) -> Float:
        """Jaccard index of the clients that two intermediaries are tied to; NaN where neither has any."""
        both = sparse.csr_array(self.tied.astype(np.float64))
        return _jaccard((both @ both.T).toarray())

    @cached_property
    def cell_overlap(self) -> Float:
        """Jaccard index of the cells in the mandates of two intermediaries; NaN where neither has any."""
        f, d = self.in_fields.astype(np.float64), self.in_districts.astype(np.float64)
        return _jaccard((f @ f.T) * (d @ d.T))


def _crossed(first: Bool, second: Bool) -> NDArray[np.int64]:
    return np.rint(first.T.astype(np.float64) @ second.astype(np.float64)).astype(np.int64)


def _jaccard(common: Float) -> Float:
    size = np.diag(common)
    union = size[:, None] + size[None, :] - common
    return np.divide(common, union, out=np.full_like(union, np.nan), where=union > 0)


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
    Cost: O(intermediaries × (clients + fields × districts)).
    """
    nodes = snapshot.ties.nodes
    kinds = snapshot.kind[nodes]
    actors = np.flatnonzero(kinds == snapshot.kinds.index("intermediary"))
    clients = np.flatnonzero(kinds == snapshot.kinds.index(client_kind))
    clients = np.setdiff1d(clients, actors)
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
        tied=_rows(snapshot.ties.adjacency[:, clients], actors),
    )


def _rows(matrix: sparse.csr_array[Any], rows: NDArray[np.int64]) -> Bool:
    return np.asarray(sparse.csr_array(matrix)[rows].toarray() > 0)


def _served_districts(snapshot: Snapshot, actors: NDArray[np.int64], districts: Grouping) -> Bool:
    active = _rows(grouping(snapshot, "district", place_links=("active_in",)).membership, actors)
    places = _rows(snapshot.links("active_in"), actors)
    for place in np.flatnonzero(places.any(axis=0)).tolist():
        if LEVELS[snapshot.level[place]] in ("national", "city"):
            active |= np.outer(places[:, place], _below(snapshot, districts.nodes, place))
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
