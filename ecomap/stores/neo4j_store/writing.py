"""One open write transaction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change, Edge, Node
from ecomap.errors import StoreUnavailable
from ecomap.stores.batches import BatchWriting
from ecomap.stores.contract import Contents
from ecomap.stores.neo4j_store import keys, papers, past
from ecomap.stores.neo4j_store.ahead import Ahead, ahead
from ecomap.stores.neo4j_store.edges import EdgeWriter
from ecomap.stores.neo4j_store.failures import translated, unmigrated
from ecomap.stores.neo4j_store.node_keys import NodeKeys
from ecomap.stores.neo4j_store.nodes import NodeWriter
from ecomap.stores.neo4j_store.reading import Neo4jReading, register
from ecomap.stores.neo4j_store.server import Runs, Server, rows
from ecomap.stores.refusals import applied_before

Answer = TypeVar("Answer")

_LOCK = "MATCH (l:EcomapLock {name: $name}) SET l.held = $by RETURN l.name"
_APPLIED = "MATCH (c:EcomapChange {id: $id}) RETURN c.revision"
_NOTE = """
MATCH (n:EcomapRegister {name: 'register'}) SET n.revision = $revision
WITH n UNWIND $changes AS c CREATE (change:EcomapChange) SET change = c
"""


class Neo4jWriting(Neo4jReading, BatchWriting):
    """A transaction that holds the lock of writers."""

    def __init__(self, server: Server, transaction: Ahead, change: Change) -> None:
        self.shown = server.shown
        self._server = server
        self._transaction = transaction
        self._change = change if change.id else replace(change, id=uuid4().hex)
        _, before = register(transaction, self.shown)
        if found := applied_at(transaction, change.id):
            raise applied_before(change.id, found)
        self._node_writer = NodeWriter(transaction, before + 1)
        self._node_keys = NodeKeys(transaction)
        self._edge_writer = EdgeWriter(transaction, before + 1, self._node_keys)
        super().__init__(self._node_writer, self._edge_writer, before)

    def get_nodes(self, ids: Collection[str]) -> dict[str, Node]:
        return self._read(lambda _: {node_id: node for node_id, (node, *_) in self._node_writer.stored(ids).items()})

    def get_kinds(self, ids: Collection[str]) -> dict[str, str]:
        self._read(lambda _: self._node_keys.look_up(set(ids)))
        kinds = self._node_keys.kinds
        return {node_id: kinds[node_id] for node_id in ids if node_id in kinds}

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        return self._read(lambda _: {edge_id: edge for edge_id, (edge, *_) in self._edge_writer.stored(ids).items()})

    def _translated(self) -> AbstractContextManager[None]:
        return translated(self.shown)

    def _read(self, work: Callable[[Runs], Answer]) -> Answer:
        self._require_open()
        with translated(self.shown):
            return work(self._transaction)

    def _finish(self) -> None:
        if self._changed:
            self._note([(self._before + 1, datetime.now(UTC), self._change)])
        if self._changed or self._filed:
            self._commit(self._change.id)

    def _put_papers(self, wanted: Iterable[Paper]) -> None:
        papers.put(self._transaction, wanted)

    def _remove_papers(self, kind: str, ids: Collection[str]) -> int:
        return papers.remove(self._transaction, kind, ids)

    def _strip_past(self, ids: Collection[str], properties: Collection[str]) -> set[str]:
        return past.strip(self._transaction, ids, properties)

    def _is_empty(self) -> bool:
        return not rows(self._transaction, "MATCH (n:Record) RETURN 1 LIMIT 1")

    def _finish_load(self, contents: Contents) -> None:
        changes = list(contents.changes)
        for key in contents.keys:
            keys.put_key(self._transaction, key)
        papers.load(self._transaction, contents.papers)
        self._note(changes)
        past.add(self._transaction, contents.past)
        self._commit(changes[-1][2].id if changes else "")

    def _note(self, changes: Collection[tuple[int, datetime, Change]]) -> None:
        told: list[dict[str, Any]] = [
            {
                "revision": revision,
                "id": change.id,
                "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
                "who": change.who,
                "reason": change.reason,
                "via": change.via,
            }
            for revision, at, change in changes
        ]
        rows(self._transaction, _NOTE, changes=told, revision=max((c["revision"] for c in told), default=0))

    def _commit(self, change_id: str) -> None:
        # Whoever reads the whole graph holds this lock, so that no commit becomes visible half-way through.
        take_lock(self._transaction, "commit", self.shown)
        try:
            with translated(self.shown):
                self._transaction.commit()
        except StoreUnavailable:
            # A commit whose answer was lost may have been done all the same.
            if self._server.read(lambda transaction: applied_at(transaction, change_id)) is None:
                raise


@contextmanager
def writing(server: Server, change: Change, patience: float) -> Iterator[Neo4jWriting]:
    """Open a transaction that is undone at the end unless it was committed.

    Parameters
    ----------
    patience : float
        Seconds to wait for another writer.
    """
    _wait_for_writers(server, patience)
    with server.begin() as bare, ahead(bare) as transaction:
        with translated(server.shown):
            take_lock(transaction, "write", server.shown)
            opened = Neo4jWriting(server, transaction, change)
        try:
            yield opened
        finally:
            opened.leave()


def take_lock(transaction: Runs, name: str, shown: str) -> None:
    """Hold a lock until the transaction ends; raises `SchemaMismatch` where there is no such lock."""
    if not rows(transaction, _LOCK, name=name, by=datetime.now(UTC).isoformat()):
        raise unmigrated(shown)


def applied_at(transaction: Runs, change_id: str) -> int | None:
    """Return the revision that a change made, ``None`` for one that was not applied."""
    found = rows(transaction, _APPLIED, id=change_id) if change_id else []
    return int(found[0][0]) if found else None


def _wait_for_writers(server: Server, patience: float) -> None:
    """Return when the lock of writers can be had; raises `StoreBusy` after a time.

    A limit is one of a whole transaction there, so a short one waits in place of the one that will write for long.
    """
    with server.begin(limit=patience) as knocking, translated(server.shown):
        take_lock(knocking, "write", server.shown)
        knocking.rollback()
