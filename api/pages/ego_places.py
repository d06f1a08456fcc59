"""Where the alters of an ego network stand: around the centre on a wide page, in one column on a phone."""

from __future__ import annotations

import math
from dataclasses import dataclass

WIDE, NARROW = 760.0, 358.0
_STEP = 27.0
_RADIUS = 165.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the drawing: where its mark is, and where the name stands.

    Parameters
    ----------
    x, y : float
    side : str
        ``start`` where the name runs to the right of the mark, ``end`` where it ends to the left of it.
    room : float
        Pixels that the name has.
    """

    x: float
    y: float
    side: str
    room: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Places of the centre and of all alters, and the size of the drawing."""

    width: float
    height: float
    centre: tuple[float, float]
    spots: tuple[Spot, ...]
    round: bool


def around(count: int, left: int) -> Plan:
    """Return places on an ellipse, down its left side and then down its right, so that names in rows never meet.

    Parameters
    ----------
    count, left : int
        All rows, and those of them on the left.
    """
    height = max(300.0, _STEP * max(left, count - left) + 40)
    centre = (WIDE / 2, height / 2)
    sides = ((left, -1), (count - left, 1))
    spots = [_on_ellipse(centre, rows, i, side) for rows, side in sides for i in range(rows)]
    return Plan(WIDE, height, centre, tuple(spots), True)


def _on_ellipse(centre: tuple[float, float], rows: int, row: int, side: int) -> Spot:
    half = max(centre[1] - 20, 1.0)
    step = min(2 * half / max(rows, 1), 60.0)
    y = (row - (rows - 1) / 2) * step
    out = math.sqrt(max(1.0 - (y / (half + 14)) ** 2, 0.02))
    x = centre[0] + side * (_RADIUS * out + 18)
    room = (WIDE - x if side > 0 else x) - 18
    return Spot(x, centre[1] + y, "start" if side > 0 else "end", room)


def fan(count: int) -> Plan:
    """Return places in one column beside the centre, for a narrow page."""
    height = max(120.0, _STEP * count + 16)
    spots = [Spot(128.0, 8 + _STEP * (i + 0.5), "start", NARROW - 146) for i in range(count)]
    return Plan(NARROW, height, (20.0, height / 2), tuple(spots), False)
