"""Centrality scores of every actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.kernels.betweenness import betweenness, sampling_error
from ecomap.analysis.kernels.cores import core_numbers
from ecomap.analysis.kernels.pagerank import pagerank
from ecomap.snapshot import TieGraph

MEASURES = ("degree", "ties", "strength", "in_degree", "out_degree", "betweenness", "pagerank", "core")


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """One array per measure, one entry per actor, and how betweenness was obtained.

    Parameters
    ----------
    values : dict of str to ndarray, length n each
        By name of `MEASURES`: number of other actors tied to; number of ties; sum of tie weights; number of
        actors with a directed tie to, and from, this one; share of pairs of other actors (0 … 1); share
        of the random walk (adds up to 1); core number.
    sources : int
        Sources that betweenness was computed from; the number of actors where it is exact.
    error : float
        Bound on the error of betweenness at 95 % for all actors together; 0 where it is exact.
    """

    values: dict[str, NDArray[Any]]
    sources: int
    error: float


def actor_scores(ties: TieGraph, *, exact_up_to: int, samples: int, seed: int) -> Scores:
    """Compute all measures for all actors.

    Parameters
    ----------
    ties : TieGraph
    exact_up_to : int
        Most actors for which betweenness is computed from every actor; above it, from ``samples`` of them.
    samples : int
        Number of sources drawn without replacement, at least 1.
    seed : int
        Of the draw: equal seeds give equal results.

    Returns
    -------
    Scores

    Notes
    -----
    Cost: O(n + pairs) for each source of betweenness, the rest nearly linear in ties.
    """
    adjacency = ties.adjacency
    indptr, indices = adjacency.indptr, adjacency.indices
    sources = None
    if ties.n > exact_up_to and ties.n > samples:
        sources = np.random.default_rng(seed).choice(ties.n, samples, replace=False)
    incoming, outgoing = _directed_degrees(ties)
    values: dict[str, NDArray[Any]] = {
        "degree": np.diff(indptr).astype(np.int64),
        "ties": _per_actor(ties).astype(np.int64),
        "strength": _per_actor(ties, ties.weight),
        "in_degree": incoming,
        "out_degree": outgoing,
        "betweenness": betweenness(indptr, indices, sources),
        "pagerank": pagerank(ties.arcs(ties.weight)),
        "core": core_numbers(indptr, indices),
    }
    used = ties.n if sources is None else len(sources)
    return Scores(values, used, 0.0 if sources is None else sampling_error(ties.n, used))


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
