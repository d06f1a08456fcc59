"""Telling a caller which state of a record it sees."""

from __future__ import annotations

from ecomap.services.access import Principal
from ecomap.services.gate import current_tag
from ecomap.services.redirects import present_id
from ecomap.services.workspace import Workspace

_ALL = frozenset({"read-members", "read-private"})


def tag_for(workspace: Workspace, who: Principal, subject: str) -> str:
    """Return the tag of an actor or tie as it is now; empty if there is none, or the caller may not have it.

    For the id of a merged record it is the tag of the one that it was merged into.
    Ask for the tag before the record: if somebody writes in between, the tag is then the older of the two, and the
    caller's change is refused rather than put over what it never saw.
    """
    if not may_have_tag(who, subject):
        return ""
    store = workspace.store
    return current_tag(store, subject) or current_tag(store, present_id(store, subject))


def may_have_tag(who: Principal, subject: str) -> bool:
    """Return whether a caller is told the tag of a record.

    A tag is computed from all values of the record. Whoever sees only some of them could find out the others by
    trying, so it is told to those who may write or see everything, and to an organisation about itself.
    """
    own = "write-own" in who.scopes and who.actor == subject
    return own or "write" in who.scopes or who.scopes >= _ALL
