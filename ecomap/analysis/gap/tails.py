"""The chance of so few, for a count of which only mean and variance are known."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincc

from ecomap.snapshot.columns import Float


def count_lower_tail(count: NDArray[Any], mean: NDArray[Any], variance: NDArray[Any]) -> Float:
    """Return the chance of a count or less, from the usual law of counts with this mean and variance.

    Below the mean in variance it is the binomial law with ``p = 1 − V / E`` and ``n = E / p`` (not
    necessarily whole), equal to it the Poisson law, above it the negative binomial one. Unlike the normal
    approximation it stays close where little is expected, which is where gaps are.

    Parameters
    ----------
    count, mean, variance : ndarray of one shape
        Counts are whole numbers; nothing is negative.

    Returns
    -------
    ndarray of float64, the same shape
        0 … 1; NaN where mean or variance is 0, because nothing can differ there, or either is not known.

    Notes
    -----
    Cost: one incomplete beta or gamma function a count.
    """
    count, mean, variance = np.broadcast_arrays(
        *(np.asarray(part, dtype=np.float64) for part in (count, mean, variance))
    )
    result = np.full(count.shape, np.nan)
    known = np.isfinite(mean) & np.isfinite(variance)
    known[known] &= (mean[known] > 0) & (variance[known] > 1e-9 * mean[known])
    k, e, v = count[known], mean[known], variance[known]
    narrow, wide = v < e * (1 - 1e-9), v > e * (1 + 1e-9)
    tail = gammaincc(k + 1.0, e)
    p = 1.0 - v[narrow] / e[narrow]
    left = e[narrow] / p - k[narrow]
    tail[narrow] = np.where(left > 0, betainc(np.maximum(left, 1e-12), k[narrow] + 1.0, 1.0 - p), 1.0)
    p = e[wide] / v[wide]
    tail[wide] = betainc(e[wide] * p / (1.0 - p), k[wide] + 1.0, p)
    result[known] = np.clip(tail, 0.0, 1.0)
    return result
