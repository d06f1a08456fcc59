"""Places for actors that come to a drawing, without moving anybody who is on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ecomap.maps.layout import MARGIN, Places, district_of
from ecomap.snapshot import Snapshot

_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_LEAN = 0.2  # of the way from the middle of its district to its alters elsewhere
_APART = 0.8  # of the usual distance to the nearest neighbour
_TRIES = 4000
_ALONE = 0.1

Numbers = NDArray[np.int64]


def placed(snapshot: Snapshot, places: Places) -> Places:
    """Return places for all actors: those given, and near their alters for the others.

    An actor goes to the middle of its alters in its own district; without such, to the middle of the district, a little
    towards alters elsewhere; without a district, to the middle of its alters. There it takes the nearest free spot.

    Parameters
    ----------
    snapshot : Snapshot
    places : ndarray, shape (actors, 2)
        Inside the square from -1 to 1; NaN for those without a place, which may not be all.

    Notes
    -----
    Those with placed alters come first, so that others can follow them. Cost: O(new actors × spots tried + ties).
    """
    places = np.array(places, dtype=np.float64)
    waiting = np.flatnonzero(np.isnan(places[:, 0]))
    if not len(waiting):
        return places
    group, adjacency = district_of(snapshot), snapshot.ties.adjacency
    middles, spots = _middles(places, group), _Spots(places)
    while len(waiting):
        known = ~np.isnan(places[:, 0])
        alters = np.asarray(adjacency[waiting] @ known.astype(np.float64))
        ready = waiting[alters > 0]
        if not len(ready):  # nobody whom they work with is on the map: the best connected tenth begins
            degree = np.diff(adjacency.indptr)[waiting]
            ready = waiting[np.argsort(-degree, kind="stable")][: len(waiting) // 10 + 1]
        for actor in ready.tolist():
            row = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
            places[actor] = spots.take(_target(places, row[~np.isnan(places[row, 0])], group, actor, middles))
        waiting = waiting[np.isnan(places[waiting, 0])]
    return places


def middles_of(places: Places, group: Numbers) -> Places:
    """Return for each actor the middle of the places of its district; of all for districts that have none."""
    middles = _middles(places, group)
    return np.array([middles.get(one, middles[None]) for one in group.tolist()]).reshape(-1, 2)


def _middles(places: Places, group: Numbers) -> dict[int | None, Places]:
    known = ~np.isnan(places[:, 0])
    found: dict[int | None, Places] = {
        int(one): places[known & (group == one)].mean(axis=0) for one in np.unique(group[known])
    }
    return found | {None: places[known].mean(axis=0)}


def _target(
    places: Places, alters: NDArray[np.int32], group: Numbers, actor: int, middles: dict[int | None, Places]
) -> Places:
    own = int(group[actor])
    near = alters[group[alters] == own]
    if len(near):
        return np.asarray(places[near].mean(axis=0))
    middle = middles.get(own, middles[None])
    if not len(alters):
        return middle
    away = np.asarray(places[alters].mean(axis=0))
    return middle + _LEAN * (away - middle) if own >= 0 and own in middles else away


class _Spots:
    """Which cells of a grid, as wide as actors stand apart, are taken."""

    def __init__(self, places: Places) -> None:
        known = places[~np.isnan(places[:, 0])]
        self._side = _APART * _usual_distance(known)
        self._taken = set(map(tuple, np.floor(known / self._side).astype(np.int64).tolist()))

    def take(self, target: Places) -> Places:
        """Return the middle of the first free cell along a spiral from a target, and take it."""
        for step in range(_TRIES):
            radius, angle = self._side * np.sqrt(step), step * _GOLDEN_ANGLE
            point = np.clip(target + radius * np.array([np.cos(angle), np.sin(angle)]), -MARGIN, MARGIN)
            cell = (int(np.floor(point[0] / self._side)), int(np.floor(point[1] / self._side)))
            if cell not in self._taken:
                break
        self._taken.add(cell)
        return np.asarray(point)


def _usual_distance(places: Places) -> float:
    """Return the median distance to the nearest neighbour, that of two actors alone if there is no other."""
    if len(places) < 2:
        return _ALONE
    apart = np.asarray(cKDTree(places).query(places, k=[2])[0])
    return float(np.median(apart[apart > 0])) if (apart > 0).any() else _ALONE
