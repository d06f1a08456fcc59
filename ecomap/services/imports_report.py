"""What an import did: counts, refused rows, warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ecomap.errors import InvalidRecord, RefusedRows
from ecomap.exchange.columns import Note
from ecomap.exchange.refused import RefusedFiles
from ecomap.exchange.tables import Row, Table
from ecomap.services.imports_inspect import Inspector
from ecomap.stores.contract import PutCounts
from graph_schema import Text

MAX_REFUSED = 100_000
MAX_WARNINGS = 10_000
MAX_SHOWN = 200
_CHECK = Text("값을 확인하십시오.", "Check the value.")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not accepted: where it stands, which value is wrong, why, and what to do."""

    file: str
    row: int
    column: str
    value: str
    reason: Text
    remedy: Text


@dataclass(slots=True)
class RowWarning:
    """Something in accepted rows that their writer should know; ``row`` is the first of ``count`` rows."""

    file: str
    row: int
    column: str
    value: str
    reason: Text
    count: int = 1

    @property
    def text(self) -> Text:
        """The whole warning as one sentence."""
        more_ko = f" 외 {self.count - 1}행" if self.count > 1 else ""
        more_en = f" and {self.count - 1} more rows" if self.count > 1 else ""
        where_ko = f"{self.file} {self.row}행{more_ko}" if self.row else self.file
        where_en = f"{self.file} row {self.row}{more_en}" if self.row else self.file
        what = " ".join(filter(None, (self.column, f"'{self.value}'" if self.value else "")))
        what = f"{what}: " if what else ""
        return Text(f"{where_ko}: {what}{self.reason.ko}", f"{where_en}: {what}{self.reason.en}")


@dataclass(slots=True)
class SheetCounts(PutCounts):
    """Records of one sheet created, updated and found unchanged, and rows that only repeat another row."""

    duplicates: int = 0

    def add(self, counts: PutCounts) -> None:
        """Add what a put did."""
        self.created += counts.created
        self.updated += counts.updated
        self.unchanged += counts.unchanged


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Parameters
    ----------
    files : tuple of str
        Names of the tables read, in the order in which they were applied.
    counts : mapping
        By sheet (``organisations``, ``programmes``, ``ties``); ``links`` counts the structural links of the first
        two.
    refused : tuple of RefusedRow
        In order of appearance; at most `MAX_REFUSED`.
    refused_count : int
        How many rows were refused.
    warnings : tuple of RowWarning
        Equal ones counted together; at most `MAX_WARNINGS`.
    revision : int
        Of the store after the import.
    dry_run : bool
        Whether nothing was written whatever the counts say.
    refused_files : tuple of Path
        Where the refused rows were saved: one file for each set of headers.
    """

    files: tuple[str, ...]
    counts: Mapping[str, SheetCounts]
    refused: tuple[RefusedRow, ...]
    refused_count: int
    warnings: tuple[RowWarning, ...]
    revision: int
    dry_run: bool = False
    refused_files: tuple[Path, ...] = ()


@dataclass(slots=True)
class Findings:
    """Collects what an import finds while it runs, within bounds."""

    saved: RefusedFiles | None = None
    inspector: Inspector | None = None
    counts: dict[str, SheetCounts] = field(default_factory=dict)
    refused: list[RefusedRow] = field(default_factory=list)
    refused_count: int = 0
    _unsettled: list[tuple[Table, Row, InvalidRecord]] = field(default_factory=list)
    _warnings: dict[tuple[str, str, str, str], RowWarning] = field(default_factory=dict)

    def of(self, sheet: str) -> SheetCounts:
        """Return the counts of a sheet."""
        return self.counts.setdefault(sheet, SheetCounts())

    def refuse(self, table: Table, row: Row, error: InvalidRecord) -> None:
        """Note a refused row."""
        self.refused_count += 1
        self._unsettled.append((table, row, error))

    def settle(self) -> None:
        """Put the rows that were refused since the last call in their order, and save them where rows are saved.

        Some are refused when they are read and others when they are stored; call it when a batch is done with both.
        """
        for table, row, error in sorted(self._unsettled, key=lambda refused: refused[1].number):
            self._keep(table, row, error)
        self._unsettled.clear()

    def _keep(self, table: Table, row: Row, error: InvalidRecord) -> None:
        value = str(error.context.get("value", "")).replace("\x00", "␀")[:MAX_SHOWN]
        column = str(error.context.get("column", ""))
        found = RefusedRow(table.file, row.number, column, value, error.message, error.remedy or _CHECK)
        if len(self.refused) < MAX_REFUSED:
            self.refused.append(found)
        if self.inspector is not None:
            self.inspector.refused(row, error)
        if self.saved is not None:
            reason, remedy = found.reason, found.remedy
            texts = (reason.ko, reason.en, remedy.ko, remedy.en)
            headers, cells = table.original_headers or table.headers, row.original or row.cells
            self.saved.write(headers, cells, (found.file, str(found.row), column, value, *texts))

    def warn(self, table: Table, row: int, notes: list[Note]) -> None:
        """Note warnings about a row; ``row`` 0 stands for the whole table."""
        for note in notes:
            key = (table.file, note.column, note.value, note.text.en)
            if known := self._warnings.get(key):
                known.count += 1
            elif len(self._warnings) < MAX_WARNINGS:
                shown = note.value[:MAX_SHOWN]
                self._warnings[key] = RowWarning(table.file, row, note.column, shown, note.text)

    def report(self, files: tuple[str, ...], revision: int, *, dry_run: bool) -> ImportReport:
        """Return the report as it stands."""
        warnings = tuple(self._warnings.values())
        refused = tuple(self.refused)
        return ImportReport(files, self.counts, refused, self.refused_count, warnings, revision, dry_run)


def refused_rows(report: ImportReport) -> RefusedRows:
    """Return the error for an import of which nothing was written because rows were refused."""
    first, count = report.refused[0], report.refused_count
    return RefusedRows(
        Text(
            f"{count}행을 받을 수 없어 아무것도 쓰지 않았습니다. 처음: {first.file} {first.row}행: {first.reason.ko}",
            f"{count} rows were refused and nothing was written. First: {first.file} row {first.row}: "
            f"{first.reason.en}",
        ),
        Text(
            f"{first.remedy.ko} 나머지 행만 쓰려면 --keep-going을 붙이십시오.",
            f"{first.remedy.en} To write the other rows, use --keep-going.",
        ),
        report=report,
    )
