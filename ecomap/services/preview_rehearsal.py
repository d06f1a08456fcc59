"""Running the rows of a preview through the importer: first from the upload, afterwards from the file of its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from ecomap.exchange.row_file import FiledRow, Finding, RowFile
from ecomap.exchange.tables import Row, Table
from ecomap.matching import Entry
from ecomap.services.access import Principal
from ecomap.services.imports import no_collection, store_tables
from ecomap.services.imports_report import Findings
from ecomap.services.imports_tables import Job
from ecomap.services.preview_findings import FindingInspector
from ecomap.services.preview_mapping import Told, layout_of
from ecomap.services.rehearsal import Rehearsal
from ecomap.services.vocabulary import vocabulary_of
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Writing

Progress = Callable[[int, int], None]
_NOTHING = Finding("refused")
MOST_WARNINGS = 100


@dataclass(slots=True)
class Checked:
    """What a run over all rows leaves besides the file of rows.

    Parameters
    ----------
    entries : dict
        What is compared of new actors, by key of the row.
    warnings : list of list of str
        Of whole tables and of rows, in Korean and English.
    """

    entries: dict[int, Entry] = field(default_factory=dict)
    warnings: list[list[str]] = field(default_factory=list)


class _Run:
    """One run of rows: holds those of a batch until what was found about them is filed."""

    def __init__(self, workspace: Workspace, who: Principal, jobs: Sequence[Job], progress: Progress) -> None:
        self.inspector = FindingInspector(workspace.store, who, workspace.ontology)
        self.findings = Findings(inspector=self.inspector)
        self._workspace = workspace
        self._total = sum(job.table.total or 0 for job in jobs)
        self._done = 0
        self._at = 0
        self._progress = progress

    def over(self, writing: Writing, jobs: Sequence[Job], flush: Callable[[], None]) -> None:
        """Store the rows in a transaction; ``flush`` is called whenever a batch is done."""

        def tell(_: str, done: int, total: int | None) -> None:
            flush()
            self._at = done if done != total or done > self._at else self._at
            self._progress(min(self._done + self._at, self._total), self._total)

        for_each = vocabulary_of(self._workspace)
        with no_collection():
            store_tables(writing, for_each, jobs, self.findings, progress=tell)
        flush()


def rehearse_upload(
    workspace: Workspace, who: Principal, jobs: Sequence[Job], file: RowFile, progress: Progress
) -> Checked:
    """Read all rows of an upload, file them with what each would do, and return what is left to compare."""
    checked, pending = Checked(), list[tuple[int, Row]]()
    counted = 0

    def kept(at: int, table: Table) -> Iterator[Row]:
        for row in table.rows():
            pending.append((at, row))
            yield row

    def flush() -> None:
        nonlocal counted
        found = run.inspector.found
        for key, (_, row) in enumerate(pending, counted + 1):
            if entry := run.inspector.entries.get(id(row)):
                checked.entries[key] = entry
        file.add((at, row, _known(found.get(id(row)), jobs[at])) for at, row in pending)
        counted += len(pending)
        pending.clear()
        found.clear()
        run.inspector.entries.clear()

    told = [replace(job, table=replace(job.table, rows=partial(kept, at, job.table))) for at, job in enumerate(jobs)]
    run = _Run(workspace, who, jobs, progress)
    run.over(Rehearsal(workspace.store, workspace.ontology.actor_kinds), told, flush)
    warnings = run.findings.report((), 0, dry_run=True).warnings
    checked.warnings = [[warning.text.ko, warning.text.en] for warning in warnings[:MOST_WARNINGS]]
    return checked


def rehearse_rows(
    workspace: Workspace,
    who: Principal,
    file: RowFile,
    told: Sequence[Told],
    where: str,
    *,
    keys: Collection[int] | None = None,
    progress: Progress = lambda _done, _total: None,
) -> None:
    """Look again at rows that are filed already, as decided by now, and file what each would do."""
    run_rows(
        workspace,
        who,
        Rehearsal(workspace.store, workspace.ontology.actor_kinds),
        file,
        told,
        where,
        lambda found: file.update((row.key, finding) for row, finding in found),
        keys=keys,
        progress=progress,
    )
    file.ask_again()


def run_rows(  # noqa: PLR0913  what is run, where, and what becomes of it
    workspace: Workspace,
    who: Principal,
    writing: Writing,
    file: RowFile,
    told: Sequence[Told],
    where: str,
    keep: Callable[[list[tuple[FiledRow, Finding]]], None],
    *,
    keys: Collection[int] | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Findings:
    """Store filed rows in a transaction and hand what was found about them on, batch by batch."""
    pending: list[tuple[FiledRow, Row]] = []

    def rows(at: int, width: int, id_at: int) -> Iterator[Row]:
        for filed in file.rows(where, table=at, keys=keys):
            cells = [*filed.cells, *[""] * (width - len(filed.cells))]
            if filed.target:
                cells[id_at] = filed.target
            row = Row(filed.number, cells, original=filed.original)
            pending.append((filed, row))
            yield row

    def flush() -> None:
        found = run.inspector.found
        keep([(filed, found.get(id(row), _NOTHING)) for filed, row in pending])
        pending.clear()
        found.clear()
        run.inspector.entries.clear()

    jobs = []
    for at, one in enumerate(told):
        headers, layout = layout_of(workspace.ontology, one)
        source = partial(rows, at, len(headers), layout.positions["id"])
        table = Table(one["file"], one["name"], headers, None, source, tuple(one["original"]))
        jobs.append(Job(table, layout))
    run = _Run(workspace, who, jobs, progress)
    run.over(writing, jobs, flush)
    return run.findings


def _known(found: Finding | None, job: Job) -> Finding:
    finding = found or Finding("refused")
    finding.sheet = finding.sheet or job.layout.sheet.name
    return finding
