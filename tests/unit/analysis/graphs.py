"""Small snapshots for the tests of analyses, built from plain lists or from a networkx graph.

Example::

    from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_from, snapshot_of

    snapshot = snapshot_of(
        [Actor("a", fields=("field:welfare",), places=("place:1168000000",)), Actor("b", "government"), "c"],
        [Tie("a", "b", "delegates", amount=5e6), ("b", "c")],
        places=[Place("place:1100000000", "city"), Place("place:1168000000", "gu", "place:1100000000", 9000)],
        fields=["field:welfare", ("field:welfare.elderly", "field:welfare")],
        tasks=["task:A1"],
    )
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import networkx as nx
import numpy as np

from ecomap.domain.records import Edge, Node, Value
from ecomap.snapshot import EdgeColumns, NodeColumns, Snapshot, build
from ecomap.snapshot.columns import node_scalars
from graph_schema import load_ontology


@dataclass(frozen=True)
class Actor:
    """An actor with its structural links; ``places`` are ``located_in``, ``active`` are ``active_in``."""

    id: str
    kind: str = "civil_society"
    places: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    level: str = ""
    founded: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Tie:
    """A tie between two actors; dates are ISO text."""

    source: str
    target: str
    type: str = "cooperates"
    weight: float | None = None
    amount: float | None = None
    unit: str = "KRW"
    since: str = ""
    until: str = ""
    field: str = ""


@dataclass(frozen=True)
class Place:
    """A place; ``parent`` is the place it is part of."""

    id: str
    level: str
    parent: str = ""
    population: int | None = None


def snapshot_of(
    actors: Iterable[Actor | str] = (),
    ties: Iterable[Tie | tuple[str, ...]] = (),
    *,
    places: Iterable[Place] = (),
    fields: Iterable[str | tuple[str, str]] = (),
    tasks: Iterable[str] = (),
    nodes: Iterable[Node] = (),
    edges: Iterable[tuple[str, str, str]] = (),
) -> Snapshot:
    """Build a snapshot from plain lists.

    Parameters
    ----------
    actors
        `Actor` or an id alone, which makes a civil-society organisation without links.
    ties
        `Tie`, ``(source, target)`` for cooperates, or ``(source, target, type)``.
    places, fields, tasks
        `Place`; field id or ``(field id, parent id)``; task ids.
    nodes, edges
        Anything else, such as programmes: `Node`, and ``(type, source, target)`` of structural links.
    """
    people = [Actor(actor) if isinstance(actor, str) else actor for actor in actors]
    pairs = [(field, "") if isinstance(field, str) else field for field in fields]
    areas = list(places)
    records = [_actor_node(actor) for actor in people]
    records += [_node(place.id, "place", level=place.level, population=place.population) for place in areas]
    records += [_node(field, "field") for field, _ in pairs]
    records += [_node(task, "task") for task in tasks]
    records += list(nodes)
    links = [Edge("", *edge) for edge in edges]
    links += [Edge("", "part_of", place.id, place.parent) for place in areas if place.parent]
    links += [Edge("", "part_of", field, parent) for field, parent in pairs if parent]
    links += [link for actor in people for link in _actor_links(actor)]
    links += [_edge(tie if isinstance(tie, Tie) else Tie(*tie)) for tie in ties]
    return snapshot_of_records(records, links)


def snapshot_from(graph: nx.Graph[Hashable], *, tie_type: str | None = None, kind: str = "civil_society") -> Snapshot:
    """Build a snapshot whose actors and ties are the nodes and edges of a networkx graph.

    Ids are ``str(node)``. The type of an edge is its attribute ``type``, else the argument, else
    ``cooperates``
    (undirected) in an undirected graph and ``supports`` (directed) in a directed one. ``weight`` is kept
    where an edge has it; the kind of a node is its attribute ``kind``, else the argument.
    """
    default = tie_type or ("supports" if graph.is_directed() else "cooperates")
    actors = [Actor(str(node), data.get("kind", kind)) for node, data in graph.nodes(data=True)]
    ties = [
        Tie(str(source), str(target), data.get("type", default), data.get("weight"))
        for source, target, data in graph.edges(data=True)
    ]
    return snapshot_of(actors, ties)


def snapshot_of_records(nodes: Sequence[Node], edges: Sequence[Edge]) -> Snapshot:
    """Build a snapshot from domain records, as a store does."""
    ontology = load_ontology()
    scalars = [node_scalars(node) for node in nodes]
    position = {node.id: index for index, node in enumerate(nodes)}
    types = {name: code for code, name in enumerate(ontology.edges)}
    units = tuple(sorted({"", *(edge.unit for edge in edges)}))
    node_columns = NodeColumns(
        id=[node.id for node in nodes],
        kind=[node.kind for node in nodes],
        name_ko=[node.name_ko for node in nodes],
        name_en=[node.name_en for node in nodes],
        level=[row[0] for row in scalars],
        since=np.array([row[1] for row in scalars], dtype=np.int32),
        until=np.array([row[2] for row in scalars], dtype=np.int32),
        population=np.array([np.nan if row[3] is None else row[3] for row in scalars], dtype=np.float64),
        budget=np.array([np.nan if row[4] is None else row[4] for row in scalars], dtype=np.float64),
    )
    edge_columns = EdgeColumns(
        type=np.array([types[edge.type] for edge in edges], dtype=np.int32),
        source=np.array([position[edge.source] for edge in edges], dtype=np.int32),
        target=np.array([position[edge.target] for edge in edges], dtype=np.int32),
        since=np.array([_ordinal(edge.valid_from) for edge in edges], dtype=np.int32),
        until=np.array([_ordinal(edge.valid_to) for edge in edges], dtype=np.int32),
        weight=np.array([np.nan if edge.weight is None else edge.weight for edge in edges], dtype=np.float64),
        amount=np.array([np.nan if edge.amount is None else edge.amount for edge in edges], dtype=np.float64),
        unit=np.array([units.index(edge.unit) for edge in edges], dtype=np.int32),
        field=np.array([position[edge.field] if edge.field else -1 for edge in edges], dtype=np.int32),
        units=units,
    )
    return build(node_columns, edge_columns, revision=1, synthetic=False, ontology=ontology)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _node(node_id: str, kind: str, **properties: Value | None) -> Node:
    given = {name: value for name, value in properties.items() if value is not None and value != ""}
    return Node(node_id, kind, f"{node_id} 이름", f"{node_id} name", given)


def _actor_node(actor: Actor) -> Node:
    return _node(actor.id, actor.kind, level=actor.level, founded=actor.founded, closed=actor.closed)


def _actor_links(actor: Actor) -> list[Edge]:
    targets = {
        "located_in": actor.places,
        "active_in": actor.active,
        "works_in": actor.fields,
        "responsible_for": actor.tasks,
    }
    return [Edge("", link, actor.id, target) for link, ids in targets.items() for target in ids]


def _edge(tie: Tie) -> Edge:
    return Edge(
        "",
        tie.type,
        tie.source,
        tie.target,
        valid_from=date.fromisoformat(tie.since) if tie.since else None,
        valid_to=date.fromisoformat(tie.until) if tie.until else None,
        weight=tie.weight,
        amount=tie.amount,
        unit=tie.unit if tie.amount is not None else "",
        field=tie.field,
    )
