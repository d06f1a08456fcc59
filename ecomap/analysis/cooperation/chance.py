"""Parameters and probabilities that analyses with a random comparison share."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot.columns import Float


def two_sided_p(observed: NDArray[Any], drawn: NDArray[Any]) -> Float:
    """Return two-sided permutation p-values.

    ``p = min(1, 2 min(p_low, p_high))`` with ``p_low = (1 + number of draws ≤ observed) / (1 + draws)`` and
    ``p_high`` likewise: the observed value counts as one of the draws, so that p is never 0 and never too small.
    A draw that is undefined counts on both sides.

    Parameters
    ----------
    observed : ndarray of float64, length k
    drawn : ndarray of float64 (draws × k)

    Returns
    -------
    ndarray of float64, length k
        NaN where the observed value is, and without draws.

    References
    ----------
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in
    Genetics and Molecular Biology 9(1), 39. doi:10.2202/1544-6115.1585
    """
    observed = np.asarray(observed, dtype=np.float64)
    if not len(drawn):
        return np.full(len(observed), np.nan)
    low = 1 + ((drawn <= observed + 1e-12) | np.isnan(drawn)).sum(axis=0)
    high = 1 + ((drawn >= observed - 1e-12) | np.isnan(drawn)).sum(axis=0)
    p = np.minimum(1.0, 2.0 * np.minimum(low, high) / (1 + len(drawn)))
    return np.where(np.isnan(observed), np.nan, p)
