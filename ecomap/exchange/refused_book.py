"""Refused rows of a preview as XLSX and CSV, with the reason and the remedy, to be corrected and uploaded again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook import Workbook

from ecomap.exchange.guarding import safe_cell
from ecomap.exchange.refused import REASON_HEADERS
from ecomap.exchange.row_file import FiledRow

_LONGEST = 32_000
"""Characters of a cell; spreadsheet programs call a workbook with longer ones damaged."""
_TITLE = 31


def write_refused(path: Path, told: Sequence[Mapping[str, Any]], rows: Iterable[FiledRow]) -> None:
    """Write refused rows to ``path`` with the endings ``.xlsx`` and ``.csv``.

    The workbook has a sheet for each table of the file that has refused rows. The CSV file has those of the first
    such table alone, or rather all that share its headers, so that it has the form of a file to upload.

    Parameters
    ----------
    path : Path
        Without ending.
    told : sequence of mapping
        Tables in the order in which rows count them: ``name``, ``headers``, ``original`` headers, ``sheet``.
    rows : iterable of FiledRow
    """
    book = Workbook(write_only=True)
    sheets: dict[int, Any] = {}
    first: tuple[str, ...] = ()
    # The byte-order mark lets Excel read Korean.
    with path.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for row in rows:
            table = told[row.table]
            headers = tuple(table["original"] or table["headers"])
            if row.table not in sheets:
                sheets[row.table] = sheet = book.create_sheet(_title(table, len(sheets)))
                sheet.append(_cells((*headers, *REASON_HEADERS)))
            cells = list(_row(table["file"], headers, row))
            sheets[row.table].append(_cells(cells))
            if not first:
                first = headers
                writer.writerow(_cells((*headers, *REASON_HEADERS)))
            if headers == first:
                writer.writerow(_cells(cells))
    if not sheets:
        book.create_sheet("refused").append(_cells(REASON_HEADERS))
    book.save(path.with_suffix(".xlsx"))


def _row(file: str, headers: Sequence[str], row: FiledRow) -> Iterator[str]:
    cells = row.original or row.cells
    yield from (*cells[: len(headers)], *[""] * (len(headers) - len(cells)))
    detail = row.detail
    yield from (file, str(row.number), detail.get("column", ""), detail.get("value", ""))
    yield from (*detail.get("reason", ("", "")), *detail.get("remedy", ("", "")))


def _cells(texts: Iterable[str]) -> list[str]:
    return [safe_cell(ILLEGAL_CHARACTERS_RE.sub("␀", text))[:_LONGEST] for text in texts]


def _title(table: Mapping[str, Any], number: int) -> str:
    plain = "".join(char for char in table["name"] or table["sheet"] if char not in "[]:*?/\\'")
    return f"{plain[: _TITLE - 4]}-{number + 1}" if number else plain[:_TITLE] or "refused"
