"""Positions of actors: near those they have ties with, districts together.

Begins with circles of districts (communities, where nobody has a district) and fields in them, and lets forces work
from there: ties pull by Noack's LinLog rule, those between districts little; the actors of a district push each other
apart; each is held to the middle of its district.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.communities import leiden
from ecomap.maps.circles import circles
from ecomap.maps.forces import THETA, pull, push_in_groups
from ecomap.maps.regions import first_group
from ecomap.snapshot import Snapshot, grouping

Positions = NDArray[np.float32]
Places = NDArray[np.float64]
Reals = NDArray[np.float64]

ROUNDS = 20
HOLD = 0.3
"""How strongly a middle holds an actor, in mean stiffnesses of all ties of one."""
BETWEEN = 0.05
"""What a tie between districts pulls in comparison with one inside: more would draw districts into each other."""
SPREAD = 0.7
"""How strongly actors push, in what would keep their district as wide as its circle."""
MARGIN = 0.95
_DAMPING, _LAST_DAMPING = 0.6, 0.1
_FARTHEST = 4.0  # of a step, in mean distances between actors


def layout(snapshot: Snapshot) -> Positions:
    """Return where to draw each actor of a whole register.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    ndarray of float32, shape (actors, 2)
        In the order of ``snapshot.ties.nodes``, inside the square from -1 to 1.

    Notes
    -----
    Without random numbers: the same register gives the same map. Cost: O(rounds × (actors log actors + ties)), some
    four seconds for 50 thousand actors and 300 thousand ties.
    """
    if not snapshot.ties.n:
        return np.zeros((0, 2), dtype=np.float32)
    places, middles = circles(snapshot, outer_group(snapshot))
    places = relaxed(snapshot, places, middles, np.ones(len(places), dtype=np.bool_), ROUNDS)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    return np.asarray(places * MARGIN / max(np.abs(places).max(), 1e-9), dtype=np.float32)


def relaxed(snapshot: Snapshot, places: Places, homes: Places, moving: NDArray[np.bool_], rounds: int) -> Places:
    """Return places after forces have worked for some rounds.

    In each round an actor moves most of the way to where its forces would be at rest if nobody else moved.

    Parameters
    ----------
    snapshot : Snapshot
    places : ndarray, shape (actors, 2)
        Where they begin; any scale.
    homes : ndarray, shape (actors, 2)
        What holds each.
    moving : ndarray of bool, length actors
        The others stay, but push and pull.
    rounds : int
    """
    if snapshot.ties.n < 2 or not snapshot.ties.m:
        return places
    scale = float(np.sqrt(snapshot.ties.n) / max(np.ptp(places, axis=0).max(), 1e-9))
    group = outer_group(snapshot)
    order = np.lexsort([_along_a_curve(places), group])
    free, home = moving[order][:, None], homes[order] * scale
    system = _system(snapshot.ties.adjacency[order][:, order], group[order], places[order] * scale, home)
    points = places[order] * scale
    for damping in np.linspace(_DAMPING, _LAST_DAMPING, rounds):
        points = points + np.where(free, damping * _step(system, points, home), 0.0)
    return np.asarray(points[np.argsort(order)] / scale)


def district_of(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the district of each actor, -1 for none."""
    return first_group(grouping(snapshot, "district"), snapshot)


def outer_group(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the part of the map that each actor belongs to: its district, or its community where nobody has one."""
    district = district_of(snapshot)
    return district if (district >= 0).any() else leiden(snapshot.ties.adjacency)


@dataclass(frozen=True, slots=True, eq=False)
class _System:
    adjacency: sparse.csr_array[Any]
    mass: Reals
    hold: Reals
    start: NDArray[np.int64]
    strength: Reals


def _system(adjacency: sparse.csr_array[Any], group: NDArray[np.int64], points: Places, home: Places) -> _System:
    """Return what stays the same in all rounds.

    By the virial theorem a push of ``m_i m_j / d`` does the same work at any distance, so that the work of ties and
    holds says how strong it has to be for a district to stay as wide as it is.
    """
    mass = np.diff(adjacency.indptr) + 1.0
    hold = HOLD * np.sqrt(mass) * _pulls(points, adjacency)[:, 2].sum() / np.sqrt(mass).sum()
    number = np.unique(group, return_inverse=True)[1]
    row = np.repeat(np.arange(len(points)), np.diff(adjacency.indptr))
    inside = group[row] == group[adjacency.indices]
    adjacency.data = np.where(inside, 1.0, BETWEEN) * adjacency.data
    length = np.hypot(*(points[row] - points[adjacency.indices]).T)[inside]
    work = np.bincount(number[row[inside]], adjacency.data[inside] * length * np.log1p(length), number[-1] + 1) / 2
    work += np.bincount(number, hold * ((points - home) ** 2).sum(axis=1))
    pairs = (np.bincount(number, mass) ** 2 - np.bincount(number, mass**2)) / 2
    strength = SPREAD * np.divide(work, pairs, out=np.zeros_like(work), where=pairs > 0)
    return _System(adjacency, mass, hold, np.searchsorted(number, np.arange(number[-1] + 2)), strength)


def _step(system: _System, points: Places, home: Places) -> Places:
    """Return how far each point is from where its forces would be at rest."""
    pulls, hold = _pulls(points, system.adjacency), system.hold
    pushes = push_in_groups(points, system.mass, system.start, system.strength, THETA)
    step = (pulls[:, :2] + pushes + hold[:, None] * (home - points)) / (pulls[:, 2] + hold + 1e-9)[:, None]
    length = np.hypot(step[:, 0], step[:, 1])
    return np.asarray(step * np.minimum(1.0, _FARTHEST / np.maximum(length, 1e-9))[:, None])


def _pulls(points: Places, adjacency: sparse.csr_array[Any]) -> Places:
    return pull(points, adjacency.indptr, adjacency.indices, adjacency.data)


def _along_a_curve(places: Places) -> NDArray[np.uint64]:
    """Return where places lie along a Z-curve: near on the map is then near in memory, which halves the time."""
    low = places.min(axis=0)
    cell = ((places - low) / max(float(np.ptp(places, axis=0).max()), 1e-9) * 65535).astype(np.uint64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        cell = (cell | (cell << np.uint64(shift))) & np.uint64(mask)
    return np.asarray(cell[:, 0] | (cell[:, 1] << np.uint64(1)))
