"""The pages about what was changed: one record, the whole register, and restoring an earlier state."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.history import shown_change, shown_entries
from api.pages.home import name_of
from api.pages.rendering import link, page
from api.routes.accounts import FieldsDep
from ecomap.services import actors, histories
from ecomap.services.gate import Intent, submit
from ecomap.services.tags import tag_for

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/actors/{actor:path}/history")
def history(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, cursor: str = ""
) -> Response:
    """Show what happened to an actor and to what was merged into it, field by field."""
    tag = tag_for(workspace, who, actor)
    found = actors.read_actor(workspace, who, actor)
    told = histories.read_history(workspace, who, actor, limit=20, cursor=cursor)
    here = f"/actors/{found.node.id}"
    values = {
        "here": "actors",
        "name": name_of(found.node, lang),
        "actor": found.node.id,
        "tag": tag,
        "entries": shown_entries(workspace, told.items, lang),
        "newest": not cursor,
        "next_page": link(lang, f"{here}/history", cursor=told.next_cursor) if told.next_cursor else "",
    }
    return page(request, workspace, lang, "history.html", values)


@router.post("/actors/{actor:path}/restore")
def restore(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, fields: FieldsDep
) -> Response:
    """Restore an earlier state and show the record, or say that it was proposed."""
    told = dict(fields)
    intent = Intent("restore-actor", actor, {"revision": told.get("revision", "")}, told.get("tag", ""))
    outcome = submit(workspace, who, intent, via="form", reason=told.get("reason", ""))
    if outcome.state == "proposed":
        return page(request, workspace, lang, "merge_told.html", {"merge": None, "records": []}, status=202)
    return RedirectResponse(link(lang, f"/actors/{outcome.subject}", done="restored"), status_code=303)


@router.get("/changes")
def changes(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, cursor: str = "") -> Response:
    """List the changes of the register."""
    found = histories.list_changes(workspace, who, cursor=cursor)
    values = {
        "changes": [
            {**shown_change(one.revision, one.at, one.change, lang), "records": one.records} for one in found.items
        ],
        "next_page": link(lang, "/changes", cursor=found.next_cursor) if found.next_cursor else "",
    }
    return page(request, workspace, lang, "changes.html", values)


@router.get("/changes/{revision}")
def one_change(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, revision: int, cursor: str = ""
) -> Response:
    """Show what one change did."""
    found = histories.read_change(workspace, who, revision, cursor=cursor)
    values = {
        "name": "",
        "actor": "",
        "tag": "",
        "newest": False,
        "entries": shown_entries(workspace, found.items, lang),
        "next_page": link(lang, f"/changes/{revision}", cursor=found.next_cursor) if found.next_cursor else "",
    }
    return page(request, workspace, lang, "history.html", values)
