"""Charts of analysis results as SVG: no script, no inline style, readable in print and as a table beside it."""

from __future__ import annotations

from api.pages.charts.bars import bars
from api.pages.charts.columns import chart_table, column, title
from api.pages.charts.heatmap import heatmap
from api.pages.charts.lines import lines
from ecomap.analysis.record import Chart, Result, Table

__all__ = ["chart_svg", "table_svg"]


def chart_svg(chart: Chart, result: Result, lang: str) -> str:
    """Return the chart that a record asks for, or an empty text where there is nothing to draw.

    Parameters
    ----------
    chart : Chart
        Names a table of the result and columns of it.
    result : Result
    lang : str

    Returns
    -------
    str
        SVG whose texts are escaped.
    """
    return "" if chart.kind == "none" else table_svg(chart, chart_table(chart, result), lang)


def table_svg(chart: Chart, table: Table, lang: str) -> str:
    """Return a chart of one table: see `chart_svg`."""
    if chart.kind == "bar":
        return bars(column(table, chart.x), column(table, chart.value), title(table, chart.value, lang), lang)
    if chart.kind == "heatmap":
        columns = (column(table, chart.x), column(table, chart.y), column(table, chart.value))
        return heatmap(*columns, title(table, chart.value, lang), lang)
    if chart.kind == "line":
        series = column(table, chart.y) if chart.y else [""] * len(table.rows)
        headings = (title(table, chart.x, lang), title(table, chart.value, lang))
        return lines(column(table, chart.x), column(table, chart.value), series, headings, lang)
    return ""
