"""Lists of a store from the first item to the last, read page by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, HistoryEntry, Node
from ecomap.stores.contract import EdgeQuery, NodeQuery, Page, PaperQuery, Reading, Store

Item = TypeVar("Item")

PAGE = 10_000
SMALL_PAGE = 200
"""Items read at once; the small page is for lists that are mostly left after a few items."""


def pages(read: Callable[[str], Page[Item]], cursor: str = "") -> Iterator[tuple[Item, ...]]:
    """Yield the pages of a list; ``read(cursor)`` returns the one that a cursor stands for, the first for none."""
    while True:
        page = read(cursor)
        yield page.items
        if not (cursor := page.next_cursor):
            return


def every(read: Callable[[str], Page[Item]], start: str = "") -> Iterator[Item]:
    """Yield all items of a list, or those after a cursor; no page is read before an item of it is wanted."""
    for items in pages(read, start):
        yield from items


def nodes_of(store: Store, *kinds: str) -> Iterator[Node]:
    """Yield every node of some kinds, by Korean name."""
    return every(lambda cursor: store.find_nodes(NodeQuery(kinds=kinds, limit=PAGE, cursor=cursor)))


def edges_of(
    reading: Reading, nodes: Collection[str], types: Collection[str] = (), *, on: date | None = None
) -> Iterator[Edge]:
    """Yield every edge of some types (of all, if empty) with one of the nodes as an end; none without nodes."""
    if not nodes:
        return iter(())
    query = EdgeQuery(types=types, nodes=nodes, on=on, limit=PAGE)
    return every(lambda cursor: reading.find_edges(replace(query, cursor=cursor)))


def links_from(reading: Reading, sources: Collection[str], types: Collection[str]) -> Iterator[Edge]:
    """Yield every edge of some types that goes out from one of the nodes; none without nodes or types."""
    if not types:
        return iter(())
    return (edge for edge in edges_of(reading, sources, types) if edge.source in sources)


def papers_of(reading: Reading, query: PaperQuery) -> Iterator[Paper]:
    """Yield all papers that match, after the query's cursor, newest first; its limit is the size of a page."""
    return every(lambda cursor: reading.find_papers(replace(query, cursor=cursor)), query.cursor)


def history_of(store: Store, subject: str) -> Iterator[HistoryEntry]:
    """Yield every change of a record, newest first."""
    return every(lambda cursor: store.history(subject, limit=SMALL_PAGE, cursor=cursor))


def changes_of(store: Store, revision: int) -> Iterator[HistoryEntry]:
    """Yield what one change did, in order of the records' ids."""
    return every(lambda cursor: store.changed(revision, limit=PAGE, cursor=cursor))
