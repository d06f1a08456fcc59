"""How long pairs of actors have held: unions of the periods of their ties."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import NO_DAY

_BEYOND = 4_000_000  # more than the day number of any date


@dataclass(frozen=True, eq=False)
class Durations:
    """When and how long each pair held.

    Parameters
    ----------
    first, last : ndarray of int64, one entry a pair
        Day numbers of the first and the last day on which a tie of the pair is known to have held; 0 if unknown.
    days : ndarray of int64, one entry a pair
        Days on which at least one dated tie held, both ends included; 0 if no tie of the pair has a start.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    days: NDArray[np.int64]


def horizon(snapshot: Snapshot) -> int:
    """Return the day number to which open periods run; 0 if no tie has a date.

    The last day of the filter, or else the latest start or end of any tie.
    """
    wanted = json.loads(snapshot.filter_key)["until"] if '"until"' in snapshot.filter_key else ""
    if wanted:
        return date.fromisoformat(wanted).toordinal()
    ties = snapshot.ties.edges
    return max(int(snapshot.since[ties].max(initial=NO_DAY)), int(snapshot.until[ties].max(initial=NO_DAY)))


def pair_durations(
    pair: NDArray[Any], since: NDArray[Any], until: NDArray[Any], last_day: int, n_pairs: int
) -> Durations:
    """Return the union of the periods of each pair.

    Periods are closed intervals of days. One without an end runs to ``last_day``, and none runs further. One
    without a start adds nothing to the days; its end, if known, counts for ``last``.

    Parameters
    ----------
    pair : ndarray of int, length m
        Pair number of each tie.
    since, until : ndarray of int, length m
        Day numbers, 0 where unknown or open.
    last_day : int
        See `horizon`.
    n_pairs : int

    Returns
    -------
    Durations

    Notes
    -----
    Cost: O(m log m).
    """
    dated = since != NO_DAY
    ends = np.where(until == NO_DAY, last_day, np.minimum(until, last_day)).astype(np.int64)
    order = np.argsort(pair[dated] * _BEYOND + since[dated], kind="stable")
    owner, start, end = (values[dated][order].astype(np.int64) for values in (pair, since, ends))
    # Pairs come in blocks, so a running maximum of pair and end day never looks back past its own block.
    reached = np.maximum.accumulate(owner * _BEYOND + end) if len(owner) else owner
    before = np.concatenate([[-1], reached[:-1]])
    covered = np.where(before // _BEYOND == owner, before % _BEYOND, NO_DAY)
    new = np.maximum(end - np.maximum(start, covered + 1) + 1, 0)
    opens = covered == NO_DAY
    closes = np.concatenate([opens[1:], [True]])[: len(owner)]
    first, last = (np.full(n_pairs, NO_DAY, dtype=np.int64) for _ in range(2))
    first[owner[opens]] = start[opens]
    last[owner[closes]] = reached[closes] % _BEYOND
    half = ~dated & (until != NO_DAY)
    np.maximum.at(last, pair[half], ends[half])
    days = np.bincount(owner, weights=new, minlength=n_pairs).astype(np.int64)
    return Durations(first, last, days)
