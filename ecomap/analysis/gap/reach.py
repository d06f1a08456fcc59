"""Residents of the places where somebody of a cell is: how far a field, a kind or a task reaches."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.gap.scopes import crossed
from ecomap.analysis.gap.words import PLACES
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from ecomap.snapshot.graph import LEVELS


def residents_reached(
    snapshot: Snapshot,
    groups: tuple[Grouping, Grouping],
    members: tuple[sparse.csr_array[Any], sparse.csr_array[Any]],
    actors: NDArray[np.int64],
    links: tuple[str, ...],
) -> Float:
    """Return the residents of the smallest places in which each cell has an actor (rows × columns).

    The smallest places are the dong, and gu without registered dong. An actor recorded in a dong reaches the residents
    of that dong, one recorded for a whole gu those of all its dong; nobody is counted twice in a cell. Actors recorded
    for the whole city only reach nobody in particular.

    Parameters
    ----------
    snapshot : Snapshot
    groups : (Grouping, Grouping)
        Of the rows and the columns.
    members : (sparse matrix, sparse matrix)
        Memberships of the actors in them.
    actors : ndarray of int64
        Node positions.
    links : tuple of str
        What puts an actor in a place.

    Returns
    -------
    ndarray of float64
        Residents; places without a known number add nothing.

    Notes
    -----
    Cost: one product of the memberships with the places of the actors.
    """
    units, inside = _units(snapshot)
    present = sparse.csr_array(snapshot.links(*links)[actors] @ inside)
    residents = np.nan_to_num(snapshot.population[units])
    for axis in (0, 1):
        if groups[axis].by in PLACES:
            covered = _covered(sparse.csr_array(members[1 - axis]), present)
            within = _within(snapshot, units, groups[axis])
            table = np.asarray(covered @ (sparse.diags_array(residents) @ within))
            return table.T if axis == 0 else table
    both = crossed(*members)
    return np.asarray(_covered(both, present) @ residents).reshape(len(groups[0]), len(groups[1]))


def _covered(members: sparse.csr_array[Any], present: sparse.csr_array[Any]) -> Float:
    return np.asarray((members.T @ present).toarray() > 0, dtype=np.float64)


def _units(snapshot: Snapshot) -> tuple[NDArray[np.int64], sparse.csr_array[Any]]:
    """Return the smallest places, and which of them lie in each place (nodes × units)."""
    places = snapshot.of_kinds("place")
    low = places[np.isin(snapshot.level[places], [LEVELS.index("gu"), LEVELS.index("dong")])]
    units = np.setdiff1d(low, snapshot.parent[low])
    gu = snapshot.parent[units]
    above = (gu >= 0) & (snapshot.level[gu] == LEVELS.index("gu"))
    rows = np.concatenate([units, gu[above]])
    columns = np.concatenate([np.arange(len(units)), np.flatnonzero(above)])
    return units, sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(snapshot.n_nodes, len(units)))


def _within(snapshot: Snapshot, units: NDArray[np.int64], group: Grouping) -> Float:
    """Return which units lie in each group of places (units × groups)."""
    column = np.full(snapshot.n_nodes + 1, -1, dtype=np.int64)
    column[group.nodes] = np.arange(len(group))
    own = np.where(column[units] >= 0, column[units], column[snapshot.parent[units]])
    found = np.zeros((len(units), len(group)))
    found[np.flatnonzero(own >= 0), own[own >= 0]] = 1.0
    return found
