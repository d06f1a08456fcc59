"""From the definitions of a task to its figures: today, by year, by district."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ecomap.analysis.plan.building import homes
from ecomap.analysis.plan.record import Indicator, Moment, Need, Task
from ecomap.snapshot import Filter, Snapshot, filtered
from graph_schema import Text

MOST_YEARS = 12
FEW = 5
"""Fewer cases than these make a share of a district that says little; it is shown and not ranked."""


@dataclass(frozen=True, slots=True)
class DistrictFigure:
    """An indicator in one district.

    Parameters
    ----------
    id : str
    label : Text
    value : float, optional
        ``None`` where there is nothing to divide by.
    cases : float
        What the value is divided by.
    low, high : float, optional
        95 % interval of a share (Wilson), ``None`` for other figures.
    differs : bool
        Whether the value of the whole lies outside the interval.
    """

    id: str
    label: Text
    value: float | None
    cases: float
    low: float | None
    high: float | None
    differs: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator with its figures; ``trend`` has a year and the value at its end, ``districts`` the worst first."""

    indicator: Indicator
    value: float | None
    cases: float
    trend: tuple[tuple[int, float | None], ...]
    districts: tuple[DistrictFigure, ...]

    @property
    def before(self) -> float | None:
        """The value a year earlier."""
        return self.trend[-2][1] if len(self.trend) > 1 else None


@dataclass(frozen=True, slots=True)
class Complete:
    """How many of the needed records are complete."""

    need: Need
    have: int
    total: int


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """All figures of a task."""

    task: Task
    day: date
    measured: tuple[Measured, ...]
    complete: tuple[Complete, ...]


def years(whole: Snapshot, today: date) -> list[int]:
    """Return the years to look at: from the first dated tie to the last, whole years only, at most `MOST_YEARS`."""
    dated = whole.since[whole.ties.edges]
    dated = dated[dated > 0]
    last = today.year if (today.month, today.day) == (12, 31) else today.year - 1
    if not len(dated):
        return [last]
    first, latest = (date.fromordinal(int(day)).year for day in (dated.min(), dated.max()))
    last = max(min(last, latest), first)
    return list(range(max(first, last - MOST_YEARS + 1), last + 1))


def moment(whole: Snapshot, year: int) -> Moment:
    """Return the register as of 31 December of a year."""
    day = date(year, 12, 31)
    return Moment(day, filtered(whole, Filter(since=day, until=day)), whole)


def figures(task: Task, moments: Sequence[Moment]) -> TaskFigures:
    """Return all figures of a task.

    Parameters
    ----------
    task : Task
    moments : sequence of Moment
        One a year, ascending; the last is today's.

    Notes
    -----
    Cost: each indicator is a few passes over nodes and edges, once a moment; with 50 thousand actors, 270 thousand
    ties and ten years, about a second a task.
    """
    last = moments[-1]
    return TaskFigures(
        task,
        last.day,
        tuple(measured(indicator, moments) for indicator in task.indicators),
        tuple(Complete(need, *need.have(last.whole)) for need in task.needs),
    )


def measured(indicator: Indicator, moments: Sequence[Moment], *, districts: bool = True) -> Measured:
    """Return the figures of one indicator at several moments, by district for the last."""
    trend = tuple((moment.day.year, _value(indicator, moment)[0]) for moment in moments)
    value, cases = _value(indicator, moments[-1])
    ranked = _districts(indicator, moments[-1], value) if districts else ()
    return Measured(indicator, value, cases, trend, ranked)


def _value(indicator: Indicator, at: Moment) -> tuple[float | None, float]:
    if indicator.whole is not None:
        return indicator.whole(at), 0.0
    parts = indicator.parts(at)
    if parts is None:
        return None, 0.0
    base = float(parts.base.sum())
    return (float(parts.top.sum()) / base if base > 0 else None), base


def _districts(indicator: Indicator, at: Moment, whole: float | None) -> tuple[DistrictFigure, ...]:
    parts = None if indicator.whole is not None else indicator.parts(at)
    if parts is None:
        return ()
    ids, inside = homes(at.now)
    top = np.asarray(inside[parts.nodes].T @ parts.top, dtype=np.float64)
    base = np.asarray(inside[parts.base_nodes].T @ parts.base, dtype=np.float64)
    found = [
        _district(at.now, node_id, float(t), float(b), whole if parts.counts else None)
        for node_id, t, b in zip(ids, top, base, strict=True)
        if b > 0
    ]
    sign = -1.0 if indicator.better != "more" else 1.0
    return tuple(sorted(found, key=lambda item: (item.cases < FEW, sign * (item.value or 0.0), item.id)))


def _district(snapshot: Snapshot, node_id: str, top: float, base: float, whole: float | None) -> DistrictFigure:
    position = snapshot.position[node_id]
    label = Text(snapshot.name(position), snapshot.name(position, "en"))
    low = high = None
    if whole is not None:
        low, high = wilson(top, base)
    slack = 1e-9  # a share of 1 has an interval up to 1, give or take the last digits
    outside = low is not None and high is not None and whole is not None and not low - slack <= whole <= high + slack
    differs = outside and base >= FEW
    return DistrictFigure(node_id, label, top / base, base, low, high, differs)


def wilson(hits: float, cases: float, z: float = 1.959964) -> tuple[float, float]:
    r"""Return the Wilson score interval of a share.

    .. math:: \frac{p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    hits, cases : float
        ``cases`` above 0.
    z : float
        1.96 for 95 %.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
    American Statistical Association 22, 209-212. doi:10.1080/01621459.1927.10502953
    """
    part, square = hits / cases, z * z / cases
    half = z * math.sqrt(part * (1 - part) / cases + square / (4 * cases))
    return (part + square / 2 - half) / (1 + square), (part + square / 2 + half) / (1 + square)
