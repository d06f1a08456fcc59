"""The pages of districts: the map of all, and one district."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.choices import filter_choices
from api.pages.districts.profile import profile_values
from api.pages.districts.values import View, check_state, choices, flow_values, map_values, read_state
from api.pages.rendering import link, page, problem_of
from api.routes.shapes import chosen_filters, split_query
from api.routes.waiting import first_unfinished, waiting_page
from ecomap.analysis.record import FAMILIES
from ecomap.errors import EcomapError
from ecomap.services import analyses
from ecomap.services.access import Principal
from ecomap.services.district_indicators import find_indicator
from ecomap.services.district_places import find_city, find_district
from ecomap.services.district_profile import profile_needs, read_profile
from ecomap.services.districts import district_flows, measure_districts
from ecomap.services.filters import parse_filter
from ecomap.services.jobs import Asked, JobView
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_AGAIN = Text("다시 계산하려면 이 쪽을 다시 여십시오.", "Open this page again to compute it.")


@router.get("/districts")
def all_districts(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Show the districts of a city by an indicator, and the flows between them."""
    filters, rest = split_query(request, "lang", "job")
    view = View(read_state(rest), filters, lang)
    values: dict[str, Any] = {
        "here": "districts",
        "problem": None,
        "city": None,
        "city_id": "",
        "chosen": chosen_filters(filters),
        "state": view.state,
        **filter_choices(workspace, who, lang),
        **choices(workspace, lang),
    }
    status = 200
    try:
        check_state(rest, view.state)
        if job := first_unfinished(workspace, who, _needed(view), again=_AGAIN):
            return _waiting(request, workspace, lang, job)
        values |= _shown(workspace, who, view)
    except EcomapError as error:
        values["problem"], status = problem_of(error, lang), status_of(type(error))
    return page(request, workspace, lang, "districts.html", values, status=status)


@router.get("/districts/{code}")
def one_district(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, code: str) -> Response:
    """Show one district; the address of a dong, or of a name, leads to the district by its code."""
    _, place = find_district(workspace, code)
    if code != place.code:
        return RedirectResponse(link(lang, f"/districts/{place.code}"), status_code=307)
    if job := first_unfinished(workspace, who, profile_needs(), again=_AGAIN):
        return _waiting(request, workspace, lang, job)
    profile = read_profile(workspace, who, code)
    values = {"here": "districts", **profile_values(workspace, profile, lang)}
    return page(request, workspace, lang, "district.html", values)


def _needed(view: View) -> tuple[Asked, ...]:
    indicator = find_indicator(view.state["indicator"])
    return (Asked(indicator.analysis, indicator.parameters, view.filters),) if indicator.analysis else ()


def _shown(workspace: Workspace, who: Principal, view: View) -> dict[str, Any]:
    """Return map, table and flows; nothing where the register has no districts."""
    wanted, city = parse_filter(workspace, view.filters), find_city(workspace, view.state["city"])
    if not city.districts:
        return {}
    measured = measure_districts(workspace, who, view.state["indicator"], wanted, city=city)
    flows = district_flows(workspace, who, view.state["flow"], wanted, city=city)
    return {**map_values(measured, city, view), "flows": flow_values(flows, city, view)}


def _waiting(request: Request, workspace: Workspace, lang: str, job: JobView) -> HTMLResponse:
    record = analyses.describe(job.asked.analysis)
    texts = {name: getattr(record, name).get(lang) for name in ("label", "question", "cost")}
    values = {"here": "districts", "record": {**texts, "family": FAMILIES[record.family].get(lang)}}
    return waiting_page(request, workspace, lang, values, job, str(request.url.replace(scheme="", netloc="")))
