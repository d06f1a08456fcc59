"""Rows of ties as records whose ends are still names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecomap.domain.records import Value
from ecomap.errors import InvalidRecord
from ecomap.exchange.cells import choice_reader, date_reader, number_reader, property_reader, refusal
from ecomap.exchange.columns import (
    Column,
    Frame,
    Note,
    Vocabulary,
    read_columns,
    read_id,
    require,
    require_order,
)
from ecomap.exchange.headers import Layout
from ecomap.exchange.tables import Row, Table
from graph_schema import EdgeKind, Text

CORE = ("valid_from", "valid_to", "weight", "amount", "unit", "field")


@dataclass(slots=True)
class TieDraft:
    """What one row says about a tie.

    Parameters
    ----------
    row : int
    id : str
        Empty where the row gives none.
    type : str
    source, target : str
        Id, registration number or name of the ends.
    core : dict
        Values of `CORE` by name, for the cells that are not empty.
    properties : dict
    notes : list of Note
    """

    row: int
    id: str
    type: str
    source: str
    target: str
    core: dict[str, Any]
    properties: dict[str, Value]
    notes: list[Note]


class TieReader:
    """Reads rows of one table of ties. Parameters as `ecomap.exchange.node_rows.NodeReader`."""

    def __init__(self, table: Table, layout: Layout, vocabulary: Vocabulary, defaults: Mapping[str, str]) -> None:
        self.frame = frame = Frame.of(table, layout, defaults)
        self._labels = labels = {column.name: column.label for column in layout.sheet.columns}
        self._fields = vocabulary.fields
        edges = vocabulary.ontology.edges
        types = {name: edges[name] for name in vocabulary.ontology.tie_types}
        self._units = {name: units_as_written(kind) for name, kind in types.items()}
        self._types = types
        core = [
            frame.column("id", read_id, remember=False),
            frame.column("type", choice_reader(labels["type"], {n: kind.label for n, kind in types.items()})),
            frame.column("source", str, remember=False),
            frame.column("target", str, remember=False),
            frame.column("valid_from", _day(labels["valid_from"], end=False)),
            frame.column("valid_to", _day(labels["valid_to"], end=True)),
            frame.column("weight", number_reader(labels["weight"], minimum=0)),
            frame.column("amount", number_reader(labels["amount"], minimum=0, money=True)),
            frame.column("unit", str, remember=False),
            frame.column("field", self._fields.find),
        ]
        self._core = [column for column in core if column]
        self._properties = {name: self._property_columns(kind) for name, kind in types.items()}
        present = frame.positions.keys()
        self.core_names = frozenset(present & set(CORE))
        self.property_names = frozenset(
            spec.name for kind in types.values() for spec in kind.properties if spec.name in present
        )

    def read(self, row: Row) -> TieDraft:
        """Return what a row says. Raises `InvalidRecord` with column, value and remedy."""
        notes: list[Note] = []
        cells = self.frame.cells(row, notes)
        values = read_columns(self._core, cells)
        if "type" not in values or "source" not in values or "target" not in values:
            for name in ("type", "source", "target"):
                require(values, self.frame, name, self._labels[name])
        require_order(values, self.frame, "valid_from", "valid_to")
        type_ = values["type"]
        if "amount" in values or "unit" in values:
            self._set_unit(type_, values, notes)
        if "field" in values:
            self._set_field(values, notes)
        properties = read_columns(self._properties[type_], cells)
        source, target = values.pop("source"), values.pop("target")
        del values["type"]
        return TieDraft(row.number, values.pop("id", ""), type_, source, target, values, properties, notes)

    def refuse(self, name: str, error: InvalidRecord) -> InvalidRecord:
        """Return an error with the header of a column in its context."""
        position = self.frame.positions.get(name)
        error.context["column"] = self.frame.headers[position] if position is not None else name
        return error

    def _set_unit(self, type_: str, values: dict[str, Any], notes: list[Note]) -> None:
        units = self._units[type_]
        if "amount" not in values:
            del values["unit"]
            return
        allowed = ", ".join(self._types[type_].amount_units)
        if not units:
            label = self._types[type_].label
            remedy = Text(f"'{label.ko}'에는 금액 칸을 비우십시오.", f"A tie '{type_}' has no amount; leave it empty.")
            raise self.refuse("amount", refusal(self._labels["amount"], f"{values['amount']:g}", remedy))
        if "unit" not in values:
            values["unit"] = self._types[type_].amount_units[0]
            text = Text(f"단위가 없어 {values['unit']}(으)로 읽었습니다.", f"No unit given; read as {values['unit']}.")
            notes.append(Note("unit", "", text))
        elif found := units.get(values["unit"].casefold()):
            values["unit"] = found
        else:
            remedy = Text(f"쓸 수 있는 단위: {allowed}", f"Allowed: {allowed}")
            raise self.refuse("unit", refusal(self._labels["unit"], values["unit"], remedy))

    def _set_field(self, values: dict[str, Any], notes: list[Note]) -> None:
        ids, unknown = values.pop("field")
        header = self.frame.headers[self.frame.positions["field"]]
        if ids:
            values["field"] = ids[0]
        for one in ids[1:]:
            text = Text(f"분야는 하나만 둡니다: {ids[0]}", f"A tie has one field; kept {ids[0]}.")
            notes.append(Note(header, one, text))
        for part in unknown:
            text = Text("분야를 찾지 못해 비워 두었습니다.", "No policy field found, so it stays empty.")
            notes.append(Note(header, part, text))

    def _property_columns(self, kind: EdgeKind) -> list[Column]:
        columns = [
            self.frame.column(spec.name, property_reader(spec), remember=spec.type == "number")
            for spec in kind.properties
        ]
        return [column for column in columns if column]


def units_as_written(kind: EdgeKind) -> dict[str, str]:
    """Return the units of a type by the ways in which they are written."""
    written = {
        "KRW": ("krw", "원", "₩"),
        "persons": ("persons", "person", "명"),
        "hours": ("hours", "hour", "시간"),
    }
    return {word: unit for unit in kind.amount_units for word in written.get(unit, (unit.casefold(),))}


def _day(label: Text, *, end: bool) -> Callable[[str], date]:
    read = date_reader(label, end=end)
    return lambda text: date.fromisoformat(str(read(text)))
