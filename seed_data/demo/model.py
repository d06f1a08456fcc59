"""Records of the generator: actors while they are being tied, and the finished demo rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ORIGIN = "synthetic demo data (seed_data/demo)"
FIRST_DAY = date(2016, 1, 1)
LAST_DAY = date(2025, 10, 31)

ORGANISATION_COLUMNS = (
    "id",
    "kind",
    "name_ko",
    "name_en",
    "registration_number",
    "legal_form",
    "level",
    "located_in",
    "active_in",
    "fields",
    "tasks",
    "founded",
    "closed",
    "description",
    "email",
    "phone",
    "synthetic",
    "origin",
)
TIE_COLUMNS = (
    "id",
    "type",
    "source",
    "target",
    "valid_from",
    "valid_to",
    "amount",
    "unit",
    "weight",
    "field",
    "origin",
    "confidence",
)
PROGRAMME_COLUMNS = ("id", "name_ko", "name_en", "place", "fields", "task", "start", "end", "budget")
_NAMES = ("id", "name_ko", "name_en")
_MARKS = ("synthetic", "origin")
BODY_COLUMNS = (*_NAMES, "body_type", "seats", "start", "end", "place", "fields", "part_of", *_MARKS)
RESOURCE_COLUMNS = (*_NAMES, "resource_type", "capacity", "capacity_unit", "place", "fields", *_MARKS)
RECOGNITION_COLUMNS = (*_NAMES, "recognition_type", "year", "awarded_by", *_MARKS)
ORDINANCE_COLUMNS = (*_NAMES, "number", "adopted", "start", "fields", "part_of", *_MARKS)
LINK_COLUMNS = ("type", "source", "target", "valid_from", "valid_to", "amount", "unit", "origin")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the tie rules see it.

    ``gu`` is the district of its seat (empty for the city government), ``pull`` its attraction as a
    partner, and ``role`` its part in a gap (``isolated``, ``dependent``, ``funder``, ``bridge`` or empty).
    """

    id: str
    kind: str
    form: str
    level: str
    gu: str
    place: str
    active_in: tuple[str, ...]
    fields: tuple[str, ...]
    founded: date
    closed: date | None
    pull: float
    role: str = ""

    @property
    def tops(self) -> frozenset[str]:
        """The top-level fields that the actor works in."""
        return frozenset(code.partition(".")[0] for code in self.fields)


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo ecosystem: the rows of three import files, then what no import file has a sheet for.

    ``links`` join actors to programmes, bodies, resources and recognitions, and units and programmes to ordinances.
    """

    organisations: list[dict[str, str]]
    ties: list[dict[str, str]]
    programmes: list[dict[str, str]]
    bodies: list[dict[str, str]]
    resources: list[dict[str, str]]
    recognitions: list[dict[str, str]]
    ordinances: list[dict[str, str]]
    links: list[dict[str, str]]
