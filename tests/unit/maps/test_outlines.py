"""Outlines and tiles: shared borders, true proportions, labels inside, a grid for any city."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import chain, pairwise

import numpy as np
import pytest

import seed_data
from ecomap.maps.outlines import Points, drawing, geometry, outlines
from ecomap.maps.tiles import tile_grid

GU = {row.code: row for row in seed_data.places() if row.level == "gu"}


def area(ring: Points) -> float:
    x, y = ring[:-1].T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2


def arcs_of(level: str) -> Counter[int]:
    geometries = seed_data.outlines(level)["objects"][level]["geometries"]
    numbers = chain.from_iterable(chain.from_iterable(found["arcs"]) for found in geometries)
    return Counter(number if number >= 0 else ~number for number in numbers)


@pytest.mark.parametrize(("level", "most"), [("gu", 60_000), ("dong", 120_000)])
def test_the_files_are_small_and_keyed_by_our_codes(level: str, most: int) -> None:
    assert files("seed_data").joinpath("places", f"seoul_{level}.json").stat().st_size < most  # type: ignore[attr-defined]
    codes = {row.code for row in seed_data.places() if row.level == level}
    assert outlines(level).keys() <= codes
    missing = {row.code for row in seed_data.places() if row.level == level and not row.kostat_code}
    assert codes - outlines(level).keys() == missing


@pytest.mark.parametrize("level", ["gu", "dong"])
def test_a_border_is_one_arc_of_at_most_two_places(level: str) -> None:
    used = arcs_of(level)
    assert set(used.values()) <= {1, 2}
    assert sorted(used) == list(range(len(seed_data.outlines(level)["arcs"])))
    edges = Counter(
        frozenset(map(tuple, np.round(pair, 7).tolist()))
        for shape in outlines(level).values()
        for ring in shape.rings
        for pair in pairwise(ring)
    )
    assert max(edges.values()) <= 2


def test_the_gu_cover_the_city_with_one_outer_border() -> None:
    outer = [number for number, times in arcs_of("gu").items() if times == 1]
    arcs = seed_data.outlines("gu")["arcs"]
    ends: Counter[tuple[int, int]] = Counter()
    for number in outer:
        points = np.cumsum(np.array(arcs[number]), axis=0)
        ends.update((tuple(points[0].tolist()), tuple(points[-1].tolist())))
    assert set(ends.values()) == {2}, "the outer arcs close"


def test_rings_are_closed_and_areas_are_those_of_the_register() -> None:
    shapes = outlines("gu")
    scale = 111.32**2 * np.cos(np.radians(37.55))
    total = 0.0
    for code, shape in shapes.items():
        (ring,) = shape.rings
        assert (ring[0] == ring[-1]).all()
        drawn, known = abs(area(ring)) * scale, GU[code].area_km2
        assert known is not None
        assert drawn == pytest.approx(known, rel=0.12), GU[code].name_ko  # the river is cut in different ways
        total += drawn
    assert total == pytest.approx(605.56, rel=0.02)


def test_a_drawing_keeps_proportions_and_its_frame() -> None:
    found = drawing(outlines("gu"), 800.0, margin=10.0)
    every = np.concatenate([ring for shape in found.shapes.values() for ring in shape.rings])
    assert every[:, 0].min() == pytest.approx(10.0)
    assert every[:, 0].max() == pytest.approx(790.0)
    assert every[:, 1].max() == pytest.approx(found.height - 10.0)
    north, south = found.shapes["1132000000"].label, found.shapes["1162000000"].label  # Dobong, Gwanak
    assert north[1] < south[1]
    tall = drawing(outlines("gu"), 800.0, highest=300.0)
    assert tall.height == pytest.approx(300.0)


def test_a_label_lies_inside() -> None:
    for level in ("gu", "dong"):
        for code, shape in outlines(level).items():
            ring, (x, y) = shape.rings[0], shape.label
            a, b = ring[:-1], ring[1:]
            crosses = (a[:, 1] > y) != (b[:, 1] > y)
            at = a[crosses, 0] + (y - a[crosses, 1]) * (b - a)[crosses, 0] / (b - a)[crosses, 1]
            assert (at > x).sum() % 2 == 1, code


def test_a_geojson_ring_turns_against_the_clock() -> None:
    assert geometry(None) is None
    for shape in outlines("gu").values():
        found = geometry(shape)
        assert found is not None
        assert area(np.array(found["coordinates"][0])) > 0


def test_the_packaged_tiles_are_one_square_a_gu() -> None:
    tiles = seed_data.tiles()
    assert tiles.keys() == GU.keys()
    assert len(set(tiles.values())) == 25
    assert tile_grid([(code, None, None) for code in GU]) == tiles


def test_tiles_of_an_unknown_city_lie_as_their_places_do() -> None:
    places = [("nw", 36.0, 127.0), ("ne", 36.0, 127.4), ("sw", 35.6, 127.0), ("se", 35.6, 127.4), ("lost", None, None)]
    tiles = tile_grid(places)
    assert len(set(tiles.values())) == 5
    assert tiles["nw"][0] == tiles["sw"][0] < tiles["ne"][0] == tiles["se"][0]
    assert tiles["nw"][1] == tiles["ne"][1] < tiles["sw"][1] == tiles["se"][1] < tiles["lost"][1]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 31])
def test_every_place_gets_a_tile_of_its_own(count: int) -> None:
    points = np.random.default_rng(count).random((count, 2))
    tiles = tile_grid([(str(i), 36 + float(a), 127 + float(b)) for i, (a, b) in enumerate(points)])
    assert len(tiles) == len(set(tiles.values())) == count
    assert len(tile_grid([(str(i), None, None) for i in range(count)])) == count
