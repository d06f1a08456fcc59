"""Fields, city-wide and district by district, whose actors have no tie to government or to an intermediary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln

from ecomap.analysis.independence import benjamini_hochberg
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float

HELPERS = ("government", "intermediary")
WHOLE = -1


@dataclass(frozen=True, eq=False)
class Unserved:
    """Fields (city-wide and by district) with actors none of whom has a tie to one sort of helper.

    Parameters
    ----------
    district, field : ndarray of int64, length k
        Numbers of the groups; `WHOLE` stands for the whole city.
    helper : ndarray of int64, length k
        Position in `HELPERS`.
    actors : ndarray of int64, length k
        Actors of the cell, helpers of this sort left out.
    share : ndarray of float64, length k
        Share of all actors outside this sort that have a tie to it.
    p, q : ndarray of float64, length k
        Chance that none of so many has one if the ties were spread over all actors alike, and corrected for all cells.
    """

    district: NDArray[np.int64]
    field: NDArray[np.int64]
    helper: NDArray[np.int64]
    actors: NDArray[np.int64]
    share: Float
    p: Float
    q: Float


def find_unserved(snapshot: Snapshot, fields: Grouping, districts: Grouping) -> Unserved:
    """Find the fields and the cells of district and field without any tie to government or to intermediaries.

    ``p = C(N − T, n) / C(N, n)`` with ``n`` actors in the cell and ``T`` of all ``N`` actors tied.

    Parameters
    ----------
    snapshot : Snapshot
    fields, districts : Grouping

    Notes
    -----
    Cost: one pass over the ties and the memberships for each sort of helper.
    """
    actors = snapshot.ties.nodes
    in_field = sparse.csr_array(fields.membership[actors])
    in_district = sparse.csr_array(districts.membership[actors])
    parts = [_one(snapshot, code, in_field, in_district) for code in range(len(HELPERS))]
    district, field, helper, count, share, p, tied = (np.concatenate(part) for part in zip(*parts, strict=True))
    q = benjamini_hochberg(p)
    none = tied == 0
    order = np.lexsort((field, district, helper, -count, p, district != WHOLE))
    order = order[none[order]]
    district, field, helper, count = (part[order].astype(np.int64) for part in (district, field, helper, count))
    return Unserved(district, field, helper, count, share[order], p[order], q[order])


def _one(
    snapshot: Snapshot, code: int, in_field: sparse.csr_array[Any], in_district: sparse.csr_array[Any]
) -> tuple[NDArray[Any], ...]:
    """Return every cell with actors, for one sort of helper."""
    ties = snapshot.ties
    helping = snapshot.kind[ties.nodes] == snapshot.kinds.index(HELPERS[code])
    tied = np.zeros(ties.n, dtype=np.bool_)
    tied[ties.source[helping[ties.target]]] = True
    tied[ties.target[helping[ties.source]]] = True
    asked = (~helping).astype(np.float64)
    with_tie = asked * tied
    tables = []
    for who in (asked, with_tie):
        whole = np.asarray(in_field.T @ who)[None, :]
        part = (in_district.T @ sparse.csr_array(sparse.diags_array(who) @ in_field)).toarray()
        tables.append(np.concatenate([whole, part]))
    row, field = np.nonzero(tables[0] > 0)
    count, found = tables[0][row, field], tables[1][row, field]
    total, having = asked.sum(), with_tie.sum()
    share = np.full(len(row), having / total if total else np.nan)
    p = _none_of(count, total, having) if having > 0 else np.full(len(row), np.nan)
    return row - 1, field, np.full(len(row), code), count, share, p, found


def _none_of(drawn: Float, total: float, having: float) -> Float:
    """Return the chance that none of those drawn is among those that have it."""
    without = total - having
    possible = drawn <= without
    n = np.where(possible, drawn, 0.0)
    log = gammaln(without + 1) - gammaln(without - n + 1) - gammaln(total + 1) + gammaln(total - n + 1)
    return np.asarray(np.where(possible, np.exp(np.minimum(log, 0.0)), 0.0))
