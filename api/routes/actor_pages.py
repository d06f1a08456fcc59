"""The page of one actor."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.actor import actor_facts, shown_ties
from api.pages.ego import ego_view
from api.pages.merging import shown_merge
from api.pages.rendering import link, page
from api.pages.timeline import timeline_svg
from api.pages.words import words
from api.routes.actor_parts import PARTNERS, ROLES, asked_for, at_hand, candidates_view, roles_view
from ecomap.domain.records import Node
from ecomap.services import actors, comparing, egos, ties
from ecomap.services.filters import unknown
from ecomap.services.offers import may_offer

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

TIES_SHOWN = 100
MAP_FILE = "/api/v1/maps/network.html"
_VIEWS = {ROLES: roles_view, PARTNERS: candidates_view}


@router.get("/actors/{actor:path}")
def one_actor(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    actor: str,
    done: str = "",
    around: str = "kind",
) -> Response:
    """Show one actor, its ties and the network around it; the address of a merged record leads to the present one.

    ``around`` says how its alters are grouped. What has to be computed first stands on pages of its own, which a
    script puts in.
    """
    found = actors.read_actor(workspace, who, actor)
    if found.node.id != actor:
        # Not for ever as browsers understand it: a merge may be taken back.
        return RedirectResponse(link(lang, f"/actors/{found.node.id}"), status_code=307)
    if around not in egos.GROUPS:
        raise unknown(around, "around", egos.GROUPS)
    own = ties.list_ties(workspace, who, actor=actor, limit=TIES_SHOWN)
    ends = ties.ends_of(workspace, who, own.items)
    ego = egos.read_ego(workspace, who, actor, by=around)
    values: dict[str, Any] = {
        "here": "actors",
        "actor": actor_facts(workspace, found, lang),
        "ties": shown_ties(workspace, actor, own.items, ends, lang),
        "more_ties": bool(own.next_cursor),
        "ego": ego_view(ego, lang) if ego.alters else None,
        "around_href": lambda by: link(lang, f"/actors/{actor}", around=by) + "#ego",
        "map_href": link(lang, "/map", actor=actor),
        "map_file": link(lang, MAP_FILE, focus=actor),
        "timeline": timeline_svg(workspace, actor, own.items, ends, lang, date.today()),
        "notice": words(lang).get(f"done_{done}", ""),
        "edit_href": link(lang, f"/edit/actor/{actor}") if may_offer(who, actor) else "",
        "add_tie_href": link(lang, "/edit/tie", source=actor) if may_offer(who, actor) else "",
        "tie_href": lambda tie: link(lang, f"/edit/tie/{tie}", source=actor),
        "merges": [shown_merge(one, lang) for one in comparing.merges_of(workspace, who, actor)],
        "parts": [],
        "level": 3,
    }
    for what, view in _VIEWS.items():
        ready = at_hand(workspace, asked_for(what, found.node))
        values["parts"].append(_part(found.node, what, lang, ready=ready))
        if ready:
            values |= view(workspace, who, found.node, lang)
    return page(request, workspace, lang, "actor.html", values)


def _part(node: Node, what: str, lang: str, *, ready: bool) -> dict[str, Any]:
    """Return a part of the page: the template that shows it, empty if something has to be computed first."""
    here = f"/actors/{node.id}/{what}"
    return {
        "title": words(lang)[f"pt_{what}"],
        "template": f"actor_{what}.html" if ready else "",
        "page": link(lang, here),
        "address": link(lang, here, part="1"),
    }
