"""CSV files: UTF-8 with or without a byte-order mark, or CP949; comma, semicolon or tab."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from ecomap.errors import InvalidRecord, UnreadableFile
from ecomap.exchange.tables import HEADER_WITHIN, MEBIBYTE, Row, Table, find_header, fitted, no_header
from graph_schema import Text

DELIMITERS = ",;\t"
SHOWN = 80
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FIRST_HANGUL, _LAST_HANGUL = "가", "힣"


@dataclass(frozen=True, slots=True)
class Encoding:
    """Encoding of a file, and how many lines it has."""

    name: str
    lines: int


def read_csv(path: Path, known: Collection[str] = ()) -> list[Table]:
    """Open a CSV file as one table.

    The whole file is decoded once to find its encoding, line by line; its rows are read when asked for.

    Parameters
    ----------
    path : Path
    known : collection of str
        Normalised headers by which a header below a title is recognised.

    Returns
    -------
    list of Table
        One.

    Raises
    ------
    UnreadableFile
        If the bytes are neither UTF-8 nor CP949, or some are one and some the other; names line and byte.
    """
    encoding = find_encoding(path)
    with path.open(encoding=encoding.name, newline="") as file:
        delimiter = _delimiter(file.readline(MEBIBYTE) for _ in range(HEADER_WITHIN))
    number, headers = find_header((record[-1] for record in _records(path, encoding.name, delimiter)), known)
    if not headers:
        raise no_header(path.name)
    rows = partial(_rows, path, encoding.name, delimiter, number, headers)
    return [Table(path.name, "", headers, max(encoding.lines - number, 0), rows, header_row=number)]


def find_encoding(path: Path) -> Encoding:
    """Return the encoding in which every line of a file can be read.

    A line is UTF-8, or else CP949. Lines in ASCII fit both; so do a few short CP949 lines, therefore a line
    counts as proof of UTF-8 only if Hangul comes out of it. Proof of both in one file is a refusal.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Encoding
        ``utf-8-sig`` (which reads UTF-8 with and without a byte-order mark) or ``cp949``.

    Raises
    ------
    UnreadableFile
        For bytes that are neither, for both in one file and for UTF-16.
    """
    with path.open("rb") as file:
        if file.read(2) in _UTF16_MARKS:
            raise _unreadable(path, "UTF-16", 1, 1)
        file.seek(0)
        utf8_line = cp949_line = number = 0
        for number, line in enumerate(iter(partial(file.readline, 16 * MEBIBYTE), b""), 1):
            if line.isascii():
                continue
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as error:
                cp949_line = cp949_line or number
                _require_cp949(path, line, number, error.start)
            else:
                if not utf8_line and ((number == 1 and text[0] == "\ufeff") or _has_hangul(text)):
                    utf8_line = number
            if utf8_line and cp949_line:
                raise _mixed(path, utf8_line, cp949_line)
    return Encoding("cp949" if cp949_line else "utf-8-sig", number)


def _has_hangul(text: str) -> bool:
    return any(_FIRST_HANGUL <= char <= _LAST_HANGUL for char in text)


def _require_cp949(path: Path, line: bytes, number: int, start: int) -> None:
    try:
        line.decode("cp949")
    except UnicodeDecodeError as error:
        raise _unreadable(path, f"0x{line[error.start]:02X}", number, max(error.start, start) + 1) from error


def _unreadable(path: Path, found: str, line: int, byte: int) -> UnreadableFile:
    return UnreadableFile(
        Text(
            f"{path.name}: {line}번째 줄 {byte}번째 바이트({found})를 UTF-8로도 CP949로도 읽을 수 없습니다.",
            f"{path.name}: line {line}, byte {byte} ({found}) is neither UTF-8 nor CP949.",
        ),
        Text(
            "엑셀에서 'CSV UTF-8(쉼표로 분리)' 형식으로 다시 저장하십시오.",
            "Save the file again as 'CSV UTF-8 (comma delimited)'.",
        ),
        file=path.name,
        row=line,
        byte=byte,
    )


def _mixed(path: Path, utf8_line: int, cp949_line: int) -> UnreadableFile:
    return UnreadableFile(
        Text(
            f"{path.name}: 인코딩이 섞여 있습니다. {utf8_line}번째 줄은 UTF-8, {cp949_line}번째 줄은 CP949입니다.",
            f"{path.name}: mixed encodings. Line {utf8_line} is UTF-8, line {cp949_line} is CP949.",
        ),
        Text(
            "두 자료를 각각 열어 UTF-8로 저장한 뒤 합치십시오.",
            "Open the parts one by one, save each as UTF-8, then join them.",
        ),
        file=path.name,
        row=max(utf8_line, cp949_line),
    )


def _delimiter(first: Iterable[str]) -> str:
    """Return the delimiter of the first line that has one."""
    for line in first:
        outside_quotes = "".join(line.split('"')[::2])
        if any(delimiter in outside_quotes for delimiter in DELIMITERS):
            return max(DELIMITERS, key=outside_quotes.count)
    return DELIMITERS[0]


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, int, bool, list[str]]]:
    """Yield record number, line on which the record begins, whether it runs over several lines, cells."""
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        number, begin = 0, 1
        try:
            for number, cells in enumerate(reader, 1):
                yield number, begin, reader.line_num > begin, cells
                begin = reader.line_num + 1
        except csv.Error as error:
            text = _line(path, encoding, begin)
            if "field limit" in str(error):
                raise _too_long(path, number + 1, begin, text) from error
            raise _broken(path, number + 1, begin, text) from error


def _line(path: Path, encoding: str, number: int) -> str:
    """Return the beginning of a line, for people to recognise it."""
    with path.open(encoding=encoding, newline="") as file:
        for line in islice(iter(partial(file.readline, 16 * MEBIBYTE), ""), number - 1, number):
            text = line.rstrip()
            return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return ""


def _broken(path: Path, row: int, line: int, text: str) -> UnreadableFile:
    return UnreadableFile(
        Text(
            f"{path.name}: {row}행({line}번째 줄에서 시작)의 따옴표가 맞지 않아 그 뒤를 읽을 수 없습니다: {text}",
            f"{path.name}: the quotes of row {row} (line {line}) do not match; the rest is unreadable: {text}",
        ),
        Text(
            "여는 큰따옴표를 닫고, 값 안의 큰따옴표는 두 번 적으십시오.",
            "Close the double quote, and write a double quote inside a value twice.",
        ),
        file=path.name,
        row=row,
        line=line,
        value=text,
    )


def _too_long(path: Path, row: int, line: int, text: str) -> UnreadableFile:
    limit = csv.field_size_limit()
    return UnreadableFile(
        Text(
            f"{path.name}: {row}행({line}번째 줄에서 시작)에 한도 {limit:,}자를 넘는 칸이 있습니다: {text}",
            f"{path.name}: a cell of row {row} (line {line}) is longer than the limit of {limit:,} characters: {text}",
        ),
        Text(
            "그 칸을 줄이십시오. 그렇게 긴 칸이 없다면 닫지 않은 큰따옴표를 찾아 닫으십시오.",
            "Shorten that cell; if no cell is that long, find the double quote that was left open and close it.",
        ),
        file=path.name,
        row=row,
        line=line,
        value=text,
    )


def _rows(path: Path, encoding: str, delimiter: str, header_row: int, headers: tuple[str, ...]) -> Iterator[Row]:
    for number, line, spread, cells in _records(path, encoding, delimiter):
        if number <= header_row or not (row := fitted(number, cells, headers)):
            continue
        if spread and (swallowed := _swallowed(cells, delimiter, len(headers))):
            row = Row(number, row.cells, _swallowed_lines(line, *swallowed))
        yield row


def _swallowed(cells: list[str], delimiter: str, width: int) -> tuple[int, str] | None:
    """Return position and text of a cell that holds what looks like whole rows: a quote was left open in it."""
    if width == 1:
        return None
    for position, cell in enumerate(cells):
        if "\n" in cell and any(line.count(delimiter) >= width - 1 for line in cell.splitlines()):
            return position, cell
    return None


def _swallowed_lines(line: int, position: int, cell: str) -> InvalidRecord:
    return InvalidRecord(
        Text(
            f"{line}번째 줄의 값이 다음 행까지 이어집니다. 따옴표가 닫히지 않은 것으로 보입니다.",
            f"A value on line {line} runs on over the following rows; a quote seems to be left open.",
        ),
        Text("그 값의 큰따옴표를 닫으십시오.", "Close the double quote of that value."),
        position=position,
        value=cell[:200],
    )
