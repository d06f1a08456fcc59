"""Districts as circles, fields as circles inside them, actors as a spiral inside those: where a layout begins.

A place follows from the actor's district, field and degree alone, so the same register gives the same circles on every
machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.maps.regions import first_group
from ecomap.snapshot import Snapshot, grouping

Places = NDArray[np.float64]

_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_ROUNDS = 300


def circles(snapshot: Snapshot, group: NDArray[np.int64]) -> tuple[Places, Places]:
    """Return where actors stand in circles within circles, and the middle of each one's outer circle.

    Parameters
    ----------
    snapshot : Snapshot
        With one actor at least.
    group : ndarray of int64, length actors
        Number of the outer circle of each, -1 for none.

    Returns
    -------
    places, middles : ndarray of float64, shape (actors, 2)
        One actor takes an area of about 3.

    Notes
    -----
    Circles with many ties between them attract each other before they are pushed apart; actors in none share one.
    Cost: O(actors log actors + ties) and a few hundred rounds over the circles.
    """
    ties = snapshot.ties
    outer, inner = _numbered(group), _numbered(first_group(grouping(snapshot, "field"), snapshot))
    degree = np.diff(ties.adjacency.indptr)
    local = np.zeros((ties.n, 2))
    radii = np.zeros(int(outer.max()) + 1)
    for number in range(len(radii)):
        members = np.flatnonzero(outer == number)
        local[members], radii[number] = _district(inner[members], degree[members])
    middles = _pack(radii, _pull(outer, ties.source, ties.target, len(radii)))[outer]
    return middles + local, middles


def _numbered(group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return groups numbered from 0 without gaps; actors in none are the first group."""
    return np.unique(group, return_inverse=True)[1]


def _district(inner: NDArray[np.int64], degree: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    """Return the members' places around the district's centre, and the district's radius."""
    fields, number = np.unique(inner, return_inverse=True)
    sizes = np.bincount(number)
    radii = np.sqrt(sizes) + 0.6
    centres = _pack(radii, np.zeros((len(fields), len(fields))))
    places = np.empty((len(inner), 2))
    for index in range(len(fields)):
        members = np.flatnonzero(number == index)
        best_first = members[np.argsort(-degree[members], kind="stable")]
        places[best_first] = centres[index] + _spiral(len(members))
    extent = np.hypot(*(centres.T)) + radii
    return places, float(extent.max()) + 1.5


def _spiral(count: int) -> NDArray[np.float64]:
    step = np.arange(count)
    radius, angle = np.sqrt(step + 0.3), step * _GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def _pull(
    group: NDArray[np.int64], source: NDArray[np.int32], target: NDArray[np.int32], count: int
) -> NDArray[np.float64]:
    """Return how strongly two districts attract each other: ties between them over the geometric mean of all theirs."""
    between = np.zeros((count, count))
    np.add.at(between, (group[source], group[target]), 1.0)
    between += between.T
    np.fill_diagonal(between, 0.0)
    total = np.sqrt(np.outer(between.sum(axis=1), between.sum(axis=1)))
    return np.divide(between, total, out=np.zeros_like(between), where=total > 0)


def _pack(radii: NDArray[np.float64], pull: NDArray[np.float64]) -> NDArray[np.float64]:
    """Place circles close together without overlap, the largest in the middle, attracted pairs near each other."""
    order = np.argsort(-radii, kind="stable")
    centres = np.empty((len(radii), 2))
    centres[order] = _spiral(len(radii)) * float(radii.mean()) * 1.6
    reach = radii[:, None] + radii[None, :]
    for round_ in range(_ROUNDS):
        cooling = 1 - round_ / _ROUNDS
        centres *= 1 - 0.02 * cooling
        gap = centres[:, None, :] - centres[None, :, :]
        centres -= 0.15 * cooling * (pull[:, :, None] * gap).sum(axis=1)
        gap = centres[:, None, :] - centres[None, :, :]
        distance = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-9)
        overlap = np.maximum(reach - distance, 0.0)
        np.fill_diagonal(overlap, 0.0)
        centres += 0.5 * (gap / distance[..., None] * overlap[..., None]).sum(axis=1) * 0.6
    return centres
