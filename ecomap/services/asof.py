"""The register as it was known on a day, read from its history.

This is not the day on which a tie held, which filters ask by ``on``: it is the day until which people had written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ecomap.domain.records import Edge, Node
from ecomap.services.listing import SMALL_PAGE, every, history_of
from ecomap.snapshot import Snapshot
from ecomap.snapshot.records import from_records
from ecomap.stores.contract import Past, Store


def revision_on(store: Store, day: date) -> int:
    """Return the revision of the last change that was made by the end of a day, here; 0 before the first.

    Cost: one page of changes for every two hundred made since.
    """
    changes = every(lambda cursor: store.changes(limit=SMALL_PAGE, cursor=cursor))
    return next((revision for revision, at, _ in changes if at.astimezone().date() <= day), 0)


def snapshot_at(store: Store, revision: int) -> Snapshot:
    """Return the graph as it was after one revision; costs as `records_at`."""
    nodes, edges = records_at(store, revision)
    synthetic = any(node.properties.get("synthetic") for node in nodes)
    return from_records(nodes, edges, revision=revision, synthetic=synthetic)


def records_at(store: Store, revision: int) -> tuple[list[Node], list[Edge]]:
    """Return all nodes and edges as they were after one revision.

    Cost: reads the whole register with its history, some 30 microseconds a record and former state.
    """
    with store.contents() as contents:
        for _ in contents.changes:  # a stream; the records come behind it
            pass
        present_nodes = [node for node, since in contents.nodes if since <= revision]
        present_edges = [edge for edge, since in contents.edges if since <= revision]
        former = list(_held(contents.past, revision))
    nodes: list[Node] = [*present_nodes, *(record for record in former if isinstance(record, Node))]
    edges: list[Edge] = [*present_edges, *(record for record in former if isinstance(record, Edge))]
    return nodes, edges


def node_at(store: Store, subject: str, revision: int) -> Node | None:
    """Return a node as it was after one revision, ``None`` if it was not there."""
    for entry in history_of(store, subject):
        if entry.revision <= revision and not isinstance(entry.before or entry.after, Edge):
            return entry.after if isinstance(entry.after, Node) else None
    return None


def _held(past: Iterable[Past], revision: int) -> Iterator[Node | Edge]:
    return (state.record for state in past if state.since <= revision < state.until)
