"""What ecomap asks of a store, in domain verbs.

Every store answers every verb alike; the contract tests run each sentence below on each of them. Reading needs
no transaction. Writing happens inside ``with store.write(change) as writing:`` and is undone unless
``writing.commit()`` was called. Every error that leaves a store is a `StoreError` or another class of
`ecomap.errors`, never the driver's own. Using a transaction after its end is a bug and raises `RuntimeError`.

Records are equal when Python says so: ``1`` and ``1.0`` are one value. A store checks what it needs to keep
records apart and together (ids, kinds, types, ends); whether properties obey the ontology is for the services.
Lists are pages: a ``limit`` outside 1 … 100,000, and a cursor that the same list of the same store did not
give out, raise `InvalidParameter`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.snapshot import Snapshot

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store is now.

    Parameters
    ----------
    backend : str
        Name of the kind of store.
    location : str
        Where it is, without any password.
    uid : str
        Permanent id of the register.
    revision : int
        Number of the last committed change.
    state : str
        Equal as long as nothing in the store changes, through ecomap or, where the store can tell, through any
        other program; what was derived from the store is good for one state. Letters, digits and hyphens.
    """

    backend: str
    location: str
    uid: str
    revision: int
    state: str


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items in order, and the cursor that continues behind them (empty at the end)."""

    items: tuple[Item, ...]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class NodeQuery:
    """Which nodes to list. Empty collections do not restrict; given ones all have to hold.

    Parameters
    ----------
    kinds : collection of str
        Node kinds.
    places, fields, tasks : collection of str
        Node ids; a node matches with a link ``located_in`` or ``active_in`` to one of the places, ``works_in``
        to one of the fields, ``responsible_for`` to one of the tasks. Descendants are for the caller to add.
    text : str
        Words of a name, alias or registration number: Hangul and Chinese characters match anywhere in it, two
        syllables are enough; other words match the beginnings of words. Every word has to be found; a text
        without letters and digits finds nothing. Results come best first: names equal to the text, names that
        begin with it, then the rest, each by Korean name and id. Without text, or with white space only, all come
        by Korean name and id.
    limit : int
        Page size.
    cursor : str
        ``next_cursor`` of the page before.
    """

    kinds: Collection[str] = ()
    places: Collection[str] = ()
    fields: Collection[str] = ()
    tasks: Collection[str] = ()
    text: str = ""
    limit: int = 50
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class EdgeQuery:
    """Which edges to list, in order of id. Empty collections do not restrict; given ones all have to hold.

    Parameters
    ----------
    types : collection of str
        Edge types.
    nodes : collection of str
        Node ids; an edge matches with either end among them.
    on : date, optional
        A day on which the edge holds; unknown start or end counts as holding.
    limit, cursor
        Paging, as in `NodeQuery`.
    """

    types: Collection[str] = ()
    nodes: Collection[str] = ()
    on: date | None = None
    limit: int = 50
    cursor: str = ""


@dataclass(slots=True)
class PutCounts:
    """How many records a put created, updated, and found unchanged."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __iadd__(self, other: PutCounts) -> PutCounts:
        """Add another count to this one."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        return self


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key as stored: never the secret, only its hash."""

    id: str
    name: str
    secret_hash: str
    scopes: frozenset[str] = field(default_factory=frozenset)
    created: datetime | None = None
    expires: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A record as it was from revision ``since`` up to, but not at, revision ``until``."""

    record: Node | Edge
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a register holds at one revision, as streams; each is read once, and all in this order.

    Parameters
    ----------
    keys : sequence of ApiKey
    changes : iterable of (int, datetime, Change)
        Every change, oldest first: revision, time (UTC), change.
    nodes, edges : iterable of (Node, int), (Edge, int)
        Every present record with the revision at which it became so, in no particular order.
    past : iterable of Past
        Every former state of a record, in no particular order.
    """

    keys: Sequence[ApiKey]
    changes: Iterable[tuple[int, datetime, Change]]
    nodes: Iterable[tuple[Node, int]]
    edges: Iterable[tuple[Edge, int]]
    past: Iterable[Past]


LOADING = Change("ecomap", "load", "copy")
"""What a transaction that loads a register is opened with; the changes it takes over are recorded, not itself."""


class Reading(ABC):
    """The verbs that read; a store and an open write transaction both have them.

    Inside a transaction they see what it has put so far.
    """

    @abstractmethod
    def get_nodes(self, ids: Collection[str]) -> dict[str, Node]:
        """Return the nodes that exist among ``ids``, by id; absent ones are left out."""

    @abstractmethod
    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        """Return the edges that exist among ``ids``, by id; absent ones are left out."""

    @abstractmethod
    def find_registered(self, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return actor ids by registration number, for numbers equal under `ecomap.domain.texts.number_key`.

        Keys of the answer are the numbers as asked; numbers of nobody, and those without letter or digit, are left
        out.
        """

    @abstractmethod
    def find_named(self, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return actor ids by name, for names (Korean, English or alias) equal under `ecomap.domain.texts.key`.

        Keys of the answer are the names as asked; names of nobody are left out, and so are names whose key is
        empty because they have no letter and no digit.
        """

    @abstractmethod
    def find_edges(self, query: EdgeQuery) -> Page[Edge]:
        """Return one page of the edges that match."""


class Writing(Reading):
    """One open write transaction.

    After a verb that writes has raised, the transaction can only be left, which undoes it: it may have done part
    of its work.
    """

    @abstractmethod
    def put_nodes(self, nodes: Iterable[Node]) -> PutCounts:
        """Create or replace nodes by id; equal ones are left alone and leave no history.

        Of two with one id the later one stands. Raises `InvalidRecord` if a node has an id that is empty or not
        printable, has a kind that the ontology does not know, would change its kind, or has a date or another value
        that cannot be kept.
        """

    @abstractmethod
    def put_edges(self, edges: Iterable[Edge]) -> PutCounts:
        """Create or replace edges by id; equal ones are left alone and leave no history.

        Of two with one id the later one stands. Raises `InvalidRecord` if an edge has an id that is empty or not
        printable, a type that the ontology does not know, or an end or field that is neither stored nor put before
        in this transaction.
        """

    @abstractmethod
    def remove_edges(self, ids: Collection[str]) -> int:
        """Remove edges, keeping their history; ids that are absent are passed over. Returns how many went."""

    @abstractmethod
    def remove_nodes(self, ids: Collection[str]) -> int:
        """Remove nodes, keeping their history; returns how many went.

        Ids that are absent are passed over. Raises `Conflict` if an edge still has one of them as an end or field.
        """

    @abstractmethod
    def commit(self) -> int:
        """Make the changes and their history durable together, and return the store's revision.

        The revision grows by one. If no verb created, updated or removed anything it stays as it was, and the
        change is not recorded.
        """


class Store(Reading):
    """A register of nodes, edges, their history and the keys that may write to it."""

    @abstractmethod
    def describe(self) -> StoreInfo:
        """Say which store this is.

        Raises, as every verb but `migrate` and `migrations` does, `StoreUnavailable` if the store cannot be reached and
        `SchemaMismatch` if it was not migrated to this program's schema.
        """

    @abstractmethod
    def migrate(self) -> tuple[str, ...]:
        """Bring the schema up to date and return the names of the migrations applied now (empty if none).

        Several processes may do it at once; each migration is applied by one of them. Raises `SchemaMismatch` if
        the store is newer than this program, `StoreUnavailable` if it cannot be written or is another program's.
        """

    @abstractmethod
    def migrations(self) -> Sequence[tuple[str, str]]:
        """Return every migration in order with the time (ISO text, UTC) when it was applied, empty if it was not.

        Reads only. Raises `SchemaMismatch` if the store is newer than this program.
        """

    @abstractmethod
    def check(self) -> None:
        """Return if the store can be read now and has this program's schema.

        Raises `StoreUnavailable` or `SchemaMismatch` otherwise.
        """

    @abstractmethod
    def revision(self) -> int:
        """Return the number of the last committed change; 0 in a new store."""

    @abstractmethod
    def find_nodes(self, query: NodeQuery) -> Page[Node]:
        """Return one page of the nodes that match. Raises `InvalidParameter` for a cursor not of this store."""

    @abstractmethod
    def count_nodes(self, query: NodeQuery) -> int:
        """Return how many nodes match, whatever the limit and the cursor."""

    @abstractmethod
    def counts(self) -> Mapping[str, int]:
        """Return the number of records by node kind and by edge type; kinds with none are left out."""

    @abstractmethod
    def history(self, subject: str, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        """Return the changes of one record, newest first; empty for an id that never existed.

        A change has one entry however often its transaction put the record; a record that one transaction both
        created and removed leaves none.
        """

    @abstractmethod
    def changes(self, *, limit: int = 50, cursor: str = "") -> Page[tuple[int, datetime, Change]]:
        """Return the changes of the store, newest first: revision, time (UTC), change."""

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """Read the whole graph as it stands at one revision."""

    @abstractmethod
    def write(self, change: Change) -> AbstractContextManager[Writing]:
        """Open the one write transaction; leaving the block without ``commit()`` undoes it.

        Raises `Conflict` if ``change.id`` was committed before (``context["revision"]`` says at which revision),
        `StoreBusy` if another writer does not finish within the store's timeout.
        """

    @abstractmethod
    def put_key(self, key: ApiKey) -> None:
        """Create or replace an API key by id. Its times have a time zone. Keys are no part of history."""

    @abstractmethod
    def keys(self) -> Sequence[ApiKey]:
        """Return all API keys, oldest first."""

    @abstractmethod
    def contents(self) -> AbstractContextManager[Contents]:
        """Lend all that the register holds, history and keys included; good inside the block.

        Writers may have to wait until the block is left.
        """

    @abstractmethod
    def load(self, contents: Contents) -> None:
        """Fill an empty register with what another one holds, in one transaction.

        Revisions, times, history and keys come along; the permanent id of the register stays its own. Raises
        `Conflict` if the register has a change or a record already, and what `Writing.put_nodes` and
        `Writing.put_edges` raise.
        """

    @abstractmethod
    def close(self) -> None:
        """Release files and connections; closing twice is fine."""
