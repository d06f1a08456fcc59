"""What a caller sees of a record: public properties, and members-only ones with the scope for it."""

from __future__ import annotations

from dataclasses import replace

from ecomap.domain.records import Edge, HistoryEntry, Node
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace


def visible_node(workspace: Workspace, who: Principal, node: Node) -> Node:
    """Return the node with the properties that the caller may see."""
    specs = {spec.name: spec for spec in workspace.ontology.node(node.kind).properties}
    kept = {
        name: value for name, value in node.properties.items() if name in specs and who.may_see(specs[name], node.id)
    }
    return replace(node, properties=kept)


def visible_edge(workspace: Workspace, who: Principal, edge: Edge) -> Edge:
    """Return the edge with the properties that the caller may see."""
    specs = {spec.name: spec for spec in workspace.ontology.edge(edge.type).properties}
    kept = {name: value for name, value in edge.properties.items() if name in specs and who.may_see(specs[name])}
    return replace(edge, properties=kept)


def visible_entry(workspace: Workspace, who: Principal, entry: HistoryEntry) -> HistoryEntry:
    """Return the history entry with both states as the caller may see them.

    Who changed a record and in what words are for the people who keep the register, not for the public.
    """
    keeps = not who.scopes.isdisjoint(("read-members", "write"))
    change = entry.change if keeps else replace(entry.change, who="", reason="")
    before, after = (_visible(workspace, who, record) for record in (entry.before, entry.after))
    return replace(entry, change=change, before=before, after=after)


def _visible(workspace: Workspace, who: Principal, record: Node | Edge | None) -> Node | Edge | None:
    if isinstance(record, Node):
        return visible_node(workspace, who, record)
    return visible_edge(workspace, who, record) if record is not None else None
