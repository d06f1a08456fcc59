"""Figures of a network's shape, and of random networks in which every actor keeps its number of links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.distances import distance_sums
from ecomap.analysis.kernels.rewiring import rewired
from ecomap.analysis.kernels.triangles import count_triangles, local_clustering, transitivity
from ecomap.analysis.rounds import side_by_side

Figures = Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Pairs:
    """A simple undirected network: its number of actors and the two ends of every pair, the lower first."""

    n: int
    low: NDArray[np.int32]
    high: NDArray[np.int32]

    @property
    def m(self) -> int:
        """Number of pairs."""
        return len(self.low)

    def degree(self) -> NDArray[np.int64]:
        """Return the number of neighbours of every actor."""
        return np.bincount(self.low, minlength=self.n) + np.bincount(self.high, minlength=self.n)

    def matrix(self) -> sparse.csr_array[Any]:
        """Return the symmetric matrix of ones (n × n) with sorted indices."""
        rows, columns = np.concatenate([self.low, self.high]), np.concatenate([self.high, self.low])
        matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(self.n, self.n))
        matrix.sort_indices()
        return matrix


@dataclass(frozen=True, slots=True)
class Against:
    """A figure beside its values in random networks: mean, standard deviation, z and p.

    ``z`` is (observed − mean) ÷ standard deviation; ``p`` the two-sided share ``2 min(1 + at least as large, 1
    + at most as large) ÷ (1 + networks)``, at most 1. ``None`` where undefined.
    """

    observed: float | None
    mean: float | None
    deviation: float | None
    z: float | None
    p: float | None


def shape_figures(
    pairs: Pairs, attributes: Mapping[str, sparse.csr_array[Any]], thresholds: NDArray[np.int64], sources: int
) -> Figures:
    """Compute clustering, transitivity, mean distance, rich club and assortativity of a network.

    Parameters
    ----------
    pairs : Pairs
    attributes : mapping of str to sparse matrix (n × groups)
        Shares of each actor in the groups of an attribute, adding up to 1 or 0.
    thresholds : ndarray of int64
        Degrees ``k`` for ``φ(k)``, the density among actors with more than ``k`` neighbours.
    sources : int
        Distances are measured from at most so many actors, evenly spaced by number.

    Returns
    -------
    mapping of str to float
        ``clustering``, ``transitivity``, ``mean_path``, ``r:<attribute>``, ``r:degree`` and
        ``rich:<threshold>``; NaN where undefined.

    Notes
    -----
    Cost: O(pairs^1.5) at worst for triangles and O(n + pairs) for every ten sources.
    """
    matrix, degree = pairs.matrix(), pairs.degree()
    triangles = count_triangles(matrix.indptr, matrix.indices)
    closed = transitivity(triangles, degree)
    found = {
        "clustering": float(local_clustering(triangles, degree).mean()) if pairs.n else np.nan,
        "transitivity": np.nan if closed is None else closed,
        "mean_path": mean_path(matrix, sources),
        "r:degree": degree_assortativity(pairs, degree),
    }
    found |= {f"r:{name}": attribute_assortativity(matrix, shares) for name, shares in attributes.items()}
    return found | {
        f"rich:{k}": value for k, value in zip(thresholds.tolist(), rich_club(pairs, degree, thresholds), strict=True)
    }


def mean_path(matrix: sparse.csr_array[Any], sources: int) -> float:
    """Return the mean distance of pairs that can reach each other, NaN without any pair."""
    n = matrix.shape[0]
    chosen = np.unique(np.linspace(0, n - 1, min(n, sources)).astype(np.int64)) if n else np.zeros(0, dtype=np.int64)
    counts = distance_sums(matrix.indptr, matrix.indices, chosen)[1]
    total = counts.sum()
    return float(counts @ np.arange(len(counts)) / total) if total else float("nan")


def rich_club(pairs: Pairs, degree: NDArray[Any], thresholds: NDArray[np.int64]) -> list[float]:
    """Return ``φ(k) = 2 E(>k) ÷ (N(>k) (N(>k) − 1))`` by threshold; NaN below two actors.

    References
    ----------
    Colizza, V., Flammini, A., Serrano, M. A. and Vespignani, A. (2006). Detecting rich-club ordering in complex
    networks. Nature Physics 2, 110–115. doi:10.1038/nphys209
    """
    least = np.sort(np.minimum(degree[pairs.low], degree[pairs.high]))
    ordered = np.sort(degree)
    linked = len(least) - np.searchsorted(least, thresholds, side="right")
    actors = len(ordered) - np.searchsorted(ordered, thresholds, side="right")
    possible = actors * (actors - 1) / 2
    return [float(e) / float(p) if p else float("nan") for e, p in zip(linked, possible, strict=True)]


def degree_assortativity(pairs: Pairs, degree: NDArray[Any]) -> float:
    """Return the correlation of the degrees at the two ends of a pair; NaN where all ends are alike.

    References
    ----------
    Newman, M. E. J. (2002). Assortative mixing in networks. Physical Review Letters 89, 208701.
    doi:10.1103/PhysRevLett.89.208701
    """
    one, other = degree[pairs.low].astype(np.float64), degree[pairs.high].astype(np.float64)
    ends = np.concatenate([one, other])
    if not len(ends) or ends.min() == ends.max():
        return float("nan")
    mean = ends.mean()
    return float(((one - mean) * (other - mean)).mean() / ends.var())


def attribute_assortativity(matrix: sparse.csr_array[Any], shares: sparse.csr_array[Any]) -> float:
    """Return Newman's ``r = (Σ e(i,i) − Σ a(i)²) ÷ (1 − Σ a(i)²)`` of the pairs whose two ends are in groups.

    ``e(i, j)`` is the share of pair ends between groups i and j; an actor in several groups is shared equally
    among them. NaN without such pairs, or where all of them touch one group.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.
    doi:10.1103/PhysRevE.67.026126
    """
    table = np.asarray((shares.T @ (matrix @ shares)).todense())
    total = float(table.sum())
    if not total:
        return float("nan")
    chance = float(((table.sum(axis=1) / total) ** 2).sum())
    return float("nan") if 1 - chance < 1e-12 else (float(np.trace(table)) / total - chance) / (1 - chance)


def against_rewired(pairs: Pairs, figures: Callable[[Pairs], Figures], nulls: int, seed: int) -> dict[str, Against]:
    """Compute figures of a network and of random networks with the same degrees.

    Parameters
    ----------
    pairs : Pairs
    figures : callable
        Gives the same names for every network.
    nulls : int
        Random networks, 0 or more.
    seed : int

    Notes
    -----
    Cost: ``nulls`` times the figures and `ecomap.analysis.kernels.rewiring.rewired`, spread over the
    processors.
    """
    observed = figures(pairs)
    seeds = np.random.default_rng(seed).integers(2**32, size=nulls).tolist()

    def draw(number: int) -> Figures:
        return figures(Pairs(pairs.n, *rewired(pairs.low, pairs.high, pairs.n, number)))

    drawn = side_by_side(draw, seeds)
    return {name: compare(value, [figure[name] for figure in drawn]) for name, value in observed.items()}


def compare(observed: float, drawn: list[float]) -> Against:
    """Put a figure beside its values in random networks; undefined ones are left out."""
    values = np.array([value for value in drawn if np.isfinite(value)])
    if not np.isfinite(observed):
        return Against(None, None, None, None, None)
    if not len(values):
        return Against(float(observed), None, None, None, None)
    mean, deviation = float(values.mean()), float(values.std(ddof=1)) if len(values) > 1 else 0.0
    slack = 1e-12 * max(1.0, abs(observed))  # equal figures may differ in their last digits
    above, below = int((values >= observed - slack).sum()), int((values <= observed + slack).sum())
    p = min(1.0, 2 * (1 + min(above, below)) / (1 + len(values)))
    z = (float(observed) - mean) / deviation if deviation > slack else None
    return Against(float(observed), mean, deviation, z, p)
