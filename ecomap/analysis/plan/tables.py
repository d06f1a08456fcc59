"""A task's figures as result tables, the same for the API and the pages."""

from __future__ import annotations

from ecomap.analysis.plan.evaluate import FEW, Measured, TaskFigures
from ecomap.analysis.record import Cell, Column, Table, TableSpec
from graph_schema import Text

_INDICATOR = Column("indicator", Text("지표", "Indicator"), type="text")
_LABEL = Column("label", Text("이름", "Name"), type="label")

INDICATORS = TableSpec(
    "indicators",
    Text("지표", "Indicators"),
    (
        _INDICATOR,
        _LABEL,
        Column("value", Text("값", "Value")),
        Column("before", Text("한 해 전", "A year before")),
        Column("unit", Text("단위", "Unit"), type="text"),
        Column(
            "better",
            Text("좋은 쪽", "Better"),
            type="text",
            description=Text("more, less 또는 빈칸", "more, less or empty"),
        ),
        Column("cases", Text("나누는 수", "Divided by"), description=Text("값의 분모", "The value's denominator")),
        Column("meaning", Text("뜻", "Meaning"), type="label"),
    ),
)
TREND = TableSpec(
    "trend",
    Text("해마다의 값", "By year"),
    (
        Column("year", Text("연도", "Year"), unit="year", type="integer", description=Text("그해 말", "Its end")),
        _INDICATOR,
        _LABEL,
        Column("value", Text("값", "Value")),
    ),
)
DISTRICTS = TableSpec(
    "districts",
    Text("자치구별 순위", "Districts, those that need attention first"),
    (
        _INDICATOR,
        Column(
            "rank", Text("순위", "Rank"), type="integer", description=Text("사례가 적으면 없음", "None of few cases")
        ),
        Column("district", Text("자치구 id", "District id"), type="id"),
        Column("district_name", Text("자치구", "District"), type="label"),
        Column("value", Text("값", "Value")),
        Column(
            "low", Text("구간 아래", "Interval from"), description=Text("95% 윌슨 구간", "Wilson's interval at 95 %")
        ),
        Column("high", Text("구간 위", "Interval to")),
        Column("cases", Text("나누는 수", "Divided by")),
        Column("differs", Text("전체와 다름", "Differs from the whole"), type="boolean"),
    ),
)
COMPLETENESS = TableSpec(
    "completeness",
    Text("자료의 충실도", "Completeness of the records"),
    (
        Column("record", Text("필요한 기록", "Needed records"), type="label"),
        Column("have", Text("있음", "Complete"), type="integer"),
        Column("total", Text("전체", "All"), type="integer"),
        Column(
            "share", Text("비율", "Share"), unit="share", description=Text("기록이 없으면 빈칸", "Empty of no records")
        ),
    ),
)


def tables(figures: TaskFigures) -> tuple[Table, ...]:
    """Return the four tables of a task: indicators, trend, districts, completeness."""
    return (
        Table(INDICATORS, tuple(_indicator(item) for item in figures.measured)),
        Table(TREND, tuple(row for item in figures.measured for row in trend_rows(item))),
        Table(DISTRICTS, tuple(row for item in figures.measured for row in district_rows(item))),
        completeness(figures),
    )


def completeness(figures: TaskFigures) -> Table:
    """Return how many of the needed records are complete."""
    rows: list[tuple[Cell, ...]] = [
        (item.need.label, item.have, item.total, item.have / item.total if item.total else None)
        for item in figures.complete
    ]
    return Table(COMPLETENESS, tuple(rows))


def trend_rows(item: Measured) -> tuple[tuple[Cell, ...], ...]:
    """Return an indicator's rows of the table `TREND`."""
    return tuple((year, item.indicator.id, item.indicator.label, value) for year, value in item.trend)


def district_rows(item: Measured) -> tuple[tuple[Cell, ...], ...]:
    """Return an indicator's rows of the table `DISTRICTS`."""
    return tuple(
        (
            item.indicator.id,
            number if district.cases >= FEW else None,
            district.id,
            district.label,
            district.value,
            district.low,
            district.high,
            district.cases,
            district.differs,
        )
        for number, district in enumerate(item.districts, start=1)
    )


def _indicator(item: Measured) -> tuple[Cell, ...]:
    indicator = item.indicator
    return (
        indicator.id,
        indicator.label,
        item.value,
        item.before,
        indicator.unit,
        indicator.better,
        item.cases,
        indicator.meaning,
    )
