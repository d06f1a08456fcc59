"""Reading the whole graph as columns.

A row of a query costs far more than its values, so columns come collected, a part of the relationships at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import EdgeColumns, NodeColumns
from ecomap.stores.neo4j_store.queries import count_records
from ecomap.stores.neo4j_store.records import label, relationship
from ecomap.stores.neo4j_store.server import Rows, Runs, Server, rows
from graph_schema import load_ontology

PART = 50_000
"""Relationships (by internal id) that come in one piece; the client's memory is bounded by it."""
_READERS = 2

_DAY_ZERO = date(1, 1, 1)
_NODES = """
MATCH (n:Record:{label})
WITH n, [x IN [n.founded, n.start, n.adopted] WHERE x <> ''][0] AS since,
     [x IN [n.closed, n.end] WHERE x <> ''][0] AS until
WHERE n.id IS NOT NULL
RETURN collect(id(n)), collect(n.id), collect(coalesce(n.name_ko, '')), collect(coalesce(n.name_en, '')),
       collect(coalesce(toString(n.level), '')),
       collect(coalesce(duration.inDays($zero, date(since)).days + 1, 0)),
       collect(coalesce(duration.inDays($zero, date(until)).days + 1, 0)),
       collect(coalesce(n.population, '')), collect(coalesce(n.budget, '')), collect(DISTINCT n.synthetic)
"""
# The map reads all properties in one pass over them.
_EDGES = """
MATCH (a)-[r:{type}]->(b)
WITH id(r) / $part AS part, id(a) AS a, id(b) AS b, r {{.from, .to, .weight, .amount, .unit, .field}} AS p
RETURN part, collect(a), collect(b),
       collect(coalesce(duration.inDays($zero, p.from).days + 1, 0)),
       collect(coalesce(duration.inDays($zero, p.to).days + 1, 0)),
       collect(coalesce(p.weight, $none)), collect(coalesce(p.amount, $none)),
       collect(coalesce(p.unit, '')), collect(coalesce(p.field, ''))
"""
_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Columns:
    """The graph as columns, and whether any of it is synthetic."""

    nodes: NodeColumns
    edges: EdgeColumns
    synthetic: bool


def read_columns(server: Server) -> Columns:
    """Read the graph; the caller sees to it that nobody commits meanwhile."""
    present = server.read(count_records)
    ontology = load_ontology()
    kinds = [kind for kind in ontology.nodes if kind in present]
    # The types with most edges first, so that the readers end together.
    types = sorted((t for t in ontology.edges if t in present), key=lambda t: -present[t])
    with ThreadPoolExecutor(_READERS) as pool:
        node_parts = list(pool.map(lambda kind: _read_nodes(server, kind), kinds))
        nodes, keys, synthetic = _nodes(kinds, node_parts)
        places = _Places(keys, nodes.id)
        edge_parts = pool.map(lambda type_: _read_edges(server, type_, places), types)
        edges = _edges([part for parts in edge_parts for part in parts], places)
    return Columns(nodes, edges, synthetic)


class _Places:
    """Positions of nodes by internal id and by id, and the units met so far."""

    def __init__(self, keys: NDArray[np.int64], ids: Iterable[str]) -> None:
        self._order = np.argsort(keys)
        self._sorted = keys[self._order]
        self.by_id = {node_id: position for position, node_id in enumerate(ids)}
        self.units: dict[str, int] = {"": 0}

    def of(self, keys: list[int]) -> NDArray[np.int32]:
        """Return the position of each node, -1 for what is no record."""
        wanted = np.array(keys, dtype=np.int64)
        place = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[place] == wanted, self._order[place], -1).astype(np.int32)


def _read_nodes(server: Server, kind: str) -> list[Any]:
    return server.read(lambda t: rows(t, _NODES.format(label=label(kind)), zero=_DAY_ZERO))[0]


def _nodes(kinds: list[str], parts: Rows) -> tuple[NodeColumns, NDArray[np.int64], bool]:
    columns: list[list[Any]] = [[value for part in parts for value in part[number]] for number in range(_COLUMNS)]
    keys, ids, name_ko, name_en, level, since, until, population, budget, synthetic = columns
    kind = [kind for kind, part in zip(kinds, parts, strict=True) for _ in part[0]]
    nodes = NodeColumns(
        id=ids,
        kind=kind,
        name_ko=name_ko,
        name_en=name_en,
        level=level,
        since=np.array(since, dtype=np.int32),
        until=np.array(until, dtype=np.int32),
        population=_numbers(population),
        budget=_numbers(value if of == "programme" else "" for value, of in zip(budget, kind, strict=True)),
    )
    return nodes, np.array(keys, dtype=np.int64), any(synthetic)


def _read_edges(server: Server, type_: str, places: _Places) -> list[dict[str, Any]]:
    code = list(load_ontology().edges).index(type_)

    def work(transaction: Runs) -> list[dict[str, Any]]:
        cypher = _EDGES.format(type=relationship(type_))
        found = transaction.run(cypher, {"part": PART, "zero": _DAY_ZERO, "none": float("nan")})
        return [_part(code, record.values(), places) for record in found]

    return server.read(work)


def _part(code: int, row: list[Any], places: _Places) -> dict[str, Any]:
    _, source, target, since, until, weight, amount, unit, field = row
    units = places.units
    return {
        "type": np.full(len(source), code, dtype=np.int32),
        "source": places.of(source),
        "target": places.of(target),
        "since": np.array(since, dtype=np.int32),
        "until": np.array(until, dtype=np.int32),
        "weight": np.array(weight, dtype=np.float64),
        "amount": np.array(amount, dtype=np.float64),
        "unit": np.array([units.setdefault(name, len(units)) for name in unit], dtype=np.int32),
        "field": np.array([places.by_id.get(node_id, -1) for node_id in field], dtype=np.int32),
    }


def _edges(parts: list[dict[str, Any]], places: _Places) -> EdgeColumns:
    empty = {name: np.empty(0, dtype=np.int32) for name in EdgeColumns.__slots__ if name != "units"}
    joined = {name: np.concatenate([part[name] for part in parts]) for name in empty} if parts else empty
    # Relationships of others' nodes are no edges of the register.
    ours = (joined["source"] >= 0) & (joined["target"] >= 0)
    used, unit = np.unique(joined["unit"][ours], return_inverse=True)
    names = list(places.units)
    columns: dict[str, Any] = {name: column[ours] for name, column in joined.items()}
    columns["unit"] = unit.astype(np.int32)
    return EdgeColumns(**columns, units=tuple(names[code] for code in used.tolist()))


def _numbers(values: Iterable[Any]) -> NDArray[np.float64]:
    return np.array([value if isinstance(value, int | float) else np.nan for value in values], dtype=np.float64)
