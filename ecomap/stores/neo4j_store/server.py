"""The connection to a server: one driver a process, transactions that read, transactions that write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, Protocol, TypeVar

import neo4j
from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase

from ecomap.stores.neo4j_store.address import Address
from ecomap.stores.neo4j_store.failures import translated, unavailable
from graph_schema import Text

CONNECT_LIMIT = 5.0
RETRY_LIMIT = 3.0
READ_LIMIT = 120.0
WRITE_LIMIT = 3600.0
"""Seconds: to connect, to retry a read, for one read, and for one write transaction."""

Answer = TypeVar("Answer")
Rows = list[list[Any]]


class Runs(Protocol):
    """A transaction of the driver, managed or not."""

    def run(self, query: str, parameters: dict[str, Any] | None = None) -> neo4j.Result:
        """Run one statement."""


def rows(transaction: Runs, cypher: str, **parameters: Any) -> Rows:
    """Run one statement and return its rows.

    The text is put together from literals and from labels, types and property names of the ontology only; all
    that comes from outside is a parameter.
    """
    return transaction.run(cypher, parameters).values()


def encodable(texts: Iterable[str]) -> list[str]:
    """Return the texts that can be sent; no stored text is one of the others."""
    return [text for text in texts if text.isascii() or _is_unicode(text)]


class Server:
    """One database of one server; safe between threads, and after a fork."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.shown = address.shown
        self._guard = Lock()
        self._driver: neo4j.Driver | None = None
        self._owner = 0
        self._closed = False
        # What a process has written it reads next, whichever member of a cluster answers.
        self._bookmarks = GraphDatabase.bookmark_manager()

    def read(self, work: Callable[[Runs], Answer]) -> Answer:
        """Run work in a read transaction, again where a passing fault spoils it."""
        return self.read_marked(work)[0]

    def read_marked(self, work: Callable[[Runs], Answer]) -> tuple[Answer, str]:
        """Run work likewise and return its answer with the server's mark of the newest transaction it saw.

        The mark is equal as long as nobody commits a change to the database, whatever the program.
        """
        with translated(self.shown), self._session(READ_ACCESS) as session:
            answer = session.execute_read(neo4j.unit_of_work(timeout=READ_LIMIT)(work))
            return answer, ",".join(sorted(session.last_bookmarks().raw_values))

    @contextmanager
    def begin(self, *, write: bool = True, limit: float = WRITE_LIMIT) -> Iterator[neo4j.Transaction]:
        """Open a transaction that is undone at the end unless it was committed.

        Parameters
        ----------
        write : bool
            Whether it needs the member of a cluster that takes writes.
        limit : float
            Seconds after which the server ends it.
        """
        with self._session(WRITE_ACCESS if write else READ_ACCESS) as session:
            with translated(self.shown):
                transaction = session.begin_transaction(timeout=limit, metadata={"app": "ecomap"})
            try:
                yield transaction
            finally:
                with translated(self.shown):
                    transaction.close()

    def run(self, cypher: str, **parameters: Any) -> Rows:
        """Run one statement in a transaction of its own, which schema statements need."""
        with translated(self.shown), self._session(WRITE_ACCESS) as session:
            return session.run(cypher, parameters).values()

    def close(self) -> None:
        """Close all connections."""
        with self._guard:
            self._closed = True
            driver, self._driver = self._driver, None
        if driver:
            driver.close()

    @contextmanager
    def _session(self, mode: str) -> Iterator[neo4j.Session]:
        with self._opened().session(
            database=self.address.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
            fetch_size=1000,
        ) as session:
            yield session

    def _opened(self) -> neo4j.Driver:
        with self._guard:
            if self._closed:
                raise unavailable(self.shown, Text("이미 닫았습니다", "it was closed"))
            if self._driver is None or self._owner != os.getpid():
                self._owner = os.getpid()
                self._driver = self._connect()
            return self._driver

    def _connect(self) -> neo4j.Driver:
        address = self.address
        return GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password) if address.user else None,
            connection_timeout=CONNECT_LIMIT,
            connection_acquisition_timeout=CONNECT_LIMIT * 2,
            max_transaction_retry_time=RETRY_LIMIT,
            keep_alive=True,
            user_agent="ecomap",
            notifications_min_severity="OFF",  # id() is right within a transaction, which is all we use it for
        )


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
