"""The server-rendered pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.actor import actor_facts, shown_ties
from api.pages.charts import chart_svg
from api.pages.choices import filter_choices
from api.pages.home import actor_rows, headline_counts, most_connected
from api.pages.manual import operations
from api.pages.merging import shown_merge
from api.pages.rendering import link, page
from api.pages.timeline import timeline_svg
from api.pages.words import words
from ecomap.analysis.record import FAMILIES
from ecomap.services import actors, analyses, comparing, ties
from ecomap.services.offers import may_offer
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

FEATURED = ("linkage/overview", "cooperation/matrix", "gaps/coverage")
TIES_SHOWN = 100
MAP_ADDRESS = "/api/v1/maps/network.html"


@router.get("/")
def home(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> HTMLResponse:
    """Show the map, the best connected actors, and one result of each family."""
    snapshot = workspace.snapshot()
    top = most_connected(snapshot, 12)
    cards = [_card(workspace, who, name, lang) for name in FEATURED] if top else []
    found = [actors.read_actor(workspace, who, actor) for actor in top]
    values = {
        "counts": headline_counts(snapshot, lang),
        "cards": cards,
        "actors": actor_rows(workspace, found, lang),
    }
    return page(request, workspace, lang, "home.html", values)


def _card(workspace: Workspace, who: CallerDep, name: str, lang: str) -> dict[str, Any]:
    record = analyses.describe(name)
    result = analyses.run_analysis(workspace, who, name, {})
    return {
        "id": name,
        "family": FAMILIES[record.family].get(lang),
        "label": record.label.get(lang),
        "question": record.question.get(lang),
        "explanation": [text.get(lang) for text in result.explanation[:3]],
        "chart": chart_svg(record.chart, result, lang),
    }


@router.get("/actors")
def actor_list(  # noqa: PLR0913, PLR0917  a parameter a query parameter
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    q: str = "",
    kind: str = "",
    place: str = "",
    field: str = "",
    cursor: str = "",
) -> HTMLResponse:
    """Search and filter actors."""
    found = actors.list_actors(
        workspace,
        who,
        text=q,
        kinds=[kind] if kind else [],
        places=[place] if place else [],
        fields=[field] if field else [],
        limit=50,
        cursor=cursor,
    )
    asked = {"q": q, "kind": kind, "place": place, "field": field}
    values = {
        "here": "actors",
        "actors": actor_rows(workspace, found.actors, lang),
        "total": found.total,
        "cursor": cursor,
        "next_page": link(lang, "/actors", **asked, cursor=found.next_cursor) if found.next_cursor else "",
        "first_page": link(lang, "/actors", **asked),
        "register_href": link(lang, "/edit/actor", name=q) if may_offer(who) else "",
        **asked,
        **filter_choices(workspace, who, lang),
    }
    return page(request, workspace, lang, "actors.html", values)


@router.get("/actors/{actor:path}")
def one_actor(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str, done: str = ""
) -> Response:
    """Show one actor with its ties and the map around it; the address of a merged record leads to the present one."""
    found = actors.read_actor(workspace, who, actor)
    if found.node.id != actor:
        # Not for ever as browsers understand it: a merge may be taken back.
        return RedirectResponse(link(lang, f"/actors/{found.node.id}"), status_code=307)
    own = ties.list_ties(workspace, who, actor=actor, limit=TIES_SHOWN)
    ends = ties.ends_of(workspace, who, own.items)
    values = {
        "here": "actors",
        "actor": actor_facts(workspace, found, lang),
        "ties": shown_ties(workspace, actor, own.items, ends, lang),
        "more_ties": bool(own.next_cursor),
        "map_src": link(lang, MAP_ADDRESS, focus=actor),
        "timeline": timeline_svg(workspace, actor, own.items, ends, lang, date.today()),
        "notice": words(lang).get(f"done_{done}", ""),
        "edit_href": link(lang, f"/edit/actor/{actor}") if may_offer(who, actor) else "",
        "add_tie_href": link(lang, "/edit/tie", source=actor) if may_offer(who, actor) else "",
        "tie_href": lambda tie: link(lang, f"/edit/tie/{tie}", source=actor),
        "merges": [shown_merge(one, lang) for one in comparing.merges_of(workspace, who, actor)],
    }
    return page(request, workspace, lang, "actor.html", values)


@router.get("/docs")
def manual(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> HTMLResponse:
    """Show the API's manual, drawn from its OpenAPI description."""
    values = {"here": "docs", "operations": operations(request.app.openapi())}
    return page(request, workspace, lang, "manual.html", values)
