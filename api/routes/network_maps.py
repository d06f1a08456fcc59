"""``/api/v1/maps``: the data that the network map in the browser draws."""

from __future__ import annotations

import gzip
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.routes.jobs import job_answer
from api.routes.map_shapes import MeasureOut
from api.routes.shapes import FILTER_PARAMETERS, query_parameter, split_query
from api.schemas import JobOut
from ecomap.errors import InvalidParameter
from ecomap.services.analyses import describe
from ecomap.services.filters import FILTER_NAMES, parse_filter, unknown
from ecomap.services.jobs import JobView
from ecomap.services.measures import actor_measures, measure_values, missing_records, missing_ties
from ecomap.services.network_maps import network_data, network_labels
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter
from graph_schema import Text

router = APIRouter(prefix="/api/v1/maps", tags=["maps"])

_LANG = query_parameter("lang", "Language of the names.", {"type": "string", "enum": ["ko", "en"]})
_PARAMETERS = [*FILTER_PARAMETERS, _LANG]
BINARY = "application/octet-stream"
_ANALYSIS = query_parameter("analysis", "Id of an analysis.", {"type": "string"}, "gaps/holes")
_REQUIRED = (
    query_parameter("analysis", "Id of an analysis.", {"type": "string"}, "linkage/centrality"),
    query_parameter("column", "Column of its table.", {"type": "string"}, "betweenness"),
)
_JOB: dict[int | str, dict[str, Any]] = {202: {"model": JobOut, "description": "A job that still computes it."}}


def _missing_parameters() -> list[dict[str, Any]]:
    described = {
        parameter.name: query_parameter(parameter.name, parameter.label.en, {"type": "string"})
        for record in missing_records()
        for parameter in record.parameters
    }
    return [shown for name, shown in described.items() if name not in FILTER_NAMES]


@router.get(
    "/network.bin",
    summary="The network as typed arrays",
    response_class=Response,
    responses={200: {"content": {BINARY: {}}, "description": "Described in docs/map-format.md."}},
    openapi_extra={"parameters": _PARAMETERS},
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
    openapi_extra={"parameters": _PARAMETERS},
)
def labels(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Two lists in the order of `network.bin`; `hash` is equal where both were drawn from the same content."""
    return _ready(request, network_labels(workspace, who, _filter(request, workspace), lang=lang), "application/json")


@router.get("/measures.json", summary="What actors of a map can be coloured or sized by")
def measures(who: CallerDep, lang: LanguageDep) -> list[MeasureOut]:
    """Every number that an analysis gives for each actor; `measure.bin` has the numbers."""
    return [MeasureOut.wire(measure, lang) for measure in actor_measures(who)]


@router.get(
    "/measure.bin",
    summary="One number for each actor of network.bin",
    response_class=Response,
    responses={200: {"content": {BINARY: {}}, "description": "32-bit floats, NaN where unknown."}, **_JOB},
    openapi_extra={"parameters": [*_REQUIRED, *_PARAMETERS]},
)
def measure(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    table: Annotated[str, Query(description="Table of the analysis; the first that has the column by default.")] = "",
) -> Response:
    """Little-endian, in the order of `network.bin` with the same filter; the analysis runs on what the filter keeps.

    What takes longer than two seconds goes on as a job: 202 with the job; ask again until it is 200.
    """
    filters, rest = split_query(request, "lang", "table")
    analysis, column = _asked(rest, "analysis"), _asked(rest, "column")
    _refuse_rest(rest, ("analysis", "column", "table", "lang"))
    return _answer(request, measure_values(workspace, who, analysis, column, filters, table=table), BINARY)


@router.get(
    "/missing.json",
    summary="Ties that are missing, as an analysis of gaps finds them",
    response_class=Response,
    responses={200: {"content": {"application/json": {"example": {"label": "", "score": "", "pairs": []}}}}, **_JOB},
    openapi_extra={"parameters": [_ANALYSIS, *_PARAMETERS, *_missing_parameters()]},
)
def missing(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Pairs of places in the order of `network.bin` with the same filter, with a number that says how much.

    Also takes the parameters of the analysis; a job as for `measure.bin`.
    """
    analysis = _asked(dict(request.query_params), "analysis")
    own = [parameter.name for parameter in describe(analysis).parameters]
    filters, rest = split_query(request, "lang", "analysis", parameters=own)
    found = missing_ties(workspace, who, analysis, rest, filters, lang=lang)
    return _answer(request, found, "application/json")


def _asked(given: dict[str, str], name: str) -> str:
    if value := given.pop(name, ""):
        return value
    raise InvalidParameter(
        Text(f"{name}을(를) 적으십시오.", f"{name} is missing."),
        Text("measures.json에 있는 것 가운데 고르십시오.", "Choose from measures.json."),
        field=name,
        value="",
    )


def _answer(request: Request, found: bytes | JobView, media_type: str) -> Response:
    if isinstance(found, JobView):
        return job_answer(found)
    return _ready(request, found, media_type)


def _refuse_rest(rest: dict[str, str], known: tuple[str, ...]) -> None:
    for name in rest:
        raise unknown(name, "parameter", known)


def _filter(request: Request, workspace: Workspace) -> Filter:
    filters, rest = split_query(request, "lang")
    _refuse_rest(rest, ("lang",))
    return parse_filter(workspace, filters)


def _ready(request: Request, body: bytes, media_type: str) -> Response:
    """Return what is kept compressed, unpacked for the few readers that take nothing else."""
    headers: dict[str, Any] = {"Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type=media_type, headers=headers)
