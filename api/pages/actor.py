"""One actor's facts and ties, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.pages.home import name_of
from api.pages.texts import money
from ecomap.domain.records import Edge, Node, Value
from ecomap.services.actors import Actor
from ecomap.services.workspace import Workspace
from graph_schema import PropertySpec


def actor_facts(workspace: Workspace, actor: Actor, lang: str) -> dict[str, Any]:
    """Return what an actor's page says of it."""
    node, kind = actor.node, workspace.ontology.nodes[actor.node.kind]
    shown = name_of(node, lang)
    other = name_of(node, "ko" if lang == "en" else "en")
    return {
        "id": node.id,
        "name": shown,
        "other_name": other if other != shown else "",
        "kind": kind.label.get(lang),
        "has_contact": any(spec.privacy == "private" and spec.name in node.properties for spec in kind.properties),
        "links": [
            (
                workspace.ontology.edges[name].label.get(lang),
                [(name_of(end, lang), _href(workspace, end)) for end in ends],
            )
            for name, ends in actor.links.items()
        ],
        "properties": [
            (spec.label.get(lang), value_text(spec, node.properties[spec.name], lang))
            for spec in kind.properties
            if spec.name in node.properties and spec.name != "synthetic"
        ],
    }


def _href(workspace: Workspace, node: Node) -> str:
    """Return the page of an actor; other kinds have none, so their names stay text."""
    return f"/actors/{node.id}" if node.kind in workspace.ontology.actor_kinds else ""


def value_text(spec: PropertySpec, value: Value, lang: str) -> str:
    """Return a value as pages write it."""
    if spec.type == "choice":
        return next((choice.label.get(lang) for choice in spec.choices if choice.value == value), str(value))
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, int | float) and spec.type != "year":
        return f"{value:,} {spec.unit or ''}".strip()
    return str(value)


def shown_ties(
    workspace: Workspace, actor: str, ties: Sequence[Edge], ends: Mapping[str, Node], lang: str
) -> list[dict[str, str]]:
    """Return an actor's ties as rows, the latest first."""
    rows = []
    for tie in sorted(ties, key=lambda tie: (str(tie.valid_from or ""), tie.id), reverse=True):
        kind, outward = workspace.ontology.edges[tie.type], tie.source == actor
        alter = ends[tie.target if outward else tie.source]
        label = kind.label if outward or not kind.directed else kind.reverse
        rows.append(
            {
                "id": tie.id,
                "type": label.get(lang),
                "direction": "↔" if not kind.directed else "→" if outward else "←",
                "alter": alter.id,
                "alter_name": name_of(alter, lang),
                "alter_kind": workspace.ontology.nodes[alter.kind].label.get(lang),
                "period": f"{tie.valid_from or ''} – {tie.valid_to or ''}" if tie.valid_from or tie.valid_to else "",
                "amount": money(tie.amount, tie.unit, lang),
            }
        )
    return rows
