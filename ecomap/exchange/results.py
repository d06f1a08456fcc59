"""Results of analyses as plain data and as CSV, the same for the command line, the API and the pages."""

from __future__ import annotations

import csv
import io
from typing import Any

from ecomap.analysis.record import Analysis, Cell, Column, Parameter, Result, Table
from ecomap.exchange.guarding import safe_cell
from ecomap.exchange.units import unit_word
from graph_schema import Text


def bilingual(text: Text) -> dict[str, str]:
    """Return both languages by code."""
    return {"ko": text.ko, "en": text.en}


def plain_result(analysis: Analysis, parameters: dict[str, Any], result: Result) -> dict[str, Any]:
    """Return a result as JSON-ready data with units and explanation, in both languages.

    Parameters
    ----------
    analysis : Analysis
    parameters : dict
        As bound by ``analysis.bind``.
    result : Result

    Returns
    -------
    dict
        ``analysis``, ``label``, ``question``, ``parameters``, ``explanation``, ``notes`` and ``tables``; a table
        has ``columns`` with units, and ``rows`` as objects by column name.
    """
    return {
        "analysis": analysis.id,
        "label": bilingual(analysis.label),
        "question": bilingual(analysis.question),
        "parameters": parameters,
        "explanation": [bilingual(text) for text in result.explanation],
        "notes": [bilingual(text) for text in result.notes],
        "tables": [plain_table(table) for table in result.tables],
    }


def plain_table(table: Table) -> dict[str, Any]:
    """Return a table as JSON-ready data: columns with units, rows as objects by column name."""
    names = [column.name for column in table.spec.columns]
    return {
        "name": table.spec.name,
        "label": bilingual(table.spec.label),
        "columns": [_plain_column(column) for column in table.spec.columns],
        "rows": [dict(zip(names, map(_plain_cell, row), strict=True)) for row in table.rows],
    }


def _plain_column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label": bilingual(column.label),
        "unit": column.unit,
        "type": column.type,
        "description": bilingual(column.description),
    }


def _plain_cell(cell: Cell) -> Any:
    return bilingual(cell) if isinstance(cell, Text) else cell


def plain_parameter(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter as JSON-ready data for forms and docs."""
    return {
        "name": parameter.name,
        "type": parameter.type,
        "default": parameter.default,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "choices": [{"value": value, "label": bilingual(label)} for value, label in parameter.choices],
        "label": bilingual(parameter.label),
        "help": bilingual(parameter.help),
    }


def heading(column: Column, lang: str) -> str:
    """Return a column's label with its unit in brackets, unless the label itself says the unit."""
    label, unit = column.label.get(lang), unit_word(column.unit, lang)
    return f"{label} ({unit})" if unit and unit.casefold() not in label.casefold().split() else label


def cell_text(cell: Cell, lang: str) -> str:
    """Return a cell as unrounded text in a language; a missing value is empty."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return cell.get(lang)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return repr(cell) if isinstance(cell, float) else str(cell)


def csv_text(table: Table, lang: str) -> str:
    """Return a table as CSV with a byte-order mark, which Excel needs to read Korean.

    The first row has the column names of the JSON form, so that programs can read both alike.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.spec.columns])
    for row in table.rows:
        writer.writerow([safe_cell(cell_text(cell, lang)) for cell in row])
    return "\ufeff" + out.getvalue()
