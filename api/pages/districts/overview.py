"""The page of the district map: the map or tiles with legend, the table, the flows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.districts.arcs import Arc, arcs_svg
from api.pages.districts.drawing import (
    Shown,
    Spot,
    outline_map,
    outline_spots,
    shade_class,
    swatch,
    tile_map,
    tile_spots,
)
from api.pages.districts.numbers import MONEY, full, short, with_unit
from api.pages.words import words
from ecomap.analysis.record import Column
from ecomap.maps.classes import shade_of
from ecomap.maps.outlines import Drawing, drawing, outlines
from ecomap.maps.tiles import Tile, tile_grid
from ecomap.services.district_places import City, Place
from ecomap.services.districts import Flow, Flows, Measured
from graph_schema import Text

WIDTH = 820.0
SORTS = ("name", "-name", "value", "-value")
TOPS = (10, 20, 40, 80)
FEW = 2
"""Most districts of one figure that are named."""

FLOW_COLUMNS = {
    "ties": Column("ties", Text("관계", "Ties"), "ties", "number"),
    "money": Column("money", Text("금액", "Amount"), "KRW", "number"),
}

Href = Callable[[Place], str]


@dataclass(frozen=True)
class Canvas:
    """How the districts of a city are drawn: by outlines, or by tiles where it has none or tiles were asked for."""

    drawing: Drawing | None
    tiles: Mapping[str, Tile]

    @property
    def spots(self) -> dict[str, Spot]:
        """Where each district is, by code."""
        return outline_spots(self.drawing) if self.drawing else tile_spots(self.tiles)

    def draw(self, places: Sequence[Shown], title: str, key: str, *, more: str = "") -> str:
        """Return the map; see `outline_map`."""
        if self.drawing:
            return outline_map(self.drawing, places, title, key, more=more)
        return tile_map(self.tiles, places, title, key, more=more)


def has_outlines(city: City) -> bool:
    """Whether any district of a city has an outline."""
    return any(place.code in outlines("gu") for place in city.districts)


def canvas(city: City, view: str) -> Canvas:
    """Return how to draw a city in a view, ``map`` or ``tiles``."""
    known = outlines("gu")
    shapes = {place.code: known[place.code] for place in city.districts if place.code in known}
    tiles = tile_grid([(place.code, place.lat, place.lon) for place in city.districts])
    return Canvas(drawing(shapes, WIDTH) if shapes and view != "tiles" else None, tiles)


def undrawn(city: City, on: Canvas, lang: str) -> list[str]:
    """Return the names of the districts that a map of outlines leaves out."""
    spots = on.spots
    return [place.name.get(lang) for place in city.districts if place.code not in spots]


def shown_places(measured: Measured, city: City, lang: str, href: Href) -> list[Shown]:
    """Return the districts shaded by an indicator."""
    column = measured.indicator.column
    diverging = any(found.shade < 0 for found in measured.classes)
    places = []
    for place in city.districts:
        value = measured.values[place.id]
        name = place.name.get(lang)
        shade = shade_class(shade_of(value, measured.classes), diverging=diverging)
        tip = (name, *_told(measured, place, lang))
        spoken = f"{name}: {column.label.get(lang)} {', '.join(tip[1:])}"
        figure = short(value, column, lang)
        places.append(Shown(place.code, map_name(name), figure, spoken, shade, href(place), tip=tip))
    return places


def plain_places(city: City, lang: str, href: Href, marked: str = "") -> list[Shown]:
    """Return the districts without a figure, as ground for flows."""
    return [
        Shown(place.code, map_name(name), "", name, "s1" if here else "plain", href(place), here)
        for place in city.districts
        for name, here in ((place.name.get(lang), place.id == marked),)
    ]


def map_name(name: str) -> str:
    """Return a name as a map has room for it: romanised ones without their level."""
    return name.removesuffix("-gu").removesuffix("-dong")


def _told(measured: Measured, place: Place, lang: str) -> tuple[str, ...]:
    """Return the figure of a district with its unit, and its rank."""
    value = measured.values[place.id]
    if value is None:
        return (words(lang)["no_data"],)
    return with_unit(value, measured.indicator.column, lang), rank_text(measured, place.id, lang)


def rank_text(measured: Measured, district: str, lang: str) -> str:
    """Return the rank of a district in words, and whether others share it; ``–`` without a figure."""
    own = measured.values[district]
    if own is None:
        return "–"
    known = [value for value in measured.values.values() if value is not None]
    word = "rank_shared" if known.count(own) > 1 else "rank_of"
    return words(lang)[word].format(rank=measured.rank(district), total=len(known))


def legend(measured: Measured, lang: str) -> list[dict[str, str]]:
    """Return the classes of an indicator with their bounds, and what has no data."""
    column, told = measured.indicator.column, words(lang)
    diverging = any(found.shade < 0 for found in measured.classes)
    items = []
    for i, found in enumerate(measured.classes):
        low, high = (_bound(bound, column, lang) for bound in (found.low, found.high))
        text = low if low == high else f"{low} – {high}"
        items.append(
            {
                "swatch": swatch(shade_class(found.shade, diverging=diverging), f"key{i}"),
                "text": text,
                "count": told["in_class"].format(count=found.count),
            }
        )
    missing = sum(value is None for value in measured.values.values())
    if missing:
        items.append(
            {"swatch": swatch("", "key-none"), "text": told["no_data"], "count": told["in_class"].format(count=missing)}
        )
    return items


def _bound(value: float, column: Column, lang: str) -> str:
    return short(value, column, lang) if column.unit in MONEY else full(value, column)


def table_rows(measured: Measured, city: City, lang: str, sort: str, href: Href) -> list[dict[str, Any]]:
    """Return the districts with figure and rank, in the order asked for; those without a figure come last."""
    ordered = sorted(city.districts, key=lambda place: place.name.get(lang).casefold(), reverse=sort == "-name")
    if sort.endswith("value"):
        sign = -1.0 if sort == "-value" else 1.0
        ordered.sort(key=lambda place: _last_if_missing(measured.values[place.id], sign))
    return [
        {
            "name": place.name.get(lang),
            "href": href(place),
            "text": full(measured.values[place.id], measured.indicator.column),
            "rank": measured.rank(place.id),
            "population": "–" if place.population is None else f"{place.population:,}",
            "area": "–" if place.area is None else f"{place.area:,.1f}",
        }
        for place in ordered
    ]


def _last_if_missing(value: float | None, sign: float) -> tuple[bool, float]:
    return value is None, sign * (value or 0.0)


def extremes(measured: Measured, city: City, lang: str) -> list[tuple[str, str]]:
    """Return the highest and the lowest district and the median, as label and text; empty without figures."""
    column, told = measured.indicator.column, words(lang)
    names = {place.id: place.name.get(lang) for place in city.districts}
    known = [(value, names[district]) for district, value in measured.values.items() if value is not None]
    if not known or measured.median is None:
        return []
    low, high = min(value for value, _ in known), max(value for value, _ in known)
    if low == high:
        return [(told["median"], with_unit(measured.median, column, lang))]
    whole = [] if measured.whole is None else [(told["whole_city"], with_unit(measured.whole, column, lang))]
    return [
        (told["highest"], f"{_names(known, high, lang)} {with_unit(high, column, lang)}"),
        (told["lowest"], f"{_names(known, low, lang)} {with_unit(low, column, lang)}"),
        (told["median"], with_unit(measured.median, column, lang)),
        *whole,
    ]


def _names(known: Sequence[tuple[float, str]], value: float, lang: str) -> str:
    names = [name for found, name in known if found == value]
    return ", ".join(names) if len(names) <= FEW else words(lang)["in_class"].format(count=len(names))


def flow_arcs(found: Sequence[Flow], city: City, what: str, lang: str) -> list[Arc]:
    """Return flows as arcs between codes."""
    by_id = {place.id: place for place in city.districts}
    column = FLOW_COLUMNS[what]
    sign = "→" if what == "money" else "–"
    return [
        Arc(
            by_id[flow.source].code,
            by_id[flow.target].code,
            flow.value,
            f"{by_id[flow.source].name.get(lang)} {sign} {by_id[flow.target].name.get(lang)}: "
            f"{with_unit(flow.value, column, lang)}",
        )
        for flow in found
    ]


def flow_map(on: Canvas, city: City, flows: Flows, top: int, lang: str, href: Href) -> str:
    """Return the largest flows as arcs over the districts."""
    arcs = arcs_svg(flow_arcs(flows.between[:top], city, flows.what, lang), on.spots, directed=flows.what == "money")
    return on.draw(plain_places(city, lang, href), words(lang)["flows"], "flow", more=arcs)


def flow_rows(found: Sequence[Flow], city: City, what: str, lang: str, href: Href) -> list[dict[str, str]]:
    """Return flows as rows of a table."""
    by_id = {place.id: place for place in city.districts}
    return [
        {
            "source": by_id[flow.source].name.get(lang),
            "source_href": href(by_id[flow.source]),
            "target": by_id[flow.target].name.get(lang),
            "target_href": href(by_id[flow.target]),
            "value": full(flow.value, FLOW_COLUMNS[what]),
        }
        for flow in found
    ]


def inside_rows(flows: Flows, city: City, lang: str, href: Href) -> list[dict[str, str]]:
    """Return what stays inside each district as rows of a table, the largest first."""
    ordered = sorted(city.districts, key=lambda place: -flows.inside[place.id])
    column = FLOW_COLUMNS[flows.what]
    return [
        {"name": place.name.get(lang), "href": href(place), "value": full(flows.inside[place.id], column)}
        for place in ordered
    ]


def flow_totals(flows: Flows, lang: str) -> list[tuple[str, str]]:
    """Return how much flows between districts, inside them, and with actors in none."""
    told, column = words(lang), FLOW_COLUMNS[flows.what]
    sums = (
        ("flow_total", sum(flow.value for flow in flows.between)),
        ("flow_inside_total", sum(flows.inside.values())),
        ("flow_elsewhere", flows.elsewhere),
    )
    return [(told[name], with_unit(value, column, lang)) for name, value in sums]
