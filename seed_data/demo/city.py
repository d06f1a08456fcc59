"""The city as the generator needs it: districts with their dong, size and nearest neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass

from seed_data.loader import fields, places
from seed_data.rows import PlaceRow

CITY_CODE = "1100000000"
# Seats of city-level actors: central districts that take no part in a deliberate gap.
CENTRAL_GU = ("1111000000", "1114000000", "1117000000", "1141000000", "1144000000", "1156000000")
NEAREST = 4


@dataclass(frozen=True, slots=True)
class District:
    """A gu with its dong and the codes of the gu whose centres are nearest."""

    place: PlaceRow
    dong: tuple[PlaceRow, ...]
    near: tuple[str, ...]

    @property
    def code(self) -> str:
        """The gu's administrative code."""
        return self.place.code


def districts() -> tuple[District, ...]:
    """Return the 25 gu in the order of their codes."""
    gu = [row for row in places() if row.level == "gu"]
    return tuple(
        District(
            place=row,
            dong=tuple(child for child in places() if child.parent_code == row.code),
            near=_nearest(row, gu),
        )
        for row in gu
    )


def top_fields() -> tuple[str, ...]:
    """Return the codes of the top-level fields."""
    return tuple(row.code for row in fields() if not row.parent)


def sub_fields() -> dict[str, tuple[str, ...]]:
    """Return the codes of the sub-fields of each top-level field."""
    return {top: tuple(row.code for row in fields() if row.parent == top) for top in top_fields()}


def _nearest(row: PlaceRow, others: list[PlaceRow]) -> tuple[str, ...]:
    ranked = sorted((_distance(row, other), other.code) for other in others if other.code != row.code)
    return tuple(code for _, code in ranked[:NEAREST])


def _distance(one: PlaceRow, two: PlaceRow) -> float:
    # Flat distance is enough to rank neighbours inside one city;
    # a degree of longitude is about 0.79 of one of latitude here.
    return math.hypot((one.lat or 0.0) - (two.lat or 0.0), 0.79 * ((one.lon or 0.0) - (two.lon or 0.0)))
