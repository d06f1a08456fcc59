"""The figures of every cell: expectation, distance from it, chance, residents, and what to call it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.counting import Counting
from ecomap.analysis.gap.covariates import covariate_of
from ecomap.analysis.gap.exact import lower_tail
from ecomap.analysis.gap.poisson import PoissonFit, fit_poisson
from ecomap.analysis.gap.words import PLACES
from ecomap.analysis.independence import adjusted_residuals, benjamini_hochberg, expected_counts
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float

CLEAR, EMPTY, BELOW, MET, UNKNOWN = range(5)


@dataclass(frozen=True, eq=False)
class Figures:
    """Figures of every cell, each an array (rows × columns); NaN where undefined.

    Parameters
    ----------
    observed, expected : ndarray of float64
        Counts, or KRW.
    ratio, residual, p, q : ndarray of float64
        Observed ÷ expected, Haberman's adjusted residual, one-sided exact p-value, the same corrected for the
        number of cells. The last three only for counts.
    places : (ndarray of float64, ndarray of float64)
        Residents of each row and of each column group, NaN where it is no place.
    residents : ndarray of float64
        Residents of the cell's place.
    per_10k, by_residents : ndarray of float64
        Observed per 10,000 residents, and what the cell would have if its row or column were spread by residents.
    empty : ndarray of bool
        Nothing was counted.
    finding : ndarray of int
        `CLEAR`, `EMPTY`, `BELOW`, `MET` or `UNKNOWN`.
    gap : ndarray of bool
        Whether the cell is called a gap.
    fit : PoissonFit, optional
        The model behind ``expected``; ``None`` for independence.
    """

    observed: Float
    expected: Float
    ratio: Float
    residual: Float
    p: Float
    q: Float
    places: tuple[Float, Float]
    residents: Float
    per_10k: Float
    by_residents: Float
    empty: NDArray[np.bool_]
    finding: NDArray[np.int64]
    gap: NDArray[np.bool_]
    fit: PoissonFit | None = None


def residents_of(snapshot: Snapshot, group: Grouping) -> Float:
    """Return the residents of each group that is a place, NaN for anything else and where unknown."""
    if group.by not in PLACES:
        return np.full(len(group), np.nan)
    known = snapshot.population[group.nodes]
    return np.where(known > 0, known, np.nan)


def compute_figures(
    snapshot: Snapshot, counting: Counting, alpha: float, model: str = "independence", covariate: str = ""
) -> Figures:
    """Return the figures of every cell of a count.

    Parameters
    ----------
    snapshot : Snapshot
    counting : Counting
    alpha : float
        Largest corrected p-value that is called a clear shortfall.
    model : str
        ``independence``, ``residents`` or ``poisson``; the last two need a grouping by places with residents, and
        independence is used where there is none.
    covariate : str
        For ``poisson``, see `ecomap.analysis.gap.covariates`.

    Returns
    -------
    Figures
    """
    observed = counting.observed
    tested, fit = counting.tested, None
    places = residents_of(snapshot, counting.rows), residents_of(snapshot, counting.cols)
    if model != "independence":
        fit = _fit(snapshot, counting, places, covariate if model == "poisson" else "")
    unknown = np.full(observed.shape, np.nan)
    if fit is None:
        expected = expected_counts(observed)
        residual, p = (adjusted_residuals(observed, expected), lower_tail(observed)) if tested else (unknown, unknown)
    else:
        expected = fit.mean
        residual, p = (fit.residual, fit.p) if tested else (unknown, unknown)
    q = benjamini_hochberg(p)
    residents, by_residents = _by_residents(counting, places)
    if counting.count == "reach":  # nowhere can more be reached than live there
        expected = np.fmin(expected, residents)
    empty = observed == 0
    below = observed < expected * (1 - 1e-9)  # equal figures may differ by rounding
    finding = _finding(empty, below, np.fmax(np.nan_to_num(expected), np.nan_to_num(by_residents)), q <= alpha)
    gap = (finding == CLEAR) | (finding == EMPTY) | ((finding == BELOW) & (not tested))
    return Figures(
        observed=observed,
        expected=expected,
        ratio=_divide(observed, expected),
        residual=residual,
        p=p,
        q=q,
        places=places,
        residents=residents,
        per_10k=1e4 * _divide(observed, residents),
        by_residents=by_residents,
        empty=empty,
        finding=finding,
        gap=gap,
        fit=fit,
    )


def _fit(snapshot: Snapshot, counting: Counting, places: tuple[Float, Float], covariate: str) -> PoissonFit | None:
    """Return the model of the counts by places, in the order of rows and columns; ``None`` without places."""
    axis = 0 if counting.rows.by in PLACES else 1
    group, residents = (counting.rows, counting.cols)[axis], places[axis]
    if group.by not in PLACES or not np.isfinite(residents).any():
        return None
    x = covariate_of(snapshot, group, covariate) if covariate else None
    if axis == 0:
        return fit_poisson(counting.observed, residents, x)
    fit = fit_poisson(counting.observed.T, residents, x)
    return replace(fit, mean=fit.mean.T, residual=fit.residual.T, p=fit.p.T)


def _finding(
    empty: NDArray[np.bool_], below: NDArray[np.bool_], base: Float, clear: NDArray[np.bool_]
) -> NDArray[np.int64]:
    return np.select(
        [below & clear, empty & (base >= 1), below, base > 0],
        [CLEAR, EMPTY, BELOW, MET],
        UNKNOWN,
    ).astype(np.int64)


def _by_residents(counting: Counting, places: tuple[Float, Float]) -> tuple[Float, Float]:
    """Return residents of each cell's place, and the other group's total spread over the places by residents."""
    observed, (rows, cols) = counting.observed, places
    if counting.rows.by in PLACES:
        counted = observed[~np.isnan(rows)].sum(axis=0)
        spread = np.outer(_shares(rows), counted)
        return np.broadcast_to(rows[:, None], observed.shape), spread
    counted = observed[:, ~np.isnan(cols)].sum(axis=1)
    return np.broadcast_to(cols[None, :], observed.shape), np.outer(counted, _shares(cols))


def _shares(residents: Float) -> Float:
    total = np.nansum(residents)
    return np.asarray(residents / total) if total > 0 else np.full(len(residents), np.nan)


def _divide(part: NDArray[Any], whole: NDArray[Any]) -> Float:
    defined = np.nan_to_num(whole) > 0
    return np.asarray(np.divide(part, whole, out=np.full(part.shape, np.nan), where=defined))
