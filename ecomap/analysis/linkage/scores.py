"""Centrality scores of every actor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.betweenness import betweenness, sampling_error
from ecomap.analysis.kernels.cores import core_numbers
from ecomap.analysis.kernels.distances import distance_sums
from ecomap.analysis.kernels.eigenvector import eigenvector
from ecomap.analysis.kernels.pagerank import pagerank
from ecomap.analysis.kernels.path_sampling import sampled_betweenness
from ecomap.snapshot import TieGraph

MEASURES = (
    "degree",
    "ties",
    "strength",
    "in_degree",
    "out_degree",
    "betweenness",
    "harmonic",
    "eigenvector",
    "pagerank",
    "core",
)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a measure was estimated: what was drawn how often, and the error that 95 % of draws keep to."""

    samples: int
    error: float


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to compute exactly.

    Parameters
    ----------
    exact_up_to : int
        Most actors for which betweenness is computed from every actor; above it, from random shortest paths.
    error : float
        Bound on the error of betweenness that the number of those paths is chosen for.
    samples : int
        Most actors from which distances are measured for harmonic closeness; all of them where there are no
        more.
    seed : int
        Of the draws: equal seeds give equal results.
    """

    exact_up_to: int
    error: float
    samples: int
    seed: int


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """One array per measure, one entry per actor, and how the estimated ones were obtained.

    Parameters
    ----------
    values : dict of str to ndarray, length n each
        By name of `MEASURES`: number of other actors tied to; number of ties; sum of tie weights; number of
        actors with a directed tie to, and from, this one; share of pairs of other actors (0 … 1); mean of
        one over the distance to the others (0 … 1); eigenvector; share of the random walk (adds up to 1);
        core number.
    sampling : dict of str to Sampling
        By name of measure; measures that are exact are not in it.
    """

    values: dict[str, NDArray[Any]]
    sampling: dict[str, Sampling]


def actor_scores(ties: TieGraph, effort: Effort) -> Scores:
    """Compute all measures for all actors.

    Parameters
    ----------
    ties : TieGraph
    effort : Effort

    Returns
    -------
    Scores

    Notes
    -----
    Cost: see `measure` for betweenness and harmonic closeness; the rest is nearly linear in ties.
    """
    values, sampling = {}, {}
    for name in MEASURES:
        values[name], drawn = measure(ties, name, effort)
        if drawn:
            sampling[name] = drawn
    return Scores(values, sampling)


def measure(ties: TieGraph, name: str, effort: Effort) -> tuple[NDArray[Any], Sampling | None]:
    """Compute one of `MEASURES` for all actors, and say how it was estimated if it was.

    Notes
    -----
    Cost: exact betweenness O(n + pairs) an actor; estimated, a two-sided search for each of about
    ``4 / error²`` paths. Harmonic closeness about O(n + pairs) for ten sources. 50 thousand actors with 300
    thousand ties take a second for either.
    """
    if name == "betweenness":
        return _betweenness(ties, effort)
    if name == "harmonic":
        return harmonic(ties, effort.samples, effort.seed)
    return _EXACT[name](ties), None


def _betweenness(ties: TieGraph, effort: Effort) -> tuple[NDArray[np.float64], Sampling | None]:
    indptr, indices = ties.adjacency.indptr, ties.adjacency.indices
    if ties.n <= effort.exact_up_to:
        return betweenness(indptr, indices), None
    values, drawn = sampled_betweenness(indptr, indices, error=effort.error, seed=effort.seed)
    return values, Sampling(drawn, effort.error) if drawn else None


def harmonic(ties: TieGraph, samples: int, seed: int) -> tuple[NDArray[np.float64], Sampling | None]:
    """Return the mean over all other actors of one over their distance, 0 for those out of reach.

    ``h(v) = Σ_{u ≠ v} 1 / d(u, v) ÷ (n − 1)``. With more actors than ``samples``, ``k`` of them are drawn
    without replacement: ``h(v) = (degree + n / k × Σ 1 / d(s, v)) ÷ (n − 1)`` over the drawn ``s`` that are at
    least two steps away. Neighbours are known without drawing, so that a term is at most ½ and Serfling's form
    of Hoeffding's inequality with a union bound gives half of
    `ecomap.analysis.kernels.betweenness.sampling_error`.

    References
    ----------
    Rochat, Y. (2009). Closeness centrality extended to unconnected graphs: the harmonic centrality index. ASNA.
    Eppstein, D. and Wang, J. (2004). Fast approximation of centrality. Journal of Graph Algorithms and
    Applications 8(1), 39–45. doi:10.7155/jgaa.00081
    """
    adjacency, n = ties.adjacency, ties.n
    if n < 2:
        return np.zeros(n), None
    if n <= samples:
        return distance_sums(adjacency.indptr, adjacency.indices, np.arange(n))[0] / (n - 1), None
    chosen = np.sort(np.random.default_rng(seed).choice(n, samples, replace=False))
    sums = distance_sums(adjacency.indptr, adjacency.indices, chosen)[0]
    degree = np.diff(adjacency.indptr)
    drawn = np.zeros(n)
    drawn[chosen] = 1.0
    beside = _ones(adjacency) @ drawn
    values = (degree + n / samples * np.maximum(sums - beside, 0.0)) / (n - 1)
    return values, Sampling(samples, sampling_error(n, samples) / 2)


def _ones(adjacency: sparse.csr_array[Any]) -> sparse.csr_array[Any]:
    return sparse.csr_array((np.ones(adjacency.nnz), adjacency.indices, adjacency.indptr), adjacency.shape)


def _per_actor(ties: TieGraph, values: NDArray[np.float64] | None = None) -> NDArray[Any]:
    from_source = np.bincount(ties.source, weights=values, minlength=ties.n)
    return np.asarray(from_source + np.bincount(ties.target, weights=values, minlength=ties.n))


def _directed_degrees(ties: TieGraph) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    source = ties.source[ties.directed].astype(np.int64)
    target = ties.target[ties.directed]
    arcs = np.unique(source * max(ties.n, 1) + target)
    incoming = np.bincount(arcs % max(ties.n, 1), minlength=ties.n)
    outgoing = np.bincount(arcs // max(ties.n, 1), minlength=ties.n)
    return incoming.astype(np.int64), outgoing.astype(np.int64)


_EXACT: dict[str, Callable[[TieGraph], NDArray[Any]]] = {
    "degree": lambda ties: np.diff(ties.adjacency.indptr).astype(np.int64),
    "ties": lambda ties: _per_actor(ties).astype(np.int64),
    "strength": lambda ties: _per_actor(ties, ties.weight),
    "in_degree": lambda ties: _directed_degrees(ties)[0],
    "out_degree": lambda ties: _directed_degrees(ties)[1],
    "eigenvector": lambda ties: eigenvector(_ones(ties.adjacency)),
    "pagerank": lambda ties: pagerank(ties.arcs(ties.weight)),
    "core": lambda ties: core_numbers(ties.adjacency.indptr, ties.adjacency.indices),
}


def competition_ranks(values: NDArray[Any]) -> NDArray[np.int64]:
    """Return 1 + the number of strictly larger values: equal values share the better rank, the next skips.

    Values that agree in twelve significant digits are equal: sums over paths differ in their last digits with
    the order of addition.
    """
    rounded = significant(values)
    return np.asarray(1 + len(rounded) - np.searchsorted(np.sort(rounded), rounded, side="right"))


def significant(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return values rounded to twelve significant digits."""
    values = np.asarray(values, dtype=np.float64)
    magnitude = np.floor(np.log10(np.abs(values), out=np.zeros(len(values)), where=values != 0))
    # as two factors: ten to the power of 12 + 308 is no float
    scale = 10.0 ** np.clip(11 - magnitude, -300, 300)
    return np.asarray(np.rint(values * scale) / scale)
