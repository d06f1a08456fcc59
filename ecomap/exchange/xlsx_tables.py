"""XLSX workbooks, read a row at a time; formulas are refused: their values need not be in the file."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from ecomap.errors import InvalidRecord, UnreadableFile
from ecomap.exchange.merged_cells import MergedCells, merged_cells
from ecomap.exchange.tables import MEBIBYTE, Row, Table, find_header, fitted, no_header
from graph_schema import Text

MAX_RATIO = 200
"""Most times that a part of a workbook may grow when unpacked; sheets of real registers grow 5 to 30 times."""
MAX_UNPACKED = 10
"""Most bytes that a workbook may hold unpacked, in multiples of the allowed file size."""
_SMALL = 10 * MEBIBYTE
_DAMAGE = (
    zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, AttributeError, TypeError, ParseError,
    EOFError, zlib.error, NotImplementedError,
)  # fmt: skip
"""What openpyxl and the zip module raise on damaged workbooks; refused entities of defusedxml are ValueErrors."""
_LONGEST_NUMBER = 30
"""Digits of a number that somebody may have typed; a larger one is no number of a register, and refused elsewhere."""
_DIGIT_FORMAT = re.compile(r"[0\-]{2,}")


def read_xlsx(path: Path, max_bytes: int, known: Collection[str] = ()) -> list[Table]:
    """Open the visible sheets of a workbook that have a header row.

    Parameters
    ----------
    path : Path
    max_bytes : int
        Allowed size of the file; unpacked it may hold ten times as much.
    known : collection of str
        Normalised headers by which a header below a title is recognised.

    Returns
    -------
    list of Table
        In the workbook's order; at least one.

    Raises
    ------
    UnreadableFile
        If it is damaged, protected by a password, would unpack to too much, or is empty.
    """
    _require_honest_zip(path, max_bytes)
    tables: list[Table] = []
    with _opened(path) as book:
        hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
        for sheet in book.worksheets:
            last = sheet.max_row
            if sheet.title in hidden:
                continue
            texts = (["" if c.value is None else cell_text(c) for c in cells] for cells in _cell_rows(path, sheet))
            number, headers = find_header(texts, known)
            if headers:
                rows = partial(_rows, path, sheet.title, number, headers)
                name = f"{path.name} [{sheet.title}]"
                total = last - number if last else None
                left_out = () if tables else hidden
                tables.append(Table(name, sheet.title, headers, total, rows, header_row=number, left_out=left_out))
    if not tables:
        raise no_header(path.name)
    return tables


def _require_honest_zip(path: Path, max_bytes: int) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise _damaged(path, error) from error
    # The zip module never unpacks more than the declared size, so checking the declaration is enough.
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > max(_SMALL, MAX_RATIO * part.compress_size) for part in parts)
    if unpacked > MAX_UNPACKED * max_bytes or swollen:
        size, limit = unpacked // MEBIBYTE, MAX_UNPACKED * max_bytes // MEBIBYTE
        raise UnreadableFile(
            Text(
                f"{path.name}: 압축을 풀면 {size} MiB입니다. 허용 한도는 {limit} MiB, 압축률 {MAX_RATIO}배입니다.",
                f"{path.name}: unpacks to {size} MiB; allowed are {limit} MiB and a ratio of {MAX_RATIO}.",
            ),
            Text("자료를 CSV 파일로 저장해 가져오십시오.", "Save the data as a CSV file and import that."),
            file=path.name,
            value=unpacked,
        )


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    """Open a workbook; whatever openpyxl raises on a damaged one, here or while rows are read, becomes our error."""
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl remarks on styles, which do not matter here
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    try:
        yield book
    finally:
        book.close()


def _damaged(path: Path, error: BaseException) -> UnreadableFile:
    while error.__cause__ or error.__context__:  # the first one says what is wrong, openpyxl's own only that it is
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    why = str(error).partition("\n")[0]
    return UnreadableFile(
        Text(
            f"{path.name}: 읽을 수 있는 XLSX 통합 문서가 아닙니다. ({why})",
            f"{path.name}: this is no readable XLSX workbook. ({why})",
        ),
        Text(
            "암호를 풀고 엑셀에서 'Excel 통합 문서(.xlsx)'로 다시 저장하십시오.",
            "Remove any password and save it again as 'Excel Workbook (.xlsx)'.",
        ),
        file=path.name,
    )


def _cell_rows(path: Path, sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # programs other than Excel declare a wrong extent, which would cut rows off
    rows = sheet.iter_rows()
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except _DAMAGE as error:
            raise _damaged(path, error) from error
        yield cells


def _rows(path: Path, title: str, header_row: int, headers: tuple[str, ...]) -> Iterator[Row]:
    with _opened(path) as book:
        sheet = book[title]
        merged = _merged_below(path, sheet, header_row)
        for number, cells in enumerate(_cell_rows(path, sheet), 1):
            if number <= header_row:
                continue
            texts = ["" if cell.value is None else cell_text(cell) for cell in cells]
            if row := fitted(number, texts, headers):
                unusable = _unusable(cells)
                if merged:
                    unusable |= _hidden(number, merged, len(headers))
                yield Row(number, row.cells, row.problem, unusable=unusable)


def _merged_below(path: Path, sheet: Any, header_row: int) -> list[MergedCells]:
    try:
        found = merged_cells(path, sheet._worksheet_path)
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    return [cells for cells in found if cells.last_row > header_row]


def _hidden(number: int, merged: list[MergedCells], width: int) -> dict[int, InvalidRecord]:
    """Return why cells of a row are hidden; drops the ranges that end above it."""
    while merged and merged[0].last_row < number:
        merged.pop(0)
    return {
        position: cells.refusal(position)
        for cells in takewhile(lambda cells: cells.first_row <= number, merged)
        for position in cells.hidden(number)
        if position < width
    }


def cell_text(cell: Any) -> str:
    """Return the content of a cell as the text that a person sees in it.

    Parameters
    ----------
    cell : openpyxl cell

    Returns
    -------
    str
        Whole numbers have no decimal point, other numbers all their digits, dates are ISO text, booleans ``true``
        or ``false``. A number shown with leading zeros or as digits with hyphens keeps them.
    """
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        value = int(value)
    if isinstance(value, int) and _DIGIT_FORMAT.fullmatch(form := cell.number_format.replace("\\", "")):
        return _in_digit_format(value, form)
    return repr(value) if isinstance(value, float) else str(value)


def _in_digit_format(value: int, form: str) -> str:
    digits = str(value).zfill(form.count("0"))
    extra = len(digits) - form.count("0")
    following = iter(digits[extra:])
    return digits[:extra] + "".join(next(following) if char == "0" else char for char in form)


def _unusable(cells: Sequence[Any]) -> dict[int, InvalidRecord]:
    return {
        position: _no_value(position, cell)
        for position, cell in enumerate(cells)
        if cell.value is not None and (cell.data_type in {"f", "e"} or _has_lost_digits(cell.value))
    }


def _has_lost_digits(value: Any) -> bool:
    return isinstance(value, int | float) and 2**53 <= abs(value) < 10**_LONGEST_NUMBER


def _no_value(position: int, cell: Any) -> InvalidRecord:
    if cell.data_type not in {"f", "e"}:
        return _lost_digits(position, int(cell.value))
    shown = str(getattr(cell.value, "text", cell.value))  # array formulas are objects
    what = Text("수식", "a formula") if cell.data_type == "f" else Text("오류 값", "an error value")
    return InvalidRecord(
        Text(
            f"값이 아니라 {what.ko}입니다: '{shown}'",
            f"This is not a value but {what.en}: '{shown}'",
        ),
        Text(
            "그 칸을 복사해 '값으로 붙여넣기'를 하십시오.",
            "Copy the cell and paste it as values.",
        ),
        position=position,
        value=shown,
    )


def _lost_digits(position: int, value: int) -> InvalidRecord:
    return InvalidRecord(
        Text(
            f"숫자가 길어 뒷자리가 사라졌습니다: '{value}'",
            f"This number is so long that its last digits are lost: '{value}'",
        ),
        Text(
            "그 칸의 표시 형식을 '텍스트'로 바꾸고 번호를 다시 적으십시오.",
            "Give the cell the format 'Text' and write the number again.",
        ),
        position=position,
        value=str(value),
    )
