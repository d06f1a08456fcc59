"""cooperation/survival: which actors come and go, and where they last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional, ratio
from ecomap.analysis.cooperation import survival_record as record
from ecomap.analysis.cooperation.durations import horizon
from ecomap.analysis.cooperation.pair_columns import DAYS_OF_A_YEAR
from ecomap.analysis.cooperation.survival_text import explain, notes
from ecomap.analysis.lifetimes import Survival, kaplan_meier, log_rank
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import NO_DAY, Float
from graph_schema import Text

Row = tuple[Cell, ...]
Bool = NDArray[np.bool_]
WHOLE = Text("전체", "All actors")
CURVES_DRAWN = 6
YEARS_SHOWN = 20


@dataclass(frozen=True, eq=False)
class Lives:
    """Lifetimes of the actors, one entry an actor.

    Parameters
    ----------
    since, until : ndarray of int64
        Day numbers of founding and closing, 0 where unknown or open.
    last_day : int
        Last day known in the data.
    usable : ndarray of bool
        Whether the founding is known and not after the closing or the last day.
    years : ndarray of float64
        How long each lasted or has lasted.
    closed : ndarray of bool
        Whether its closing is known.
    """

    since: NDArray[np.int64]
    until: NDArray[np.int64]
    last_day: int
    usable: Bool
    years: Float
    closed: Bool


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Estimate how long actors last. See `METHOD` in the record.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``curves``, ``groups`` and ``years``.

    Raises
    ------
    InvalidParameter
        If ``from_year`` is after ``to_year``.

    Notes
    -----
    Cost: O(n log n) for n actors, for each group.
    """
    lives = _lives(snapshot)
    span = _span(lives, parameters)
    groups = grouping(snapshot, str(parameters["by"]), place_links=PLACE_LINKS[parameters["place_links"]])
    member = np.asarray(groups.membership[snapshot.actors].toarray()) > 0
    years = int(parameters["horizon_years"])
    tables = (
        Table(record.CURVES, _curve_rows(lives, groups, member)),
        Table(record.GROUPS, _group_rows(lives, groups, member, years)),
        Table(record.YEARS, _year_rows(lives, span)),
    )
    alone = lives.usable & (member.sum(axis=1) == 1)
    of = member[alone].argmax(axis=1) if member.shape[1] else np.zeros(int(alone.sum()), dtype=np.int64)
    test = log_rank(lives.years[alone], lives.closed[alone], of)
    return Result(tables, explain(tables, years, test[1]), notes(snapshot, lives.usable, lives.since, lives.last_day))


def _lives(snapshot: Snapshot) -> Lives:
    since, until = (days[snapshot.actors].astype(np.int64) for days in (snapshot.node_since, snapshot.node_until))
    last_day = max(horizon(snapshot), int(until.max(initial=NO_DAY)), int(since.max(initial=NO_DAY)))
    closed = until != NO_DAY
    end = np.where(closed, until, last_day)
    usable = (since != NO_DAY) & (since <= end)
    years = np.where(usable, (end - since + 1) / DAYS_OF_A_YEAR, 0.0)
    return Lives(since, until, last_day, usable, years, closed & usable)


def _span(lives: Lives, parameters: Parameters) -> tuple[int, int] | None:
    if not lives.usable.any():
        return None
    last = parameters["to_year"] or date.fromordinal(lives.last_day).year
    first = parameters["from_year"] or max(
        min(date.fromordinal(int(lives.since[lives.usable].min())).year, last), last - YEARS_SHOWN + 1
    )
    if first > last:
        raise InvalidParameter(
            Text(f"첫 해({first})가 마지막 해({last})보다 늦습니다.", f"from_year {first} is after to_year {last}."),
            Text("두 해의 순서를 확인하십시오.", "Check the order of the two years."),
            field="from_year",
            value=str(first),
        )
    return int(first), int(last)


def _survival(lives: Lives, who: Bool) -> Survival:
    chosen = lives.usable & who
    return kaplan_meier(lives.years[chosen], lives.closed[chosen])


def _curve_rows(lives: Lives, groups: Grouping, member: Bool) -> tuple[Row, ...]:
    if not lives.usable.any():
        return ()
    size = (member & lives.usable[:, None]).sum(axis=0)
    # a chart of all districts could not be read: everybody and the largest groups
    largest = [k for k in np.argsort(-size, kind="stable")[:CURVES_DRAWN].tolist() if size[k]]
    series = [(WHOLE, np.ones(len(member), dtype=np.bool_)), *((groups.labels[k], member[:, k]) for k in largest)]
    rows: list[Row] = []
    for label, who in series:
        found = _survival(lives, who)
        count = int((lives.usable & who).sum())
        rows.append((label, 0.0, 1.0, 1.0, 1.0, count))
        rows += [
            (
                label,
                float(found.time[k]),
                float(found.share[k]),
                optional(found.low[k]),
                optional(found.high[k]),
                int(found.at_risk[k]),
            )
            for k in range(len(found.time))
        ]
        longest = float(lives.years[lives.usable & who].max())
        rows.append((label, longest, *(optional(value) for value in found.at(longest)), 1))
    return tuple(rows)


def _group_rows(lives: Lives, groups: Grouping, member: Bool, years: int) -> tuple[Row, ...]:
    rows = [("", WHOLE, *_lasting(lives, np.ones(len(member), dtype=np.bool_), years))]
    rows += [(groups.ids[k], groups.labels[k], *_lasting(lives, member[:, k], years)) for k in range(len(groups))]
    first, *rest = rows
    return (first, *sorted(rest, key=lambda row: (row[4] is None, row[4] or 0.0)))


def _lasting(lives: Lives, who: Bool, years: int) -> Row:
    found = _survival(lives, who)
    chosen = lives.usable & who
    # beyond the oldest of them nothing is known
    reached = bool((lives.years[chosen] >= years).any())
    share: Row = tuple(optional(value) for value in found.at(years)) if reached else (None, None, None)
    return (
        int(chosen.sum()),
        int((lives.closed & who).sum()),
        *share,
        optional(found.median),
        int((who & ~lives.usable).sum()),
    )


def _year_rows(lives: Lives, span: tuple[int, int] | None) -> tuple[Row, ...]:
    if span is None:
        return ()
    since, until = lives.since[lives.usable], lives.until[lives.usable]
    rows = []
    for year in range(span[0], span[1] + 1):
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        founded = int(((since >= first) & (since <= last)).sum())
        closed = int(((until >= first) & (until <= last)).sum())
        opening = int(((since < first) & ((until == NO_DAY) | (until >= first))).sum())
        active = int(((since <= last) & ((until == NO_DAY) | (until > last))).sum())
        rows.append((year, founded, closed, active, ratio(founded, opening), ratio(closed, opening)))
    return tuple(rows)


ANALYSIS = Analysis(
    id="cooperation/survival",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=record.OUTPUTS,
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("line", x="age", y="series", value="share"),
)
