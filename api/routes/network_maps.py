"""``/api/v1/maps``: the data that the network map in the browser draws."""

from __future__ import annotations

import gzip
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.routes.shapes import FILTER_PARAMETERS, query_parameter, split_query
from ecomap.services.filters import parse_filter, unknown
from ecomap.services.network_maps import network_data, network_labels
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter

router = APIRouter(prefix="/api/v1/maps", tags=["maps"])

_LANG = query_parameter("lang", "Language of the names.", {"type": "string", "enum": ["ko", "en"]})
_QUERY = {"parameters": [*FILTER_PARAMETERS, _LANG]}
BINARY = "application/octet-stream"


@router.get(
    "/network.bin",
    summary="The network as typed arrays",
    response_class=Response,
    responses={200: {"content": {BINARY: {}}, "description": "Described in docs/map-format.md."}},
    openapi_extra=_QUERY,
)
def network(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Positions, kinds, groups and years of actors, and all ties, in few bytes for a browser to draw at once.

    Actors stand in order of degree, the highest first. Names come apart: `labels.json` with the same filter.
    """
    return _ready(request, network_data(workspace, who, _filter(request, workspace), lang=lang), BINARY)


@router.get(
    "/labels.json",
    summary="Ids and names of the actors of network.bin",
    response_class=Response,
    responses={200: {"content": {"application/json": {"example": {"hash": "", "ids": [], "names": []}}}}},
    openapi_extra=_QUERY,
)
def labels(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Two lists in the order of `network.bin`; `hash` is equal where both were drawn from the same content."""
    return _ready(request, network_labels(workspace, who, _filter(request, workspace), lang=lang), "application/json")


def _filter(request: Request, workspace: Workspace) -> Filter:
    filters, rest = split_query(request, "lang")
    for name in rest:
        raise unknown(name, "parameter", ("lang",))
    return parse_filter(workspace, filters)


def _ready(request: Request, body: bytes, media_type: str) -> Response:
    """Return what is kept compressed, unpacked for the few readers that take nothing else."""
    headers: dict[str, Any] = {"Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type=media_type, headers=headers)
