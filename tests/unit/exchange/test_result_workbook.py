from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from ecomap.analysis.record import Analysis, Cell, Column, Parameter, Reference, Result, Table, TableSpec
from ecomap.exchange import result_workbook as module
from ecomap.exchange.result_workbook import Source, result_workbook
from graph_schema import Text

COLUMNS = (
    Column("who", Text("주체", "Actor"), type="label"),
    Column("share", Text("비율", "Share"), unit="share"),
    Column("known", Text("알려짐", "Known"), type="boolean"),
)
SPEC = TableSpec("t", Text("표: 가/나", "Table: a/b"), COLUMNS)
SOURCE = Source(7, date(2025, 3, 1), ((Text("지역", "Places"), Text("마포구", "Mapo-gu")),), synthetic=True)


def analysis(*specs: TableSpec) -> Analysis:
    choices = (("x", Text("엑스", "The x")), ("y", Text("와이", "The y")))
    return Analysis(
        "gaps/test",
        Text("시험", "Test"),
        Text("무엇인가?", "What is it?"),
        Text("방법 글", "The method"),
        (Parameter("by", "choice", "x", Text("기준", "By"), choices=choices),),
        specs,
        (Reference("A. Author (2020)", "10.1/x"),),
        Text("", ""),
        Text("한계 글", "The limits"),
        lambda *_: Result((), ()),
    )


def opened(rows: list[tuple[Cell, ...]], lang: str = "en", notes: tuple[Text, ...] = ()) -> openpyxl.Workbook:
    result = Result((Table(SPEC, tuple(rows)),), (Text("첫 문장", "A first sentence"),), notes)
    body = result_workbook(analysis(SPEC), {"by": "y"}, result, SOURCE, lang)
    return openpyxl.load_workbook(io.BytesIO(body))


def about(book: openpyxl.Workbook) -> list[tuple[Any, ...]]:
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_first_sheet_says_what_was_asked_of_what_and_what_was_found() -> None:
    rows = about(opened([], notes=(Text("주의", "Mind this"),)))
    assert rows == [
        ("Analysis", "Test (gaps/test)"),
        ("Question", "What is it?"),
        ("Explanation", "A first sentence"),
        ("Please note", module._WORDS["synthetic"].en),
        (None, "Mind this"),
        ("Parameters", "By: The y (by)"),
        ("Filter", "Places: Mapo-gu"),
        ("Revision", "7"),
        ("Made on", "2025-03-01"),
        ("Method", "The method"),
        ("Limits", "The limits"),
        ("References", "A. Author (2020) doi:10.1/x"),
    ]


def test_the_workbook_is_korean_on_request() -> None:
    book = opened([(Text("마포", "Mapo"), 0.5, True)], "ko")
    assert book.sheetnames == ["설명", "표  가 나"]
    assert ("물음", "무엇인가?") in about(book)
    assert [cell.value for cell in book.worksheets[1][1]] == ["주체", "비율", "알려짐"]
    assert book.worksheets[1]["A2"].value == "마포"


def test_numbers_stay_numbers_and_what_is_missing_stays_empty() -> None:
    sheet = opened([("a", 0.1, True), ("b", None, False), ("c", float("inf"), None)]).worksheets[1]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("a", 0.1, True),
        ("b", None, False),
        ("c", None, None),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = opened([(Text(text, text), None, None)]).worksheets[1]["A2"]
    assert (cell.value, cell.data_type) == ("'" + text, "s")


def test_characters_and_lengths_that_a_workbook_cannot_hold_do_not_break_it() -> None:
    sheet = opened([("a\x00b\x1fc", 1.0, None), ("x" * 40_000, 1.0, None)]).worksheets[1]
    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767


def test_titles_are_short_different_and_without_forbidden_characters() -> None:
    titles = module._titles(["A" * 40, "a" * 40, "[x]:*?/\\", "", "''"])
    assert len({title.casefold() for title in titles}) == 5
    assert all(0 < len(title) <= 31 and not set("[]:*?/\\") & set(title) for title in titles)
    assert module._titles(["A" * 40, "a" * 40])[1] == "a" * 29 + " 2"


def test_rows_beyond_what_a_sheet_holds_are_said_to_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 2)
    book = opened([("a", 1.0, None)] * 5)
    assert book.worksheets[1].max_row == 3
    assert any("first 2 of 5 rows" in str(row[1]) for row in about(book))


def test_column_letters_go_on_after_z() -> None:
    assert [module._letter(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
