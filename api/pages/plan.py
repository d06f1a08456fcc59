"""What the pages of the plan show of indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from api.pages.charts import table_svg
from api.pages.tables import ShownTable, shown
from ecomap.analysis.plan.evaluate import Measured
from ecomap.analysis.plan.tables import DISTRICTS, TREND, district_rows, trend_rows
from ecomap.analysis.plan.text import shown_value
from ecomap.analysis.record import Chart, Table

_HIDDEN = ("indicator", "district")


def indicator_cards(measured: Sequence[Measured], lang: str) -> list[dict[str, Any]]:
    """Return label, value and change of indicators."""
    return [_card(item, lang) for item in measured]


def indicator_sections(measured: Sequence[Measured], lang: str) -> list[dict[str, Any]]:
    """Return indicators with meaning, trend chart and ranked districts."""
    return [
        _card(item, lang)
        | {
            "meaning": item.indicator.meaning.get(lang),
            "trend": _trend(item, lang),
            "districts": _districts(item, lang) if item.districts else None,
        }
        for item in measured
    ]


def _card(item: Measured, lang: str) -> dict[str, Any]:
    indicator = item.indicator
    same = shown_value(item.value, indicator.unit, lang) == shown_value(item.before, indicator.unit, lang)
    change = 0.0 if item.value is None or item.before is None or same else item.value - item.before
    return {
        "id": indicator.id,
        "label": indicator.label.get(lang),
        "better": indicator.better,
        "known": item.value is not None,
        "value": shown_value(item.value, indicator.unit, lang),
        "before": None if item.before is None else shown_value(item.before, indicator.unit, lang),
        "direction": "" if not change else "up" if change > 0 else "down",
        "good": bool(change) and indicator.better == ("more" if change > 0 else "less"),
    }


def _trend(item: Measured, lang: str) -> str:
    """Return the line chart of an indicator, in percent where it is a share."""
    columns = list(TREND.columns)
    columns[0] = replace(columns[0], unit="")
    percent = item.indicator.unit == "share"
    columns[-1] = replace(columns[-1], label=item.indicator.label, unit="%" if percent else item.indicator.unit)
    scale = 100.0 if percent else 1.0
    rows = tuple((*row[:-1], row[-1] * scale if isinstance(row[-1], float) else row[-1]) for row in trend_rows(item))
    table = Table(replace(TREND, columns=tuple(columns)), rows)
    return table_svg(Chart("line", x="year", value="value"), table, lang)


def _districts(item: Measured, lang: str) -> ShownTable:
    empty = {"low", "high", "differs"} if all(district.low is None for district in item.districts) else set()
    kept = [i for i, column in enumerate(DISTRICTS.columns) if column.name not in (*_HIDDEN, *empty)]
    columns = tuple(
        replace(column, unit=item.indicator.unit) if column.name == "value" else column
        for column in (DISTRICTS.columns[i] for i in kept)
    )
    rows = tuple(tuple(row[i] for i in kept) for row in district_rows(item))
    return shown(Table(replace(DISTRICTS, columns=columns), rows), lang, frozenset())
