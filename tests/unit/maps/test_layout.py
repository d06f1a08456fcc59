"""Positions: finite, repeatable, districts together, tied actors near each other."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ecomap.maps.layout import layout
from ecomap.snapshot import Snapshot
from tests.support.builders import actor, field, link, place, snapshot_of, tie

DISTRICTS, SIZE = 12, 40


def city() -> Snapshot:
    rng = np.random.default_rng(3)
    count = DISTRICTS * SIZE
    records = [place(f"place:{d:02}") for d in range(DISTRICTS)] + [field(f"field:{f}") for f in range(4)]
    records += [actor(f"a{i:04}") for i in range(count)]
    records += [link("located_in", f"a{i:04}", f"place:{i % DISTRICTS:02}") for i in range(count)]
    records += [link("works_in", f"a{i:04}", f"field:{i % 4}") for i in range(count)]
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


def test_no_actor_and_one_actor() -> None:
    assert layout(snapshot_of()).shape == (0, 2)
    assert np.isfinite(layout(snapshot_of(actor("a")))).all()


def test_ties_bring_actors_near_each_other() -> None:
    snapshot = city()
    points, ties = layout(snapshot), snapshot.ties
    tied = np.hypot(*(points[ties.source] - points[ties.target]).T)
    inside = ties.source % DISTRICTS == ties.target % DISTRICTS
    other = (ties.target + DISTRICTS * 7) % len(points)
    anybody = np.hypot(*(points[ties.source] - points[other]).T)
    assert tied[inside].mean() < 0.8 * anybody[inside].mean()


def test_a_register_without_districts_has_a_map_that_follows_its_ties() -> None:
    two = [tie(f"{side}{a}", f"{side}{b}") for side in "xy" for a in range(12) for b in range(a)]
    points = layout(snapshot_of(*(actor(f"{side}{i}") for side in "xy" for i in range(12)), *two, tie("x0", "y0")))
    middle = points.reshape(2, 12, 2).mean(axis=1)
    spread = np.hypot(*(points.reshape(2, 12, 2) - middle[:, None]).reshape(-1, 2).T).mean()
    assert np.hypot(*(middle[0] - middle[1])) > spread
