"""The server-rendered pages."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.charts import chart_svg
from api.pages.choices import filter_choices
from api.pages.home import actor_rows, headline_counts, most_connected
from api.pages.manual import operations
from api.pages.rendering import link, page
from ecomap.analysis.record import FAMILIES
from ecomap.services import actors, analyses
from ecomap.services.offers import may_offer
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

FEATURED = ("linkage/overview", "cooperation/matrix", "gaps/coverage")
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


@router.get("/docs")
def manual(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> HTMLResponse:
    """Show the API's manual, drawn from its OpenAPI description."""
    values = {"here": "docs", "operations": operations(request.app.openapi())}
    return page(request, workspace, lang, "manual.html", values)
