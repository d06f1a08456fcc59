"""The embedded store."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path

from ecomap.domain.records import Change, HistoryEntry, Node
from ecomap.errors import SettingError
from ecomap.snapshot import Snapshot
from ecomap.stores.contract import LOADING, ApiKey, Contents, NodeQuery, Page, Store, StoreInfo
from ecomap.stores.sqlite_store import keys, papers, past, queries, schema
from ecomap.stores.sqlite_store.connections import Connections, open_file
from ecomap.stores.sqlite_store.failures import translated, unavailable
from ecomap.stores.sqlite_store.reading import SqliteReading, store_uid
from ecomap.stores.sqlite_store.rows import EDGE, NODE, to_edge, to_node
from ecomap.stores.sqlite_store.snapshots import read_snapshot
from ecomap.stores.sqlite_store.writing import SqliteWriting, last_revision, writing
from graph_schema import Text

TIMEOUT = 10.0
_PREFIX = "sqlite:///"


def open_sqlite(url: str) -> SqliteStore:
    """Return the store that an address names, without touching the file.

    Parameters
    ----------
    url : str
        ``sqlite:///relative/path.db`` or ``sqlite:////absolute/path.db``.

    Raises
    ------
    SettingError
        If the address names no file.
    """
    name = url.removeprefix(_PREFIX)
    if name == url or name in ("", ":memory:") or "\0" in name:
        raise SettingError(
            Text(f"저장소 주소 '{url}'에 파일 경로가 없습니다.", f"The store address '{url}' names no file."),
            Text(
                "예: sqlite:///ecomap-data/ecomap.db, 절대 경로는 sqlite:////srv/ecomap.db",
                "Examples: sqlite:///ecomap-data/ecomap.db, or with an absolute path sqlite:////srv/ecomap.db",
            ),
            field="ECOMAP_STORE",
            value=url,
        )
    return SqliteStore(name)


class SqliteStore(SqliteReading, Store):
    """One SQLite file that several threads and processes read while one writes.

    Parameters
    ----------
    path : str or Path
        The file; `migrate` makes it, nothing else does.
    timeout : float
        Seconds that a write waits for another writer before it raises `StoreBusy`.
    """

    def __init__(self, path: str | Path, *, timeout: float = TIMEOUT) -> None:
        self.path = Path(path)
        self._timeout = timeout
        self._connections = Connections(self.path, timeout)

    def describe(self) -> StoreInfo:
        with self._reading() as connection:
            revision = last_revision(connection)
            return StoreInfo("sqlite", str(self.path), store_uid(connection), revision, str(revision))

    def migrate(self) -> tuple[str, ...]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(self.path, Text(str(error), str(error))) from error
        with translated(self.path), closing(open_file(self.path, self._timeout, create=True)) as connection:
            schema.use_log(connection, self.path, self._timeout)
            return schema.migrate(connection, self.path)

    def migrations(self) -> Sequence[tuple[str, str]]:
        if not self.path.exists():
            return tuple((name, "") for name in schema.migrations())
        with translated(self.path), closing(open_file(self.path, self._timeout)) as connection:
            return schema.status(connection, self.path)

    def check(self) -> None:
        with self._reading() as connection:
            schema.verify(connection, self.path)
            store_uid(connection)

    def revision(self) -> int:
        with self._reading() as connection:
            return last_revision(connection)

    def find_nodes(self, query: NodeQuery) -> Page[Node]:
        with self._reading() as connection:
            find = queries.search_nodes if query.text.strip() else queries.list_nodes
            return find(connection, query)

    def count_nodes(self, query: NodeQuery) -> int:
        with self._reading() as connection:
            return queries.count_nodes(connection, query)

    def counts(self) -> Mapping[str, int]:
        with self._reading() as connection:
            return queries.count_records(connection)

    def history(self, subject: str, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        with self._reading() as connection:
            return past.read_history(connection, subject, limit, cursor)

    def former(self, beginnings: Collection[str]) -> frozenset[str]:
        with self._reading() as connection:
            return past.read_former(connection, beginnings)

    def changed(self, revision: int, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        with self._reading() as connection:
            return past.read_changed(connection, revision, limit, cursor)

    def touched(self, revision: int, links: Collection[str]) -> tuple[int, frozenset[str]]:
        with self._reading() as connection:
            return last_revision(connection), past.read_touched(connection, revision, links)

    def changes(self, *, limit: int = 50, cursor: str = "") -> Page[tuple[int, datetime, Change]]:
        with self._reading() as connection:
            return past.read_changes(connection, limit, cursor)

    def snapshot(self) -> Snapshot:
        with self._reading() as connection:
            return read_snapshot(connection)

    def write(self, change: Change) -> AbstractContextManager[SqliteWriting]:
        return self._write(change)

    def put_key(self, key: ApiKey) -> None:
        with self._connections.borrow() as connection, translated(self.path):
            keys.put_key(connection, key)

    def keys(self) -> Sequence[ApiKey]:
        with self._reading() as connection:
            return keys.read_keys(connection)

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        with self._reading() as connection:
            nodes, edges = connection.execute(NODE), connection.execute(EDGE)
            yield Contents(
                keys=keys.read_keys(connection),
                papers=papers.everything(connection),
                changes=past.read_all_changes(connection),
                nodes=((to_node(row), row[6]) for row in nodes),
                edges=((to_edge(row), row[12]) for row in edges),
                past=past.read_past(connection),
            )

    def load(self, contents: Contents) -> None:
        with self._write(LOADING) as transaction:
            transaction.load(contents)

    def close(self) -> None:
        self._connections.close()

    @contextmanager
    def _write(self, change: Change) -> Iterator[SqliteWriting]:
        with self._connections.borrow() as connection, writing(connection, self.path, change) as transaction:
            yield transaction

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._connections.borrow() as connection, translated(self.path):
            connection.execute("BEGIN")
            yield connection
