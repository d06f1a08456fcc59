"""What names of places, fields and tasks refer to in a register."""

from __future__ import annotations

from collections.abc import Iterator

from ecomap.domain.records import Node
from ecomap.domain.texts import key
from ecomap.exchange.columns import Vocabulary
from ecomap.exchange.fields import FieldIndex
from ecomap.exchange.places import PlaceIndex
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import NodeQuery, Store

_PAGE = 5_000


def vocabulary_of(workspace: Workspace) -> Vocabulary:
    """Return the places, fields and tasks of a register by all their names."""
    nodes = {kind: list(all_nodes(workspace.store, kind)) for kind in ("place", "field", "task")}
    tasks = {
        key(name): node.id
        for node in nodes["task"]
        for name in (node.name_en, node.name_ko, node.id.removeprefix("task:"), node.id)
        if name
    }
    return Vocabulary(workspace.ontology, PlaceIndex(nodes["place"]), FieldIndex(nodes["field"]), tasks)


def all_nodes(store: Store, *kinds: str) -> Iterator[Node]:
    """Yield every node of some kinds, by Korean name."""
    cursor = ""
    while True:
        page = store.find_nodes(NodeQuery(kinds=kinds, limit=_PAGE, cursor=cursor))
        yield from page.items
        if not (cursor := page.next_cursor):
            return
