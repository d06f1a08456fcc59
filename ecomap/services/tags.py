"""Telling a caller which state of a record it sees."""

from __future__ import annotations

from ecomap.services.access import Principal
from ecomap.services.gate import current_tag
from ecomap.services.workspace import Workspace

_ALL = frozenset({"read-members", "read-private"})


def tag_for(workspace: Workspace, who: Principal, subject: str) -> str:
    """Return the tag of an actor or tie as it is now; empty if there is none, or the caller may not have it.

    A tag is computed from all values of the record. Whoever sees only some of them could find out the others by
    trying, so it is told to those who may write or see everything, and to an organisation about itself.

    Ask for the tag before the record: if somebody writes in between, the tag is then the older of the two, and the
    caller's change is refused rather than put over what it never saw.
    """
    own = "write-own" in who.scopes and who.actor == subject
    if own or "write" in who.scopes or who.scopes >= _ALL:
        return current_tag(workspace.store, subject)
    return ""
