"""In which order rows and columns of a matrix stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ecomap.services.filters import unknown
from ecomap.snapshot.columns import Float

NAME, TOTAL, ALIKE = "name", "total", "alike"
_DOWN, _UP = "by:", "-by:"


def by_group(node: str, *, up: bool = False) -> str:
    """Return the order by the values of one group, largest or smallest first, as it stands in an address."""
    return f"{_UP if up else _DOWN}{node}"


def order_of(
    wanted: str, labels: Sequence[str], totals: Float, values: Float, others: Sequence[str]
) -> NDArray[np.int64]:
    """Return the positions of the rows of a matrix in the wanted order.

    Parameters
    ----------
    wanted : str
        ``name``, ``total``, ``alike`` or what `by_group` returns.
    labels : sequence of str, length r
        Names of the rows. Hangul syllables stand in Unicode in the order of the alphabet, so names need no more.
    totals : ndarray of float64, length r
    values : ndarray of float64 (r × c)
        NaN where undefined.
    others : sequence of str, length c
        Ids of the columns.

    Raises
    ------
    InvalidParameter
        For another order, or one by a group that there is none of.
    """
    names = np.argsort(np.argsort(np.array([label.casefold() for label in labels]), kind="stable"), kind="stable")
    if wanted == NAME:
        return np.lexsort((names,))
    if wanted == TOTAL:
        return np.lexsort((names, -totals))
    if wanted == ALIKE:
        return np.lexsort((names, _axis(values)))
    for prefix, sign in ((_DOWN, -1.0), (_UP, 1.0)):
        node = wanted.removeprefix(prefix)
        if wanted.startswith(prefix) and node in others:
            return np.lexsort((names, sign * values[:, list(others).index(node)]))  # NaN comes last
    raise unknown(wanted, "order", (NAME, TOTAL, ALIKE, *(by_group(node) for node in others)))


def _axis(values: Float) -> Float:
    """Return each row's place on the axis along which the rows differ most, the first principal component.

    Rows without any figure come last. Its direction is chosen so that the first row lies low.
    """
    known = np.isfinite(values)
    middle = np.where(known, values, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    filled = np.where(known, values, middle[:, None])
    spread = filled - filled.mean(axis=0)
    if not spread.any():
        return np.zeros(len(values))
    left, size, _ = np.linalg.svd(spread, full_matrices=False)
    axis = left[:, 0] * size[0]
    axis = np.round(axis if axis[0] <= 0 else -axis, 9)
    return np.where(known.any(axis=1), axis, np.inf)
