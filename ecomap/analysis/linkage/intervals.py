"""How far a rank could move if another sample of ties had been reported."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.linkage.scores import Effort, competition_ranks, measure
from ecomap.analysis.rounds import rounds
from ecomap.snapshot import TieGraph

LEVEL = 0.9


def rank_intervals(
    ties: TieGraph, name: str, effort: Effort, listed: NDArray[np.int64], resamples: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the best and the worst rank of each listed actor in 90 % of networks redrawn from the ties.

    Each redrawn network has as many ties, drawn with replacement: a tie may come twice and another not at all,
    as if the reports had been collected once more. The measure is computed and the listed actors are ranked in
    each; of the ranks of an actor, the 5 % quantile downwards and the 95 % quantile upwards are returned.

    Parameters
    ----------
    ties : TieGraph
    name : str
        One of `ecomap.analysis.linkage.scores.MEASURES`.
    effort : Effort
        As for the ranking itself.
    listed : ndarray of int64
        Actors that are ranked among each other.
    resamples : int
        Redrawn networks, at least 1.

    Returns
    -------
    best, worst : ndarray of int64, one entry a listed actor

    Notes
    -----
    Cost: ``resamples`` times the measure; ``resamples × listed`` ranks are kept. A redrawn network has about
    63 % of the different ties, so that sparse networks fall into more pieces than they are in: the intervals
    are rather too wide than too narrow there.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1–26.
    doi:10.1214/aos/1176344552
    Snijders, T. A. B. and Borgatti, S. P. (1999). Non-parametric standard errors and tests for network
    statistics. Connections 22(2), 161–170.
    """
    rng = np.random.default_rng([effort.seed, resamples])
    ranks = np.empty((resamples, len(listed)), dtype=np.int32)
    for number in rounds(range(resamples)):
        redrawn = _take(ties, rng.integers(ties.m, size=ties.m)) if ties.m else ties
        ranks[number] = competition_ranks(measure(redrawn, name, effort)[0][listed])
    tail = (1 - LEVEL) / 2
    best = np.quantile(ranks, tail, axis=0, method="inverted_cdf")
    worst = np.quantile(ranks, 1 - tail, axis=0, method="inverted_cdf")
    return best.astype(np.int64), worst.astype(np.int64)


def _take(ties: TieGraph, chosen: NDArray[Any]) -> TieGraph:
    columns = ("edges", "source", "target", "type", "directed", "weight")
    return replace(ties, **{name: getattr(ties, name)[chosen] for name in columns})
