"""What a map of districts can show: plain figures, and every column of an analysis that has one row a district."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.districts import FIGURES
from ecomap.analysis.record import Analysis, Cell, Column, Result, TableSpec
from ecomap.services.filters import unknown
from graph_schema import Text

PLAIN = Text("기본 수치", "Plain figures")

_OF_ONE = ("actor", "district", "analysis")
"""Parameters of analyses that are about one actor, one district, or an altered register."""
_GROUP_IDS = ("group", "group_id", "district_id", "id")
_UNITS_LEFT_OUT = ("p", "residents")
_LEFT_OUT = ("actors", "low", "high", "cells", "overall", "city_share_elsewhere", "expected_e_i", "chance")
"""Columns that stand beside others to judge them: bases, bounds, what chance or the whole city would give."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of every district.

    Parameters
    ----------
    id : str
        ``actors`` … for plain figures; ``family/analysis/table/column`` for the others.
    group : Text
        What it is listed under: the analysis.
    column : Column
        Its name, label, unit and type.
    meaning : Text
        Its definition.
    analysis : str
        Id of the analysis, empty for plain figures.
    parameters : mapping of str to str
        What the analysis is asked with.
    table : str
    """

    id: str
    group: Text
    column: Column
    meaning: Text
    analysis: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    table: str = ""


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return all indicators by id: plain figures first, then in the order of the catalogue.

    An analysis that can group by district gives each numeric column of each table whose rows are groups.
    """
    plain = [Indicator(column.name, PLAIN, column, column.description) for column in FIGURES]
    drawn = [found for record in catalogue().values() for found in _of_analysis(record)]
    return {found.id: found for found in (*plain, *drawn)}


def find_indicator(name: str) -> Indicator:
    """Return an indicator. Raises `InvalidParameter` naming the nearest if there is none of that id."""
    if name not in indicators():
        raise unknown(name, "indicator", indicators())
    return indicators()[name]


def column_by_district(indicator: Indicator, result: Result) -> dict[str, float | None]:
    """Return the figures of an indicator in the result of its analysis, by id of the group.

    Rows of other groupings, as of fields in the same table, are there as well.
    """
    table = next(table for table in result.tables if table.spec.name == indicator.table)
    names = [column.name for column in table.spec.columns]
    key, value = names.index(_group_id(table.spec)), names.index(indicator.column.name)
    return {str(row[key]): _number(row[value]) for row in table.rows}


def _of_analysis(record: Analysis) -> Iterator[Indicator]:
    if record.members or any(parameter.name in _OF_ONE for parameter in record.parameters):
        return
    parameters = _by_district(record)
    for table in record.outputs:
        if not _group_id(table):
            continue
        for column in table.columns:
            if _is_figure(column):
                meaning = column.description if column.description.ko else _meaning(record, table)
                name = f"{record.id}/{table.name}/{column.name}"
                yield Indicator(name, record.label, column, meaning, record.id, parameters, table.name)


def _by_district(record: Analysis) -> dict[str, str]:
    for parameter in record.parameters:
        if parameter.name in ("by", "rows") and "district" in dict(parameter.choices):
            return {parameter.name: "district"}
    return {}


def _group_id(table: TableSpec) -> str:
    """Return the only column that holds ids of groups, empty if there is none, or if a row has more ids than one."""
    ids = [c.name for c in table.columns if c.name in _GROUP_IDS or c.name.endswith("_id")]
    ids = [name for name in ids if _type(table, name) in ("id", "text")]
    labels = {column.name for column in table.columns if column.type == "label"}
    grouped = labels & {"group", "district"} or ids == ["group"]
    return ids[0] if len(ids) == 1 and ids[0] in _GROUP_IDS and grouped else ""


def _type(table: TableSpec, name: str) -> str:
    return next(column.type for column in table.columns if column.name == name)


def _is_figure(column: Column) -> bool:
    numeric = column.type in ("integer", "number")
    return numeric and column.unit not in _UNITS_LEFT_OUT and column.name not in _LEFT_OUT


def _meaning(record: Analysis, table: TableSpec) -> Text:
    texts = (table.label, record.question)
    return Text(". ".join(text.ko for text in texts), ". ".join(text.en for text in texts))


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else None
