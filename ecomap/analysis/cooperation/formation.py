"""How ties form: repeated, returned and closing triangles, against ties formed at random."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.cooperation.periods import Relations
from ecomap.analysis.kernels.histories import CLOSED, RETURNED, TIED, histories
from ecomap.snapshot.columns import Float, Int

MOST_COMPARED = 10_000
RATES = ("repeated", "returned", "closed")


@dataclass(frozen=True, eq=False)
class Formation:
    """Rates of tie formation, one entry for each of `RATES`.

    Parameters
    ----------
    events : ndarray of int64
        Ties that a rate is a share of: all that began, the directed ones, the first ones of their pair.
    observed : ndarray of float64
        Shares; NaN where there are no such ties.
    shuffled : ndarray of float64 (shuffles × 3)
        The same where partners were shuffled.
    """

    events: NDArray[np.int64]
    observed: Float
    shuffled: Float

    @property
    def p(self) -> Float:
        """Two-sided p-values, NaN where there is nothing to compare."""
        mean = self.chance
        far = np.abs(self.shuffled - mean) >= np.abs(self.observed - mean) - 1e-12
        p = (1.0 + far.sum(axis=0)) / (1.0 + len(self.shuffled))
        return np.asarray(np.where(np.isnan(self.observed) | np.isnan(mean), np.nan, p))

    @property
    def chance(self) -> Float:
        """Mean share over the shuffles."""
        return np.asarray(self.shuffled.mean(axis=0), dtype=np.float64)


def formation(relations: Relations, first_year: int, last_year: int, shuffles: int, seed: int) -> Formation:
    """Compute how ties that began in some years relate to those that began before them.

    A tie is *repeated* if its pair had one that began earlier; *returned*, among directed ties, if one in the other
    direction began earlier; *closed*, among pairs without an earlier tie, if both had earlier ties to a common third.
    In a shuffle, the targets of the ties of one type that began in one year change places, so that every actor
    begins and receives as many ties in every year as it did. Of more than `MOST_COMPARED` shuffled ties a random
    sample of so many stands for all, which makes the spread of chance wider, never narrower.

    Parameters
    ----------
    relations : Relations
    first_year, last_year : int
    shuffles : int
    seed : int

    Returns
    -------
    Formation

    Notes
    -----
    Cost: ties × partners of the end with fewer of them, and shuffles × (ties + `MOST_COMPARED` × partners).

    References
    ----------
    Butts, C. T. (2008). A relational event framework for social action. Sociological Methodology 38(1), 155–200.
    doi:10.1111/j.1467-9531.2008.00203.x
    """
    ties = relations.snapshot.ties
    source, target = ties.source[relations.dated], ties.target[relations.dated]
    directed = ties.directed[relations.dated]
    both = np.concatenate([source, target]), np.concatenate([target, source])
    pairs = _first_days(*both, np.tile(relations.since, 2), ties.n)
    arcs = _first_days(source[directed], target[directed], relations.since[directed], ties.n)
    span = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    chosen = np.flatnonzero((relations.since >= span[0]) & (relations.since <= span[1]))
    years = np.array([date.fromordinal(day).year for day in relations.since[chosen].tolist()], dtype=np.int64)
    stratum = years * len(relations.snapshot.types) + ties.type[relations.dated[chosen]]
    order = np.argsort(stratum, kind="stable")
    chosen, stratum = chosen[order], stratum[order]
    ends, when, ways = (source[chosen], target[chosen]), relations.since[chosen], directed[chosen]
    place = np.unique(stratum, return_inverse=True)[1]
    flags = histories(pairs, arcs, *ends, when)
    rng = np.random.default_rng(seed)
    shuffled = np.full((shuffles, len(RATES)), np.nan)
    for k in range(shuffles):
        # within sorted strata, sorting by stratum and a random number shuffles each of them
        drawn = ends[1][np.argsort(place + rng.random(len(chosen)))]
        proper = np.flatnonzero(drawn != ends[0])
        if len(proper) > MOST_COMPARED:
            proper = rng.choice(proper, MOST_COMPARED, replace=False)
        shuffled[k] = _rates(histories(pairs, arcs, ends[0][proper], drawn[proper], when[proper]), ways[proper])[1]
    events, observed = _rates(flags, ways)
    return Formation(events, observed, shuffled)


def _rates(flags: NDArray[np.uint8], directed: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Float]:
    tied = (flags & TIED) > 0
    events = np.array([len(flags), directed.sum(), (~tied).sum()], dtype=np.int64)
    hits = np.array([tied.sum(), (((flags & RETURNED) > 0) & directed).sum(), ((flags & CLOSED) > 0).sum()])
    return events, np.divide(hits, events, out=np.full(len(RATES), np.nan), where=events > 0)


def _first_days(row: Int, column: Int, day: Int, n: int) -> tuple[Int, Int, Int]:
    order = np.lexsort((day, column, row))
    row, column, day = row[order], column[order], day[order]
    fresh = np.ones(len(row), dtype=np.bool_)
    fresh[1:] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row[fresh], minlength=n))]).astype(np.int32)
    return indptr, column[fresh].astype(np.int32), day[fresh].astype(np.int32)
