"""All that is known of one district, beside the others of its city."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.record import Result, Table
from ecomap.services.access import Principal
from ecomap.services.analyses import run_analysis
from ecomap.services.district_indicators import find_indicator
from ecomap.services.district_places import City, Place, dong_of, find_district
from ecomap.services.districts import Flows, Measured, district_flows, measure_districts
from ecomap.services.jobs import Asked
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot
from ecomap.snapshot.filters import descendants
from ecomap.snapshot.groups import grouping
from graph_schema import Text

HEADLINES = (
    "actors",
    "per_10k",
    "ties_inside",
    "ties_out",
    "partners",
    "money_in",
    "money_out",
    "linkage/overview/groups/density_inside",
    "linkage/overview/groups/mean_degree",
    "cooperation/matrix/groups/e_i",
    "gaps/coverage/margins/empty_cells",
    "gaps/isolates/groups/share",
)
"""Indicators that a profile compares."""
ALIKE = 4
_UNSERVED: tuple[str, Mapping[str, str]] = ("gaps/cooperation", {"by": "district"})


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How many actors of a field are located or active in a district, and how many would be expected."""

    id: str
    name: Text
    count: float
    expected: float | None
    finding: Text
    gap: bool


@dataclass(frozen=True, slots=True)
class Unserved:
    """A field of which no actor in the district has a tie to government or to an intermediary, as many elsewhere do."""

    id: str
    name: Text
    lacking: Text
    actors: int


@dataclass(frozen=True, slots=True)
class Served:
    """An intermediary of a district: which fields and districts it serves, and how many actors it reaches here."""

    id: str
    name: Text
    located: bool
    fields: tuple[Text, ...]
    districts: tuple[Text, ...]
    contacts: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A district with all that its page tells.

    Parameters
    ----------
    city : City
    place : Place
    kinds : tuple of (str, int)
        Actors located in it, by kind.
    figures : tuple of Measured
        `HEADLINES` for the whole city.
    fields : tuple of FieldCount
        The most wanting first.
    unserved : tuple of Unserved
    intermediaries : tuple of Served
        Those located here first, then by contacts.
    ties, money : Flows
        Of the whole city.
    alike : tuple of Place
        The districts nearest to it by residents and actors.
    dong : tuple of (Place, int)
        Its dong, with the actors located in each.
    """

    city: City
    place: Place
    kinds: tuple[tuple[str, int], ...]
    figures: tuple[Measured, ...]
    fields: tuple[FieldCount, ...]
    unserved: tuple[Unserved, ...]
    intermediaries: tuple[Served, ...]
    ties: Flows
    money: Flows
    alike: tuple[Place, ...]
    dong: tuple[tuple[Place, int], ...]


def profile_needs() -> tuple[Asked, ...]:
    """Return the analyses that `read_profile` asks, so that a page can let them run as jobs first."""
    asked = {
        indicator.analysis: Asked(indicator.analysis, indicator.parameters)
        for indicator in map(find_indicator, HEADLINES)
        if indicator.analysis
    }
    return (*asked.values(), Asked(*_UNSERVED))


def read_profile(workspace: Workspace, who: Principal, code: str) -> Profile:
    """Return all that is known of a district. Anybody may ask.

    Parameters
    ----------
    workspace, who
    code : str
        Code, id or name of a district, or of a dong in it.

    Raises
    ------
    NotFound
        If there is no such district.

    Notes
    -----
    Cost: that of the analyses of `profile_needs` where they are not at hand.
    """
    city, place = find_district(workspace, code)
    snapshot = workspace.snapshot()
    figures = tuple(measure_districts(workspace, who, name, city=city) for name in HEADLINES)
    coverage = find_indicator("gaps/coverage/margins/empty_cells")
    cells = run_analysis(workspace, who, coverage.analysis, coverage.parameters)
    lacking = run_analysis(workspace, who, *_UNSERVED)
    inside = _inside(snapshot, place.id)
    return Profile(
        city=city,
        place=place,
        kinds=_kinds(snapshot, inside),
        figures=figures,
        fields=_fields(cells, place.id),
        unserved=_unserved(lacking, place.id),
        intermediaries=_intermediaries(snapshot, place.id, inside),
        ties=district_flows(workspace, who, "ties", city=city),
        money=district_flows(workspace, who, "money", city=city),
        alike=_alike(city, place, figures[0]),
        dong=_dong(snapshot, dong_of(workspace, place.id)),
    )


def _inside(snapshot: Snapshot, district: str, *types: str) -> NDArray[np.int64]:
    """Return the positions of the actors that are in a district by some links, ``located_in`` by default."""
    places = descendants(snapshot, np.array([snapshot.position[district]], dtype=np.int64))
    edges = snapshot.of_types(*(types or ("located_in",)))
    found = snapshot.source[edges][places[snapshot.target[edges]]]
    return np.intersect1d(found, snapshot.actors)


def _kinds(snapshot: Snapshot, inside: NDArray[np.int64]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (kind, int((snapshot.kind[inside] == snapshot.kinds.index(kind)).sum()))
        for kind in snapshot.ontology.actor_kinds
    )


def _rows(result: Result, name: str, key: str, district: str) -> list[dict[str, Any]]:
    table: Table = next(table for table in result.tables if table.spec.name == name)
    names = [column.name for column in table.spec.columns]
    at = names.index(key)
    return [dict(zip(names, row, strict=True)) for row in table.rows if row[at] == district]


def _fields(result: Result, district: str) -> tuple[FieldCount, ...]:
    found = [
        FieldCount(row["col_id"], row["col"], float(row["count"] or 0), row["expected"], row["finding"], _is_gap(row))
        for row in _rows(result, "cells", "row_id", district)
    ]
    return tuple(sorted(found, key=lambda item: (not item.gap, item.count - (item.expected or 0.0), item.id)))


def _is_gap(row: Mapping[str, Any]) -> bool:
    """Whether a cell is what `gaps/coverage` calls a gap: empty though one or more is expected, or clearly below."""
    expected = row["expected"] or 0.0
    clear = row["q"] is not None and row["q"] <= 0.05 and row["count"] < expected
    return bool(row["empty"] and expected >= 1) or clear


def _unserved(result: Result, district: str) -> tuple[Unserved, ...]:
    return tuple(
        Unserved(row["field_id"], row["field"], row["lacking"], int(row["actors"]))
        for row in _rows(result, "unserved", "district_id", district)
    )


def _intermediaries(snapshot: Snapshot, district: str, inside: NDArray[np.int64]) -> tuple[Served, ...]:
    ties = snapshot.ties
    here = np.isin(ties.nodes, inside)
    number = {int(node): i for i, node in enumerate(ties.nodes)}
    wanted = set(snapshot.of_kinds("intermediary").tolist())
    fields, districts = grouping(snapshot, "field"), grouping(snapshot, "district", place_links=("active_in",))
    located = set(inside.tolist())
    found = []
    for node in _inside(snapshot, district, "located_in", "active_in").tolist():
        if node not in wanted:
            continue
        row = ties.adjacency[[number[node]]]
        found.append(
            Served(
                str(snapshot.node_id[node]),
                Text(snapshot.name(node), snapshot.name(node, "en")),
                node in located,
                tuple(fields.labels[i] for i in fields.membership[[node]].indices),
                tuple(districts.labels[i] for i in districts.membership[[node]].indices),
                int(here[row.indices].sum()),
            )
        )
    return tuple(sorted(found, key=lambda item: (not item.located, -item.contacts, item.id)))


def _alike(city: City, place: Place, actors: Measured) -> tuple[Place, ...]:
    """Return the districts nearest by the logarithms of residents and actors, each in standard deviations."""
    others = [other for other in city.districts if other.id != place.id]
    scales = [
        {one.id: math.log1p(one.population or 0) for one in city.districts},
        {one.id: math.log1p(actors.values[one.id] or 0) for one in city.districts},
    ]
    spread = [float(np.std(list(scale.values()))) or 1.0 for scale in scales]

    def distance(other: Place) -> float:
        pairs = zip(scales, spread, strict=True)
        return sum(((scale[other.id] - scale[place.id]) / width) ** 2 for scale, width in pairs)

    return tuple(sorted(others, key=lambda other: (distance(other), other.id))[:ALIKE])


def _dong(snapshot: Snapshot, places: tuple[Place, ...]) -> tuple[tuple[Place, int], ...]:
    groups = grouping(snapshot, "dong")
    counts = dict(zip(groups.ids, np.asarray(groups.membership[snapshot.actors].sum(axis=0)).ravel(), strict=True))
    return tuple((place, int(counts.get(place.id, 0))) for place in places)
