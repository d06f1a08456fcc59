"""Writing nodes with all that is derived from them: scalar columns, name keys, search tokens, the past."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from ecomap.domain.records import Node
from ecomap.snapshot.columns import node_scalars
from ecomap.stores.contract import PutCounts
from ecomap.stores.record_text import properties_json
from ecomap.stores.refusals import bad_date, require_id, require_kind, require_same_kind, still_used
from ecomap.stores.search import index_text, lookup_keys
from ecomap.stores.sqlite_store import past
from ecomap.stores.sqlite_store.reading import IN_LIST
from ecomap.stores.sqlite_store.rows import NODE, listed, to_node
from ecomap.stores.sqlite_store.words import Words

_COLUMNS = (
    "id, kind, name_ko, name_en, level, since, until, population, budget, registration, synthetic, properties, revision"
)
_INSERT = f"INSERT INTO node ({_COLUMNS}, key) VALUES (?{', ?' * 13})"
_UPDATE = f"UPDATE node SET ({_COLUMNS}) = (?{', ?' * 12}) WHERE key = ?"
_USED = """
SELECT n.id, e.id FROM node n JOIN edge e ON e.{end} = n.key
WHERE n.id IN (SELECT value FROM json_each(?)) LIMIT 1
"""


class NodeWriter:
    """Writes nodes at one revision."""

    def __init__(self, connection: sqlite3.Connection, revision: int, words: Words) -> None:
        self._connection = connection
        self.revision = revision
        self._words = words
        (self._last_key,) = connection.execute("SELECT ifnull(max(key), 0) FROM node").fetchone()

    def put(self, batch: Mapping[str, Node]) -> PutCounts:
        """Create or replace nodes, given by id."""
        stored = self._stored(batch)
        created, replaced = [], []
        for node in batch.values():
            if found := stored.get(node.id):
                if found[0] != node:
                    replaced.append((node, *found))
            else:
                created.append(node)
        rows = [self._row(node) for node in created]
        self._create(created, rows)
        self._replace(replaced)
        return PutCounts(len(created), len(replaced), len(batch) - len(created) - len(replaced))

    def remove(self, ids: Collection[str]) -> int:
        """Remove nodes that no edge needs; absent ones are passed over."""
        for end in ("source", "target", "field"):
            if used := self._connection.execute(_USED.format(end=end), (listed(ids),)).fetchone():
                raise still_used(*used)
        stored = self._stored(ids)
        past.keep(self._connection, self.revision, ((node, since) for node, _, since in stored.values()))
        for node, key, _ in stored.values():
            self._forget(node, key)
        self._connection.executemany("DELETE FROM node WHERE key = ?", ((key,) for _, key, _ in stored.values()))
        return len(stored)

    def _stored(self, ids: Collection[str]) -> dict[str, tuple[Node, int, int]]:
        """Return nodes with their key and the revision of their last change, by id."""
        rows = self._connection.execute(f"{NODE} WHERE n.id {IN_LIST.format('?')}", (listed(ids),))
        return {row[0]: (to_node(row), row[5], row[6]) for row in rows}

    def _create(self, nodes: list[Node], rows: list[tuple[Any, ...]]) -> None:
        keys = range(self._last_key + 1, self._last_key + 1 + len(nodes))
        self._connection.executemany(_INSERT, ((*row, key) for row, key in zip(rows, keys, strict=True)))
        self._learn(list(zip(nodes, keys, strict=True)))
        self._last_key += len(nodes)

    def _replace(self, changed: list[tuple[Node, Node, int, int]]) -> None:
        past.keep(self._connection, self.revision, ((old, since) for _, old, _, since in changed))
        for node, old, key, _ in changed:
            require_same_kind(node, old)
            self._connection.execute(_UPDATE, (*self._row(node), key))
            if index_text(node) != index_text(old) or lookup_keys(node) != lookup_keys(old):
                self._forget(old, key)
                self._learn([(node, key)])

    def _row(self, node: Node) -> tuple[Any, ...]:
        require_id(node)
        require_kind(node)
        try:
            scalars = node_scalars(node)
        except ValueError as error:
            raise bad_date(node, error) from error
        number = node.properties.get("registration_number")
        return (
            node.id,
            self._words[node.kind],
            node.name_ko,
            node.name_en,
            *scalars,
            str(number) if number else None,
            bool(node.properties.get("synthetic")),
            properties_json(node),
            self.revision,
        )

    def _learn(self, nodes: list[tuple[Node, int]]) -> None:
        self._connection.executemany(
            "INSERT INTO node_name (name, node) VALUES (?, ?)",
            ((name, key) for node, key in nodes for name in lookup_keys(node)),
        )
        self._connection.executemany(
            "INSERT INTO node_search (rowid, text) VALUES (?, ?)",
            ((key, index_text(node)) for node, key in nodes),
        )

    def _forget(self, node: Node, key: int) -> None:
        self._connection.executemany(
            "DELETE FROM node_name WHERE name = ? AND node = ?", ((name, key) for name in lookup_keys(node))
        )
        # An index without content has to be told what it is to forget.
        self._connection.execute(
            "INSERT INTO node_search (node_search, rowid, text) VALUES ('delete', ?, ?)",
            (key, index_text(node)),
        )
