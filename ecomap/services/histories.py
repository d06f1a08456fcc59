"""What happened to records and to the whole register."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import islice

from ecomap.domain.records import HistoryEntry
from ecomap.services.access import Principal
from ecomap.services.actors import check_limit, not_found
from ecomap.services.redirects import merged_ids, present_id
from ecomap.services.views import visible_entry
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Page
from ecomap.stores.paging import seal, unseal

Place = tuple[str, int]
"""Where a record's history goes on: cursor of the store's page and how many of its entries were told already."""


def read_history(
    workspace: Workspace, who: Principal, subject: str, *, limit: int = 50, cursor: str = ""
) -> Page[HistoryEntry]:
    """Return what happened to one record and to all that were merged into it, newest first.

    An id of a merged record has the history of the one that it was merged into.

    Parameters
    ----------
    workspace, who
    subject : str
        Id of any record.
    limit : int
        1 to 200.
    cursor : str
        ``next_cursor`` of the page before.

    Raises
    ------
    NotFound
        If nothing ever had that id.
    InvalidParameter
        For a limit out of bounds or a foreign cursor.
    """
    check_limit(limit)
    now = present_id(workspace.store, subject)
    subjects = (now, *merged_ids(workspace.store, now))
    if len(subjects) == 1:
        page = workspace.store.history(now, limit=limit, cursor=cursor)
    else:
        page = _joined(workspace, subjects, limit, cursor)
    if not page.items and not cursor:
        raise not_found(subject)
    return Page(tuple(visible_entry(workspace, who, entry) for entry in page.items), page.next_cursor)


def _joined(workspace: Workspace, subjects: tuple[str, ...], limit: int, cursor: str) -> Page[HistoryEntry]:
    uid = workspace.store.describe().uid
    start: list[str | int | float] = [part for subject in subjects for part in (subject, "", 0)]
    told = unseal(uid, "histories", cursor, start=start)
    places = {str(told[at]): (str(told[at + 1]), int(told[at + 2])) for at in range(0, len(told), 3)}
    streams = (_entries(workspace, subject, limit, *place) for subject, place in places.items())
    found = list(islice(merge(*streams, key=lambda item: (-item[0].revision, item[0].subject)), limit + 1))
    for entry, after in found[:limit]:
        places[entry.subject] = after
    items = tuple(entry for entry, _ in found[:limit])
    after_all = [part for subject, place in places.items() for part in (subject, *place)]
    return Page(items, seal(uid, "histories", after_all) if len(found) > limit else "")


def _entries(
    workspace: Workspace, subject: str, limit: int, cursor: str, told: int
) -> Iterator[tuple[HistoryEntry, Place]]:
    """Yield the entries of one record from a place on, each with the place behind it."""
    while True:
        page = workspace.store.history(subject, limit=limit, cursor=cursor)
        for at, entry in enumerate(page.items[told:], told + 1):
            yield entry, (cursor, at)
        cursor, told = page.next_cursor, 0
        if not cursor:
            return
