"""Outlines of districts and dong: read from the packaged topology, projected to a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

import seed_data

Points = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Outline:
    """The shape of one place.

    Parameters
    ----------
    rings : tuple of ndarray of float64 (points × 2)
        Closed rings, the outer one first; longitude and latitude in degrees, or x and y of a drawing.
    label : ndarray of float64, length 2
        The point inside that lies farthest from the border.
    """

    rings: tuple[Points, ...]
    label: Points


@dataclass(frozen=True)
class Drawing:
    """Outlines of some places in the units of one drawing, y downwards.

    Parameters
    ----------
    width, height : float
    shapes : mapping of str to Outline
        By code.
    """

    width: float
    height: float
    shapes: Mapping[str, Outline]


@cache
def outlines(level: str) -> Mapping[str, Outline]:
    """Return the outlines of the places of a level by code, in degrees.

    Parameters
    ----------
    level : str
        ``gu`` or ``dong``.

    Notes
    -----
    Cost: some milliseconds once a process.
    """
    topology = seed_data.outlines(level)
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    return {
        found["id"]: Outline(
            tuple(_ring(arcs, ring) for ring in found["arcs"]), np.array(found["label"]) * scale + shift
        )
        for found in topology["objects"][level]["geometries"]
    }


def _ring(arcs: Sequence[Points], numbers: Iterable[int]) -> Points:
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def drawing(shapes: Mapping[str, Outline], width: float, *, margin: float = 8.0, highest: float = math.inf) -> Drawing:
    """Return outlines projected to a drawing of some width, with north above.

    Equirectangular with the true proportion at the middle latitude, which within one city nobody can tell from a
    conformal projection.

    Parameters
    ----------
    shapes : mapping of str to Outline
        In degrees; at least one.
    width : float
        Width of the drawing, margins included.
    margin : float
    highest : float
        Greatest height; what is taller is drawn smaller and stays in the middle.
    """
    every = np.concatenate([ring for shape in shapes.values() for ring in shape.rings])
    low, high = every.min(axis=0), every.max(axis=0)
    stretch = np.array([math.cos(math.radians(float(low[1] + high[1]) / 2)), 1.0])
    size = np.maximum((high - low) * stretch, 1e-9)
    scale = min((width - 2 * margin) / float(size[0]), (highest - 2 * margin) / float(size[1]))
    left = (width - float(size[0]) * scale) / 2
    top = float(high[1])

    def placed(points: Points) -> Points:
        moved = (points - (low[0], top)) * stretch * (scale, -scale)
        return np.asarray(np.add(moved, (left, margin)))

    return Drawing(
        width,
        float(size[1]) * scale + 2 * margin,
        {code: Outline(tuple(map(placed, shape.rings)), placed(shape.label)) for code, shape in shapes.items()},
    )


def geometry(shape: Outline | None) -> dict[str, Any] | None:
    """Return an outline in degrees as a GeoJSON geometry (RFC 7946), ``None`` where there is none."""
    if shape is None:
        return None
    rings = [_wound(ring, index) for index, ring in enumerate(shape.rings)]
    return {"type": "Polygon", "coordinates": [np.round(ring, 5).tolist() for ring in rings]}


def _wound(ring: Points, index: int) -> Points:
    """Return a ring against the clock, a hole with it, as RFC 7946 asks."""
    x, y = ring[:-1].T
    twice = float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
    return ring if (twice > 0) == (index == 0) else ring[::-1]
