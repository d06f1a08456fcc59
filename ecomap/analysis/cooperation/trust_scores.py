"""Scores of trust and value from what partners say of each other, with what non-response could change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import Snapshot
from ecomap.snapshot.told import Reports

LOWEST, HIGHEST = 1.0, 4.0
VALUE, TRUST = slice(0, 3), slice(3, 6)
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rated:
    """Ordered pairs with a rating.

    Parameters
    ----------
    ids : tuple of str
        Actors that were asked or rated, in order.
    rater, rated : ndarray of int64, length p
        Positions in ``ids``.
    items : ndarray of float64, p × 6
        Mean rating of each item, NaN where it was left out.
    asked, answered : ndarray of bool, length of ``ids``
    reported : frozenset of (int, int)
        Ordered pairs of which the first says that there is a tie.
    """

    ids: tuple[str, ...]
    rater: NDArray[np.int64]
    rated: NDArray[np.int64]
    items: Values
    asked: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    reported: frozenset[tuple[int, int]]

    @property
    def pairs(self) -> set[tuple[int, int]]:
        """Unordered pairs that either end reported."""
        return {(min(pair), max(pair)) for pair in self.reported}


@dataclass(frozen=True, slots=True)
class Score:
    """A mean rating with the means if missing ratings were all the lowest or all the highest."""

    mean: float
    low: float
    high: float


def rated(snapshot: Snapshot, survey: Reports, *, mutual: bool) -> Rated:
    """Return the ratings among actors of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    survey : Reports
    mutual : bool
        Only pairs whose ends both reported a tie.
    """
    told = [r for r in survey.reports if r.reporter in snapshot.position and r.partner in snapshot.position]
    asked = {name for name in survey.invited if name in snapshot.position}
    ids = tuple(sorted(asked | {end for r in told for end in (r.reporter, r.partner)}))
    number = {name: index for index, name in enumerate(ids)}
    reported = {(number[r.reporter], number[r.partner]) for r in told}
    if mutual:
        reported = {pair for pair in reported if pair[::-1] in reported}
    sums: dict[tuple[int, int], list[tuple[int | None, ...]]] = {}
    for r in told:
        pair = (number[r.reporter], number[r.partner])
        if pair in reported and any(rating is not None for rating in r.ratings):
            sums.setdefault(pair, []).append(r.ratings)
    pairs = sorted(sums)
    items = np.array([_means(np.array(sums[pair], dtype=np.float64)) for pair in pairs]).reshape(-1, 6)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Rated(
        ids,
        ends[:, 0],
        ends[:, 1],
        items,
        np.array([name in asked for name in ids], dtype=np.bool_),
        np.array([name in survey.answered for name in ids], dtype=np.bool_),
        frozenset(reported),
    )


def _means(rows: Values, axis: int = 0) -> Values:
    """Return means along an axis without missing values, NaN where all are missing."""
    known = ~np.isnan(rows)
    count = known.sum(axis=axis)
    total = np.where(known, rows, 0.0).sum(axis=axis)
    return np.asarray(np.divide(total, count, out=np.full(np.shape(total), np.nan), where=count > 0))


def item_means(found: Rated) -> Values:
    """Return the mean rating that each actor received in each item (actors × 6)."""
    known = ~np.isnan(found.items)
    total, count = np.zeros((len(found.ids), 6)), np.zeros((len(found.ids), 6))
    np.add.at(total, found.rated, np.where(known, found.items, 0.0))
    np.add.at(count, found.rated, known)
    return np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)


def actor_scores(found: Rated, part: slice) -> list[Score]:
    """Return the overall score of each actor: the mean of its three item means, with its bounds.

    An actor lacks the rating of each partner that it named and that was asked and has not answered.
    """
    means = item_means(found)
    counts = np.bincount(found.rated, minlength=len(found.ids))
    missing = missing_raters(found)
    scores = _means(means[:, part], axis=1)
    return [_bounded(float(s), int(n), int(m)) for s, n, m in zip(scores, counts, missing, strict=True)]


def missing_raters(found: Rated) -> NDArray[np.int64]:
    """Return for each actor how many partners that it named were asked and have not answered.

    Who has not answered itself has named nobody, so all others that have not answered may be its partners.
    """
    silent = found.asked & ~found.answered
    missing = np.where(silent, silent.sum() - 1, 0).astype(np.int64)
    for actor, partner in found.reported:
        missing[actor] += bool(silent[partner])
    return missing


def network_score(found: Rated, part: slice) -> Score:
    """Return the mean over rated pairs; those who have not answered are taken to rate as many as those who have."""
    scores = _means(found.items[:, part], axis=1)
    known = scores[~np.isnan(scores)]
    told = int((found.asked & found.answered).sum())
    missing = len(known) / told * int((found.asked & ~found.answered).sum()) if told else 0.0
    return _bounded(float(known.mean()) if len(known) else float("nan"), len(known), missing)


def density(found: Rated) -> tuple[float, float]:
    """Return the share of pairs of asked actors that either end reported, and what it is at most.

    At most: every pair with an end that has not answered is tied as well.
    """
    n = int(found.asked.sum())
    possible = n * (n - 1) / 2
    if not possible:
        return float("nan"), float("nan")
    inside = {pair for pair in found.pairs if found.asked[pair[0]] and found.asked[pair[1]]}
    told = found.asked & found.answered
    settled = int(told.sum()) * (int(told.sum()) - 1) / 2
    open_seen = sum(1 for a, b in inside if not (told[a] and told[b]))
    return len(inside) / possible, (len(inside) + possible - settled - open_seen) / possible


def _bounded(mean: float, count: float, missing: float) -> Score:
    if not count:
        return Score(float("nan"), float("nan"), float("nan"))
    whole = count + missing
    return Score(mean, (mean * count + LOWEST * missing) / whole, (mean * count + HIGHEST * missing) / whole)
