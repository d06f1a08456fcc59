"""Squares whose shade is a value: one hue above zero, another below, with a legend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from api.pages.charts.columns import is_number
from api.pages.charts.svg import fit, number, opened, shown_of, text
from ecomap.analysis.record import Cell
from ecomap.exchange.results import cell_text

MOST = 30
_LABEL, _SIDE, _TOP, _LEGEND = 190, 24, 120, 62
_STEPS = 4


def heatmap(xs: Sequence[Cell], ys: Sequence[Cell], values: Sequence[Cell], title: str, lang: str) -> str:
    """Return a heatmap; a pair of groups without a value stays blank.

    Parameters
    ----------
    xs, ys, values : sequence of cells, of one length
        Columns across, rows down, and what the shade means.
    title : str
        What a value means, with its unit.
    lang : str
    """
    cells = {
        (cell_text(x, lang), cell_text(y, lang)): float(v)
        for x, y, v in zip(xs, ys, values, strict=True)
        if is_number(v)
    }
    if not cells:
        return ""
    all_across, all_down = _ordered(x for x, _ in cells), _ordered(y for _, y in cells)
    across, down = all_across[:MOST], all_down[:MOST]
    kept = {pair: value for pair, value in cells.items() if pair[0] in across and pair[1] in down}
    low, high = min(kept.values(), default=0.0), max(kept.values(), default=0.0)
    largest = max(abs(low), abs(high)) or 1.0
    foot = _TOP + _SIDE * len(down)
    width = max(_LABEL + _SIDE * len(across) + 8, _LABEL + 330)
    parts = [opened(width, foot + _LEGEND, title), *_labels(across, down)]
    for j, y in enumerate(down):
        for i, x in enumerate(across):
            if (x, y) in kept:
                at = (_LABEL + _SIDE * i, _TOP + _SIDE * j)
                parts.append(_square(*at, kept[x, y] / largest, f"{y} × {x}: {number(kept[x, y])}"))
    parts += _legend(foot + 12, low, high, largest, title)
    if len(kept) < len(cells):
        parts.append(text(_LABEL, foot + _LEGEND - 4, shown_of(len(kept), len(cells), lang), kind="quiet"))
    return "".join(parts) + "</svg>"


def _ordered(names: Iterable[str]) -> list[str]:
    """Return different names in order; numbers by size, before words."""
    return sorted(set(names), key=lambda name: (0, float(name), "") if _numeric(name) else (1, 0.0, name))


def _numeric(name: str) -> bool:
    return name.replace(".", "", 1).removeprefix("-").isdecimal()


def _labels(across: list[str], down: list[str]) -> list[str]:
    parts = []
    for i, name in enumerate(across):
        at = _LABEL + _SIDE * i + _SIDE / 2 + 4
        turned = f'transform="translate({at:.0f},{_TOP - 6}) rotate(-60)"'
        parts.append(f'<text class="label" {turned}>{escape(fit(name, _TOP))}</text>')
    for j, name in enumerate(down):
        parts.append(text(_LABEL - 8, _TOP + _SIDE * j + 16, fit(name, _LABEL - 10), anchor="end"))
    return parts


def _square(x: float, y: float, part: float, label: str) -> str:
    """Return a square; ``part`` is its value as a part of the largest, -1 … 1."""
    shade = "heat low" if part < 0 else "heat high"
    return (
        f'<rect class="{shade}" x="{x:.0f}" y="{y:.0f}" width="{_SIDE - 2}" height="{_SIDE - 2}" '
        f'fill-opacity="{0.08 + 0.92 * abs(part):.2f}"><title>{escape(label)}</title></rect>'
    )


def _legend(y: float, low: float, high: float, largest: float, title: str) -> list[str]:
    """Return steps from the lowest to the highest shade: both hues only where values have both signs."""
    steps = [i / _STEPS for i in range(-_STEPS if low < 0 else 0, (_STEPS if high > 0 else 0) + 1)]
    parts = [text(_LABEL - 8, y + 15, fit(title, _LABEL - 10), kind="axis-title", anchor="end")]
    for index, part in enumerate(steps):
        parts.append(_square(_LABEL + _SIDE * index, y, part, number(part * largest)))
    ends = {0: steps[0], len(steps) - 1: steps[-1]} | ({_STEPS: 0.0} if low < 0 < high else {})
    for index, part in ends.items():
        parts.append(text(_LABEL + _SIDE * index + 11, y + 36, number(part * largest), kind="value", anchor="middle"))
    return parts
