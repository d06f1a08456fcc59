"""Reading the whole graph as columns, in few large reads and without JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.errors import SchemaMismatch
from ecomap.snapshot import EdgeColumns, NodeColumns, Snapshot, build
from ecomap.stores.sqlite_store.writing import last_revision
from graph_schema import Ontology, Text, load_ontology

_NODES = """
SELECT n.id, k.text, n.name_ko, n.name_en, n.level, n.key, n.since, n.until, n.population, n.budget
FROM node n LEFT JOIN word k ON k.key = n.kind ORDER BY n.key
"""
_VALUES = "valid_from <> 0 OR valid_to <> 0 OR weight IS NOT NULL OR amount IS NOT NULL OR field IS NOT NULL"
# 9e999 is infinity: no column holds it, and numpy reads it faster than None.
_FULL = f"""
SELECT type, source, target, valid_from, valid_to, ifnull(weight, 9e999), ifnull(amount, 9e999), unit, ifnull(field, 0)
FROM edge WHERE {_VALUES}
"""
_PLAIN = f"SELECT type, source, target, unit FROM edge WHERE NOT ({_VALUES})"


def read_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """Read the graph in the transaction that the connection is in."""
    ontology = load_ontology()
    nodes, position = _nodes(connection)
    words = dict(connection.execute("SELECT key, text FROM word"))
    _require_known(connection, ontology)
    (synthetic,) = connection.execute("SELECT EXISTS (SELECT 1 FROM node WHERE synthetic)").fetchone()
    return build(
        nodes,
        _edges(connection, position, words, ontology),
        revision=last_revision(connection),
        synthetic=bool(synthetic),
        ontology=ontology,
    )


def _require_known(connection: sqlite3.Connection, ontology: Ontology) -> None:
    for name, known in (("kind FROM node", ontology.nodes), ("type FROM edge", ontology.edges)):
        used = connection.execute(f"SELECT text FROM word WHERE key IN (SELECT DISTINCT {name})")
        if unknown := sorted({text for (text,) in used} - known.keys()):
            shown = ", ".join(unknown)
            raise SchemaMismatch(
                Text(
                    f"저장소에 이 판의 온톨로지가 모르는 종류가 있습니다: {shown}",
                    f"The store has kinds that this version's ontology does not know: {shown}",
                ),
                Text("저장한 때의 ecomap 판을 쓰십시오.", "Use the version of ecomap that stored them."),
            )


def _nodes(connection: sqlite3.Connection) -> tuple[NodeColumns, NDArray[np.int32]]:
    """Return the nodes, and the position of each by key (-1 for a key without node)."""
    rows = connection.execute(_NODES).fetchall()
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * 10
    ids, kinds, name_ko, name_en, levels, keys, since, until, population, budget = columns
    position = np.full(max(keys, default=0) + 1, -1, dtype=np.int32)
    position[list(keys)] = np.arange(len(keys), dtype=np.int32)
    nodes = NodeColumns(
        id=ids,
        kind=kinds,
        name_ko=name_ko,
        name_en=name_en,
        level=levels,
        since=np.array(since, dtype=np.int32),
        until=np.array(until, dtype=np.int32),
        population=np.array(population, dtype=np.float64),
        budget=np.array(budget, dtype=np.float64),
    )
    return nodes, position


def _edges(
    connection: sqlite3.Connection, position: NDArray[np.int32], words: dict[int, str], ontology: Ontology
) -> EdgeColumns:
    full = _numbers(connection.execute(_FULL), 9)
    plain = _numbers(connection.execute(_PLAIN), 4)
    count = len(plain)
    type_code = _codes(words, {name: code for code, name in enumerate(ontology.edges)})
    used = np.unique(np.concatenate([full[:, 7], plain[:, 3]]).astype(np.int64))
    units = tuple(words[key] for key in used.tolist())
    unit_code = _codes(words, {unit: code for code, unit in enumerate(units)})

    def joined(wide: int, narrow: int) -> NDArray[np.int64]:
        return np.concatenate([full[:, wide], plain[:, narrow]]).astype(np.int64)

    def filled(wide: int, value: float) -> NDArray[np.float64]:
        return np.concatenate([full[:, wide], np.full(count, value)])

    def measured(wide: int) -> NDArray[np.float64]:
        values = filled(wide, np.nan)
        values[np.isinf(values)] = np.nan
        return values

    return EdgeColumns(
        type=type_code[joined(0, 0)],
        source=position[joined(1, 1)],
        target=position[joined(2, 2)],
        since=filled(3, 0).astype(np.int32),
        until=filled(4, 0).astype(np.int32),
        weight=measured(5),
        amount=measured(6),
        unit=unit_code[joined(7, 3)],
        field=position[filled(8, 0).astype(np.int64)],
        units=units,
    )


def _numbers(rows: Iterable[tuple[float, ...]], width: int) -> NDArray[np.float64]:
    # Keys and day numbers are far below 2**53 and therefore exact.
    return np.fromiter(chain.from_iterable(rows), dtype=np.float64).reshape(-1, width)


def _codes(words: dict[int, str], codes: dict[str, int]) -> NDArray[np.int32]:
    found = np.zeros(max(words, default=0) + 1, dtype=np.int32)
    for key, text in words.items():
        found[key] = codes.get(text, 0)
    return found
