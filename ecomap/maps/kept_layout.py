"""A layout that goes on from state to state of a register, so that people find again what they have seen.

Who has a place keeps it. New actors are placed near those whom they work with. Only when the ties or districts of more
than `SETTLED` of the actors have changed since places were last settled do forces work again, and only on these actors.
Where more than `RENEWED` of the actors are new, as after a first import, the whole map is drawn anew.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.communities import Labels, leiden
from ecomap.maps.layout import Positions, district_of, layout, relaxed
from ecomap.maps.placing import middles_of, placed
from ecomap.maps.regions import carried
from ecomap.snapshot import Snapshot, grouping

SETTLED = 0.05
RENEWED = 0.5
_ROUNDS = 8

Signatures = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the actors of a register are drawn, one entry an actor.

    Parameters
    ----------
    ids : tuple of str
    points : ndarray of float32, shape (actors, 2)
        Inside the square from -1 to 1.
    community : ndarray of int64
        -1 for none.
    signature : ndarray of uint64
        Of the alters and the district that each had when its place was last settled.
    """

    ids: tuple[str, ...]
    points: Positions
    community: Labels
    signature: Signatures


def fresh(snapshot: Snapshot) -> Layout:
    """Return a layout of a whole register that goes on from nothing. Cost: see `layout` and `leiden`."""
    return Layout(_ids(snapshot), layout(snapshot), leiden(snapshot.ties.adjacency), signatures(snapshot))


def continued(before: Layout | None, snapshot: Snapshot) -> Layout:
    """Return a layout of a whole register that goes on from a former one.

    Parameters
    ----------
    before : Layout, optional
    snapshot : Snapshot

    Notes
    -----
    Follows from both alone. Cost: for few changes a pass over the actors, 0.3 s for 50 thousand; for many, eight rounds
    of forces and `leiden`.
    """
    if before is None or not snapshot.ties.n:
        return fresh(snapshot)
    ids = _ids(snapshot)
    at = {name: number for number, name in enumerate(before.ids)}
    known = np.array([at.get(name, -1) for name in ids], dtype=np.int64)
    old = known >= 0
    if (~old).mean() > RENEWED:
        return fresh(snapshot)
    now = signatures(snapshot)
    then = np.zeros(len(ids), dtype=np.uint64)
    then[old] = before.signature[known[old]]
    changed = ~old | (then != now)
    points = placed(snapshot, carried(before.ids, before.points.astype(np.float64), snapshot, np.nan))
    if changed.mean() > SETTLED:
        middles = middles_of(points, district_of(snapshot))
        points = np.clip(relaxed(snapshot, points, middles, changed, _ROUNDS), -1, 1)
        return Layout(ids, points.astype(np.float32), leiden(snapshot.ties.adjacency), now)
    community = np.full(len(ids), -1, dtype=np.int64)
    community[old] = before.community[known[old]]
    _join(community, snapshot, np.flatnonzero(~old))
    return Layout(ids, points.astype(np.float32), community, np.where(old, then, np.uint64(0)))


def places_in(kept: Layout, snapshot: Snapshot) -> Positions:
    """Return the places of the actors of any snapshot; those that the layout does not know get one for this once."""
    points = carried(kept.ids, kept.points.astype(np.float64), snapshot, np.nan)
    if np.isnan(points).all():
        return layout(snapshot)
    return np.asarray(placed(snapshot, points), dtype=np.float32)


def signatures(snapshot: Snapshot) -> Signatures:
    """Return a number for each actor that changes, but for one case in billions, when its alters or district do."""
    adjacency = snapshot.ties.adjacency
    own = _mixed(_numbers(snapshot.node_id[snapshot.ties.nodes]))
    sums = np.zeros(adjacency.nnz + 1, dtype=np.uint64)
    np.cumsum(own[adjacency.indices], out=sums[1:])
    district = np.append(_numbers(grouping(snapshot, "district").ids), np.uint64(0))[district_of(snapshot)]
    return _mixed(sums[adjacency.indptr[1:]] - sums[adjacency.indptr[:-1]] + _mixed(district))


def _numbers(ids: Sequence[str]) -> Signatures:
    return np.array([zlib.crc32(name.encode()) for name in ids], dtype=np.uint64)


def _mixed(numbers: Signatures) -> Signatures:
    """Return numbers whose every bit depends on many of those given: the finaliser of splitmix64."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _join(community: Labels, snapshot: Snapshot, new: NDArray[np.int64]) -> None:
    """Put new actors into the community of most of their alters, the lower number among equals."""
    adjacency = snapshot.ties.adjacency
    for actor in new.tolist():
        alters = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
        labels = community[alters][community[alters] >= 0]
        if len(labels):
            community[actor] = np.bincount(labels).argmax()


def _ids(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(snapshot.node_id[snapshot.ties.nodes])
