"""What happened to records and to the whole register."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice

from ecomap.domain.identity import link_id
from ecomap.domain.records import Change, HistoryEntry, Node
from ecomap.errors import NotFound
from ecomap.exchange.said import LINKS
from ecomap.services.access import Principal
from ecomap.services.actors import Actor, check_limit, not_found
from ecomap.services.asof import node_at, revision_on
from ecomap.services.listing import links_from
from ecomap.services.redirects import merged_ids, present_id
from ecomap.services.views import visible_entry, visible_node
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Page
from ecomap.stores.paging import seal, unseal
from graph_schema import Text

MOST_COUNTED = 1_000

Place = tuple[str, int]
"""Where a record's history goes on: cursor of the store's page and how many of its entries were told already."""


def read_history(
    workspace: Workspace, who: Principal, subject: str, *, limit: int = 50, cursor: str = ""
) -> Page[HistoryEntry]:
    """Return what happened to one record, to its links and to all that were merged into it, newest first.

    An id of a merged record has the history of the one that it was merged into. The links are those that are fields
    of an actor's form: where it is, which fields it works in.

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
    records = (now, *merged_ids(workspace.store, now))
    subjects = (*records, *_links(workspace, records))
    if len(subjects) == 1:
        page = workspace.store.history(now, limit=limit, cursor=cursor)
    else:
        page = _joined(workspace, subjects, limit, cursor)
    if not page.items and not cursor:
        raise not_found(subject)
    return Page(tuple(visible_entry(workspace, who, entry) for entry in page.items), page.next_cursor)


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """One change of the register.

    Parameters
    ----------
    revision : int
    at : datetime
    change : Change
    records : int
        How many records it created, changed or removed, up to `MOST_COUNTED`.
    """

    revision: int
    at: datetime
    change: Change
    records: int


def list_changes(workspace: Workspace, who: Principal, *, limit: int = 20, cursor: str = "") -> Page[ChangeMade]:
    """Return the changes of the register, newest first.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may not write.
    InvalidParameter
        For a limit out of bounds or a foreign cursor.
    """
    who.require("write")
    check_limit(limit)
    page = workspace.store.changes(limit=limit, cursor=cursor)
    return Page(tuple(ChangeMade(*one, _count(workspace, one[0])) for one in page.items), page.next_cursor)


def read_change(
    workspace: Workspace, who: Principal, revision: int, *, limit: int = 50, cursor: str = ""
) -> Page[HistoryEntry]:
    """Return what one change did, in order of the records' ids. Raises `NotFound` if there was none."""
    who.require("write")
    check_limit(limit)
    if not 0 < revision <= workspace.store.revision():
        raise not_found(str(revision))
    page = workspace.store.changed(revision, limit=limit, cursor=cursor)
    if not page.items and not cursor:
        raise not_found(str(revision))
    return Page(tuple(visible_entry(workspace, who, entry) for entry in page.items), page.next_cursor)


def known_actor(workspace: Workspace, who: Principal, actor: str, day: date) -> Actor:
    """Return an actor with its links as the register knew it on a day.

    Raises
    ------
    NotFound
        If the register did not know it then.
    """
    revision = revision_on(workspace.store, day)
    # Before a merge the old id had its own record, afterwards it leads to the one that stayed.
    node = node_at(workspace.store, actor, revision) or node_at(
        workspace.store, present_id(workspace.store, actor), revision
    )
    if node is None or node.kind not in workspace.ontology.actor_kinds:
        raise NotFound(
            Text(f"{day}에는 '{actor}'이(가) 등록되어 있지 않았습니다.", f"'{actor}' was not registered on {day}."),
            Text("이력에서 언제부터 있었는지 보십시오.", "See in the history since when it has been."),
            id=actor,
        )
    snapshot = workspace.snapshot_at(revision)
    kinds, types = snapshot.kinds, snapshot.types
    links: dict[str, tuple[Node, ...]] = {}
    structural = snapshot.of_types(*workspace.ontology.structural_types)
    for edge in structural[snapshot.source[structural] == snapshot.position[node.id]].tolist():
        end = int(snapshot.target[edge])
        kind = kinds[int(snapshot.kind[end])]
        target = Node(str(snapshot.node_id[end]), kind, str(snapshot.name_ko[end]), str(snapshot.name_en[end]))
        name = types[int(snapshot.type[edge])]
        links[name] = (*links.get(name, ()), target)
    return Actor(visible_node(workspace, who, node), links)


def _count(workspace: Workspace, revision: int) -> int:
    return len(workspace.store.changed(revision, limit=MOST_COUNTED).items)


def _links(workspace: Workspace, records: Collection[str]) -> list[str]:
    """Return the ids of the links that go out from some records, or once did."""
    store = workspace.store
    present = {edge.id for edge in links_from(store, records, tuple(LINKS))}
    return sorted(present | store.former([link_id(link, record, "") for record in records for link in LINKS]))


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
