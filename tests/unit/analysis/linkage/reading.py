"""Reading linkage results in tests."""

from ecomap.analysis.record import Result


def figures(result: Result) -> dict:
    """Return the whole-network figures of linkage/overview by name."""
    return {row[0]: row[2] for row in result.tables[0].rows}


def rows(result: Result, table: int) -> dict:
    """Return the rows of a table by their first cell, each a dict by column name."""
    names = [column.name for column in result.tables[table].spec.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in result.tables[table].rows}


def column(result: Result, name: str) -> dict:
    """Return one column of linkage/centrality by actor id."""
    spec = result.tables[0].spec.columns
    index = [item.name for item in spec].index(name)
    return {row[1]: row[index] for row in result.tables[0].rows}
