"""Writing edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ecomap.domain.records import Edge
from ecomap.stores.contract import PutCounts
from ecomap.stores.neo4j_store import past
from ecomap.stores.neo4j_store.ahead import Ahead
from ecomap.stores.neo4j_store.edge_ids import EdgeIds
from ecomap.stores.neo4j_store.node_keys import NodeKeys
from ecomap.stores.neo4j_store.reading import stored_edges
from ecomap.stores.neo4j_store.recent import Recent
from ecomap.stores.neo4j_store.records import edge_columns, edge_map, relationship, to_edge
from ecomap.stores.neo4j_store.server import encodable, rows
from ecomap.stores.refusals import require_edges, require_values

_ENDS = "MATCH (a) WHERE id(a) = $source[i] MATCH (b) WHERE id(b) = $target[i]"

Found = tuple[Edge, int, int]
"""A stored edge, its internal id, and the revision of its last change."""
Changed = tuple[Edge, Edge, int, int]
"""An edge to be, followed by what is stored of it."""


class EdgeWriter:
    """Writes edges at one revision between the nodes of ``keys``."""

    def __init__(self, transaction: Ahead, revision: int, keys: NodeKeys) -> None:
        self._transaction = transaction
        self.revision = revision
        self._keys = keys
        self._ids = EdgeIds(transaction)
        self._recent: Recent[Found] = Recent()

    def put(self, batch: Mapping[str, Edge]) -> PutCounts:
        """Create or replace edges, given by id."""
        stored = self.stored(batch, batch)
        self._recent = Recent()
        created: list[Edge] = []
        replaced: list[Changed] = []
        moved: list[Changed] = []
        for edge in batch.values():
            if not (found := stored.get(edge.id)):
                created.append(edge)
            elif found[0] != edge:
                (replaced if _same_place(edge, found[0]) else moved).append((edge, *found))
        new = [*created, *(edge for edge, *_ in moved)]
        self._check([*(edge for edge, *_ in replaced), *new])
        self._keep((*replaced, *moved))
        self._delete([key for *_, key, _ in moved])
        self._create(new)
        self._replace(replaced)
        self._ids.add(edge.id for edge in created)
        changed = len(replaced) + len(moved)
        return PutCounts(len(created), changed, len(batch) - len(created) - changed)

    def remove(self, ids: Collection[str]) -> int:
        """Remove edges; absent ones are passed over."""
        found = stored_edges(self._transaction, self._ids.types(), encodable(ids))
        self._recent = Recent()
        self._keep((None, *_found(row)) for row in found)
        self._delete([row[5] for row in found])
        return len(found)

    def forget_nodes(self) -> None:
        """Drop what was looked up about nodes, because some are removed."""
        self._keys.forget()

    def stored(self, ids: Collection[str], likely: Mapping[str, Edge] | None = None) -> dict[str, Found]:
        """Return the stored edges among ids.

        Parameters
        ----------
        ids : collection of str
        likely : mapping, optional
            Edges by id as they are most likely stored: the index of their type is asked first.
        """
        if self._recent.covers(ids):
            return self._recent.among(ids)
        asked = encodable(self._ids.perhaps_stored(ids))
        wanted: dict[str, list[str]] = defaultdict(list)
        if likely:
            for edge_id in asked:
                wanted[likely[edge_id].type].append(edge_id)
        types, found = self._ids.types(), dict[str, Found]()
        for type_, group in wanted.items():
            found |= self._read([type_] if type_ in types else [], group)
        found |= self._read(types, [edge_id for edge_id in asked if edge_id not in found])
        self._recent = Recent(frozenset(ids), found)
        return found

    def _read(self, types: list[str], ids: list[str]) -> dict[str, Found]:
        return {row[0]: _found(row) for row in stored_edges(self._transaction, types, ids)}

    def _check(self, edges: list[Edge]) -> None:
        self._keys.look_up(_referred(edges))
        require_edges(edges, self._keys.numbers)
        for edge in edges:
            if edge.properties:
                require_values(edge)

    def _create(self, edges: list[Edge]) -> None:
        by_type: dict[str, list[Edge]] = defaultdict(list)
        numbers = self._keys.numbers
        for edge in edges:
            by_type[edge.type].append(edge)
        for type_, group in by_type.items():
            text, rest, parameters = edge_columns(group, self.revision)
            self._transaction.send(
                f"UNWIND range(0, $last) AS i {_ENDS} CREATE (a)-[r:{relationship(type_)} {{{text}}}]->(b) {rest}",
                last=len(group) - 1,
                source=[numbers[edge.source] for edge in group],
                target=[numbers[edge.target] for edge in group],
                **parameters,
            )
            self._ids.add_type(type_)

    def _replace(self, changed: list[Changed]) -> None:
        if changed:
            pairs = [[key, edge_map(edge, self.revision)] for edge, _, key, _ in changed]
            cypher = "UNWIND $pairs AS p MATCH ()-[r]->() WHERE id(r) = p[0] SET r = p[1]"
            rows(self._transaction, cypher, pairs=pairs)

    def _keep(self, found: Iterable[tuple[Any, Edge, int, int]]) -> None:
        past.keep(self._transaction, self.revision, ((old, since) for _, old, _, since in found))

    def _delete(self, keys: list[int]) -> None:
        if keys:
            cypher = "UNWIND $keys AS key MATCH ()-[r]->() WHERE id(r) = key DELETE r"
            rows(self._transaction, cypher, keys=keys)


def _referred(edges: Iterable[Edge]) -> set[str]:
    """Return the ids of the nodes that edges refer to."""
    return {node for edge in edges for node in (edge.source, edge.target, edge.field)} - {""}


def _found(row: list[Any]) -> Found:
    return to_edge(row), row[5], row[6]


def _same_place(edge: Edge, other: Edge) -> bool:
    return (edge.type, edge.source, edge.target) == (other.type, other.source, other.target)
