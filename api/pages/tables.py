"""Result tables as the templates draw them: texts in the reader's language, numbers rounded, ids as links."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.analysis.record import Cell, Column, Table
from ecomap.exchange.results import cell_text, heading


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column heading and whether its cells are numbers."""

    heading: str
    description: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell's text, and the page that its id leads to."""

    text: str
    numeric: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table ready to draw."""

    label: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[tuple[ShownCell, ...], ...]


def shown(table: Table, lang: str, actors: frozenset[str]) -> ShownTable:
    """Return a table ready to draw.

    Parameters
    ----------
    table : Table
    lang : str
    actors : frozenset of str
        Ids that have an actor page.
    """
    columns = table.spec.columns
    return ShownTable(
        table.spec.label.get(lang),
        tuple(ShownColumn(heading(c, lang), c.description.get(lang), _numeric(c)) for c in columns),
        tuple(tuple(_cell(cell, c, lang, actors) for cell, c in zip(row, columns, strict=True)) for row in table.rows),
    )


def _numeric(column: Column) -> bool:
    return column.type in ("integer", "number")


def _cell(cell: Cell, column: Column, lang: str, actors: frozenset[str]) -> ShownCell:
    if isinstance(cell, bool):
        return ShownCell("✓" if cell else "", numeric=False)
    if isinstance(cell, float):
        return ShownCell(_rounded(cell), numeric=True)
    if isinstance(cell, int):
        return ShownCell(str(cell) if column.unit == "year" else f"{cell:,}", numeric=True)
    href = f"/actors/{cell}" if column.type == "id" and cell in actors else ""
    return ShownCell(cell_text(cell, lang), _numeric(column), href)


def _rounded(value: float) -> str:
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 1 else f"{value:.3g}"
