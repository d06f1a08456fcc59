"""Columns: packed text, and the raw node and edge columns that a store hands over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.domain.records import Node

Int = NDArray[np.int32]
Float = NDArray[np.float64]

NO_DAY = 0
"""Day number of an unknown or open date; real days are `datetime.date.toordinal` values."""


@dataclass(frozen=True, slots=True, eq=False)
class Strings(Sequence[str]):
    """Many texts in one UTF-8 buffer, decoded one by one when asked for, so that they can be memory-mapped.

    Parameters
    ----------
    data : ndarray of uint8
        All texts behind each other.
    offsets : ndarray of int64, length n + 1
        Where each text begins; the last entry is the length of ``data``.
    """

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def pack(cls, texts: Sequence[str]) -> Strings:
        """Pack texts. Cost: one pass over all characters."""
        encoded = [text.encode("utf-8") for text in texts]
        offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)), out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: Any) -> Any:
        """Return one text, or a list of texts for a slice or an array of positions."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if isinstance(index, np.ndarray):
            return [self[int(i)] for i in index]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        start, stop = int(self.offsets[index]), int(self.offsets[index + 1])
        return self.data[start:stop].tobytes().decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        whole = self.data.tobytes()
        bounds = self.offsets.tolist()
        for start, stop in pairwise(bounds):
            yield whole[start:stop].decode("utf-8")

    def take(self, positions: NDArray[np.integer[Any]]) -> Strings:
        """Return the texts at some positions, packed again. Cost: one pass over their bytes."""
        starts = self.offsets[positions]
        lengths = self.offsets[np.asarray(positions) + 1] - starts
        offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
        np.cumsum(lengths, out=offsets[1:])
        byte = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        return Strings(self.data[byte], offsets)


@dataclass(frozen=True, slots=True, eq=False)
class NodeColumns:
    """Nodes as a store reads them, one entry a node, in any order.

    Parameters
    ----------
    id, kind, name_ko, name_en, level : sequence of str
        Core columns; ``level`` is empty where the kind has none.
    since, until : ndarray of int32
        Day numbers of founding or start, and of closing or end; `NO_DAY` where unknown or open.
    population : ndarray of float64
        Residents of a place, NaN elsewhere.
    budget : ndarray of float64
        Public budget in KRW (programmes), NaN where unknown.
    """

    id: Sequence[str]
    kind: Sequence[str]
    name_ko: Sequence[str]
    name_en: Sequence[str]
    level: Sequence[str]
    since: Int
    until: Int
    population: Float
    budget: Float


@dataclass(frozen=True, slots=True, eq=False)
class EdgeColumns:
    """Edges as a store reads them, one entry an edge, in any order.

    Parameters
    ----------
    type : ndarray of int32
        Position of the type in ``Ontology.edges``.
    source, target : ndarray of int32
        Positions in the `NodeColumns` of the same read.
    since, until : ndarray of int32
        Day numbers, `NO_DAY` where unknown or open.
    weight, amount : ndarray of float64
        NaN where none was recorded.
    unit : ndarray of int32
        Position in ``units``.
    field : ndarray of int32
        Position of the field's node, -1 where none.
    units : tuple of str
        Units in use; empty text stands for none.
    """

    type: Int
    source: Int
    target: Int
    since: Int
    until: Int
    weight: Float
    amount: Float
    unit: Int
    field: Int
    units: tuple[str, ...]


NodeScalars = tuple[str, int, int, float | None, float | None]


def node_scalars(node: Node) -> NodeScalars:
    """Return what a snapshot keeps of a node besides id, kind and names.

    Returns
    -------
    tuple
        Level, since and until as day numbers, population, public budget.

    Raises
    ------
    ValueError
        If a date is not written like 2021-03-04.
    """

    def day(*names: str) -> int:
        for name in names:
            if (value := node.properties.get(name)) is not None:
                found = date.fromisoformat(str(value))
                if found.isoformat() != value:
                    raise ValueError(value)
                return found.toordinal()
        return NO_DAY

    def number(name: str) -> float | None:
        value = node.properties.get(name)
        return float(value) if isinstance(value, int | float) else None

    return (
        str(node.properties.get("level", "")),
        day("founded", "start", "adopted"),
        day("closed", "end"),
        number("population"),
        number("budget") if node.kind == "programme" else None,
    )
