"""The verbs that read by id, number, name and end; a store and an open transaction share them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, Node
from ecomap.domain.texts import key
from ecomap.stores.contract import EdgeQuery, Page, PaperQuery, Reading
from ecomap.stores.neo4j_store import papers
from ecomap.stores.neo4j_store.failures import unmigrated
from ecomap.stores.neo4j_store.lucene import term
from ecomap.stores.neo4j_store.records import EDGE, NODE, cut, kind_of, relationship, to_edge, to_node, types
from ecomap.stores.neo4j_store.server import Rows, Runs, encodable, rows
from ecomap.stores.paging import checked_limit, page, seal, unseal
from ecomap.stores.search import number_term
from graph_schema import load_ontology
from graph_schema.constraints import KEYS_INDEX

Answer = TypeVar("Answer")

_FEW = 200
"""Up to so many names an index is asked one by one; beyond, one pass over all actors is faster."""

_NAMED = """
UNWIND $keys AS key
CALL db.index.fulltext.queryNodes($index, key.query) YIELD node AS n
WITH n, key WHERE n:Actor AND key.text IN n._keys
RETURN key.text, n.id ORDER BY n.id
"""
_NAMED_MANY = """
MATCH (n:Actor) UNWIND [key IN n._keys WHERE key IN $keys] AS key RETURN key, n.id ORDER BY n.id
"""
_REGISTERED = """
MATCH (n:Record) WHERE n.registration_number IN $numbers RETURN n.registration_number, n.id ORDER BY n.id
"""


class Neo4jReading(Reading):
    """Reading over transactions that the subclass provides."""

    shown: str

    @abstractmethod
    def _read(self, work: Callable[[Runs], Answer]) -> Answer:
        """Run work in a transaction that reads."""

    def get_nodes(self, ids: Collection[str]) -> dict[str, Node]:
        wanted = encodable(ids)
        found = self._read(lambda t: rows(t, f"MATCH (n:Record) WHERE n.id IN $ids RETURN {NODE}", ids=wanted))
        return {row[0]: to_node(row) for row in found}

    def get_kinds(self, ids: Collection[str]) -> dict[str, str]:
        wanted = encodable(ids)
        cypher = "MATCH (n:Record) WHERE n.id IN $ids RETURN labels(n), collect(n.id)"
        found = self._read(lambda t: rows(t, cypher, ids=wanted))
        return {node_id: kind_of(labels) for labels, node_ids in found for node_id in node_ids}

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        wanted = encodable(ids)
        found = self._read(lambda t: stored_edges(t, list(types().values()), wanted))
        return {row[0]: to_edge(row) for row in found}

    def find_registered(self, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
        found = self._looked_up({number: cut(number_term(number)) for number in numbers})
        # Records that an earlier version wrote have no term for their number.
        for number, node_id in self._read(lambda t: rows(t, _REGISTERED, numbers=encodable(numbers))):
            found[number] = tuple(sorted({*found.get(number, ()), node_id}))
        return found

    def find_named(self, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        return self._looked_up({name: cut(key(name)) for name in names})

    def _looked_up(self, terms: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """Return actor ids by what was asked for, given the term that it is looked up by."""
        wanted = encodable(set(terms.values()) - {""})
        found: dict[str, tuple[str, ...]] = {}
        for form, node_id in self._read(lambda t: _named(t, wanted)):
            found[form] = (*found.get(form, ()), node_id)
        return {asked: found[form] for asked, form in terms.items() if form in found}

    def find_edges(self, query: EdgeQuery) -> Page[Edge]:
        limit = checked_limit(query.limit)

        def work(transaction: Runs) -> tuple[str, Rows]:
            uid = store_uid(transaction, self.shown)
            (after,) = unseal(uid, "edges", query.cursor, start=[""])
            return uid, _page_of_edges(transaction, query, str(after), limit)

        uid, found = self._read(work)
        return page(found, limit, to_edge, lambda row: seal(uid, "edges", [row[0]]))

    def get_papers(self, kind: str, ids: Collection[str]) -> dict[str, Paper]:
        return self._read(lambda t: papers.get(t, kind, ids))

    def find_papers(self, query: PaperQuery) -> Page[Paper]:
        return self._read(lambda t: papers.find(t, store_uid(t, self.shown), query))

    def paper_kinds(self) -> tuple[str, ...]:
        return self._read(papers.kinds)


def store_uid(transaction: Runs, shown: str) -> str:
    """Return the permanent id of the register; raises `SchemaMismatch` if there is none."""
    return str(register(transaction, shown)[0])


def register(transaction: Runs, shown: str) -> tuple[str, int]:
    """Return the permanent id and the revision of the register; raises `SchemaMismatch` if there is none."""
    found = rows(transaction, "MATCH (n:EcomapRegister {name: 'register'}) RETURN n.uid, n.revision")
    if not found:
        raise unmigrated(shown)
    return str(found[0][0]), int(found[0][1])


def stored_edges(transaction: Runs, kinds: Collection[str], ids: list[str]) -> Rows:
    """Return what is stored of edges of some types, each looked up in the index of its type."""
    if not kinds or not ids:
        return []
    parts = (f"MATCH ()-[r:{relationship(kind)}]->() WHERE r.id IN $ids RETURN {EDGE}" for kind in kinds)
    return rows(transaction, " UNION ALL ".join(parts), ids=ids)


def all_nodes(transaction: Runs) -> Iterator[tuple[Node, int]]:
    """Yield every node with the revision at which it became so."""
    for row in transaction.run(f"MATCH (n:Record) WHERE n.id IS NOT NULL RETURN {NODE}"):
        yield to_node(row.values()), row[2].get("_revision", 0)


def all_edges(transaction: Runs) -> Iterator[tuple[Edge, int]]:
    """Yield every edge with the revision at which it became so."""
    for type_ in types():
        for row in transaction.run(f"MATCH (:Record)-[r:{type_}]->(:Record) RETURN {EDGE}"):
            yield to_edge(row.values()), row[6]


def _named(transaction: Runs, keys: list[str]) -> Rows:
    if len(keys) > _FEW:
        return rows(transaction, _NAMED_MANY, keys=keys)
    asked = [{"text": text, "query": term(text)} for text in keys]
    return rows(transaction, _NAMED, keys=asked, index=KEYS_INDEX)


def _page_of_edges(transaction: Runs, query: EdgeQuery, after: str, limit: int) -> Rows:
    known = load_ontology().edges
    kinds = [kind for kind in dict.fromkeys(query.types or known) if kind in known]
    if not kinds:
        return []
    day = "AND (r.from IS NULL OR r.from <= $on) AND (r.to IS NULL OR r.to >= $on)" if query.on else ""
    parameters = {"after": after, "limit": limit + 1, "on": query.on, "nodes": encodable(query.nodes)}
    tail = f"RETURN {EDGE} ORDER BY id LIMIT $limit"
    if query.nodes:
        pattern = "|".join(map(relationship, kinds))
        cypher = f"""
            MATCH (n:Record)-[r:{pattern}]-() WHERE n.id IN $nodes AND r.id > $after {day} WITH DISTINCT r {tail}
        """
        return rows(transaction, cypher, **parameters)
    parts = (
        f"MATCH ()-[r:{relationship(kind)}]->() WHERE r.id > $after {day} WITH r ORDER BY r.id LIMIT $limit RETURN r"
        for kind in kinds
    )
    return rows(transaction, f"CALL {{ {' UNION ALL '.join(parts)} }} {tail}", **parameters)
