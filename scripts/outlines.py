"""Make ``seed_data/places/seoul_{gu,dong}.json`` from the outlines of the census divisions of 2013.

``python -m scripts.outlines FOLDER`` reads ``seoul_gu_2013_simple.geojson`` and ``seoul_dong_2013_simple.geojson`` of
github.com/southkorea/seoul-maps from a folder. A border that two districts share is one arc that both refer to, so it
stays shared however it is drawn. The form is TopoJSON 1.1, with one addition: ``label``, the quantised point of each
district that lies farthest from its border, where its name fits best.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import seed_data

STEPS = 9_999
"""Steps of the grid across the city: 4 m."""

Point = tuple[int, int]
Ring = list[Point]


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1])
    for level in ("gu", "dong"):
        features = json.loads((folder / f"seoul_{level}_2013_simple.geojson").read_text(encoding="utf-8"))["features"]
        topology = make(features, level)
        target = Path("seed_data/places") / f"seoul_{level}.json"
        target.write_text(json.dumps(topology, separators=(",", ":")) + "\n", encoding="utf-8")
        print(target, target.stat().st_size, len(topology["objects"][level]["geometries"]), len(topology["arcs"]))


def make(features: list[dict[str, Any]], level: str) -> dict[str, Any]:
    """Return the topology of some outlines, keyed by our codes."""
    codes = {row.kostat_code: row.code for row in seed_data.places() if row.level == level and row.kostat_code}
    raw = {
        codes[f["properties"]["code"]]: f["geometry"]["coordinates"]
        for f in features
        if f["properties"]["code"] in codes
    }
    every = np.array([point for rings in raw.values() for ring in rings for point in ring])
    low = every.min(axis=0)
    step = (every.max(axis=0) - low) / STEPS
    rings = {code: [_quantised(ring, low, step) for ring in found] for code, found in sorted(raw.items())}
    arcs, used = _arcs(rings)
    stretch = math.cos(math.radians(float(every[:, 1].mean()))) * step[0] / step[1]
    geometries = [
        {"type": "Polygon", "id": code, "arcs": used[code], "label": _label(rings[code][0], stretch)} for code in rings
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [round(v, 12) for v in step], "translate": [round(v, 6) for v in low]},
        "objects": {level: {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_deltas(arc) for arc in arcs],
    }


def _quantised(ring: Iterable[list[float]], low: Any, step: Any) -> Ring:
    points = [tuple(int(v) for v in np.rint((np.array(point) - low) / step)) for point in ring]
    kept = [point for before, point in pairwise([(-1, -1), *points]) if point != before]
    return kept[:-1] if kept[0] == kept[-1] else kept  # type: ignore[return-value]


def _arcs(rings: dict[str, list[Ring]]) -> tuple[list[Ring], dict[str, list[list[int]]]]:
    """Cut rings where the districts on either side change, and keep each piece once."""
    around: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in (ring for found in rings.values() for ring in found):
        for before, point, after in zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1], strict=True):
            around[point].add(frozenset((before, after)))
    ends = {point for point, sides in around.items() if len(sides) > 1}
    arcs: list[Ring] = []
    known: dict[tuple[Point, ...], int] = {}
    used = {}
    for code, found in rings.items():
        used[code] = [[_number(piece, arcs, known) for piece in _pieces(ring, ends)] for ring in found]
    return arcs, used


def _pieces(ring: Ring, ends: set[Point]) -> Iterable[Ring]:
    cuts = [index for index, point in enumerate(ring) if point in ends]
    if not cuts:
        start = ring.index(min(ring))  # so that an island and the hole around it are one arc
        turned = ring[start:] + ring[:start]
        return [[*turned, turned[0]]]
    turned = ring[cuts[0] :] + ring[: cuts[0] + 1]
    places = [cut - cuts[0] for cut in cuts] + [len(ring)]
    return [turned[a : b + 1] for a, b in pairwise(places)]


def _number(piece: Ring, arcs: list[Ring], known: dict[tuple[Point, ...], int]) -> int:
    if (found := known.get(tuple(piece))) is not None:
        return found
    known[tuple(piece)], known[tuple(reversed(piece))] = len(arcs), ~len(arcs)
    arcs.append(piece)
    return len(arcs) - 1


def _deltas(arc: Ring) -> list[list[int]]:
    return [list(arc[0]), *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(arc))]


def _label(ring: Ring, stretch: float) -> list[int]:
    """Return the point of a fine grid that lies inside and farthest from the border."""
    outline = np.array(ring, dtype=np.float64) * (stretch, 1.0)
    best: NDArray[Any] = outline.mean(axis=0)
    half = np.ptp(outline, axis=0) / 2
    middle = outline.min(axis=0) + half
    for _ in range(4):
        side = np.linspace(-1, 1, 41)
        points = np.stack(np.meshgrid(side * half[0], side * half[1]), axis=-1).reshape(-1, 2) + middle
        distance = np.where(_inside(points, outline), _to_border(points, outline), -1.0)
        best = points[int(distance.argmax())]
        middle, half = best, half / 8
    return [int(v) for v in np.rint(best / (stretch, 1.0))]


def _inside(points: NDArray[Any], ring: NDArray[Any]) -> NDArray[np.bool_]:
    a, b = ring, np.roll(ring, -1, axis=0)
    x, y = points[:, :1], points[:, 1:]
    crosses = (a[:, 1] > y) != (b[:, 1] > y)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    at = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / rise
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


def _to_border(points: NDArray[Any], ring: NDArray[Any]) -> NDArray[Any]:
    a, way = ring, np.roll(ring, -1, axis=0) - ring
    length = np.maximum((way**2).sum(axis=1), 1e-9)
    part = np.clip(((points[:, None, :] - a) * way).sum(axis=2) / length, 0, 1)
    return np.asarray(np.sqrt(((points[:, None, :] - a - part[:, :, None] * way) ** 2).sum(axis=2)).min(axis=1))


if __name__ == "__main__":
    main()
