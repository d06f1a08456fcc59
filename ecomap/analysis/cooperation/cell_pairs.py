"""Which pairs of actors stand behind the cells of a mixing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_id, actor_name, types_of_pairs
from ecomap.analysis.cooperation.cells import Cells
from ecomap.analysis.cooperation.mixing import Mixing
from ecomap.analysis.record import Cell
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text

LARGEST_CELLS = 5
PAIRS_OF_A_CELL = 3
_ANY = Text("전체", "Any")

Groups = tuple[Grouping, Grouping]
Place = tuple[int | None, int | None]


def pair_rows(
    snapshot: Snapshot, mixing: Mixing, groups: Groups, cells: Cells, chosen: Place, limit: int
) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of the table of pairs.

    Parameters
    ----------
    snapshot : Snapshot
    mixing : Mixing
    groups : tuple of Grouping
        Of the rows and of the columns.
    cells : Cells
        All cells; without a choice the largest of them are opened.
    chosen : tuple of int or None
        Row and column asked for.
    limit : int
        Most pairs for a chosen row, column or cell.

    Notes
    -----
    Cost: one pass over the pairs for each cell that is opened.
    """
    measure = "strength" if cells.measure == "strength" else "ties"
    if chosen == (None, None):
        places, limit = _largest(cells), PAIRS_OF_A_CELL
    else:
        places = [chosen]
    found = [(place, *_top(mixing, measure, place, limit)) for place in places]
    types = types_of_pairs(snapshot, np.concatenate([top for _, top, _ in found] or [np.zeros(0, np.int64)]))
    rows: list[tuple[Cell, ...]] = []
    for place, top, part in found:
        head = _head(groups, place)
        for rank, (pair, share) in enumerate(zip(top.tolist(), part.tolist(), strict=True), start=1):
            rows.append((*head, rank, *_pair(snapshot, mixing, pair), types[pair], share))
    return tuple(rows)


def _largest(cells: Cells) -> list[Place]:
    order = np.argsort(-cells.observed, kind="stable")[:LARGEST_CELLS]
    return [(int(cells.row[k]), int(cells.column[k])) for k in order if cells.observed[k] > 0]


def _top(mixing: Mixing, measure: str, place: Place, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs that add most to a cell, and which part of each counts there."""
    added = mixing.contributions(measure, *place)
    candidates = np.flatnonzero(added > 0)
    if len(candidates) > limit:
        least = np.partition(added[candidates], -limit)[-limit]
        candidates = candidates[added[candidates] >= least]
    keys = (-mixing.values["strength"][candidates], -mixing.values["ties"][candidates], -added[candidates])
    top = candidates[np.lexsort(keys)][:limit]
    return top, mixing.contributions("pairs", *place)[top]


def _head(groups: Groups, place: Place) -> tuple[Cell, ...]:
    head: list[Cell] = []
    for grouping, index in zip(groups, place, strict=True):
        head += [None, _ANY] if index is None else [grouping.ids[index], grouping.labels[index]]
    return tuple(head)


def _pair(snapshot: Snapshot, mixing: Mixing, pair: int) -> tuple[Cell, ...]:
    low, high, _ = mixing.ties.pairs
    first, second = int(low[pair]), int(high[pair])
    return (
        actor_id(snapshot, first),
        actor_name(snapshot, first),
        actor_id(snapshot, second),
        actor_name(snapshot, second),
        int(mixing.values["ties"][pair]),
        float(mixing.values["strength"][pair]),
    )
