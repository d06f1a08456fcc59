"""Results of analyses as an XLSX workbook: one sheet that says what was asked and found, one sheet a table."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook

from ecomap.analysis.record import Analysis, Cell, Parameter, Result, Table
from ecomap.exchange.guarding import safe_cell
from ecomap.exchange.results import cell_text, heading
from graph_schema import Text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its heading."""
MAX_TEXT = 32_767
"""Characters that a cell holds; spreadsheet programs call a file with longer ones damaged."""
_TITLE = 31
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")

_WORDS: dict[str, Text] = {
    "about": Text("설명", "About"),
    "analysis": Text("분석", "Analysis"),
    "question": Text("물음", "Question"),
    "explanation": Text("풀이", "Explanation"),
    "notes": Text("알아 둘 점", "Please note"),
    "parameters": Text("분석 조건", "Parameters"),
    "filter": Text("범위", "Filter"),
    "everything": Text("등록된 자료 전체", "The whole register"),
    "revision": Text("자료 판", "Revision"),
    "day": Text("만든 날", "Made on"),
    "method": Text("방법", "Method"),
    "limits": Text("한계", "Limits"),
    "references": Text("참고문헌", "References"),
    "synthetic": Text(
        "합성 시연 자료가 들어 있습니다. 실제 단체나 실제 관계가 아닙니다.",
        "Holds synthetic demo data: these are not real organisations or real ties.",
    ),
    "cut": Text(
        "표 '{table}'은(는) {total:,}행 가운데 처음 {shown:,}행만 들어 있습니다. 전체는 CSV로 받으십시오.",
        "Table '{table}' has the first {shown:,} of {total:,} rows; download the CSV for all of them.",
    ),
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a result was computed from.

    Parameters
    ----------
    revision : int
        Revision of the register.
    day : date
        Day on which the file is made.
    filters : tuple of (Text, Text)
        Label and value of every filter in force.
    synthetic : bool
        Whether the register holds synthetic data.
    """

    revision: int
    day: date
    filters: tuple[tuple[Text, Text], ...] = ()
    synthetic: bool = False


def result_workbook(
    analysis: Analysis, parameters: Mapping[str, Any], result: Result, source: Source, lang: str
) -> bytes:
    """Return a result as an XLSX workbook in one language.

    The first sheet has the question, the explanation, notes, parameters, filter, revision and date, so that the
    file explains itself when it is passed on; then one sheet a table, with numbers as numbers.

    Parameters
    ----------
    analysis : Analysis
    parameters : mapping
        As bound by ``analysis.bind``.
    result : Result
    source : Source
    lang : str

    Returns
    -------
    bytes

    Notes
    -----
    Cost: one pass over the cells. A sheet holds at most `MAX_ROWS` rows; what is cut off is said on the first.
    """
    book = Workbook(write_only=True)
    titles = _titles([_WORDS["about"].get(lang), *(table.spec.label.get(lang) for table in result.tables)])
    about = _sheet(book, titles[0], (18, 110))
    for name, value in _about(analysis, parameters, result, source, lang):
        about.append([_bold(about, name), _cell(about, value)])
    for title, table in zip(titles[1:], result.tables, strict=True):
        _write_table(book, title, table, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, widths: tuple[float, ...]) -> Any:
    sheet: Any = book.create_sheet(title)
    for number, width in enumerate(widths):
        sheet.column_dimensions[_letter(number)].width = width
    return sheet


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _write_table(book: Workbook, title: str, table: Table, lang: str) -> None:
    headings = [heading(column, lang) for column in table.spec.columns]
    texts = [column.type in ("label", "text", "id") for column in table.spec.columns]
    sheet = _sheet(book, title, tuple(28.0 if text else 16.0 for text in texts))
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, text) for text in headings])
    for row in table.rows[:MAX_ROWS]:
        sheet.append([_plain(cell, lang) for cell in row])


def _about(
    analysis: Analysis, parameters: Mapping[str, Any], result: Result, source: Source, lang: str
) -> list[tuple[str, str]]:
    """Return the rows of the first sheet; a name stands only beside the first of its values."""
    groups: list[tuple[str, list[str]]] = [
        ("analysis", [f"{analysis.label.get(lang)} ({analysis.id})"]),
        ("question", [analysis.question.get(lang)]),
        ("explanation", [text.get(lang) for text in result.explanation]),
        ("notes", _notes(result, source, lang)),
        ("parameters", [_parameter(p, parameters.get(p.name), lang) for p in analysis.parameters]),
        ("filter", _filters(source, lang)),
        ("revision", [str(source.revision)]),
        ("day", [source.day.isoformat()]),
        ("method", [analysis.method.get(lang)]),
        ("limits", [analysis.limits.get(lang)]),
        ("references", [f"{r.text} doi:{r.doi}" if r.doi else r.text for r in analysis.references]),
    ]
    return [
        (_WORDS[name].get(lang) if number == 0 else "", value)
        for name, values in groups
        for number, value in enumerate(values)
    ]


def _notes(result: Result, source: Source, lang: str) -> list[str]:
    synthetic = [_WORDS["synthetic"].get(lang)] if source.synthetic else []
    cut = [
        _WORDS["cut"].get(lang).format(table=table.spec.label.get(lang), total=len(table.rows), shown=MAX_ROWS)
        for table in result.tables
        if len(table.rows) > MAX_ROWS
    ]
    return [*synthetic, *cut, *(text.get(lang) for text in result.notes)]


def _filters(source: Source, lang: str) -> list[str]:
    if not source.filters:
        return [_WORDS["everything"].get(lang)]
    return [f"{name.get(lang)}: {value.get(lang)}" for name, value in source.filters]


def _parameter(parameter: Parameter, value: Any, lang: str) -> str:
    shown = dict(parameter.choices)[value].get(lang) if value in dict(parameter.choices) else str(value)
    return f"{parameter.label.get(lang)}: {'–' if value is None else shown} ({parameter.name})"


def _titles(labels: list[str]) -> list[str]:
    """Return sheet titles: no forbidden characters, at most 31 long, all different, also by case."""
    titles: list[str] = []
    for label in labels:
        plain = _NO_TITLE.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", label)).strip(" '")[:_TITLE].strip() or "-"
        title, number = plain, 1
        while title.casefold() in {other.casefold() for other in titles}:
            number += 1
            title = f"{plain[: _TITLE - 1 - len(str(number))]} {number}"
        titles.append(title)
    return titles


def _plain(cell: Cell, lang: str) -> str | int | float | bool | None:
    """Return a cell as the workbook holds it: numbers as numbers, text that no program takes for a formula."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if cell is None or isinstance(cell, bool | int):
        return cell
    return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", cell_text(cell, lang)))[:MAX_TEXT]


def _cell(sheet: Any, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, _plain(text, ""))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _bold(sheet: Any, text: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, _plain(text, ""))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top")
    return cell
