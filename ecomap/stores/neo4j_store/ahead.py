"""A write transaction whose statements may run while the caller prepares the next ones."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import neo4j


class Ahead:
    """Runs one statement at a time, in the caller's thread or, sent ahead, in one of its own.

    A statement that failed ahead raises its error from the next one.
    """

    def __init__(self, transaction: neo4j.Transaction, pool: ThreadPoolExecutor) -> None:
        self._transaction = transaction
        self._pool = pool
        self._pending: Future[Any] | None = None

    def run(self, query: str, parameters: dict[str, Any] | None = None) -> neo4j.Result:
        """Run a statement after the one that was sent ahead."""
        self.settle()
        return self._transaction.run(query, parameters)

    def send(self, query: str, **parameters: Any) -> None:
        """Run a statement whose answer nobody needs, and return before it is done."""
        self.settle()
        self._pending = self._pool.submit(lambda: self._transaction.run(query, parameters).consume())

    def settle(self) -> None:
        """Wait for the statement that was sent ahead; raises its error."""
        pending, self._pending = self._pending, None
        if pending:
            pending.result()

    def commit(self) -> None:
        """Make everything durable."""
        self.settle()
        self._transaction.commit()


@contextmanager
def ahead(transaction: neo4j.Transaction) -> Iterator[Ahead]:
    """Wrap a transaction; nothing of it runs any more when the block is left."""
    with ThreadPoolExecutor(1, thread_name_prefix="ecomap-neo4j") as pool:
        yield Ahead(transaction, pool)
