"""A snapshot from records instead of a store's columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ecomap.domain.records import Edge, Node
from ecomap.snapshot.columns import EdgeColumns, NodeColumns, node_scalars
from ecomap.snapshot.graph import Snapshot, build
from graph_schema import load_ontology


def from_records(nodes: Sequence[Node], edges: Sequence[Edge], *, revision: int, synthetic: bool) -> Snapshot:
    """Return the snapshot that a store with these records would give; both ends of every edge have to be there.

    Cost: about 10 microseconds a record.
    """
    return build(_node_columns(nodes), _edge_columns(edges, nodes), revision=revision, synthetic=synthetic)


def _node_columns(nodes: Sequence[Node]) -> NodeColumns:
    scalars = [node_scalars(node) for node in nodes]
    return NodeColumns(
        id=[node.id for node in nodes],
        kind=[node.kind for node in nodes],
        name_ko=[node.name_ko for node in nodes],
        name_en=[node.name_en for node in nodes],
        level=[row[0] for row in scalars],
        since=_int(row[1] for row in scalars),
        until=_int(row[2] for row in scalars),
        population=_float(row[3] for row in scalars),
        budget=_float(row[4] for row in scalars),
    )


def _edge_columns(edges: Sequence[Edge], nodes: Sequence[Node]) -> EdgeColumns:
    position = {node.id: index for index, node in enumerate(nodes)}
    types = {name: code for code, name in enumerate(load_ontology().edges)}
    units = tuple(sorted({edge.unit for edge in edges}))
    unit = {name: code for code, name in enumerate(units)}
    return EdgeColumns(
        type=_int(types[edge.type] for edge in edges),
        source=_int(position[edge.source] for edge in edges),
        target=_int(position[edge.target] for edge in edges),
        since=_int(edge.valid_from.toordinal() if edge.valid_from else 0 for edge in edges),
        until=_int(edge.valid_to.toordinal() if edge.valid_to else 0 for edge in edges),
        weight=_float(edge.weight for edge in edges),
        amount=_float(edge.amount for edge in edges),
        unit=_int(unit[edge.unit] for edge in edges),
        field=_int(position[edge.field] if edge.field else -1 for edge in edges),
        units=units,
    )


def _int(values: Iterable[int]) -> Any:
    return np.array(list(values), dtype=np.int32)


def _float(values: Iterable[float | None]) -> Any:
    return np.array(list(values), dtype=np.float64)
