"""One open write transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.stores.batches import BatchWriting
from ecomap.stores.contract import Contents
from ecomap.stores.refusals import applied_before
from ecomap.stores.sqlite_store import keys, papers, past
from ecomap.stores.sqlite_store.connections import READ_CACHE, WRITE_CACHE
from ecomap.stores.sqlite_store.edges import EdgeWriter
from ecomap.stores.sqlite_store.failures import translated
from ecomap.stores.sqlite_store.nodes import NodeWriter
from ecomap.stores.sqlite_store.reading import SqliteReading
from ecomap.stores.sqlite_store.words import Words


class SqliteWriting(SqliteReading, BatchWriting):
    """A transaction that holds the write lock of its connection's file."""

    def __init__(self, connection: sqlite3.Connection, path: Path, change: Change) -> None:
        self._connection = connection
        self._path = path
        self._change = change
        before, words = last_revision(connection), Words(connection)
        self._refuse_twice(change)
        nodes = NodeWriter(connection, before + 1, words)
        super().__init__(nodes, EdgeWriter(connection, before + 1, words), before)

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self._path)

    def _finish(self) -> None:
        if self._changed:
            self._note(self._before + 1, datetime.now(UTC), self._change)
        self._connection.execute("COMMIT")

    def _note(self, revision: int, at: datetime, change: Change) -> None:
        moment = at.astimezone(UTC).isoformat(timespec="microseconds")
        row = (revision, change.id or uuid4().hex, moment, change.who, change.reason, change.via)
        self._connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", row)

    def _put_papers(self, wanted: Iterable[Paper]) -> None:
        papers.put(self._connection, wanted)

    def _remove_papers(self, kind: str, ids: Collection[str]) -> int:
        return papers.remove(self._connection, kind, ids)

    def _strip_past(self, ids: Collection[str], properties: Collection[str]) -> set[str]:
        return past.strip(self._connection, ids, properties)

    def _is_empty(self) -> bool:
        return not self._connection.execute("SELECT EXISTS (SELECT 1 FROM node)").fetchone()[0]

    def _finish_load(self, contents: Contents) -> None:
        for key in contents.keys:
            keys.put_key(self._connection, key)
        papers.load(self._connection, contents.papers)
        for revision, at, change in contents.changes:
            self._note(revision, at, change)
        past.add(self._connection, contents.past)
        self._connection.execute("COMMIT")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._require_open()
        with translated(self._path):
            yield self._connection

    def _refuse_twice(self, change: Change) -> None:
        if not change.id:
            return
        found = self._connection.execute("SELECT revision FROM change WHERE id = ?", (change.id,)).fetchone()
        if found:
            raise applied_before(change.id, found[0])


@contextmanager
def writing(connection: sqlite3.Connection, path: Path, change: Change) -> Iterator[SqliteWriting]:
    """Open a transaction on a connection and undo it at the end unless it was committed."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA cache_size = {WRITE_CACHE}")
        transaction = SqliteWriting(connection, path, change)
    try:
        yield transaction
    finally:
        transaction.leave()
        with translated(path):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA cache_size = {READ_CACHE}")


def last_revision(connection: sqlite3.Connection) -> int:
    """Return the number of the last committed change."""
    return int(connection.execute("SELECT ifnull(max(revision), 0) FROM change").fetchone()[0])
