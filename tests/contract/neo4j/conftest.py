"""A store on the shared server, the driver beside it, and one server that tests may kill."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from ecomap.stores.neo4j_store import Neo4jStore
from ecomap.stores.neo4j_store.address import parse
from scripts.neo4j_server import Server
from tests.support.neo4j_servers import JAVA, SETTINGS, claim

Ask = Callable[..., list[dict[str, Any]]]


def asking(url: str) -> tuple[neo4j.Driver, Ask]:
    """Return a driver of one's own, as another program has it, and a function that runs a statement with it."""
    address = parse(url)
    driver = neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password))

    def ask(cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        with driver.session() as session:
            return session.run(cypher, parameters).data()

    return driver, ask


@pytest.fixture
def url(tmp_path: Path) -> str:
    return claim(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Neo4jStore]:
    store = Neo4jStore(parse(url), timeout=0.3, notice=0)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def ask(url: str) -> Iterator[Ask]:
    driver, ask = asking(url)
    yield ask
    driver.close()


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server of this module alone, which its tests stop, kill and start again."""
    with tempfile.TemporaryDirectory(prefix="ecomap-neo4j-own-") as folder:
        server = Server(Path(folder), heap="3g", settings=SETTINGS, java=JAVA).start()
        yield server
        server.stop(kill=True)
