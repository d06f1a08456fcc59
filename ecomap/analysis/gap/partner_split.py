"""Which ties a method may learn from, and which later ones it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import Snapshot

Pairs = NDArray[np.int64]

SHARE = 0.2
_LEAST = 20


@dataclass(frozen=True, eq=False)
class Split:
    """Pairs of actors by what is done with them; numbers of `TieGraph.pairs`.

    Parameters
    ----------
    by_year : bool
        Whether pairs were split by when they began; otherwise they were hidden at random.
    base : ndarray of int64
        Known at the beginning: the weights are learnt from the graph of these.
    learnt : ndarray of int64
        New after that: what the weights are fitted to.
    judged : ndarray of int64
        New after the cut: what everything is judged by, from the graph of ``base`` and ``learnt``.
    learn_year, cut_year, last_year : int
        First year of ``learnt``, first year of ``judged``, last year in the register; 0 where split at random.
    undated : int
        Pairs of which no tie, or not every tie, has a start; they count as known at the beginning.
    """

    by_year: bool
    base: Pairs
    learnt: Pairs
    judged: Pairs
    learn_year: int
    cut_year: int
    last_year: int
    undated: int

    @property
    def known(self) -> Pairs:
        """Pairs known before the cut."""
        return np.sort(np.concatenate([self.base, self.learnt]))

    @property
    def cut_day(self) -> int | None:
        """Day number of the cut, ``None`` where split at random."""
        return date(self.cut_year, 1, 1).toordinal() if self.by_year else None

    @property
    def learn_day(self) -> int | None:
        """Day number from which pairs are fitted to, ``None`` where split at random."""
        return date(self.learn_year, 1, 1).toordinal() if self.by_year else None


def split_pairs(snapshot: Snapshot, cut_year: int | None, seed: int) -> Split:
    """Split the pairs by the year of their first tie, or at random where too few have one.

    Without a year given, the cut is the one after which the share of the dated pairs is nearest to a fifth, and
    the weights are fitted to about as many before it.

    Parameters
    ----------
    snapshot : Snapshot
    cut_year : int, optional
    seed : int
        For hiding at random.

    Returns
    -------
    Split

    Notes
    -----
    Cost: O(m log m).
    """
    begun = _first_days(snapshot)
    undated = int((begun == 0).sum())
    years = np.array([date.fromordinal(day).year if day else 0 for day in begun.tolist()], dtype=np.int64)
    chosen = _years(years, cut_year)
    if chosen is None:
        return _at_random(len(begun), undated, seed)
    learn, cut = chosen
    pair = np.arange(len(begun))
    return Split(
        True,
        pair[years < learn],
        pair[(years >= learn) & (years < cut)],
        pair[years >= cut],
        learn,
        cut,
        int(years.max()),
        undated,
    )


def _first_days(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the day on which the first tie of each pair began, 0 where any start is unknown."""
    ties = snapshot.ties
    first = np.full(len(ties.pairs[0]), np.iinfo(np.int64).max)
    np.minimum.at(first, ties.pairs[2], snapshot.since[ties.edges].astype(np.int64))
    return first


def _years(years: NDArray[np.int64], cut_year: int | None) -> tuple[int, int] | None:
    dated = years[years > 0]
    possible = np.unique(dated)[1:]  # something has to be known before a cut
    if len(possible) < 2:
        return None
    after = np.array([(dated >= year).sum() for year in possible])
    cut = cut_year or int(possible[np.argmin(np.abs(after - SHARE * len(dated)))])
    before = possible[possible < cut]
    if not len(before) or not (dated >= cut).any():
        return None
    between = np.array([((dated >= year) & (dated < cut)).sum() for year in before])
    learn = int(before[np.argmin(np.abs(between - (dated >= cut).sum()))])
    enough = min(((dated >= learn) & (dated < cut)).sum(), (dated >= cut).sum()) >= _LEAST
    return (learn, cut) if enough else None


def _at_random(n: int, undated: int, seed: int) -> Split:
    order = np.random.default_rng(seed).permutation(n)
    hidden = int(n * SHARE / 2)
    judged, learnt, base = (np.sort(part) for part in np.split(order, [hidden, 2 * hidden]))
    return Split(False, base, learnt, judged, 0, 0, 0, undated)


@dataclass(frozen=True, eq=False)
class Sample:
    """Pairs with a new tie and pairs without one, in the graph before it.

    Parameters
    ----------
    first, second : ndarray of int64
        Actor numbers, ordered by ``first``.
    new : ndarray of bool
        Whether the tie came.
    predictable, unpredictable : int
        New pairs of which both actors had a tie before, and others.
    """

    first: Pairs
    second: Pairs
    new: NDArray[np.bool_]
    predictable: int
    unpredictable: int


def draw_sample(snapshot: Snapshot, known: Pairs, new: Pairs, size: int, rng: np.random.Generator) -> Sample:
    """Draw up to ``size`` new pairs, and as many pairs without a tie uniformly among actors with a tie before.

    Parameters
    ----------
    snapshot : Snapshot
    known, new : ndarray of int64
        Pairs with a tie before, and after.
    size : int
    rng : Generator

    Returns
    -------
    Sample

    Notes
    -----
    Pairs without a tie are drawn without looking at ties that came later than ``new``. Cost: O(pairs + size).
    """
    low, high, _ = snapshot.ties.pairs
    n = snapshot.ties.n
    had = np.zeros(n, dtype=np.bool_)
    had[low[known]] = had[high[known]] = True
    predictable = new[had[low[new]] & had[high[new]]]
    actors = np.flatnonzero(had)
    untied = len(actors) * (len(actors) - 1) / 2 - len(known)
    chosen = rng.choice(predictable, min(size, len(predictable)), replace=False)
    taken = np.sort(np.concatenate([known, new]))
    codes = low[taken].astype(np.int64) * n + high[taken]
    first, second = _untied(actors, np.sort(codes), n, size if untied > len(predictable) else 0, rng)
    first, second = np.concatenate([low[chosen], first]), np.concatenate([high[chosen], second])
    is_new = np.arange(len(first)) < len(chosen)
    order = np.argsort(first, kind="stable")
    return Sample(
        first[order].astype(np.int64),
        second[order].astype(np.int64),
        is_new[order],
        len(predictable),
        len(new) - len(predictable),
    )


def _untied(
    actors: NDArray[np.int64], codes: NDArray[np.int64], n: int, size: int, rng: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    if len(actors) < 2:
        size = 0
    one, other = actors[rng.integers(max(len(actors), 1), size=(2, 4 * size))] if size else np.empty((2, 0), np.int64)
    low, high = np.minimum(one, other), np.maximum(one, other)
    code = low * n + high
    at = np.searchsorted(codes, code).clip(max=max(len(codes) - 1, 0))
    free = (low != high) & ((codes[at] != code) if len(codes) else True)
    kept = np.flatnonzero(free)[:size]
    return low[kept], high[kept]
