"""A write transaction that only remembers: what an import would do, seen without writing and without a lock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, Node
from ecomap.domain.texts import key, number_key
from ecomap.exchange.said import LINKS
from ecomap.stores.contract import EdgeQuery, Page, PaperQuery, PutCounts, Reading, Writing


class Rehearsal(Writing):
    """What a store would be after a file was imported, as far as the import itself looks at it.

    Parameters
    ----------
    store : Reading
    actor_kinds : collection of str
        Kinds of nodes that are found by number and name.

    Notes
    -----
    Remembers the organisations and programmes of the file and their links, about two kilobytes each; ties are not
    looked at again. Counts nothing. Nobody is kept from writing meanwhile, so whoever applies the file has to compare.
    """

    def __init__(self, store: Reading, actor_kinds: Collection[str]) -> None:
        self._store = store
        self._kinds = frozenset(actor_kinds)
        self._nodes: dict[str, Node] = {}
        self._named: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._registered: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._links: defaultdict[str, list[Edge]] = defaultdict(list)
        self._gone: set[str] = set()

    def get_nodes(self, ids: Collection[str]) -> dict[str, Node]:
        own = {node_id: self._nodes[node_id] for node_id in ids if node_id in self._nodes}
        rest = [node_id for node_id in ids if node_id not in own]
        return (self._store.get_nodes(rest) if rest else {}) | own

    def get_kinds(self, ids: Collection[str]) -> dict[str, str]:
        own = {node_id: self._nodes[node_id].kind for node_id in ids if node_id in self._nodes}
        rest = [node_id for node_id in ids if node_id not in own]
        return (self._store.get_kinds(rest) if rest else {}) | own

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        return self._store.get_edges(ids)

    def find_registered(self, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
        stored = self._store.find_registered(numbers)
        return self._joined({n: (stored.get(n, ()), self._registered.get(number_key(n), {})) for n in numbers})

    def find_named(self, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        stored = self._store.find_named(names)
        return self._joined({n: (stored.get(n, ()), self._named.get(key(n), {})) for n in names})

    def _joined(self, found: dict[str, tuple[tuple[str, ...], dict[str, None]]]) -> dict[str, tuple[str, ...]]:
        """Return stored ids that the file leaves alone, and those of the file; texts that nobody has are left out."""
        joined = {
            text: (*(one for one in stored if one not in self._nodes), *own) for text, (stored, own) in found.items()
        }
        return {text: ids for text, ids in joined.items() if ids}

    def find_edges(self, query: EdgeQuery) -> Page[Edge]:
        page = self._store.find_edges(query)
        items = [edge for edge in page.items if edge.id not in self._gone]
        if not page.next_cursor:
            own = (edge for node in query.nodes for edge in self._links.get(node, ()))
            items += [edge for edge in own if not query.types or edge.type in query.types]
        return replace(page, items=tuple(items))

    def get_papers(self, kind: str, ids: Collection[str]) -> dict[str, Paper]:
        return self._store.get_papers(kind, ids)

    def find_papers(self, query: PaperQuery) -> Page[Paper]:
        return self._store.find_papers(query)

    def paper_kinds(self) -> tuple[str, ...]:
        return self._store.paper_kinds()

    def put_nodes(self, nodes: Iterable[Node]) -> PutCounts:
        for node in nodes:
            if node.kind in self._kinds:
                self._forget(node.id)
                for told in _keys(node):
                    self._named[told][node.id] = None
                if number := _number(node):
                    self._registered[number][node.id] = None
            self._nodes[node.id] = node
        return PutCounts()

    def _forget(self, node_id: str) -> None:
        if before := self._nodes.get(node_id):
            for told in _keys(before):
                self._named[told].pop(node_id, None)
            self._registered.get(_number(before), {}).pop(node_id, None)

    def put_edges(self, edges: Iterable[Edge]) -> PutCounts:
        for edge in edges:
            if edge.type in LINKS:
                self._links[edge.source].append(edge)
        return PutCounts()

    def remove_edges(self, ids: Collection[str]) -> int:
        # An import removes links of records that were stored before it, and tells each record once.
        self._gone.update(ids)
        return len(ids)

    def remove_nodes(self, ids: Collection[str]) -> int:
        raise NotImplementedError("an import removes no records")

    def erase(self, ids: Collection[str], properties: Collection[str]) -> int:
        raise NotImplementedError("an import erases nothing")

    def put_papers(self, papers: Iterable[Paper]) -> None:
        raise NotImplementedError("an import files nothing")

    def remove_papers(self, kind: str, ids: Collection[str]) -> int:
        raise NotImplementedError("an import files nothing")

    def commit(self) -> int:
        raise NotImplementedError("a rehearsal is never committed")


def _keys(node: Node) -> set[str]:
    aliases = node.properties.get("aliases", ())
    names = (node.name_ko, node.name_en, *(aliases if isinstance(aliases, tuple) else ()))
    return {told for name in names if (told := key(name))}


def _number(node: Node) -> str:
    return number_key(str(node.properties.get("registration_number", "")))
