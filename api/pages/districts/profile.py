"""The page of one district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.pages.districts import overview
from api.pages.districts.arcs import arcs_svg
from api.pages.districts.drawing import Shown, outline_map, shade_class
from api.pages.districts.numbers import MONEY, full, unit_of, with_unit
from api.pages.rendering import link
from api.pages.words import words
from ecomap.analysis.record import Column
from ecomap.maps.classes import classify, shade_of
from ecomap.maps.outlines import drawing, outlines
from ecomap.services.district_indicators import PLAIN
from ecomap.services.district_places import Place
from ecomap.services.district_profile import Profile
from ecomap.services.districts import Flow, Flows
from ecomap.services.workspace import Workspace

LINKS = 8
"""Links to other districts that are listed and drawn."""
GAPS = 6


def profile_values(workspace: Workspace, profile: Profile, lang: str) -> dict[str, Any]:
    """Return what the page of a district shows."""
    place = profile.place

    def href(one: Place) -> str:
        return link(lang, f"/districts/{one.code}")

    return {
        "district": place.name.get(lang),
        "other_name": place.name.get("ko" if lang == "en" else "en"),
        "city": profile.city.name.get(lang),
        "city_href": link(lang, "/districts", city=profile.city.id),
        "facts": _facts(place, lang),
        "outlined": overview.has_outlines(profile.city),
        "kinds": [
            (workspace.ontology.nodes[kind].label.get(lang), count, link(lang, "/actors", kind=kind, place=place.id))
            for kind, count in profile.kinds
        ],
        "total": sum(count for _, count in profile.kinds),
        "place_map": overview.canvas(profile.city, "map").draw(_located(profile, lang), place.name.get(lang), "at"),
        "fields": _fields(profile, lang),
        "most": max((item.count for item in profile.fields), default=0) or 1,
        "standing": _standing(profile, lang),
        "alike": [(one.name.get(lang), href(one)) for one in profile.alike],
        **_dong(profile, lang),
        "intermediaries": [
            {
                "id": item.id,
                "name": item.name.get(lang),
                "located": item.located,
                "fields": ", ".join(text.get(lang) for text in item.fields),
                "districts": ", ".join(text.get(lang) for text in item.districts),
                "contacts": f"{item.contacts:,}",
            }
            for item in profile.intermediaries
        ],
        **_links(profile, lang),
        "gaps": _gaps(profile, lang),
        "unserved": _unserved(profile, lang),
        "hrefs": {
            "actors": link(lang, "/actors", place=place.id),
            "map": link(lang, "/map", place=place.id),
            "partners": link(lang, "/analyses/gaps/partners", place=place.id),
            "coverage": link(lang, "/analyses/gaps/coverage", rows="district", cols="field", show="gaps"),
        },
    }


def _facts(place: Place, lang: str) -> list[tuple[str, str]]:
    told = words(lang)
    people = told["residents_year"].format(year=place.population_year) if place.population_year else told["residents"]
    person = "명" if lang == "ko" else ""
    return [
        (people, "–" if place.population is None else f"{place.population:,}{person}"),
        (told["area"], "–" if place.area is None else f"{place.area:,.2f} km²"),
        (told["place_code"], place.code),
    ]


def _located(profile: Profile, lang: str) -> list[Shown]:
    """Return the districts with the one of the page filled, each a link."""
    return [
        Shown(
            one.code,
            overview.map_name(one.name.get(lang)),
            "",
            one.name.get(lang),
            shade,
            link(lang, f"/districts/{one.code}"),
            here,
        )
        for one in profile.city.districts
        for here in (one.id == profile.place.id,)
        for shade in ("s3" if here else "plain",)
    ]


def _fields(profile: Profile, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "name": item.name.get(lang),
            "count": item.count,
            "text": f"{item.count:,.0f}",
            "expected": "–" if item.expected is None else f"{item.expected:,.1f}",
            "gap": item.gap,
            "finding": item.finding.get(lang),
            "href": link(lang, "/actors", place=profile.place.id, field=item.id),
        }
        for item in sorted(profile.fields, key=lambda item: (-item.count, item.id))
    ]


def _standing(profile: Profile, lang: str) -> list[dict[str, Any]]:
    """Return the headline indicators of the district, with rank, median, and those of like districts."""
    rows = []
    for measured in profile.figures:
        column = measured.indicator.column
        unit = "" if column.unit in MONEY else unit_of(column, lang)
        own = measured.values[profile.place.id]
        known = sorted(value for value in measured.values.values() if value is not None)
        rows.append(
            {
                "group": "" if measured.indicator.group == PLAIN else measured.indicator.group.get(lang),
                "label": column.label.get(lang) + (f" ({unit})" if unit else ""),
                "meaning": measured.indicator.meaning.get(lang),
                "href": link(lang, "/districts", indicator=measured.indicator.id),
                "value": _figure(own, column, lang),
                "rank": overview.rank_text(measured, profile.place.id, lang),
                "strip": _strip(known, own, measured.median),
                "whole": "" if measured.whole is None else _figure(measured.whole, column, lang),
                "median": _figure(measured.median, column, lang),
                "alike": [_figure(measured.values[one.id], column, lang) for one in profile.alike],
            }
        )
    return rows


def _figure(value: float | None, column: Column, lang: str) -> str:
    return with_unit(value, column, lang) if column.unit in MONEY else full(value, column)


def _strip(known: Sequence[float], own: float | None, median: float | None) -> str:
    """Return a line with a tick for every district, the median, and a dot for this one; for the eye only."""
    if own is None or median is None or known[0] == known[-1]:
        return ""
    low, span = known[0], known[-1] - known[0]

    def at(value: float) -> str:
        return f"{6 + 108 * (value - low) / span:.1f}"

    ticks = "".join(f'<line class="tick" x1="{at(v)}" x2="{at(v)}" y1="6" y2="14"/>' for v in known)
    middle = f'<line class="middle" x1="{at(median)}" x2="{at(median)}" y1="3" y2="17"/>'
    return (
        '<svg class="strip" viewBox="0 0 120 20" width="120" height="20" aria-hidden="true">'
        '<line class="base" x1="6" x2="114" y1="10" y2="10"/>'
        f'{ticks}{middle}<circle cx="{at(own)}" cy="10" r="5"/></svg>'
    )


def _dong(profile: Profile, lang: str) -> dict[str, Any]:
    """Return the map and the table of the dong; without any outline, the table alone."""
    known, told = outlines("dong"), words(lang)
    classes = classify(float(count) for _, count in profile.dong)
    places = [
        Shown(
            place.code,
            overview.map_name(place.name.get(lang)),
            f"{count:,}",
            f"{place.name.get(lang)}: {told['actors']} {count:,}",
            shade_class(shade_of(float(count), classes), diverging=False),
            link(lang, "/actors", place=place.id),
        )
        for place, count in profile.dong
    ]
    shapes = {place.code: known[place.code] for place, _ in profile.dong if place.code in known}
    title = f"{profile.place.name.get(lang)}: {told['dong_map']}"
    return {
        "dong_map": outline_map(drawing(shapes, 620.0, highest=560.0), places, title, "dong") if shapes else "",
        "dong_rows": [
            (place.name.get(lang), shown.figure, shown.href)
            for (place, _), shown in zip(profile.dong, places, strict=True)
        ],
        "dong_undrawn": [place.name.get(lang) for place, _ in profile.dong if place.code not in shapes]
        if shapes
        else [],
    }


def _links(profile: Profile, lang: str) -> dict[str, Any]:
    own, city = profile.place.id, profile.city

    def href(one: Place) -> str:
        return link(lang, f"/districts/{one.code}")

    ties = [flow for flow in profile.ties.between if own in (flow.source, flow.target)][:LINKS]
    on = overview.canvas(city, "map")
    arcs = arcs_svg(overview.flow_arcs(ties, city, "ties", lang), on.spots, directed=False)
    ground = overview.plain_places(city, lang, href, marked=own)
    return {
        "ego_map": on.draw(ground, words(lang)["strongest"], "ego", more=arcs) if ties else "",
        "links": [
            (title, rows)
            for title, rows in (
                ("links_ties", _others(ties, profile.ties, profile, lang)),
                ("links_money_in", _others(_money(profile, target=own), profile.money, profile, lang)),
                ("links_money_out", _others(_money(profile, source=own), profile.money, profile, lang)),
            )
            if rows
        ],
    }


def _money(profile: Profile, *, source: str = "", target: str = "") -> list[Flow]:
    found = profile.money.between
    return [flow for flow in found if (flow.source == source if source else flow.target == target)][:LINKS]


def _others(found: Sequence[Flow], flows: Flows, profile: Profile, lang: str) -> list[tuple[str, str, str]]:
    """Return the other end of each flow with its value."""
    by_id, column = {place.id: place for place in profile.city.districts}, overview.FLOW_COLUMNS[flows.what]
    rows = []
    for flow in found:
        other = by_id[flow.target if flow.source == profile.place.id else flow.source]
        rows.append((other.name.get(lang), link(lang, f"/districts/{other.code}"), with_unit(flow.value, column, lang)))
    return rows


def _gaps(profile: Profile, lang: str) -> list[tuple[str, str]]:
    """Return the fields that are gaps, each with the address of who could fill it."""
    told = words(lang)
    return [
        (
            told["gap_field"].format(
                field=item.name.get(lang), count=f"{item.count:,.0f}", expected=f"{item.expected or 0:,.1f}"
            ),
            _candidates(profile, item.id, lang),
        )
        for item in profile.fields
        if item.gap
    ]


def _unserved(profile: Profile, lang: str) -> list[tuple[str, str]]:
    told = words(lang)
    return [
        (
            told["unserved_help"].format(field=item.name.get(lang), actors=item.actors, lacking=item.lacking.get(lang)),
            _candidates(profile, item.id, lang),
        )
        for item in profile.unserved
    ][:GAPS]


def _candidates(profile: Profile, field: str, lang: str) -> str:
    return link(lang, "/analyses/gaps/partners", gap_district=profile.place.id, gap_field=field)
