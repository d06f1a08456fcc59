"""The exact chance of a cell as empty as observed, given the margins of its table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from ecomap.snapshot.columns import Float


def lower_tail(observed: NDArray[Any]) -> Float:
    """Return the one-sided p-value of every cell of a table of counts: Fisher's exact test, cell against rest.

    With ``N`` the grand total, ``r`` the row and ``c`` the column total, the count of a cell is hypergeometric
    under independence, and ``p = Σ over k ≤ O of C(r, k) C(N − r, c − k) / C(N, c)``.

    Parameters
    ----------
    observed : ndarray (rows × columns)
        Whole numbers, not negative.

    Returns
    -------
    ndarray of float64 (rows × columns)
        0 … 1; NaN where nothing can differ: an empty row or column, or one that holds everything.

    Notes
    -----
    The normal approximation of the residual is poor where few are expected, which is where gaps are looked for;
    the Poisson distribution forgets that the margins are given. Cost: one term for each counted thing and
    cell, O(N + rows × columns).

    References
    ----------
    Fisher, R. A. (1922). On the interpretation of χ² from contingency tables, and the calculation of P.
    Journal of the Royal Statistical Society 85(1), 87–94. doi:10.2307/2340521
    """
    counts = np.asarray(observed).astype(np.int64)
    result = np.full(counts.shape, np.nan)
    total = int(counts.sum())
    row, column = np.broadcast_arrays(counts.sum(axis=1)[:, None], counts.sum(axis=0)[None, :])
    tested = (row > 0) & (row < total) & (column > 0) & (column < total)
    if not tested.any():
        return result
    r, c, most = row[tested], column[tested], counts[tested]
    least = np.maximum(0, r + c - total)
    terms = most - least + 1
    first = np.cumsum(terms) - terms
    cell = np.repeat(np.arange(len(terms)), terms)
    k = least[cell] + np.arange(len(cell)) - first[cell]
    r, c = r[cell], c[cell]
    factorial = gammaln(np.arange(total + 1) + 1.0)

    def choose(n: Any, part: NDArray[np.int64]) -> Float:
        return np.asarray(factorial[n] - factorial[part] - factorial[n - part])

    chance = np.exp(choose(r, k) + choose(total - r, c - k) - choose(total, c))
    result[tested] = np.minimum(np.add.reduceat(chance, first), 1.0)
    return result
