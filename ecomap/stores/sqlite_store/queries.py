"""Listing, searching and counting nodes."""

from __future__ import annotations

import sqlite3

from ecomap.domain.records import Node
from ecomap.domain.texts import key
from ecomap.stores.contract import NodeQuery, Page
from ecomap.stores.paging import checked_limit, page, seal, unseal
from ecomap.stores.sqlite_store import fts
from ecomap.stores.sqlite_store.reading import IN_LIST, store_uid
from ecomap.stores.sqlite_store.rows import NODE, NODE_COLUMNS, NODE_TABLES, listed, to_node
from graph_schema import load_ontology

_Parameters = dict[str, object]

_LINKS = (
    ("places", ("located_in", "active_in")),
    ("fields", ("works_in",)),
    ("tasks", ("responsible_for",)),
)

# A name that equals the query comes first (tier 0), then names that begin with it (1), then the rest.
_BEST = """
WITH hit (node, tier) AS (
    SELECT node, name <> :name FROM node_name WHERE name >= :name AND name < :behind
    UNION ALL
    SELECT rowid, 2 FROM node_search WHERE node_search MATCH :match
), best (node, tier) AS (
    SELECT node, min(tier) FROM hit GROUP BY node
)
"""


def list_nodes(connection: sqlite3.Connection, query: NodeQuery) -> Page[Node]:
    """Return a page of nodes in order of Korean name and id."""
    limit, uid = checked_limit(query.limit), store_uid(connection)
    name, node_id = unseal(uid, "nodes", query.cursor, start=["", ""])
    clauses, parameters = _linked(query)
    where = " AND ".join(["n.kind = k.key", "(n.name_ko, n.id) > (:name, :id)", *clauses])
    parts, kinds = [], query.kinds or load_ontology().nodes
    # One range of the index (kind, name_ko, id) for each kind; together they hold the page.
    for number, kind in enumerate(kinds):
        parameters[f"kind{number}"] = kind
        inner = f"SELECT n.key FROM word k CROSS JOIN node n WHERE k.text = :kind{number} AND {where}"
        parts.append(f"SELECT key FROM ({inner} ORDER BY n.name_ko, n.id LIMIT :limit)")
    sql = f"{NODE} WHERE n.key IN ({' UNION ALL '.join(parts)}) ORDER BY n.name_ko, n.id LIMIT :limit"
    parameters |= {"name": name, "id": node_id, "limit": limit + 1}
    rows = connection.execute(sql, parameters).fetchall()
    return page(rows, limit, to_node, lambda row: seal(uid, "nodes", [row[2], row[0]]))


def search_nodes(connection: sqlite3.Connection, query: NodeQuery) -> Page[Node]:
    """Return a page of nodes, best match first."""
    limit, uid = checked_limit(query.limit), store_uid(connection)
    tier, name, node_id = unseal(uid, "search", query.cursor, start=[-1, "", ""])
    asked = _asked(query.text)
    if not asked["match"]:
        return Page(())
    clauses, parameters = _matching(query)
    where = " AND ".join(["n.key = b.node", "(b.tier, n.name_ko, n.id) > (:tier, :after, :id)", *clauses])
    sql = f"""
        {_BEST} SELECT {NODE_COLUMNS}, b.tier FROM best b CROSS JOIN {NODE_TABLES}
        WHERE {where} ORDER BY b.tier, n.name_ko, n.id LIMIT :limit
    """
    parameters |= asked | {"tier": tier, "after": name, "id": node_id, "limit": limit + 1}
    rows = connection.execute(sql, parameters).fetchall()
    return page(rows, limit, to_node, lambda row: seal(uid, "search", [row[7], row[2], row[0]]))


def count_nodes(connection: sqlite3.Connection, query: NodeQuery) -> int:
    """Return how many nodes match."""
    clauses, parameters = _matching(query)
    source, tables = "", "node n"
    if query.text.strip():
        asked = _asked(query.text)
        if not asked["match"]:
            return 0
        source, tables = _BEST, "best b JOIN node n ON n.key = b.node"
        parameters |= asked
    where = " AND ".join(["TRUE", *clauses])
    return int(connection.execute(f"{source} SELECT count(*) FROM {tables} WHERE {where}", parameters).fetchone()[0])


def count_records(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of records by node kind and by edge type."""
    sql = """
        SELECT text, count FROM word JOIN (
            SELECT kind AS word, count(*) AS count FROM node GROUP BY kind
            UNION ALL SELECT type, count(*) FROM edge GROUP BY type
        ) ON word.key = word ORDER BY text
    """
    return dict(connection.execute(sql))


def _asked(text: str) -> _Parameters:
    name = key(text)
    return {"name": name, "behind": f"{name}\U0010ffff", "match": fts.match(text)}


def _matching(query: NodeQuery) -> tuple[list[str], _Parameters]:
    clauses, parameters = _linked(query)
    if query.kinds:
        clauses.append(f"n.kind IN (SELECT key FROM word WHERE text {IN_LIST.format(':kinds')})")
        parameters["kinds"] = listed(query.kinds)
    return clauses, parameters


def _linked(query: NodeQuery) -> tuple[list[str], _Parameters]:
    clauses: list[str] = []
    parameters: _Parameters = {}
    for name, types in _LINKS:
        if ids := getattr(query, name):
            clauses.append(f"""
                n.key IN (
                    SELECT e.source FROM edge e
                    WHERE e.target IN (SELECT key FROM node WHERE id {IN_LIST.format(f":{name}")})
                      AND e.type IN (SELECT key FROM word WHERE text {IN_LIST.format(f":{name}_by")})
                )
            """)
            parameters |= {name: listed(ids), f"{name}_by": listed(types)}
    return clauses, parameters
