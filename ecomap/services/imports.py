"""Importing files of organisations, programmes and ties, all in one transaction.

A row says what its file has columns for: a column that is there replaces what is stored, also where the cell is
empty; what the file has no column for stays as it is. The history keeps what was before.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, TypeVar

from ecomap.domain.records import Change
from ecomap.errors import InvalidParameter, InvalidRecord
from ecomap.exchange.columns import Note, Vocabulary
from ecomap.exchange.node_rows import NodeReader
from ecomap.exchange.refused import RefusedFiles
from ecomap.exchange.registry import open_tables
from ecomap.exchange.tables import Row, Table
from ecomap.exchange.tie_rows import TieReader
from ecomap.services.access import Principal
from ecomap.services.imports_nodes import Known, NodeImporter
from ecomap.services.imports_report import (
    Findings,
    ImportReport,
    RefusedRow,
    RowWarning,
    SheetCounts,
    refused_rows,
)
from ecomap.services.imports_tables import Job, jobs_for, table_of
from ecomap.services.imports_ties import Ends, TieImporter, ToldTies
from ecomap.services.scopes import ScopeGuard
from ecomap.services.vocabulary import vocabulary_of
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Writing
from graph_schema import Text

__all__ = [
    "ImportReport",
    "RefusedRow",
    "RowWarning",
    "SheetCounts",
    "import_files",
    "import_rows",
    "no_collection",
    "store_tables",
]

Progress = Callable[[str, int, int | None], None]

BATCH = 5_000
"""Rows stored at once. Larger batches outlive young garbage collections, which costs more than they save."""

Draft_co = TypeVar("Draft_co", covariant=True)


class _Reader(Protocol[Draft_co]):
    def read(self, row: Row) -> Draft_co: ...


@dataclass(frozen=True, slots=True)
class _Options:
    dry_run: bool = False
    keep_going: bool = False
    ignore_unknown: bool = False
    defaults: Mapping[str, str] = field(default_factory=dict)
    refused_path: Path | None = None
    progress: Progress | None = None


def import_files(  # noqa: PLR0913  the options of one command
    workspace: Workspace,
    who: Principal,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    keep_going: bool = False,
    ignore_unknown_columns: bool = False,
    reason: str = "",
    refused_path: Path | None = None,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files in one transaction: all good rows of all files, or nothing.

    Parameters
    ----------
    workspace : Workspace
        Its store must hold the places and fields that the files refer to.
    who : Principal
        Needs the scope ``write``.
    paths : sequence of Path
        CSV and XLSX files in any order; organisations are stored before programmes, these before ties.
    dry_run : bool
        Check everything, write nothing.
    keep_going : bool
        Write the good rows although others are refused.
    ignore_unknown_columns : bool
        Leave out columns that no sheet knows instead of refusing the file.
    reason : str
        For the audit history.
    refused_path : Path, optional
        Where ``keep_going`` saves the refused rows as CSV; nothing is saved if no row was refused.
    defaults : mapping, optional
        Text for all rows, by column, for tables that lack the column: ``{"kind": "civil_society"}``.
    progress : callable, optional
        ``progress(table, rows done, rows in all or None)``.

    Returns
    -------
    ImportReport

    Raises
    ------
    NotAllowed
        If the caller may not write.
    UnreadableFile
        If a file cannot be read or its columns are not understood; nothing was written.
    RefusedRows
        If rows were refused and ``keep_going`` is off; ``context["report"]`` lists them, nothing was written.
    InvalidParameter
        For a default of an unknown column.

    Notes
    -----
    Memory grows by some hundred bytes a row, for ids and digests; rows themselves are read in batches.
    """
    who.require("write")
    options = _Options(dry_run, keep_going, ignore_unknown_columns, defaults or {}, refused_path, progress)
    known = frozenset(header for sheet in workspace.ontology.sheets.values() for header in sheet.by_header())
    most = workspace.settings.import_max_mb
    tables = [table for path in paths for table in open_tables(path, max_mb=most, known=known)]
    change = Change(who=who.name, reason=reason or ", ".join(path.name for path in paths), via="import")
    return _run(workspace, who, change, tables, options)


def import_rows(
    workspace: Workspace,
    who: Principal,
    sheets: Mapping[str, Iterable[Mapping[str, str]]],
    *,
    dry_run: bool = False,
    keep_going: bool = False,
    reason: str = "",
    via: str = "import",
    progress: Progress | None = None,
) -> ImportReport:
    """Import rows that are already in memory, under the same rules as `import_files`.

    Parameters
    ----------
    workspace, who, dry_run, keep_going, reason, progress
        As for `import_files`.
    sheets : mapping
        Rows by name of the sheet; a row is text by column.
    via : str
        Channel for the audit history.

    Returns
    -------
    ImportReport

    Raises
    ------
    InvalidParameter
        For an unknown sheet.
    NotAllowed, UnreadableFile, RefusedRows
        As `import_files`.
    """
    who.require("write")
    options = _Options(dry_run, keep_going, progress=progress)
    for name in sheets:
        if name not in workspace.ontology.sheets:
            known = ", ".join(workspace.ontology.sheets)
            raise InvalidParameter(
                Text(f"'{name}'이라는 자료는 없습니다.", f"There is no sheet '{name}'."),
                Text(f"쓸 수 있는 이름: {known}", f"Known: {known}"),
                field="sheets",
                value=name,
            )
    tables = [table for name, rows in sheets.items() if (table := table_of(name, list(rows)))]
    return _run(workspace, who, Change(who=who.name, reason=reason, via=via), tables, options)


def _run(
    workspace: Workspace, who: Principal, change: Change, tables: Sequence[Table], options: _Options
) -> ImportReport:
    jobs = jobs_for(workspace.ontology, tables, options.defaults, ignore_unknown=options.ignore_unknown)
    findings = Findings(inspector=ScopeGuard(workspace.store, who) if who.places or who.fields else None)
    vocabulary = vocabulary_of(workspace)
    saving = RefusedFiles(options.refused_path) if options.refused_path and options.keep_going else None
    with saving or nullcontext(), no_collection():
        findings.saved = None if options.dry_run else saving
        with workspace.store.write(change) as writing:
            store_tables(writing, vocabulary, jobs, findings, defaults=options.defaults, progress=options.progress)
            if findings.refused_count and not options.keep_going:
                raise refused_rows(_report(workspace, jobs, findings, options))
            if options.dry_run:
                return _report(workspace, jobs, findings, options)
            if saving:
                saving.flush()
            revision = writing.commit()
        report = replace(_report(workspace, jobs, findings, options), revision=revision)
        return replace(report, refused_files=saving.publish()) if saving else report


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold off the cyclic garbage collector: millions of short-lived rows without cycles only make it walk the heap.

    Nothing is lost by it: rows are freed by their reference counts as before.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _report(workspace: Workspace, jobs: Sequence[Job], findings: Findings, options: _Options) -> ImportReport:
    files = tuple(dict.fromkeys(job.table.file for job in jobs))
    return findings.report(files, workspace.store.revision(), dry_run=options.dry_run)


def store_tables(
    writing: Writing,
    vocabulary: Vocabulary,
    jobs: Sequence[Job],
    findings: Findings,
    *,
    defaults: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> None:
    """Store the rows of some tables inside a transaction; what is found on the way goes to ``findings``.

    The one way in which rows of files become records: of the command line, of the API and of previews.
    """
    known = Known()
    ends = Ends(writing, frozenset(vocabulary.ontology.actor_kinds), known)
    told = ToldTies()
    for job in jobs:
        findings.warn(job.table, 0, list(job.notes))
        if job.layout.sheet.name == "ties":
            ties = TieReader(job.table, job.layout, vocabulary, defaults or {})
            keeper = TieImporter(writing, findings, ends, job.table, ties, vocabulary.ontology, told)
            for tie_batch in _batches(job.table, ties, findings, progress):
                keeper.store(tie_batch)
                findings.settle()
        else:
            nodes = NodeReader(job.table, job.layout, vocabulary, defaults or {})
            if not nodes.says_kind:
                findings.warn(job.table, 0, [_NO_KIND])
            importer = NodeImporter(writing, findings, known, job.table, nodes)
            for batch in _batches(job.table, nodes, findings, progress):
                importer.store(batch)
                findings.settle()


_NO_KIND = Note(
    "kind",
    "",
    Text(
        "종류 열이 없어 새 단체를 모두 시민사회단체로 읽었습니다.",
        "There is no column for the kind; new organisations were read as civil_society.",
    ),
)


def _batches(
    table: Table, reader: _Reader[Draft_co], findings: Findings, progress: Progress | None
) -> Iterator[list[tuple[Row, Draft_co]]]:
    batch: list[tuple[Row, Draft_co]] = []
    done = 0
    for done, row in enumerate(table.rows(), 1):
        try:
            batch.append((row, reader.read(row)))
        except InvalidRecord as error:
            findings.refuse(table, row, error)
        if done % BATCH == 0:
            yield batch
            batch = []
            if progress:
                progress(table.file, done, table.total)
    yield batch
    if progress:
        progress(table.file, done, done)
