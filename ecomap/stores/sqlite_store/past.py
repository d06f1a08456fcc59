"""Keeping what records were, and telling their history from it.

A state of a record that a change replaces or removes goes to ``past`` with the revisions between which it held.
What came after it is the next state there or the present record, so nothing is stored twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.stores.batches import without
from ecomap.stores.contract import Page, Past
from ecomap.stores.paging import checked_limit, page, seal, unseal
from ecomap.stores.record_text import family, from_record_json, record_json
from ecomap.stores.sqlite_store.reading import store_uid
from ecomap.stores.sqlite_store.rows import EDGE, NODE, listed, to_edge, to_node

_HISTORY = """
WITH state (family, since, until, record) AS (
    SELECT family, since, until, record FROM past WHERE subject = :subject
    UNION ALL SELECT 'node', revision, NULL, NULL FROM node WHERE id = :subject
    UNION ALL SELECT 'edge', revision, NULL, NULL FROM edge WHERE id = :subject
), moment (family, revision) AS (
    SELECT family, since FROM state
    UNION SELECT family, until FROM state WHERE until IS NOT NULL
)
SELECT m.revision, m.family, c.at, c.who, c.reason, c.via, c.id, b.record, a.record, a.since
FROM moment m
JOIN change c ON c.revision = m.revision
LEFT JOIN state b ON b.family = m.family AND b.until = m.revision
LEFT JOIN state a ON a.family = m.family AND a.since = m.revision
WHERE (m.revision, m.family) < (:revision, :family)
ORDER BY m.revision DESC, m.family DESC
LIMIT :limit
"""
_FORMER = "SELECT DISTINCT subject FROM past WHERE subject >= ? AND subject < ?"
_CHANGES = """
SELECT revision, at, who, reason, via, id FROM change WHERE revision < ? ORDER BY revision DESC LIMIT ?
"""
_ALL_CHANGES = "SELECT revision, at, who, reason, via, id FROM change ORDER BY revision"
_PAST = "SELECT subject, family, since, until, record FROM past"
_CHANGED = """
WITH moment (subject, family) AS (
    SELECT subject, family FROM past WHERE until = :revision OR since = :revision
    UNION SELECT id, 'node' FROM node WHERE revision = :revision
    UNION SELECT id, 'edge' FROM edge WHERE revision = :revision
)
SELECT m.subject, m.family, b.record, a.record,
       CASE m.family WHEN 'node' THEN EXISTS (SELECT 1 FROM node WHERE id = m.subject AND revision = :revision)
       ELSE EXISTS (SELECT 1 FROM edge WHERE id = m.subject AND revision = :revision) END
FROM moment m
LEFT JOIN past b ON b.subject = m.subject AND b.family = m.family AND b.until = :revision
LEFT JOIN past a ON a.subject = m.subject AND a.family = m.family AND a.since = :revision
WHERE (m.subject, m.family) > (:subject, :family)
ORDER BY m.subject, m.family
LIMIT :limit
"""
# The past keeps an edge as a list that begins with type and source.
_TOUCHED = """
SELECT id FROM node WHERE revision > :revision
UNION SELECT subject FROM past WHERE family = 'node' AND until > :revision
UNION SELECT s.id FROM edge e JOIN word t ON t.key = e.type JOIN node s ON s.key = e.source
      WHERE e.revision > :revision AND t.text IN (SELECT value FROM json_each(:links))
UNION SELECT record ->> 1 FROM past WHERE family = 'edge' AND until > :revision
      AND record ->> 0 IN (SELECT value FROM json_each(:links))
"""
_ONE_CHANGE = "SELECT at, who, reason, via, id FROM change WHERE revision = ?"
_IN = "IN (SELECT value FROM json_each(?))"
_OF = f"SELECT key, subject, family, record FROM past WHERE subject {_IN}"
_NEWEST = 2**62


def keep(connection: sqlite3.Connection, revision: int, states: Iterable[tuple[Node | Edge, int]]) -> None:
    """Keep records as they were before this change, each with the revision at which it became so.

    A state that this same change made is not kept: nobody else has seen it.
    """
    add(connection, (Past(record, since, revision) for record, since in states if since < revision))


def add(connection: sqlite3.Connection, states: Iterable[Past]) -> None:
    """Add former states of records."""
    connection.executemany(
        "INSERT INTO past (subject, family, since, until, record) VALUES (?, ?, ?, ?, ?)",
        ((p.record.id, family(p.record), p.since, p.until, record_json(p.record)) for p in states),
    )


def read_past(connection: sqlite3.Connection) -> Iterator[Past]:
    """Yield every former state of a record."""
    for subject, kind, since, until, record in connection.execute(_PAST):
        yield Past(from_record_json(subject, kind, record), since, until)


def read_history(connection: sqlite3.Connection, subject: str, limit: int, cursor: str) -> Page[HistoryEntry]:
    """Return a page of the changes of one record, newest first."""
    limit, uid = checked_limit(limit), store_uid(connection)
    revision, kind = unseal(uid, "history", cursor, start=[_NEWEST, ""])
    parameters = {"subject": subject, "revision": revision, "family": kind, "limit": limit + 1}
    rows = connection.execute(_HISTORY, parameters).fetchall()
    present: dict[str, list[Node] | list[Edge]] = {
        "node": [to_node(row) for row in connection.execute(f"{NODE} WHERE n.id = ?", (subject,))],
        "edge": [to_edge(row) for row in connection.execute(f"{EDGE} WHERE e.id = ?", (subject,))],
    }

    def entry(row: tuple[Any, ...]) -> HistoryEntry:
        revision, kind, at, *change, before, after, since = row
        return HistoryEntry(
            revision,
            datetime.fromisoformat(at),
            Change(*change),
            subject,
            from_record_json(subject, kind, before) if before else None,
            from_record_json(subject, kind, after) if after else (present[kind][0] if since else None),
        )

    return page(rows, limit, entry, lambda row: seal(uid, "history", [row[0], row[1]]))


def read_former(connection: sqlite3.Connection, beginnings: Collection[str]) -> frozenset[str]:
    """Return the ids of earlier states that begin with one of some texts."""
    found: set[str] = set()
    for text in beginnings:
        # No text sorts behind its own beginning followed by the last character there is.
        asked = (text, text + chr(0x10FFFF))
        found.update(row[0] for row in connection.execute(_FORMER, asked))
    return frozenset(found)


def read_all_changes(connection: sqlite3.Connection) -> Iterator[tuple[int, datetime, Change]]:
    """Yield every change, oldest first."""
    for revision, at, *change in connection.execute(_ALL_CHANGES):
        yield revision, datetime.fromisoformat(at), Change(*change)


def read_changes(connection: sqlite3.Connection, limit: int, cursor: str) -> Page[tuple[int, datetime, Change]]:
    """Return a page of the changes of the store, newest first."""
    limit, uid = checked_limit(limit), store_uid(connection)
    (revision,) = unseal(uid, "changes", cursor, start=[_NEWEST])
    rows = connection.execute(_CHANGES, (revision, limit + 1)).fetchall()
    return page(
        rows,
        limit,
        lambda row: (row[0], datetime.fromisoformat(row[1]), Change(*row[2:])),
        lambda row: seal(uid, "changes", [row[0]]),
    )


def strip(connection: sqlite3.Connection, ids: Collection[str], properties: Collection[str]) -> set[str]:
    """Take properties out of former states; returns the ids of the records that had one of them."""
    found, changed = set(), []
    for key, subject, kind, text in connection.execute(_OF, (listed(ids),)):
        record = from_record_json(subject, kind, text)
        if set(properties) & record.properties.keys():
            found.add(subject)
            changed.append((record_json(without(record, properties)), key))
    connection.executemany("UPDATE past SET record = ? WHERE key = ?", changed)
    return found


def read_changed(connection: sqlite3.Connection, revision: int, limit: int, cursor: str) -> Page[HistoryEntry]:
    """Return a page of what one change did, in order of the records' ids."""
    limit, uid = checked_limit(limit), store_uid(connection)
    subject, kind = unseal(uid, "changed", cursor, start=["", ""])
    asked = {"revision": revision, "subject": subject, "family": kind, "limit": limit + 1}
    rows = connection.execute(_CHANGED, asked).fetchall()
    ids = listed([row[0] for row in rows])
    present: dict[tuple[str, str], Node | Edge] = {
        **{(row[0], "node"): to_node(row) for row in connection.execute(f"{NODE} WHERE n.id {_IN}", (ids,))},
        **{(row[0], "edge"): to_edge(row) for row in connection.execute(f"{EDGE} WHERE e.id {_IN}", (ids,))},
    }
    told = connection.execute(_ONE_CHANGE, (revision,)).fetchone()

    def entry(row: tuple[Any, ...]) -> HistoryEntry:
        subject, kind, before, after, made_now = row
        return HistoryEntry(
            revision,
            datetime.fromisoformat(told[0]),
            Change(*told[1:]),
            subject,
            from_record_json(subject, kind, before) if before else None,
            from_record_json(subject, kind, after) if after else (present[subject, kind] if made_now else None),
        )

    return page(rows, limit, entry, lambda row: seal(uid, "changed", [row[0], row[1]]))


def read_touched(connection: sqlite3.Connection, revision: int, links: Collection[str]) -> frozenset[str]:
    """Return the ids of the nodes that changed after a revision, or from which an edge of some types did."""
    asked = {"revision": revision, "links": listed(links)}
    return frozenset(row[0] for row in connection.execute(_TOUCHED, asked))
