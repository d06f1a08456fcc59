"""Columns of result tables by name."""

from __future__ import annotations

from typing import TypeGuard

from ecomap.analysis.record import Cell, Chart, Result, Table
from ecomap.exchange.results import heading


def chart_table(chart: Chart, result: Result) -> Table:
    """Return the table that a chart draws: the one that it names, the first by default."""
    if not chart.table:
        return result.tables[0]
    return next(table for table in result.tables if table.spec.name == chart.table)


def column(table: Table, name: str) -> list[Cell]:
    """Return the cells of a column."""
    index = [spec.name for spec in table.spec.columns].index(name)
    return [row[index] for row in table.rows]


def title(table: Table, name: str, lang: str) -> str:
    """Return the heading of a column."""
    return next(heading(spec, lang) for spec in table.spec.columns if spec.name == name)


def is_number(cell: Cell) -> TypeGuard[int | float]:
    """Whether a cell is a number that can be drawn."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)
