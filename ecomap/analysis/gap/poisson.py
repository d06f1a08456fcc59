"""What places of their size, and with one more property, would have: a Poisson model of the counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.tails import count_lower_tail
from ecomap.snapshot.columns import Float

_STEPS = 50


@dataclass(frozen=True, eq=False)
class PoissonFit:
    """A fitted model; tables are (places × groups), NaN where a place could not be used.

    Parameters
    ----------
    mean, residual, p : ndarray of float64
        Expected counts, standardised residuals, chance of so few or fewer.
    dispersion : float
        Pearson's χ² ÷ degrees of freedom, at least 1; NaN without degrees of freedom.
    slope, error : float
        Change of the log count for a standard deviation of the covariate, and its standard error; NaN without one.
    used : ndarray of bool, length places
        Places with residents and a value of the covariate.
    """

    mean: Float
    residual: Float
    p: Float
    dispersion: float
    slope: float
    error: float
    used: NDArray[np.bool_]


def fit_poisson(observed: Float, residents: Float, covariate: Float | None = None) -> PoissonFit:
    """Fit ``log E(r, c) = log residents(r) + α(c) + β x(r)`` to a table of counts by maximum likelihood.

    Given ``β`` every column total is spread over the places by ``w(r) = residents(r) exp(β x(r))``. The best ``β``
    solves ``Σ O(r, c) x(r) = N Σ w(r) x(r) / Σ w(r)``: a Newton iteration in one number. With ``V`` the variance of
    ``x`` under ``w``, the leverage of a cell is ``h = E (1 / T(c) + (x(r) − x̄)² / (N V))``; the standardised
    residual is ``(O − E) / √(φ E (1 − h))`` with the dispersion ``φ`` of quasi-likelihood. The p-value comes from
    the law of counts with mean ``E`` and variance ``φ E``.

    Parameters
    ----------
    observed : ndarray (places × groups)
        Counts or sums, not negative.
    residents : ndarray, length places
        NaN or 0 where unknown.
    covariate : ndarray, length places, optional
        ``x`` in any unit; it is centred and scaled by its standard deviation over the places.

    Returns
    -------
    PoissonFit

    Notes
    -----
    Cost: a few passes over the table.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 2nd ed. Chapman and Hall. Chapters 6 and 9.
    """
    used = np.isfinite(residents) & (np.nan_to_num(residents) > 0)
    if covariate is not None:
        used &= np.isfinite(covariate)
    count, size = observed[used], residents[used]
    x = _scaled(covariate[used]) if covariate is not None else np.zeros(len(size))
    varies = bool(np.ptp(x) > 0) if len(x) else False
    total, column = float(count.sum()), count.sum(axis=0)
    slope, spread = _slope(count.sum(axis=1), size, x) if varies and total else (0.0, 0.0)
    weight = size * np.exp(slope * x)
    weight = weight / weight.sum() if len(weight) else weight
    mean = np.outer(weight, column)
    freedom = int((column > 0).sum()) * (len(size) - 1) - varies
    pearson = float(np.divide((count - mean) ** 2, mean, out=np.zeros_like(mean), where=mean > 0).sum())
    dispersion = max(pearson / freedom, 1.0) if freedom > 0 else float("nan")
    leverage = _leverage(mean, column, x - weight @ x, total * spread)
    variance = dispersion * mean * (1 - leverage)
    defined = np.nan_to_num(variance) > 1e-9 * mean
    scale = np.sqrt(np.where(defined, variance, 1.0))
    residual = np.where(defined & (mean > 0), (count - mean) / scale, np.nan)
    error = float(np.sqrt(dispersion / (total * spread))) if total * spread > 0 else float("nan")
    return PoissonFit(
        _full(used, mean, observed.shape),
        _full(used, residual, observed.shape),
        _full(used, count_lower_tail(count, mean, dispersion * mean), observed.shape),
        dispersion,
        slope if varies else float("nan"),
        error,
        used,
    )


def _scaled(values: Float) -> Float:
    spread = float(values.std()) if len(values) else 0.0
    return np.asarray((values - values.mean()) / spread) if spread > 1e-12 else np.zeros(len(values))


def _slope(total: Float, size: Float, x: Float) -> tuple[float, float]:
    """Return the slope, and the variance of the covariate under the fitted weights."""
    slope, target = 0.0, float(total @ x / total.sum())
    for _ in range(_STEPS):
        weight = size * np.exp(slope * x)
        weight = weight / weight.sum()
        centre = float(weight @ x)
        spread = float(weight @ (x - centre) ** 2)
        if spread < 1e-9 or abs(target - centre) < 1e-12:
            break
        # a long step overshoots where nearly all counts lie at one end
        slope += float(np.clip((target - centre) / spread, -1.0, 1.0))
    return slope, spread


def _leverage(mean: Float, column: Float, centred: Float, information: float) -> Float:
    of_column = np.divide(mean, column, out=np.zeros_like(mean), where=column > 0)
    of_slope = mean * (centred**2)[:, None] / information if information > 0 else 0.0
    return np.asarray(np.minimum(of_column + of_slope, 1.0))


def _full(used: NDArray[np.bool_], values: Float, shape: tuple[int, ...]) -> Float:
    whole = np.full(shape, np.nan)
    whole[used] = values
    return whole
