"""How long things last: the Kaplan-Meier estimate with its interval, and the log-rank test.

Pure functions of arrays. Undefined values are NaN here; whoever builds a table turns them into ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

Float = NDArray[np.float64]
Bool = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Survival:
    """The Kaplan-Meier estimate, one entry for each time at which something ended.

    Parameters
    ----------
    time : ndarray of float64
        Ascending, in the unit of the durations.
    at_risk, ended : ndarray of int64
        How many lasted at least as long, and how many of them ended then.
    share : ndarray of float64
        Estimated share that lasts longer.
    low, high : ndarray of float64
        95% interval, NaN where the share is 0.
    """

    time: Float
    at_risk: NDArray[np.int64]
    ended: NDArray[np.int64]
    share: Float
    low: Float
    high: Float

    def at(self, time: float) -> tuple[float, float, float]:
        """Return the share that lasts longer than a time, with its interval; NaN for one before anything ended."""
        k = int(np.searchsorted(self.time, time, side="right")) - 1
        return (
            (1.0, float("nan"), float("nan"))
            if k < 0
            else (float(self.share[k]), float(self.low[k]), float(self.high[k]))
        )

    @property
    def median(self) -> float:
        """First time at which no more than half last longer, NaN if more than half always do."""
        below = np.flatnonzero(self.share <= 0.5 + 1e-12)
        return float(self.time[below[0]]) if len(below) else float("nan")


def kaplan_meier(duration: Float, ended: Bool) -> Survival:
    """Estimate which share lasts how long.

    ``S(t) = Π over t(i) ≤ t of (1 − d(i)/n(i))``; the 95% interval is ``S^exp(±1.96 s)`` with
    ``s = sqrt(Σ d / (n (n − d))) / |ln S|`` (Greenwood's variance on the log-log scale).

    Parameters
    ----------
    duration : ndarray of float64, length n
        How long each lasted, or has lasted so far.
    ended : ndarray of bool, length n
        Whether it ended then; otherwise it is only known to have lasted so long.

    Returns
    -------
    Survival

    Notes
    -----
    Cost: O(n log n).

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American
    Statistical Association 53(282), 457–481. doi:10.1080/01621459.1958.10501452
    """
    order = np.sort(duration)
    time, count = np.unique(duration[ended], return_counts=True)
    at_risk = len(order) - np.searchsorted(order, time, side="left")
    share = np.asarray(np.cumprod(1.0 - count / np.maximum(at_risk, 1)), dtype=np.float64)
    inside = (share > 0) & (share < 1)
    rest = np.where(at_risk > count, at_risk * (at_risk - count), 1)
    spread = np.sqrt(np.cumsum(count / rest))
    scale = np.divide(spread, -np.log(np.where(inside, share, 0.5)), out=np.full(len(time), np.nan), where=inside)
    low, high = (np.asarray(share ** np.exp(sign * 1.959964 * scale), dtype=np.float64) for sign in (1.0, -1.0))
    return Survival(time, at_risk.astype(np.int64), count.astype(np.int64), share, low, high)


def log_rank(duration: Float, ended: Bool, group: NDArray[np.int64]) -> tuple[float, float]:
    """Test whether groups last equally long.

    Parameters
    ----------
    duration, ended
        See `kaplan_meier`.
    group : ndarray of int64, length n
        Group of each, 0 … g − 1.

    Returns
    -------
    statistic, p : float
        Chi-squared with one degree of freedom less than there are groups; NaN with fewer than two groups, nothing
        ended, or nobody left to compare at any time at which something ended.

    Notes
    -----
    Cost: O(n log n + times × groups²).

    References
    ----------
    Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its consideration.
    Cancer Chemotherapy Reports 50(3), 163–170.
    """
    present, code = np.unique(group, return_inverse=True)
    times = np.unique(duration[ended])
    if len(present) < 2 or not len(times):
        return float("nan"), float("nan")
    at_risk = np.zeros((len(present), len(times)))
    deaths = np.zeros((len(present), len(times)))
    for g in range(len(present)):
        own = np.sort(duration[code == g])
        at_risk[g] = len(own) - np.searchsorted(own, times, side="left")
        deaths[g] = np.bincount(np.searchsorted(times, duration[(code == g) & ended]), minlength=len(times))
    n, d = at_risk.sum(axis=0), deaths.sum(axis=0)
    part = at_risk / n
    excess = (deaths - part * d).sum(axis=1)
    factor = np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0)
    spread = np.diag((factor * part).sum(axis=1)) - (factor * part) @ part.T
    if not spread.any():
        return float("nan"), float("nan")
    kept = slice(0, len(present) - 1)  # the last group follows from the others
    statistic = float(excess[kept] @ np.linalg.pinv(spread[kept, kept]) @ excess[kept])
    return statistic, float(chdtrc(len(present) - 1, statistic))
