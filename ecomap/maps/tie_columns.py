"""The ties of a map in the order in which it draws them, and their ends in few bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.maps.years import Codes, Years
from ecomap.snapshot import Snapshot

WON = "KRW"


@dataclass(frozen=True, slots=True, eq=False)
class TieColumns:
    """Ties in order of (source, target, type), one entry a tie.

    Parameters
    ----------
    source, target : ndarray of int64
        Places of the ends in the order of the map; of types without direction the lower one is the source.
    type : ndarray of uint8
        Position in ``Ontology.tie_types``.
    since, until : ndarray of uint8
        See `Years.codes`.
    amount : ndarray of float64
        Won, NaN where none is known or it is in another unit.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    type: NDArray[np.uint8]
    since: Codes
    until: Codes
    amount: NDArray[np.float64]


def tie_columns(snapshot: Snapshot, order: NDArray[np.int64], years: Years) -> TieColumns:
    """Return every tie of a snapshot, parallel ones too.

    Parameters
    ----------
    snapshot : Snapshot
    order : ndarray of int64
        Actor numbers in the order of the map.
    years : Years
    """
    ties, place = snapshot.ties, np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    first, second = place[ties.source], place[ties.target]
    turned = ~ties.directed & (first > second)
    source, target = np.where(turned, second, first), np.where(turned, first, second)
    code = np.zeros(len(snapshot.types), dtype=np.uint8)
    names = snapshot.ontology.tie_types
    code[[snapshot.types.index(name) for name in names]] = np.arange(len(names))
    types = code[ties.type]
    sequence = np.lexsort([types, target, source])
    edges = ties.edges[sequence]
    won = np.array([unit == WON for unit in snapshot.units], dtype=np.bool_)[snapshot.unit[edges]]
    return TieColumns(
        source[sequence],
        target[sequence],
        types[sequence],
        years.codes(snapshot.since[edges]),
        years.codes(snapshot.until[edges]),
        np.where(won, snapshot.amount[edges], np.nan),
    )


def packed_ends(ties: TieColumns) -> NDArray[np.uint8]:
    """Return both ends of every tie as variable-length numbers (LEB128).

    A tie's source is written as its distance from the source before. Its target is written as its distance from the
    target before where both have the same source, else as it is. The first tie follows a source and a target of 0.
    """
    step = np.diff(ties.source, prepend=0)
    before = np.concatenate([[0], ties.target[:-1]])[: len(ties.target)]
    numbers = np.empty(2 * len(step), dtype=np.uint64)
    numbers[0::2] = step
    numbers[1::2] = np.where(step == 0, ties.target - before, ties.target)
    return varints(numbers)


def varints(numbers: NDArray[np.unsignedinteger[Any]]) -> NDArray[np.uint8]:
    """Return numbers as LEB128: seven bits a byte, lowest first, the highest bit set on all bytes but the last."""
    numbers = numbers.astype(np.uint64)
    length = np.ones(len(numbers), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        length += numbers >= np.uint64(1 << bits)
    start = np.cumsum(length) - length
    packed = np.zeros(int(length.sum()), dtype=np.uint8)
    for index in range(int(length.max(initial=0))):
        has = length > index
        more = np.where(length[has] > index + 1, 128, 0)
        packed[start[has] + index] = (numbers[has] >> np.uint64(7 * index)).astype(np.int64) & 127 | more
    return packed
