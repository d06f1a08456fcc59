"""Erasing contact data from the actor's page: a page that asks first, and the act."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.rendering import link, page
from ecomap.services.actors import read_actor
from ecomap.services.erasure import erase_contact

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/edit/erase/{actor:path}")
def ask(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str) -> Response:
    """Ask whether the contact data shall go for good."""
    who.require("administer", "write")
    node = read_actor(workspace, who, actor).node
    name = (node.name_en if lang == "en" else "") or node.name_ko
    return page(request, workspace, lang, "erase_contact.html", {"here": "actors", "actor": actor, "name": name})


@router.post("/edit/erase/{actor:path}")
def erase(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, actor: str) -> Response:
    """Erase it."""
    erase_contact(workspace, who, actor, via="form")
    return RedirectResponse(link(lang, f"/actors/{actor}"), status_code=303)
