"""Actors and ties as one workbook with a sheet that says what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook

from ecomap.errors import OverBudget
from ecomap.exchange.exports.content import Content
from ecomap.exchange.exports.notes import notes
from ecomap.exchange.exports.rows import Cell, Sheets
from ecomap.exchange.guarding import safe_cell
from ecomap.exchange.result_workbook import MAX_ROWS, MAX_TEXT
from ecomap.exchange.tables import ABOUT
from graph_schema import Text

_ABOUT = Text("설명", "About")
_PASSED = Text("이 시트는 가져오기에서 읽지 않습니다.", "Imports pass over this sheet.")


def write_xlsx(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:  # noqa: ARG001  one table is for CSV
    """Write a workbook with the sheets of actors, ties and about, headers in the reader's language.

    Raises
    ------
    OverBudget
        If a sheet cannot hold all rows.

    Notes
    -----
    Rows go to the file one by one; numbers are numbers, and texts that would be formulas are guarded. An import reads
    the first two sheets back; the last has no table.
    """
    if max(content.counts) > MAX_ROWS:
        raise _too_long(max(content.counts))
    sheets = Sheets(content, lang, labels=True)
    book = Workbook(write_only=True)
    labels = {name: sheet.label.get(lang) for name, sheet in content.ontology.sheets.items()}
    _fill(book, labels["organisations"], sheets.actor_headers(), sheets.actor_rows())
    _fill(book, labels["ties"], sheets.tie_headers(), sheets.tie_rows())
    about: Any = book.create_sheet(_ABOUT.get(lang))
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 22, 110
    about.append([_styled(about, ABOUT), _styled(about, _PASSED.get(lang))])
    for label, value in notes(content):
        about.append([_styled(about, label.get(lang), bold=True), _styled(about, value.get(lang))])
    book.save(out)


def _fill(book: Workbook, title: str, headers: list[str], rows: Iterable[list[Cell]]) -> None:
    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append([_styled(sheet, header, bold=True) for header in headers])
    for row in rows:
        sheet.append([_plain(cell) if isinstance(cell, str) else cell for cell in row])


def _plain(text: str) -> str:
    return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", text))[:MAX_TEXT]


def _styled(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, _plain(text))
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=not bold, vertical="top")
    return cell


def _too_long(count: int) -> OverBudget:
    return OverBudget(
        Text(
            f"XLSX의 시트 하나에는 {MAX_ROWS:,}행까지 들어갑니다. 지금은 {count:,}행입니다.",
            f"A sheet of an XLSX file holds {MAX_ROWS:,} rows; these are {count:,}.",
        ),
        Text("범위를 좁히거나 CSV로 받으십시오.", "Narrow the filter down, or take CSV."),
        value=count,
    )
