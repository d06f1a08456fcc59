"""Results of analyses as lists of dictionaries."""

import math

from ecomap.analysis.record import Result


def rows(result: Result, table: str):
    """Return the rows of one table by column name."""
    (found,) = [one for one in result.tables if one.spec.name == table]
    names = [column.name for column in found.spec.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def cells(result: Result):
    """Return the cells by (row id, column id)."""
    return {(row["row_id"], row["col_id"]): row for row in rows(result, "cells")}


def assert_sound(result: Result, analysis) -> None:
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
