"""The verbs that read by id, number, name and end; a store and an open transaction share them."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Collection
from contextlib import AbstractContextManager

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, Node
from ecomap.domain.texts import key
from ecomap.stores.contract import EdgeQuery, Page, PaperQuery, Reading
from ecomap.stores.paging import checked_limit, page, seal, unseal
from ecomap.stores.search import number_term
from ecomap.stores.sqlite_store import papers
from ecomap.stores.sqlite_store.rows import EDGE, NODE, listed, to_edge, to_node
from graph_schema import load_ontology

IN_LIST = "IN (SELECT value FROM json_each({}))"


class SqliteReading(Reading):
    """Reading over a connection that the subclass provides."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """Lend a connection inside a transaction, so that all that is read belongs together."""

    def get_nodes(self, ids: Collection[str]) -> dict[str, Node]:
        with self._reading() as connection:
            rows = connection.execute(f"{NODE} WHERE n.id {IN_LIST.format('?')}", (listed(ids),))
            return {row[0]: to_node(row) for row in rows}

    def get_kinds(self, ids: Collection[str]) -> dict[str, str]:
        sql = f"SELECT n.id, k.text FROM node n LEFT JOIN word k ON k.key = n.kind WHERE n.id {IN_LIST.format('?')}"
        with self._reading() as connection:
            return dict(connection.execute(sql, (listed(ids),)).fetchall())

    def get_edges(self, ids: Collection[str]) -> dict[str, Edge]:
        with self._reading() as connection:
            rows = connection.execute(f"{EDGE} WHERE e.id {IN_LIST.format('?')}", (listed(ids),))
            return {row[0]: to_edge(row) for row in rows}

    def find_registered(self, numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
        found = self._looked_up({number: number_term(number) for number in numbers})
        # Records that an earlier version wrote have no term for their number.
        sql = f"SELECT registration, id FROM node WHERE registration {IN_LIST.format('?')}"
        with self._reading() as connection:
            for number, node_id in connection.execute(sql, (listed(numbers),)):
                found[number] = tuple(sorted({*found.get(number, ()), node_id}))
        return found

    def find_named(self, names: Collection[str]) -> dict[str, tuple[str, ...]]:
        return self._looked_up({name: key(name) for name in names})

    def _looked_up(self, terms: dict[str, str]) -> dict[str, tuple[str, ...]]:
        """Return actor ids by what was asked for, given the term that it is looked up by."""
        kinds = listed(load_ontology().actor_kinds)
        sql = f"""
            SELECT a.name, n.id FROM node_name a JOIN node n ON n.key = a.node
            WHERE a.name {IN_LIST.format("?")}
              AND n.kind IN (SELECT key FROM word WHERE text {IN_LIST.format("?")})
            ORDER BY n.id
        """
        found: dict[str, tuple[str, ...]] = {}
        with self._reading() as connection:
            for term, node_id in connection.execute(sql, (listed(set(terms.values())), kinds)):
                found[term] = (*found.get(term, ()), node_id)
        return {asked: found[term] for asked, term in terms.items() if term in found}

    def find_edges(self, query: EdgeQuery) -> Page[Edge]:
        limit = checked_limit(query.limit)
        with self._reading() as connection:
            uid = store_uid(connection)
            (after,) = unseal(uid, "edges", query.cursor, start=[""])
            keys, parameters = _edge_keys(query)
            sql = f"{EDGE} WHERE e.key IN ({keys}) ORDER BY e.id"
            rows = connection.execute(sql, parameters | {"after": after, "limit": limit + 1}).fetchall()
        return page(rows, limit, to_edge, lambda row: seal(uid, "edges", [row[0]]))

    def get_papers(self, kind: str, ids: Collection[str]) -> dict[str, Paper]:
        with self._reading() as connection:
            return papers.get(connection, kind, ids)

    def find_papers(self, query: PaperQuery) -> Page[Paper]:
        with self._reading() as connection:
            return papers.find(connection, store_uid(connection), query)

    def paper_kinds(self) -> tuple[str, ...]:
        with self._reading() as connection:
            return papers.kinds(connection)


def store_uid(connection: sqlite3.Connection) -> str:
    """Return the permanent id of the store."""
    return str(connection.execute("SELECT value FROM meta WHERE name = 'uid'").fetchone()[0])


def _edge_keys(query: EdgeQuery) -> tuple[str, dict[str, object]]:
    """Return a query for the keys of a page of edges, picked before the joins that complete them."""
    # Few edges end at the nodes asked for: the sign keeps the planner from walking all edges of a type instead.
    sign = "+" if query.nodes else ""
    clauses, parameters = [f"{sign}id > :after"], dict[str, object]()
    if query.types:
        clauses.append(f"{sign}type IN (SELECT key FROM word WHERE text {IN_LIST.format(':types')})")
        parameters["types"] = listed(query.types)
    if query.on is not None:
        clauses.append("valid_from <= :on AND (valid_to = 0 OR valid_to >= :on)")
        parameters["on"] = query.on.toordinal()
    where = " AND ".join(clauses)
    if not query.nodes:
        return f"SELECT key FROM edge WHERE {where} ORDER BY id LIMIT :limit", parameters
    parameters["nodes"] = listed(query.nodes)
    ends = f"(SELECT key FROM node WHERE id {IN_LIST.format(':nodes')})"
    parts = (f"SELECT key, id FROM edge WHERE {end} IN {ends} AND {where}" for end in ("source", "target"))
    return f"SELECT key FROM ({' UNION '.join(parts)}) ORDER BY id LIMIT :limit", parameters
