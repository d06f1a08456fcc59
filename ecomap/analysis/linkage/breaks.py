"""What falls apart when an actor or a pair of actors goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.kernels.cuts import Forest, depth_first, pieces
from ecomap.snapshot import Grouping, TieGraph
from graph_schema import Text


@dataclass(frozen=True, eq=False, slots=True)
class Break:
    """One weak spot.

    Parameters
    ----------
    kept : int
        The actor that goes, or the end of the bridge on the larger side.
    lost : int
        The end of the bridge on the smaller side; -1 for actors.
    pieces : int
        Pieces that the component falls into.
    cut_off : ndarray of int32
        Actors outside the largest remaining piece.
    groups : dict of str to tuple of Text
        By grouping: the groups that had members in the component and have none left in the largest piece.
    """

    kept: int
    lost: int
    pieces: int
    cut_off: NDArray[np.int32]
    groups: dict[str, tuple[Text, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Breaks:
    """All weak spots counted, the largest of them described."""

    articulation_points: int
    bridges: int
    hanging: int
    actors: tuple[Break, ...]
    pairs: tuple[Break, ...]


def find_breaks(ties: TieGraph, groupings: tuple[Grouping, ...], limit: int) -> Breaks:
    """Find articulation points and bridges and say what each holds.

    Parameters
    ----------
    ties : TieGraph
    groupings : tuple of Grouping
    limit : int
        Largest breaks of either sort to describe.

    Returns
    -------
    Breaks
        Ordered by actors cut off, most first, then by number. ``hanging`` counts the actors that some one
        other actor's going would leave in a piece of less than half of their component.

    Notes
    -----
    Cost: O(n + pairs) to find all, O(n) for each one that is described.
    """
    forest = depth_first(ties.adjacency.indptr, ties.adjacency.indices)
    count, size = pieces(forest)
    points = np.flatnonzero(count > 1)
    points = points[np.lexsort((points, -count[points], -size[points]))]
    lower = forest.bridges()
    whole = forest.below[forest.root[lower]]
    smaller = np.minimum(forest.below[lower], whole - forest.below[lower])
    lower = lower[np.lexsort((lower, -smaller))]
    describe = _Describer(ties, forest, groupings)
    return Breaks(
        articulation_points=len(points),
        bridges=len(lower),
        hanging=_hanging(forest),
        actors=tuple(describe.actor(int(v), int(count[v])) for v in points[:limit]),
        pairs=tuple(describe.bridge(int(v)) for v in lower[:limit]),
    )


def _hanging(forest: Forest) -> int:
    """Count actors that one other actor's going leaves in a piece of less than half of their component."""
    n = len(forest.order)
    below, visit, whole = forest.below.astype(np.int64), forest.visit, forest.below[forest.root].astype(np.int64)
    cut = np.flatnonzero(forest.cuts())
    above = forest.parent[cut]
    rest = whole - 1 - np.bincount(above, weights=below[cut], minlength=n).astype(np.int64)
    cutting = np.zeros(n, dtype=np.bool_)
    cutting[above] = True
    small_rest = cutting & (rest > 0) & (2 * rest < whole)
    change = np.zeros(n + 1, dtype=np.int64)

    def add(first: NDArray[Any], size: NDArray[Any], value: int) -> None:
        np.add.at(change, first, value)
        np.add.at(change, first + size, -value)

    small = cut[2 * below[cut] < whole[cut]]
    add(visit[small], below[small], 1)
    # what stays on the side of the parent: the component without the actor and all that hangs on it
    point, child = np.flatnonzero(small_rest), cut[small_rest[above]]
    add(visit[forest.root[point]], whole[point], 1)
    add(visit[point], np.ones(len(point), dtype=np.int64), -1)
    add(visit[child], below[child], -1)
    return int((np.cumsum(change[:-1]) > 0).sum())


class _Describer:
    def __init__(self, ties: TieGraph, forest: Forest, groupings: tuple[Grouping, ...]) -> None:
        self._forest = forest
        self._groups = [(grouping, grouping.membership[ties.nodes]) for grouping in groupings]
        cut = np.flatnonzero(forest.cuts())
        order = np.argsort(forest.parent[cut], kind="stable")
        self._cut = cut[order]
        self._starts = np.searchsorted(forest.parent[self._cut], np.arange(ties.n + 1))

    def actor(self, v: int, count: int) -> Break:
        forest = self._forest
        first, size = self._component(v)
        children = self._cut[self._starts[v] : self._starts[v + 1]]
        below = forest.below[children]
        rest = size - 1 - int(below.sum())
        away = np.zeros(size, dtype=np.bool_)
        if rest >= below.max():
            for child in children.tolist():
                self._mark(away, child, first, value=True)
        else:
            away[:] = True
            self._mark(away, int(children[np.argmax(below)]), first, value=False)
        own = int(forest.visit[v]) - first
        away[own] = False
        return self._break(away, first, (v, -1), count, own)

    def bridge(self, v: int) -> Break:
        forest = self._forest
        first, size = self._component(v)
        away = np.zeros(size, dtype=np.bool_)
        self._mark(away, v, first, value=True)
        ends = (int(forest.parent[v]), v)
        if 2 * int(forest.below[v]) > size:
            away, ends = ~away, ends[::-1]
        return self._break(away, first, ends, 2, None)

    def _component(self, v: int) -> tuple[int, int]:
        root = int(self._forest.root[v])
        return int(self._forest.visit[root]), int(self._forest.below[root])

    def _mark(self, away: NDArray[np.bool_], v: int, first: int, *, value: bool) -> None:
        start = int(self._forest.visit[v]) - first
        away[start : start + int(self._forest.below[v])] = value

    def _break(self, away: NDArray[np.bool_], first: int, ends: tuple[int, int], count: int, own: int | None) -> Break:
        members = self._forest.order[first : first + len(away)]
        staying = ~away
        if own is not None:
            staying[own] = False
        groups = {}
        for grouping, membership in self._groups:
            gone = np.asarray(membership[members[away]].sum(axis=0)).ravel()
            left = np.asarray(membership[members[staying]].sum(axis=0)).ravel()
            lost = np.flatnonzero((gone > 0) & (left == 0)).tolist()
            groups[grouping.by] = tuple(grouping.labels[i] for i in lost)
        return Break(*ends, count, np.sort(members[away]), groups)
