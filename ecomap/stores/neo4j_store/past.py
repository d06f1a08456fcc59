"""Keeping what records were, and telling their history from it.

A state of a record that a change replaces or removes becomes an ``EcomapPast`` node with the revisions between which
it held. What came after it is the next state there or the present record, so nothing is stored twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.stores.batches import without
from ecomap.stores.contract import Page, Past
from ecomap.stores.neo4j_store.reading import store_uid, stored_edges
from ecomap.stores.neo4j_store.records import EDGE, NODE, relationship, to_edge, to_node, types
from ecomap.stores.neo4j_store.server import Runs, encodable, rows
from ecomap.stores.paging import checked_limit, page, seal, unseal
from ecomap.stores.record_text import family, from_record_json, record_json

Moment = tuple[int, str]
"""A revision and a family of records, ``node`` or ``edge``."""

_KEEP = """
UNWIND $states AS s CREATE (:EcomapPast {subject: s[0], family: s[1], since: s[2], until: s[3], record: s[4]})
"""
_PAST = "MATCH (p:EcomapPast {subject: $subject}) RETURN p.family, p.since, p.until, p.record"
_CHANGE = "c.revision, c.at, c.who, c.reason, c.via, c.id"
_CHANGES_OF = f"MATCH (c:EcomapChange) WHERE c.revision IN $revisions RETURN {_CHANGE}"
_CHANGES = f"""
MATCH (c:EcomapChange) WHERE c.revision < $revision RETURN {_CHANGE} ORDER BY c.revision DESC LIMIT $limit
"""
_ALL = "MATCH (p:EcomapPast) RETURN p.subject, p.family, p.since, p.until, p.record"
_ALL_CHANGES = f"MATCH (c:EcomapChange) RETURN {_CHANGE} ORDER BY c.revision"
_OF = """
MATCH (p:EcomapPast) WHERE p.subject IN $ids RETURN id(p), p.subject, p.family, p.record
"""
_FORMER = """
UNWIND $beginnings AS b MATCH (p:EcomapPast) WHERE p.subject STARTS WITH b RETURN DISTINCT p.subject
"""
_STRIP = "UNWIND $changed AS c MATCH (p) WHERE id(p) = c[0] SET p.record = c[1]"
_CHANGED_PAST = """
MATCH (p:EcomapPast) WHERE p.until = $revision OR p.since = $revision
RETURN p.subject, p.family, p.since, p.until, p.record
"""
_CHANGED_NODES = f"MATCH (n:Record) WHERE n._revision = $revision RETURN {NODE}"
_TOUCHED = "MATCH (n:Record) WHERE n._revision > $revision RETURN n.id"
_TOUCHED_PAST = "MATCH (p:EcomapPast) WHERE p.until > $revision RETURN p.subject, p.family, p.record"
_NEWEST = 2**62
_AT_ONCE = 10_000


def keep(transaction: Runs, revision: int, states: Iterable[tuple[Node | Edge, int]]) -> None:
    """Keep records as they were before this change, each with the revision at which it became so.

    A state that this same change made is not kept: nobody else has seen it.
    """
    add(transaction, (Past(record, since, revision) for record, since in states if since < revision))


def add(transaction: Runs, states: Iterable[Past]) -> None:
    """Add former states of records."""
    stream = ([p.record.id, family(p.record), p.since, p.until, record_json(p.record)] for p in states)
    while kept := list(islice(stream, _AT_ONCE)):
        rows(transaction, _KEEP, states=kept)


def read_past(transaction: Runs) -> Iterator[Past]:
    """Yield every former state of a record."""
    for subject, kind, since, until, record in transaction.run(_ALL):
        yield Past(from_record_json(subject, kind, record), since, until)


def read_history(transaction: Runs, subject: str, limit: int, cursor: str, shown: str) -> Page[HistoryEntry]:
    """Return a page of the changes of one record, newest first."""
    limit, uid = checked_limit(limit), store_uid(transaction, shown)
    revision, kind = unseal(uid, "history", cursor, start=[_NEWEST, ""])
    if not encodable([subject]):
        return Page(())
    before, after = _states(transaction, subject)
    moments = sorted((m for m in {*before, *after} if m < (revision, kind)), reverse=True)[: limit + 1]
    told = {row[0]: row for row in rows(transaction, _CHANGES_OF, revisions=[m[0] for m in moments])}

    def entry(moment: Moment) -> HistoryEntry:
        at, change = _change(told[moment[0]])
        return HistoryEntry(moment[0], at, change, subject, before.get(moment), after.get(moment))

    # A record edited outside ecomap may name no change; its history then lacks that part.
    known = [moment for moment in moments if moment[0] in told]
    return page(known, limit, entry, lambda moment: seal(uid, "history", list(moment)))


def read_former(transaction: Runs, beginnings: Collection[str]) -> frozenset[str]:
    """Return the ids of earlier states that begin with one of some texts."""
    return frozenset(row[0] for row in rows(transaction, _FORMER, beginnings=encodable(beginnings)))


def read_all_changes(transaction: Runs) -> Iterator[tuple[int, datetime, Change]]:
    """Yield every change, oldest first."""
    for row in transaction.run(_ALL_CHANGES):
        yield row[0], *_change(row.values())


def read_changes(transaction: Runs, limit: int, cursor: str, shown: str) -> Page[tuple[int, datetime, Change]]:
    """Return a page of the changes of the store, newest first."""
    limit, uid = checked_limit(limit), store_uid(transaction, shown)
    (revision,) = unseal(uid, "changes", cursor, start=[_NEWEST])
    found = rows(transaction, _CHANGES, revision=revision, limit=limit + 1)
    return page(found, limit, lambda row: (row[0], *_change(row)), lambda row: seal(uid, "changes", [row[0]]))


def strip(transaction: Runs, ids: Collection[str], properties: Collection[str]) -> set[str]:
    """Take properties out of former states; returns the ids of the records that had one of them."""
    found, changed = set(), []
    for key, subject, kind, text in rows(transaction, _OF, ids=encodable(ids)):
        record = from_record_json(subject, kind, text)
        if set(properties) & record.properties.keys():
            found.add(subject)
            changed.append([key, record_json(without(record, properties))])
    rows(transaction, _STRIP, changed=changed)
    return found


def read_changed(transaction: Runs, revision: int, limit: int, cursor: str, shown: str) -> Page[HistoryEntry]:
    """Return a page of what one change did, in order of the records' ids."""
    limit, uid = checked_limit(limit), store_uid(transaction, shown)
    start = unseal(uid, "changed", cursor, start=["", ""])
    told = rows(transaction, _CHANGES_OF, revisions=[revision])
    if not told:
        return Page(())
    at, change = _change(told[0])
    before, after = _parts(transaction, revision)
    keys = sorted(key for key in {*before, *after} if list[str | int | float](key) > start)[: limit + 1]

    def entry(key: tuple[str, str]) -> HistoryEntry:
        return HistoryEntry(revision, at, change, key[0], before.get(key), after.get(key))

    return page(keys, limit, entry, lambda key: seal(uid, "changed", list(key)))


def read_touched(transaction: Runs, revision: int, links: Collection[str]) -> frozenset[str]:
    """Return the ids of the nodes that changed after a revision, or from which an edge of some types did."""
    found = {row[0] for row in rows(transaction, _TOUCHED, revision=revision)}
    for link in links:
        cypher = f"MATCH (n:Record)-[r:{relationship(link)}]->() WHERE r._revision > $revision RETURN n.id"
        found |= {row[0] for row in rows(transaction, cypher, revision=revision)}
    for subject, kind, text in rows(transaction, _TOUCHED_PAST, revision=revision):
        record = from_record_json(subject, kind, text)
        if isinstance(record, Node):
            found.add(subject)
        elif record.type in links:
            found.add(record.source)
    return frozenset(found)


def _parts(
    transaction: Runs, revision: int
) -> tuple[dict[tuple[str, str], Node | Edge], dict[tuple[str, str], Node | Edge]]:
    """Return what records were before and after one revision, by id and family."""
    before: dict[tuple[str, str], Node | Edge] = {}
    after: dict[tuple[str, str], Node | Edge] = {}
    for subject, kind, since, _, text in rows(transaction, _CHANGED_PAST, revision=revision):
        (after if since == revision else before)[subject, kind] = from_record_json(subject, kind, text)
    for row in rows(transaction, _CHANGED_NODES, revision=revision):
        after[row[0], "node"] = to_node(row)
    for type_ in types():
        cypher = f"MATCH (:Record)-[r:{type_}]->(:Record) WHERE r._revision = $revision RETURN {EDGE}"
        after |= {(row[0], "edge"): to_edge(row) for row in rows(transaction, cypher, revision=revision)}
    return before, after


def _states(transaction: Runs, subject: str) -> tuple[dict[Moment, Node | Edge], dict[Moment, Node | Edge]]:
    """Return what a record was before and after each of its moments."""
    before: dict[Moment, Node | Edge] = {}
    after: dict[Moment, Node | Edge] = {}
    for kind, since, until, text in rows(transaction, _PAST, subject=subject):
        before[until, kind] = after[since, kind] = from_record_json(subject, kind, text)
    for row in rows(transaction, f"MATCH (n:Record {{id: $id}}) RETURN {NODE}", id=subject):
        after[row[2].get("_revision", 0), "node"] = to_node(row)
    for row in stored_edges(transaction, list(types().values()), [subject]):
        after[row[6], "edge"] = to_edge(row)
    return before, after


def _change(row: list[Any]) -> tuple[datetime, Change]:
    return datetime.fromisoformat(row[1]), Change(*row[2:6])
