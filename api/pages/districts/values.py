"""What the district map shows for an address: choices, the map with legend and table, the flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.districts import overview
from api.pages.districts.numbers import unit_of
from api.pages.rendering import link
from ecomap.services.district_indicators import PLAIN, Indicator, indicators
from ecomap.services.district_places import City, Place, read_cities
from ecomap.services.districts import FLOWS, Flows, Measured
from ecomap.services.filters import unknown
from ecomap.services.workspace import Workspace

DEFAULTS = {"indicator": "per_10k", "view": "map", "flow": "ties", "top": "20", "sort": "-value", "city": ""}
"""What an address may ask beside filters, and what holds where it does not."""
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


@dataclass(frozen=True)
class View:
    """What the address of a district map asks for.

    Parameters
    ----------
    state : mapping of str to str
        The names of `DEFAULTS`.
    filters : mapping of str to sequence of str
    lang : str
    path : str
        Address of the page itself, without its query.
    """

    state: Mapping[str, str]
    filters: Mapping[str, Sequence[str]]
    lang: str
    path: str = "/districts"

    def here(self, **changed: str) -> str:
        """Return the address of the page with something else asked for."""
        told = {name: value for name, value in {**self.state, **changed}.items() if value != DEFAULTS[name]}
        return link(self.lang, self.path, **self.filters, **told)

    def district(self, place: Place) -> str:
        """Return the address of a district's page."""
        return link(self.lang, f"/districts/{place.code}")

    def kept(self, *but: str) -> list[tuple[str, str]]:
        """Return what a form has to carry along, but for the boxes that it has itself."""
        state = [(name, value) for name, value in self.state.items() if value != DEFAULTS[name]]
        filters = [(name, value) for name, found in self.filters.items() for value in found]
        return [(name, value) for name, value in (*state, *filters) if name not in but]


def read_state(rest: Mapping[str, str]) -> dict[str, str]:
    """Return the state that an address asks for, its defaults filled in."""
    return {name: rest.get(name, default) for name, default in DEFAULTS.items()}


def check_state(rest: Mapping[str, str], state: Mapping[str, str]) -> None:
    """Refuse what the page does not know: a choice that is passed over misleads. Raises `InvalidParameter`."""
    for name in rest:
        if name not in DEFAULTS:
            raise unknown(name, "parameter", DEFAULTS)
    known = {"view": ("map", "tiles"), "flow": FLOWS, "sort": overview.SORTS, "top": tuple(map(str, overview.TOPS))}
    for name, allowed in known.items():
        if state[name] not in allowed:
            raise unknown(state[name], name, allowed)


def choices(workspace: Workspace, lang: str) -> dict[str, Any]:
    """Return what the boxes of the form offer."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for indicator in indicators().values():
        groups.setdefault(indicator.group.get(lang), []).append((indicator.id, _label(indicator, lang)))
    cities = [(city.id, city.name.get(lang)) for city in read_cities(workspace)]
    return {"indicators": groups, "cities": cities, "tops": overview.TOPS}


def map_values(measured: Measured, city: City, view: View) -> dict[str, Any]:
    """Return the map, its legend and definition, and the equal table."""
    indicator, on, lang = measured.indicator, overview.canvas(city, view.state["view"]), view.lang
    places = overview.shown_places(measured, city, lang, view.district)
    name = city.name.get(lang)
    return {
        "city": name,
        "city_id": city.id,
        "indicator": _described(indicator, view),
        "map_svg": on.draw(places, f"{name}: {indicator.group.get(lang)}, {_label(indicator, lang)}", "gu"),
        "tiles_only": not overview.has_outlines(city),
        "undrawn": overview.undrawn(city, on, lang),
        "views": [(kind, view.here(view=kind), view.state["view"] == kind) for kind in ("map", "tiles")],
        "legend": overview.legend(measured, lang),
        "diverging": any(found.shade < 0 for found in measured.classes),
        "extremes": overview.extremes(measured, city, lang),
        "rows": overview.table_rows(measured, city, lang, view.state["sort"], view.district),
        "sorts": {key: _sort(key, view) for key in ("name", "value")},
        "often": [(view.here(indicator=one), *_chip(indicators()[one], lang), one == indicator.id) for one in OFTEN],
        "json_href": link(lang, "/api/v1/districts", indicator=indicator.id, city=city.id, **view.filters),
    }


def flow_values(flows: Flows, city: City, view: View) -> dict[str, Any]:
    """Return the flows as arcs and as tables."""
    top, lang = int(view.state["top"]), view.lang
    on = overview.canvas(city, view.state["view"])
    return {
        "svg": overview.flow_map(on, city, flows, top, lang, view.district) if flows.between else "",
        "rows": overview.flow_rows(flows.between[:top], city, flows.what, lang, view.district),
        "inside": overview.inside_rows(flows, city, lang, view.district),
        "totals": overview.flow_totals(flows, lang),
        "directed": flows.what == "money",
        "hidden": view.kept("flow", "top"),
        "shown": min(top, len(flows.between)),
        "total": len(flows.between),
    }


def _described(indicator: Indicator, view: View) -> dict[str, str]:
    lang, href = view.lang, ""
    if indicator.analysis:
        href = link(lang, f"/analyses/{indicator.analysis}", **indicator.parameters, **view.filters)
    return {
        "label": _label(indicator, lang),
        "group": indicator.group.get(lang),
        "meaning": indicator.meaning.get(lang),
        "href": href,
    }


def _label(indicator: Indicator, lang: str) -> str:
    unit = unit_of(indicator.column, lang)
    label = indicator.column.label.get(lang)
    return f"{label} ({unit})" if unit else label


def _chip(indicator: Indicator, lang: str) -> tuple[str, str]:
    """Return what a link to an indicator says: its label, and the analysis that tells which one it is."""
    return indicator.column.label.get(lang), "" if indicator.group == PLAIN else indicator.group.get(lang)


def _sort(name: str, view: View) -> tuple[str, str]:
    """Return the address that sorts by a column, the other way round where it is sorted by it, and how it is now."""
    now = view.state["sort"]
    if now.lstrip("-") != name:
        return view.here(sort=name if name == "name" else f"-{name}"), ""
    falling = now.startswith("-")
    return view.here(sort=name if falling else f"-{name}"), "descending" if falling else "ascending"
