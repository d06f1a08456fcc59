"""Real Neo4j servers for the tests: one that tests may empty, one that holds the demo ecosystem.

Each has a home of its own in a temporary folder and is started once, when the first test needs it. A server that
cannot be started fails the tests that need it; none is skipped.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import neo4j

from scripts.neo4j_server import Server

# They live for minutes: a thorough compiler and many threads would cost more than they save.
JAVA = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# Servers end transactions that are over their time only when they look; tests do not wait for two seconds.
SETTINGS = {"db.transaction.monitor.check.interval": "100ms"}


@cache
def server(name: str) -> Server:
    """Return the running server of a name."""
    home = Path(tempfile.mkdtemp(prefix=f"ecomap-neo4j-{name}-"))
    started = Server(home, heap="1g", settings=SETTINGS, java=JAVA)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(started.stop, kill=True)
    return started.start()


_claimed: dict[str, Path] = {}


def claim(folder: Path, name: str = "scratch") -> str:
    """Return the address of a server that is this folder's register; emptied when another folder had it before."""
    url = server(name).url
    if _claimed.get(name) != folder:
        empty(url)
        _claimed[name] = folder
    return url


def empty(url: str) -> None:
    """Delete all data; constraints and indexes stay, which migrations find in place."""
    user, _, rest = url.removeprefix("bolt://").partition(":")
    password, _, host = rest.partition("@")
    with (
        neo4j.GraphDatabase.driver(f"bolt://{host.partition('/')[0]}", auth=(user, password)) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
