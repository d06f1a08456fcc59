"""Asking whether an organisation is registered already, while it is typed and when it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from ecomap.matching import SAME, Entry, Reason
from ecomap.services.access import Principal
from ecomap.services.actors import Actor, with_links
from ecomap.services.decisions import decided
from ecomap.services.live_index import SEAT
from ecomap.services.workspace import Workspace

MOST = 6
_FIELDS = {
    "same_registration": "registration_number",
    "other_registration": "registration_number",
    "same_phone": "phone",
    "same_address": "address",
    "same_room": "address",
    "same_district": "located_in",
    "other_district": "located_in",
}


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A registered actor that may be the one that is typed.

    Parameters
    ----------
    actor : Actor
        With the properties that the caller may see, and its seat.
    score : float
        Probability, 0 to 1, that they are one.
    reasons : tuple of Reason
        What speaks for it and against it, the weightiest first; none holds a compared value.
    relation : str
        ``same`` or ``related``.
    """

    actor: Actor
    score: float
    reasons: tuple[Reason, ...]
    relation: str

    @property
    def likely(self) -> bool:
        """Whether it is so probable that its writer has to decide."""
        return self.score >= SAME


def find_duplicates(workspace: Workspace, who: Principal, entry: Entry, *, limit: int = MOST) -> tuple[Duplicate, ...]:
    """Return the registered actors that may be the same as what is typed, or related to it, best first.

    Left out are the actor of the entry's own id and those of which it was decided how they stand to it.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``, ``write-own`` or ``propose``: the answer tells who has a telephone number.
    entry : Entry
        As far as it is typed.
    limit : int

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may neither write nor propose.

    Notes
    -----
    A few milliseconds with 50,000 actors once the index of the process is built.
    """
    who.require("write", "write-own", "propose")
    matches = workspace.actors.current().check(entry, limit=2 * limit)
    if entry.id:
        settled = decided(workspace.store, entry.id, [match.id for match in matches])
        matches = [match for match in matches if match.id not in settled]
    nodes = workspace.store.get_nodes([match.id for match in matches])
    kept = [match for match in matches if match.id in nodes][:limit]
    actors = with_links(workspace, who, [nodes[match.id] for match in kept], (SEAT,))
    return tuple(
        Duplicate(actor, match.score, match.reasons, match.relation) for actor, match in zip(actors, kept, strict=True)
    )


def warm_up(workspace: Workspace) -> None:
    """Build the index of the actors now, so that the first who types does not wait for it."""
    workspace.actors.current()


def field_of(reason: Reason) -> str:
    """Return the field that a reason speaks of."""
    return _FIELDS.get(reason.code, "name_ko")
