"""Clearing away papers that nobody needs any more: ended sessions, old receipts, what was typed and never sent.

Such papers carry the day from which they may go as their state, so they are found without looking at all others.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ecomap.domain.records import Change
from ecomap.services.access import Principal
from ecomap.services.listing import papers_of
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery, Writing

PASSING = ("session", "receipt", "typed")
"""Kinds of papers that pass."""

_DAYS = 60
_SOME = 500


def day(moment: datetime) -> str:
    """Return the state of a paper that may go once the day of a moment is over."""
    return moment.date().isoformat()


def tidy_some(writing: Writing, now: datetime) -> int:
    """Remove at most some hundreds of each kind that may go, inside a transaction; returns how many went."""
    past = [day(now - timedelta(days=ago)) for ago in range(1, _DAYS)]
    gone = 0
    for kind in PASSING:
        page = writing.find_papers(PaperQuery(kind, states=past, limit=_SOME))
        gone += writing.remove_papers(kind, [paper.id for paper in page.items])
    return gone


def tidy(workspace: Workspace, who: Principal, *, now: datetime) -> int:
    """Remove all papers that may go, some hundreds in a transaction, and return how many went.

    Raises
    ------
    NotAllowed
        If the caller may not administer.
    """
    who.require("administer")
    gone, today = 0, day(now)
    for kind in PASSING:
        old = [paper.id for paper in papers_of(workspace.store, PaperQuery(kind, limit=_SOME)) if paper.state < today]
        for start in range(0, len(old), _SOME):
            with workspace.store.write(Change(who.name, "tidy", "cli")) as writing:
                gone += writing.remove_papers(kind, old[start : start + _SOME])
                writing.commit()
    return gone
