"""All actors of a register, prepared for comparing, kept up with what this and other processes write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from threading import Lock

from ecomap.domain.records import Node
from ecomap.matching import Entry, Index
from ecomap.services.listing import PAGE, edges_of, every, nodes_of
from ecomap.stores.contract import EdgeQuery, Store

SEAT = "located_in"


class LiveIndex:
    """The matching index of a store's actors as they are at the moment of each question.

    Parameters
    ----------
    store : Store
    kinds : sequence of str
        Kinds of actors.

    Notes
    -----
    Built at the first question (about 0.3 ms an actor); after a write only what changed is read and prepared anew.
    Any number of threads may ask.
    """

    def __init__(self, store: Store, kinds: Sequence[str]) -> None:
        self._store = store
        self._kinds = tuple(kinds)
        self._guard = Lock()
        self._index: Index | None = None
        self._revision = 0

    def current(self) -> Index:
        """Return the index of the actors as the store has them now. Raises what reading the store raises."""
        with self._guard:
            revision = self._store.revision()
            if self._index is None or revision < self._revision:
                # The revision is read before the records: what is committed meanwhile is read again next time.
                self._index = Index(_entries(nodes_of(self._store, *self._kinds), _seats(self._store, None)))
                self._revision = revision
            elif revision > self._revision:
                self._index = self._caught_up(self._index)
            return self._index

    def _caught_up(self, index: Index) -> Index:
        revision, touched = self._store.touched(self._revision, (SEAT,))
        ids = sorted(touched)
        found: dict[str, Node] = {}
        seats: dict[str, str] = {}
        for start in range(0, len(ids), PAGE):
            part = ids[start : start + PAGE]
            nodes = self._store.get_nodes(part)
            found |= {name: node for name, node in nodes.items() if node.kind in self._kinds}
            seats |= _seats(self._store, sorted(found.keys() & set(part)))
        self._revision = revision
        return index.updated(_entries(found.values(), seats), touched - found.keys())


def entry_of(node: Node, place: str) -> Entry:
    """Return the identifying part of an actor; ``place`` is the id of its seat, empty where unknown."""
    aliases = node.properties.get("aliases", ())
    told = {
        name: str(node.properties.get(source, ""))
        for name, source in (("registration", "registration_number"), ("phone", "phone"), ("address", "address"))
    }
    return Entry(
        node.id, node.name_ko, node.name_en, aliases if isinstance(aliases, tuple) else (), place=place, **told
    )


def _entries(nodes: Collection[Node] | Iterator[Node], seats: dict[str, str]) -> Iterator[Entry]:
    return (entry_of(node, seats.get(node.id, "")) for node in nodes)


def _seats(store: Store, nodes: Collection[str] | None) -> dict[str, str]:
    """Return the seats of some actors, of all for ``None``."""
    if nodes is None:
        links = every(lambda cursor: store.find_edges(EdgeQuery(types=(SEAT,), limit=PAGE, cursor=cursor)))
    else:
        links = edges_of(store, nodes, (SEAT,))
    return {edge.source: edge.target for edge in links}
