"""Listing, searching and counting nodes."""

from __future__ import annotations

from typing import Any

from ecomap.domain.records import Node
from ecomap.domain.texts import key
from ecomap.stores.contract import NodeQuery, Page
from ecomap.stores.neo4j_store import lucene
from ecomap.stores.neo4j_store.reading import store_uid
from ecomap.stores.neo4j_store.records import NODE, cut, label, relationship, to_node
from ecomap.stores.neo4j_store.server import Runs, encodable, rows
from ecomap.stores.paging import checked_limit, page, seal, unseal
from graph_schema import load_ontology
from graph_schema.constraints import KEYS_INDEX, WORDS_INDEX

_LINKS = (
    ("places", ("located_in", "active_in")),
    ("fields", ("works_in",)),
    ("tasks", ("responsible_for",)),
)
_AFTER = "(n.name_ko > $name OR n.name_ko = $name AND n.id > $id)"

# A name that equals the query comes first (tier 0), then names that begin with it (1), then the rest.
_BEST = f"""
CALL {{
    CALL db.index.fulltext.queryNodes('{KEYS_INDEX}', $begins) YIELD node
    RETURN node, CASE WHEN $key IN node._keys THEN 0 ELSE 1 END AS tier
    UNION ALL
    CALL db.index.fulltext.queryNodes('{WORDS_INDEX}', $words) YIELD node
    RETURN node, 2 AS tier
}}
WITH node AS n, min(tier) AS tier
"""


def find_nodes(transaction: Runs, query: NodeQuery, shown: str) -> Page[Node]:
    """Return a page of nodes."""
    limit, uid = checked_limit(query.limit), store_uid(transaction, shown)
    return _search(transaction, query, limit, uid) if query.text.strip() else _list(transaction, query, limit, uid)


def count_nodes(transaction: Runs, query: NodeQuery) -> int:
    """Return how many nodes match."""
    clauses, parameters = _matching(query)
    source = "MATCH (n:Record)"
    if query.text.strip():
        asked = _asked(query.text)
        if not asked:
            return 0
        source, parameters = _BEST, parameters | asked
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    return int(rows(transaction, f"{source} {where} RETURN count(n)", **parameters)[0][0])


def count_records(transaction: Runs) -> dict[str, int]:
    """Return the number of records by node kind and by edge type, from the server's own counters."""
    ontology = load_ontology()
    counted = {kind: f"(:{label(kind)})" for kind in ontology.nodes}
    counted |= {kind: f"()-[:{relationship(kind)}]->()" for kind in ontology.edges}
    columns = ", ".join(f"COUNT {{ {pattern} }}" for pattern in counted.values())
    (found,) = rows(transaction, f"RETURN {columns}")
    return {kind: count for kind, count in sorted(zip(counted, found, strict=True)) if count}


def _list(transaction: Runs, query: NodeQuery, limit: int, uid: str) -> Page[Node]:
    name, node_id = unseal(uid, "nodes", query.cursor, start=["", ""])
    clauses, parameters = _matching(query)
    where = " AND ".join([_AFTER, *clauses])
    cypher = f"MATCH (n:Record) WHERE {where} RETURN {NODE} ORDER BY n.name_ko, n.id LIMIT $limit"
    found = rows(transaction, cypher, **parameters, name=name, id=node_id, limit=limit + 1)
    return page(found, limit, to_node, lambda row: seal(uid, "nodes", [row[2]["name_ko"], row[0]]))


def _search(transaction: Runs, query: NodeQuery, limit: int, uid: str) -> Page[Node]:
    tier, name, node_id = unseal(uid, "search", query.cursor, start=[-1, "", ""])
    asked = _asked(query.text)
    if not asked:
        return Page(())
    clauses, parameters = _matching(query)
    where = " AND ".join([f"(tier > $tier OR tier = $tier AND {_AFTER})", *clauses])
    cypher = f"{_BEST} WHERE {where} RETURN {NODE}, tier ORDER BY tier, n.name_ko, n.id LIMIT $limit"
    parameters |= asked | {"tier": tier, "name": name, "id": node_id, "limit": limit + 1}
    found = rows(transaction, cypher, **parameters)
    return page(found, limit, to_node, lambda row: seal(uid, "search", [row[3], row[2]["name_ko"], row[0]]))


def _asked(text: str) -> dict[str, Any]:
    """Return the parameters of a search, none if the text has no letter and no digit or cannot be stored."""
    words, form = lucene.words(text), cut(key(text))
    if not words or not form or not encodable([text]):
        return {}
    return {"words": words, "key": form, "begins": lucene.beginning(form)}


def _matching(query: NodeQuery) -> tuple[list[str], dict[str, Any]]:
    clauses: list[str] = []
    parameters: dict[str, Any] = {}
    if query.kinds:
        known = load_ontology().nodes
        labels = [f"n:{label(kind)}" for kind in query.kinds if kind in known]
        clauses.append(f"({' OR '.join(labels)})" if labels else "false")
    for name, links in _LINKS:
        if ids := getattr(query, name):
            pattern = "|".join(map(relationship, links))
            clauses.append(f"EXISTS {{ (n)-[:{pattern}]->(x:Record) WHERE x.id IN ${name} }}")
            parameters[name] = encodable(ids)
    return clauses, parameters
