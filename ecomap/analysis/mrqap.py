"""Multiple regression of ties on ties by the quadratic assignment procedure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.qap import two_sided_p
from ecomap.snapshot.columns import Float


@dataclass(frozen=True, eq=False)
class Regression:
    """Least squares of one variable on others over all pairs of actors.

    Parameters
    ----------
    predictors : tuple of int
        Variables that could be used; constant ones and those that follow from others are left out.
    coefficient, standardised, t, p : ndarray of float64, one entry a predictor
        ``p`` by double semi-partialing.
    r_squared : float
        NaN where nothing can be explained.
    """

    predictors: tuple[int, ...]
    coefficient: Float
    standardised: Float
    t: Float
    p: Float
    r_squared: float


def regression(
    overlap: NDArray[np.integer], permuted: NDArray[np.integer], dyads: int, dependent: int, predictors: tuple[int, ...]
) -> Regression:
    """Regress a variable on others and test each coefficient by double semi-partialing.

    For each predictor, what the other predictors do not explain of it is moved by the permutations, the dependent
    variable and the others staying, and the t statistics of its coefficient are compared.

    Parameters
    ----------
    overlap : ndarray (variables × variables)
        `Variables.overlaps` with nobody moved.
    permuted : ndarray (permutations × variables × variables)
        `Variables.permuted`.
    dyads : int
    dependent : int
    predictors : tuple of int

    Returns
    -------
    Regression

    Notes
    -----
    Cost: O(permutations × predictors³).

    References
    ----------
    Dekker, D., Krackhardt, D. and Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72(4), 563–581. doi:10.1007/s11336-007-9016-1
    """
    used = _independent(overlap, dyads, predictors)
    whole = _with_constant(overlap, np.diag(overlap), dyads)
    moved = _with_constant(permuted, np.diag(overlap), dyads)
    y, columns = dependent + 1, [k + 1 for k in used]
    found = [_semi_partial(whole, moved, y, k, [0, *(c for c in columns if c != k)]) for k in columns]
    coefficient, t, p = (np.array([row[i] for row in found], dtype=np.float64) for i in range(3))
    size = np.diag(overlap).astype(np.float64)
    spread = np.sqrt(size * (dyads - size))
    total = spread[dependent] ** 2 / dyads if dyads else 0.0
    beta = coefficient * spread[list(used)] / spread[dependent] if total else np.full(len(used), np.nan)
    explained = sum(
        b * (whole[y, k] - whole[0, y] * whole[0, k] / dyads) for b, k in zip(coefficient, columns, strict=True)
    )
    return Regression(used, coefficient, beta, t, p, float(explained / total) if total else float("nan"))


def _with_constant(overlap: NDArray[np.integer], size: NDArray[np.integer], dyads: int) -> Float:
    """Return the overlaps with a constant variable as the first."""
    shape = (*overlap.shape[:-2], len(size) + 1, len(size) + 1)
    whole = np.empty(shape)
    whole[..., 1:, 1:] = overlap
    whole[..., 0, 1:] = whole[..., 1:, 0] = size
    whole[..., 0, 0] = dyads
    return whole


def _independent(overlap: NDArray[np.integer], dyads: int, predictors: tuple[int, ...]) -> tuple[int, ...]:
    """Return the predictors that are not constant and do not follow from those before them."""
    whole = _with_constant(overlap, np.diag(overlap), dyads)
    used: list[int] = []
    for k in predictors:
        before = [0, *(j + 1 for j in used)]
        if dyads and _left(whole, k + 1, before)[1] > 1e-9 * max(whole[k + 1, k + 1], 1.0):
            used.append(k)
    return tuple(used)


def _left(whole: Float, k: int, others: list[int]) -> tuple[Float, float]:
    """Return how the others explain a variable, and the sum of squares that they leave."""
    weights = np.asarray(np.linalg.solve(whole[np.ix_(others, others)], whole[others, k]), dtype=np.float64)
    return weights, float(whole[k, k] - whole[k, others] @ weights)


def _semi_partial(whole: Float, moved: Float, y: int, k: int, others: list[int]) -> tuple[float, float, float]:
    """Return the coefficient of a predictor, its t statistic and its p-value by double semi-partialing."""
    weights, own = _left(whole, k, others)
    rest = np.zeros(len(whole))
    rest[k], rest[others] = 1.0, -weights
    fixed = np.linalg.inv(whole[np.ix_(others, others)])
    left = whole[y, y] - whole[y, others] @ fixed @ whole[others, y]
    freedom = whole[0, 0] - len(others) - 1

    def statistic(matrices: Float) -> tuple[Float, Float]:
        products = rest @ matrices  # of the residual, moved, with every variable that is not
        along = products[:, others]
        square = own - np.einsum("ri,ij,rj->r", along, fixed, along)
        shared = products[:, y] - along @ fixed @ whole[others, y]
        slope = np.divide(shared, square, out=np.full(len(shared), np.nan), where=square > 1e-9)
        error = np.maximum(left - slope * shared, 0.0) / freedom if freedom > 0 else np.full(len(shared), np.nan)
        scale = np.sqrt(error / np.where(square > 1e-9, square, np.nan))
        return slope, np.divide(slope, scale, out=np.full(len(shared), np.nan), where=scale > 1e-12)

    slope, t = statistic(whole[None])
    return float(slope[0]), float(t[0]), float(two_sided_p(t[0], np.nan_to_num(statistic(moved)[1])))
