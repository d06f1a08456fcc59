"""A write transaction whose statements may run while the caller prepares the next ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import neo4j

_MOST = 8
"""Statements that may wait their turn; what they carry stays in memory until then."""


class Ahead:
    """Runs one statement at a time, in the caller's thread or, sent ahead, in one of its own.

    A statement that failed ahead raises its error from a later one, at the latest from the commit.
    """

    def __init__(self, transaction: neo4j.Transaction, pool: ThreadPoolExecutor) -> None:
        self._transaction = transaction
        self._pool = pool
        self._pending: deque[Future[Any]] = deque()

    def run(self, query: str, parameters: dict[str, Any] | None = None) -> neo4j.Result:
        """Run a statement after those that were sent ahead."""
        self.settle()
        return self._transaction.run(query, parameters)

    def send(self, query: str, **parameters: Any) -> None:
        """Run a statement whose answer nobody needs, and return before it is done."""
        while len(self._pending) >= _MOST or (self._pending and self._pending[0].done()):
            self._pending.popleft().result()
        self._pending.append(self._pool.submit(lambda: self._transaction.run(query, parameters).consume()))

    def settle(self) -> None:
        """Wait for the statements that were sent ahead; raises the first error among them."""
        while self._pending:
            self._pending.popleft().result()

    def commit(self) -> None:
        """Make everything durable."""
        self.settle()
        self._transaction.commit()


@contextmanager
def ahead(transaction: neo4j.Transaction) -> Iterator[Ahead]:
    """Wrap a transaction; nothing of it runs any more when the block is left."""
    with ThreadPoolExecutor(1, thread_name_prefix="ecomap-neo4j") as pool:
        yield Ahead(transaction, pool)
