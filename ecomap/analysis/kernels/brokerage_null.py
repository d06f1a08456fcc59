"""Exact variances of brokerage roles when every arc is present or absent by chance.

Actors with equal memberships are of one type and have equal moments, so all loops are over types. The weight of a
two-path ``i → j → k`` in a role is ``c₀ + c₁ f(i)·f(k) + c₂ f(i)·f(j) + c₃ f(j)·f(k) + c₄ Σ_g f(i,g) f(j,g) f(k,g)``.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Float = NDArray[np.float64]


@numba.njit(cache=True, nogil=True)
def broker_variances(f: Float, count: Float, coefficients: Float, density: float) -> Float:
    """Return the variance of every role of one broker of each type.

    Two two-paths of one broker depend on each other if they share an arc, thus an end. With ``p = d²(1 − d)`` the
    chance that a two-path exists and is broken, ``w`` its weight and ``c = d³(1 − d)³`` the covariance of two that
    share an end, the variance is ``p(1 − p) Σ w² + c (Σ_i ((Σ_k w)² − Σ_k w²) + Σ_k ((Σ_i w)² − Σ_i w²))``.

    Parameters
    ----------
    f : ndarray of float64 (types × groups)
        Shares of each type; rows add up to 1.
    count : ndarray of float64, length types
        Actors of each type.
    coefficients : ndarray of float64 (roles × 5)
    density : float
        Chance ``d`` of an arc.

    Returns
    -------
    ndarray of float64 (types × roles)

    Notes
    -----
    Cost: O(types × (types + groups) × groups × roles).
    """
    # Loops only: what numba makes of matrix products and outer products takes seconds to compile.
    types, size = f.shape
    total, second = np.zeros(size), np.zeros((size, size))
    for a in range(types):
        _add(f, a, count[a], total, second)
    s, m, own, pull = np.zeros(size), np.zeros((size, size)), np.zeros(size), np.zeros(size)
    x = np.zeros(types)
    p = density**2 * (1.0 - density)
    c = (density * (1.0 - density)) ** 3
    variance = np.zeros((types, len(coefficients)))
    left = count.copy()
    for b in range(types):
        # from here on, all but the broker
        left[b] -= 1.0
        for g in range(size):
            s[g] = total[g]
            for h in range(size):
                m[g, h] = second[g, h]
        _add(f, b, -1.0, s, m)
        _alike(f, b, left, x, own)
        for r in range(len(coefficients)):
            alpha, kappa, beta, gamma, lam = coefficients[r]
            for g in range(size):
                pull[g] = kappa + lam * f[b, g]
            square = _squares(left, x, s, m, own, pull, (alpha, beta, gamma))
            ends, same = _ends(f, left, x, s, pull, (alpha, beta, gamma))
            square -= same
            variance[b, r] = max(p * (1.0 - p) * square + c * (ends - 2.0 * square), 0.0)
        left[b] += 1.0
    return variance


@numba.njit(cache=True, nogil=True)
def _add(f: Float, a: int, times: float, sums: Float, products: Float) -> None:
    """Add a type's shares, and their products with each other, so many times."""
    for g in range(f.shape[1]):
        if f[a, g] > 0.0:
            sums[g] += times * f[a, g]
            for h in range(f.shape[1]):
                products[g, h] += times * f[a, g] * f[a, h]


@numba.njit(cache=True, nogil=True)
def _alike(f: Float, b: int, left: Float, x: Float, own: Float) -> None:
    """Write what each type shares with one into ``x``, and the sums of ``x f`` over the actors left into ``own``."""
    own[:] = 0.0
    for a in range(f.shape[0]):
        x[a] = 0.0
        for g in range(f.shape[1]):
            x[a] += f[a, g] * f[b, g]
        if x[a] > 0.0:
            for g in range(f.shape[1]):
                own[g] += left[a] * x[a] * f[a, g]


@numba.njit(cache=True, nogil=True)
def _moments(left: Float, x: Float) -> tuple[float, float, float]:
    """Return the number of actors left, and the sums over them of ``x`` and of its square."""
    ends, x1, x2 = 0.0, 0.0, 0.0
    for a in range(len(left)):
        ends += left[a]
        x1 += left[a] * x[a]
        x2 += left[a] * x[a] * x[a]
    return ends, x1, x2


@numba.njit(cache=True, nogil=True)
def _squares(
    left: Float, x: Float, s: Float, m: Float, own: Float, pull: Float, linear: tuple[float, float, float]
) -> float:
    """Return ``Σ w²`` over all pairs of ends, each end with itself among them.

    ``x`` is what each type shares with the broker, ``s``, ``m`` and ``own`` are the sums of ``f``, ``f fᵀ`` and
    ``x f`` over the ends; ``w = alpha + beta x(i) + gamma x(k) + Σ_g pull(g) f(i,g) f(k,g)``.
    """
    alpha, beta, gamma = linear
    ends, x1, x2 = _moments(left, x)
    square = alpha**2 * ends**2 + (beta**2 + gamma**2) * ends * x2
    square += 2.0 * alpha * (beta + gamma) * ends * x1 + 2.0 * beta * gamma * x1**2
    for g in range(len(s)):
        square += 2.0 * pull[g] * s[g] * (alpha * s[g] + (beta + gamma) * own[g])
        for h in range(len(s)):
            square += pull[g] * pull[h] * m[g, h] ** 2
    return float(square)


@numba.njit(cache=True, nogil=True)
def _ends(
    f: Float, left: Float, x: Float, s: Float, pull: Float, linear: tuple[float, float, float]
) -> tuple[float, float]:
    """Return ``Σ_i (Σ_k w)² + Σ_k (Σ_i w)²`` over different ends, and ``Σ w²`` over each end with itself."""
    alpha, beta, gamma = linear
    every, x1, _ = _moments(left, x)
    others, ends, same = every - 1.0, 0.0, 0.0
    for a in range(len(left)):
        inside, twice = alpha * others, alpha + (beta + gamma) * x[a]
        for g in range(f.shape[1]):
            if f[a, g] > 0.0:
                inside += pull[g] * f[a, g] * (s[g] - f[a, g])
                twice += pull[g] * f[a, g] ** 2
        row = inside + beta * x[a] * others + gamma * (x1 - x[a])
        column = inside + gamma * x[a] * others + beta * (x1 - x[a])
        ends += left[a] * (row**2 + column**2)
        same += left[a] * twice**2
    return ends, same


@numba.njit(cache=True, nogil=True)
def total_variances(f: Float, count: Float, coefficients: Float, density: float, symmetric: bool) -> Float:
    """Return the variance of every role added up over the brokers of each group, and over all brokers.

    The total is a polynomial in independent arcs. Written in their deviations from ``d``, with variance
    ``v = d(1 − d)``, terms of different sets of arcs do not correlate, so the variance is the sum over sets of one,
    two and three arcs of ``v^arcs`` times the square of the set's coefficient. An arc ``u → v`` can be the first leg,
    the second leg or the arc that would close a two-path; two arcs fix a two-path, or two that share both arcs.

    Parameters
    ----------
    f, count, coefficients, density
        As in `broker_variances`.
    symmetric : bool
        Whether ties have no direction: two-paths then count half in either direction, and an arc is its reverse.

    Returns
    -------
    ndarray of float64 (groups + 1 × roles)
        The last row is for all brokers.

    Notes
    -----
    Cost: O(types³ × groups × roles) time, O(types³) memory.
    """
    types, size = f.shape
    variance = np.zeros((size + 1, len(coefficients)))
    dots = f @ f.T
    weight = np.empty((types, types, types))
    for r in range(len(coefficients)):
        _weigh(f, dots, coefficients[r], weight)
        for group in range(size):
            variance[group, r] = _one_total(weight, count, f[:, group].copy(), density, symmetric)
        variance[size, r] = _one_total(weight, count, np.ones(types), density, symmetric)
    return variance


@numba.njit(cache=True, nogil=True)
def _weigh(f: Float, dots: Float, c: Float, weight: Float) -> None:
    types, size = f.shape
    for i in range(types):
        for j in range(types):
            for k in range(types):
                every = 0.0
                if dots[i, j] > 0.0 and dots[j, k] > 0.0 and dots[i, k] > 0.0:
                    for g in range(size):
                        every += f[i, g] * f[j, g] * f[k, g]
                weight[i, j, k] = c[0] + c[1] * dots[i, k] + c[2] * dots[i, j] + c[3] * dots[j, k] + c[4] * every


@numba.njit(cache=True, nogil=True)
def _one_total(weight: Float, count: Float, part: Float, density: float, symmetric: bool) -> float:
    types = len(count)
    d = density
    v = d * (1.0 - d)
    single, double, triple = 0.0, 0.0, 0.0
    for a in range(types):
        for b in range(types):
            pairs = count[a] * (count[b] - (1.0 if a == b else 0.0))
            if pairs <= 0.0:
                continue
            linear = 0.0
            for k in range(types):
                left = count[k] - (1.0 if k == a else 0.0) - (1.0 if k == b else 0.0)
                if left <= 0.0 or part[a] + part[b] + part[k] == 0.0:
                    continue
                # a → b → k, k → a → b, a → k → b: the arc a → b as first leg, as second leg, as the closing arc
                first, second, gap = part[b] * weight[a, b, k], part[a] * weight[k, a, b], part[k] * weight[a, k, b]
                linear += left * (v * (first + second) - d * d * gap)
                times = pairs * left
                if symmetric:
                    double += times * ((1.0 - d) * first - d * (gap + second)) ** 2 / 2.0
                    triple += times * (first + second + gap) ** 2 / 6.0
                else:
                    stars = (first + gap) ** 2 + (second + gap) ** 2
                    double += times * ((1.0 - d) ** 2 * first**2 + d * d * stars / 2.0)
                    triple += times * first**2
            single += pairs * linear**2 / (2.0 if symmetric else 1.0)
    return v * single + v * v * double + v**3 * triple
