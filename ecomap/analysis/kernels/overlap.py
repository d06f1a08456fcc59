"""How often two things would share so many others by chance."""

from __future__ import annotations

import math

import numba
import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]
Int = NDArray[np.int64]


@numba.njit(cache=True, nogil=True)
def hypergeometric_tail(shared: Int, first: Int, second: Int, total: int) -> Float:
    """Return ``P(X ≥ shared)`` for two random sets of given sizes out of ``total`` things.

    ``P(X = k) = C(first, k) C(total − first, second − k) / C(total, second)``.

    Parameters
    ----------
    shared, first, second : ndarray of int64, length k
        Things in both sets, and sizes of the sets.
    total : int

    Returns
    -------
    ndarray of float64, length k

    Notes
    -----
    Cost: O(smaller set) each.
    """
    log_factorial = np.zeros(total + 1)
    for i in range(2, total + 1):
        log_factorial[i] = log_factorial[i - 1] + math.log(i)
    tail = np.empty(len(shared))
    for t in range(len(shared)):
        a, b = first[t], second[t]
        base = log_factorial[a] + log_factorial[total - a] + log_factorial[b] + log_factorial[total - b]
        base -= log_factorial[total]
        chance = 0.0
        for k in range(max(shared[t], a + b - total, 0), min(a, b) + 1):
            term = log_factorial[k] + log_factorial[a - k] + log_factorial[b - k] + log_factorial[total - a - b + k]
            chance += math.exp(base - term)
        tail[t] = min(chance, 1.0)
    return tail


@numba.njit(cache=True, nogil=True)
def poisson_binomial_tail(shared: Int, first: Int, second: Int, chances: Float, times: Int) -> Float:
    """Return ``P(X ≥ shared)`` where each thing is shared independently with its own probability.

    Parameters
    ----------
    shared : ndarray of int64, length k
        Things shared by a pair.
    first, second : ndarray of int64, length k
        Rows of ``chances`` of the two sides.
    chances : ndarray of float64 (sides × classes)
        Probability that a side has a thing of a class; the pair shares it with the product of the two.
    times : ndarray of int64, length: classes
        Number of things in each class.

    Returns
    -------
    ndarray of float64, length k

    Notes
    -----
    The distribution below ``shared`` is built thing by thing, exactly. Cost: O(things × shared) each.
    """
    tail = np.empty(len(shared))
    for t in range(len(shared)):
        below = np.zeros(max(shared[t], 1))
        below[0] = 1.0
        if shared[t] <= 0:
            tail[t] = 1.0
            continue
        reached = 0.0
        for c in range(len(times)):
            p = chances[first[t], c] * chances[second[t], c]
            for _ in range(times[c]):
                reached += below[shared[t] - 1] * p
                for k in range(shared[t] - 1, 0, -1):
                    below[k] = below[k] * (1.0 - p) + below[k - 1] * p
                below[0] *= 1.0 - p
        tail[t] = min(reached, 1.0)
    return tail
