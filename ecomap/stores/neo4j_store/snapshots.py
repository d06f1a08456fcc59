"""Reading the whole graph as columns.

A row of a query costs far more than its values, so columns come collected, a part of the relationships at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import EdgeColumns, NodeColumns
from ecomap.snapshot.columns import NO_DAY
from ecomap.stores.neo4j_store.queries import count_records
from ecomap.stores.neo4j_store.records import label, relationship
from ecomap.stores.neo4j_store.server import Rows, Runs, Server, rows
from graph_schema import load_ontology

PART = 50_000
"""Relationships (by internal id) that come in one piece; the client's memory is bounded by it."""
_READERS = 2

# The map reads all properties in one pass over them; year and day of the year are what a date is cheapest to ask for,
# and two days travel as one number.
_DAYS = "coalesce({0}.year * 512 + {0}.ordinalDay, 0) * 8388608 + coalesce({1}.year * 512 + {1}.ordinalDay, 0)"
_NODES = f"""
MATCH (n:Record:{{label}}) WHERE n.id IS NOT NULL
WITH id(n) AS key, n {{{{.*}}}} AS p
WITH key, p, coalesce(p.founded, p.start, p.adopted) AS since, coalesce(p.closed, p.end) AS until
RETURN collect(key), collect(p.id), collect(coalesce(p.name_ko, '')), collect(coalesce(p.name_en, '')),
       collect(coalesce(toString(p.level), '')), collect({_DAYS.format("since", "until")}),
       collect(coalesce(p.population, '')), collect(coalesce(p.budget, '')), collect(DISTINCT p.synthetic)
"""
_EDGES = f"""
MATCH (a)-[r:{{type}}]->(b)
WITH id(r) / $part AS part, id(a) AS a, id(b) AS b, r {{{{.from, .to, .weight, .amount, .unit, .field}}}} AS p
RETURN part, collect(a), collect(b), collect({_DAYS.format("p.from", "p.to")}), {{values}}
"""
_VALUES = {"weight": "$none", "amount": "$none", "unit": "''", "field": "''"}
"""What stands for an unknown value."""
_SAMPLE = "MATCH ()-[r:{type}]->() WITH r LIMIT 1000 RETURN count(r), {values}"
_NODE_COLUMNS = 9


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
    return server.read(lambda t: rows(t, _NODES.format(label=label(kind))))[0]


def _nodes(kinds: list[str], parts: Rows) -> tuple[NodeColumns, NDArray[np.int64], bool]:
    columns = [list(chain.from_iterable(part[n] for part in parts)) for n in range(_NODE_COLUMNS)]
    keys, ids, name_ko, name_en, level, days, population, budget, synthetic = columns
    since, until = _ordinals(days)
    kind = list(chain.from_iterable(repeat(name, len(part[0])) for name, part in zip(kinds, parts, strict=True)))
    nodes = NodeColumns(
        id=ids,
        kind=kind,
        name_ko=name_ko,
        name_en=name_en,
        level=level,
        since=since,
        until=until,
        population=_numbers(population),
        budget=np.where(np.array(kind) == "programme", _numbers(budget), np.nan),
    )
    return nodes, np.array(keys, dtype=np.int64), any(synthetic)


def _read_edges(server: Server, type_: str, places: _Places) -> list[dict[str, Any]]:
    """Return the edges of a type in parts.

    ``collect`` leaves unknown values out for nothing. Where a sample says that all or none of a type have a value,
    that is taken at its word, and asked again the other way if it turns out wrong.
    """

    def work(transaction: Runs) -> list[dict[str, Any]]:
        filled = {name for name, count in _sampled(transaction, type_).items() if 0 < count < 1}
        try:
            return _collected(transaction, type_, filled, places)
        except _Uneven:
            return _collected(transaction, type_, set(_VALUES), places)

    return server.read(work)


class _Uneven(Exception):
    """Some edges of a part have a value and some have not."""


def _sampled(transaction: Runs, type_: str) -> dict[str, float]:
    """Return the share of edges that have each value, among a thousand of a type."""
    counted = ", ".join(f"count(r.{name})" for name in _VALUES)
    ((every, *counts),) = rows(transaction, _SAMPLE.format(type=relationship(type_), values=counted))
    return {name: count / max(every, 1) for name, count in zip(_VALUES, counts, strict=True)}


def _collected(transaction: Runs, type_: str, filled: set[str], places: _Places) -> list[dict[str, Any]]:
    """Return the parts of a type; of ``filled`` values the unknown ones come too."""
    code = list(load_ontology().edges).index(type_)
    values = ", ".join(
        f"collect(coalesce(p.{name}, {unknown}))" if name in filled else f"collect(p.{name})"
        for name, unknown in _VALUES.items()
    )
    cypher = _EDGES.format(type=relationship(type_), values=values)
    found = transaction.run(cypher, {"part": PART, "none": float("nan")})
    return [_part(code, record.values(), places) for record in found]


def _part(code: int, row: list[Any], places: _Places) -> dict[str, Any]:
    _, source, target, days, weight, amount, unit, field = row
    count, units = len(source), places.units
    since, until = _ordinals(days)
    return {
        "type": np.full(count, code, dtype=np.int32),
        "source": places.of(source),
        "target": places.of(target),
        "since": since,
        "until": until,
        "weight": np.array(_whole(weight, count, np.nan), dtype=np.float64),
        "amount": np.array(_whole(amount, count, np.nan), dtype=np.float64),
        "unit": np.array([units.setdefault(name, len(units)) for name in _whole(unit, count, "")], dtype=np.int32),
        "field": np.array([places.by_id.get(name, -1) for name in _whole(field, count, "")], dtype=np.int32),
    }


def _whole(values: list[Any], count: int, unknown: Any) -> list[Any]:
    if len(values) == count:
        return values
    if values:
        raise _Uneven
    return [unknown] * count


def _ordinals(packed: list[int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the day numbers of pairs of days, `NO_DAY` for an unknown one."""
    pairs = np.array(packed, dtype=np.int64)
    return _ordinal(pairs >> 23), _ordinal(pairs & 0x7FFFFF)


def _ordinal(coded: NDArray[np.int64]) -> NDArray[np.int32]:
    years = (coded >> 9) - 1
    days = years * 365 + years // 4 - years // 100 + years // 400 + (coded & 511)
    return np.where(coded == 0, NO_DAY, days).astype(np.int32)


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


def _numbers(values: list[Any]) -> NDArray[np.float64]:
    if values.count("") == len(values):
        return np.full(len(values), np.nan)
    return np.array([value if isinstance(value, int | float) else np.nan for value in values], dtype=np.float64)
