"""The records of an export, read from the store page by page and matched with the snapshot that was filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ecomap.domain.records import Edge, Node
from ecomap.exchange.exports.content import LINKS, Actor, Look
from ecomap.maps.kept_layout import places_in
from ecomap.maps.palette import KIND_STYLE
from ecomap.services.asof import records_at, revision_on
from ecomap.services.listing import PAGE, edges_of, every, nodes_of
from ecomap.services.network_maps import register_layout
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot
from ecomap.stores.contract import EdgeQuery, Store

_SPREAD = 100.0
"""Units of the drawing for the square root of an actor, so that dots have room in a register of any size."""
_SMALLEST, _LARGEST = 8.0, 48.0
_SHAPES = {"dot": "disc"}
_FEW = 2_000
"""Up to so many actors their ties are looked up by them, above it all ties are read."""
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Former:
    """The records of a former day."""

    nodes: Mapping[str, Node]
    ties: tuple[Edge, ...]


def read_former(store: Store, known_on: date | None) -> Former | None:
    """Return the records as they were known on a day, ``None`` for today's, which are read from the store."""
    if known_on is None:
        return None
    nodes, edges = records_at(store, revision_on(store, known_on))
    return Former({node.id: node for node in nodes}, tuple(edges))


def references(store: Store) -> dict[str, Node]:
    """Return places, fields and tasks by id, without those of their properties that importing does not need."""
    kept = frozenset({"code", "level", "kostat_code"})
    found = nodes_of(store, "place", "field", "task")
    return {n.id: replace(n, properties={k: v for k, v in n.properties.items() if k in kept}) for n in found}


class ExportedActors:
    """The actors of a snapshot with properties, links and look; every pass reads them anew.

    Parameters
    ----------
    workspace, snapshot
    properties : frozenset of str
        Names of the properties to hand over.
    former : Former, optional
    """

    def __init__(
        self,
        workspace: Workspace,
        snapshot: Snapshot,
        properties: frozenset[str],
        former: Former | None,
    ) -> None:
        self._store, self._snapshot, self._shown, self._former = workspace.store, snapshot, properties, former
        self._places = places_in(register_layout(workspace), snapshot)
        self._degree = np.diff(snapshot.ties.adjacency.indptr)
        self._links = {name: snapshot.links(name) for name in LINKS}

    def __iter__(self) -> Iterator[Actor]:
        """Yield the actors in the order of the snapshot."""
        numbers = range(self._snapshot.ties.n)
        scale = _SPREAD * np.sqrt(max(len(numbers), 1))
        largest = np.sqrt(max(int(self._degree.max(initial=1)), 1))
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            ids = self._snapshot.node_id[self._snapshot.ties.nodes[chunk.start : chunk.stop]]
            found = self._former.nodes if self._former else self._store.get_nodes(ids)
            for number, node_id in zip(chunk, ids, strict=True):
                position, degree = int(self._snapshot.ties.nodes[number]), int(self._degree[number])
                size = _SMALLEST + (_LARGEST - _SMALLEST) * np.sqrt(degree) / largest
                x, y = (self._places[number] * scale).tolist()
                node = self._node(found.get(node_id), position)
                colour, shape = KIND_STYLE[node.kind]
                look = Look(x, y, float(size), colour, _SHAPES.get(shape, shape))
                yield Actor(node, self._linked(position), degree, look)

    def _node(self, node: Node | None, position: int) -> Node:
        if node is None:  # removed while we read
            part = self._snapshot
            kind = part.kinds[int(part.kind[position])]
            return Node(part.node_id[position], kind, part.name_ko[position], part.name_en[position])
        return replace(node, properties={k: v for k, v in node.properties.items() if k in self._shown})

    def _linked(self, position: int) -> dict[str, list[str]]:
        found = {}
        for name, matrix in self._links.items():
            columns = matrix.indices[matrix.indptr[position] : matrix.indptr[position + 1]]
            found[name] = sorted(self._snapshot.node_id[columns])
        return found


class ExportedTies:
    """The ties of a snapshot with ids and properties; every pass reads them anew.

    A snapshot has no ids of ties: a tie of the store belongs to it as often as it has one with the same ends, type,
    days, strength and amount.
    """

    def __init__(self, store: Store, snapshot: Snapshot, properties: frozenset[str], former: Former | None) -> None:
        self._store, self._snapshot, self._shown, self._former = store, snapshot, properties, former

    def __iter__(self) -> Iterator[Edge]:
        """Yield the ties in order of their ids."""
        left = self._counted()
        for edge in self._stored():
            if left.get(key := self._key(edge), 0):
                left[key] -= 1
                yield replace(edge, properties={k: v for k, v in edge.properties.items() if k in self._shown})

    def _stored(self) -> Iterator[Edge]:
        types, ties = self._snapshot.ontology.tie_types, self._snapshot.ties
        if self._former:
            return (edge for edge in sorted(self._former.ties, key=lambda edge: edge.id) if edge.type in types)
        if ties.n <= _FEW:
            return edges_of(self._store, self._snapshot.node_id[ties.nodes], types)
        query = EdgeQuery(types=types, limit=PAGE)
        return every(lambda cursor: self._store.find_edges(replace(query, cursor=cursor)))

    def _counted(self) -> Counter[int]:
        part, edges = self._snapshot, self._snapshot.ties.edges
        names = ("source", "target", "type", "since", "until")
        whole = [getattr(part, name)[edges].tolist() for name in names]
        parts = [
            [None if value != value else value for value in getattr(part, name)[edges].tolist()]  # noqa: PLR0124  NaN
            for name in ("weight", "amount")
        ]
        return Counter(map(hash, zip(*whole, *parts, strict=True)))

    def _key(self, edge: Edge) -> int:
        part = self._snapshot
        days = (day.toordinal() if day else 0 for day in (edge.valid_from, edge.valid_to))
        ends = (part.position.get(end, -1) for end in (edge.source, edge.target))
        return hash((*ends, part.types.index(edge.type), *days, edge.weight, edge.amount))
