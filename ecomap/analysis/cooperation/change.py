"""cooperation/change: new, kept and ended ties by year and between two dates, and how ties form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional, ratio
from ecomap.analysis.cooperation import change_record as record
from ecomap.analysis.cooperation.change_rows import (
    Moment,
    change_rows,
    comparison_rows,
    moment,
    turnover_rows,
    year_rows,
)
from ecomap.analysis.cooperation.change_text import explain, notes
from ecomap.analysis.cooperation.formation import Formation, formation
from ecomap.analysis.cooperation.pair_columns import PairColumns
from ecomap.analysis.cooperation.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    Relations,
    parse_period,
    year_period,
    year_span,
)
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]
PATTERNS = (
    Text("반복: 이미 관계가 있던 쌍", "Repeated: the pair was tied before"),
    Text("되돌림: 반대 방향이 먼저", "Returned: the other direction came first"),
    Text("삼각 닫힘: 공통 상대가 먼저", "Triangle closing: a common partner came first"),
)


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Compare years and two dates. See `METHOD` in the record for the definitions.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``years``, ``comparison``, ``turnover``, ``changes`` and ``formation``.

    Raises
    ------
    InvalidParameter
        For a date that is none, or dates or years in the wrong order.

    Notes
    -----
    Cost: O(m × (years + shuffles × partners of an actor)) for m ties.
    """
    years = year_span(snapshot, parameters["from_year"], parameters["to_year"])
    periods = _two_periods(parameters, years[1])
    by = str(parameters["by"])
    relations = Relations(snapshot, typed=parameters["count"] == "typed" or by == "type")
    fields = grouping(snapshot, "field")
    cross = PairColumns(snapshot).across(fields)
    moments = (moment(relations, periods[0], cross), moment(relations, periods[1], cross))
    formed = formation(relations, *years, int(parameters["shuffles"]), int(parameters["seed"]))
    groups = None if by == "type" else grouping(snapshot, by, place_links=PLACE_LINKS[parameters["place_links"]])
    tables = (
        Table(record.YEARS, _years(relations, years, cross)),
        Table(record.COMPARISON, comparison_rows(*moments)),
        Table(record.TURNOVER, turnover_rows(relations, moments, groups)),
        Table(record.CHANGES, change_rows(relations, moments, int(parameters["limit"]))),
        Table(record.FORMATION, _formation_rows(formed)),
    )
    return Result(tables, explain(snapshot, fields, moments, tables), notes(relations, moments))


def _two_periods(parameters: Parameters, last_year: int) -> tuple[Period, Period]:
    given = parameters["second"]
    second = parse_period("second", given) if given else year_period(last_year)
    year_before = int(second.label[:4]) - 1
    first = parse_period("first", parameters["first"]) if parameters["first"] else year_period(year_before)
    if first.last >= second.first:
        raise InvalidParameter(
            Text(
                f"앞 시점({first.label})이 뒤 시점({second.label})보다 앞서지 않습니다.",
                f"The first date ({first.label}) is not before the second ({second.label}).",
            ),
            Text("두 시점이 겹치지 않게 하십시오.", "Choose two dates that do not overlap."),
            field="first",
            value=first.label,
        )
    return first, second


def _years(
    relations: Relations, span: tuple[int, int], cross: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> tuple[Row, ...]:
    if not len(relations.dated):
        return ()
    every: list[Moment] = [
        moment(relations, year_period(year), cross)
        for year in range(max(span[0] - 1, FIRST_YEAR), min(span[1], LAST_YEAR) + 1)
    ]
    return year_rows(every, span[0])


def _formation_rows(formed: Formation) -> tuple[Row, ...]:
    chance, p = formed.chance, formed.p
    low, high = np.quantile(formed.shuffled, (0.025, 0.975), axis=0)
    return tuple(
        (
            PATTERNS[k],
            int(formed.events[k]),
            optional(float(formed.observed[k])),
            optional(float(chance[k])),
            optional(float(low[k])),
            optional(float(high[k])),
            ratio(float(formed.observed[k]), float(chance[k])) if np.isfinite(formed.observed[k] * chance[k]) else None,
            optional(float(p[k])),
        )
        for k in range(len(PATTERNS))
    )


ANALYSIS = Analysis(
    id="cooperation/change",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=record.OUTPUTS,
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("line", x="year", value="relations"),
)
