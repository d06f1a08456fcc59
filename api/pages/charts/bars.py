"""Bars that grow from a zero line, to the left where a value is negative."""

from __future__ import annotations

from collections.abc import Sequence

from api.pages.charts.columns import is_number
from api.pages.charts.svg import WIDTH, fit, line, number, opened, shown_of, text
from ecomap.analysis.record import Cell
from ecomap.exchange.results import cell_text

MOST = 15
_ROW, _LABEL, _FIGURE = 22, 190, 80
_HEAD, _FOOT = 24, 8


def bars(labels: Sequence[Cell], values: Sequence[Cell], title: str, lang: str) -> str:
    """Return a bar chart of the first rows that have a value; says how many it left out.

    Parameters
    ----------
    labels, values : sequence of cells, of one length
    title : str
        What a value means, with its unit.
    lang : str
    """
    found = [
        (cell_text(label, lang), float(value)) for label, value in zip(labels, values, strict=True) if is_number(value)
    ]
    pairs = found[:MOST]
    if not pairs:
        return ""
    low, high = min(0.0, *(v for _, v in pairs)), max(0.0, *(v for _, v in pairs))
    left, right = _LABEL + (_FIGURE if low < 0 else 0), WIDTH - _FIGURE
    scale = (right - left) / ((high - low) or 1.0)
    zero = left - low * scale
    foot = _HEAD + _ROW * len(pairs)
    more = len(found) > len(pairs)
    parts = [
        opened(WIDTH, foot + _FOOT + (18 if more else 0), title),
        text(_LABEL, 14, title, kind="axis-title"),
        *(_bar(index, pair, zero, scale) for index, pair in enumerate(pairs)),
        line(zero, _HEAD, zero, foot, "zero"),
    ]
    if more:
        parts.append(text(_LABEL, foot + 18, shown_of(len(pairs), len(found), lang), kind="quiet"))
    return "".join(parts) + "</svg>"


def _bar(index: int, pair: tuple[str, float], zero: float, scale: float) -> str:
    label, value = pair
    y, length = _HEAD + _ROW * index + 2, max(1.0, abs(value) * scale)
    start = zero if value >= 0 else zero - length
    shade = "bar" if value >= 0 else "bar negative"
    at, anchor = (zero + length + 6, "start") if value >= 0 else (start - 6, "end")
    return (
        text(_LABEL - 8, y + 14, fit(label, _LABEL - 10), anchor="end")
        + f'<rect class="{shade}" x="{start:.1f}" y="{y}" width="{length:.1f}" height="{_ROW - 6}"/>'
        + text(at, y + 14, number(value), kind="value", anchor=anchor)
    )
