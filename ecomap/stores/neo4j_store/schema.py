"""Bringing a database's schema up to date, with a ledger in the database."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from ecomap.errors import StoreBusy, StoreError
from ecomap.stores.neo4j_store.failures import too_new, translated, unmigrated
from ecomap.stores.neo4j_store.server import Runs, Server, rows
from graph_schema import UnknownMigration
from graph_schema.migrator import LOCK_STATEMENT, Migration, migrations, missing

_LEDGER = "MATCH (m:EcomapMigration) RETURN m.name, m.digest, m.at"
_NOTE = "MERGE (m:EcomapMigration {name: $name}) SET m.digest = $digest, m.at = $at"
_LOCK = "MERGE (l:EcomapLock {name: 'migrate'}) SET l.held = $at"
_ATTEMPTS = 20
INDEX_LIMIT = 600


def applied(transaction: Runs) -> dict[str, tuple[str, str]]:
    """Return digest and time of every migration in the ledger, by name."""
    return {name: (digest, at) for name, digest, at in rows(transaction, _LEDGER)}


def pending(transaction: Runs, shown: str) -> tuple[Migration, ...]:
    """Return the migrations that the ledger lacks; raises `SchemaMismatch` if it has unknown ones."""
    try:
        return missing({name: digest for name, (digest, _) in applied(transaction).items()})
    except UnknownMigration as error:
        raise too_new(shown, error.names) from error


def verify(transaction: Runs, shown: str) -> None:
    """Return if the database has exactly this program's schema; raises `SchemaMismatch` otherwise."""
    if pending(transaction, shown):
        raise unmigrated(shown)


def migrate(server: Server) -> tuple[str, ...]:
    """Apply the migrations that are missing and return their names.

    Several programs may do it at once: one holds a lock while it works, the others wait for it.
    """
    done: list[str] = []
    _patiently(lambda: server.run(LOCK_STATEMENT))
    with server.begin() as lock:
        with translated(server.shown):
            lock.run(_LOCK, {"at": _now()}).consume()
        for migration in server.read(lambda transaction: pending(transaction, server.shown)):
            _apply(server, migration)
            done.append(migration.name)
    return tuple(done)


def status(server: Server) -> tuple[tuple[str, str], ...]:
    """Return the name of every migration and when it was applied, empty text for one that is missing."""
    found = server.read(applied)
    server.read(lambda transaction: pending(transaction, server.shown))
    return tuple(
        (migration.name, found[migration.name][1] if found.get(migration.name, ("",))[0] == migration.digest else "")
        for migration in migrations()
    )


def _apply(server: Server, migration: Migration) -> None:
    for statement in migration.statements:
        _patiently(lambda statement=statement: server.run(statement))  # type: ignore[misc]
    server.run("CALL db.awaitIndexes($limit)", limit=INDEX_LIMIT)
    server.run(_NOTE, name=migration.name, digest=migration.digest, at=_now())


def _patiently(work: Callable[[], object]) -> None:
    """Do a schema statement again while another program's gets in its way."""
    for attempt in range(_ATTEMPTS):
        try:
            work()
        except StoreBusy:
            if attempt == _ATTEMPTS - 1:
                raise
        except StoreError as error:
            if "AlreadyExists" in str(error):  # it lost a race: what it wants is there
                return
            raise
        else:
            return
        time.sleep(0.1 * (attempt + 1))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
