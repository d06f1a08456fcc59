"""Lines over years or other numbers, several series told apart by colour, dash and marker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.pages.charts.columns import is_number
from api.pages.charts.svg import WIDTH, fit, line, number, opened, shown_of, text, tick_labels, ticks
from ecomap.analysis.record import Cell
from ecomap.exchange.results import cell_text

MOST = 8
"""Most series: more colours and dashes than these cannot be told apart."""
_LEFT, _RIGHT, _TOP, _HEIGHT = 70, 16, 28, 240
_LEGEND_ROW, _LEGEND_COLUMNS = 20, 3

Point = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values lie on the drawing."""

    x_ticks: list[float]
    y_ticks: list[float]

    def x(self, value: float) -> float:
        first, last = self.x_ticks[0], self.x_ticks[-1]
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (value - first) / (last - first)

    def y(self, value: float) -> float:
        first, last = self.y_ticks[0], self.y_ticks[-1]
        return _TOP + _HEIGHT * (last - value) / (last - first)


def lines(
    xs: Sequence[Cell], values: Sequence[Cell], series: Sequence[Cell], headings: tuple[str, str], lang: str
) -> str:
    """Return a line chart; a missing value breaks its line.

    The value axis begins at zero unless all values lie far from it; a zero line shows where both signs occur.

    Parameters
    ----------
    xs, values, series : sequence of cells, of one length
        Place along the axis, value, and the name of the line that a row belongs to, empty for a single one.
    headings : (str, str)
        What the axes mean, with units: along, up.
    lang : str
    """
    found = _series(xs, values, series, lang)
    kept = dict(list(found.items())[:MOST])
    drawn = [value for points in kept.values() for _, value in points if value is not None]
    if not drawn:
        return ""
    frame = _frame([x for points in kept.values() for x, _ in points], drawn)
    named = [(name, points) for name, points in kept.items() if name]
    legend_rows = -(-len(named) // _LEGEND_COLUMNS)
    foot = _TOP + _HEIGHT
    more = len(found) > len(kept)
    height = foot + 46 + _LEGEND_ROW * legend_rows + (18 if more else 0)
    parts = [opened(WIDTH, height, headings[1], _spoken(kept)), *_axes(frame, headings)]
    parts += [_drawn(frame, points, index) for index, points in enumerate(kept.values())]
    parts += [_key(name, index, foot + 50) for index, (name, _) in enumerate(named)]
    if more:
        parts.append(text(_LEFT, height - 6, shown_of(len(kept), len(found), lang), kind="quiet"))
    return "".join(parts) + "</svg>"


def _series(xs: Sequence[Cell], values: Sequence[Cell], series: Sequence[Cell], lang: str) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for x, value, name in zip(xs, values, series, strict=True):
        if is_number(x):
            at = float(x)
            point = float(value) if is_number(value) else None
            found.setdefault(cell_text(name, lang), []).append((at, point))
    return {name: sorted(points, key=lambda point: point[0]) for name, points in found.items()}


def _frame(xs: list[float], values: list[float]) -> _Frame:
    low, high = min(values), max(values)
    near_zero = (low > 0 and low < high / 2) or (high < 0 and high > low / 2)
    if near_zero or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    whole = all(x.is_integer() for x in xs)
    across = ticks(min(xs), max(xs), most=10, whole=whole)
    return _Frame(across, ticks(low, high))


def _axes(frame: _Frame, headings: tuple[str, str]) -> list[str]:
    foot, right = _TOP + _HEIGHT, WIDTH - _RIGHT
    parts = [text(_LEFT, 14, headings[1], kind="axis-title")]
    for value, label in zip(frame.y_ticks, tick_labels(frame.y_ticks), strict=True):
        at = frame.y(value)
        parts += [
            line(_LEFT, at, right, at, "zero" if value == 0 else "grid"),
            text(_LEFT - 8, at + 4, label, anchor="end"),
        ]
    years = all(1000 <= x <= 9999 for x in frame.x_ticks)
    labels = [f"{x:.0f}" for x in frame.x_ticks] if years else tick_labels(frame.x_ticks)
    for value, label in zip(frame.x_ticks, labels, strict=True):
        at = frame.x(value)
        parts += [line(at, foot, at, foot + 5, "axis"), text(at, foot + 19, label, anchor="middle")]
    parts += [
        line(_LEFT, foot, right, foot, "axis"),
        text(right, foot + 37, headings[0], kind="axis-title", anchor="end"),
    ]
    return parts


def _drawn(frame: _Frame, points: list[Point], index: int) -> str:
    runs: list[list[tuple[float, float]]] = [[]]
    for x, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((frame.x(x), frame.y(value)))
    parts = []
    for run in filter(None, runs):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
        parts.append(f'<polyline class="line s{index}" points="{path}"/>')
    parts += [
        _marker(frame.x(x), frame.y(value), index, f"{x:g}: {number(value)}")
        for x, value in points
        if value is not None
    ]
    return "".join(parts)


def _marker(x: float, y: float, index: int, label: str = "") -> str:
    """Return a disc, square, triangle or diamond, so that lines differ in grey print as well."""
    shapes = (
        f'<circle class="mark s{index}" cx="{x:.1f}" cy="{y:.1f}" r="3.5">',
        f'<rect class="mark s{index}" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7">',
        f'<path class="mark s{index}" d="M{x:.1f} {y - 4.5:.1f}l4.5 8h-9z">',
        f'<path class="mark s{index}" d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5-5z">',
    )
    shape = shapes[index % len(shapes)]
    return f"{shape}<title>{label}</title></{shape[1 : shape.index(' ')]}>"


def _key(name: str, index: int, top: float) -> str:
    width = (WIDTH - _LEFT) / _LEGEND_COLUMNS
    x, y = _LEFT + width * (index % _LEGEND_COLUMNS), top + _LEGEND_ROW * (index // _LEGEND_COLUMNS)
    return (
        line(x, y, x + 26, y, f"line s{index}") + _marker(x + 13, y, index) + text(x + 34, y + 4, fit(name, width - 44))
    )


def _spoken(series: dict[str, list[Point]]) -> str:
    """Return first and last value of every line, for those who hear the chart."""
    parts = []
    for name, points in series.items():
        known = [(x, value) for x, value in points if value is not None]
        if known:
            ends = [known[0], known[-1]] if len(known) > 1 else known
            parts.append((f"{name}: " if name else "") + " → ".join(f"{x:g} {number(value)}" for x, value in ends))
    return "; ".join(parts)
