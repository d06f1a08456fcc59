"""The pages about duplicates: the queue, two records side by side, and taking a merge back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.merging import shown_comparison, shown_merge, shown_pair
from api.pages.rendering import link, page, problem_of
from api.pages.texts import moment
from api.pages.words import words
from api.routes.accounts import FieldsDep
from ecomap.errors import EcomapError, NotFound, Outdated, RefusedFields
from ecomap.services import comparing, jobs, review
from ecomap.services.access import Principal
from ecomap.services.decisions import STATES
from ecomap.services.gate import Intent, submit
from ecomap.services.jobs import JobView
from ecomap.services.redirects import present_id
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

KEEP = "keep-"
PATIENCE = 1.0


@router.get("/review")
def queue(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    state: str = "waiting",
    cursor: str = "",
    job: str = "",
) -> Response:
    """Show the pairs that wait, or those that were decided; ``job`` is a search to wait for."""
    found = review.list_review(workspace, who, state=state, cursor=cursor)
    running = _running(workspace, who, job)
    again = link(lang, "/review", job=job)
    values = {
        "here": "review",
        "pairs": [shown_pair(pair, lang) for pair in found.items],
        "made": moment(found.made) if found.made else "",
        "behind": found.behind,
        "waiting": found.waiting,
        "state": state,
        "states": [("waiting", words(lang)["waiting"]), *((name, text.get(lang)) for name, text in STATES.items())],
        "job": {"progress": running.progress, "again": again} if running else None,
        "next_page": link(lang, "/review", state=state, cursor=found.next_cursor) if found.next_cursor else "",
    }
    return page(request, workspace, lang, "review.html", values)


@router.post("/review/search")
def search(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Search the whole register and go back to the queue."""
    job = review.start_search(workspace, who, patience=PATIENCE)
    if job.error is not None:
        raise job.error
    return RedirectResponse(link(lang, "/review", job="" if job.ended else job.id), status_code=303)


@router.post("/review/decide")
def decide(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, fields: FieldsDep) -> Response:
    """Remember an answer; the same ones go on to be merged."""
    told = dict(fields)
    first, second, answer = told.get("first", ""), told.get("second", ""), told.get("answer", "")
    if answer == "same":
        return RedirectResponse(link(lang, "/merges/new", stays=first, goes=second), status_code=303)
    if answer == "related":
        answer, _, swapped = told.get("related", "").partition("-")
        if swapped:
            first, second = second, first
    review.decide(workspace, who, first, second, answer, via="form")
    return RedirectResponse(link(lang, "/review"), status_code=303)


@router.get("/merges/new")
def compare(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, stays: str = "", goes: str = ""
) -> Response:
    """Show two records side by side."""
    return _form(request, workspace, who, lang, {"stays": stays, "goes": goes})


@router.post("/merges")
def merge(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, fields: FieldsDep) -> Response:
    """Merge as the form says; where that is refused, show the form again with what was chosen."""
    told = dict(fields)
    keep = {name.removeprefix(KEEP): value for name, value in told.items() if name.startswith(KEEP)}
    said = {"other": told.get("goes", ""), "other_tag": told.get("other_tag", ""), "keep": keep}
    intent = Intent("merge-actors", told.get("stays", ""), said, told.get("tag", ""))
    try:
        outcome = submit(workspace, who, intent, via="form", reason=told.get("reason", ""))
    except (RefusedFields, Outdated) as error:
        return _form(request, workspace, who, lang, told, error)
    if outcome.state == "proposed":
        return page(request, workspace, lang, "merge_told.html", {"merge": None, "records": []}, status=202)
    return RedirectResponse(link(lang, f"/actors/{outcome.subject}"), status_code=303)


@router.post("/merges/{merge_id}/undo")
def undo(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, merge_id: str) -> Response:
    """Take a merge back and tell what came of it."""
    outcome = submit(workspace, who, Intent("unmerge-actors", merge_id), via="form")
    if outcome.state == "proposed":
        return page(request, workspace, lang, "merge_told.html", {"merge": None, "records": []}, status=202)
    return RedirectResponse(link(lang, f"/merges/{merge_id}"), status_code=303)


@router.get("/merges/{merge_id}")
def one_merge(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, merge_id: str) -> Response:
    """Say whether a merge stands, and what stayed when it was taken back."""
    found = comparing.read_merge(workspace, who, merge_id)
    ids = [found.gone, present_id(workspace.store, found.stays)]
    nodes = workspace.store.get_nodes(ids)
    records = [
        (nodes[one].name_ko if lang == "ko" else nodes[one].name_en or nodes[one].name_ko, f"/actors/{one}")
        for one in ids
        if one in nodes
    ]
    return page(request, workspace, lang, "merge_told.html", {"merge": shown_merge(found, lang), "records": records})


def _form(
    request: Request,
    workspace: Workspace,
    who: Principal,
    lang: str,
    told: dict[str, str],
    error: EcomapError | None = None,
) -> Response:
    found = comparing.compare_actors(workspace, who, told.get("stays", ""), told.get("goes", ""))
    chosen = {name.removeprefix(KEEP): value for name, value in told.items() if name.startswith(KEEP)}
    values: dict[str, Any] = shown_comparison(workspace, found, chosen, lang)
    values |= {
        "problems": _problems(error, lang) if error else [],
        "reason": told.get("reason", ""),
        "swap": link(lang, "/merges/new", stays=found.other.node.id, goes=found.own.node.id),
    }
    return page(request, workspace, lang, "merge.html", values, status=status_of(type(error)) if error else 200)


def _problems(error: EcomapError, lang: str) -> list[dict[str, str]]:
    found = error.context.get("problems", ())
    if not found:
        return [{"field": "", **problem_of(error, lang)}]
    return [{"field": one.field, "message": one.reason.get(lang), "remedy": one.remedy.get(lang)} for one in found]


def _running(workspace: Workspace, who: Principal, job: str) -> JobView | None:
    with suppress(NotFound):
        found = jobs.read_job(workspace, who, job) if job else None
        return found if found and not found.ended else None
    return None
