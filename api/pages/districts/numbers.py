"""Figures of districts as the pages write them: in full in tables, short on a map."""

from __future__ import annotations

from ecomap.analysis.record import Column
from ecomap.exchange.units import unit_word

MONEY = ("KRW", "money")
_COUNTS = ("actors", "ties", "pairs", "relationships", "districts", "cells")
_STEPS = {"ko": ((1e12, "조"), (1e8, "억"), (1e4, "만")), "en": ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))}


def full(value: float | None, column: Column) -> str:
    """Return a figure as a table shows it, ``–`` where there is none."""
    if value is None:
        return "–"
    if column.unit == "share":
        return f"{100 * value:.1f}%"
    return f"{value:,.0f}" if _whole(value, column) else f"{value:,.2f}"


def short(value: float | None, column: Column, lang: str) -> str:
    """Return a figure as a map has room for it: money in 억 or millions, shares without decimals."""
    if value is None:
        return ""
    if column.unit == "share":
        return f"{100 * value:.0f}%" if abs(value) >= 0.095 else f"{100 * value:.1f}%"
    for size, word in _STEPS[lang]:
        if abs(value) >= size and (column.unit in MONEY or abs(value) >= 1e5):
            part = abs(value) / size
            return f"{value / size:,.{0 if part >= 100 else 1 if part >= 10 else 2}f}{word}"
    return f"{value:,.0f}" if _whole(value, column) or abs(value) >= 100 else f"{value:.2f}"


def with_unit(value: float | None, column: Column, lang: str) -> str:
    """Return a figure with its unit, money short; ``–`` where there is none."""
    if value is None:
        return "–"
    unit = unit_of(column, lang) if any(letter.isalpha() for letter in column.unit) else ""
    if column.unit in MONEY:
        return f"{short(value, column, lang)} {unit}" if lang == "ko" else f"{unit} {short(value, column, lang)}"
    return f"{full(value, column)}{unit}" if lang == "ko" else f"{full(value, column)} {unit}".strip()


def unit_of(column: Column, lang: str) -> str:
    """Return the unit in words, empty for shares, which are written as per cent, and for figures without one."""
    return "" if column.unit == "share" else unit_word("KRW" if column.unit == "money" else column.unit, lang)


def _whole(value: float, column: Column) -> bool:
    counts = column.type == "integer" or column.unit in _COUNTS
    return column.unit in MONEY or abs(value) >= 1000 or (counts and float(value).is_integer())
