"""Writing edges."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ecomap.domain.records import Edge
from ecomap.snapshot.columns import NO_DAY
from ecomap.stores.contract import PutCounts
from ecomap.stores.record_text import properties_json
from ecomap.stores.refusals import require_edges
from ecomap.stores.sqlite_store import past
from ecomap.stores.sqlite_store.reading import IN_LIST
from ecomap.stores.sqlite_store.rows import EDGE, listed, to_edge
from ecomap.stores.sqlite_store.words import Words

_COLUMNS = "id, type, source, target, valid_from, valid_to, weight, amount, unit, field, properties, revision"
_INSERT = f"INSERT INTO edge ({_COLUMNS}) VALUES (?{', ?' * 11})"
_UPDATE = f"UPDATE edge SET ({_COLUMNS}) = (?{', ?' * 11}) WHERE key = ?"
_REMEMBERED = 200_000


class EdgeWriter:
    """Writes edges at one revision."""

    def __init__(self, connection: sqlite3.Connection, revision: int, words: Words) -> None:
        self._connection = connection
        self.revision = revision
        self._words = words
        self._nodes: dict[str, int] = {}

    def put(self, batch: Mapping[str, Edge]) -> PutCounts:
        """Create or replace edges, given by id."""
        stored = self._stored(batch)
        created, replaced = [], []
        for edge in batch.values():
            if found := stored.get(edge.id):
                if found[0] != edge:
                    replaced.append((edge, *found))
            else:
                created.append(edge)
        written = [*created, *(edge for edge, *_ in replaced)]
        self._look_up(written)
        require_edges(written, self._nodes)
        self._connection.executemany(_INSERT, map(self._row, created))
        past.keep(self._connection, self.revision, ((old, since) for _, old, _, since in replaced))
        self._connection.executemany(_UPDATE, ((*self._row(edge), key) for edge, _, key, _ in replaced))
        return PutCounts(len(created), len(replaced), len(batch) - len(created) - len(replaced))

    def remove(self, ids: Collection[str]) -> int:
        """Remove edges; absent ones are passed over."""
        stored = self._stored(ids).values()
        past.keep(self._connection, self.revision, ((edge, since) for edge, _, since in stored))
        self._connection.executemany("DELETE FROM edge WHERE key = ?", ((key,) for _, key, _ in stored))
        return len(stored)

    def forget_nodes(self) -> None:
        """Drop what was looked up about nodes, because some are removed."""
        self._nodes.clear()

    def _stored(self, ids: Collection[str]) -> dict[str, tuple[Edge, int, int]]:
        """Return edges with their key and the revision of their last change, by id."""
        rows = self._connection.execute(f"{EDGE} WHERE e.id {IN_LIST.format('?')}", (listed(ids),))
        return {row[0]: (to_edge(row), row[11], row[12]) for row in rows}

    def _look_up(self, edges: Iterable[Edge]) -> None:
        """Read the keys of the nodes that edges refer to, a bounded number of which stay at hand."""
        wanted = {node for edge in edges for node in (edge.source, edge.target, edge.field)}
        if len(self._nodes) > _REMEMBERED:
            self._nodes.clear()
        missing = wanted - self._nodes.keys()
        sql = f"SELECT id, key FROM node WHERE id {IN_LIST.format('?')}"
        self._nodes.update(self._connection.execute(sql, (listed(missing),)))

    def _row(self, edge: Edge) -> tuple[Any, ...]:
        nodes = self._nodes
        return (
            edge.id,
            self._words[edge.type],
            nodes[edge.source],
            nodes[edge.target],
            edge.valid_from.toordinal() if edge.valid_from else NO_DAY,
            edge.valid_to.toordinal() if edge.valid_to else NO_DAY,
            edge.weight,
            edge.amount,
            self._words[edge.unit],
            nodes[edge.field] if edge.field else None,
            properties_json(edge),
            self.revision,
        )
