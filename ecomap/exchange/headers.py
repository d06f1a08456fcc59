"""Which sheet a table is, and which column each of its headers means."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ecomap.errors import UnreadableFile
from ecomap.exchange.tables import Table
from graph_schema import Sheet, Text, normalise_header

COMPANIONS: dict[str, Text] = {
    "source_name": Text("보내는 단체 이름", "Name of the source"),
    "target_name": Text("받는 단체 이름", "Name of the target"),
}
"""Columns that exports write beside ids for people to read; an import passes over them without a word."""
_COMPANIONS = frozenset(
    normalise_header(text) for name, label in COMPANIONS.items() for text in (name, label.ko, label.en)
)

_SERIAL = frozenset(
    {"연번", "연번호", "순번", "일련번호", "번호", "순서", "no", "nr", "num", "number", "row", "rownumber", "index"}
    | {"serial", "serialno", "serialnumber"}
)
"""Headers of running numbers: they count rows and say nothing about the record, least of all its id."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read.

    Parameters
    ----------
    sheet : Sheet
    positions : dict
        Position of the cell by name of the column.
    ignored : tuple of str
        Headers that mean no column, as written.
    serial : tuple of str
        Headers of running numbers, as written; they are never read.
    """

    sheet: Sheet
    positions: dict[str, int]
    ignored: tuple[str, ...]
    serial: tuple[str, ...] = ()


def recognise(
    table: Table,
    sheets: Collection[Sheet],
    *,
    defaults: Collection[str] = (),
    skipped: Collection[str] = (),
    ignore_unknown: bool = False,
) -> Layout:
    """Return how a table is read.

    It is the sheet of which it has all required columns; of several, the one whose name the table bears, else the
    one that knows most of its headers.

    Parameters
    ----------
    table : Table
    sheets : collection of Sheet
    defaults : collection of str
        Columns that need not be there because the caller gives a value for all rows.
    skipped : collection of str
        Headers to pass over without a word.
    ignore_unknown : bool
        Whether headers that mean no column are passed over instead of refused.

    Returns
    -------
    Layout

    Raises
    ------
    UnreadableFile
        If the table is no known sheet (says which required columns are missing), two headers mean one column, or
        a header means none (names the nearest known one).
    """
    passed = {*map(normalise_header, skipped), *_COMPANIONS}
    tried = [_Match(sheet, table.headers, passed) for sheet in sheets]
    named = normalise_header(table.name)
    tried.sort(key=lambda match: (named not in match.names, -len(match.positions)))
    complete = [match for match in tried if not match.missing(defaults)]
    if not complete:
        nearest = max(tried, key=lambda match: (named in match.names, len(match.positions)))
        raise _incomplete(table, nearest, defaults)
    best = complete[0]
    if best.twice:
        raise _twice(table, *best.twice)
    if best.unknown and not ignore_unknown:
        raise _unknown(table, best)
    return Layout(best.sheet, best.positions, tuple(best.unknown), tuple(best.serial))


@dataclass(frozen=True, slots=True)
class Guess:
    """What the headers of a table probably mean.

    Parameters
    ----------
    sheet : Sheet
        The sheet that fits best, whether or not the table has all that it needs.
    columns : dict
        Name of the column by header; empty for a header that is not read.
    near : frozenset of str
        Headers whose column is only a guess from a similar spelling.
    """

    sheet: Sheet
    columns: dict[str, str]
    near: frozenset[str]


NEAR = 0.72
"""Least likeness (0 to 1) of a header to a known one for it to be taken for that."""


def guess(table: Table, sheets: Collection[Sheet], *, skipped: Collection[str] = ()) -> Guess:
    """Return what the headers of a table probably mean, without refusing anything.

    A header that is like a known one takes its column if no other header does; of two headers that mean one column,
    the first has it.

    Parameters
    ----------
    table, sheets, skipped
        As for `recognise`.
    """
    passed = {*map(normalise_header, skipped), *_COMPANIONS}
    tried = [(match, _near(match)) for match in (_Match(sheet, table.headers, passed) for sheet in sheets)]
    named = normalise_header(table.name)

    def rank(one: tuple[_Match, dict[str, str]]) -> tuple[int, bool, int]:
        match, near = one
        return len(match.missing(near.values())), named not in match.names, -len(match.positions)

    best, near = min(tried, key=rank)
    columns = dict.fromkeys(table.headers, "")
    columns |= {table.headers[position]: name for name, position in best.positions.items()}
    return Guess(best.sheet, columns | near, frozenset(near))


def _near(match: _Match) -> dict[str, str]:
    """Return the columns that unknown headers are like, each once, by header."""
    free = {text: column.name for text, column in match.known.items() if column.name not in match.positions}
    near: dict[str, str] = {}
    for header in dict.fromkeys(match.unknown):
        if found := difflib.get_close_matches(normalise_header(header), free, n=1, cutoff=NEAR):
            near[header] = name = free[found[0]]
            free = {text: other for text, other in free.items() if other != name}
    return near


class _Match:
    """What one sheet makes of the headers."""

    def __init__(self, sheet: Sheet, headers: Iterable[str], skipped: Collection[str]) -> None:
        self.sheet = sheet
        self.names = {normalise_header(name) for name in (sheet.name, sheet.label.ko, sheet.label.en)}
        self.known = sheet.by_header()
        self.positions: dict[str, int] = {}
        self.unknown: list[str] = []
        self.serial: list[str] = []
        self.twice: tuple[str, str] | None = None
        written: dict[str, str] = {}
        for position, header in enumerate(headers):
            column = self.known.get(normalise_header(header))
            if column is None:
                if normalise_header(header) in _SERIAL:
                    self.serial.append(header)
                elif normalise_header(header) not in skipped:
                    self.unknown.append(header)
            elif column.name in self.positions:
                self.twice = self.twice or (written[column.name], header)
            else:
                self.positions[column.name] = position
                written[column.name] = header

    def missing(self, defaults: Collection[str]) -> list[str]:
        """Return labels of required columns that are neither there nor given."""
        return [
            f"{column.name} ({column.label.ko})"
            for column in self.sheet.columns
            if column.required and column.name not in self.positions and column.name not in defaults
        ]


def _incomplete(table: Table, match: _Match, defaults: Collection[str]) -> UnreadableFile:
    missing = ", ".join(match.missing(defaults))
    found, row = ", ".join(table.headers[:20]), table.header_row
    return UnreadableFile(
        Text(
            f"{table.file} {row}행: 필요한 열이 없습니다: {missing}. 있는 열: {found}",
            f"{table.file} row {row}: required columns are missing: {missing}. Columns found: {found}",
        ),
        Text(
            f"'{match.sheet.label.ko}' 자료라면 그 열을 더하십시오. "
            "모든 행의 값이 같으면 --default 열=값으로 줄 수 있습니다. 머리글 위에 제목이 있으면 지우십시오."
            + (f" 자료가 아닌 시트라면 '{table.name}' 시트를 지우거나 숨기십시오." if table.name else ""),
            f"If this is the sheet '{match.sheet.name}', add them; one value for all rows can be given with "
            "--default COLUMN=VALUE. Remove any title above the header."
            + (f" If the worksheet '{table.name}' holds no data, delete or hide it." if table.name else ""),
        ),
        file=table.file,
        row=table.header_row,
        column=missing,
        value=found,
    )


def _twice(table: Table, first: str, second: str) -> UnreadableFile:
    return UnreadableFile(
        Text(
            f"{table.file} {table.header_row}행: 열 '{first}'과(와) '{second}'은(는) 같은 뜻입니다.",
            f"{table.file} row {table.header_row}: the columns '{first}' and '{second}' mean the same.",
        ),
        Text("하나를 지우거나 이름을 바꾸십시오.", "Remove or rename one of them."),
        file=table.file,
        row=table.header_row,
        column=second,
        value=second,
    )


def _shown(header: str, number: int) -> Text:
    """Return how a message names a header; one without a name, as merged headers leave them, by its place."""
    if header:
        return Text(f"'{header}'", f"'{header}'")
    return Text(f"이름 없는 {number}번째 열", f"column {number}, which has no name")


def _unknown(table: Table, match: _Match) -> UnreadableFile:
    names = {
        header: column.headers for column in match.sheet.columns for header in map(normalise_header, column.headers)
    }
    hints = []
    for header in match.unknown:
        near = difflib.get_close_matches(normalise_header(header), names, n=1, cutoff=0.5)
        hints.append((header, f"{names[near[0]][0]} ({names[near[0]][1]})" if near else ""))
    listed = [_shown(header, table.headers.index(header) + 1) for header, _ in hints]
    ko = "".join(f" '{header}' → {name}?" for header, name in hints if name)
    return UnreadableFile(
        Text(
            f"{table.file} {table.header_row}행: 모르는 열입니다: {', '.join(text.ko for text in listed)}.{ko}",
            f"{table.file} row {table.header_row}: unknown columns: {', '.join(text.en for text in listed)}.{ko}",
        ),
        Text(
            "이름을 고치거나, 그 열을 빼고 읽으려면 --ignore-unknown-columns를 붙이십시오.",
            "Rename them, or leave them out with --ignore-unknown-columns.",
        ),
        file=table.file,
        row=table.header_row,
        column=match.unknown[0],
        value=match.unknown[0],
    )
