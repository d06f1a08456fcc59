"""Records as JSON text: their properties, and the whole of them as the past keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ecomap.domain.records import NO_PROPERTIES, Edge, Node, Value
from ecomap.stores.refusals import require_values

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def properties_json(record: Node | Edge) -> str:
    """Return a record's properties as JSON; raises `InvalidRecord` for a value that cannot be kept."""
    if not record.properties:
        return "{}"
    require_values(record)
    return _encode(dict(record.properties))


def to_properties(text: str) -> Mapping[str, Value]:
    """Return the properties that `properties_json` wrote."""
    if text == "{}":
        return NO_PROPERTIES
    properties: dict[str, Any] = json.loads(text)
    for name, value in properties.items():
        if type(value) is list:
            properties[name] = tuple(value)
    return properties


def record_values(record: Node | Edge) -> list[Any]:
    """Return all of a record but its id as values that JSON has, properties last."""
    if isinstance(record, Node):
        return [record.kind, record.name_ko, record.name_en, dict(record.properties)]
    days = [day.toordinal() if day else 0 for day in (record.valid_from, record.valid_to)]
    rest = [record.weight, record.amount, record.unit, record.field, dict(record.properties)]
    return [record.type, record.source, record.target, *days, *rest]


def record_json(record: Node | Edge) -> str:
    """Return a whole record but its id as JSON."""
    return _encode(record_values(record))


def family(record: Node | Edge) -> str:
    """Return ``node`` or ``edge``."""
    return "node" if isinstance(record, Node) else "edge"


def from_record_json(subject: str, family: str, text: str) -> Node | Edge:
    """Return the record that `record_json` wrote, a ``node`` or an ``edge``."""
    values = json.loads(text)
    kept = to_properties(_encode(values.pop()))
    if family == "node":
        kind, name_ko, name_en = values
        return Node(subject, kind, name_ko, name_en, kept)
    kind, source, target, since, until, weight, amount, unit, field = values
    return Edge(subject, kind, source, target, to_day(since), to_day(until), weight, amount, unit, field, kept)


def to_day(number: int) -> date | None:
    """Return the day of a number, ``None`` for `NO_DAY`."""
    return date.fromordinal(number) if number else None
