"""One open write transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from ecomap.domain.records import Change, Edge, Node
from ecomap.errors import Conflict
from ecomap.stores.contract import PutCounts, Writing
from ecomap.stores.sqlite_store.connections import READ_CACHE, WRITE_CACHE
from ecomap.stores.sqlite_store.edges import EdgeWriter
from ecomap.stores.sqlite_store.failures import translated
from ecomap.stores.sqlite_store.nodes import NodeWriter
from ecomap.stores.sqlite_store.reading import SqliteReading
from ecomap.stores.sqlite_store.rows import batches
from ecomap.stores.sqlite_store.words import Words
from graph_schema import Text

BATCH = 10_000
"""Records compared and written at once; memory is bounded by it."""


class SqliteWriting(SqliteReading, Writing):
    """A transaction that holds the write lock of its connection's file."""

    def __init__(self, connection: sqlite3.Connection, path: Path, change: Change) -> None:
        self._connection = connection
        self._path = path
        self._change = change
        self._before = last_revision(connection)
        self._refuse_twice(change)
        words = Words(connection)
        self._nodes = NodeWriter(connection, self._before + 1, words)
        self._edges = EdgeWriter(connection, self._before + 1, words)
        self._changed = False
        self._open = True

    def put_nodes(self, nodes: Iterable[Node]) -> PutCounts:
        counts = PutCounts()
        with self._verb():
            for batch in batches(nodes, BATCH):
                counts += self._nodes.put(batch)
            self._changed |= counts.created + counts.updated > 0
        return counts

    def put_edges(self, edges: Iterable[Edge]) -> PutCounts:
        counts = PutCounts()
        with self._verb():
            for batch in batches(edges, BATCH):
                counts += self._edges.put(batch)
            self._changed |= counts.created + counts.updated > 0
        return counts

    def remove_edges(self, ids: Collection[str]) -> int:
        with self._verb():
            gone = self._edges.remove(ids)
            self._changed |= gone > 0
        return gone

    def remove_nodes(self, ids: Collection[str]) -> int:
        with self._verb():
            self._edges.forget_nodes()
            gone = self._nodes.remove(ids)
            self._changed |= gone > 0
        return gone

    def commit(self) -> int:
        with self._verb():
            if self._changed:
                change = self._change
                at = datetime.now(UTC).isoformat(timespec="microseconds")
                row = (self._before + 1, change.id or uuid4().hex, at, change.who, change.reason, change.via)
                self._connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", row)
            self._connection.execute("COMMIT")
            self._open = False
        return self._before + self._changed

    @contextmanager
    def _verb(self) -> Iterator[None]:
        """Allow no verb after a commit, nor after one that failed and may have done half its work."""
        self._require_open()
        try:
            with translated(self._path):
                yield
        except BaseException:
            self._open = False
            raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._require_open()
        with translated(self._path):
            yield self._connection

    def _require_open(self) -> None:
        if not self._open:
            raise RuntimeError("this write transaction was committed, left, or spoilt by an error")

    def _refuse_twice(self, change: Change) -> None:
        if not change.id:
            return
        found = self._connection.execute("SELECT revision FROM change WHERE id = ?", (change.id,)).fetchone()
        if found:
            raise Conflict(
                Text(f"변경 '{change.id}'은(는) 이미 적용되었습니다.", f"The change '{change.id}' was applied before."),
                Text("새 변경이면 다른 식별자를 쓰십시오.", "Use another id if this is a new change."),
                id=change.id,
                revision=found[0],
            )


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
        transaction._open = False
        with translated(path):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA cache_size = {READ_CACHE}")


def last_revision(connection: sqlite3.Connection) -> int:
    """Return the number of the last committed change."""
    return int(connection.execute("SELECT ifnull(max(revision), 0) FROM change").fetchone()[0])
