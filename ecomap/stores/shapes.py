"""What goes into a store's verbs and comes out of them, besides records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change, Edge, Node

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


@dataclass(frozen=True, slots=True)
class PaperQuery:
    """Which papers of a kind to list, newest first. Empty collections do not restrict; given ones all have to hold.

    Parameters
    ----------
    kind : str
    owners, states : collection of str
    limit, cursor
        Paging, as in `NodeQuery`.
    """

    kind: str
    owners: Collection[str] = ()
    states: Collection[str] = ()
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
    """An API key as stored: never the secret, only its hash.

    ``places`` and ``fields`` are ids that writing is bound to, with all below them; empty for everywhere.
    """

    id: str
    name: str
    secret_hash: str
    scopes: frozenset[str] = field(default_factory=frozenset)
    created: datetime | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    places: frozenset[str] = field(default_factory=frozenset)
    fields: frozenset[str] = field(default_factory=frozenset)


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
    papers : sequence of Paper
    changes : iterable of (int, datetime, Change)
        Every change, oldest first: revision, time (UTC), change.
    nodes, edges : iterable of (Node, int), (Edge, int)
        Every present record with the revision at which it became so, in no particular order.
    past : iterable of Past
        Every former state of a record, in no particular order.
    """

    keys: Sequence[ApiKey]
    papers: Sequence[Paper]
    changes: Iterable[tuple[int, datetime, Change]]
    nodes: Iterable[tuple[Node, int]]
    edges: Iterable[tuple[Edge, int]]
    past: Iterable[Past]
