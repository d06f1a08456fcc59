"""Every test of this folder runs on each store in `STORES`.

A factory takes a folder of its own and returns a store that nobody has migrated yet; called again with the same
folder it returns a second handle on the same register, as another process would have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ecomap.stores.contract import Store
from ecomap.stores.neo4j_store import Neo4jStore
from ecomap.stores.neo4j_store.address import parse
from ecomap.stores.sqlite_store import SqliteStore
from tests.support.neo4j_servers import claim

Factory = Callable[[Path], Store]

STORES: dict[str, Factory] = {
    "neo4j": lambda folder: Neo4jStore(parse(claim(folder)), timeout=0.3),
    "sqlite": lambda folder: SqliteStore(folder / "register.db", timeout=0.2),
}


@pytest.fixture
def open_handle(backend: str, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Return a function that opens the test's register once more."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(STORES[backend](tmp_path))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def fresh(open_handle: Callable[[], Store]) -> Store:
    """Return a store that is not migrated."""
    return open_handle()


@pytest.fixture
def store(fresh: Store, backend: str) -> Store:
    """Return an empty, migrated store, which is the one that the test is named after."""
    fresh.migrate()
    assert fresh.describe().backend == backend
    return fresh
