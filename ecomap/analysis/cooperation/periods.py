"""Which relationships and actors held in a period, and how periods are named by callers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ecomap.domain.periods import parse_day
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import NO_DAY, Int
from graph_schema import Text

Bool = NDArray[np.bool_]
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included, as day numbers; ``label`` is what a caller wrote."""

    first: int
    last: int
    label: str


def year_period(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), str(year))


def parse_period(name: str, text: str) -> Period:
    """Return the year, the month or the day that a text names.

    Raises
    ------
    InvalidParameter
        If it is none of them; names the parameter.
    """
    try:
        return Period(parse_day(text).toordinal(), parse_day(text, end=True).toordinal(), text)
    except ValueError as error:
        raise InvalidParameter(
            Text(f"{name}의 값 '{text}'은(는) 날짜가 아닙니다.", f"{name} is no date: '{text}'."),
            Text("2024, 2024-06, 2024-06-30처럼 쓰십시오.", "Write it as 2024, 2024-06 or 2024-06-30."),
            field=name,
            value=text,
        ) from error


def year_span(snapshot: Snapshot, from_year: int | None, to_year: int | None, default: int = 10) -> tuple[int, int]:
    """Return the first and the last year of a series.

    Without a last year it is the latest in which a tie began, without a first one ``default`` years come, but none
    before the first tie.

    Raises
    ------
    InvalidParameter
        If the first year comes after the last.
    """
    since = snapshot.since[snapshot.ties.edges]
    begun = since[since != NO_DAY]
    last = to_year or (date.fromordinal(int(begun.max())).year if len(begun) else from_year or date.min.year + 1)
    earliest = date.fromordinal(int(begun.min())).year if len(begun) else last
    first = from_year or max(min(earliest, last), last - default + 1)
    if first > last:
        raise InvalidParameter(
            Text(
                f"from_year {first}이(가) to_year {last}보다 늦습니다.", f"from_year {first} is after to_year {last}."
            ),
            Text("두 해의 순서를 확인하십시오.", "Check the order of the two years."),
            field="from_year",
            value=str(first),
        )
    return first, last


@dataclass(frozen=True, eq=False)
class Relations:
    """Dated ties as relationships that hold in some periods and not in others.

    Parameters
    ----------
    snapshot : Snapshot
    typed : bool
        Whether two tie types of one pair are two relationships; otherwise a pair is one.
    """

    snapshot: Snapshot
    typed: bool = False

    @cached_property
    def dated(self) -> NDArray[np.int64]:
        """Positions among the ties of those with a start."""
        return np.flatnonzero(self.snapshot.since[self.snapshot.ties.edges] != NO_DAY)

    @property
    def undated(self) -> int:
        """Ties without a start."""
        return self.snapshot.ties.m - len(self.dated)

    @cached_property
    def since(self) -> Int:
        """First day of each dated tie."""
        return self.snapshot.since[self.snapshot.ties.edges[self.dated]]

    @cached_property
    def until(self) -> Int:
        """Last day of each dated tie, 0 where open."""
        return self.snapshot.until[self.snapshot.ties.edges[self.dated]]

    @cached_property
    def _numbered(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        pair = self.snapshot.ties.pairs[2][self.dated].astype(np.int64)
        if not self.typed:
            return np.arange(len(self.snapshot.ties.pairs[0])), pair
        width = len(self.snapshot.types)
        code, number = np.unique(pair * width + self.snapshot.ties.type[self.dated], return_inverse=True)
        return code // width, number

    @property
    def pair(self) -> NDArray[np.int64]:
        """Pair of each relationship."""
        return self._numbered[0]

    @property
    def of_tie(self) -> NDArray[np.int64]:
        """Relationship of each dated tie."""
        return self._numbered[1]

    @cached_property
    def type(self) -> NDArray[np.int64]:
        """Tie type of each relationship; of no meaning where a pair is one."""
        code = np.zeros(len(self.pair), dtype=np.int64)
        code[self.of_tie] = self.snapshot.ties.type[self.dated]
        return code

    def ties_held(self, period: Period) -> Bool:
        """Return which dated ties held on any day of a period."""
        return np.asarray((self.since <= period.last) & ((self.until == NO_DAY) | (self.until >= period.first)))

    def held(self, period: Period) -> Bool:
        """Return which relationships held on any day of a period."""
        found = np.zeros(len(self.pair), dtype=np.bool_)
        found[self.of_tie[self.ties_held(period)]] = True
        return found


def existed(snapshot: Snapshot, period: Period) -> Bool:
    """Return which actors existed on any day of a period; unknown founding and closing days count as existing."""
    since, until = snapshot.node_since[snapshot.ties.nodes], snapshot.node_until[snapshot.ties.nodes]
    return np.asarray((since <= period.last) & ((until == NO_DAY) | (until >= period.first)))


def chance_external(snapshot: Snapshot, groups: Grouping) -> float:
    """Return the share of pairs of grouped actors that have no group in common.

    It is what the share of external ties would be on average if actors changed places at random, all ties
    staying. NaN with fewer than two grouped actors.

    Notes
    -----
    Cost: O(n) and the square of the number of distinct sets of groups.
    """
    member = np.asarray(groups.membership[snapshot.ties.nodes].toarray()) > 0
    member = member[member.any(axis=1)]
    n = len(member)
    if n < 2:
        return float("nan")
    bits, count = np.unique(np.packbits(member, axis=1), axis=0, return_counts=True)
    shares = (bits[:, None, :] & bits[None, :, :]).any(axis=2)
    sharing = float(count @ shares @ count) - n
    return 1.0 - sharing / (n * (n - 1))
