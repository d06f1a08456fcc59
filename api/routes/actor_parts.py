"""Parts of an actor's page that take long: each a page of its own, and a piece that a script puts into the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.home import name_of
from api.pages.mandate import mandate_view
from api.pages.rendering import fragment, link, page
from api.pages.standing import standing_view
from api.pages.tables import shown
from api.routes.waiting import REFRESH
from ecomap.domain.records import Node
from ecomap.services import actors, analyses, jobs, reach, standings
from ecomap.services.access import Principal
from ecomap.services.jobs import Asked
from ecomap.services.offers import may_offer
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

PATIENCE = 1.0
"""Seconds that an answer waits for what is being computed."""
CANDIDATES = 8
ROLES, PARTNERS = "roles", "candidates"


@router.get("/actors/{actor:path}/roles")
def roles(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, part: str = ""
) -> Response:
    """Show where an actor stands among actors like it, and an intermediary's mandate."""
    node = actors.read_actor(workspace, who, actor).node
    values: dict[str, Any] = {"computing": unfinished(workspace, who, asked_for(ROLES, node))}
    if not values["computing"]:
        values |= roles_view(workspace, who, node, lang)
    return _answer(request, workspace, lang, node, ROLES, values, bool(part))


@router.get("/actors/{actor:path}/candidates")
def candidates(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, part: str = ""
) -> Response:
    """Show whom an actor could newly work with, why, and how far to trust it."""
    node = actors.read_actor(workspace, who, actor).node
    values: dict[str, Any] = {"computing": unfinished(workspace, who, asked_for(PARTNERS, node))}
    if not values["computing"]:
        values |= candidates_view(workspace, who, node, lang)
    return _answer(request, workspace, lang, node, PARTNERS, values, bool(part))


def asked_for(what: str, node: Node) -> tuple[Asked, ...]:
    """Return the analyses that a part of an actor's page is made of."""
    if what == PARTNERS:
        return (Asked("gaps/partners", {"actor": node.id, "limit": CANDIDATES}),)
    own = (reach.asked_of(node.id),) if node.kind == "intermediary" else ()
    return (*standings.ASKED, *own)


def at_hand(workspace: Workspace, asked: Sequence[Asked]) -> bool:
    """Return whether nothing has to be computed for some analyses."""
    return all(analyses.is_at_hand(workspace, one.analysis, one.parameters) for one in asked)


def unfinished(workspace: Workspace, who: Principal, asked: Sequence[Asked]) -> bool:
    """Return whether some analyses still compute; those that did not yet are started.

    Raises what a computation failed with.
    """
    waiting = False
    for one in asked:
        if analyses.is_at_hand(workspace, one.analysis, one.parameters):
            continue
        job = jobs.start_job(workspace, who, one, patience=0.0 if waiting else PATIENCE)
        if job.error is not None:
            raise job.error
        waiting = waiting or not job.ended
    return waiting


def roles_view(workspace: Workspace, who: Principal, node: Node, lang: str) -> dict[str, Any]:
    """Return what the template of the roles takes."""
    found = standings.read_standings(workspace, who, node.id)
    mandate = reach.read_mandate(workspace, who, node.id) if node.kind == "intermediary" else None
    return {
        "standing": standing_view(found, workspace.ontology, lang),
        "mandate": mandate_view(mandate, lang) if mandate else None,
        "mandate_href": link(lang, "/analyses/linkage/intermediaries", actor=node.id),
        "methods": [
            (analyses.describe(one.analysis).label.get(lang), link(lang, f"/analyses/{one.analysis}"))
            for one in standings.ASKED
        ],
    }


def candidates_view(workspace: Workspace, who: Principal, node: Node, lang: str) -> dict[str, Any]:
    """Return what the template of the candidates takes."""
    (asked,) = asked_for(PARTNERS, node)
    result = analyses.run_analysis(workspace, who, asked.analysis, asked.parameters)
    table = shown(result.tables[0], lang, frozenset())
    names = [column.name for column in result.tables[0].spec.columns]
    rows = [dict(zip(names, (cell.text for cell in row), strict=True)) for row in table.rows]
    offered = may_offer(who, node.id)
    for row, line in zip(rows, result.tables[0].rows, strict=True):
        chance = line[names.index("chance")]
        row["chance"] = f"{100 * chance:.0f}%" if isinstance(chance, float) else ""
        row["register"] = link(lang, "/edit/tie", source=node.id, alter=row["candidate"]) if offered else ""
    return {
        "rows": rows,
        "offered": offered,
        "trust": result.explanation[-1].get(lang) if rows else "",
        "notes": [note.get(lang) for note in result.notes],
        "all_href": link(lang, "/analyses/gaps/partners", actor=node.id),
    }


def _answer(
    request: Request, workspace: Workspace, lang: str, node: Node, what: str, values: dict[str, Any], part: bool
) -> Response:
    here = f"/actors/{node.id}/{what}"
    # On a page of its own the part stands one heading higher than inside the actor's page.
    values |= {"part_template": f"actor_{what}.html", "again": link(lang, here), "level": 3 if part else 2}
    if part:
        answer = fragment(lang, "actor_waiting.html" if values["computing"] else f"actor_{what}.html", values)
    else:
        name = name_of(node, lang)
        shared = {"here": "actors", "name": name, "actor_id": node.id, "title": f"pt_{what}", "refresh": REFRESH}
        answer = page(request, workspace, lang, "actor_part.html", {**values, **shared})
    if values["computing"]:
        answer.status_code = 202
        answer.headers.update({"Cache-Control": "no-store", "Retry-After": "1"})
    return answer
