"""The cells of a mixing: figures, expectation and distance from it, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.cooperation.mixing import MEASURES, Mixing, unordered
from ecomap.analysis.independence import benjamini_hochberg, expected_counts, standardised, two_sided
from ecomap.snapshot.columns import Float


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a result, in reading order.

    Parameters
    ----------
    row, column : ndarray of int64, length k
        Groups of each cell; one grouping lists each pair of groups once, ``row ≤ column``.
    figures : dict of ndarray of float64, length k
        ``ties``, ``strength``, ``pairs``, ``expected``, ``ratio``, ``residual``, ``p``; NaN where undefined.
    measure : str
        Which of the first three is compared.
    """

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    figures: dict[str, Float]
    measure: str

    @property
    def observed(self) -> Float:
        """The compared figure of each cell."""
        return self.figures[self.measure]

    def take(self, positions: NDArray[Any]) -> Cells:
        """Return some of the cells, in the order given."""
        figures = {name: values[positions] for name, values in self.figures.items()}
        return Cells(self.row[positions], self.column[positions], figures, self.measure)


def compute_cells(mixing: Mixing, measure: str) -> Cells:
    """Return all cells of a mixing, compared by a measure, in the order of the groups."""
    observed = {name: mixing.observed(name) for name in MEASURES}
    expected = expected_counts(observed[measure])
    residual = standardised(observed[measure] - expected, mixing.variance(measure))
    tables = {**observed, "expected": expected}
    if mixing.symmetric:
        tables = {name: unordered(table) for name, table in tables.items()}
        row, column = np.triu_indices(len(residual))
    else:
        row, column = (index.ravel() for index in np.indices(residual.shape))
    figures = {name: table[row, column] for name, table in (tables | {"residual": residual}).items()}
    base = figures["expected"]
    figures["ratio"] = np.divide(figures[measure], base, out=np.full(len(base), np.nan), where=base > 0)
    figures["p"] = benjamini_hochberg(two_sided(figures["residual"]))
    return Cells(row.astype(np.int64), column.astype(np.int64), figures, measure)
