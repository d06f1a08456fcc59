import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ecomap.errors import UnreadableFile
from ecomap.exchange.registry import open_tables
from ecomap.exchange.tables import Table

STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "a.xlsx"
    book.save(path)
    return path


def cells(table: Table) -> list[tuple[int, list[str]]]:
    return [(row.number, list(row.cells)) for row in table.rows()]


def test_values_become_the_text_that_people_see(tmp_path: Path) -> None:
    values = ["00123", 1234567, 12.0, 0.1, True, date(2021, 3, 4), datetime(2021, 3, 4, 9, 30), 1e15]
    path = workbook(tmp_path, s=[["a", "b", "c", "d", "e", "f", "g", "h"], values])
    (table,) = open_tables(path, max_mb=1)
    assert table.headers == ("a", "b", "c", "d", "e", "f", "g", "h")
    expected = ["00123", "1234567", "12", "0.1", "true", "2021-03-04", "2021-03-04 09:30:00", "1000000000000000"]
    assert cells(table) == [(2, expected)]
    assert cells(table) == [(2, expected)]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(123, "00000", "00123"), (1234567890, "000-00-00000", "123-45-67890"), (12, "0", "12"), (1234, "000", "1234")],
)
def test_digit_formats_keep_leading_zeros_and_hyphens(tmp_path: Path, value: int, form: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["번호"])
    book.active.append([value])
    book.active["A2"].number_format = form
    book.save(tmp_path / "a.xlsx")
    (table,) = open_tables(tmp_path / "a.xlsx", max_mb=1)
    assert cells(table) == [(2, [text])]


def test_a_formula_refuses_its_row_only_and_only_where_its_cell_is_needed(tmp_path: Path) -> None:
    path = workbook(tmp_path, s=[["name", "amount"], ["가", 1], ["나", "=SUM(B2:B2)"], ["다", 3]])
    (table,) = open_tables(path, max_mb=1)
    first, second, third = table.rows()
    assert first.refusal((0, 1)) is None
    assert third.refusal((0, 1)) is None
    assert second.number == 3
    assert second.refusal((0,)) is None
    problem = second.refusal((0, 1))
    assert problem is not None
    assert problem.context["position"] == 1
    assert "=SUM(B2:B2)" in problem.message.ko
    assert "값으로 붙여넣기" in problem.remedy.ko
    assert "paste it as values" in problem.remedy.en


def test_an_error_value_refuses_its_row(tmp_path: Path) -> None:
    (table,) = open_tables(workbook(tmp_path, s=[["name"], ["#N/A"]]), max_mb=1)
    (row,) = table.rows()
    problem = row.refusal((0,))
    assert problem is not None
    assert "#N/A" in problem.message.en


@pytest.mark.parametrize(("value", "lost"), [(12345678901234569216, True), (2**53, True), (123456789012345, False)])
def test_a_number_that_lost_its_last_digits_refuses_its_row(tmp_path: Path, value: int, lost: bool) -> None:
    (table,) = open_tables(workbook(tmp_path, s=[["name", "number"], ["가", value]]), max_mb=1)
    (row,) = table.rows()
    assert row.refusal((0,)) is None
    problem = row.refusal((0, 1))
    assert (problem is not None) == lost
    if problem:
        assert str(value) in problem.message.ko
        assert "텍스트" in problem.remedy.ko


def test_merged_cells_hide_all_but_the_first(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, s=[["a", "b", "c"], ["1", "2", "3"], ["4", None, "6"], ["7", None, None], ["8", "9", "10"]]
    )
    book = openpyxl.load_workbook(path)
    for cells_ in ("B2:B3", "B4:C4", "A1:B1"):
        book["s"].merge_cells(cells_)
    book.save(path)
    (table,) = open_tables(path, max_mb=1)
    for _ in range(2):
        hidden = [[at for at in range(3) if row.refusal((at,))] for row in table.rows()]
        assert hidden == [[], [1], [2], []]


def test_visible_sheets_with_content_are_tables(tmp_path: Path) -> None:
    path = workbook(tmp_path, 단체=[["name"], ["가"]], empty=[], 관계=[["type"], [None], ["funds"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("hidden").append(["x"])
    book["hidden"].sheet_state = "hidden"
    book.save(path)
    organisations, ties = open_tables(path, max_mb=1)
    assert (organisations.name, ties.name) == ("단체", "관계")
    assert ties.file == "a.xlsx [관계]"
    assert (organisations.left_out, ties.left_out) == (("hidden",), ())
    assert cells(ties) == [(3, ["funds"])]


def test_a_wrong_extent_in_the_file_cuts_nothing_off(tmp_path: Path) -> None:
    source = workbook(tmp_path, s=[["name"], ["가"], ["나"], ["다"]])
    target = tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, content.replace(b'<dimension ref="A1:A4"', b'<dimension ref="A1:A2"'))
            assert part != "xl/worksheets/sheet1.xml" or b'ref="A1:A4"' in content
    (table,) = open_tables(target, max_mb=1)
    assert [row[1] for row in cells(table)] == [["가"], ["나"], ["다"]]


def test_damaged_and_foreign_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(UnreadableFile, match="no readable XLSX") as caught:
        open_tables(path, max_mb=1)
    assert ".xlsx" in caught.value.remedy.ko
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UnreadableFile, match="no readable XLSX"):
        open_tables(path, max_mb=1)
    whole = workbook(tmp_path, s=[["name"], ["가"]]).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match="no readable XLSX"):
        open_tables(path, max_mb=1)


def test_a_workbook_without_styles_is_read_without_a_warning(tmp_path: Path) -> None:
    (table,) = open_tables(replaced(tmp_path, "xl/styles.xml", STYLES), max_mb=1)
    assert cells(table) == [(2, ["가"])]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no header"):
        open_tables(workbook(tmp_path, s=[]), max_mb=1)


def replaced(folder: Path, part: str, content: bytes) -> Path:
    source = workbook(folder, s=[["name"], ["가"]])
    target = folder / "b.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = replaced(tmp_path, "xl/worksheets/sheet1.xml", b" " * (20 * 1024 * 1024))
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableFile) as caught:
        open_tables(path, max_mb=200)
    assert "20 MiB" in caught.value.message.ko
    assert "200" in caught.value.message.en
    assert "CSV" in caught.value.remedy.en


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "lol"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    with pytest.raises(UnreadableFile, match="Entit"):
        open_tables(replaced(tmp_path, "xl/worksheets/sheet1.xml", bomb), max_mb=1)
