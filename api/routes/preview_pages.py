"""The pages that bring a spreadsheet: upload, columns, review, applied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData
from starlette.responses import Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.preview import preview_facts, shown_rows, shown_tables, state_links
from api.pages.rendering import link, page, problem_of
from api.uploads import file_name
from ecomap.errors import BadInput, Conflict, EcomapError, QueueFull
from ecomap.services import previews
from ecomap.services.preview_decisions import decide
from ecomap.services.preview_papers import Preview, find_preview, list_previews

router = APIRouter(prefix="/previews", include_in_schema=False, default_response_class=HTMLResponse)

ROWS = 50
REFRESH = 2
SHOWN = (BadInput, Conflict, QueueFull)
"""Errors that are shown on the page that they are about."""


async def _form(request: Request) -> FormData:
    return await request.form()


FormDep = Annotated[FormData, Depends(_form)]


@router.get("")
def start(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> HTMLResponse:
    """Show the form for a file, and one's own files."""
    return _start(request, workspace, who, lang)


@router.post("")
def upload(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, file: UploadFile) -> Response:
    """Take a file and go on to its columns; a file that cannot be read is told beside the field."""
    try:
        made = previews.upload(workspace, who, file.file, file_name(file.filename or ""))
    except BadInput as error:
        return _start(request, workspace, who, lang, error)
    return _see(lang, made.id)


@router.get("/{preview}")
def look(  # noqa: PLR0913, PLR0917  a parameter a query parameter
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    preview: str,
    columns: str = "",
    state: str = "",
    q: str = "",
    cursor: str = "",
) -> HTMLResponse:
    """Show a file as far as it has come."""
    found = find_preview(workspace, who, preview)
    if found.state in ("checking", "applying") and not found.stalled:
        return _page(request, workspace, lang, found, "preview_waiting.html", {"refresh": REFRESH})
    if found.state in ("applied", "undone"):
        return _applied(request, workspace, lang, found)
    if found.state == "mapping" or columns:
        return _columns(request, workspace, lang, found, {})
    return _review(request, workspace, who, lang, found, {"state": state, "q": q, "cursor": cursor})


@router.post("/{preview}/columns")
def say_columns(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, preview: str, form: FormDep
) -> Response:
    """Take what the columns mean and check the file."""
    found = find_preview(workspace, who, preview)
    given = {name: str(value) for name, value in form.items()}
    tables = [
        {
            "sheet": given.get(f"sheet-{number}", table["sheet"]),
            "columns": {header: given.get(f"column-{number}-{at}", "") for at, header in enumerate(table["headers"])},
        }
        for number, table in enumerate(found.data["tables"])
    ]
    if "again" in given:  # another sheet was chosen, whose fields have to be shown first
        return _columns(request, workspace, lang, found, given)
    try:
        previews.check(workspace, who, preview, tables)
    except SHOWN as error:
        return _columns(request, workspace, lang, found, given, error)
    return _see(lang, preview)


@router.post("/{preview}/decide")
def say_decision(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, preview: str, form: FormDep
) -> Response:
    """Take a decision about one row, or about all rows under a filter."""
    asked = {name: str(form.get(name, "")) for name in ("state", "q", "cursor")}
    decision, row, target = (*str(form.get("one", "")).split(":", 2), "", "")[:3]
    try:
        if row.isdigit():
            decide(workspace, who, preview, decision, keys=[int(row)], target=target)
        else:
            states = [asked["state"]] if asked["state"] else ["duplicate"]
            decide(workspace, who, preview, str(form.get("all", "")), states=states, text=asked["q"])
    except SHOWN as error:
        found = find_preview(workspace, who, preview)
        return _review(request, workspace, who, lang, found, asked, error)
    return _see(lang, preview, fragment=f"row-{row}" if row else "", **asked)


@router.post("/{preview}/apply")
def apply(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, preview: str, form: FormDep
) -> Response:
    """Apply what was decided."""
    try:
        previews.apply(workspace, who, preview, via="import", reason=str(form.get("reason", ""))[:500])
    except SHOWN as error:
        found = find_preview(workspace, who, preview)
        return _review(request, workspace, who, lang, found, {"state": "", "q": "", "cursor": ""}, error)
    return _see(lang, preview)


@router.post("/{preview}/undo")
def undo(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, preview: str) -> Response:
    """Take back what the file did, or do it anew."""
    try:
        previews.undo(workspace, who, preview, via="import")
    except Conflict as error:
        return _applied(request, workspace, lang, find_preview(workspace, who, preview), error)
    return _see(lang, preview)


@router.post("/{preview}/discard")
def discard(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, preview: str) -> Response:
    """Throw the file away."""
    previews.discard(workspace, who, preview)
    return RedirectResponse(link(lang, "/previews"), status_code=303)


def _start(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: str, error: EcomapError | None = None
) -> HTMLResponse:
    own = [preview_facts(found, lang) for found in list_previews(workspace, who)]
    values = {"previews": own, "problem": problem_of(error, lang) if error else None}
    return page(request, workspace, lang, "preview_start.html", values, status=_status(error))


def _columns(
    request: Request,
    workspace: WorkspaceDep,
    lang: str,
    found: Preview,
    given: Mapping[str, str],
    error: EcomapError | None = None,
) -> HTMLResponse:
    tables = shown_tables(workspace.ontology, found.data["tables"], given, lang)
    field = str(error.context.get("field", "")) if error else ""
    for table in tables:
        for column in table["columns"]:
            column["bad"] = bool(field) and column["header"] == field
    return _page(request, workspace, lang, found, "preview_columns.html", {"tables": tables}, error)


def _review(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: str,
    found: Preview,
    asked: Mapping[str, str],
    error: EcomapError | None = None,
) -> HTMLResponse:
    states = [asked["state"]] if asked["state"] else []
    rows = previews.read_rows(
        workspace, who, found.id, states=states, text=asked["q"], limit=ROWS, cursor=asked["cursor"]
    )
    here = f"/previews/{found.id}"
    more = {**asked, "cursor": rows.next_cursor}
    values: dict[str, Any] = {
        "rows": shown_rows(workspace, rows.rows, lang),
        "states": state_links(found.data["counts"], lang),
        "asked": asked,
        "next_page": link(lang, here, **more) if rows.next_cursor else "",
        "first_page": link(lang, here, **{**asked, "cursor": ""}),
    }
    return _page(request, workspace, lang, found, "preview_review.html", values, error)


def _applied(
    request: Request, workspace: WorkspaceDep, lang: str, found: Preview, error: EcomapError | None = None
) -> HTMLResponse:
    changed = error.context.get("changed", ()) if error else ()
    told = [{"id": one.id, "name": one.name, "reason": one.reason.get(lang)} for one in changed]
    return _page(request, workspace, lang, found, "preview_applied.html", {"conflicts": told}, error)


def _page(
    request: Request,
    workspace: WorkspaceDep,
    lang: str,
    found: Preview,
    template: str,
    values: Mapping[str, Any],
    error: EcomapError | None = None,
) -> HTMLResponse:
    preview = preview_facts(found, lang)
    problem = problem_of(error, lang) if error else preview["problem"]
    told = {"preview": preview, "problem": problem, **values}
    return page(request, workspace, lang, template, told, status=_status(error))


def _status(error: EcomapError | None) -> int:
    return status_of(type(error)) if error else 200


def _see(lang: str, preview: str, fragment: str = "", **query: str) -> RedirectResponse:
    address = link(lang, f"/previews/{preview}", **query)
    return RedirectResponse(address + (f"#{fragment}" if fragment else ""), status_code=303)
