"""Results of analyses as lists of dictionaries, and what must hold for every result."""

from __future__ import annotations

import math
from typing import Any

from ecomap.analysis.record import Analysis, Result


def rows_of(result: Result, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table by column name."""
    (found,) = [one for one in result.tables if one.spec.name == table]
    names = [column.name for column in found.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def assert_whole(result: Result, analysis: Analysis) -> None:
    """Check that a result has the record's tables, no NaN or infinity, and something to say in both languages."""
    assert tuple(table.spec for table in result.tables) == analysis.outputs
    for table in result.tables:
        for row in table.rows:
            assert len(row) == len(table.spec.columns)
            assert all(math.isfinite(cell) for cell in row if isinstance(cell, float))
    assert result.explanation
    for text in (*result.explanation, *result.notes):
        assert text.ko
        assert text.en
        assert "nan" not in text.en.lower().split()
