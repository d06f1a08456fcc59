"""``/api/v1/previews``: bring a spreadsheet, look at what it would do, decide, apply, take back."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Response, UploadFile
from fastapi.responses import FileResponse

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.preview_shapes import ApplyIn, PreviewIn, PreviewOut, UndoneOut, wire
from api.uploads import file_name
from ecomap.services import previews, undo
from ecomap.services.preview_decisions import decide
from ecomap.services.preview_papers import Preview, find_preview, list_previews

router = APIRouter(prefix="/api/v1", tags=["previews"])

KeyHeader = Annotated[str, Header(alias="Idempotency-Key", description="Sent again, nothing is done twice.")]
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.post("/previews", status_code=201, summary="Upload a file to look at before it is imported")
def upload(
    workspace: WorkspaceDep, who: CallerDep, file: UploadFile, response: Response, idempotency_key: KeyHeader = ""
) -> PreviewOut:
    """CSV or XLSX. Needs the scope `write`. Answers what its columns seem to mean; nothing is imported yet."""
    made = previews.upload(workspace, who, file.file, file_name(file.filename or ""), key=idempotency_key)
    response.headers["Location"] = f"/api/v1/previews/{made.id}"
    return _answer(made, response)


@router.get("/previews", summary="Your uploaded files, newest first")
def own(workspace: WorkspaceDep, who: CallerDep, limit: LimitQuery = 20) -> list[PreviewOut]:
    """Those of the last day, and those that were applied."""
    return [wire(found) for found in list_previews(workspace, who, limit=limit)]


@router.get("/previews/{preview}", summary="One uploaded file: state, progress, rows")
def look(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    preview: str,
    state: Annotated[list[str], Query(description="Only rows of these states.")] = [],  # noqa: B006
    q: Annotated[str, Query(description="Only rows whose name holds this text.")] = "",
    limit: LimitQuery = 50,
    cursor: CursorQuery = "",
) -> PreviewOut:
    """Rows come once it is `ready`: `new`, `changed`, `same`, `duplicate`, `outside` your scope, `refused`."""
    found = find_preview(workspace, who, preview)
    if found.state != "ready":
        return _answer(found, response)
    page = previews.read_rows(workspace, who, preview, states=state, text=q, limit=limit, cursor=cursor)
    response.headers["Cache-Control"] = "no-store"
    return wire(found, page.rows, page.next_cursor)


@router.patch("/previews/{preview}", summary="Say what columns mean, or decide about rows")
def say(workspace: WorkspaceDep, who: CallerDep, response: Response, preview: str, body: PreviewIn) -> PreviewOut:
    """With `tables` the file is checked anew and decisions are forgotten; `decisions` are taken in their order."""
    if body.tables is not None:
        previews.check(workspace, who, preview, [table.model_dump() for table in body.tables])
    for one in body.decisions:
        decide(workspace, who, preview, one.decision, keys=one.rows, states=one.states, text=one.q, target=one.target)
    return _answer(find_preview(workspace, who, preview), response)


@router.post("/previews/{preview}/check", status_code=202, summary="Check the file with its columns as they are told")
def check(workspace: WorkspaceDep, who: CallerDep, response: Response, preview: str) -> PreviewOut:
    """Start a job: look again until the state is no longer `checking`."""
    return _answer(previews.check(workspace, who, preview), response)


@router.post("/previews/{preview}/apply", status_code=202, summary="Import what was decided, in one transaction")
def apply(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    preview: str,
    body: ApplyIn | None = None,
    _idempotency_key: KeyHeader = "",
) -> PreviewOut:
    """Start a job: look again until the state is no longer `applying`.

    Exactly what was shown is stored, or nothing: where records changed meanwhile, the state is `ready` again and
    `problem` says so. A preview is applied once however often this is sent, with or without `Idempotency-Key`.
    """
    reason = body.reason if body else ""
    return _answer(previews.apply(workspace, who, preview, via="api", reason=reason), response)


@router.get("/previews/{preview}/refused.{ending}", summary="The refused rows, to be corrected and uploaded again")
def refused(workspace: WorkspaceDep, who: CallerDep, preview: str, ending: Literal["csv", "xlsx"]) -> FileResponse:
    """Answer the columns of the file, then column, value, reason and remedy; an upload passes over these."""
    path = previews.refused_file(workspace, who, preview, ending)
    return FileResponse(path, media_type=MEDIA[ending], filename=path.name, headers={"Cache-Control": "no-store"})


@router.delete("/previews/{preview}", status_code=204, summary="Throw an uploaded file away")
def discard(workspace: WorkspaceDep, who: CallerDep, preview: str) -> None:
    """Remove the file; what was applied stays."""
    previews.discard(workspace, who, preview)


@router.post("/changes/{revision}/undo", summary="Take a whole change back")
def undo_one(workspace: WorkspaceDep, who: CallerDep, revision: int, idempotency_key: KeyHeader = "") -> UndoneOut:
    """Every record gets its state before the change, or, if records changed since, none: 409 lists them.

    Undoing the revision that this answers does the change anew.
    """
    done = undo.undo_change(workspace, who, revision, via="api", key=idempotency_key)
    return UndoneOut(revision=done.revision, restored=done.restored, removed=done.removed)


def _answer(preview: Preview, response: Response) -> PreviewOut:
    response.headers["Cache-Control"] = "no-store"
    if preview.state in ("checking", "applying"):
        response.headers["Retry-After"] = "1"
    return wire(preview)
