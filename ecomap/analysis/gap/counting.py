"""What is counted in the cells of gaps/coverage: actors, programmes, funding or residents reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.funding import CURRENCY, FUNDING_TYPES
from ecomap.analysis.gap.reach import residents_reached
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float


@dataclass(frozen=True, slots=True)
class Receipts:
    """Funding ties by what became of them: counted, without an amount, in another unit."""

    counted: int
    without_amount: int
    other_units: tuple[str, ...]
    in_other_units: int


@dataclass(frozen=True, eq=False)
class Counting:
    """A two-way table and what it was counted from.

    Parameters
    ----------
    count : str
        ``actors``, ``programmes``, ``funding`` or ``reach``.
    rows, cols : Grouping
        Groups, with the memberships of actors.
    in_rows, in_cols : sparse matrix (s × groups)
        0/1 membership of the s counted things: actors, programmes, or actors that received funding.
    value : ndarray of float64, length s
        What each counts: 1, or the KRW that it received.
    observed : ndarray of float64 (rows × columns)
        A thing in several groups counts 1 in each; a sum of money is split evenly between them.
    receipts : Receipts, optional
        Only where funding is counted.
    """

    count: str
    rows: Grouping
    cols: Grouping
    in_rows: sparse.csr_array[Any]
    in_cols: sparse.csr_array[Any]
    value: Float
    observed: Float
    receipts: Receipts | None = None

    @property
    def tested(self) -> bool:
        """Whether the cells are counts, so that chance can be told; sums of money and residents are not."""
        return self.count in ("actors", "programmes")

    @property
    def row_groups(self) -> NDArray[np.int64]:
        """Number of row groups that each counted thing is in."""
        return np.diff(self.in_rows.indptr).astype(np.int64)

    @property
    def col_groups(self) -> NDArray[np.int64]:
        """Number of column groups that each counted thing is in."""
        return np.diff(self.in_cols.indptr).astype(np.int64)


def count_cells(snapshot: Snapshot, by: tuple[str, str], count: str, kind: str, links: tuple[str, ...]) -> Counting:
    """Count actors, programmes or funding by two groupings.

    Parameters
    ----------
    snapshot : Snapshot
    by : (str, str)
        Groupings of the rows and the columns, see `ecomap.snapshot.grouping`.
    count : str
        ``actors``, ``programmes`` (by their own place, field and task, by the kind and level of those who take
        part), ``funding`` (KRW of *funds* and *delegates* ties, at the actor that receives it) or ``reach``
        (residents of the places where an actor of the cell is, see `ecomap.analysis.gap.reach`).
    kind : str
        Restrict to actors of this kind, programmes to those in which one takes part; ``all`` for none.
    links : tuple of str
        What puts an actor in a place.

    Returns
    -------
    Counting

    Notes
    -----
    Cost: one pass over the structural links and, for funding, over the ties.
    """
    rows, cols = (grouping(snapshot, name, place_links=links) for name in by)
    actors = snapshot.actors if kind == "all" else snapshot.of_kinds(kind)
    receipts = None
    if count == "programmes":
        things = _programmes(snapshot, None if kind == "all" else actors)
        members = [_of_programmes(snapshot, group)[things] for group in (rows, cols)]
        value = np.ones(len(things))
    elif count == "funding":
        received, receipts = _received(snapshot, actors)
        things = actors[received[actors] > 0]
        members = [group.membership[things] for group in (rows, cols)]
        value = received[things]
    else:
        members = [group.membership[actors] for group in (rows, cols)]
        value = np.ones(len(actors))
    in_rows, in_cols = (sparse.csr_array(matrix) for matrix in members)
    if count == "reach":
        observed = residents_reached(snapshot, (rows, cols), (in_rows, in_cols), actors, links)
    else:
        observed = _observed(in_rows, in_cols, value, split=count == "funding")
    return Counting(count, rows, cols, in_rows, in_cols, value, observed, receipts)


def _observed(in_rows: sparse.csr_array[Any], in_cols: sparse.csr_array[Any], value: Float, *, split: bool) -> Float:
    if split:
        cells = np.diff(in_rows.indptr) * np.diff(in_cols.indptr)
        value = np.divide(value, cells, out=np.zeros_like(value), where=cells > 0)
    weighted = sparse.diags_array(value) @ in_cols if len(value) else in_cols
    return np.asarray((in_rows.T @ weighted).toarray(), dtype=np.float64)


def _programmes(snapshot: Snapshot, actors: NDArray[np.int64] | None) -> NDArray[np.int64]:
    programmes = snapshot.of_kinds("programme")
    if actors is None:
        return programmes
    edges = snapshot.of_types("takes_part_in")
    edges = edges[np.isin(snapshot.source[edges], actors)]
    return programmes[np.isin(programmes, snapshot.target[edges])]


def _of_programmes(snapshot: Snapshot, group: Grouping) -> sparse.csr_array[Any]:
    if group.by in ("kind", "level"):
        taken = sparse.csr_array(snapshot.links("takes_part_in").T @ group.membership)
        taken.data[:] = 1.0
        return taken
    # a programme has no seat: where its places are asked for, it is where it is active
    if group.by in ("district", "dong"):
        return grouping(snapshot, group.by, place_links=("active_in",)).membership
    return group.membership


def _received(snapshot: Snapshot, actors: NDArray[np.int64]) -> tuple[Float, Receipts]:
    ties = snapshot.ties
    codes = [snapshot.types.index(name) for name in FUNDING_TYPES]
    target = ties.nodes[ties.target]
    picked = np.isin(ties.type, codes) & np.isin(target, actors)
    edges, target = ties.edges[picked], target[picked]
    sums, units = snapshot.amount[edges], snapshot.unit[edges]
    known = ~np.isnan(sums)
    local = snapshot.units.index(CURRENCY) if CURRENCY in snapshot.units else -1
    counted = known & (units == local)
    foreign = known & (units != local)
    received = np.bincount(target[counted], weights=sums[counted], minlength=snapshot.n_nodes)
    names = tuple(snapshot.units[code] or "?" for code in np.unique(units[foreign]).tolist())
    receipts = Receipts(int(counted.sum()), int((~known).sum()), names, int(foreign.sum()))
    return received.astype(np.float64), receipts
