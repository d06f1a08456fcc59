"""Bringing a spreadsheet: upload, say what its columns mean, look at what it would do, decide, apply, take back."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from ecomap.domain.records import Change
from ecomap.errors import Conflict
from ecomap.exchange.refused_book import write_refused
from ecomap.exchange.row_file import STATES, FiledRow, row_file
from ecomap.services import preview_steps
from ecomap.services.access import Principal
from ecomap.services.preview_decisions import bad
from ecomap.services.preview_mapping import Told, corrected, remember, told_tables
from ecomap.services.preview_papers import (
    PREVIEW,
    REFUSED,
    Preview,
    drop_files,
    drop_old,
    filed,
    find_preview,
    new_preview,
    owner_of,
    require_state,
)
from ecomap.services.undo import Undone, undo_change
from ecomap.services.workspace import Workspace
from graph_schema import Text

PATIENCE = 1.5
"""Seconds that a step is waited for before its progress is shown instead of its end."""


@dataclass(frozen=True, slots=True)
class RowsPage:
    """Some rows of a preview, and the cursor that continues behind them (empty at the end)."""

    rows: tuple[FiledRow, ...]
    next_cursor: str = ""


def upload(workspace: Workspace, who: Principal, file: BinaryIO, name: str, *, key: str = "") -> Preview:
    """Keep an uploaded file and guess what its columns mean.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``.
    file : binary file
    name : str
        Its file name, already without any path; its ending says how it is read.
    key : str
        Idempotency key: sent again it returns the preview that it made first.

    Raises
    ------
    NotAllowed
        If the caller may not write.
    UnreadableFile
        If the file is too large, damaged, a bomb, or in no known format or encoding.
    """
    who.require("write")
    drop_old(workspace)
    wanted = blake2b(f"{owner_of(who)}\0{key}".encode(), digest_size=18).hexdigest() if key else ""
    if wanted and workspace.store.get_papers(PREVIEW, [wanted]):
        return find_preview(workspace, who, wanted)
    preview = new_preview(workspace, who, name, {}, wanted)
    try:
        (preview.folder / "upload").mkdir()
        with (preview.folder / "upload" / name).open("wb") as target:
            shutil.copyfileobj(file, target)
        return filed(workspace, preview, "mapping", tables=told_tables(workspace, preview.upload()))
    except BaseException:
        drop_files(preview.folder)
        raise


def check(
    workspace: Workspace,
    who: Principal,
    preview: str,
    tables: Sequence[Told] | None = None,
    *,
    patience: float = PATIENCE,
) -> Preview:
    """Say what the columns mean, remember it, and find what every row would do, as a job.

    Parameters
    ----------
    workspace, who
    preview : str
    tables : sequence of mapping, optional
        ``sheet`` and ``columns`` by header of each table, in their order; ``None`` leaves them as they are.
    patience : float
        Seconds to wait for the job's end.

    Raises
    ------
    NotFound
        If it is not one's own.
    InvalidParameter
        If the columns make no sheet.
    Conflict
        If it is being checked or applied, or is applied already.
    QueueFull
        If too many jobs wait.
    """
    found = find_preview(workspace, who, preview)
    require_state(found, "mapping", "ready")
    told = corrected(workspace.ontology, found.data["tables"], found.data["tables"] if tables is None else tables)
    if tables is not None:
        remember(workspace, who, told)
        found = filed(workspace, found, "mapping", tables=told)
    return preview_steps.start(workspace, who, found, "checking", preview_steps.check, patience)


def read_rows(
    workspace: Workspace,
    who: Principal,
    preview: str,
    *,
    states: Collection[str] = (),
    text: str = "",
    limit: int = 50,
    cursor: str = "",
) -> RowsPage:
    """Return some rows of one's preview in the order of the file.

    Raises
    ------
    NotFound
        If it is not one's own.
    Conflict
        If it is not checked yet, or applied already.
    InvalidParameter
        For an unknown state or a cursor that no page gave out.
    """
    found = find_preview(workspace, who, preview)
    require_state(found, "ready")
    for state in states:
        if state not in STATES:
            raise bad("state", state, Text(f"쓸 수 있는 값: {', '.join(STATES)}", f"Known: {', '.join(STATES)}"))
    if cursor and not cursor.isdigit():
        raise bad("cursor", cursor, Text("첫 쪽부터 다시 읽으십시오.", "Read from the first page again."))
    with row_file(found.rows) as file:
        rows = file.page(states=states, text=text, after=int(cursor or 0), limit=limit + 1)
    return RowsPage(tuple(rows[:limit]), str(rows[limit - 1].key) if len(rows) > limit else "")


def apply(
    workspace: Workspace, who: Principal, preview: str, *, via: str, reason: str = "", patience: float = PATIENCE
) -> Preview:
    """Store what was decided, as a job in one transaction; applying it again changes nothing.

    Raises
    ------
    NotFound
        If it is not one's own.
    Conflict
        If possible duplicates are undecided, or it is not ready.
    QueueFull
        If too many jobs wait.
    """
    found = find_preview(workspace, who, preview)
    if found.state in ("applied", "undone", "applying") and not found.stalled:
        return found
    require_state(found, "ready")
    with row_file(found.rows) as file:
        undecided = file.counts()["undecided"]
    if undecided:
        raise Conflict(
            Text(
                f"등록된 단체와 같을 수 있는 {undecided}행을 아직 정하지 않았습니다.",
                f"{undecided} possible duplicates are undecided.",
            ),
            Text(
                "같은 단체인지 다른 단체인지 정하거나 한꺼번에 빼십시오.",
                "Say whether each is the same or different, or leave them all out.",
            ),
            undecided=undecided,
        )
    step = partial(preview_steps.apply, reason=reason, via=via)
    return preview_steps.start(workspace, who, found, "applying", step, patience)


def refused_file(workspace: Workspace, who: Principal, preview: str, ending: str) -> Path:
    """Return the refused rows of one's preview as a file, ``xlsx`` or ``csv``.

    Raises
    ------
    NotFound
        If it is not one's own.
    Conflict
        If it is not checked yet, or its day is over.
    """
    found = find_preview(workspace, who, preview)
    path = found.folder / f"{REFUSED}.{ending}"
    if found.state not in ("applied", "undone"):
        require_state(found, "ready")
        with row_file(found.rows) as file:
            write_refused(found.folder / REFUSED, found.data["jobs"], preview_steps.left(file))
    if not path.exists():
        require_state(found)
    return path


def discard(workspace: Workspace, who: Principal, preview: str) -> None:
    """Throw one's preview away with its file; what was applied stays."""
    found = find_preview(workspace, who, preview)
    with workspace.store.write(Change(who.name, "preview discarded", "import")) as writing:
        writing.remove_papers(PREVIEW, [found.id])
        writing.commit()
    drop_files(found.folder)


def undo(workspace: Workspace, who: Principal, preview: str, *, via: str) -> Undone:
    """Take back what one's preview did, or do it anew after that. Raises what `undo_change` raises."""
    found = find_preview(workspace, who, preview)
    require_state(found, "applied", "undone")
    done = undo_change(workspace, who, int(found.data.get("revision") or 0), via=via)
    filed(workspace, found, "undone" if found.state == "applied" else "applied", revision=done.revision)
    return done
