"""Rows as text for people: nothing is ever cut."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

READABLE = 14
"""Least width of a column, in terminal cells, in which folded text can still be read; Hangul takes two each."""


def print_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows as a table, or one below the other where a table has no room.

    Into a file or another program every row is one line, as wide as it has to be. On a terminal cells are folded
    over lines while every column keeps a readable width; otherwise each row becomes a block of ``column: value``.

    Parameters
    ----------
    columns : sequence of str
    rows : sequence of sequence of str
        One text a column.
    """
    wide = Console(width=1_000_000, highlight=False)
    table = _table(columns, rows)
    needed = Measurement.get(wide, wide.options, table).maximum
    if not sys.stdout.isatty():
        Console(width=max(needed, 1), highlight=False).print(table)
        return
    terminal = Console(highlight=False)
    if needed <= terminal.width or _least(columns, rows) <= terminal.width:
        terminal.print(table)
    else:
        for row in rows:
            terminal.print(_block(columns, row), soft_wrap=False, overflow="fold")


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table()
    for column in columns:
        table.add_column(escape(column), overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _least(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the width at which every column is as wide as its widest text, or at least readable."""
    widest = [max(map(cell_len, texts)) for texts in zip(columns, *rows, strict=True)]
    return sum(min(width, READABLE) + 3 for width in widest) + 1


def _block(columns: Sequence[str], row: Sequence[str]) -> str:
    shown = [f"[dim]{escape(column)}:[/] {escape(text)}" for column, text in zip(columns, row, strict=True) if text]
    head, facts = "".join(shown[:1]), "  ".join(shown[1:])
    return f"[bold]{head}[/]\n{facts}\n"
