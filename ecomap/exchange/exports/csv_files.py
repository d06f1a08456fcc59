"""Actors and ties as CSV: one table, or both with a word about them in a zip file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import IO, BinaryIO, TextIO

from ecomap.exchange.exports.content import Content
from ecomap.exchange.exports.notes import notes
from ecomap.exchange.exports.rows import Cell, Sheets
from ecomap.exchange.guarding import safe_cell

TABLES = ("actors", "ties")


def write_csv(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:
    """Write one table as CSV, or a zip file with both.

    UTF-8 with a byte-order mark, without which Excel does not read Korean; headers are the names of the import's
    columns, and texts that a spreadsheet program would run as formulas have an apostrophe in front.

    Parameters
    ----------
    content : Content
    out : binary file
    lang : str
        Language of names of places and fields.
    table : str
        One of `TABLES`; both by default.
    """
    sheets = Sheets(content, lang, labels=False)
    if table:
        _write(sheets, table, out)
        return
    moment = (*content.about.day.timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for name in TABLES:
            with book.open(_entry(f"{name}.csv", moment), "w") as part:
                _write(sheets, name, part)
        said = "".join(f"{label.get(lang)}: {value.get(lang)}\r\n" for label, value in notes(content))
        book.writestr(_entry("about.txt", moment), "\ufeff" + said)


def _entry(name: str, moment: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment)  # type: ignore[arg-type]
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _write(sheets: Sheets, table: str, out: IO[bytes]) -> None:
    actors = table == "actors"
    headers = sheets.actor_headers() if actors else sheets.tie_headers()
    rows = sheets.actor_rows() if actors else sheets.tie_rows()
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    _rows(text, headers, rows)
    text.detach()


def _rows(text: TextIO, headers: list[str], rows: Iterable[list[Cell]]) -> None:
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    text.flush()


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return safe_cell(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else repr(cell)
