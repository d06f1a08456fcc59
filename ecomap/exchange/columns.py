"""Columns of one table, compiled once: where each stands and what reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ecomap.domain.texts import clean, control_character
from ecomap.errors import InvalidRecord
from ecomap.exchange.cells import refusal
from ecomap.exchange.fields import FieldIndex
from ecomap.exchange.headers import Layout
from ecomap.exchange.places import PlaceIndex
from ecomap.exchange.tables import Row, Table
from graph_schema import Ontology, Text

MAX_ID = 200
RESERVED_ENDS = ("history", "neighbourhood")
"""Behind a slash these ask for something about a record; as the end of an id they would hide the record."""
_UNADDRESSABLE = frozenset({"", ".", ".."})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names in cells refer to: the ontology, and the places, fields and tasks of the register."""

    ontology: Ontology
    places: PlaceIndex
    fields: FieldIndex
    tasks: Mapping[str, str]
    """Task ids by the comparison form of id, code and names."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something in an accepted row that its writer should know."""

    column: str
    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: position of its cell, its header as written, its name, what reads its text."""

    position: int
    header: str
    name: str
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """A table's columns without their readers.

    Parameters
    ----------
    headers : tuple of str
        As written, then the names of the columns that only have a default.
    positions : mapping
        By name of the column.
    extra : tuple of str
        Cleaned defaults, one for each header without a cell in the file.
    used : tuple of int
        Positions that are read; cells of ignored columns may hold anything.
    """

    headers: tuple[str, ...]
    positions: Mapping[str, int]
    extra: tuple[str, ...] = ()
    used: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, table: Table, layout: Layout, defaults: Mapping[str, str]) -> Frame:
        """Return the frame of a table; a default counts only where the table lacks the column."""
        known = {column.name for column in layout.sheet.columns}
        given = {n: clean(v) for n, v in defaults.items() if n in known and n not in layout.positions}
        first = len(table.headers)
        positions = layout.positions | {name: first + i for i, name in enumerate(given)}
        headers = (*table.headers, *given)
        return cls(headers, positions, tuple(given.values()), tuple(layout.positions.values()))

    def column(self, name: str, read: Callable[[str], Any], *, remember: bool = True) -> Column | None:
        """Return a column with its reader, ``None`` if the table lacks it.

        With ``remember``, what was read from a text before is not read again; for readers of few distinct texts.
        """
        if name not in self.positions:
            return None
        reader = lru_cache(maxsize=8192)(read) if remember else read
        return Column(self.positions[name], self.headers[self.positions[name]], name, reader)

    def cells(self, row: Row, notes: list[Note]) -> Sequence[str]:
        """Return the row's cells cleaned, with the defaults behind them.

        Raises
        ------
        InvalidRecord
            If the reader refused the row, or a cell has a control character.
        """
        if (problem := row.refusal(self.used)) is not None:
            if "position" in problem.context:
                problem.context["column"] = self.headers[problem.context["position"]]
            raise problem
        if _is_clean("|".join(row.cells)):
            return [*row.cells, *self.extra] if self.extra else row.cells
        cells = list(row.cells)
        for position in self.used:
            cells[position] = self._visible(position, cells[position], notes)
        return [*cells, *self.extra]

    def _visible(self, position: int, text: str, notes: list[Note]) -> str:
        header = self.headers[position]
        if found := control_character(text):
            error = refusal(
                Text(header, header),
                text.replace("\x00", "␀"),
                Text(
                    f"보이지 않는 제어 문자 {found}을(를) 지우십시오.",
                    f"Remove the control character {found}.",
                ),
            )
            error.context["column"] = header
            raise error
        result = clean(text)
        if result != " ".join(unicodedata.normalize("NFC", text).split()):
            note = Text(
                "글자 방향을 바꾸거나 보이지 않는 표시를 지웠습니다.",
                "Direction or invisible marks were dropped.",
            )
            notes.append(Note(header, result, note))
        return result


def _is_clean(joined: str) -> bool:
    """Whether `clean` would leave all cells of a row alone; one look at a row is cheaper than one a cell."""
    if joined.isascii() and "  " not in joined and joined[:1] != " " != joined[-1:]:
        return joined.isprintable() and " |" not in joined and "| " not in joined
    return joined.isprintable() and " |" not in joined and "| " not in joined and clean(joined) == joined


def read_columns(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, Any]:
    """Return the values of the cells that are not empty, by name; an error names the column by its header."""
    values: dict[str, Any] = {}
    for column in columns:
        if text := cells[column.position]:
            try:
                values[column.name] = column.read(text)
            except InvalidRecord as error:
                error.context["column"] = column.header
                raise
    return values


def read_id(text: str) -> str:
    """Return an id as written; refuse one with white space, of absurd length, or that no address can hold."""
    if len(text) > MAX_ID or " " in text or not text.isprintable():
        raise refusal(
            Text("식별자", "ID"),
            text,
            Text(
                f"빈칸 없이 {MAX_ID}자 이내로 쓰십시오.",
                f"Write it without spaces, in at most {MAX_ID} characters.",
            ),
        )
    if "/" not in text and text not in _UNADDRESSABLE:
        return text
    parts = text.split("/")
    if not _UNADDRESSABLE.isdisjoint(parts) or (len(parts) > 1 and parts[-1] in RESERVED_ENDS):
        listed = ", ".join(f"/{end}" for end in RESERVED_ENDS)
        raise refusal(
            Text("식별자", "ID"),
            text,
            Text(
                f"빗금(/)은 글자 사이에만 쓰고, '.'만으로 된 마디나 {listed}(으)로 끝나는 것은 피하십시오.",
                f"Write / only between other characters, no part that is '.' or '..', and no end such as {listed}.",
            ),
        )
    return text


def require(values: Mapping[str, Any], frame: Frame, name: str, label: Text) -> Any:
    """Return a value that has to be there."""
    if name in values:
        return values[name]
    position = frame.positions.get(name)
    raise InvalidRecord(
        Text(f"'{label.ko}'이(가) 비어 있습니다.", f"'{label.en}' is empty."),
        Text("값을 적으십시오.", "Fill it in."),
        column=frame.headers[position] if position is not None else name,
        value="",
    )


def require_order(values: Mapping[str, Any], frame: Frame, first: str, last: str) -> None:
    """Refuse a period that ends before it starts."""
    if first in values and last in values and values[last] < values[first]:
        raise InvalidRecord(
            Text(
                f"끝나는 날 {values[last]}이(가) 시작하는 날 {values[first]}보다 앞섭니다.",
                f"The end {values[last]} is before the start {values[first]}.",
            ),
            Text("두 날짜를 확인하십시오.", "Check the two dates."),
            column=frame.headers[frame.positions[last]],
            value=str(values[last]),
        )
