"""What the home page and lists show of actors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ecomap.domain.records import Node
from ecomap.services.actors import Actor
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot


def name_of(node: Node, lang: str) -> str:
    """Return a node's name in a language, falling back to the other one."""
    return (node.name_en or node.name_ko) if lang == "en" else (node.name_ko or node.name_en)


def headline_counts(snapshot: Snapshot, lang: str) -> list[tuple[str, int]]:
    """Return how many actors of each kind there are, and how many ties."""
    counts = [
        (snapshot.ontology.nodes[kind].label.get(lang), len(snapshot.of_kinds(kind)))
        for kind in snapshot.ontology.actor_kinds
    ]
    return [*counts, ("Ties" if lang == "en" else "관계", snapshot.ties.m)]


def most_connected(snapshot: Snapshot, count: int) -> list[str]:
    """Return the ids of the actors with the most alters, the most connected first."""
    alters = np.diff(snapshot.ties.adjacency.indptr)
    best = np.argsort(-alters, kind="stable")[:count]
    return [str(snapshot.node_id[int(i)]) for i in snapshot.ties.nodes[best]]


def actor_rows(workspace: Workspace, found: Sequence[Actor], lang: str) -> list[dict[str, str]]:
    """Return actors as rows of a list."""
    return [
        {
            "id": actor.node.id,
            "name": name_of(actor.node, lang),
            "kind": workspace.ontology.nodes[actor.node.kind].label.get(lang),
            "place": _names(actor, "located_in", lang),
            "fields": _names(actor, "works_in", lang),
        }
        for actor in found
    ]


def _names(actor: Actor, link: str, lang: str) -> str:
    return ", ".join(name_of(node, lang) for node in actor.links.get(link, ()))
