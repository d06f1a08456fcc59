"""The production store."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from hashlib import blake2b
from threading import Lock
from typing import TypeVar

from ecomap.domain.records import Change, HistoryEntry, Node
from ecomap.errors import StoreUnavailable
from ecomap.snapshot import Snapshot, build
from ecomap.stores.contract import LOADING, ApiKey, Contents, NodeQuery, Page, Store, StoreInfo, Writing
from ecomap.stores.neo4j_store import keys, papers, past, queries, schema
from ecomap.stores.neo4j_store.address import Address, parse
from ecomap.stores.neo4j_store.failures import busy, translated
from ecomap.stores.neo4j_store.reading import Neo4jReading, all_edges, all_nodes, register
from ecomap.stores.neo4j_store.server import Runs, Server
from ecomap.stores.neo4j_store.snapshots import Columns, read_columns
from ecomap.stores.neo4j_store.writing import take_lock, writing

Answer = TypeVar("Answer")
Item = TypeVar("Item")

TIMEOUT = 10.0
NOTICE = 10.0
_ATTEMPTS = 5


def open_neo4j(url: str) -> Neo4jStore:
    """Return the store that an address names, without connecting to it.

    Parameters
    ----------
    url : str
        ``neo4j://user:password@host:7687/database``, or ``bolt://`` for one server without routing; ``+s`` for
        encryption, ``+ssc`` for encryption with a certificate of one's own.

    Raises
    ------
    SettingError
        If the address names no server.
    """
    return Neo4jStore(parse(url))


class Neo4jStore(Neo4jReading, Store):
    """One Neo4j database that many processes read and write.

    Parameters
    ----------
    address : Address
    timeout : float
        Seconds that a write waits for another writer before it raises `StoreBusy`.
    notice : float
        Seconds within which a change that another program made to the graph is noticed.
    """

    def __init__(self, address: Address, *, timeout: float = TIMEOUT, notice: float = NOTICE) -> None:
        self.shown = address.shown
        self._server = Server(address)
        self._timeout = timeout
        self._verified = False
        self._verifying = Lock()
        self._notice = notice
        self._known: tuple[str, int, str, float] | None = None
        self._marking = Lock()

    def describe(self) -> StoreInfo:
        uid, revision, mark = self._marked()
        state = f"{revision}-{blake2b(self._settled(uid, revision, mark).encode(), digest_size=8).hexdigest()}"
        return StoreInfo("neo4j", self.shown, uid, revision, state)

    def _marked(self) -> tuple[str, int, str]:
        self._verify()
        (uid, revision), mark = self._server.read_marked(lambda t: register(t, self.shown))
        return uid, revision, mark

    def _settled(self, uid: str, revision: int, mark: str) -> str:
        """Return the mark that stands for the state of the graph.

        Logins, drafts and receipts move the server's mark although the graph stays as it is, and somebody who types
        moves it every few seconds. What is no revision of ours is therefore noticed at most once in `NOTICE` seconds.
        """
        with self._marking:
            now, known = time.monotonic(), self._known
            if known and known[:2] == (uid, revision) and (known[2] == mark or now - known[3] < self._notice):
                return known[2]
            self._known = (uid, revision, mark, now)
            return mark

    def migrate(self) -> tuple[str, ...]:
        return schema.migrate(self._server)

    def migrations(self) -> Sequence[tuple[str, str]]:
        return schema.status(self._server)

    def check(self) -> None:
        # Without the patience of other reads: whoever asks whether the store can be read wants to know now.
        with self._server.begin(write=False) as transaction, translated(self.shown):
            schema.verify(transaction, self.shown)
            register(transaction, self.shown)

    def revision(self) -> int:
        return self._read(lambda t: register(t, self.shown))[1]

    def find_nodes(self, query: NodeQuery) -> Page[Node]:
        return self._read(lambda t: queries.find_nodes(t, query, self.shown))

    def count_nodes(self, query: NodeQuery) -> int:
        return self._read(lambda t: queries.count_nodes(t, query))

    def counts(self) -> Mapping[str, int]:
        return self._read(queries.count_records)

    def history(self, subject: str, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        return self._read(lambda t: past.read_history(t, subject, limit, cursor, self.shown))

    def former(self, beginnings: Collection[str]) -> frozenset[str]:
        return self._read(lambda t: past.read_former(t, beginnings))

    def changed(self, revision: int, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        return self._read(lambda t: past.read_changed(t, revision, limit, cursor, self.shown))

    def touched(self, revision: int, links: Collection[str]) -> tuple[int, frozenset[str]]:
        return self._read(lambda t: (register(t, self.shown)[1], past.read_touched(t, revision, links)))

    def changes(self, *, limit: int = 50, cursor: str = "") -> Page[tuple[int, datetime, Change]]:
        return self._read(lambda t: past.read_changes(t, limit, cursor, self.shown))

    def snapshot(self) -> Snapshot:
        self._verify()
        revision, columns = self._at_one_revision()
        return build(columns.nodes, columns.edges, revision=revision, synthetic=columns.synthetic)

    def write(self, change: Change) -> AbstractContextManager[Writing]:
        self._verify()
        return writing(self._server, change, self._timeout)

    def put_key(self, key: ApiKey) -> None:
        self._verify()
        with self._server.begin() as transaction, translated(self.shown):
            keys.put_key(transaction, key)
            transaction.commit()

    def keys(self) -> Sequence[ApiKey]:
        return self._read(keys.read_keys)

    @contextmanager
    def contents(self) -> Iterator[Contents]:
        self._verify()
        with self._latch(), self._server.begin(write=False) as reading:
            yield Contents(
                keys=self.keys(),
                papers=papers.everything(reading),
                changes=self._streamed(past.read_all_changes(reading)),
                nodes=self._streamed(all_nodes(reading)),
                edges=self._streamed(all_edges(reading)),
                past=self._streamed(past.read_past(reading)),
            )

    def load(self, contents: Contents) -> None:
        self._verify()
        with writing(self._server, LOADING, self._timeout) as transaction:
            transaction.load(contents)

    def close(self) -> None:
        self._server.close()

    def _read(self, work: Callable[[Runs], Answer]) -> Answer:
        self._verify()
        return self._server.read(work)

    def _verify(self) -> None:
        """Check the schema once a handle; a database that is replaced later is noticed by its missing register."""
        if self._verified:
            return
        with self._verifying:
            if not self._verified:
                self.check()
                self._verified = True

    @contextmanager
    def _latch(self) -> Iterator[bool]:
        """Keep everybody from committing inside the block; lends whether that could be done by this user."""
        with ExitStack() as stack:
            held = True
            try:
                latch = stack.enter_context(self._server.begin())
                with translated(self.shown):
                    take_lock(latch, "commit", self.shown)
            except StoreUnavailable:
                held = False
            yield held

    def _streamed(self, records: Iterable[Item]) -> Iterator[Item]:
        with translated(self.shown):
            yield from records

    def _at_one_revision(self) -> tuple[int, Columns]:
        """Read the graph while nobody commits, or without a commit in between where locks cannot be had."""
        with self._latch() as held:
            if held:
                return self.revision(), read_columns(self._server)
        return self._undisturbed()

    def _undisturbed(self) -> tuple[int, Columns]:
        for _ in range(_ATTEMPTS):
            before = self._marked()
            columns = read_columns(self._server)
            if self._marked() == before:
                return before[1], columns
        raise busy(self.shown)
