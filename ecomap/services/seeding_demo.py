"""The demo's records that no import sheet has: bodies, resources, recognitions, ordinances and their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ecomap.domain.identity import link_id
from ecomap.domain.records import Edge, Node, Value
from seed_data.demo import Demo

Row = Mapping[str, str]

# Column: type of link, prefix of the ids in it. Other columns are properties of the node.
_LINKS = {"place": ("located_in", "place:"), "fields": ("works_in", "field:"), "part_of": ("part_of", "")}
_NUMBERS = {"seats": int, "capacity": float, "year": int}
_CORE = {"id", "name_ko", "name_en", *_LINKS}


def demo_records(demo: Demo) -> tuple[list[Node], list[Edge]]:
    """Return nodes and edges of a demo beyond its organisations, programmes and ties.

    Parameters
    ----------
    demo : Demo
        Organisations and programmes that the links name are not among the nodes returned.

    Returns
    -------
    nodes : list of Node
    edges : list of Edge
        One a pair of ends and type, as of any structural link.
    """
    groups = {
        "body": demo.bodies,
        "resource": demo.resources,
        "recognition": demo.recognitions,
        "ordinance": demo.ordinances,
    }
    nodes = [_node(kind, row) for kind, rows in groups.items() for row in rows]
    edges = [edge for rows in groups.values() for row in rows for edge in _links_of(row)]
    return nodes, [*edges, *map(_link, demo.links)]


def _node(kind: str, row: Row) -> Node:
    given = {name: _value(name, text) for name, text in row.items() if text and name not in _CORE}
    return Node(row["id"], kind, row["name_ko"], row["name_en"], given)


def _value(name: str, text: str) -> Value:
    if name == "synthetic":
        return text == "true"
    return _NUMBERS[name](text) if name in _NUMBERS else text


def _links_of(row: Row) -> Iterable[Edge]:
    for column, (kind, prefix) in _LINKS.items():
        for code in filter(None, row.get(column, "").split(";")):
            target = prefix + code
            yield Edge(id=link_id(kind, row["id"], target), type=kind, source=row["id"], target=target)


def _link(row: Row) -> Edge:
    return Edge(
        id=link_id(row["type"], row["source"], row["target"]),
        type=row["type"],
        source=row["source"],
        target=row["target"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        amount=float(row["amount"]) if row["amount"] else None,
        unit=row["unit"],
        properties={"origin": row["origin"]},
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
