"""Ranks of values, the smallest first, from 1 on.

The same as `scipy.stats.rankdata`, without the third of a second that importing scipy.stats takes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot.columns import Float


def mean_ranks(values: Float) -> Float:
    """Return the rank of each value; equal ones share the mean of theirs.

    Parameters
    ----------
    values : ndarray of float64
        No NaN.

    Returns
    -------
    ndarray of float64, the same length
        Half-integers from 1 to the number of values.

    Notes
    -----
    Cost: one sort.
    """
    first, last, code = _runs(values)
    return np.asarray((first + last)[code] / 2)


def lowest_ranks(values: Float) -> NDArray[np.int64]:
    """Return the rank of each value; equal ones share the lowest of theirs. As `mean_ranks` otherwise."""
    first, _, code = _runs(values)
    return np.asarray(first[code])


def _runs(values: Float) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and last rank of each different value, and which of them each value is."""
    _, code, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return last - count + 1, last, code
