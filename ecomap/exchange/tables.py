"""What every reader of a table file hands over: headers, and rows of text one after another."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ecomap.errors import InvalidRecord, UnreadableFile
from ecomap.exchange.guarding import bare_cell
from graph_schema import Text, normalise_header

MEBIBYTE = 1024 * 1024
HEADER_WITHIN = 10
"""Rows among which the header is looked for: registers put titles and dates above their tables."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Parameters
    ----------
    number : int
        Row number as a spreadsheet program shows it: the header is row 1 unless a title stands above it.
    cells : sequence of str
        One text a header, empty where the cell is empty.
    problem : InvalidRecord, optional
        Why the reader already refuses this row, such as a quote left open in it; ``context`` has the ``position`` of
        the cell or the header of its ``column``.
    original : sequence of str
        The cells as the file has them, where the reader made other ones of them; empty if ``cells`` are those.
    unusable : mapping, optional
        Why cells have no value, such as a formula in one, by position. It refuses the row only if the cell is needed.
    """

    number: int
    cells: Sequence[str]
    problem: InvalidRecord | None = None
    original: Sequence[str] = ()
    unusable: Mapping[int, InvalidRecord] | None = None

    def refusal(self, positions: Collection[int]) -> InvalidRecord | None:
        """Return why the row cannot be used by whom the cells at some positions matter to, if so."""
        if self.problem is not None or not self.unusable:
            return self.problem
        return next((error for position, error in self.unusable.items() if position in positions), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file.

    Parameters
    ----------
    file : str
        How messages name it: the file's name, with the sheet's name behind it where it has sheets.
    name : str
        Name of the sheet, empty for CSV.
    headers : tuple of str
        As written in the file.
    total : int or None
        Rows below the header, ``None`` where the file does not say; for progress only.
    rows : callable
        Returns an iterator that reads the file again from its first row, a row at a time. It raises
        `UnreadableFile` where the file breaks off or cannot be read further.
    original_headers : tuple of str
        Headers of ``Row.original``; empty if ``headers`` are those.
    header_row : int
        Row number of the header.
    left_out : tuple of str
        Hidden sheets of the same file, which are not read; the file's first table names them.
    """

    file: str
    name: str
    headers: tuple[str, ...]
    total: int | None
    rows: Callable[[], Iterator[Row]]
    original_headers: tuple[str, ...] = ()
    header_row: int = 1
    left_out: tuple[str, ...] = ()


def find_header(first: Iterable[Sequence[str]], known: Collection[str]) -> tuple[int, tuple[str, ...]]:
    """Return row number and cells of the header.

    It is the first row, unless no cell of that is a known header and one of the next rows has two or more: then the
    first row was a title, and the header is the row with the most.

    Parameters
    ----------
    first : iterable of sequence of str
        At least `HEADER_WITHIN` rows of the file if it has so many.
    known : collection of str
        Normalised headers of all sheets.

    Returns
    -------
    int
    tuple of str
        Empty where the first row is empty and no other is a header.
    """
    rows = [tuple(cell.strip() for cell in trimmed(cells)) for cells in islice(first, HEADER_WITHIN)]
    counts = [len({name for cell in row if (name := normalise_header(cell)) in known}) for row in rows]
    if not rows:
        return 1, ()
    best = counts.index(max(counts))
    return (best + 1, rows[best]) if not counts[0] and counts[best] >= 2 else (1, rows[0])


def trimmed(cells: Sequence[str]) -> list[str]:
    """Return the cells without the empty ones behind the last that has content."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return list(cells[:end])


def fitted(number: int, cells: Sequence[str], headers: tuple[str, ...]) -> Row | None:
    """Return a row of a file with one cell a header, without the apostrophes that guard against formulas.

    ``None`` for an empty row, and a refusal where cells are left over.
    """
    if "'" in "".join(cells):
        cells = [bare_cell(cell) for cell in cells]
    missing = len(headers) - len(cells)
    if missing < 0:
        cells = trimmed(cells)
        missing = len(headers) - len(cells)
    if missing < 0:
        return Row(number, cells[: len(headers)], _left_over(cells, headers))
    if missing:
        cells = [*cells, *[""] * missing]
    if not (cells[0].strip() or "".join(cells).strip()):
        return None
    return Row(number, cells)


def _left_over(cells: Sequence[str], headers: tuple[str, ...]) -> InvalidRecord:
    value = cells[len(headers)]
    return InvalidRecord(
        Text(
            f"머리글은 {len(headers)}칸인데 이 행은 {len(cells)}칸입니다. 남는 값: '{value}'",
            f"The header has {len(headers)} cells and this row has {len(cells)}. First value left over: '{value}'",
        ),
        Text(
            "값 안에 구분 기호가 있으면 그 값을 큰따옴표로 감싸십시오.",
            "Put double quotes around a value that contains the separator.",
        ),
        column="",
        value=value,
    )


def no_header(file: str) -> UnreadableFile:
    """Return the refusal of a file without any content."""
    return UnreadableFile(
        Text(f"{file}: 머리글 행이 없습니다.", f"{file}: there is no header row."),
        Text("첫 행에 열 이름을 적으십시오.", "Write the column names into the first row."),
        file=file,
    )
