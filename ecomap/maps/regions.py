"""Parts of a map that have a name: districts, fields, communities."""

from __future__ import annotations

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

    def of(self, snapshot: Snapshot, part: Snapshot) -> Communities:
        """Return the communities of the actors of another snapshot; actors that the first does not have are in none."""
        return Communities(carried(snapshot, part, self.label, -1), self.names)


def communities(snapshot: Snapshot) -> Communities:
    """Find and name the communities of a whole register. Cost: that of `leiden`."""
    label = leiden(snapshot.ties.adjacency)
    marks = {by: mark(snapshot, label, grouping(snapshot, by)) for by in NAMED_BY}
    return Communities(label, tuple(names(snapshot, marks, closure(snapshot.ties.adjacency, label).hub)))


def first_group(groups: Grouping, snapshot: Snapshot) -> NDArray[np.int64]:
    """Return each actor's first group of a grouping, -1 for actors in none."""
    rows = groups.membership[snapshot.ties.nodes]
    rows.sort_indices()
    found = np.full(snapshot.ties.n, -1, dtype=np.int64)
    has = np.diff(rows.indptr) > 0
    found[has] = rows.indices[rows.indptr[:-1][has]]
    return found


def carried(snapshot: Snapshot, part: Snapshot, values: NDArray[Scalar], missing: float) -> NDArray[Scalar]:
    """Return values of the actors of one snapshot in the order of the actors of another, matched by id."""
    at = {name: number for number, name in enumerate(snapshot.node_id[snapshot.ties.nodes])}
    numbers = np.array([at.get(name, -1) for name in part.node_id[part.ties.nodes]], dtype=np.int64)
    found = np.full((len(numbers), *values.shape[1:]), missing, dtype=values.dtype)
    found[numbers >= 0] = values[numbers[numbers >= 0]]
    return found
