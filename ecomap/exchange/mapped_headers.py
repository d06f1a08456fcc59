"""Tables read by whoever says what their headers mean."""

from __future__ import annotations

from collections.abc import Mapping

from ecomap.errors import InvalidParameter
from ecomap.exchange.headers import Layout
from ecomap.exchange.tables import Table
from graph_schema import Sheet, Text


def mapped(table: Table, sheet: Sheet, columns: Mapping[str, str]) -> Layout:
    """Return how a table is read by whoever says what its headers mean.

    Parameters
    ----------
    table : Table
    sheet : Sheet
    columns : mapping
        Name of the column by header; headers that are absent or have an empty name are not read.

    Raises
    ------
    InvalidParameter
        If a column is unknown or told twice, or a required one is not told; ``field`` is the header or the column.
    """
    known = {column.name: column for column in sheet.columns}
    positions: dict[str, int] = {}
    for position, header in enumerate(table.headers):
        if not (name := columns.get(header, "")):
            continue
        if name not in known:
            raise _no_column(header, name, sheet)
        if name in positions:
            raise _told_twice(known[name].label, table.headers[positions[name]], header)
        positions[name] = position
    for column in sheet.columns:
        if column.required and column.name not in positions:
            raise InvalidParameter(
                Text(
                    f"{table.file}: '{column.label.ko}'이(가) 어느 열인지 정하지 않았습니다.",
                    f"{table.file}: no column is chosen for '{column.label.en}'.",
                ),
                Text("그 내용이 든 열을 고르십시오.", "Choose the column that holds it."),
                field=column.name,
                value="",
            )
    return Layout(sheet, positions, tuple(h for h in table.headers if not columns.get(h, "")))


def _no_column(header: str, name: str, sheet: Sheet) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"'{header}' 열에 고른 '{name}'은(는) '{sheet.label.ko}' 자료에 없는 항목입니다.",
            f"'{name}', chosen for the column '{header}', is no field of the sheet '{sheet.label.en}'.",
        ),
        Text("목록에서 다시 고르거나 읽지 않음으로 두십시오.", "Choose again from the list, or leave the column out."),
        field=header,
        value=name,
    )


def _told_twice(label: Text, first: str, second: str) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"'{first}' 열과 '{second}' 열을 모두 '{label.ko}'(으)로 정했습니다.",
            f"The columns '{first}' and '{second}' are both chosen for '{label.en}'.",
        ),
        Text("하나는 읽지 않음으로 두십시오.", "Leave one of them out."),
        field=second,
        value=second,
    )
