"""How unequally a quantity is spread: Gini, Theil within and between groups, the Lorenz curve, concentration.

Pure functions of arrays. Undefined values are NaN here; whoever builds a table turns them into ``None``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


def lorenz(values: Float, weights: Float | None = None) -> tuple[Float, Float]:
    """Return the Lorenz curve: which share of the total the poorest share of the population has.

    Parameters
    ----------
    values : ndarray, length n
        Quantity *per unit of weight* (what one actor, or one resident, has); not negative.
    weights : ndarray, length n, optional
        How much population each value stands for; 1 by default, above 0.

    Returns
    -------
    population, quantity : ndarray of float64, length n + 1
        Cumulative shares in ascending order of value, from (0, 0) to (1, 1). Only (0, 0) and (1, 1) where
        nothing is there to spread.

    Notes
    -----
    Cost: O(n log n).

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American
    Statistical Association 9(70), 209–219. doi:10.2307/2276207
    """
    weights = np.ones(len(values)) if weights is None else weights
    if not float(values @ weights):
        return np.array([0.0, 1.0]), np.array([0.0, 1.0])
    order = np.argsort(values, kind="stable")
    parts = (weights[order], values[order] * weights[order])
    population, quantity = (np.concatenate([[0.0], np.cumsum(part) / part.sum()]) for part in parts)
    return population, quantity


def gini(values: Float, weights: Float | None = None) -> float:
    """Return the Gini coefficient: twice the area between the Lorenz curve and the line of equality.

    ``G = Σ(i, j) w(i) w(j) |x(i) − x(j)| / (2 W² μ)``, without correction for small samples: 0 if all have the
    same, ``1 − 1/n`` if one of n has everything.

    Parameters
    ----------
    values, weights
        See `lorenz`.

    Returns
    -------
    float
        0 ≤ G < 1; NaN where nothing is there to spread.

    Notes
    -----
    Cost: O(n log n).

    References
    ----------
    Gini, C. (1921). Measurement of inequality of incomes. The Economic Journal 31(121), 124–126.
    doi:10.2307/2223319
    """
    weights = np.ones(len(values)) if weights is None else weights
    if not float(values @ weights):
        return float("nan")
    population, quantity = lorenz(values, weights)
    area = float(np.diff(population) @ (quantity[1:] + quantity[:-1])) / 2
    return max(1.0 - 2.0 * area, 0.0)


def theil(values: Float, weights: Float | None = None) -> float:
    """Return Theil's T, ``Σ w(i)/W × x(i)/μ × ln(x(i)/μ)``, with ``0 ln 0 = 0``.

    Parameters
    ----------
    values, weights
        See `lorenz`.

    Returns
    -------
    float
        0 ≤ T ≤ ln(W / smallest weight); NaN where nothing is there to spread.

    Notes
    -----
    Cost: one pass.

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland.
    """
    weights = np.ones(len(values)) if weights is None else weights
    total = float(values @ weights)
    if not total:
        return float("nan")
    share = values * weights / total
    held = share > 0
    population = weights[held] / weights.sum()
    return max(float(share[held] @ np.log(share[held] / population)), 0.0)


def theil_parts(values: Float, weights: Float, groups: NDArray[np.int64], n_groups: int) -> tuple[float, float]:
    """Return what lies within and between groups of Theil's T; the two add up to `theil`.

    With ``s`` a group's share of the quantity and ``p`` its share of the population,
    ``between = Σ s ln(s / p)`` and ``within = Σ s T(group)``.

    Parameters
    ----------
    values, weights
        See `lorenz`.
    groups : ndarray of int64, length n
        Group of each value, 0 … n_groups − 1.
    n_groups : int

    Returns
    -------
    within, between : float
        NaN where nothing is there to spread.

    Notes
    -----
    Cost: two passes.

    References
    ----------
    Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. Econometrica 48(3), 613–625.
    doi:10.2307/1913126
    """
    between = float(theil_between(values * weights, weights, groups[None, :], n_groups)[0])
    return theil(values, weights) - between, between


def theil_between(quantity: Float, population: Float, groups: NDArray[np.int64], n_groups: int) -> Float:
    """Return the part of Theil's T between groups for several ways of grouping at once.

    Parameters
    ----------
    quantity, population : ndarray, length n
        What each unit has, and how much population it stands for.
    groups : ndarray of int64 (r × n)
        One way of grouping a row.
    n_groups : int

    Returns
    -------
    ndarray of float64, length r

    Notes
    -----
    Cost: O(r n).
    """
    total, people = float(quantity.sum()), float(population.sum())
    if not total:
        return np.full(len(groups), np.nan)
    found = np.zeros(len(groups))
    for row, group in enumerate(groups):
        share = np.bincount(group, weights=quantity, minlength=n_groups) / total
        part = np.bincount(group, weights=population, minlength=n_groups) / people
        held = share > 0
        found[row] = max(float(share[held] @ np.log(share[held] / part[held])), 0.0)
    return found


def herfindahl(amounts: Float, owners: NDArray[np.integer], n: int) -> Float:
    """Return the Herfindahl-Hirschman index ``Σ share²`` of the parts of each owner's total.

    Parameters
    ----------
    amounts : ndarray, length f
        Parts, above 0.
    owners : ndarray of int, length f
        Whose total each part belongs to.
    n : int
        Number of owners.

    Returns
    -------
    ndarray of float64, length n
        From 1 / number of parts (all equal) to 1 (one part); NaN for owners without parts. Its inverse is the
        number of equal parts that would be as concentrated.

    Notes
    -----
    Cost: one pass.

    References
    ----------
    Hirschman, A. O. (1964). The paternity of an index. The American Economic Review 54(5), 761.
    """
    total = np.bincount(owners, weights=amounts, minlength=n)
    share = amounts / total[owners] if len(owners) else amounts
    index = np.bincount(owners, weights=share**2, minlength=n)
    return np.asarray(np.where(total > 0, index, np.nan), dtype=np.float64)


def count_gini(counts: NDArray[Any]) -> float:
    """Return the Gini coefficient of whole counts, 0 if all are equal, ``1 − 1/n`` if one has all; NaN for no count.

    ``G = 2 Σ k x(k) / (n Σ x) − (n + 1) / n`` with the counts in ascending order, summed over equal counts at once.

    Notes
    -----
    Cost: one pass, no sorting.
    """
    total = float(counts.sum())
    n = len(counts)
    if total <= 0:
        return float("nan")
    often = np.bincount(counts).astype(np.float64)
    upto = np.cumsum(often)
    ranks = often * (2.0 * upto - often + 1.0) / 2.0  # sum of the ranks of equal counts
    return float(2.0 * (ranks @ np.arange(len(often))) / (n * total) - (n + 1.0) / n)
