"""Small makers of records and snapshots, so that a test says only what it is about.

Example::

    from tests.support.builders import actor, change, field, link, place, put, snapshot_of, tie

    revision = put(store, actor("a"), actor("b", "government"), tie("a", "b", "funds", amount=5e6, unit="KRW"))
    snapshot = snapshot_of(actor("a"), field("field:f"), link("works_in", "a", "field:f"))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import numpy as np

from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, Edge, Node, Value
from ecomap.snapshot import EdgeColumns, NodeColumns, Snapshot, build
from ecomap.snapshot.columns import node_scalars
from ecomap.stores.contract import Store
from graph_schema import load_ontology

_CORE = {"valid_from", "valid_to", "weight", "amount", "unit", "field"}


def actor(node_id: str, kind: str = "civil_society", name: str = "", name_en: str = "", **properties: Value) -> Node:
    """Return an actor, named after its id by default."""
    return Node(node_id, kind, name or node_id, name_en, properties)


def place(node_id: str, level: str = "gu", **properties: Value) -> Node:
    """Return a place, named after its id."""
    return Node(node_id, "place", node_id, "", {"level": level, **properties})


def field(node_id: str) -> Node:
    """Return a policy field, named after its id."""
    return Node(node_id, "field", node_id)


def task(node_id: str) -> Node:
    """Return a policy task, named after its id."""
    return Node(node_id, "task", node_id)


def link(type_: str, source: str, target: str) -> Edge:
    """Return a structural link."""
    return Edge(link_id(type_, source, target), type_, source, target)


def tie(source: str, target: str, type_: str = "cooperates", edge_id: str = "", **values: Any) -> Edge:
    """Return a tie; values that are no core columns become properties, dates may be ISO text."""
    for name in ("valid_from", "valid_to"):
        if isinstance(values.get(name), str):
            values[name] = date.fromisoformat(values[name])
    core = {name: values.pop(name) for name in list(values) if name in _CORE}
    return Edge(edge_id or f"{type_}-{source}-{target}", type_, source, target, **core, properties=values)


def change(change_id: str = "", who: str = "tester", reason: str = "a test", via: str = "test") -> Change:
    """Return a change."""
    return Change(who=who, reason=reason, via=via, id=change_id)


def put(store: Store, *records: Node | Edge, change_id: str = "") -> int:
    """Store records in one committed change, nodes first, and return the revision."""
    with store.write(change(change_id)) as writing:
        writing.put_nodes([record for record in records if isinstance(record, Node)])
        writing.put_edges([record for record in records if isinstance(record, Edge)])
        return writing.commit()


def snapshot_of(*records: Node | Edge, revision: int = 1, synthetic: bool = False) -> Snapshot:
    """Return a snapshot of records without a store in between."""
    nodes = [record for record in records if isinstance(record, Node)]
    edges = [record for record in records if isinstance(record, Edge)]
    return build(_node_columns(nodes), _edge_columns(edges, nodes), revision=revision, synthetic=synthetic)


def _node_columns(nodes: list[Node]) -> NodeColumns:
    scalars = [node_scalars(node) for node in nodes]
    return NodeColumns(
        id=[node.id for node in nodes],
        kind=[node.kind for node in nodes],
        name_ko=[node.name_ko for node in nodes],
        name_en=[node.name_en for node in nodes],
        level=[row[0] for row in scalars],
        since=_int(row[1] for row in scalars),
        until=_int(row[2] for row in scalars),
        population=_float(row[3] for row in scalars),
        budget=_float(row[4] for row in scalars),
    )


def _edge_columns(edges: list[Edge], nodes: list[Node]) -> EdgeColumns:
    position = {node.id: index for index, node in enumerate(nodes)}
    types = list(load_ontology().edges)
    units = tuple(sorted({edge.unit for edge in edges}))
    return EdgeColumns(
        type=_int(types.index(edge.type) for edge in edges),
        source=_int(position[edge.source] for edge in edges),
        target=_int(position[edge.target] for edge in edges),
        since=_int(edge.valid_from.toordinal() if edge.valid_from else 0 for edge in edges),
        until=_int(edge.valid_to.toordinal() if edge.valid_to else 0 for edge in edges),
        weight=_float(edge.weight for edge in edges),
        amount=_float(edge.amount for edge in edges),
        unit=_int(units.index(edge.unit) for edge in edges),
        field=_int(position[edge.field] if edge.field else -1 for edge in edges),
        units=units,
    )


def _int(values: Iterable[int]) -> Any:
    return np.array(list(values), dtype=np.int32)


def _float(values: Iterable[float | None]) -> Any:
    return np.array(list(values), dtype=np.float64)
