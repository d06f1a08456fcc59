"""What a transaction needs to know of the nodes that it refers to: their kind and the server's own number.

Asking the server means waiting until it has done all that was sent ahead. A transaction that refers to many nodes
therefore learns all of them at once where that costs no more than asking for them.
"""

from __future__ import annotations

from collections.abc import Collection

from ecomap.stores.neo4j_store.records import kind_of
from ecomap.stores.neo4j_store.server import Runs, encodable, rows

_REMEMBERED = 200_000
"""Nodes kept at hand, about 200 bytes each."""
_FEW = 500
"""So many nodes are looked up by id before all are read."""
_SHARE = 10
"""All are read where at most so many times the nodes asked for are stored."""
_COLUMNS = "RETURN labels(n), collect(n.id), collect(id(n))"


class NodeKeys:
    """Kinds and numbers of nodes, read when they are asked for; a node that was looked up must not be removed.

    Parameters
    ----------
    transaction : Runs
    """

    def __init__(self, transaction: Runs) -> None:
        self._transaction = transaction
        self._asked = 0
        self._all_read = False
        self.numbers: dict[str, int] = {}
        self.kinds: dict[str, str] = {}

    def look_up(self, ids: set[str]) -> None:
        """Make sure that all nodes that exist among ids are in `numbers` and `kinds`."""
        missing = ids - self.numbers.keys()
        if not missing:
            return
        if len(self.numbers) + len(missing) > _REMEMBERED:
            self.forget()
            missing = ids
        self._asked += len(missing)
        if not self._all_read and self._few_others():
            self._all_read = True
            self._read("MATCH (n:Record) WHERE n.id IS NOT NULL")
            missing = missing - self.numbers.keys()
        if wanted := encodable(missing):
            self._read("MATCH (n:Record) WHERE n.id IN $ids", wanted)

    def forget(self) -> None:
        """Drop everything."""
        self.numbers.clear()
        self.kinds.clear()

    def _few_others(self) -> bool:
        if self._asked <= _FEW:
            return False
        stored = rows(self._transaction, "MATCH (n:Record) RETURN count(n)")[0][0]
        return bool(stored <= min(_REMEMBERED // 2, _SHARE * self._asked))

    def _read(self, pattern: str, asked: Collection[str] = ()) -> None:
        for labels, ids, numbers in rows(self._transaction, f"{pattern} {_COLUMNS}", ids=asked):
            self.numbers.update(zip(ids, numbers, strict=True))
            self.kinds.update(dict.fromkeys(ids, kind_of(labels)))
