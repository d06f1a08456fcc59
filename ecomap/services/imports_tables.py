"""Which tables an import reads, and as which sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecomap.errors import InvalidParameter
from ecomap.exchange.columns import Note
from ecomap.exchange.grants_360giving import grant_tables, is_grants, unmapped
from ecomap.exchange.headers import Layout, recognise
from ecomap.exchange.refused import REASON_HEADERS
from ecomap.exchange.tables import Row, Table
from graph_schema import Ontology, Text

ORDER = ("organisations", "programmes", "ties")


@dataclass(frozen=True, slots=True)
class Job:
    """A table and how it is read."""

    table: Table
    layout: Layout
    notes: tuple[Note, ...] = ()


def table_of(name: str, rows: list[Mapping[str, str]]) -> Table | None:
    """Return rows in memory as a table, ``None`` if they have no columns."""
    headers = tuple(dict.fromkeys(header for row in rows for header in row))
    if not headers:
        return None

    def read() -> Iterator[Row]:
        for number, row in enumerate(rows, 2):
            yield Row(number, [row.get(header, "") for header in headers])

    return Table(name, name, headers, len(rows), read)


def jobs_for(
    ontology: Ontology, tables: Sequence[Table], defaults: Mapping[str, str], *, ignore_unknown: bool
) -> list[Job]:
    """Return the tables in the order in which they are stored: organisations, programmes, ties.

    Raises
    ------
    UnreadableFile
        If the columns of a table are not understood.
    InvalidParameter
        For a default of an unknown column.
    """
    sheets = ontology.sheets
    known = {column.name for sheet in sheets.values() for column in sheet.columns}
    for name in defaults:
        if name not in known:
            raise InvalidParameter(
                Text(f"기본값의 열 '{name}'을(를) 모릅니다.", f"The default names an unknown column '{name}'."),
                Text(f"쓸 수 있는 열: {', '.join(sorted(known))}", f"Known: {', '.join(sorted(known))}"),
                field="defaults",
                value=name,
            )
    jobs = [job for table in tables for job in _jobs_of(ontology, table, defaults, ignore_unknown)]
    return sorted(jobs, key=lambda job: ORDER.index(job.layout.sheet.name))


def _jobs_of(ontology: Ontology, table: Table, defaults: Mapping[str, str], ignore_unknown: bool) -> Iterator[Job]:
    sheets = list(ontology.sheets.values())
    if is_grants(table.headers):
        text = Text("360Giving 열 가운데 쓰지 않는 열입니다.", "This 360Giving column is not used.")
        notes = tuple(Note(header, "", text) for header in unmapped(table.headers))
        for part in grant_tables(table):
            yield Job(part, recognise(part, sheets), notes if part.name == "ties" else ())
        return
    layout = recognise(
        table,
        sheets,
        defaults=defaults,
        skipped=REASON_HEADERS,
        ignore_unknown=ignore_unknown,
    )
    remarks = [*_notes(layout.ignored, _IGNORED), *_notes(layout.serial, _SERIAL)]
    if table.header_row > 1:
        remarks.append(_title(table.header_row))
    remarks += [Note("", sheet, _HIDDEN) for sheet in table.left_out]
    yield Job(table, layout, tuple(remarks))


_IGNORED = Text("모르는 열이라 읽지 않았습니다.", "Unknown column, not read.")
_HIDDEN = Text(
    "숨긴 시트라 읽지 않았습니다. 읽으려면 엑셀에서 숨기기를 취소하십시오.",
    "This sheet is hidden and was not read. Unhide it in Excel to have it read.",
)
_SERIAL = Text("행의 순번이라 읽지 않았습니다.", "It only numbers the rows, so it is not read.")


def _title(row: int) -> Note:
    text = Text(
        f"{row}행을 머리글로 읽고 그 위는 제목으로 보아 읽지 않았습니다.",
        f"Row {row} was read as the header; what stands above it is taken for a title.",
    )
    return Note("", "", text)


def _notes(headers: Sequence[str], text: Text) -> Iterator[Note]:
    return (Note(header, "", text) for header in headers)
