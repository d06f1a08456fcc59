"""Parts of a map that have a name: districts, fields, communities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.communities import Labels, leiden
from ecomap.analysis.cooperation.community_figures import closure
from ecomap.analysis.cooperation.community_names import NAMED_BY, mark, names
from ecomap.snapshot import Grouping, Snapshot, grouping
from graph_schema import Text

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Communities:
    """Who is tied to each other more than to the rest.

    Parameters
    ----------
    label : ndarray of int64, length actors
        Community of each actor of a snapshot, -1 for none.
    names : tuple of Text
        By label.
    """

    label: Labels
    names: tuple[Text, ...]


def communities(snapshot: Snapshot) -> Communities:
    """Find and name the communities of a snapshot. Cost: that of `leiden`."""
    return named_communities(snapshot, leiden(snapshot.ties.adjacency))


def named_communities(snapshot: Snapshot, label: Labels) -> Communities:
    """Name communities by what sets them apart, and number them without gaps in the same order."""
    used, number = np.unique(label[label >= 0], return_inverse=True)
    compact = np.full(len(label), -1, dtype=np.int64)
    compact[label >= 0] = number
    if not len(used):
        return Communities(compact, ())
    marks = {by: mark(snapshot, compact, grouping(snapshot, by)) for by in NAMED_BY}
    return Communities(compact, tuple(names(snapshot, marks, closure(snapshot.ties.adjacency, compact).hub)))


def first_group(groups: Grouping, snapshot: Snapshot) -> NDArray[np.int64]:
    """Return each actor's first group of a grouping, -1 for actors in none."""
    rows = groups.membership[snapshot.ties.nodes]
    rows.sort_indices()
    found = np.full(snapshot.ties.n, -1, dtype=np.int64)
    has = np.diff(rows.indptr) > 0
    found[has] = rows.indices[rows.indptr[:-1][has]]
    return found


def carried(ids: Sequence[str], values: NDArray[Scalar], snapshot: Snapshot, missing: float) -> NDArray[Scalar]:
    """Return values of some actors in the order of the actors of a snapshot, matched by id.

    Parameters
    ----------
    ids : sequence of str
        Whose the values are.
    values : ndarray, one entry or row an id
    snapshot : Snapshot
    missing : float
        For actors that are not among the ids.
    """
    at = {name: number for number, name in enumerate(ids)}
    numbers = np.array([at.get(name, -1) for name in snapshot.node_id[snapshot.ties.nodes]], dtype=np.int64)
    found = np.full((len(numbers), *values.shape[1:]), missing, dtype=values.dtype)
    found[numbers >= 0] = values[numbers[numbers >= 0]]
    return found
