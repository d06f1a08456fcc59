"""Parts of which charts are put together: scales, ticks, texts, numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

WIDTH = 720


def opened(width: float, height: float, title: str, description: str = "") -> str:
    """Return the start tag with a title, and a description that a screen reader reads out."""
    return (
        f'<svg class="chart" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'role="img"><title>{escape(title)}</title>' + (f"<desc>{escape(description)}</desc>" if description else "")
    )


def text(x: float, y: float, words: str, *, kind: str = "label", anchor: str = "start") -> str:
    """Return a text at a place; ``anchor`` is ``start``, ``middle`` or ``end``."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """Return a straight line; ``kind`` is its class."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def fit(words: str, room: float) -> str:
    """Return a text cut to fit into some pixels, ending in … where it was cut.

    A Hangul syllable is about as wide as the letters are high, a Latin letter hardly more than half of that.
    """
    widths = list(accumulate(12.0 if east_asian_width(letter) in "WF" else 7.0 for letter in words))
    if not widths or widths[-1] <= room:
        return words
    return words[: sum(width + 12 <= room for width in widths)] + "…"


def number(value: float) -> str:
    """Return a number rounded to what a chart can show."""
    if float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


_LEAST = 1e-290
"""A span below it has no power of ten to step by."""


def ticks(low: float, high: float, *, most: int = 6, whole: bool = False) -> list[float]:
    """Return round values from at most ``low`` to at least ``high``, 1, 2 or 5 times a power of ten apart.

    Parameters
    ----------
    low, high : float
        Finite; may be equal.
    most : int
        About how many steps there may be.
    whole : bool
        Whether steps have to be whole numbers, as for years and counts.
    """
    span = max((high - low) or abs(high) or 1.0, _LEAST)
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= most)
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [i * step for i in range(first, max(last, first + 1) + 1)]


def tick_labels(values: Sequence[float]) -> list[str]:
    """Return ticks as text, with as many decimals as tell them apart."""
    # Steps too small for the numbers that they lead to are none.
    step = min((b - a for a, b in pairwise(values) if b > a), default=1.0)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return [f"{value + 0.0:,.{digits}f}" for value in values]


def shown_of(shown: int, total: int, lang: str) -> str:
    """Return the remark that a chart shows only the first of its rows."""
    return f"Drawn: {shown} of {total}" if lang == "en" else f"모두 {total}개 가운데 {shown}개를 그림"
