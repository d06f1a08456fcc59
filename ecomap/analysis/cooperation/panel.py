"""A figure of every district in every year, and how some districts changed against the others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.cooperation.pair_columns import PairColumns
from ecomap.analysis.cooperation.periods import Relations, existed, year_period
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float

Bool = NDArray[np.bool_]


def panel(snapshot: Snapshot, districts: Grouping, outcome: str, years: list[int]) -> Float:
    """Return a figure of every district in every year.

    Parameters
    ----------
    snapshot : Snapshot
    districts : Grouping
    outcome : str
        ``mean_degree``, ``new_ties``, ``cross_field`` or ``actors``.
    years : list of int

    Returns
    -------
    ndarray of float64 (districts × years)
        NaN where a district has no actors, or no pairs whose fields are known.

    Notes
    -----
    Cost: a few passes over the ties for each year.
    """
    relations = Relations(snapshot)
    member = districts.membership[snapshot.ties.nodes]
    low, high, _ = snapshot.ties.pairs
    cross, known = PairColumns(snapshot).across(grouping(snapshot, "field"))
    columns = []
    for year in years:
        period = year_period(year)
        there = existed(snapshot, period).astype(np.float64)
        held = relations.held(period)
        if outcome == "actors":
            columns.append(member.T @ there)
            continue
        if outcome == "cross_field":
            part, whole = held & cross, held & known
            touched = member[low] + member[high]
            touched.data[:] = 1.0
            columns.append(_divide(touched.T @ part.astype(np.float64), touched.T @ whole.astype(np.float64)))
            continue
        if outcome == "new_ties":
            begun = relations.dated[(relations.since >= period.first) & (relations.since <= period.last)]
            ends = snapshot.ties.source[begun], snapshot.ties.target[begun]
        else:
            ends = low[held], high[held]
        count = sum(np.bincount(end, minlength=snapshot.ties.n) for end in ends)
        columns.append(_divide(member.T @ np.asarray(count, dtype=np.float64), member.T @ there))
    return np.array(columns, dtype=np.float64).reshape(len(years), len(districts)).T


def _divide(part: Float, whole: Float) -> Float:
    return np.asarray(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0))


@dataclass(frozen=True, eq=False)
class Contrast:
    """How chosen units differ from the others, and how sets of as many units drawn at random do.

    Parameters
    ----------
    effect : float
        Mean of the chosen − mean of the others.
    drawn : ndarray of float64
        The same for other sets; the chosen one is among them if all sets were compared.
    complete : bool
        Whether all sets were compared.
    """

    effect: float
    drawn: Float
    complete: bool

    @property
    def p(self) -> float:
        """Two-sided p-value: sets that differ as much or more."""
        far = int((np.abs(self.drawn) >= abs(self.effect) - 1e-12).sum())
        return far / len(self.drawn) if self.complete else (1 + far) / (1 + len(self.drawn))


def contrast(values: Float, chosen: Bool, permutations: int, seed: int) -> Contrast | None:
    """Compare chosen units with the others by permutation.

    Parameters
    ----------
    values : ndarray of float64, length u
        Without NaN.
    chosen : ndarray of bool, length u
    permutations : int
        Sets drawn at random; all sets of that many units are compared if there are no more of them.
    seed : int

    Returns
    -------
    Contrast or None
        None where nobody or everybody is chosen.

    Notes
    -----
    Cost: O(units × sets).
    """
    n, k = len(values), int(chosen.sum())
    if k in (0, n):
        return None
    total = float(values.sum())

    def effect(sums: Float) -> Float:
        return sums / k - (total - sums) / (n - k)

    complete = comb(n, k) <= permutations
    if complete:
        sums = np.array([values[list(units)].sum() for units in combinations(range(n), k)])
    else:
        rng = np.random.default_rng(seed)
        sums = np.array([rng.choice(values, k, replace=False).sum() for _ in range(permutations)])
    own = float(effect(np.array([values[chosen].sum()]))[0])
    return Contrast(own, np.asarray(effect(sums), dtype=np.float64), complete)


def slopes(values: Float) -> Float:
    """Return the least-squares change a year of each row (units × years), NaN with fewer than two years."""
    years = values.shape[1]
    if years < 2:
        return np.full(len(values), np.nan)
    centred = np.arange(years) - (years - 1) / 2
    return np.asarray(values @ centred / (centred @ centred))
