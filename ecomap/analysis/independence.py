"""Counts against their expectation under independence: the statistics that the analyses share.

Pure functions of arrays. Undefined values are NaN here; whoever builds a table turns them into ``None``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Float = NDArray[np.float64]


def expected_counts(observed: NDArray[Any]) -> Float:
    """Return the counts that the margins of a two-way table imply if rows and columns are independent.

    ``E[i, j] = (row total i) × (column total j) / (grand total)``. Rows and columns of ``E`` add up to those
    of the observed table.

    Parameters
    ----------
    observed : ndarray (rows × columns)
        Counts or sums, not negative; fractional values are fine.

    Returns
    -------
    ndarray of float64 (rows × columns)
        In the unit of ``observed``; all 0 where the grand total is 0.

    Notes
    -----
    Cost: one pass over the table.
    """
    observed = np.asarray(observed, dtype=np.float64)
    total = observed.sum()
    if total == 0:
        return np.zeros_like(observed)
    return np.asarray(np.outer(observed.sum(axis=1), observed.sum(axis=0)) / total)


def adjusted_residuals(observed: NDArray[Any], expected: NDArray[Any]) -> Float:
    """Return Haberman's adjusted residuals of a two-way table of counts.

    ``d[i, j] = (O − E) / sqrt(E × (1 − row total i / N) × (1 − column total j / N))``. Under
    independence each is close to a standard normal variable where ``E`` is at least about 5: below −2 the
    cell is emptier, above 2 fuller than chance explains. This is the *adjusted* residual; Pearson's
    ``(O − E) / sqrt(E)`` has a variance below 1 and understates.

    Parameters
    ----------
    observed : ndarray (rows × columns)
        Counts of independent observations.
    expected : ndarray (rows × columns)
        As `expected_counts` gives.

    Returns
    -------
    ndarray of float64 (rows × columns)
        Without unit. NaN where the variance is 0: an empty row or column, or one that holds everything.

    Notes
    -----
    Cost: a few passes over the table.

    References
    ----------
    Haberman, S. J. (1973). The analysis of residuals in cross-classified tables. Biometrics 29(1), 205–220.
    doi:10.2307/2529686
    """
    observed = np.asarray(observed, dtype=np.float64)
    expected = np.asarray(expected, dtype=np.float64)
    total = observed.sum()
    if total == 0:
        return np.full_like(observed, np.nan)
    rows = 1.0 - observed.sum(axis=1) / total
    columns = 1.0 - observed.sum(axis=0) / total
    # rounding of fractional counts may leave 1 - 1 just above or below 0
    variance = expected * np.outer(np.where(rows > 1e-12, rows, 0.0), np.where(columns > 1e-12, columns, 0.0))
    return standardised(observed - expected, variance)


def standardised(difference: NDArray[Any], variance: NDArray[Any]) -> Float:
    """Return ``difference / sqrt(variance)``, NaN where the variance is not positive."""
    difference = np.asarray(difference, dtype=np.float64)
    defined = np.asarray(variance) > 0
    scale = np.sqrt(np.where(defined, variance, 1.0))
    return np.asarray(np.where(defined, difference / scale, np.nan))


def two_sided(residuals: NDArray[Any]) -> Float:
    """Return the two-sided p-values of standard normal residuals; NaN stays NaN."""
    return np.asarray(2.0 * ndtr(-np.abs(np.asarray(residuals, dtype=np.float64))))


def benjamini_hochberg(p: NDArray[Any]) -> Float:
    """Return p-values corrected for the number of tests by the step-up rule of Benjamini and Hochberg.

    With the ``m`` p-values in ascending order, ``q(i) = min over k ≥ i of m × p(k) / k``, at most 1. Calling
    every cell with ``q ≤ α`` remarkable keeps the expected share of false calls among them at most α, if the
    tests are independent or positively dependent.

    Parameters
    ----------
    p : ndarray of any shape
        Probabilities, 0 … 1. NaN marks a test that could not be made; it is not counted among the ``m``.

    Returns
    -------
    ndarray of float64, shape of ``p``
        Corrected probabilities, NaN where ``p`` is.

    Raises
    ------
    ValueError
        If a value lies outside 0 … 1.

    Notes
    -----
    Cost: O(m log m).

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful
    approach to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300.
    doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    p = np.asarray(p, dtype=np.float64)
    corrected = np.full(p.shape, np.nan)
    tested = ~np.isnan(p)
    values = p[tested]
    if ((values < 0) | (values > 1)).any():
        raise ValueError("p-values must lie between 0 and 1")
    order = np.argsort(values)[::-1]
    ranks = np.arange(len(values), 0, -1)
    steps = np.minimum.accumulate(values[order] * len(values) / ranks) if len(values) else values
    adjusted = np.empty_like(values)
    adjusted[order] = np.minimum(steps, 1.0)
    corrected[tested] = adjusted
    return corrected
