"""Two-mode networks: what actors share, and which of it is more than chance.

A two-mode network is a 0/1 matrix (actors × events); an event is a programme, a body or a resource. Everything is
symmetric in the two sides: transpose it for pairs of events.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.overlap import hypergeometric_tail, poisson_binomial_tail
from ecomap.errors import OverBudget
from ecomap.snapshot.columns import Float
from graph_schema import Text

Int = NDArray[np.int64]
NULLS = ("configuration", "hypergeometric")


MOST_PAIRS = 200_000_000
"""Pairs of rows with a common column, each counted once a column, above which nothing is projected: 8 GB hold them."""
_STEP = 5_000_000


@dataclass(frozen=True, eq=False)
class Backbone:
    """Pairs that share something, with the chance of sharing as much under two null models.

    Parameters
    ----------
    first, second : ndarray of int32, length k
        Rows of the pairs, ``first < second``.
    case : ndarray of int32, length k
        What a pair is as far as chance knows it: two row sums and a shared number. Figures are by case.
    shared : ndarray of int64
        Columns in which both have a 1.
    often : ndarray of int64
        Pairs of a case.
    expected : ndarray of float64
        Mean number under the configuration model.
    p, q : dict of ndarray of float64
        Upper tail probability by name of `NULLS`, and the same corrected for all pairs of rows that are not
        empty, shared or not.
    error : float
        Largest difference between a degree and its expectation in the fitted configuration model.
    """

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    case: NDArray[np.int32]
    shared: Int
    often: Int
    expected: Float
    p: dict[str, Float]
    q: dict[str, Float]
    error: float

    def clear(self, null: str, alpha: float) -> int:
        """Return the number of pairs with ``q`` at most ``alpha`` under a null model."""
        return int(self.often[self.q[null] <= alpha].sum())

    def best(self, null: str, count: int) -> Int:
        """Return the pairs with the smallest ``p``; equal ones: those that share more, then in order of the rows."""
        order = np.lexsort((-self.shared, self.p[null]))
        if not len(order):
            return np.zeros(0, dtype=np.int64)
        keys = np.stack([self.p[null][order], self.shared[order]])
        rank = np.empty(len(order), dtype=np.int32)
        rank[order] = np.cumsum(np.concatenate([[0], (keys[:, 1:] != keys[:, :-1]).any(axis=0)]))
        filled = min(int(np.searchsorted(np.cumsum(self.often[order]), count)), len(order) - 1)
        last = rank[order[filled]]
        before = np.flatnonzero((rank < last)[self.case])  # pairs stand in order of their rows already
        before = before[np.argsort(rank[self.case[before]], kind="stable")]
        return np.concatenate([before, np.flatnonzero((rank == last)[self.case])])[:count]


def backbone(matrix: sparse.csr_array[Any]) -> Backbone:
    """Project a two-mode network on its rows and test every pair.

    Hypergeometric null: each row draws its number of columns at random, all columns alike (Tumminello and
    others). Configuration model: every cell is 1 independently with ``x(i) y(j) / (1 + x(i) y(j))``, fitted so that
    rows *and* columns have their observed sums on average (Saracco and others; the stochastic degree sequence
    model of Neal), so that sharing what everybody has counts little.

    Parameters
    ----------
    matrix : sparse matrix (rows × columns)
        Of 0 and 1.

    Returns
    -------
    Backbone

    Notes
    -----
    Cost: O(Σ column sum²) for the pairs, 40 bytes each; tails once for each combination of row sums and shared number.

    References
    ----------
    Tumminello, M., Miccichè, S., Lillo, F., Piilo, J. and Mantegna, R. N. (2011). Statistically validated networks in
    bipartite complex systems. PLoS ONE 6(3), e17994. doi:10.1371/journal.pone.0017994
    Saracco, F., Straka, M. J., Di Clemente, R., Gabrielli, A., Caldarelli, G. and Squartini, T. (2017). Inferring
    monopartite projections of bipartite networks: an entropy-based approach. New Journal of Physics 19, 053022.
    doi:10.1088/1367-2630/aa6b38
    Neal, Z. P. (2014). The backbone of bipartite projections: inferring relationships from co-authorship,
    co-sponsorship, co-attendance and other co-behaviors. Social Networks 39, 84–97.
    doi:10.1016/j.socnet.2014.06.001
    """
    rows, columns = degrees(matrix)
    fit = fit_configuration(rows, columns)
    first, second, together = shared_pairs(matrix)
    n, most = max(len(fit.row_sums), 1), int(together.max(initial=0)) + 1
    one, other = fit.row_class[first], fit.row_class[second]
    code = np.minimum(one, other) * n
    code += np.maximum(one, other)
    code *= most
    code += together
    del one, other, together
    cases, case, often = _coded(code, n * n * most)
    k, sides = cases % most, cases // most
    a, b = sides // n, sides % n
    p = {
        "configuration": poisson_binomial_tail(k, a, b, fit.chances, fit.column_times),
        "hypergeometric": hypergeometric_tail(k, fit.row_sums[a], fit.row_sums[b], matrix.shape[1]),
    }
    expected = (fit.chances[a] * fit.chances[b]) @ fit.column_times.astype(np.float64)
    active = int((rows > 0).sum())
    tests = active * (active - 1) // 2
    q = {name: _corrected(values, often, tests) for name, values in p.items()}
    return Backbone(first, second, case, k, often, expected, p, q, fit.error)


def _coded(code: Int, most: int) -> tuple[Int, NDArray[np.int32], Int]:
    """Return the different codes, the number of each entry's among them, and how often each is there.

    Codes below a small bound are counted, which takes neither sorting nor the memory for it.
    """
    if most > _STEP:
        cases, case, often = np.unique(code, return_inverse=True, return_counts=True)
        return cases, case.astype(np.int32), often.astype(np.int64)
    count = np.bincount(code, minlength=most)
    cases = np.flatnonzero(count)
    number = np.zeros(most, dtype=np.int32)
    number[cases] = np.arange(len(cases), dtype=np.int32)
    return cases, number[code], count[cases]


def degrees(matrix: sparse.csr_array[Any]) -> tuple[Int, Int]:
    """Return row sums and column sums."""
    return tuple(np.rint(np.asarray(matrix.sum(axis=axis)).ravel()).astype(np.int64) for axis in (1, 0))  # type: ignore[return-value]


def shared_pairs(matrix: sparse.csr_array[Any]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs of rows with a common column, in order, and in how many columns they meet.

    Raises
    ------
    OverBudget
        If there may be more than `MOST_PAIRS` of them.
    """
    columns = degrees(matrix)[1]
    if (pairs := int((columns * (columns - 1)).sum()) // 2) > MOST_PAIRS:
        raise _too_many(pairs)
    # As many rows at a time as meet others a bounded number of times: the whole product would be held twice.
    work = np.cumsum(np.rint(matrix @ columns.astype(np.float64)))
    stops = np.unique(np.searchsorted(work, np.arange(_STEP, work[-1] + _STEP, _STEP) if len(work) else [], "right"))
    transposed = sparse.csr_array(matrix.T)
    found: list[tuple[NDArray[np.int32], ...]] = [(np.zeros(0, dtype=np.int32),) * 3]
    for start, stop in pairwise([0, *stops[stops < matrix.shape[0]].tolist(), matrix.shape[0]]):
        product = sparse.csr_array(matrix[start:stop] @ transposed)
        product.sort_indices()
        row = np.repeat(np.arange(start, stop, dtype=np.int32), np.diff(product.indptr))
        kept = product.indices > row
        found.append((row[kept], product.indices[kept].astype(np.int32), np.rint(product.data[kept]).astype(np.int32)))
    first, second, shared = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, shared


def _too_many(pairs: int) -> OverBudget:
    """Return the error of a network of too many pairs."""
    return OverBudget(
        Text(
            f"함께 참여한 쌍이 {pairs:,}개까지 될 수 있어 셈할 수 없습니다(한도 {MOST_PAIRS:,}개).",
            f"Up to {pairs:,} pairs take part together, which is more than can be compared ({MOST_PAIRS:,}).",
        ),
        Text(
            "자치구, 분야, 기간으로 범위를 좁히십시오.",
            "Narrow it down by district, field or period.",
        ),
        pairs=pairs,
    )


def _corrected(p: Float, often: NDArray[np.integer[Any]], tests: int) -> Float:
    """Correct p-values after Benjamini and Hochberg, each met so often; tests not listed have p = 1."""
    order = np.argsort(p)
    ranks = np.cumsum(often[order])
    steps = np.minimum.accumulate((p[order] * tests / ranks)[::-1])[::-1] if len(p) else p
    corrected = np.empty_like(p)
    corrected[order] = np.minimum(steps, 1.0)
    return corrected


@dataclass(frozen=True, eq=False)
class Configuration:
    """A fitted configuration model, by classes of equal row sums and equal column sums.

    Parameters
    ----------
    row_sums : ndarray of int64
        The sum of each class of rows; ``row_class`` has the class of every row.
    column_times : ndarray of int64
        Columns in each class of columns.
    chances : ndarray of float64 (row classes × column classes)
        Probability of a 1.
    error : float
        Largest difference between a sum and its expectation.
    """

    row_sums: Int
    row_class: Int
    column_times: Int
    chances: Float
    error: float


def fit_configuration(rows: Int, columns: Int, *, tolerance: float = 1e-7, most: int = 5000) -> Configuration:
    """Fit the bipartite configuration model to row and column sums.

    ``x(i) = r(i) / Σ_j y(j) / (1 + x(i) y(j))`` and likewise ``y(j)``, alternately, until the expected sums agree.
    Rows and columns that are empty or full are set to 0 and 1 and left out of the fit.

    Notes
    -----
    Cost: one table of row classes × column classes an iteration, whatever the number of actors.
    """
    row_sums, row_class, row_times = np.unique(rows, return_inverse=True, return_counts=True)
    column_sums, column_times = np.unique(columns, return_counts=True)
    chances = np.zeros((len(row_sums), len(column_sums)))
    if chances.size:
        _fill(chances, (row_sums, row_times), (column_sums, column_times), tolerance, most)
    errors = (chances @ column_times - row_sums, chances.T @ row_times - column_sums)
    error = max((float(np.abs(part).max(initial=0.0)) for part in errors), default=0.0)
    return Configuration(row_sums, row_class.astype(np.int64), column_times.astype(np.int64), chances, error)


def _fill(chances: Float, rows: tuple[Int, Int], columns: tuple[Int, Int], tolerance: float, most: int) -> None:
    (r, n), (c, m) = (tuple(part.astype(np.float64) for part in side) for side in (rows, columns))
    certain = _certain(chances, r, n, c, m)
    i, j = np.flatnonzero(~certain[0]), np.flatnonzero(~certain[1])
    if not len(i) or not len(j):
        return
    left = r[i] - chances[np.ix_(i, np.flatnonzero(certain[1]))] @ m[certain[1]]
    right = c[j] - chances[np.ix_(np.flatnonzero(certain[0]), j)].T @ n[certain[0]]
    total = float(left @ n[i])
    x, y = left / np.sqrt(total), right / np.sqrt(total)
    for _ in range(most):
        x = left / ((y / (1.0 + np.outer(x, y))) @ m[j])
        y = right / ((x[:, None] / (1.0 + np.outer(x, y))).T @ n[i])
        odds = np.outer(x, y)
        fitted = odds / (1.0 + odds)
        if np.abs(fitted @ m[j] - left).max() < tolerance and np.abs(fitted.T @ n[i] - right).max() < tolerance:
            break
    chances[np.ix_(i, j)] = fitted


def _certain(chances: Float, r: Float, n: Float, c: Float, m: Float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Set the cells of empty and full rows and columns, again and again while that makes others empty or full."""
    done = np.zeros(len(r), dtype=np.bool_), np.zeros(len(c), dtype=np.bool_)
    while True:
        open_columns, open_rows = float(m[~done[1]].sum()), float(n[~done[0]].sum())
        row_left = r - chances @ m
        column_left = c - chances.T @ n
        empty = ~done[0] & (row_left < 0.5), ~done[1] & (column_left < 0.5)
        full = ~done[0] & (row_left > open_columns - 0.5), ~done[1] & (column_left > open_rows - 0.5)
        rows, columns = empty[0] | full[0], empty[1] | full[1]
        if rows.any():
            chances[np.ix_(np.flatnonzero(full[0]), np.flatnonzero(~done[1]))] = 1.0
            done[0][rows] = True
        elif columns.any():
            chances[np.ix_(np.flatnonzero(~done[0]), np.flatnonzero(full[1]))] = 1.0
            done[1][columns] = True
        else:
            return done
