"""Writing nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from ecomap.domain.records import Node
from ecomap.snapshot.columns import node_scalars
from ecomap.stores.contract import PutCounts
from ecomap.stores.neo4j_store import past
from ecomap.stores.neo4j_store.ahead import Ahead
from ecomap.stores.neo4j_store.recent import Recent
from ecomap.stores.neo4j_store.records import NODE, node_columns, node_labels, node_map, to_node
from ecomap.stores.neo4j_store.server import encodable, rows
from ecomap.stores.refusals import bad_date, require_id, require_kind, require_same_kind, require_values, still_used

_STORED = f"MATCH (n:Record) WHERE n.id IN $ids RETURN {NODE}, id(n), coalesce(n._revision, 0)"
_USED = "MATCH (n:Record)-[r]-() WHERE n.id IN $ids RETURN n.id, r.id LIMIT 1"
_USED_AS_FIELD = "MATCH ()-[r]->() WHERE r.field IN $ids RETURN r.field, r.id LIMIT 1"

Found = tuple[Node, int, int]
"""A stored node, its internal id, and the revision of its last change."""


class NodeWriter:
    """Writes nodes at one revision."""

    def __init__(self, transaction: Ahead, revision: int) -> None:
        self._transaction = transaction
        self.revision = revision
        self._recent: Recent[Found] = Recent()

    def put(self, batch: Mapping[str, Node]) -> PutCounts:
        """Create or replace nodes, given by id."""
        stored = self.stored(batch)
        self._recent = Recent()
        created, replaced = [], []
        for node in batch.values():
            if found := stored.get(node.id):
                if found[0] != node:
                    replaced.append((node, *found))
            else:
                created.append(node)
        self._create(created)
        self._replace(replaced)
        return PutCounts(len(created), len(replaced), len(batch) - len(created) - len(replaced))

    def remove(self, ids: Collection[str]) -> int:
        """Remove nodes that no edge needs; absent ones are passed over."""
        stored = self.stored(ids)
        self._recent = Recent()
        if not stored:
            return 0
        for query in (_USED, _USED_AS_FIELD):
            if used := rows(self._transaction, query, ids=list(stored)):
                raise still_used(*used[0])
        past.keep(self._transaction, self.revision, ((node, since) for node, _, since in stored.values()))
        keys = [key for _, key, _ in stored.values()]
        rows(self._transaction, "UNWIND $keys AS key MATCH (n) WHERE id(n) = key DELETE n", keys=keys)
        return len(stored)

    def stored(self, ids: Collection[str]) -> dict[str, Found]:
        """Return the stored nodes among ids."""
        if not self._recent.covers(ids):
            found = rows(self._transaction, _STORED, ids=encodable(ids))
            self._recent = Recent(frozenset(ids), {row[0]: (to_node(row), row[3], row[4]) for row in found})
        return self._recent.among(ids)

    def _create(self, nodes: list[Node]) -> None:
        by_kind: dict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            _check(node)
            by_kind[node.kind].append(node)
        for kind, group in by_kind.items():
            text, rest, parameters = node_columns(group, self.revision)
            cypher = f"UNWIND range(0, $last) AS i CREATE (r{node_labels(kind)} {{{text}}}) {rest}"
            self._transaction.send(cypher, last=len(group) - 1, **parameters)

    def _replace(self, changed: list[tuple[Node, Node, int, int]]) -> None:
        if not changed:
            return
        pairs = []
        for node, old, key, _ in changed:
            _check(node)
            require_same_kind(node, old)
            pairs.append([key, node_map(node, self.revision)])
        past.keep(self._transaction, self.revision, ((old, since) for _, old, _, since in changed))
        rows(self._transaction, "UNWIND $pairs AS p MATCH (n) WHERE id(n) = p[0] SET n = p[1]", pairs=pairs)


def _check(node: Node) -> None:
    require_id(node)
    require_kind(node)
    require_values(node)
    try:
        node_scalars(node)
    except ValueError as error:
        raise bad_date(node, error) from error
