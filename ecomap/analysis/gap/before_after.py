"""The tables of two results of one analysis, row by row beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.analysis.record import Cell, Column, Result, Table
from graph_schema import Text

Key = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure before and after; ``None`` where the row is missing or the figure undefined."""

    table: Text
    key: Text
    column: Column
    before: float | None
    after: float | None
    size: float

    @property
    def change(self) -> float | None:
        """After minus before, ``None`` where either is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


def differences(before: Result, after: Result) -> tuple[list[Difference], int]:
    """Compare the numbers of the first table, and of every table of one row, by the columns that name a row.

    A row is named by its ids, else by its texts, else by its labels: as many of these columns, from the left, as
    tell all rows apart. Where none do, rows are compared in their order.

    Parameters
    ----------
    before, after : Result
        Of the same analysis with the same parameters.

    Returns
    -------
    (list of Difference, int)
        Figures that differ, table by table, the largest change relative to its column first; how many are equal.
    """
    found: list[Difference] = []
    equal = 0
    for i, (old, new) in enumerate(zip(before.tables, after.tables, strict=True)):
        if i == 0 or (len(old.rows) == 1 and len(new.rows) == 1):
            changed, same = _compared(old, new)
            found += sorted(changed, key=lambda one: -one.size)
            equal += same
    return found, equal


def _compared(old: Table, new: Table) -> tuple[list[Difference], int]:
    columns = old.spec.columns
    naming = _naming(old, new)
    rows = [_by_key(table, naming) for table in (old, new)]
    numbers = [i for i, column in enumerate(columns) if column.type in ("integer", "number")]
    scale = {i: _largest(i, old, new) for i in numbers}
    found, equal = [], 0
    for key in dict.fromkeys([*rows[0], *rows[1]]):
        one, other = rows[0].get(key), rows[1].get(key)
        for i in numbers:
            a, b = (_number(row[i]) if row else None for row in (one, other))
            if a == b:
                equal += 1
                continue
            size = abs(b - a) / scale[i] if a is not None and b is not None else -1.0
            follows = columns[i].name == "rank" or columns[i].unit == "p"  # from other figures, which are named first
            size = min(size, 0.0) if follows else size
            found.append(Difference(old.spec.label, _shown(one or other or (), naming, old), columns[i], a, b, size))
    return found, equal


def _naming(old: Table, new: Table) -> list[int]:
    """Return the positions of the columns that name a row; empty where none tell all rows apart."""
    if max(len(old.rows), len(new.rows)) <= 1:
        return []
    columns = list(enumerate(old.spec.columns))
    names = [i for kind in ("id", "text", "label") for i, column in columns if column.type == kind]
    for most in range(1, len(names) + 1):
        if all(len({_key(row, names[:most]) for row in table.rows}) == len(table.rows) for table in (old, new)):
            return names[:most]
    return []


def _key(row: Key, naming: list[int]) -> Key:
    return tuple(row[i] for i in naming)


def _by_key(table: Table, naming: list[int]) -> dict[Key, Key]:
    if not naming:
        return {(number,): row for number, row in enumerate(table.rows)}
    return {_key(row, naming): row for row in table.rows}


def _largest(i: int, *tables: Table) -> float:
    values = [abs(value) for table in tables for row in table.rows if (value := _number(row[i])) is not None]
    return max(values, default=0.0) or 1.0


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def _shown(row: Key, naming: list[int], table: Table) -> Text:
    """Return what a row is called: the labels among its columns if there are any before its numbers, else its ids."""
    columns = table.spec.columns
    labels = [row[i] for i, column in enumerate(columns) if column.type == "label" and isinstance(row[i], Text)]
    parts = [cell for cell in labels if isinstance(cell, Text)][: max(1, len(naming))]
    if naming and not parts:
        texts = [str(row[i]) for i in naming]
        parts = [Text(text, text) for text in texts]
    if not parts:
        return table.spec.label
    return Text(" · ".join(part.ko for part in parts), " · ".join(part.en for part in parts))
