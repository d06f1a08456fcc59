"""Records as nodes and relationships of Neo4j, and back.

A node carries its properties under their own names, dates as dates; ``_keys`` and ``_search`` are what it is found
by, ``_revision`` is the change that made it so. A relationship carries ``id``, ``from``, ``to``, ``weight``,
``amount``, ``unit``, ``field`` and its own properties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from ecomap.domain.records import NO_PROPERTIES, Edge, Node, Value
from ecomap.stores.search import index_text, lookup_keys
from graph_schema import load_ontology

NODE = "n.id, labels(n), n{.*}"
EDGE = (
    "r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target, r{.*} AS properties, "
    "id(r) AS key, coalesce(r._revision, 0) AS since"
)
"""What a query returns of a record; edges come from unions, whose parts have to name their columns alike."""

_NODE_DATES = frozenset({"founded", "closed", "start", "end", "adopted"})
_NODE_OWN = frozenset({"id", "name_ko", "name_en", "_keys", "_search", "_revision"})
_EDGE_OWN = frozenset({"id", "from", "to", "weight", "amount", "unit", "field", "_revision"})
_LONGEST_KEY = 1_000
"""A name longer than this is found by its beginning; the index takes terms of 32 KiB at most."""


def node_map(node: Node, revision: int) -> dict[str, Any]:
    """Return all that a node stores."""
    values: dict[str, Any] = _native(node.properties, node_dates())
    values |= {"id": node.id, "name_ko": node.name_ko, "name_en": node.name_en, "_revision": revision}
    values |= {"_keys": _keys(node), "_search": index_text(node)}
    return values


def edge_map(edge: Edge, revision: int) -> dict[str, Any]:
    """Return all that an edge stores besides its type and ends."""
    values: dict[str, Any] = _native(edge.properties, edge_dates())
    values |= {"id": edge.id, "from": edge.valid_from, "to": edge.valid_to, "_revision": revision}
    values |= {"weight": edge.weight, "amount": edge.amount, "unit": edge.unit or None, "field": edge.field or None}
    return values


def to_node(row: Sequence[Any]) -> Node:
    """Return the node of a row of `NODE`."""
    node_id, labels, values = row[:3]
    own = {name: _plain(value) for name, value in values.items() if name not in _NODE_OWN}
    return Node(node_id, kind_of(labels), values.get("name_ko", ""), values.get("name_en", ""), own or NO_PROPERTIES)


def to_edge(row: Sequence[Any]) -> Edge:
    """Return the edge of a row of `EDGE`."""
    edge_id, type_, source, target, values = row[:5]
    own = {name: _plain(value) for name, value in values.items() if name not in _EDGE_OWN}
    since, until = values.get("from"), values.get("to")
    return Edge(
        edge_id,
        types()[type_],
        source,
        target,
        since.to_native() if since else None,
        until.to_native() if until else None,
        values.get("weight"),
        values.get("amount"),
        values.get("unit", ""),
        values.get("field", ""),
        own or NO_PROPERTIES,
    )


def node_columns(nodes: Sequence[Node], revision: int) -> tuple[str, str, dict[str, Any]]:
    """Return how to create nodes of one kind from columns; see `_literal`."""
    columns: dict[str, list[Any]] = {
        "id": [node.id for node in nodes],
        "name_ko": [node.name_ko for node in nodes],
        "name_en": [node.name_en for node in nodes],
        "_keys": [_keys(node) for node in nodes],
        "_search": [index_text(node) for node in nodes],
    }
    return _literal(columns, [_native(node.properties, node_dates()) for node in nodes], revision)


def edge_columns(edges: Sequence[Edge], revision: int) -> tuple[str, str, dict[str, Any]]:
    """Return how to create edges of one type from columns; see `_literal`."""
    columns: dict[str, list[Any]] = {
        "id": [edge.id for edge in edges],
        "from": [edge.valid_from for edge in edges],
        "to": [edge.valid_to for edge in edges],
        "weight": [edge.weight for edge in edges],
        "amount": [edge.amount for edge in edges],
        "unit": [edge.unit or None for edge in edges],
        "field": [edge.field or None for edge in edges],
    }
    maps = [_native(edge.properties, edge_dates()) if edge.properties else {} for edge in edges]
    return _literal(columns, maps, revision)


def _literal(columns: dict[str, list[Any]], maps: list[dict[str, Any]], revision: int) -> tuple[str, str, Any]:
    """Return how to create many alike maps as columns, which the server takes in faster than maps.

    Parameters
    ----------
    columns : dict
        Values that every record has, by name.
    maps : list of dict
        The further properties of each record.
    revision : int

    Returns
    -------
    tuple
        The literal map for row ``i``, what follows the creation of ``r`` (empty unless a property has a name that
        the ontology does not know and that therefore may not stand in the text), parameters.
    """
    names = set().union(*maps)
    known = names & known_names()
    columns |= {name: [values.get(name) for values in maps] for name in sorted(known)}
    parameters: dict[str, Any] = {"revision": revision}
    texts, days = ["_revision: $revision"], dict[date, int]()
    for number, (name, column) in enumerate(columns.items()):
        present = set(map(type, column)) - {type(None)}
        if not present:
            continue
        values, cell = column, f"$c{number}[i]"
        if present == {date}:
            # A year has few days and a register many dates: each is sent once.
            values = [None if day is None else days.setdefault(day, len(days)) for day in column]
            cell = f"$days[{cell}]"
        parameters[f"c{number}"] = values
        texts.append(f"`{name}`: {cell}")
    parameters["days"] = list(days)
    if names == known:
        return ", ".join(texts), "", parameters
    parameters["rest"] = [{n: value for n, value in values.items() if n not in known} for values in maps]
    return ", ".join(texts), "SET r += $rest[i]", parameters


@cache
def known_names() -> frozenset[str]:
    """Return the property names of the ontology and our own, which are safe in the text of a statement."""
    ontology = load_ontology()
    specs = [spec for kind in ontology.nodes.values() for spec in kind.properties]
    specs += [spec for kind in ontology.edges.values() for spec in kind.properties]
    return _NODE_OWN | _EDGE_OWN | {spec.name for spec in specs}


@cache
def node_labels(kind: str) -> str:
    """Return the labels of a kind as they stand in a pattern, the most general first."""
    found = load_ontology().nodes[kind]
    return "".join(f":{label}" for label in (*reversed(found.base_labels), found.neo4j_label))


@cache
def label(kind: str) -> str:
    """Return the label of a kind alone."""
    return load_ontology().nodes[kind].neo4j_label


@cache
def relationship(type_: str) -> str:
    """Return the relationship type of an edge type."""
    return load_ontology().edges[type_].neo4j_type


@cache
def types() -> dict[str, str]:
    """Return every edge type by its relationship type."""
    return {kind.neo4j_type: kind.name for kind in load_ontology().edges.values()}


@cache
def node_dates() -> frozenset[str]:
    """Return the names under which nodes have dates."""
    kinds = load_ontology().nodes.values()
    return _NODE_DATES | {spec.name for kind in kinds for spec in kind.properties if spec.type == "date"}


@cache
def edge_dates() -> frozenset[str]:
    """Return the names under which edges have dates of their own."""
    kinds = load_ontology().edges.values()
    return frozenset(spec.name for kind in kinds for spec in kind.properties if spec.type == "date")


@cache
def _kinds() -> dict[str, str]:
    return {kind.neo4j_label: kind.name for kind in load_ontology().nodes.values()}


def kind_of(labels: Iterable[str]) -> str:
    """Return the kind that a node's labels name, empty if none does."""
    known = _kinds()
    return next((known[label] for label in labels if label in known), "")


def cut(key: str) -> str:
    """Return as much of a comparison form as is indexed."""
    return key[:_LONGEST_KEY]


def _keys(node: Node) -> list[str]:
    return sorted(cut(key) for key in lookup_keys(node))


def _native(properties: Mapping[str, Value], dates: Collection[str]) -> dict[str, Any]:
    return {
        name: _date(value) if name in dates else list(value) if isinstance(value, tuple) else value
        for name, value in properties.items()
    }


def _date(value: Value) -> Any:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return list(value) if isinstance(value, tuple) else value
    return day if day.isoformat() == value else value


def _plain(value: Any) -> Value:
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list):
        return tuple(value)
    text: str = value.iso_format()
    return text
