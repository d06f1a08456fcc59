"""What names of places, fields and tasks refer to in a register."""

from __future__ import annotations

from ecomap.domain.texts import key
from ecomap.exchange.columns import Vocabulary
from ecomap.exchange.fields import FieldIndex
from ecomap.exchange.places import PlaceIndex
from ecomap.services.listing import nodes_of
from ecomap.services.workspace import Workspace


def vocabulary_of(workspace: Workspace) -> Vocabulary:
    """Return the places, fields and tasks of a register by all their names."""
    nodes = {kind: list(nodes_of(workspace.store, kind)) for kind in ("place", "field", "task")}
    tasks = {
        key(name): node.id
        for node in nodes["task"]
        for name in (node.name_en, node.name_ko, node.id.removeprefix("task:"), node.id)
        if name
    }
    return Vocabulary(workspace.ontology, PlaceIndex(nodes["place"]), FieldIndex(nodes["field"]), tasks)
