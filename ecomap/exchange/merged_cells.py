"""Merged cells of a worksheet: all but the first look filled to people and are empty in the file."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import column_index_from_string

from ecomap.errors import InvalidRecord
from ecomap.exchange.tables import MEBIBYTE
from graph_schema import Text

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_LONGEST = 200
"""Bytes of one element at most; so many are kept so that none is cut in two."""


@dataclass(frozen=True, slots=True)
class MergedCells:
    """One merged range.

    Parameters
    ----------
    name : str
        As a spreadsheet program shows it, such as ``C2:C4``.
    first_row, last_row : int
        Row numbers, both included.
    first, last : int
        Positions of cells in a row, both included.
    """

    name: str
    first_row: int
    last_row: int
    first: int
    last: int

    def hidden(self, row: int) -> range:
        """Return the positions of a row whose own content the range hides."""
        if not self.first_row <= row <= self.last_row:
            return range(0)
        return range(self.first + (row == self.first_row), self.last + 1)

    def refusal(self, position: int) -> InvalidRecord:
        """Return why a hidden cell has no value."""
        return InvalidRecord(
            Text(
                f"병합된 칸({self.name})이라 이 행의 값이 없습니다.", f"Merged cells ({self.name}): none in this row."
            ),
            Text(
                "셀 병합을 풀고 행마다 값을 적으십시오.",
                "Unmerge the cells and write the value into each row.",
            ),
            position=position,
            value="",
        )


def merged_cells(path: Path, part: str) -> list[MergedCells]:
    """Return the merged ranges of a worksheet, topmost first.

    Parameters
    ----------
    path : Path
        A workbook.
    part : str
        Name of the worksheet's part in it.

    Returns
    -------
    list of MergedCells

    Raises
    ------
    KeyError, zipfile.BadZipFile, zlib.error
        If the workbook is damaged.

    Notes
    -----
    The ranges stand behind all rows, so this unpacks the whole part once, a piece at a time.
    """
    found, kept = [], b""
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        while piece := file.read(MEBIBYTE):
            kept += piece
            end = 0
            for match in _MERGED.finditer(kept):
                left, top, right, bottom = (group.decode() for group in match.groups())
                columns = column_index_from_string(left) - 1, column_index_from_string(right) - 1
                found.append(MergedCells(f"{left}{top}:{right}{bottom}", int(top), int(bottom), *columns))
                end = match.end()
            kept = kept[max(end, len(kept) - _LONGEST) :]
    return sorted(found, key=lambda cells: cells.first_row)
