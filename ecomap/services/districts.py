"""Districts on a map: which there are, one figure of each, and what flows between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from ecomap.analysis.districts import Between, between_districts, district_figures
from ecomap.domain.records import Node
from ecomap.errors import InvalidParameter, NotFound
from ecomap.maps.classes import ValueClass, classify
from ecomap.services.access import Principal
from ecomap.services.analyses import run_analysis
from ecomap.services.district_indicators import Indicator, column_by_district, find_indicator, indicators
from ecomap.services.filters import find_node, unknown
from ecomap.services.listing import nodes_of
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from graph_schema import Text

FLOWS = ("ties", "money")
NO_CITY = Text("자치구", "Districts")


@dataclass(frozen=True, slots=True)
class Place:
    """A district or a dong.

    Parameters
    ----------
    id, code : str
    name : Text
    population : int, optional
        Registered residents.
    population_year : int, optional
    area : float, optional
        km².
    lat, lon : float, optional
        A point inside, degrees.
    """

    id: str
    code: str
    name: Text
    population: int | None = None
    population_year: int | None = None
    area: float | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class City:
    """A city with its districts, in the order of their Korean names."""

    id: str
    name: Text
    districts: tuple[Place, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the districts."""
        return frozenset(place.id for place in self.districts)


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
    """

    indicator: Indicator
    values: Mapping[str, float | None]
    classes: tuple[ValueClass, ...]
    median: float | None

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


def read_cities(workspace: Workspace, who: Principal) -> tuple[City, ...]:  # noqa: ARG001  anybody may
    """Return the cities of the register that have districts, the one with the most districts first.

    Districts without a city are together in one that has no id. Anybody may ask.
    """
    snapshot = workspace.snapshot()
    key = ("cities", workspace.store.describe().state)
    found = workspace.results.get(key, lambda: _cities(workspace, snapshot))
    assert isinstance(found, tuple)  # noqa: S101  the cache holds values of any type
    return found


def find_city(workspace: Workspace, who: Principal, text: str = "") -> City:
    """Return the city that a text names by id, code or name, the first one by default.

    Raises
    ------
    InvalidParameter
        If there is none of that name with districts.
    """
    cities = read_cities(workspace, who)
    if not text:
        return cities[0] if cities else City("", NO_CITY, ())
    for city in cities:
        if text in (city.id, city.id.partition(":")[2], city.name.ko, city.name.en):
            return city
    raise unknown(text, "city", [city.name.ko for city in cities])


def find_district(workspace: Workspace, who: Principal, code: str) -> tuple[City, Place]:
    """Return a district and its city; the district of a dong for the code of a dong.

    Parameters
    ----------
    workspace, who
    code : str
        Code, its first five digits, id or name.

    Raises
    ------
    NotFound
        If there is none; names those that there are.
    """
    by_id = {place.id: (city, place) for city in read_cities(workspace, who) for place in city.districts}
    try:
        found = find_node(workspace, "place", code)
    except InvalidParameter:
        found = ""
    snapshot = workspace.snapshot()
    if found in snapshot.position and found not in by_id:
        parent = int(snapshot.parent[snapshot.position[found]])
        found = str(snapshot.node_id[parent]) if parent >= 0 else found
    if found in by_id:
        return by_id[found]
    some = [f"{place.name.ko}({place.code})" for _, place in by_id.values()][:30]
    raise NotFound(
        Text(f"'{code}' 코드의 자치구는 없습니다.", f"There is no district with the code '{code}'."),
        Text(f"있는 자치구: {', '.join(some) or '-'}", f"Districts: {', '.join(some) or '-'}"),
        id=code,
    )


def dong_of(workspace: Workspace, who: Principal, district: str) -> tuple[Place, ...]:
    """Return the dong of a district, by Korean name."""
    read_cities(workspace, who)
    snapshot = workspace.snapshot()
    key = ("places", workspace.store.describe().state)
    nodes = workspace.results.get(key, lambda: tuple(nodes_of(workspace.store, "place")))
    assert isinstance(nodes, tuple)  # noqa: S101
    parent = snapshot.position[district]
    return tuple(_place(node) for node in nodes if snapshot.parent[snapshot.position[node.id]] == parent)


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
    found = find_indicator(indicator)
    if found.analysis:
        result = run_analysis(workspace, who, found.analysis, found.parameters, wanted)
        values = column_by_district(found, result)
    else:
        values = _plain(workspace, who, wanted)[found.id]
    kept = {place.id: values.get(place.id) for place in city.districts}
    known = [value for value in kept.values() if value is not None]
    return Measured(found, kept, classify(known), median(known) if known else None)


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


def _plain(workspace: Workspace, who: Principal, wanted: Filter | None) -> dict[str, dict[str, float | None]]:
    """Return all plain figures by name and district."""
    snapshot = _readable(workspace, who, wanted)
    areas = {place.id: place.area for city in read_cities(workspace, who) for place in city.districts if place.area}
    key = ("plain", snapshot.content_hash, workspace.store.describe().state)
    found = workspace.results.get(key, lambda: district_figures(snapshot, areas))
    assert isinstance(found, dict)  # noqa: S101
    names = [name for name, indicator in indicators().items() if not indicator.analysis]
    return {name: {district: row[i] for district, row in found.items()} for i, name in enumerate(names)}


def _readable(workspace: Workspace, who: Principal, wanted: Filter | None) -> Snapshot:
    if wanted and wanted.reports not in ("", "either"):
        who.require("read-members")
    return workspace.snapshot(wanted)


def _cities(workspace: Workspace, snapshot: Snapshot) -> tuple[City, ...]:
    nodes = {node.id: node for node in nodes_of(workspace.store, "place")}
    above: dict[str, list[Place]] = {}
    for node in nodes.values():
        if node.properties.get("level") == "gu" and node.id in snapshot.position:
            parent = int(snapshot.parent[snapshot.position[node.id]])
            above.setdefault(str(snapshot.node_id[parent]) if parent >= 0 else "", []).append(_place(node))
    size = Counter({city: len(districts) for city, districts in above.items()})
    return tuple(
        City(city, _name(nodes[city]) if city in nodes else NO_CITY, tuple(sorted(above[city], key=_by_name)))
        for city, _ in sorted(size.items(), key=lambda item: (-item[1], item[0]))
    )


def _by_name(place: Place) -> tuple[str, str]:
    return place.name.ko, place.id


def _place(node: Node) -> Place:
    told = node.properties

    def number(name: str) -> float | None:
        value = told.get(name)
        return float(value) if isinstance(value, int | float) else None

    people, year = number("population"), number("population_year")
    return Place(
        node.id,
        str(told.get("code") or node.id.partition(":")[2]),
        _name(node),
        None if people is None else int(people),
        None if year is None else int(year),
        number("area_km2"),
        number("lat"),
        number("lon"),
    )


def _name(node: Node) -> Text:
    return Text(node.name_ko or node.name_en, node.name_en or node.name_ko)
