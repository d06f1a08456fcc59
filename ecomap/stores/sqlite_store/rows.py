"""Records as rows and as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol, TypeVar

from ecomap.domain.records import NO_PROPERTIES, Edge, Node, Value
from ecomap.errors import InvalidRecord
from graph_schema import Text

# LEFT joins only to fix the order of the tables: every key they look up exists.
NODE_COLUMNS = "n.id, k.text, n.name_ko, n.name_en, n.properties, n.key, n.revision"
NODE_TABLES = "node n LEFT JOIN word k ON k.key = n.kind"
NODE = f"SELECT {NODE_COLUMNS} FROM {NODE_TABLES}"
EDGE = """
SELECT e.id, t.text, s.id, g.id, e.valid_from, e.valid_to, e.weight, e.amount, u.text, f.id, e.properties,
       e.key, e.revision
FROM edge e
LEFT JOIN word t ON t.key = e.type
LEFT JOIN node s ON s.key = e.source
LEFT JOIN node g ON g.key = e.target
LEFT JOIN word u ON u.key = e.unit
LEFT JOIN node f ON f.key = e.field
"""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""


Record = TypeVar("Record", bound=Identified)


def listed(texts: Collection[str]) -> str:
    """Return texts as a parameter for ``json_each``, which takes any number of them.

    It would end a text at a NUL and find what nobody asked for, so such texts, which no id has, are left out.
    """
    return json.dumps([text for text in texts if "\0" not in text])


def batches(records: Iterable[Record], size: int) -> Iterator[dict[str, Record]]:
    """Yield records by id, at most ``size`` at once and never two of one id, in the order given."""
    batch: dict[str, Record] = {}
    for record in records:
        if len(batch) >= size or record.id in batch:
            yield batch
            batch = {}
        batch[record.id] = record
    if batch:
        yield batch


def require_id(record: Identified) -> None:
    """Return if a record's id can be kept.

    Raises
    ------
    InvalidRecord
        If it is empty or has a character that cannot be printed.
    """
    if record.id and record.id.isprintable():
        return
    shown = ascii(record.id)
    raise InvalidRecord(
        Text(f"식별자 {shown}을(를) 쓸 수 없습니다.", f"The id {shown} cannot be used."),
        Text("보이는 글자로 된 식별자를 쓰십시오.", "Use an id of printable characters."),
        column="id",
        value=shown,
    )


def to_node(row: tuple[Any, ...]) -> Node:
    """Return the node of a row of `NODE`."""
    return Node(row[0], row[1], row[2], row[3], _decoded(row[4]))


def to_edge(row: tuple[Any, ...]) -> Edge:
    """Return the edge of a row of `EDGE`."""
    return Edge(
        row[0],
        row[1],
        row[2],
        row[3],
        date.fromordinal(row[4]) if row[4] else None,
        date.fromordinal(row[5]) if row[5] else None,
        row[6],
        row[7],
        row[8],
        row[9] or "",
        _decoded(row[10]),
    )


def properties_json(record: Node | Edge) -> str:
    """Return a record's properties as JSON.

    Raises
    ------
    InvalidRecord
        If a value is no text, finite number, truth value or list of texts.
    """
    if not record.properties:
        return "{}"
    try:
        return _encode(dict(record.properties))
    except (TypeError, ValueError) as error:
        raise InvalidRecord(
            Text(
                f"'{record.id}'의 속성 값을 저장할 수 없습니다: {error}",
                f"A property of '{record.id}' cannot be stored: {error}",
            ),
            Text("글자, 수, 참·거짓, 글자 목록만 씁니다.", "Use texts, finite numbers, truth values, lists of texts."),
            id=record.id,
        ) from error


def record_json(record: Node | Edge) -> str:
    """Return a whole record as JSON, for the past."""
    if isinstance(record, Node):
        values = [record.kind, record.name_ko, record.name_en]
        return _encode([*values, dict(record.properties)])
    days = [day.toordinal() if day else 0 for day in (record.valid_from, record.valid_to)]
    rest = [record.weight, record.amount, record.unit, record.field, dict(record.properties)]
    return _encode([record.type, record.source, record.target, *days, *rest])


def from_record_json(subject: str, family: str, text: str) -> Node | Edge:
    """Return the record that `record_json` wrote."""
    *values, properties = json.loads(text)
    row = (subject, *values, _encode(properties))
    return to_node(row) if family == "node" else to_edge(row)


def _decoded(text: str) -> Mapping[str, Value]:
    if text == "{}":
        return NO_PROPERTIES
    properties: dict[str, Any] = json.loads(text)
    for name, value in properties.items():
        if type(value) is list:
            properties[name] = tuple(value)
    return properties
