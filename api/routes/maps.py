"""``/api/v1/maps``: stand-alone pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep, site_address
from api.routes.shapes import FILTER_PARAMETERS, split_query
from ecomap.services.filters import parse_filter, unknown
from ecomap.services.maps import network_html

router = APIRouter(prefix="/api/v1/maps", tags=["maps"])

# The map runs its own inlined script, so it is cut off from the site that serves it: no cookies, no requests.
MAP_POLICY = (
    "sandbox allow-scripts allow-popups allow-top-navigation-by-user-activation; default-src 'none'; "
    "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)


@router.get(
    "/network.html",
    summary="The network as one stand-alone HTML page",
    response_class=HTMLResponse,
    openapi_extra={"parameters": list(FILTER_PARAMETERS)},
)
def network(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    focus: Annotated[str, Query(description="Id of an actor to draw with its surroundings.", examples=["a-1"])] = "",
) -> HTMLResponse:
    """Draw a page that opens with no network. Above a stated size it holds the actors with the highest degree."""
    filters, rest = split_query(request, "lang", "focus")
    for name in rest:
        raise unknown(name, "parameter", ("focus", "lang"))
    wanted = parse_filter(workspace, filters)
    html = network_html(workspace, who, wanted, lang=lang, base_url=site_address(request), focus=focus)
    return HTMLResponse(html, headers={"Content-Security-Policy": MAP_POLICY})
