"""The snapshot itself, its canonical order and its content hash."""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.columns import EdgeColumns, Float, Int, NodeColumns, Strings
from ecomap.snapshot.ties import TieGraph
from ecomap.snapshot.told import Reports
from graph_schema import Ontology, load_ontology

LEVELS = ("", "national", "city", "gu", "dong")


@dataclasses.dataclass(frozen=True, eq=False)
class Snapshot:
    """The graph at one revision for one filter: columns and edge arrays that nobody changes.

    Nodes stand in order of id and edges in order of (source, target, type, dates, amount), whatever store they
    were read from; equal content has an equal ``content_hash``.

    Parameters
    ----------
    revision : int
        Revision of the store that was read.
    ontology_version : str
        Version of the ontology that the type and kind codes refer to.
    content_hash : str
        Hash of the content and the filter; a key for cached results.
    filter_key : str
        Canonical text of the filter, empty for the whole graph.
    node_id, name_ko, name_en : Strings, length n
        Ids and names.
    kind, level : ndarray of int32, length n
        Positions in ``kinds`` and in `LEVELS`.
    node_since, node_until : ndarray of int32, length n
        Day numbers of founding and closing; 0 where unknown or open.
    population, budget : ndarray of float64, length n
        Residents of a place; budget of a programme in KRW; NaN elsewhere.
    source, target : ndarray of int32, length m
        Node positions of the ends of every edge, ties and structural links together.
    type : ndarray of int32, length m
        Positions in ``types``.
    since, until : ndarray of int32, length m
        Day numbers; 0 where unknown or open.
    weight, amount : ndarray of float64, length m
        NaN where none was recorded.
    unit : ndarray of int32, length m
        Positions in ``units``.
    field : ndarray of int32, length m
        Node position of the tie's policy field, -1 where none.
    units : tuple of str
        Units of amounts.
    synthetic : bool
        Whether any part of the register is synthetic demo data.
    survey : Reports, optional
        What partners reported in surveys, ``None`` where nobody was asked; not for everybody's eyes.
    """

    revision: int
    ontology_version: str
    content_hash: str
    filter_key: str
    node_id: Strings
    name_ko: Strings
    name_en: Strings
    kind: Int
    level: Int
    node_since: Int
    node_until: Int
    population: Float
    budget: Float
    source: Int
    target: Int
    type: Int
    since: Int
    until: Int
    weight: Float
    amount: Float
    unit: Int
    field: Int
    units: tuple[str, ...] = ("",)
    synthetic: bool = False
    survey: Reports | None = None
    ontology: Ontology = dataclasses.field(default_factory=load_ontology, repr=False)

    @property
    def n_nodes(self) -> int:
        """Number of nodes of every kind."""
        return len(self.kind)

    @property
    def n_edges(self) -> int:
        """Number of edges of every type."""
        return len(self.type)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Node kinds by code."""
        return tuple(self.ontology.nodes)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Edge types by code."""
        return tuple(self.ontology.edges)

    @cached_property
    def position(self) -> dict[str, int]:
        """Node position by id."""
        return {node_id: index for index, node_id in enumerate(self.node_id)}

    def of_kinds(self, *kinds: str) -> NDArray[np.int64]:
        """Return the positions of nodes of some kinds, ascending."""
        codes = [self.kinds.index(kind) for kind in kinds]
        return np.flatnonzero(np.isin(self.kind, codes))

    def of_types(self, *types: str) -> NDArray[np.int64]:
        """Return the positions of edges of some types, ascending."""
        codes = [self.types.index(name) for name in types]
        return np.flatnonzero(np.isin(self.type, codes))

    @cached_property
    def actors(self) -> NDArray[np.int64]:
        """Positions of the actors, ascending."""
        return self.of_kinds(*self.ontology.actor_kinds)

    @cached_property
    def ties(self) -> TieGraph:
        """The ties between actors, with actors numbered from 0."""
        return _tie_graph(self)

    @cached_property
    def parent(self) -> NDArray[np.int64]:
        """Position of the node of its own kind (place, field, unit) that each node is part of, -1 elsewhere."""
        parent = np.full(self.n_nodes, -1, dtype=np.int64)
        edges = self.of_types("part_of")
        same_kind = self.kind[self.source[edges]] == self.kind[self.target[edges]]
        edges = edges[same_kind]
        parent[self.source[edges]] = self.target[edges]
        return parent

    def links(self, *types: str) -> sparse.csr_array[Any]:
        """Return a 0/1 matrix (nodes × nodes) of the structural links of some types, source in the rows."""
        edges = self.of_types(*types)
        ones = np.ones(len(edges), dtype=np.float64)
        shape = (self.n_nodes, self.n_nodes)
        matrix = sparse.csr_array((ones, (self.source[edges], self.target[edges])), shape=shape)
        matrix.data[:] = 1.0
        return matrix

    def name(self, position: int, lang: str = "ko") -> str:
        """Return a node's name in a language, falling back to the other one."""
        first, second = (self.name_en, self.name_ko) if lang == "en" else (self.name_ko, self.name_en)
        return str(first[position] or second[position])


def _tie_graph(snapshot: Snapshot) -> TieGraph:
    nodes = snapshot.actors
    number = np.full(snapshot.n_nodes, -1, dtype=np.int32)
    number[nodes] = np.arange(len(nodes), dtype=np.int32)
    edges = snapshot.of_types(*snapshot.ontology.tie_types)
    source, target = number[snapshot.source[edges]], number[snapshot.target[edges]]
    kept = (source >= 0) & (target >= 0) & (source != target)
    edges, source, target = edges[kept], source[kept], target[kept]
    directed = np.array([kind.directed for kind in snapshot.ontology.edges.values()], dtype=np.bool_)
    types = snapshot.type[edges]
    weight = snapshot.weight[edges]
    return TieGraph(
        nodes=nodes,
        edges=edges,
        source=source,
        target=target,
        type=types,
        directed=directed[types],
        weight=np.where(np.isnan(weight), 1.0, weight),
    )


_NODE_ARRAYS = ("kind", "level", "node_since", "node_until", "population", "budget")
_EDGE_ARRAYS = ("source", "target", "type", "since", "until", "weight", "amount", "unit", "field")


def build(
    nodes: NodeColumns,
    edges: EdgeColumns,
    *,
    revision: int,
    synthetic: bool,
    ontology: Ontology | None = None,
) -> Snapshot:
    """Put a store's columns into canonical order and hash them.

    Parameters
    ----------
    nodes, edges
        Columns as read, in any order.
    revision : int
        Revision at which they were read.
    synthetic : bool
        Whether any record is marked as synthetic.
    ontology : Ontology, optional
        The ontology that ``edges.type`` refers to; the packaged one by default.

    Returns
    -------
    Snapshot

    Notes
    -----
    Cost: O(n log n + m log m); 50 thousand nodes and 450 thousand edges take a fraction of a second.
    """
    ontology = ontology or load_ontology()
    order = sorted(range(len(nodes.id)), key=nodes.id.__getitem__)
    rank = np.empty(len(order) + 1, dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    rank[-1] = -1  # so that a missing field, -1, stays -1
    units, unit = _canonical_units(edges)
    columns = _node_columns(nodes, order, ontology) | _edge_columns(edges, rank, unit)
    return Snapshot(
        revision=revision,
        ontology_version=ontology.version,
        content_hash=_hash(columns, ontology.version, units),
        filter_key="",
        units=units,
        synthetic=synthetic,
        ontology=ontology,
        **columns,
    )


def _node_columns(nodes: NodeColumns, order: list[int], ontology: Ontology) -> dict[str, Any]:
    kinds = {kind: code for code, kind in enumerate(ontology.nodes)}
    levels = {level: code for code, level in enumerate(LEVELS)}
    return {
        "node_id": Strings.pack([nodes.id[i] for i in order]),
        "name_ko": Strings.pack([nodes.name_ko[i] for i in order]),
        "name_en": Strings.pack([nodes.name_en[i] for i in order]),
        "kind": np.array([kinds[nodes.kind[i]] for i in order], dtype=np.int32),
        "level": np.array([levels.get(nodes.level[i], 0) for i in order], dtype=np.int32),
        "node_since": nodes.since[order].astype(np.int32),
        "node_until": nodes.until[order].astype(np.int32),
        "population": nodes.population[order].astype(np.float64),
        "budget": nodes.budget[order].astype(np.float64),
    }


def _edge_columns(edges: EdgeColumns, rank: Int, unit: Int) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "source": rank[edges.source],
        "target": rank[edges.target],
        "type": edges.type,
        "since": edges.since,
        "until": edges.until,
        "weight": edges.weight,
        "amount": edges.amount,
        "unit": unit,
        "field": rank[edges.field],
    }
    sequence = np.lexsort([columns[name] for name in reversed(_EDGE_ARRAYS)])
    floats = ("weight", "amount")
    return {
        name: np.ascontiguousarray(values[sequence], dtype=np.float64 if name in floats else np.int32)
        for name, values in columns.items()
    }


def _canonical_units(edges: EdgeColumns) -> tuple[tuple[str, ...], Int]:
    used = {edges.units[code] for code in np.unique(edges.unit).tolist()}
    units = tuple(sorted({"", *used}))
    recode = np.array([units.index(unit) if unit in used else 0 for unit in edges.units] or [0], dtype=np.int32)
    return units, recode[edges.unit] if len(edges.unit) else edges.unit


def _hash(columns: dict[str, Any], ontology_version: str, units: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((ontology_version, units)).encode())
    for name in ("node_id", "name_ko", "name_en"):
        digest.update(columns[name].data)
        digest.update(columns[name].offsets)
    for name in (*_NODE_ARRAYS, *_EDGE_ARRAYS):
        digest.update(np.ascontiguousarray(columns[name]).data)
    return digest.hexdigest()
