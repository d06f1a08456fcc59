"""The schema's version: ordered migrations, each in one transaction with its entry in the ledger."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from ecomap.errors import StoreBusy
from ecomap.stores.sqlite_store.failures import too_new, translated, unavailable, unmigrated
from graph_schema import Text

APPLICATION_ID = 0x65636F6D
"""``ecom`` in ASCII: tells our files from other programs' databases."""

_LEDGER = """
CREATE TABLE IF NOT EXISTS migration (
    name TEXT PRIMARY KEY,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) WITHOUT ROWID
"""


@cache
def migrations() -> dict[str, str]:
    """Return the text of every migration by name, in the order in which they apply."""
    folder = files("ecomap.stores.sqlite_store").joinpath("migrations")
    found = (item for item in folder.iterdir() if item.name.endswith(".sql"))
    return {item.name: item.read_text(encoding="utf-8") for item in sorted(found, key=lambda item: item.name)}


def verify(connection: sqlite3.Connection, path: Path) -> None:
    """Return if the store has exactly this program's schema.

    Raises
    ------
    SchemaMismatch
        If a migration is missing, or one is unknown.
    """
    if migrations().keys() - applied(connection, path).keys():
        raise unmigrated(path)


def use_log(connection: sqlite3.Connection, path: Path, timeout: float) -> None:
    """Put the file into write-ahead logging, which it remembers.

    The switch does not wait for others by itself, so two processes that set up one file try again.

    Raises
    ------
    StoreUnavailable
        If the file is another program's database.
    """
    _require_ours(connection, path)
    end = time.monotonic() + timeout
    while True:
        try:
            with translated(path):
                connection.execute("PRAGMA journal_mode = WAL")
        except StoreBusy:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def migrate(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Apply the migrations that are missing and return their names.

    Two processes may do this at once: each migration takes the write lock before it looks at the ledger.

    Raises
    ------
    SchemaMismatch
        If the store has a migration that this program does not know.
    StoreUnavailable
        If the file is another program's database.
    """
    done = []
    for name, script in migrations().items():
        connection.execute("BEGIN IMMEDIATE")
        try:
            _require_ours(connection, path)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(_LEDGER)
            if name not in applied(connection, path):
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute("INSERT INTO migration (name) VALUES (?)", (name,))
                done.append(name)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return tuple(done)


def applied(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Return when each migration was applied, by name; raises `SchemaMismatch` if one is unknown."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'migration'").fetchone():
        return {}
    found = dict(connection.execute("SELECT name, at FROM migration"))
    if unknown := sorted(found.keys() - migrations().keys()):
        raise too_new(path, unknown)
    return found


def status(connection: sqlite3.Connection, path: Path) -> tuple[tuple[str, str], ...]:
    """Return every migration in order with the time when it was applied, empty if it was not."""
    _require_ours(connection, path)
    found = applied(connection, path)
    return tuple((name, found.get(name, "")) for name in migrations())


def _require_ours(connection: sqlite3.Connection, path: Path) -> None:
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not ours and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise unavailable(
            path,
            Text("다른 프로그램의 SQLite 파일입니다", "it is the SQLite file of another program"),
            Text("ECOMAP_STORE에 다른 경로를 적으십시오.", "Name another path in ECOMAP_STORE."),
        )


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit what is open, and with it half a migration.
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
