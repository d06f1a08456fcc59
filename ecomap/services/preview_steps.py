"""The long steps of a preview, each a job that any process can watch: checking a file, and applying it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, EcomapError, Outdated
from ecomap.exchange.refused_book import write_refused
from ecomap.exchange.row_file import AGAIN, APPLIED, FiledRow, Finding, RowFile, row_file
from ecomap.services.access import Principal
from ecomap.services.decisions import DECISION, pair_id
from ecomap.services.job_queue import Job
from ecomap.services.jobs import Asked
from ecomap.services.preview_duplicates import find_duplicates
from ecomap.services.preview_intents import proposed
from ecomap.services.preview_mapping import jobs_in, told_job
from ecomap.services.preview_papers import (
    REFUSED,
    Preview,
    drop_files,
    filed,
    find_preview,
    progress_of,
    told_problem,
)
from ecomap.services.preview_rehearsal import rehearse_rows, rehearse_upload, run_rows
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Writing
from graph_schema import Text

Step = Callable[[Workspace, Principal, Preview], Preview]

_READING = 0.7
"""Share of the progress bar that reading takes, comparing names the rest."""


def start(workspace: Workspace, who: Principal, preview: Preview, state: str, step: Step, patience: float) -> Preview:
    """Run a step as a job, wait for it a little, and return the preview as it is then.

    Raises
    ------
    QueueFull
        If too many jobs wait; the preview stays as it was.
    Conflict
        If another process began a step meanwhile.
    """
    before = preview.state
    begun = filed(workspace, preview, state, problem=None)
    (begun.folder / "progress").write_text("[0, 0]")
    try:
        job: Job = workspace.jobs.submit(
            ("preview", preview.id),
            Asked(f"previews/{preview.id}"),
            partial(_run, workspace, who, begun, step, before if before == "mapping" else "ready"),
            most_waiting=2 * workspace.settings.jobs_waiting,
        )
    except EcomapError:
        filed(workspace, begun, before)
        raise
    workspace.jobs.wait(job, patience)
    return find_preview(workspace, who, preview.id)


def _run(workspace: Workspace, who: Principal, preview: Preview, step: Step, back: str) -> None:
    try:
        step(workspace, who, preview)
    except EcomapError as error:
        filed(workspace, preview, back, problem=told_problem(error))
        raise
    except BaseException:
        filed(workspace, preview, back, problem=told_problem(_broken()))
        raise


def check(workspace: Workspace, who: Principal, preview: Preview) -> Preview:
    """Read all rows and find what each would do, and which new organisations may be there already."""
    note = progress_of(preview.folder)
    jobs = jobs_in(workspace, preview.upload(), preview.data["tables"])
    with row_file(preview.rows, new=True) as file:
        checked = rehearse_upload(workspace, who, jobs, file, lambda at, of: note(int(_READING * at), of))
        numbers = {row.key: row.number for row in file.rows("new")} if checked.entries else {}
        comparing = _later(note)
        file.match(find_duplicates(workspace, checked.entries, numbers.__getitem__, comparing))
        counts = file.counts()
    told = {"jobs": [told_job(job) for job in jobs], "counts": counts, "warnings": checked.warnings}
    return filed(workspace, preview, "ready", **told, problem=None)


def _again(workspace: Workspace, who: Principal, preview: Preview, file: RowFile) -> None:
    rehearse_rows(workspace, who, file, preview.data["jobs"], AGAIN, progress=progress_of(preview.folder))


def apply(workspace: Workspace, who: Principal, preview: Preview, *, reason: str, via: str) -> Preview:
    """Store what was decided in one transaction, exactly as it was shown, or nothing and show what is different now."""
    try:
        with row_file(preview.rows) as file:
            revision, counts = _apply(workspace, who, preview, file, reason, via)
            write_refused(preview.folder / REFUSED, preview.data["jobs"], left(file))
    except Outdated as error:
        with row_file(preview.rows) as file:
            _again(workspace, who, preview, file)
            return filed(workspace, preview, "ready", counts=file.counts(), problem=told_problem(error))
    done = filed(workspace, find_preview(workspace, who, preview.id), "applied", revision=revision, counts=counts)
    drop_files(preview.folder, keep=REFUSED)
    return done


def _apply(
    workspace: Workspace, who: Principal, preview: Preview, file: RowFile, reason: str, via: str
) -> tuple[int, dict[str, int]]:
    before = workspace.store.revision()
    change = Change(who.name, reason or preview.data["file"], via, id=f"preview-{preview.id}")
    with workspace.store.write(change) as writing:
        different: list[str] = []

        def keep(found: list[tuple[FiledRow, Finding]]) -> None:
            different.extend(row.name for row, now in found if row.digest != now.digest)

        told, note = preview.data["jobs"], progress_of(preview.folder)
        findings = run_rows(workspace, who, writing, file, told, APPLIED, keep, progress=note)
        if findings.refused_count or different:
            raise _changed_meanwhile(different)
        writing.put_papers(_decisions(writing, who, file))
        writing.put_papers(proposed(writing, who, file, change))
        counts = file.counts()
        writing.put_papers([replace(preview.paper, data={**preview.data, "counts": counts}, state="applied")])
        note(1, 1)
        after = writing.commit()
    return (after if after != before else 0), counts


def _decisions(writing: Writing, who: Principal, file: RowFile) -> list[Paper]:
    """Return the decisions that rows are other organisations than those that they are like."""
    rows = {row.key: row for row in file.rows("new") if row.decision == "new"}
    others = {f"row:{row.key}": row.subject for row in file.rows("new")} if rows else {}
    told = {}
    for row in rows.values():
        for match in row.detail.get("matches") or ():
            if other := others.get(match["id"], "" if match["id"].startswith("row:") else match["id"]):
                told[pair_id(row.subject, other)] = row.subject
    stored = writing.get_papers(DECISION, list(told)) if told else {}
    return [
        Paper(
            DECISION,
            name,
            {"by": who.name, "relation": "different"},
            owner,
            "different",
            version=stored[name].version if name in stored else 0,
        )
        for name, owner in told.items()
    ]


def left(file: RowFile) -> Iterator[FiledRow]:
    """Yield the rows that were refused, and those outside the scope that are not proposed."""
    yield from file.rows("refused")
    yield from (row for row in file.rows("outside") if row.decision != "propose")


def _later(note: Callable[[int, int], None]) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        share = _READING + (1 - _READING) * done / max(total, 1)
        note(int(1000 * share), 1000)

    return tell


def _changed_meanwhile(names: list[str]) -> Outdated:
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return Outdated(
        Text(
            f"살펴본 뒤에 등록 자료가 바뀌어 아무것도 쓰지 않았습니다. 달라진 행: {shown or '여럿'}",
            f"The register changed since this file was checked, so nothing was written. Rows: {shown or 'several'}",
        ),
        Text("새로 살펴본 결과를 확인하고 다시 반영하십시오.", "Review what was found now, and apply again."),
    )


def _broken() -> Conflict:
    return Conflict(
        Text("처리하다가 문제가 생겨 아무것도 쓰지 않았습니다.", "Something went wrong and nothing was written."),
        Text("다시 해 보고, 되풀이되면 관리자에게 알리십시오.", "Try again; tell the administrator if it stays."),
    )
