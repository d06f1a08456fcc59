"""The pages of districts: the map of all, and one district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.choices import filter_choices
from api.pages.districts import overview
from api.pages.districts.numbers import unit_of
from api.pages.districts.profile import profile_values
from api.pages.rendering import link, page, problem_of
from api.routes.analysis_pages import PATIENCE, REFRESH
from api.routes.shapes import chosen_filters, split_query
from ecomap.analysis.record import FAMILIES
from ecomap.errors import Cancelled, EcomapError
from ecomap.services import analyses, jobs
from ecomap.services.access import Principal
from ecomap.services.district_indicators import PLAIN, Indicator, find_indicator, indicators
from ecomap.services.district_places import City, Place, find_city, find_district, read_cities
from ecomap.services.district_profile import profile_needs, read_profile
from ecomap.services.districts import FLOWS, Measured, district_flows, measure_districts
from ecomap.services.filters import parse_filter, unknown
from ecomap.services.jobs import Asked, JobView
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter
from graph_schema import Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

DEFAULTS = {"indicator": "per_10k", "view": "map", "flow": "ties", "top": "20", "sort": "-value", "city": ""}
OFTEN = (
    "actors",
    "per_10k",
    "ties_out",
    "money_in",
    "linkage/overview/groups/mean_degree",
    "linkage/overview/groups/density_inside",
    "cooperation/matrix/groups/e_i",
    "cooperation/silos/districts/decentralisation",
    "gaps/isolates/groups/share",
)
"""Indicators that the page offers as links."""


@router.get("/districts")
def all_districts(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Show the districts of a city by an indicator, and the flows between them."""
    filters, rest = split_query(request, "lang", "job")
    state = {name: rest.get(name, default) for name, default in DEFAULTS.items()}
    values: dict[str, Any] = {"here": "districts", "problem": None, "chosen": chosen_filters(filters), "state": state}
    values |= {"city": None, **filter_choices(workspace, lang), **_choices(workspace, who, lang)}
    status = 200
    try:
        _check(rest, state)
        wanted, city = parse_filter(workspace, filters), find_city(workspace, who, state["city"])
        indicator = find_indicator(state["indicator"])
        if indicator.analysis:
            asked = Asked(indicator.analysis, indicator.parameters, filters)
            if job := _unfinished(workspace, who, (asked,)):
                return _waiting(request, workspace, lang, job)
        if city.districts:
            measured = measure_districts(workspace, who, indicator.id, wanted, city=city)
            values |= _map_values(measured, city, state, filters, lang)
            values |= _flow_values(workspace, who, wanted, city, state, filters, lang)
    except EcomapError as error:
        values["problem"], status = problem_of(error, lang), status_of(type(error))
    return page(request, workspace, lang, "districts.html", values, status=status)


@router.get("/districts/{code}")
def one_district(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, code: str) -> Response:
    """Show one district; the address of a dong, or of a name, leads to the district by its code."""
    _, place = find_district(workspace, who, code)
    if code != place.code:
        return RedirectResponse(link(lang, f"/districts/{place.code}"), status_code=307)
    if job := _unfinished(workspace, who, profile_needs()):
        return _waiting(request, workspace, lang, job)
    profile = read_profile(workspace, who, code)
    values = {"here": "districts", **profile_values(workspace, profile, lang)}
    return page(request, workspace, lang, "district.html", values)


def _check(rest: Mapping[str, str], state: Mapping[str, str]) -> None:
    """Refuse what the page does not know: a choice that is passed over misleads."""
    for name in rest:
        if name not in DEFAULTS:
            raise unknown(name, "parameter", DEFAULTS)
    known = {"view": ("map", "tiles"), "flow": FLOWS, "sort": overview.SORTS, "top": tuple(map(str, overview.TOPS))}
    for name, choices in known.items():
        if state[name] not in choices:
            raise unknown(state[name], name, choices)


def _choices(workspace: Workspace, who: Principal, lang: str) -> dict[str, Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for indicator in indicators().values():
        groups.setdefault(indicator.group.get(lang), []).append((indicator.id, _label(indicator, lang)))
    cities = [(city.id, city.name.get(lang)) for city in read_cities(workspace, who)]
    return {"indicators": groups, "cities": cities, "tops": overview.TOPS}


def _label(indicator: Indicator, lang: str) -> str:
    unit = unit_of(indicator.column, lang)
    label = indicator.column.label.get(lang)
    return f"{label} ({unit})" if unit else label


def _chip(indicator: Indicator, lang: str) -> tuple[str, str]:
    """Return what a link to an indicator says: its label, and the analysis that tells which one it is."""
    return indicator.column.label.get(lang), "" if indicator.group == PLAIN else indicator.group.get(lang)


def _map_values(
    measured: Measured, city: City, state: dict[str, str], filters: Mapping[str, Sequence[str]], lang: str
) -> dict[str, Any]:
    def here(**changed: str) -> str:
        told = {name: value for name, value in (state | changed).items() if value != DEFAULTS[name]}
        return link(lang, "/districts", **filters, **told)

    indicator, on = measured.indicator, overview.canvas(city, state["view"])
    diverging = any(found.shade < 0 for found in measured.classes)
    places = overview.shown_places(measured, city, lang, lambda place: _href(place, lang))
    label = _label(indicator, lang)
    return {
        "city": city.name.get(lang),
        "indicator": {
            "id": indicator.id,
            "label": label,
            "group": indicator.group.get(lang),
            "meaning": indicator.meaning.get(lang),
            "plain": indicator.group == PLAIN,
            "href": link(lang, f"/analyses/{indicator.analysis}", **indicator.parameters, **filters)
            if indicator.analysis
            else "",
        },
        "map_svg": on.draw(places, f"{city.name.get(lang)}: {label}", "gu"),
        "tiles_only": not overview.has_outlines(city),
        "undrawn": overview.undrawn(city, on, lang),
        "views": [(name, here(view=name), state["view"] == name) for name in ("map", "tiles")],
        "legend": overview.legend(measured, lang),
        "diverging": diverging,
        "extremes": overview.extremes(measured, city, lang),
        "rows": overview.table_rows(measured, city, lang, state["sort"], lambda place: _href(place, lang)),
        "sorts": {name: _sort(name, state["sort"], here) for name in ("name", "value")},
        "often": [(here(indicator=name), *_chip(indicators()[name], lang), name == indicator.id) for name in OFTEN],
        "json_href": link(lang, "/api/v1/districts", indicator=indicator.id, city=city.id, **filters),
    }


def _sort(name: str, now: str, here: Any) -> tuple[str, str]:
    """Return the address that sorts by a column, the other way round where it is sorted by it, and how it is now."""
    if now.lstrip("-") != name:
        return here(sort=name if name == "name" else f"-{name}"), ""
    return here(sort=name if now.startswith("-") else f"-{name}"), "descending" if now.startswith("-") else "ascending"


def _flow_values(
    workspace: Workspace,
    who: Principal,
    wanted: Filter,
    city: City,
    state: dict[str, str],
    filters: Mapping[str, Sequence[str]],
    lang: str,
) -> dict[str, Any]:
    flows = district_flows(workspace, who, state["flow"], wanted, city=city)
    top, on = int(state["top"]), overview.canvas(city, state["view"])

    def href(place: Place) -> str:
        return _href(place, lang)

    kept = {name: value for name, value in state.items() if name not in ("flow", "top")}
    hidden = [(name, value) for name, value in kept.items() if value != DEFAULTS[name]]
    return {
        "flows": {
            "svg": overview.flow_map(on, city, flows, top, lang, href) if flows.between else "",
            "rows": overview.flow_rows(flows.between[:top], city, flows.what, lang, href),
            "inside": overview.inside_rows(flows, city, lang, href),
            "totals": overview.flow_totals(flows, lang),
            "directed": flows.what == "money",
            "hidden": [*hidden, *((name, value) for name, found in filters.items() for value in found)],
            "shown": min(top, len(flows.between)),
            "total": len(flows.between),
        }
    }


def _href(place: Place, lang: str) -> str:
    return link(lang, f"/districts/{place.code}")


def _unfinished(workspace: Workspace, who: Principal, needed: Sequence[Asked]) -> JobView | None:
    """Return the first job to wait for, ``None`` where all results are at hand; raise what one ended with instead."""
    for asked in needed:
        if analyses.is_at_hand(workspace, asked.analysis, asked.parameters, parse_filter(workspace, asked.filters)):
            continue
        job = jobs.start_job(workspace, who, asked, patience=PATIENCE)
        if job.error is not None:
            raise job.error
        if job.state == "cancelled":
            raise Cancelled(
                Text("계산을 취소했습니다.", "The computation was cancelled."),
                Text("다시 계산하려면 이 쪽을 다시 여십시오.", "Open this page again to compute it."),
            )
        if not job.ended:
            return job
    return None


def _waiting(request: Request, workspace: Workspace, lang: str, job: JobView) -> HTMLResponse:
    """Return a page that looks again by itself; 202, so that no copy of it is kept as the answer."""
    record = analyses.describe(job.asked.analysis)
    texts = {name: getattr(record, name).get(lang) for name in ("label", "question", "cost")}
    shown = {
        "state": job.state,
        "progress": job.progress,
        "done": job.done,
        "total": job.total,
        "seconds": round(job.seconds),
        "again": str(request.url.replace(scheme="", netloc="")),
        "cancel": link(lang, f"/jobs/{job.id}/cancel"),
    }
    values = {
        "here": "districts",
        "record": {**texts, "family": FAMILIES[record.family].get(lang)},
        "job": shown,
        "refresh": REFRESH,
    }
    answer = page(request, workspace, lang, "waiting.html", values, status=202)
    answer.headers["Cache-Control"] = "no-store"
    return answer
