"""How strong the tie of a pair is, from its types, its length, its money and how recent it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ecomap.analysis.cooperation.pair_columns import DAYS_OF_A_YEAR, PairColumns
from ecomap.analysis.funding import CURRENCY, FUNDING_TYPES
from ecomap.analysis.ranks import mean_ranks
from ecomap.snapshot.columns import NO_DAY, Float

PARTS = ("types", "length", "amount", "recency")


@dataclass(frozen=True, eq=False)
class TieStrength:
    """The score of every pair and what it is made of.

    Parameters
    ----------
    parts : dict of ndarray of float64
        One of `PARTS` each, 0 … 1, NaN where it is not known.
    score : ndarray of float64
        Weighted mean of the parts that are known, 0 … 1; NaN where none of them has a weight.
    """

    parts: dict[str, Float]
    score: Float

    def unknown(self, part: str) -> int:
        """Return for how many pairs a part is not known."""
        return int(np.isnan(self.parts[part]).sum())


def tie_strength(columns: PairColumns, weights: Mapping[str, float], half_life: float) -> TieStrength:
    """Score the ties of all pairs.

    ``types = 1 − ½^(number of tie types)``; ``length`` and ``amount`` are the share of pairs below, pairs with the
    same counting half, among pairs with a known length and among pairs with money; ``recency = ½^(years since the
    tie last held / half-life)``. A pair through which no money goes has amount 0. Score = Σ weight × part / Σ weight
    over the parts that are known.

    Parameters
    ----------
    columns : PairColumns
    weights : mapping of float
        Weight of each of `PARTS`, not negative.
    half_life : float
        Years after which a tie that ended counts half.

    Returns
    -------
    TieStrength

    Notes
    -----
    Cost: O(m log m).

    References
    ----------
    Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78(6), 1360–1380.
    doi:10.1086/225469
    Marsden, P. V. and Campbell, K. E. (1984). Measuring tie strength. Social Forces 63(2), 482–501.
    doi:10.1093/sf/63.2.482
    """
    last = columns.durations.last
    ago = (columns.horizon - last) / DAYS_OF_A_YEAR
    parts = {
        "types": 1.0 - 0.5 ** columns.multiplexity.astype(np.float64),
        "length": _standing(columns.years),
        "amount": _amount(columns),
        "recency": np.where(last == NO_DAY, np.nan, 0.5 ** (np.maximum(ago, 0.0) / half_life)),
    }
    values = np.column_stack([parts[name] for name in PARTS]).reshape(-1, len(PARTS))
    weight = np.array([weights[name] for name in PARTS]) * ~np.isnan(values)
    # A weight so small that its product vanishes still counts where it is the only one known.
    largest = weight.max(axis=1, keepdims=True)
    weight = np.divide(weight, largest, out=np.zeros_like(weight), where=largest > 0)
    total = weight.sum(axis=1)
    mean = np.divide((np.nan_to_num(values) * weight).sum(axis=1), total, out=np.zeros(len(total)), where=total > 0)
    return TieStrength(parts, np.where(total > 0, mean, np.nan))


def _standing(values: Float) -> Float:
    """Return the share of known values below each, equal ones counting half; NaN stays NaN."""
    known = ~np.isnan(values)
    standing = np.full(len(values), np.nan)
    if known.any():
        standing[known] = (mean_ranks(values[known]) - 0.5) / known.sum()
    return standing


def _amount(columns: PairColumns) -> Float:
    snapshot = columns.snapshot
    edges = snapshot.ties.edges
    money = np.isin(snapshot.ties.type, [snapshot.types.index(name) for name in FUNDING_TYPES])
    local = snapshot.units.index(CURRENCY) if CURRENCY in snapshot.units else -1
    known = ~np.isnan(snapshot.amount[edges]) & (snapshot.unit[edges] == local)
    total = np.bincount(columns.of_tie[known], weights=snapshot.amount[edges[known]], minlength=len(columns))
    missing = np.zeros(len(columns), dtype=np.bool_)
    missing[columns.of_tie[money & ~known]] = True
    standing = _standing(np.where(total > 0, total, np.nan))
    return np.where(total > 0, standing, np.where(missing, np.nan, 0.0))
