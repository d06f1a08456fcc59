"""The floor: the rows of a register put into empty tables of the same schema by bare ``sqlite3.executemany``."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from ecomap.stores.contract import NodeQuery
from ecomap.stores.search import index_text
from ecomap.stores.sqlite_store import SqliteStore
from ecomap.stores.sqlite_store.connections import WRITE_CACHE, open_file

TABLES = ("word", "change", "node", "node_name", "edge", "past")


def seconds(source: Path, target: Path) -> float:
    """Return the seconds that one transaction with all rows of a register takes, indexes and search included."""
    rows = _rows(source)
    store = SqliteStore(target)
    store.migrate()
    store.close()
    connection = open_file(target, timeout=1.0)
    connection.execute(f"PRAGMA cache_size = {WRITE_CACHE}")
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for name, values in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
    connection.execute("COMMIT")
    spent = time.perf_counter() - start
    connection.close()
    return spent


def _rows(source: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(source)
    rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
    keys = dict(connection.execute("SELECT id, key FROM node"))
    connection.close()
    rows["node_search (rowid, text)"] = _search_rows(source, keys)
    return rows


def _search_rows(source: Path, keys: dict[str, int]) -> list[tuple[object, ...]]:
    # The index has no content to copy, so its texts are made again.
    store = SqliteStore(source)
    found: list[tuple[object, ...]] = []
    cursor = ""
    while True:
        page = store.find_nodes(NodeQuery(limit=10_000, cursor=cursor))
        found += [(keys[node.id], index_text(node)) for node in page.items]
        if not (cursor := page.next_cursor):
            store.close()
            return found
