"""The page of the network map."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import LanguageDep, WorkspaceDep
from api.embedding import is_embedded
from api.errors import status_of
from api.pages.map_setup import map_setup
from api.pages.rendering import page, problem_of
from api.routes.shapes import split_query
from ecomap.errors import EcomapError
from ecomap.services.filters import parse_filter
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/map")
def network_map(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> HTMLResponse:
    """Show the network map; what the address says beyond filters is for its script."""
    values, status = map_values(request, workspace, lang, embed=is_embedded(request))
    return page(request, workspace, lang, "map.html", values, status=status)


def map_values(request: Request, workspace: Workspace, lang: str, *, embed: bool) -> tuple[dict[str, Any], int]:
    """Return what `map_app.html` shows, and the status of the answer."""
    filters, _ = split_query(request, "lang")
    try:
        wanted = parse_filter(workspace, filters)
    except EcomapError as error:
        return {"here": "map", "problem": problem_of(error, lang), "setup": None}, status_of(type(error))
    setup = map_setup(workspace, filters, wanted, lang, embed=embed)
    return {"here": "map", "problem": None, "setup": setup}, 200
