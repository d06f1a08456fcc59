"""Money between actors: who gives how much to whom, and which amounts are not known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float, Int

FUNDING_TYPES = ("funds", "delegates")
CURRENCY = "KRW"


@dataclass(frozen=True, eq=False)
class Flows:
    """Sums of money of one unit, one entry for each funder and recipient, sorted by funder.

    Parameters
    ----------
    n : int
        Number of actors, numbered as in `TieGraph`.
    unit : str
        Unit of the sums.
    funder, recipient : ndarray of int32, length f
        Actor numbers.
    amount : ndarray of float64, length f
        Above 0.
    unknown : ndarray of int64, length n
        Funding ties without an amount, by the actor that receives.
    counted, other_units : int
        Ties in the sums; ties in another unit.
    names_of_other_units : tuple of str
    """

    n: int
    unit: str
    funder: Int
    recipient: Int
    amount: Float
    unknown: NDArray[np.int64]
    counted: int
    other_units: int
    names_of_other_units: tuple[str, ...]

    @property
    def total(self) -> float:
        """All money."""
        return float(self.amount.sum())

    @cached_property
    def received(self) -> Float:
        """Money that each actor receives, 0 where none."""
        return np.bincount(self.recipient, weights=self.amount, minlength=self.n).astype(np.float64)

    @cached_property
    def given(self) -> Float:
        """Money that each actor gives, 0 where none."""
        return np.bincount(self.funder, weights=self.amount, minlength=self.n).astype(np.float64)

    @cached_property
    def by_funder(self) -> sparse.csr_array[Any]:
        """Matrix (n × n) of the sums, funders in the rows, sorted indices."""
        matrix = sparse.csr_array((self.amount, (self.funder, self.recipient)), shape=(self.n, self.n))
        matrix.sort_indices()
        return matrix


def flows(snapshot: Snapshot, types: tuple[str, ...] = FUNDING_TYPES, unit: str = CURRENCY) -> Flows:
    """Add up the amounts of the ties of some types in one unit.

    Parameters
    ----------
    snapshot : Snapshot
    types : tuple of str
        Tie types that carry money from source to target.
    unit : str
        Amounts in other units are counted, not converted.

    Returns
    -------
    Flows
        A tie without an amount is in no sum; an amount of 0 is known and adds nothing.

    Notes
    -----
    Cost: O(m log m) for the m ties of these types.
    """
    ties = snapshot.ties
    chosen = np.flatnonzero(np.isin(ties.type, [snapshot.types.index(name) for name in types]))
    edges = ties.edges[chosen]
    amount, units = snapshot.amount[edges], snapshot.unit[edges]
    known = ~np.isnan(amount)
    local = snapshot.units.index(unit) if unit in snapshot.units else -1
    here, foreign = known & (units == local), known & (units != local)
    source, target = ties.source[chosen][here], ties.target[chosen][here]
    code, inverse = np.unique(source.astype(np.int64) * max(ties.n, 1) + target, return_inverse=True)
    sums = np.bincount(inverse, weights=amount[here], minlength=len(code)).astype(np.float64)
    code, sums = code[sums > 0], sums[sums > 0]
    return Flows(
        n=ties.n,
        unit=unit,
        funder=(code // max(ties.n, 1)).astype(np.int32),
        recipient=(code % max(ties.n, 1)).astype(np.int32),
        amount=sums,
        unknown=np.bincount(ties.target[chosen][~known], minlength=ties.n).astype(np.int64),
        counted=int(here.sum()),
        other_units=int(foreign.sum()),
        names_of_other_units=tuple(snapshot.units[c] or "?" for c in np.unique(units[foreign]).tolist()),
    )
