"""The part of a write transaction that does not depend on the store: batches, counting, and what spoils it."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any, Protocol, TypeVar

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, Node
from ecomap.stores.contract import Contents, PutCounts, Writing
from ecomap.stores.refusals import Identified, not_empty

BATCH = 10_000
"""Records compared and written at once; memory is bounded by it."""

Record = TypeVar("Record", bound=Identified)
Told = TypeVar("Told", bound=Node | Edge)


class NodeWriter(Protocol):
    """Writes batches of nodes at one revision."""

    revision: int

    def put(self, batch: Mapping[str, Node]) -> PutCounts:
        """Create or replace nodes, given by id."""

    def remove(self, ids: Collection[str]) -> int:
        """Remove nodes that no edge needs; absent ones are passed over."""


class EdgeWriter(Protocol):
    """Writes batches of edges at one revision."""

    revision: int

    def put(self, batch: Mapping[str, Edge]) -> PutCounts:
        """Create or replace edges, given by id."""

    def remove(self, ids: Collection[str]) -> int:
        """Remove edges; absent ones are passed over."""

    def forget_nodes(self) -> None:
        """Drop what was looked up about nodes, because some are removed."""


class BatchWriting(Writing):
    """Hands batches to two writers, and allows no verb after a commit or after one that failed half-way."""

    def __init__(self, nodes: NodeWriter, edges: EdgeWriter, before: int) -> None:
        self._nodes = nodes
        self._edges = edges
        self._before = before
        self._changed = False
        self._filed = False
        self._open = True

    @abstractmethod
    def _translated(self) -> AbstractContextManager[Any]:
        """Raise the driver's errors inside the block as ecomap's."""

    @abstractmethod
    def _finish(self) -> None:
        """Record the change if there was one, and make all durable."""

    @abstractmethod
    def _put_papers(self, papers: Iterable[Paper]) -> None:
        """Create or replace papers whose versions fit."""

    @abstractmethod
    def _remove_papers(self, kind: str, ids: Collection[str]) -> int:
        """Remove papers and return how many went."""

    @abstractmethod
    def _strip_past(self, ids: Collection[str], properties: Collection[str]) -> set[str]:
        """Take properties out of former states and return the ids of the records that had one of them."""

    @abstractmethod
    def _is_empty(self) -> bool:
        """Whether no record is stored."""

    @abstractmethod
    def _finish_load(self, contents: Contents) -> None:
        """Take over keys, papers, changes and the past, and make all durable."""

    def put_nodes(self, nodes: Iterable[Node]) -> PutCounts:
        return self._put(nodes, self._nodes)

    def put_edges(self, edges: Iterable[Edge]) -> PutCounts:
        return self._put(edges, self._edges)

    def remove_edges(self, ids: Collection[str]) -> int:
        with self._verb():
            gone = self._edges.remove(ids)
            self._changed |= gone > 0
        return gone

    def remove_nodes(self, ids: Collection[str]) -> int:
        with self._verb():
            self._edges.forget_nodes()
            gone = self._nodes.remove(ids)
            self._changed |= gone > 0
        return gone

    def erase(self, ids: Collection[str], properties: Collection[str]) -> int:
        wanted, gone = set(ids), set(properties)
        if not wanted or not gone:
            return 0
        with self._verb():
            nodes = {
                node.id: without(node, gone)
                for node in self.get_nodes(wanted).values()
                if gone & node.properties.keys()
            }
            edges = {
                edge.id: without(edge, gone)
                for edge in self.get_edges(wanted).values()
                if gone & edge.properties.keys()
            }
            self._nodes.put(nodes)
            self._edges.put(edges)
            # After the puts, which keep what was as any change does.
            had = {*nodes, *edges, *self._strip_past(wanted, gone)}
            self._changed |= bool(had)
        return len(had)

    def put_papers(self, papers: Iterable[Paper]) -> None:
        with self._verb():
            self._put_papers(papers)
            self._filed = True

    def remove_papers(self, kind: str, ids: Collection[str]) -> int:
        with self._verb():
            gone = self._remove_papers(kind, ids)
            self._filed |= gone > 0
        return gone

    def commit(self) -> int:
        with self._verb():
            self._finish()
            self._open = False
        return self._before + self._changed

    def load(self, contents: Contents) -> None:
        """Do what `Store.load` promises."""
        with self._verb():
            if self._before or not self._is_empty():
                raise not_empty()
            # Streams are read in order, and these come before the records.
            keys, papers, changes = tuple(contents.keys), tuple(contents.papers), tuple(contents.changes)
            told = replace(contents, keys=keys, papers=papers, changes=changes)
            for since, nodes in _by_revision(told.nodes):
                self._nodes.revision = since
                self._nodes.put(nodes)
            for since, edges in _by_revision(told.edges):
                self._edges.revision = since
                self._edges.put(edges)
            self._finish_load(told)
            self._open = False

    def leave(self) -> None:
        """Allow no further verb: the block of the transaction was left."""
        self._open = False

    def _put(self, records: Iterable[Any], writer: NodeWriter | EdgeWriter) -> PutCounts:
        counts = PutCounts()
        with self._verb():
            for batch in batches(records, BATCH):
                counts += writer.put(batch)
            self._changed |= counts.created + counts.updated > 0
        return counts

    @contextmanager
    def _verb(self) -> Iterator[None]:
        self._require_open()
        try:
            with self._translated():
                yield
        except BaseException:
            self._open = False
            raise

    def _require_open(self) -> None:
        if not self._open:
            raise RuntimeError("this write transaction was committed, left, or spoilt by an error")


def without(record: Told, properties: Collection[str]) -> Told:
    """Return a record without some of its properties."""
    kept = {name: value for name, value in record.properties.items() if name not in properties}
    return replace(record, properties=kept)


def _by_revision(records: Iterable[tuple[Record, int]]) -> Iterator[tuple[int, dict[str, Record]]]:
    """Yield records by id, those of one revision together, at most `BATCH` at once."""
    stream = iter(records)
    while chunk := list(islice(stream, BATCH)):
        groups: dict[int, dict[str, Record]] = defaultdict(dict)
        for record, since in chunk:
            groups[since][record.id] = record
        yield from groups.items()


def batches(records: Iterable[Record], size: int) -> Iterator[dict[str, Record]]:
    """Yield records by id, at most ``size`` at once and never two of one id, in the order given."""
    batch: dict[str, Record] = {}
    for record in records:
        if len(batch) >= size or record.id in batch:
            yield batch
            batch = {}
        batch[record.id] = record
    if batch:
        yield batch
