"""The gaps that the demo ecosystem is built around, read from ``gaps.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from seed_data.loader import read_yaml
from seed_data.rows import Text


@dataclass(frozen=True, slots=True)
class GapRow:
    """One deliberate gap: its kind, the districts, fields and actors it names, and a statement."""

    id: str
    kind: str
    districts: tuple[str, ...]
    fields: tuple[str, ...]
    actors: tuple[str, ...]
    count: int
    statement: Text


@cache
def gaps() -> tuple[GapRow, ...]:
    """Return every gap that the generator builds in, in the order of the file."""
    return tuple(
        GapRow(
            id=row["id"],
            kind=row["kind"],
            districts=tuple(row["districts"]),
            fields=tuple(row["fields"]),
            actors=tuple(row["actors"]),
            count=row["count"],
            statement=Text(ko=row["statement"]["ko"], en=row["statement"]["en"]),
        )
        for row in read_yaml("demo/gaps.yaml")
    )
