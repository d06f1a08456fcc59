"""Small makers of records and snapshots, so that a test says only what it is about.

Example::

    from tests.support.builders import actor, change, field, link, place, put, snapshot_of, tie

    revision = put(store, actor("a"), actor("b", "government"), tie("a", "b", "funds", amount=5e6, unit="KRW"))
    snapshot = snapshot_of(actor("a"), field("field:f"), link("works_in", "a", "field:f"))
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, Edge, Node, Value
from ecomap.snapshot import Snapshot
from ecomap.snapshot.records import from_records
from ecomap.stores.contract import Store

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
    return from_records(nodes, edges, revision=revision, synthetic=synthetic)
