"""Figures of districts as the pages write them: in full in tables, short on a map."""

from __future__ import annotations

from ecomap.analysis.record import Column
from ecomap.exchange.units import unit_word

MONEY = ("KRW", "money")
_STEPS = {"ko": ((1e12, "조"), (1e8, "억"), (1e4, "만")), "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))}


def full(value: float | None, column: Column, lang: str) -> str:
    """Return a figure as a table shows it, ``–`` where there is none."""
    if value is None:
        return "–"
    if column.unit == "share":
        return f"{100 * value:.1f}%"
    if column.unit in MONEY or float(value).is_integer() or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:,.2f}"


def short(value: float | None, column: Column, lang: str) -> str:
    """Return a figure as a map has room for it: three or four digits, money in 억 or millions."""
    if value is None:
        return ""
    if column.unit == "share":
        return f"{100 * value:.0f}%" if abs(value) >= 0.095 else f"{100 * value:.1f}%"
    for size, word in _STEPS[lang if lang in _STEPS else "ko"]:
        if abs(value) >= size and (column.unit in MONEY or abs(value) >= 1e5):
            return f"{value / size:,.0f}{word}" if abs(value) >= 100 * size else f"{value / size:.3g}{word}"
    whole = column.type == "integer" or abs(value) >= 100 or (column.unit == "ties" and float(value).is_integer())
    return f"{value:,.0f}" if whole else f"{value:.2f}"


def unit_of(column: Column, lang: str) -> str:
    """Return the unit in words, empty for shares, which are written as per cent, and for figures without one."""
    return "" if column.unit == "share" else unit_word("KRW" if column.unit == "money" else column.unit, lang)
