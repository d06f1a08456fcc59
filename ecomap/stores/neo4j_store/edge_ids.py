"""Which edges a transaction may find stored.

A relationship index knows one type, and an id has to be unique over all of them. Asking every index for each of many
new edges would take longer than creating them, so a long transaction first learns a short hash of every stored id,
and asks the indexes for those alone that may be there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from ecomap.stores.neo4j_store.queries import count_records
from ecomap.stores.neo4j_store.records import relationship
from ecomap.stores.neo4j_store.server import Runs, rows
from graph_schema import load_ontology

_FEW = 500
"""So many edges are looked up at once without hashes."""
_PIECES = 16
"""Sorted pieces that are searched one by one before they are joined."""

Hashes = NDArray[np.int64]


class EdgeIds:
    """The ids and types of the edges that one transaction sees; 8 bytes an edge once hashes are needed."""

    def __init__(self, transaction: Runs) -> None:
        self._transaction = transaction
        self._types: set[str] | None = None
        self._known: list[Hashes] | None = None
        self._asked = 0

    def types(self) -> list[str]:
        """Return the types of which there are edges, in the ontology's order."""
        if self._types is None:
            self._types = set(count_records(self._transaction)) & load_ontology().edges.keys()
        return [name for name in load_ontology().edges if name in self._types]

    def perhaps_stored(self, ids: Collection[str]) -> list[str]:
        """Return the ids that may be stored: all that are, and a few that are not."""
        self._asked += len(ids)
        if not self.types():
            return []
        if self._asked <= _FEW:
            return list(ids)
        if self._known is None:
            self._known = self._read()
        hashes = _hashes(ids)
        found = np.zeros(len(hashes), dtype=bool)
        for known in self._known:
            place = np.searchsorted(known, hashes)
            found |= known[np.minimum(place, len(known) - 1)] == hashes
        return [edge_id for edge_id, may_be in zip(ids, found.tolist(), strict=True) if may_be]

    def add(self, ids: Iterable[str]) -> None:
        """Note edges that this transaction has created; before hashes are needed, they are read from the store."""
        if self._known is None:
            return
        self._known.append(np.sort(_hashes(ids)))
        if len(self._known) > _PIECES:
            self._known = [np.sort(np.concatenate(self._known))]
        self._known = [piece for piece in self._known if len(piece)]

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
