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
from datetime import datetime

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.snapshot import Snapshot
from ecomap.stores.shapes import (
    ApiKey,
    Contents,
    EdgeQuery,
    NodeQuery,
    Page,
    PaperQuery,
    Past,
    PutCounts,
    StoreInfo,
)

__all__ = [
    "LOADING",
    "ApiKey",
    "Contents",
    "EdgeQuery",
    "NodeQuery",
    "Page",
    "PaperQuery",
    "Past",
    "PutCounts",
    "Reading",
    "Store",
    "StoreInfo",
    "Writing",
]

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
    def get_kinds(self, ids: Collection[str]) -> dict[str, str]:
        """Return the kinds of the nodes that exist among ``ids``, by id; cheaper than the nodes themselves."""

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

    @abstractmethod
    def get_papers(self, kind: str, ids: Collection[str]) -> dict[str, Paper]:
        """Return the papers of a kind that exist among ``ids``, by id; absent ones are left out."""

    @abstractmethod
    def find_papers(self, query: PaperQuery) -> Page[Paper]:
        """Return one page of the papers that match, newest first, of one time by id."""

    @abstractmethod
    def paper_kinds(self) -> tuple[str, ...]:
        """Return the kinds of which there is a paper, in order."""


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
    def erase(self, ids: Collection[str], properties: Collection[str]) -> int:
        """Take properties out of records and of every state they ever had, so that no history tells them.

        Returns how many records had one of them, now or before. Those that had one until now get an entry in their
        history, which says who erased and when, and no longer what. Ids that never existed are passed over.
        """

    @abstractmethod
    def put_papers(self, papers: Iterable[Paper]) -> None:
        """Create papers of version 0 and replace others, and count their version up by one.

        Raises `Conflict` if the stored version is not the given one, 0 standing for none stored:
        ``context["stored"]`` is the version that it has. Raises `InvalidRecord` for an id or kind that is empty or
        not printable, and for data that JSON does not have.
        """

    @abstractmethod
    def remove_papers(self, kind: str, ids: Collection[str]) -> int:
        """Remove papers, which leave no trace; absent ones are passed over. Returns how many went."""

    @abstractmethod
    def commit(self) -> int:
        """Make the changes, their history and the papers durable together, and return the store's revision.

        The revision grows by one. If no verb created, updated, removed or erased a record it stays as it was, and
        the change is not recorded; papers alone change neither.
        """


class Store(Reading):
    """A register of nodes, edges, their history, the keys that may write to it and the papers of those who keep it."""

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
    def former(self, beginnings: Collection[str]) -> frozenset[str]:
        """Return the ids that begin with one of some texts and under which an earlier state of a record is kept."""

    @abstractmethod
    def changed(self, revision: int, *, limit: int = 50, cursor: str = "") -> Page[HistoryEntry]:
        """Return what one change did, in order of the records' ids; empty for a revision that never was.

        May read the whole register.
        """

    @abstractmethod
    def touched(self, revision: int, links: Collection[str]) -> tuple[int, frozenset[str]]:
        """Return the store's revision, and the ids of the nodes that changed after an earlier one.

        A node changed if it was created, replaced, removed or erased, or if an edge of one of the types ``links``
        that goes out from it was. The revision is read first: what is committed meanwhile may be named here and
        will be named again by the next question. Cheap as long as little changed.
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
        """Lend all that the register holds, history, keys and papers included; good inside the block.

        Writers may have to wait until the block is left.
        """

    @abstractmethod
    def load(self, contents: Contents) -> None:
        """Fill an empty register with what another one holds, in one transaction.

        Revisions, times, history, keys and papers come along; the permanent id of the register stays its own. Raises
        `Conflict` if the register has a change or a record already, and what `Writing.put_nodes` and
        `Writing.put_edges` raise.
        """

    @abstractmethod
    def close(self) -> None:
        """Release files and connections; closing twice is fine."""
