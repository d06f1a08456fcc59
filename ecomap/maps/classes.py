"""Classes of values for a map: quantiles of one hue, or of two around zero."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

MOST = 5
"""Classes of a scale of one hue; more shades than these cannot be told apart on a map."""
SIDE = 2
"""Classes on each side of zero."""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """One class of values, both bounds included.

    Parameters
    ----------
    low, high : float
        The least and the greatest value that is in it.
    shade : int
        0 … 4 from light to dark where no value is below zero or none above; else -2, -1, 1 and 2.
    count : int
        How many places are in it.
    """

    low: float
    high: float
    shade: int
    count: int


def classify(values: Iterable[float | None]) -> tuple[ValueClass, ...]:
    """Return the classes of some values, ascending; equal values are always in one class.

    Parameters
    ----------
    values : iterable of float or None
        ``None`` is in no class.

    Returns
    -------
    tuple of ValueClass
        Fewer than `MOST` where there are fewer different values; empty without values.
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return ()
    if known[0] < 0 < known[-1]:
        below = _quantiles([v for v in known if v < 0], SIDE)
        above = _quantiles([v for v in known if v >= 0], SIDE)
        parts = [(group, i - len(below)) for i, group in enumerate(below)]
        parts += [(group, i + 1) for i, group in enumerate(above)]
    else:
        groups = _quantiles(known, MOST)
        # A single class is neither light nor dark.
        shades = [2] if len(groups) == 1 else [round(i * (MOST - 1) / (len(groups) - 1)) for i in range(len(groups))]
        parts = list(zip(groups, shades, strict=True))
    return tuple(ValueClass(group[0], group[-1], shade, len(group)) for group, shade in parts)


def shade_of(value: float | None, classes: tuple[ValueClass, ...]) -> int | None:
    """Return the shade of a value, ``None`` where it is missing."""
    if value is None or not classes:
        return None
    highs = [found.high for found in classes]
    return classes[min(bisect_left(highs, value), len(classes) - 1)].shade


def _quantiles(ascending: list[float], wanted: int) -> list[list[float]]:
    if not ascending:
        return []
    cuts = np.quantile(ascending, np.arange(1, wanted) / wanted, method="lower").tolist()
    groups: list[list[float]] = [[] for _ in range(wanted)]
    for value in ascending:
        groups[bisect_left(cuts, value)].append(value)
    return [group for group in groups if group]
