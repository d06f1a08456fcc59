"""Flows between places as arcs: the wider the more, with an arrow where they have a direction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from api.pages.districts.drawing import Spot

WIDEST = 13.0
_NARROWEST = 1.0
_BEND = 0.18
_AWAY = 10.0
"""How far from the middle of a place an arc begins and ends."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One flow: the codes of its ends, its value, and what is read out of it."""

    source: str
    target: str
    value: float
    spoken: str


def arcs_svg(arcs: Sequence[Arc], spots: Mapping[str, Spot], *, directed: bool) -> str:
    """Return the arcs between the places that have a spot, the widest below the others.

    Parameters
    ----------
    arcs : sequence of Arc
    spots : mapping of str to (float, float)
        By code.
    directed : bool
        Whether to draw arrows. Arcs there and back bend to different sides.
    """
    drawn = [arc for arc in arcs if arc.source in spots and arc.target in spots]
    largest = max((arc.value for arc in drawn), default=0.0)
    ordered = sorted(drawn, key=lambda arc: -arc.value)
    return '<g class="flows">' + "".join(_arc(arc, spots, largest, directed=directed) for arc in ordered) + "</g>"


def width_of(value: float, largest: float) -> float:
    """Return the width of a line, in proportion to its value."""
    return max(_NARROWEST, WIDEST * value / largest) if largest > 0 else _NARROWEST


def _arc(arc: Arc, spots: Mapping[str, Spot], largest: float, *, directed: bool) -> str:
    (x1, y1), (x2, y2) = spots[arc.source], spots[arc.target]
    dx, dy = x2 - x1, y2 - y1
    length = math.hypot(dx, dy) or 1.0
    width = width_of(arc.value, largest)
    head = (6.0 + 1.1 * width) if directed else 0.0
    bend = (x1 + x2) / 2 - dy * _BEND, (y1 + y2) / 2 + dx * _BEND
    away = min(_AWAY, length / 4)
    start = _toward((x1, y1), bend, away)
    tip = _toward((x2, y2), bend, away)
    end = _toward(tip, bend, head)
    line = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    parts = f'<path class="line" d="{line}" stroke-width="{width:.1f}"/>'
    if directed:
        parts += f'<path class="head" d="{_head(end, tip, width)}"/>'
    return (
        f'<g class="flow" role="img" aria-label="{escape(arc.spoken)}"><title>{escape(arc.spoken)}</title>{parts}</g>'
    )


def _toward(point: Spot, other: Spot, far: float) -> Spot:
    dx, dy = other[0] - point[0], other[1] - point[1]
    length = math.hypot(dx, dy) or 1.0
    return point[0] + dx / length * far, point[1] + dy / length * far


def _head(base: Spot, tip: Spot, width: float) -> str:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = math.hypot(dx, dy) or 1.0
    half = 3.0 + 0.8 * width
    nx, ny = -dy / length * half, dx / length * half
    corners = ((base[0] + nx, base[1] + ny), tip, (base[0] - nx, base[1] - ny))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "z"
