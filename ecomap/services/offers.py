"""Whether what somebody is about to write will be written, or proposed to whoever is in charge."""

from __future__ import annotations

from collections.abc import Sequence

from ecomap.domain.identity import link_id
from ecomap.domain.records import Edge, Node
from ecomap.services.access import Principal
from ecomap.services.desk import Held, held, may_write
from ecomap.services.workspace import Workspace


def writes_about(workspace: Workspace, who: Principal, *actors: str) -> bool:
    """Return whether the caller writes about one of some registered actors without asking."""
    found = (held(workspace.store, actor) for actor in actors)
    return any(may_write(who, workspace.store, actor) for actor in found if actor)


def writes_new(workspace: Workspace, who: Principal, kind: str, places: Sequence[str], fields: Sequence[str]) -> bool:
    """Return whether the caller registers an actor with these places and fields, by id, without asking."""
    links = [("located_in", place) for place in places] + [("works_in", field) for field in fields]
    edges = tuple(Edge(link_id(type_, "", target), type_, "", target) for type_, target in links)
    return may_write(who, workspace.store, Held(Node("", kind, ""), edges))


def may_offer(who: Principal, actor: str = "") -> bool:
    """Return whether a page offers to change an actor, or without one to register it."""
    if {"write", "propose"} & who.scopes:
        return True
    return bool(actor) and "write-own" in who.scopes and who.actor == actor
