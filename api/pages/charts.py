"""Charts of analysis results as SVG: no script, no inline style, readable as a table beside it."""

from __future__ import annotations

from html import escape

from ecomap.analysis.record import Analysis, Cell, Result, Table
from ecomap.exchange.results import cell_text, heading

BAR_ROWS = 15
HEATMAP_GROUPS = 30
_ROW, _LABEL, _WIDTH = 22, 190, 720


def chart_svg(analysis: Analysis, result: Result, lang: str) -> str:
    """Return the chart that the record asks for, or an empty text where there is nothing to draw.

    Parameters
    ----------
    analysis : Analysis
        Its ``chart`` names columns of the first table.
    result : Result
    lang : str

    Returns
    -------
    str
        SVG whose texts are escaped.
    """
    chart, table = analysis.chart, result.tables[0]
    if chart.kind == "bar":
        labels, values = _column(table, chart.x), _column(table, chart.value)
        pairs = [(cell_text(x, lang), v) for x, v in zip(labels, values, strict=True) if isinstance(v, int | float)]
        return _bars(pairs[:BAR_ROWS], _title(table, chart.value, lang))
    if chart.kind == "heatmap":
        return _heatmap(table, (chart.x, chart.y, chart.value), lang)
    return ""


def _column(table: Table, name: str) -> list[Cell]:
    index = [column.name for column in table.spec.columns].index(name)
    return [row[index] for row in table.rows]


def _title(table: Table, name: str, lang: str) -> str:
    return next(heading(column, lang) for column in table.spec.columns if column.name == name)


def _open(width: int, height: int, title: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"<title>{escape(title)}</title>"
    )


def _bars(pairs: list[tuple[str, int | float]], title: str) -> str:
    if not pairs:
        return ""
    largest = max(abs(value) for _, value in pairs) or 1.0
    parts = [_open(_WIDTH, _ROW * len(pairs) + 8, title)]
    room = _WIDTH - _LABEL - 90
    for index, (label, value) in enumerate(pairs):
        y = _ROW * index + 4
        length = max(1.0, room * abs(value) / largest)
        shade = "bar" if value >= 0 else "bar negative"
        parts.append(
            f'<text class="label" x="{_LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(_fit(label, 20))}</text>'
            f'<rect class="{shade}" x="{_LABEL}" y="{y}" width="{length:.1f}" height="{_ROW - 6}"/>'
            f'<text class="value" x="{_LABEL + length + 6:.1f}" y="{y + 14}">{_number(value)}</text>'
        )
    return "".join(parts) + "</svg>"


def _heatmap(table: Table, columns: tuple[str, str, str], lang: str) -> str:
    xs, ys, values = (_column(table, name) for name in columns)
    cells = {
        (cell_text(x, lang), cell_text(y, lang)): float(v)
        for x, y, v in zip(xs, ys, values, strict=True)
        if isinstance(v, int | float)
    }
    if not cells:
        return ""
    across = sorted({x for x, _ in cells})[:HEATMAP_GROUPS]
    down = sorted({y for _, y in cells})[:HEATMAP_GROUPS]
    side, top = 24, 120
    largest = max(abs(value) for value in cells.values()) or 1.0
    parts = [_open(_LABEL + side * len(across) + 8, top + side * len(down) + 8, _title(table, columns[2], lang))]
    for i, x in enumerate(across):
        at = _LABEL + side * i + side / 2
        parts.append(
            f'<text class="label" transform="translate({at + 4:.0f},{top - 6}) rotate(-60)">'
            f"{escape(_fit(x, 14))}</text>"
        )
    for j, y in enumerate(down):
        at = top + side * j
        parts.append(
            f'<text class="label" x="{_LABEL - 8}" y="{at + 16}" text-anchor="end">{escape(_fit(y, 20))}</text>'
        )
        for i, x in enumerate(across):
            if (x, y) in cells:
                parts.append(_square(_LABEL + side * i, at, side, cells[x, y], largest, f"{y} × {x}"))
    return "".join(parts) + "</svg>"


def _square(x: int, y: int, side: int, value: float, largest: float, label: str) -> str:
    shade = "heat low" if value < 0 else "heat high"
    opacity = 0.08 + 0.92 * abs(value) / largest
    return (
        f'<rect class="{shade}" x="{x}" y="{y}" width="{side - 2}" height="{side - 2}" fill-opacity="{opacity:.2f}">'
        f"<title>{escape(label)}: {_number(value)}</title></rect>"
    )


def _fit(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"
