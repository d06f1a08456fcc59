"""Columns of figures, one entry a pair of actors that has a tie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.cooperation.durations import Durations, horizon, pair_durations
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float, Int

DAYS_OF_A_YEAR = 365.25


@dataclass(frozen=True, eq=False)
class PairColumns:
    """What is known of every pair of actors with a tie; computed when asked for.

    Parameters
    ----------
    snapshot : Snapshot
    """

    snapshot: Snapshot

    def __len__(self) -> int:
        return len(self.low)

    @property
    def low(self) -> Int:
        """Lower actor number of each pair."""
        return self.snapshot.ties.pairs[0]

    @property
    def high(self) -> Int:
        """Higher actor number of each pair."""
        return self.snapshot.ties.pairs[1]

    @property
    def of_tie(self) -> NDArray[np.int64]:
        """Pair number of each tie."""
        return self.snapshot.ties.pairs[2]

    @cached_property
    def ties(self) -> NDArray[np.int64]:
        """Number of ties of each pair."""
        return np.bincount(self.of_tie, minlength=len(self))

    @cached_property
    def strength(self) -> Float:
        """Sum of the strengths of each pair's ties."""
        return np.bincount(self.of_tie, weights=self.snapshot.ties.weight, minlength=len(self)).astype(float)

    @cached_property
    def types(self) -> NDArray[np.bool_]:
        """Which pair (row) has a tie of which type (column, by code)."""
        found = np.zeros((len(self), len(self.snapshot.types)), dtype=np.bool_)
        found[self.of_tie, self.snapshot.ties.type] = True
        return found

    @cached_property
    def multiplexity(self) -> NDArray[np.int64]:
        """Number of distinct tie types of each pair."""
        return np.asarray(self.types.sum(axis=1), dtype=np.int64)

    @cached_property
    def directions(self) -> NDArray[np.int64]:
        """In how many directions a pair has directed ties: 0 (only undirected ones), 1 or 2 (reciprocated)."""
        ties = self.snapshot.ties
        upward = ties.source < ties.target
        seen = np.zeros((len(self), 2), dtype=np.bool_)
        seen[self.of_tie[ties.directed], upward[ties.directed].astype(np.int64)] = True
        return np.asarray(seen.sum(axis=1), dtype=np.int64)

    @cached_property
    def horizon(self) -> int:
        """Day number to which open periods run."""
        return horizon(self.snapshot)

    @cached_property
    def durations(self) -> Durations:
        """When and how long each pair held."""
        edges = self.snapshot.ties.edges
        since, until = self.snapshot.since[edges], self.snapshot.until[edges]
        return pair_durations(self.of_tie, since, until, self.horizon, len(self))

    @cached_property
    def years(self) -> Float:
        """Years during which each pair held, NaN where no tie of it has a start."""
        days = self.durations.days
        return np.where(days > 0, days / DAYS_OF_A_YEAR, np.nan)

    def across(self, groups: Grouping) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return which pairs join different groups, and which have both ends in a group.

        A pair joins different groups if both actors are in a group and they share none.
        """
        member = groups.membership[self.snapshot.ties.nodes]
        grouped = np.diff(member.indptr) > 0
        both = grouped[self.low] & grouped[self.high]
        shared = np.asarray(member[self.low].multiply(member[self.high]).sum(axis=1)).ravel()
        return both & (shared == 0), both
