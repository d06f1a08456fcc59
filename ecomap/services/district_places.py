"""The districts of the register: which there are, in which city, and how a text names one."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.domain.records import Node
from ecomap.errors import InvalidParameter, NotFound
from ecomap.services.filters import find_node, unknown
from ecomap.services.listing import nodes_of
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot
from graph_schema import Text

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


def read_cities(workspace: Workspace) -> tuple[City, ...]:
    """Return the cities of the register that have districts, the one with the most districts first.

    Districts without a city are together in one that has no id. Anybody may ask.
    """
    snapshot = workspace.snapshot()
    key = ("cities", workspace.store.describe().state)
    found = workspace.results.get(key, lambda: _cities(workspace, snapshot))
    assert isinstance(found, tuple)  # noqa: S101  the cache holds values of any type
    return found


def find_city(workspace: Workspace, text: str = "") -> City:
    """Return the city that a text names by id, code or name, the first one by default.

    Raises
    ------
    InvalidParameter
        If there is none of that name with districts.
    """
    cities = read_cities(workspace)
    if not text:
        return cities[0] if cities else City("", NO_CITY, ())
    for city in cities:
        if text in (city.id, city.id.partition(":")[2], city.name.ko, city.name.en):
            return city
    raise unknown(text, "city", [city.name.ko for city in cities])


def find_district(workspace: Workspace, code: str) -> tuple[City, Place]:
    """Return a district and its city; the district of a dong for the code of a dong.

    Parameters
    ----------
    workspace : Workspace
    code : str
        Code, its first five digits, id or name.

    Raises
    ------
    NotFound
        If there is none; names those that there are.
    """
    by_id = {place.id: (city, place) for city in read_cities(workspace) for place in city.districts}
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


def dong_of(workspace: Workspace, district: str) -> tuple[Place, ...]:
    """Return the dong of a district, by Korean name."""
    snapshot = workspace.snapshot()
    key = ("places", workspace.store.describe().state)
    nodes = workspace.results.get(key, lambda: tuple(nodes_of(workspace.store, "place")))
    assert isinstance(nodes, tuple)  # noqa: S101
    parent = snapshot.position[district]
    return tuple(_place(node) for node in nodes if snapshot.parent[snapshot.position[node.id]] == parent)


def _cities(workspace: Workspace, snapshot: Snapshot) -> tuple[City, ...]:
    nodes = {node.id: node for node in nodes_of(workspace.store, "place")}
    above: dict[str, list[Place]] = {}
    for node in nodes.values():
        if node.properties.get("level") == "gu" and node.id in snapshot.position:
            parent = int(snapshot.parent[snapshot.position[node.id]])
            above.setdefault(str(snapshot.node_id[parent]) if parent >= 0 else "", []).append(_place(node))
    return tuple(
        City(city, _name(nodes[city]) if city in nodes else NO_CITY, tuple(sorted(above[city], key=_by_name)))
        for city in sorted(above, key=lambda city: (-len(above[city]), city))
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
