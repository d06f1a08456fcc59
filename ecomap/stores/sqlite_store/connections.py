"""Opening the file, and the connections kept open to it.

A connection serves one caller at a time and goes back to the pool afterwards, so there are as many as callers
at once, whatever threads they come from. Reading does not wait for writing: the journal is a write-ahead log.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ecomap.stores.sqlite_store import schema
from ecomap.stores.sqlite_store.failures import translated, unavailable, unmigrated
from graph_schema import Text

READ_CACHE = -4_000
WRITE_CACHE = -64_000
"""Page cache of a connection in KiB (negative by SQLite's convention)."""

# FULL syncs the log at every commit, so that an acknowledged change survives a power cut and not only the death
# of the process, for which NORMAL would do. A change to a register is worth the few milliseconds.
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA journal_size_limit = 67108864",
    f"PRAGMA cache_size = {READ_CACHE}",
)


def open_file(path: Path, timeout: float, *, create: bool = False) -> sqlite3.Connection:
    """Open a connection in autocommit mode, which lets us say where transactions begin and end.

    Parameters
    ----------
    path : Path
    timeout : float
        Seconds to wait for another writer.
    create : bool
        Whether to make the file where it is missing.
    """
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


class Connections:
    """The open connections to one file; safe between threads, and after a fork."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self._idle: list[sqlite3.Connection] = []
        self._guard = Lock()
        self._owner = self._state()
        self._abandoned: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def borrow(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to a store with this program's schema; open transactions are undone on return.

        Raises
        ------
        StoreUnavailable, SchemaMismatch
        """
        with translated(self.path):
            connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close what is idle; what is lent is closed on return."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise unavailable(self.path, Text("이미 닫았습니다", "it was closed"))
            self._forget_others()
            if self._idle:
                return self._idle.pop()
        self._require_file()
        connection = open_file(self.path, self.timeout)
        try:
            schema.verify(connection, self.path)
        except BaseException:
            connection.close()
            raise
        return connection

    def _require_file(self) -> None:
        try:
            self.path.stat()
        except FileNotFoundError as error:
            raise unmigrated(self.path) from error
        except OSError as error:
            raise unavailable(self.path, Text(str(error), str(error))) from error

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
            return
        with self._guard:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    def _forget_others(self) -> None:
        """Drop connections to a file that was replaced, and those that a parent process opened."""
        state = self._state()
        if state == self._owner:
            return
        if state[0] == self._owner[0]:
            for connection in self._idle:
                connection.close()
        else:
            # Closing a connection that came through a fork would drop the parent's locks on the file.
            self._abandoned += self._idle
        self._idle = []
        self._owner = state

    def _state(self) -> tuple[int, int]:
        try:
            return os.getpid(), self.path.stat().st_ino
        except OSError:
            return os.getpid(), 0
