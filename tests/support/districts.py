"""A second city whose names are hostile, without outlines."""

from __future__ import annotations

from ecomap.domain.records import Edge, Node
from tests.support.builders import actor, link, place, tie

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e🙂"
LONG = "가" * 300
CITY, HOSTILE_GU, LONG_GU = "9900000000", "9911000000", "9912000000"


def hostile_city() -> tuple[Node | Edge, ...]:
    """Return a city of two districts, one with half of a coordinate, with an actor in each and a tie between them."""
    first, second = f"place:{HOSTILE_GU}", f"place:{LONG_GU}"
    return (
        place(f"place:{CITY}", level="city", code=CITY),
        Node(first, "place", HOSTILE, HOSTILE, {"level": "gu", "code": HOSTILE_GU, "lat": 35.0, "population": 1_000}),
        Node(second, "place", LONG, LONG, {"level": "gu", "code": LONG_GU}),
        link("part_of", first, f"place:{CITY}"),
        link("part_of", second, f"place:{CITY}"),
        actor("a", "intermediary", name=HOSTILE, name_en=HOSTILE),
        actor("b", "intermediary", name=LONG, name_en=LONG),
        link("located_in", "a", first),
        link("located_in", "b", second),
        tie("a", "b"),
    )
