"""Mixing of groups in the ties of a network: observed, expected and how far apart the two are.

Pure arithmetic on arrays. The unit is the pair of actors with a value: its number of ties, its strength, or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.columns import Float
from ecomap.snapshot.ties import TieGraph

MEASURES = ("ties", "strength", "pairs")


@dataclass(frozen=True, eq=False)
class Mixing:
    """Pairs of actors seen from a grouping of rows and a grouping of columns.

    A pair can be read two ways: its lower actor in the row and its higher one in the column, or the other way
    round. Each reading that both groupings allow has an equal part of the pair's value, so that the cells of a
    table add up to the values of all pairs that can be read at all. An actor in several groups of a grouping
    shares its part between them equally.

    Parameters
    ----------
    ties : TieGraph
    rows, columns : sparse matrices (actors × groups)
        Shares: each actor's row adds up to 1, or to 0 where it is in no group. The same object for both means
        one grouping.
    """

    ties: TieGraph
    rows: sparse.csr_array[Any]
    columns: sparse.csr_array[Any]

    @property
    def symmetric(self) -> bool:
        """Whether rows and columns are one grouping."""
        return self.rows is self.columns

    @cached_property
    def values(self) -> dict[str, Float]:
        """Value of every pair by measure."""
        low, _, pair = self.ties.pairs
        return {
            "ties": np.bincount(pair, minlength=len(low)).astype(np.float64),
            "strength": np.bincount(pair, weights=self.ties.weight, minlength=len(low)).astype(np.float64),
            "pairs": np.ones(len(low)),
        }

    @cached_property
    def readings(self) -> tuple[Float, Float]:
        """Part of each pair's value that its reading forward (low, high) and backward (high, low) has."""
        low, high, _ = self.ties.pairs
        in_row, in_column = _grouped(self.rows), _grouped(self.columns)
        forward = in_row[low] & in_column[high]
        backward = in_row[high] & in_column[low]
        count = np.maximum(forward.astype(np.float64) + backward, 1.0)
        return forward / count, backward / count

    @cached_property
    def grouped(self) -> NDArray[np.bool_]:
        """Which pairs can be read at all."""
        forward, backward = self.readings
        return np.asarray(forward + backward > 0)

    def observed(self, measure: str) -> Float:
        """Return the table (row groups × column groups) of a measure.

        With one grouping it is symmetric: a cell off the diagonal has half of what lies between its two groups,
        a cell on the diagonal all that lies inside the group.

        Notes
        -----
        Cost: one product of the sparse pair matrix with the shares, two for different groupings.
        """
        forward, backward = self.readings
        value = self.values[measure]
        if self.symmetric:
            half = self._product(forward * value, self.rows, self.rows)
            return half + half.T
        return (
            self._product(forward * value, self.rows, self.columns)
            + self._product(backward * value, self.columns, self.rows).T
        )

    def _product(self, value: Float, left: sparse.csr_array[Any], right: sparse.csr_array[Any]) -> Float:
        low, high, _ = self.ties.pairs
        starts = np.searchsorted(low, np.arange(self.ties.n + 1))  # pairs come sorted by their lower actor
        matrix = sparse.csr_array((value, high, starts), shape=(self.ties.n, self.ties.n))
        return np.asarray((left.T @ (matrix @ right)).toarray())

    def variance(self, measure: str) -> Float:
        """Return the variance of every cell of `observed` when the ends of the pairs are matched at random.

        The two ends of each pair are drawn anew from all ends, the margins staying as they are (Newman's null
        model). With ``σ²`` the variance of a group's share over the ends, ``c`` the covariance of a row share
        and a column share of one end, ``W₁`` and ``W₂`` the sums of squared values of pairs that can be read one
        way and both ways, ``V[i, j] = W₁ σ²(i) σ²(j) + ½ W₂ (σ²(i) σ²(j) + c(i, j)²)``.

        For one grouping with each actor in one group, and ``a`` the share of ends in a group, this is
        ``E (1 − a)²`` inside a group and ``E ((1 − a)(1 − b) + a b)`` between two, where ``E`` is what is
        expected: Haberman's adjustment, corrected for each tie being seen from both ends.

        Returns
        -------
        ndarray of float64 (row groups × column groups)
        """
        forward, backward = self.readings
        value = self.values[measure]
        ends_row = self._ends(forward * value, backward * value)
        ends_column = self._ends(backward * value, forward * value)
        spread = np.outer(_spread(self.rows, ends_row), _spread(self.columns, ends_column))
        both = (forward > 0) & (backward > 0)
        ends = self._ends(value * both, value * both)
        square = value**2
        one_way, two_way = square[self.grouped & ~both].sum(), square[both].sum()
        covariance = _covariance(self.rows, self.columns, ends)
        variance = one_way * spread + 0.5 * two_way * (spread + covariance**2)
        return np.where(variance > 1e-12 * (one_way + two_way), variance, 0.0)  # 0 but for rounding is 0

    def _ends(self, at_low: Float, at_high: Float) -> Float:
        low, high, _ = self.ties.pairs
        size = self.ties.n
        return np.asarray(np.bincount(low, at_low, size) + np.bincount(high, at_high, size), dtype=np.float64)

    def contributions(self, measure: str, row: int | None, column: int | None) -> Float:
        """Return what each pair adds to one cell of the table of a measure, or to a whole row or column.

        Parameters
        ----------
        measure : str
        row, column : int or None
            Groups; ``None`` stands for any group. With one grouping, a cell means its two groups in either
            order.

        Returns
        -------
        ndarray of float64, one entry a pair
        """
        low, high, _ = self.ties.pairs
        forward, backward = self.readings
        r, c = _share(self.rows, row), _share(self.columns, column)
        part = forward * r[low] * c[high] + backward * r[high] * c[low]
        if self.symmetric and row != column:
            inside = r[low] * r[high] if column is None else c[low] * c[high] if row is None else 0.0
            part = 2.0 * part - inside
        return np.asarray(part * self.values[measure])


def unordered(table: Float) -> Float:
    """Return a symmetric table with both halves of each pair of groups added up in its upper triangle."""
    return np.asarray(np.triu(table) + np.tril(table, -1).T)


def external_internal(table: Float) -> tuple[Float, Float, Float]:
    """Return what leaves each group, what stays inside it, and its E-I index ``(E − I) / (E + I)``.

    Parameters
    ----------
    table : ndarray (groups × groups)
        Symmetric, as `Mixing.observed` gives for one grouping.

    Returns
    -------
    external, internal, index : ndarray of float64, length g
        Each tie counted once. The index runs from −1 (all inside) to 1 (all outside); NaN without ties.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental
    simulation. Social Psychology Quarterly 51(2), 123–140. doi:10.2307/2786835
    """
    internal = np.diag(table).copy()
    external = 2.0 * np.maximum(table.sum(axis=1) - internal, 0.0)
    return external, internal, _index(external, internal)


def network_index(table: Float) -> float:
    """Return the E-I index of the whole network, NaN without ties."""
    internal = float(np.trace(table))
    return float(_index(np.array([table.sum() - internal]), np.array([internal]))[0])


def assortativity(table: Float) -> float:
    """Return Newman's assortativity coefficient ``r = (Σ e(i,i) − Σ a(i)²) / (1 − Σ a(i)²)``.

    1 if all ties stay inside groups, 0 at random; NaN where there are no ties or they all touch one group.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    doi:10.1103/PhysRevE.67.026126
    """
    total = float(table.sum())
    if total == 0:
        return float("nan")
    chance = float(((table.sum(axis=1) / total) ** 2).sum())
    return float("nan") if 1.0 - chance < 1e-12 else (float(np.trace(table)) / total - chance) / (1.0 - chance)


def _index(external: Float, internal: Float) -> Float:
    total = external + internal
    return np.divide(external - internal, total, out=np.full_like(total, np.nan), where=total > 0)


def _grouped(shares: sparse.csr_array[Any]) -> NDArray[np.bool_]:
    return np.asarray(np.diff(shares.indptr) > 0)


def _share(shares: sparse.csr_array[Any], group: int | None) -> Float:
    if group is None:
        return _grouped(shares).astype(np.float64)
    return np.asarray(shares[:, [group]].toarray()).ravel()


def _spread(shares: sparse.csr_array[Any], ends: Float) -> Float:
    total = max(float(ends.sum()), np.finfo(np.float64).tiny)
    mean = shares.T @ ends / total
    return np.maximum(shares.power(2).T @ ends / total - mean**2, 0.0)


def _covariance(left: sparse.csr_array[Any], right: sparse.csr_array[Any], ends: Float) -> Float:
    total = max(float(ends.sum()), np.finfo(np.float64).tiny)
    cross = (left.T @ (sparse.diags_array(ends / total) @ right)).toarray()
    return np.asarray(cross - np.outer(left.T @ ends / total, right.T @ ends / total))
