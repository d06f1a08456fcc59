"""Which edges a transaction may find stored.

A relationship index knows one type, and an id has to be unique over all of them. Asking every index for each of many
new edges would take longer than creating them, so a long transaction first learns a short hash of every stored id,
and asks the indexes for those alone that may be there.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ecomap.domain.records import Edge
from ecomap.stores.neo4j_store.queries import count_records
from ecomap.stores.neo4j_store.records import relationship
from ecomap.stores.neo4j_store.server import Runs, rows
from graph_schema import load_ontology

_FEW = 500
"""So many edges are looked up at once without hashes."""

Hashes = NDArray[np.int64]


class EdgeIds:
    """The ids and types of the edges that one transaction sees; 8 bytes an edge once hashes are needed."""

    def __init__(self, transaction: Runs) -> None:
        self._transaction = transaction
        self._types: set[str] | None = None
        self._known: list[Hashes] | None = None
        self._asked = 0
        self._added: list[Hashes] = []

    def types(self) -> list[str]:
        """Return the types of which there are edges, in the ontology's order."""
        if self._types is None:
            self._types = set(count_records(self._transaction)) & load_ontology().edges.keys()
        return [name for name in load_ontology().edges if name in self._types]

    def perhaps_stored(self, edges: list[Edge]) -> list[Edge]:
        """Return the edges whose id may be stored: all that are, and a few that are not."""
        self._asked += len(edges)
        if not self.types():
            return []
        if self._asked <= _FEW:
            return edges
        if self._known is None:
            self._known = self._read()
        hashes = _hashes(edge.id for edge in edges)
        found = np.zeros(len(edges), dtype=bool)
        for known in (*self._known, *self._added):
            place = np.searchsorted(known, hashes)
            found |= known[np.minimum(place, len(known) - 1)] == hashes
        return [edges[position] for position in np.flatnonzero(found)]

    def add(self, ids: Iterable[str]) -> None:
        """Note edges that this transaction has created."""
        if len(hashes := np.sort(_hashes(ids))):
            self._added.append(hashes)

    def add_type(self, type_: str) -> None:
        """Note a type that has edges now."""
        self.types()
        if self._types is not None:
            self._types.add(type_)

    def _read(self) -> list[Hashes]:
        found = []
        for type_ in self.types():
            pattern = f"MATCH ()-[r:{relationship(type_)}]->()"
            parts = rows(
                self._transaction, f"{pattern} WITH id(r) / 50000 AS part, r.id AS id RETURN part, collect(id)"
            )
            found += [_hashes(ids) for _, ids in parts]
        return [np.sort(np.concatenate(found))] if found else []


def _hashes(ids: Iterable[str]) -> Hashes:
    return np.fromiter(map(hash, ids), dtype=np.int64)
