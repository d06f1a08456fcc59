"""Districts on a map: one figure of each, and what flows between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from ecomap.analysis.districts import Between, between_districts, city_figures, district_figures
from ecomap.maps.classes import ValueClass, classify
from ecomap.services.access import Principal
from ecomap.services.analyses import run_analysis
from ecomap.services.district_indicators import Indicator, column_by_district, find_indicator, indicators
from ecomap.services.district_places import City, read_cities
from ecomap.services.filters import unknown
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot

FLOWS = ("ties", "money")


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of the districts of a city.

    Parameters
    ----------
    indicator : Indicator
    values : mapping of str to float or None
        By district id, for every district of the city; ``None`` where there is no figure.
    classes : tuple of ValueClass
    median : float, optional
        Of the districts that have a figure.
    whole : float, optional
        The figure of the whole city, for plain figures that it has.
    """

    indicator: Indicator
    values: Mapping[str, float | None]
    classes: tuple[ValueClass, ...]
    median: float | None
    whole: float | None = None

    def rank(self, district: str) -> int | None:
        """Return how many districts have a greater figure, plus one; ``None`` without a figure."""
        own = self.values.get(district)
        return None if own is None else 1 + sum(value is not None and value > own for value in self.values.values())


@dataclass(frozen=True, slots=True)
class Flow:
    """Ties or money between two districts; from ``source`` to ``target`` where it has a direction."""

    source: str
    target: str
    value: float


@dataclass(frozen=True, slots=True)
class Flows:
    """What flows between the districts of a city.

    Parameters
    ----------
    what : str
        Of `FLOWS`.
    between : tuple of Flow
        The largest first; ties once a pair, money once a direction.
    inside : mapping of str to float
        What stays inside each district.
    elsewhere : float
        What has an end in no district of the register, as with city-wide units.
    """

    what: str
    between: tuple[Flow, ...]
    inside: Mapping[str, float]
    elsewhere: float


def measure_districts(
    workspace: Workspace, who: Principal, indicator: str, wanted: Filter | None = None, *, city: City
) -> Measured:
    """Return one indicator of every district of a city.

    Anybody may ask what follows from public data; other words of partners than `run_analysis` gives to anybody need
    ``read-members``, as there.

    Parameters
    ----------
    workspace, who
    indicator : str
        Id, see `ecomap.services.district_indicators.indicators`.
    wanted : Filter, optional
    city : City

    Raises
    ------
    InvalidParameter
        For an unknown indicator.
    NotAuthenticated, NotAllowed
        As `run_analysis`.
    """
    found, whole = find_indicator(indicator), None
    values: Mapping[str, float | None]
    if found.analysis:
        result = run_analysis(workspace, who, found.analysis, found.parameters, wanted)
        values = column_by_district(found, result)
    else:
        figures = _plain(workspace, who, wanted, city)
        values, whole = figures.by_district[found.id], figures.whole.get(found.id)
    kept = {place.id: values.get(place.id) for place in city.districts}
    known = [value for value in kept.values() if value is not None]
    return Measured(found, kept, classify(known), median(known) if known else None, whole)


def district_flows(
    workspace: Workspace, who: Principal, what: str, wanted: Filter | None = None, *, city: City
) -> Flows:
    """Return ties or money between the districts of a city: see `Flows`. May be asked as `measure_districts`.

    Raises
    ------
    InvalidParameter
        If ``what`` is not of `FLOWS`.
    """
    if what not in FLOWS:
        raise unknown(what, "flow", FLOWS)
    found = _between(workspace, who, wanted)
    table, elsewhere = (found.money, found.other_money) if what == "money" else (found.ties, found.other_ties)
    inside, between = {}, []
    here = [(i, node_id) for i, node_id in enumerate(found.ids) if node_id in city.ids]
    for i, source in here:
        inside[source] = float(table[i, i])
        for j, target in here:
            if (i != j if what == "money" else i < j) and table[i, j] > 0:
                between.append(Flow(source, target, float(table[i, j])))
    between.sort(key=lambda flow: (-flow.value, flow.source, flow.target))
    return Flows(what, tuple(between), inside, elsewhere)


def _between(workspace: Workspace, who: Principal, wanted: Filter | None) -> Between:
    snapshot = _readable(workspace, who, wanted)
    key = ("between", snapshot.content_hash)
    found = workspace.results.get(key, lambda: between_districts(snapshot))
    assert isinstance(found, Between)  # noqa: S101
    return found


@dataclass(frozen=True, slots=True)
class _Plain:
    """Plain figures by name: of every district of the register, and of one city."""

    by_district: Mapping[str, Mapping[str, float | None]]
    whole: Mapping[str, float]


def _plain(workspace: Workspace, who: Principal, wanted: Filter | None, city: City) -> _Plain:
    snapshot = _readable(workspace, who, wanted)
    cities = read_cities(workspace)
    areas = {place.id: place.area for one in cities for place in one.districts if place.area}
    names = [name for name, indicator in indicators().items() if not indicator.analysis]

    def figures() -> _Plain:
        rows = district_figures(snapshot, areas)
        table = {name: {district: row[i] for district, row in rows.items()} for i, name in enumerate(names)}
        return _Plain(table, city_figures(snapshot, city.ids, areas))

    key = ("plain", snapshot.content_hash, workspace.store.describe().state, city.id)
    found = workspace.results.get(key, figures)
    assert isinstance(found, _Plain)  # noqa: S101
    return found


def _readable(workspace: Workspace, who: Principal, wanted: Filter | None) -> Snapshot:
    if wanted and wanted.reports not in ("", "either"):
        who.require("read-members")
    return workspace.snapshot(wanted)
