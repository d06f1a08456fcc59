"""The matrix as its page shows it: figures as text, shades in steps, orders and links."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from api.pages.matrix_order import ALIKE, NAME, TOTAL, by_group, order_of
from api.pages.words import words
from ecomap.analysis.common import GROUPING_LABELS
from ecomap.services.matrices import COUNTS, FIGURES, Matrix
from ecomap.snapshot.columns import Float

Address = Callable[..., str]
ORDERS = {NAME: "mx_by_name", TOTAL: "mx_by_total", ALIKE: "mx_by_alike"}
MARKED = "marked"
"""What is counted, shaded by how far it is from expectation."""
SHOWS = (MARKED, *FIGURES)
CLEAR = 2.0
"""Standard deviations from which on a difference is called clear."""
STEPS = (1.0, 2.0, 3.0, 5.0)
"""Distances from expectation, in standard deviations, at which the shade of a residual grows darker."""
TIMES = (1.25, 1.5, 2.0, 4.0)
"""The same for ratios: so many times more, or fewer."""
SHADES = 6


def matrix_view(matrix: Matrix, show: str, orders: Mapping[str, str], address: Address, lang: str) -> dict[str, Any]:
    """Return what the template draws.

    Parameters
    ----------
    matrix : Matrix
    show : str
        Of `SHOWS`.
    orders : mapping
        ``row_order`` and ``col_order`` as in the address, see `order_of`.
    address : callable
        ``address(path, **changes)``: the page's address with other parameters.
    lang : str
    """
    number, shade = ("observed", "residual") if show == MARKED else (show, show)
    values, shades = matrix.figures[number], matrix.figures[shade]
    observed = np.nan_to_num(matrix.figures["observed"])
    labels = [[label.get(lang) for label in group.labels] for group in (matrix.rows, matrix.cols)]
    ids = (matrix.rows.ids, matrix.cols.ids)
    totals = observed.sum(axis=1), observed.sum(axis=0)
    sorted_by = _without_own(values) if ALIKE in orders.values() and ids[0] == ids[1] else values
    rows = order_of(orders["row_order"], labels[0], totals[0], sorted_by, ids[1])
    cols = order_of(orders["col_order"], labels[1], totals[1], sorted_by.T, ids[0])
    largest = float(np.nanmax(values, initial=0.0)) if shade in ("observed", "expected") else 0.0

    def cell(i: int, j: int) -> dict[str, str]:
        return {
            "text": text_of(number, float(values[i, j])),
            "shade": shade_of(shade, float(shades[i, j]), largest),
            "mark": _mark(float(shades[i, j])) if show == MARKED else "",
            "href": address("/matrix/cell", row=ids[0][i], col=ids[1][j]),
        }

    return {
        "columns": [_heading(ids[1][j], labels[1][j], "row_order", orders, address) for j in cols],
        "rows": [
            {
                "heading": _heading(ids[0][i], labels[0][i], "col_order", orders, address),
                "cells": [cell(i, j) for j in cols],
                "total": text_of("observed", float(totals[0][i])),
            }
            for i in rows
        ],
        "totals": [text_of("observed", float(totals[1][j])) for j in cols],
        "total": text_of("observed", float(observed.sum())) if matrix.crossing.rows != matrix.crossing.cols else "",
        "empty": not observed.any(),
        "caption": _caption(matrix, show, lang),
        "legend": legend(shade, largest, lang),
        "wide": len(cols) > 8,
        "by_name": {name: orders[name] == NAME for name in orders},
        "order_choices": {
            "row_order": _choices(orders["row_order"], dict(zip(ids[1], labels[1], strict=True)), lang),
            "col_order": _choices(orders["col_order"], dict(zip(ids[0], labels[0], strict=True)), lang),
        },
    }


def text_of(figure: str, value: float) -> str:
    """Return a figure as a cell shows it: residuals with their sign, so that colour says nothing alone."""
    if not math.isfinite(value):
        return "–"
    if figure == "residual":
        return f"{value:+.1f}".replace("-", "−").replace("+0.0", "0.0").replace("−0.0", "0.0")
    if figure == "ratio":
        return f"{value:.2f}" if value < 10 else f"{value:,.0f}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def shade_of(figure: str, value: float, largest: float) -> str:
    """Return the class of a cell: ``m4`` … ``m1`` below expectation, ``z``, ``p1`` … ``p4`` above it; ``q0`` … ``q6``.

    Counts grow darker with their square root, so that small ones can be told apart beside a large one.
    """
    if not math.isfinite(value):
        return "none"
    if figure in ("observed", "expected"):
        return f"q{math.ceil(SHADES * math.sqrt(max(value, 0.0) / largest)) if largest > 0 else 0}"
    if figure == "ratio":
        apart = max(value, 1.0 / value) if value > 0 else math.inf
        return _signed(value - 1.0, apart, TIMES)
    return _signed(value, abs(value), STEPS)


def _signed(sign: float, apart: float, steps: tuple[float, ...]) -> str:
    step = sum(apart >= edge for edge in steps)
    return f"{'p' if sign > 0 else 'm'}{step}" if step else "z"


def _mark(residual: float) -> str:
    """Return the word of `api.pages.words_matrix` for a clear difference, so that its shade says nothing alone."""
    if not abs(residual) >= CLEAR:
        return ""
    return "more" if residual > 0 else "less"


def legend(figure: str, largest: float, lang: str) -> dict[str, Any]:
    """Return the steps of the scale, the lowest first, with what each begins at, and what its two ends mean."""
    w = words(lang)
    if figure in ("observed", "expected"):
        tops = [largest * (step / SHADES) ** 2 for step in range(SHADES + 1)]
        steps = [
            (f"q{step}", f"≤ {text_of('observed', round(top, 1))}" if step else "0") for step, top in enumerate(tops)
        ]
        return {"low": w["mx_few"], "high": w["mx_many"], "steps": steps}
    edges = STEPS if figure == "residual" else TIMES
    below = [f"≤ −{edge:g}" if figure == "residual" else f"≤ {1 / edge:.2g}" for edge in edges]
    above = [f"≥ +{edge:g}" if figure == "residual" else f"≥ {edge:g}" for edge in edges]
    steps = [(f"m{step}", below[step - 1]) for step in range(len(edges), 0, -1)]
    steps += [("z", "0" if figure == "residual" else "1"), *((f"p{i}", text) for i, text in enumerate(above, 1))]
    return {"low": w["mx_less"], "high": w["mx_more"], "steps": steps}


def figure_choices(lang: str) -> list[tuple[str, str]]:
    """Return the figures that can be shown."""
    return [(name, words(lang)[f"mx_{name}"]) for name in SHOWS]


def _without_own(values: Float) -> Float:
    """Return a square table without its diagonal: what groups do inside says nothing of which ones are alike."""
    return np.where(np.eye(len(values), dtype=np.bool_), np.nan, values)


def _caption(matrix: Matrix, show: str, lang: str) -> str:
    crossing, w = matrix.crossing, words(lang)
    return w["mx_caption"].format(
        rows=GROUPING_LABELS[crossing.rows].get(lang),
        cols=GROUPING_LABELS[crossing.cols].get(lang),
        figure=w[f"mx_{show}"],
        count=COUNTS[crossing.count].get(lang),
    )


def _heading(node: str, label: str, name: str, orders: Mapping[str, str], address: Address) -> dict[str, str]:
    """Return a heading that sorts the other way's groups by its own values, and turns them round if it does already."""
    down, up = by_group(node), by_group(node, up=True)
    now = orders[name]
    return {
        "label": label,
        "href": address("/matrix", **{name: up if now == down else down}),
        "sorted": {down: "descending", up: "ascending"}.get(now, ""),
    }


def _choices(now: str, groups: Mapping[str, str], lang: str) -> list[tuple[str, str]]:
    w = words(lang)
    choices = [(value, w[word]) for value, word in ORDERS.items()]
    for node, label in groups.items():
        for value, word in ((by_group(node), "mx_by_group"), (by_group(node, up=True), "mx_by_group_up")):
            if value == now:
                choices.append((value, w[word].format(name=label)))
    return choices
