"""Where an actor stands, as its page says it: sentences, a table and a strip for each measure."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from api.pages.words import words
from ecomap.analysis.linkage.roles import ROLE_HELP, ROLES
from ecomap.services.standings import LOW_FIRST, Among, Standing, Standings
from ecomap.snapshot.columns import Float
from graph_schema import Ontology

LIKES = ("kind", "field", "district")
_WIDTH, _HEIGHT, _EDGE, _LINES = 240.0, 30.0, 10.0, 200
_INDICES = ("fields_index", "districts_index")


def standing_view(found: Standings, ontology: Ontology, lang: str) -> dict[str, Any]:
    """Return what the template takes: sentences, one row a measure, and the brokerage roles."""
    w, kind = words(lang), ontology.nodes[found.kind].label.get(lang)
    known = [one for one in found.every if one.value is not None]
    total = sum(found.roles.values())
    return {
        "sentences": [_sentence(one, kind, w) for one in known if one.among] + _main_role(found, total, lang),
        "likes": [w[f"st_{like}"] for like in LIKES],
        "rows": [_row(one, w) for one in known],
        "roles": [
            {
                "role": label.get(lang),
                "help": ROLE_HELP[name].get(lang),
                "times": f"{found.roles[name]:,.0f}",
                "share": f"{100 * found.roles[name] / total:.0f}%",
            }
            for name, label in ROLES.items()
        ]
        if total
        else [],
    }


def figure(measure: str, value: float) -> str:
    """Return a value of a measure as text."""
    if measure == "betweenness":
        return f"{100 * value:.2f}%"
    if measure in ("degree", "brokerage"):
        return f"{value:,.0f}" if float(value).is_integer() or value >= 10 else f"{value:,.1f}"
    return f"{value:.2f}".replace("-", "−")


def _sentence(one: Standing, kind: str, w: dict[str, str]) -> str:
    first, *rest = one.among
    word = "st_lower" if one.measure in LOW_FIRST else "st_more" if one.measure == "degree" else "st_higher"
    assert one.value is not None  # noqa: S101  only known ones have ranks
    told = w[word].format(
        label=w[f"st_{one.measure}"],
        value=figure(one.measure, one.value),
        like=kind,
        size=f"{first.size:,}",
        rank=f"{first.rank:,}",
        top=_percent(first.top),
        median=figure(one.measure, first.median),
    )
    also = [w[f"st_also_{among.like}"].format(size=f"{among.size:,}", rank=f"{among.rank:,}") for among in rest]
    return " ".join((told, *_meaning(one, first, w), *also))


def _meaning(one: Standing, first: Among, w: dict[str, str]) -> list[str]:
    assert one.value is not None  # noqa: S101  as in the only caller
    if one.measure == "constraint" and one.value != first.median:
        return [w["st_apart" if one.value < first.median else "st_tied"]]
    if one.measure in _INDICES:
        groups = one.measure.removesuffix("_index")
        return [w[f"st_share_{groups}"].format(share=f"{50 * (1 + one.value):.0f}")]
    return []


def _main_role(found: Standings, total: float, lang: str) -> list[str]:
    if not total:
        return []
    name = max(found.roles, key=lambda role: found.roles[role])
    told = words(lang)["st_main_role"]
    share = f"{100 * found.roles[name] / total:.0f}"
    return [told.format(role=ROLES[name].get(lang), help=ROLE_HELP[name].get(lang), share=share)]


def _percent(part: float) -> str:
    """Return a share in percent, rounded so that the first of many is not called the first nought percent."""
    return f"{max(100 * part, 0.1):.1f}" if part < 0.1 else f"{100 * part:.0f}"


def _row(one: Standing, w: dict[str, str]) -> dict[str, Any]:
    by = {among.like: among for among in one.among}
    cells = [
        w["st_rank"].format(
            size=f"{by[like].size:,}", rank=f"{by[like].rank:,}", median=figure(one.measure, by[like].median)
        )
        if like in by
        else w["st_few"]
        for like in LIKES
    ]
    assert one.value is not None  # noqa: S101  rows are made of known ones
    return {
        "label": w[f"st_{one.measure}"],
        "help": w["st_index_help" if one.measure in _INDICES else f"st_{one.measure}_help"],
        "value": figure(one.measure, one.value),
        "cells": cells,
        "strip": strip(one, w),
    }


def strip(one: Standing, w: dict[str, str]) -> str:
    """Return where the values of its kind lie, the median, and its own; counts on a scale of square roots."""
    if one.value is None or not len(one.others):
        return ""
    low, high = float(one.others[0]), float(one.others[-1])
    middle = float(np.median(one.others))
    told = w["st_strip_told"].format(
        size=f"{len(one.others):,}",
        value=figure(one.measure, one.value),
        low=figure(one.measure, low),
        high=figure(one.measure, high),
        median=figure(one.measure, middle),
    )
    even = one.measure in _INDICES
    frame = (-1.0, 1.0) if even else (0.0, high or 1.0)

    def at(value: float) -> float:
        part = (value - frame[0]) / (frame[1] - frame[0])
        part = min(max(part, 0.0), 1.0)
        return _EDGE + (_WIDTH - 2 * _EDGE) * (part if even else part**0.5)

    lines = "".join(f"M{at(value):.1f} 9v12" for value in _thinned(one.others))
    x = at(one.value)
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}" '
        f'role="img" aria-label="{escape(told)}"><title>{escape(told)}</title>'
        f'<path class="strip-axis" d="M{_EDGE:.0f} 15H{_WIDTH - _EDGE:.0f}"/><path class="strip-other" d="{lines}"/>'
        f'<path class="strip-median" d="M{at(middle):.1f} 4v22"/>'
        f'<path class="strip-own" d="M{x:.1f} 6l8 9l-8 9l-8 -9z"/></svg>'
    )


def _thinned(values: Float) -> list[float]:
    """Return at most so many of the sorted values, spread evenly over them, the first and the last among them."""
    if len(values) <= _LINES:
        return [float(value) for value in values]
    return [float(value) for value in values[np.linspace(0, len(values) - 1, _LINES).round().astype(np.int64)]]
