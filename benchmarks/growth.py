"""A picture of how seconds grow with a network, both on logarithmic scales, as a small SVG file."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT = 860, 520
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 250, 56, 60
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#7A5195", "#333333", "#B59F00", "#CC79A7", "#56B4E9", "#8C564B")
_SMALLEST = 1e-3

Series = Mapping[str, Mapping[int, float]]


def write_growth(path: Path, seconds: Series, title: str) -> None:
    """Draw one line a measure.

    Parameters
    ----------
    path : Path
    seconds : mapping
        Seconds by number of ties, by measure.
    title : str
        What was measured, on what.
    """
    path.write_text(drawing(seconds, title), encoding="utf-8")


def drawing(seconds: Series, title: str) -> str:
    """Return the picture as SVG: text and lines only, with the figures as a description for those who read by ear."""
    ties = sorted({size for line in seconds.values() for size in line})
    every = [max(value, _SMALLEST) for line in seconds.values() for value in line.values()]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)) + 1e-9)
    across, up = (_WIDTH - _LEFT - _RIGHT), (_HEIGHT - _TOP - _BOTTOM)
    span = math.log10(ties[-1] / ties[0]) or 1.0

    def x(size: int) -> float:
        return _LEFT + across * math.log10(size / ties[0]) / span

    def y(value: float) -> float:
        return _TOP + up * (high - math.log10(max(value, _SMALLEST))) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">',
        f"<title>{escape(title)}</title><desc>{escape(_told(seconds))}</desc>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="26" font-size="16" font-weight="600">{escape(title)}</text>',
        f'<text x="{_LEFT - 8}" y="{_TOP - 10}" text-anchor="end" fill="#444">CPU s</text>',
        f'<text x="{_LEFT + across / 2}" y="{_HEIGHT - 14}" text-anchor="middle" fill="#444">ties</text>',
    ]
    for power in range(low, high + 1):
        at, label = y(10.0**power), f"{10.0**power:g}"
        parts.append(f'<path d="M{_LEFT} {at:.1f}h{across}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end" fill="#444">{label}</text>')
    for size in ties:
        parts.append(f'<path d="M{x(size):.1f} {_TOP}v{up}" stroke="#eee"/>')
        at = _HEIGHT - _BOTTOM + 20
        parts.append(f'<text x="{x(size):.1f}" y="{at}" text-anchor="middle" fill="#444">{size:,}</text>')
    parts += _lines(seconds, x, y)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _lines(seconds: Series, x: Callable[[int], float], y: Callable[[float], float]) -> list[str]:
    """Return the lines with their names at the right, moved apart where they would overlap."""
    parts = []
    order = sorted(seconds, key=lambda name: -seconds[name][max(seconds[name])])
    above = -math.inf
    for name in order:
        colour = _COLOURS[list(seconds).index(name) % len(_COLOURS)]
        points = sorted(seconds[name].items())
        path = "L".join(f"{x(size):.1f} {y(value):.1f}" for size, value in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for size, value in points]
        size, value = points[-1]
        above = max(y(value), above + 17)
        end = _WIDTH - _RIGHT
        parts.append(f'<path d="M{x(size) + 4:.1f} {y(value):.1f}L{end + 14} {above:.1f}" stroke="{colour}"/>')
        parts.append(f'<text x="{end + 18}" y="{above + 4:.1f}" fill="#222">{escape(name)}: {value:.3g} s</text>')
    return parts


def _told(seconds: Series) -> str:
    lines = (
        f"{name}: " + ", ".join(f"{value:.3g} s at {size:,} ties" for size, value in sorted(line.items()))
        for name, line in seconds.items()
    )
    return ". ".join(lines) + "."
