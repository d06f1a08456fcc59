"""``/api/v1/districts``: outlines with an indicator, what indicators there are, flows, one district."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.deps import CallerDep, WorkspaceDep
from api.routes.shapes import split_query
from ecomap.exchange.results import bilingual
from ecomap.maps.classes import shade_of
from ecomap.maps.outlines import geometry, outlines
from ecomap.services.district_indicators import Indicator, indicators
from ecomap.services.district_places import City, Place, find_city
from ecomap.services.district_profile import Profile, read_profile
from ecomap.services.districts import Flow, Measured, district_flows, measure_districts
from ecomap.services.filters import parse_filter

router = APIRouter(prefix="/api/v1/districts", tags=["districts"])

_FILTERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": text}
        for name, text in (
            ("actor_kind", "Filter: actor kinds."),
            ("tie_type", "Filter: tie types."),
            ("place", "Filter: places by name or code, with all inside them."),
            ("field", "Filter: fields by name or code."),
            ("on", "Filter: as of this day."),
            ("from", "Filter: first day of a period."),
            ("to", "Filter: last day of a period."),
            ("known_on", "The register as it was known on this day."),
            ("reports", "Filter: either, both or one: whose word counts for ties that partners reported."),
        )
    ]
}
CityQuery = Annotated[
    str, Query(description="City by name or code; the one with the most districts by default.", examples=["서울특별시"])
]


@router.get("", summary="Districts as GeoJSON with one indicator", openapi_extra=_FILTERS)
def districts(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    indicator: Annotated[
        str, Query(description="Id of an indicator, see `/api/v1/districts/indicators`.", examples=["per_10k"])
    ] = "per_10k",
    city: CityQuery = "",
    outline: Annotated[bool, Query(description="Whether to send the outlines.")] = True,
) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection (RFC 7946), one feature a district.

    Properties are code, names, residents, area, `value`, `rank` (1 is the greatest) and `shade`, its class on the map.
    `geometry` is null where there is no outline. Beside the features stand the indicator with its
    definition and the classes: quantiles, 0 … 4 from light to dark, or −2 … 2 around zero.
    """
    filters, _ = split_query(request)
    found = find_city(workspace, city)
    measured = measure_districts(workspace, who, indicator, parse_filter(workspace, filters), city=found)
    return {
        "type": "FeatureCollection",
        "city": {"id": found.id, "name": bilingual(found.name)},
        "indicator": _indicator(measured.indicator),
        "median": measured.median,
        "classes": [
            {"low": one.low, "high": one.high, "shade": one.shade, "count": one.count} for one in measured.classes
        ],
        "features": [_feature(place, measured, outline=outline) for place in found.districts],
        "synthetic": workspace.snapshot().synthetic,
    }


@router.get("/indicators", summary="What a map of districts can show")
def all_indicators() -> list[dict[str, Any]]:
    """Plain figures, and every column of an analysis that has one row a district, each with its definition."""
    return [_indicator(found) for found in indicators().values()]


@router.get("/flows", summary="Ties or money between districts", openapi_extra=_FILTERS)
def flows(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    flow: Annotated[str, Query(description="`ties` (once a pair) or `money` in KRW (once a direction).")] = "ties",
    city: CityQuery = "",
    limit: Annotated[int, Query(ge=1, le=10_000, description="Most flows to return, the largest first.")] = 1_000,
) -> dict[str, Any]:
    """Return what flows between districts, what stays inside each, and what has an end in no district.

    An actor in several districts shares its ties and its money between them equally.
    """
    filters, _ = split_query(request)
    found = find_city(workspace, city)
    all_flows = district_flows(workspace, who, flow, parse_filter(workspace, filters), city=found)
    codes = {place.id: place.code for place in found.districts}
    return {
        "flow": all_flows.what,
        "unit": "KRW" if all_flows.what == "money" else "ties",
        "between": [_flow(one, codes) for one in all_flows.between[:limit]],
        "total_between": len(all_flows.between),
        "inside": [{"district": codes[district], "value": value} for district, value in all_flows.inside.items()],
        "elsewhere": all_flows.elsewhere,
        "synthetic": workspace.snapshot().synthetic,
    }


@router.get("/{code}", summary="One district")
def one_district(workspace: WorkspaceDep, who: CallerDep, code: str) -> dict[str, Any]:
    """Return facts, counts by kind and field, indicators with ranks, gaps, intermediaries, dong and like districts.

    `code` is the code, the id or the name of a district, or of a dong in it.
    """
    return _profile(read_profile(workspace, who, code)) | {"synthetic": workspace.snapshot().synthetic}


def _indicator(found: Indicator) -> dict[str, Any]:
    return {
        "id": found.id,
        "label": bilingual(found.column.label),
        "meaning": bilingual(found.meaning),
        "unit": found.column.unit,
        "group": bilingual(found.group),
        "analysis": found.analysis or None,
        "parameters": dict(found.parameters),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "code": place.code,
        "name": bilingual(place.name),
        "population": place.population,
        "population_year": place.population_year,
        "area_km2": place.area,
    }


def _feature(place: Place, measured: Measured, *, outline: bool) -> dict[str, Any]:
    value = measured.values[place.id]
    return {
        "type": "Feature",
        "id": place.code,
        "geometry": geometry(outlines("gu").get(place.code)) if outline else None,
        "properties": _place(place)
        | {"value": value, "rank": measured.rank(place.id), "shade": shade_of(value, measured.classes)},
    }


def _flow(flow: Flow, codes: dict[str, str]) -> dict[str, Any]:
    return {"source": codes[flow.source], "target": codes[flow.target], "value": flow.value}


def _profile(profile: Profile) -> dict[str, Any]:
    own = profile.place.id
    return {
        **_place(profile.place),
        "city": _city(profile.city),
        "kinds": dict(profile.kinds),
        "indicators": [
            {"id": one.indicator.id, "value": one.values[own], "rank": one.rank(own), "median": one.median}
            for one in profile.figures
        ],
        "fields": [
            {"id": one.id, "name": bilingual(one.name), "actors": one.count, "expected": one.expected, "gap": one.gap}
            for one in profile.fields
        ],
        "unserved": [
            {"id": one.id, "name": bilingual(one.name), "lacking": bilingual(one.lacking), "actors": one.actors}
            for one in profile.unserved
        ],
        "intermediaries": [
            {"id": one.id, "name": bilingual(one.name), "located": one.located, "contacts": one.contacts}
            for one in profile.intermediaries
        ],
        "alike": [one.code for one in profile.alike],
        "dong": [_place(place) | {"actors": count} for place, count in profile.dong],
    }


def _city(city: City) -> dict[str, Any]:
    return {"id": city.id, "name": bilingual(city.name)}
