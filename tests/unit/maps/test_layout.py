"""Positions: finite, repeatable, districts together, little moved by one more actor."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ecomap.maps.layout import layout
from ecomap.snapshot import Snapshot
from tests.support.builders import actor, field, link, place, snapshot_of, tie

DISTRICTS, SIZE = 12, 40


def city(extra: int = 0) -> Snapshot:
    rng = np.random.default_rng(3)
    count = DISTRICTS * SIZE
    records = [place(f"place:{d:02}") for d in range(DISTRICTS)] + [field(f"field:{f}") for f in range(4)]
    records += [actor(f"a{i:04}") for i in range(count + extra)]
    records += [link("located_in", f"a{i:04}", f"place:{i % DISTRICTS:02}") for i in range(count + extra)]
    records += [link("works_in", f"a{i:04}", f"field:{i % 4}") for i in range(count + extra)]
    ends = rng.integers(count, size=(1200, 2)).tolist()
    records += [tie(f"a{a:04}", f"a{b:04}", edge_id=f"t{k}") for k, (a, b) in enumerate(ends) if a != b]
    return snapshot_of(*records)


def test_positions_are_finite_distinct_and_inside_the_square() -> None:
    points = layout(city())
    assert points.shape == (DISTRICTS * SIZE, 2)
    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1
    assert len(np.unique(points, axis=0)) == len(points)


def test_the_same_register_gives_the_same_map() -> None:
    assert (layout(city()) == layout(city())).all()


def test_districts_stay_together() -> None:
    points = layout(city())
    district = np.arange(len(points)) % DISTRICTS
    _, near = cKDTree(points).query(points, k=11)
    purity = (district[near[:, 1:]] == district[:, None]).mean()
    assert purity > 0.9


def test_one_more_actor_moves_the_others_little() -> None:
    before, after = layout(city()), layout(city(extra=1))
    moved = np.hypot(*(after[: len(before)] - before).T)
    assert np.median(moved) < 0.05


def test_no_actor_and_one_actor() -> None:
    assert layout(snapshot_of()).shape == (0, 2)
    assert np.isfinite(layout(snapshot_of(actor("a")))).all()
