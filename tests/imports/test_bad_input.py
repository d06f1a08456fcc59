"""Every kind of bad input: what is said, where, what to do, and that nothing was half-written."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ecomap.errors import BadInput, RefusedRows, UnreadableFile
from ecomap.services.imports import RefusedRow
from tests.imports.register import Register, Rows

Refused = Callable[..., BadInput]

GOOD = [["id", "이름", "종류"], ["o-1", "마포두레", "시민사회단체"], ["o-2", "마포센터", "중간지원조직"]]


def only(error: BadInput) -> RefusedRow:
    (row,) = error.context["report"].refused
    assert error.context["report"].refused_count == 1
    return row


def rows_refused(register: Register, refused: Refused, rows: Rows, **options: object) -> RefusedRow:
    """Import a good row and a bad one, expect the bad one to be refused and neither to be written."""
    return only(refused(RefusedRows, register.csv("a.csv", rows), **options))


def ties_refused(register: Register, refused: Refused, headers: list[str], tie: list[str]) -> RefusedRow:
    good = ["cooperates", "o-1", "o-2", *[""] * (len(headers) - 3)]
    files = register.csv("o.csv", GOOD), register.csv("t.csv", [headers, good, tie])
    return only(refused(RefusedRows, *files))


def test_an_unknown_column(register: Register, refused: Refused) -> None:
    rows = [["이름", "설릡일"], ["마포두레", "2020"]]
    error = refused(UnreadableFile, register.csv("a.csv", rows))
    assert "'설릡일' → founded (설립일)?" in error.message.ko
    assert "a.csv 1행" in error.message.ko
    assert (error.context["row"], error.context["value"]) == (1, "설릡일")
    assert "--ignore-unknown-columns" in error.remedy.ko
    report = register.load(register.csv("a.csv", rows), ignore_unknown_columns=True)
    assert report.counts["organisations"].created == 1
    assert any("설릡일" in warning.text.ko for warning in report.warnings)


def test_an_unknown_place(register: Register, refused: Refused) -> None:
    row = rows_refused(register, refused, [["이름", "자치구"], ["가", "마포구"], ["나", "마프구"]])
    assert (row.file, row.row, row.column, row.value) == ("a.csv", 3, "자치구", "마프구")
    assert "서울특별시에 '마프구'인 곳이 없습니다" in row.reason.ko
    assert "no place named '마프구'" in row.reason.en
    assert "마포구 (1144000000)" in row.remedy.ko


def test_a_district_code_of_another_city(register: Register, refused: Refused) -> None:
    row = rows_refused(register, refused, [["이름", "자치구"], ["가", "11440"], ["나", "26350"]])
    assert (row.row, row.column, row.value) == (3, "자치구", "26350")
    assert "다른 도시(부산)" in row.reason.ko
    assert "another city (Busan)" in row.reason.en
    assert "서울특별시 안의 장소" in row.remedy.ko


@pytest.mark.parametrize("with_ids", [True, False])
def test_two_organisations_with_the_same_registration_number(
    register: Register, refused: Refused, with_ids: bool
) -> None:
    rows = [["id", "이름", "등록번호"], ["a", "가", "12-345"], ["b", "나", "12-345"]]
    row = rows_refused(register, refused, [line if with_ids else line[1:] for line in rows])
    assert (row.row, row.column, row.value) == (3, "등록번호", "12-345")
    assert "a.csv 2행" in row.reason.ko
    assert "a.csv 2" in row.reason.en
    assert "번호를 고치거나" in row.remedy.ko


def test_a_registration_number_that_another_organisation_holds(register: Register, refused: Refused) -> None:
    register.load(register.csv("a.csv", [["id", "이름", "등록번호"], ["a", "가", "12-345"]]))
    row = rows_refused(register, refused, [["id", "이름", "등록번호"], ["b", "나", "12-345"]])
    assert (row.row, row.column, row.value) == (2, "등록번호", "12-345")
    assert "이미 'a'의 것" in row.reason.ko


def test_a_registration_number_under_another_name_overwrites_nothing(register: Register, refused: Refused) -> None:
    headers = ["단체명", "자치구", "등록번호"]
    register.load(register.csv("a.csv", [headers, ["첫째단체", "마포구", "777-1"]]))
    row = rows_refused(register, refused, [headers, ["전혀다른단체", "서초구", "7771"]])
    assert (row.row, row.column, row.value) == (2, "등록번호", "7771")
    assert "'첫째단체'" in row.reason.ko
    (node,) = register.named("첫째단체")
    assert node.id in row.remedy.ko
    renamed = register.csv("b.csv", [["id", *headers], [node.id, "전혀다른단체", "서초구", "777-1"]])
    assert register.load(renamed).counts["organisations"].updated == 1
    report = register.load(
        register.csv("d.csv", [[*headers, "이전 명칭"], ["새이름", "서초구", "777-1", "전혀다른단체"]])
    )
    assert any("전혀다른단체" in warning.text.ko for warning in report.warnings)
    assert register.node(node.id).name_ko == "새이름"


@pytest.mark.parametrize("with_ids", [True, False])
def test_a_registration_number_in_another_spelling_is_the_same_number(
    register: Register, refused: Refused, with_ids: bool
) -> None:
    rows = [["id", "이름", "등록번호"], ["a", "가", "999-45-67890"], ["b", "나", "9994567890"]]
    row = rows_refused(register, refused, [line if with_ids else line[1:] for line in rows])
    assert (row.row, row.column, row.value) == (3, "등록번호", "9994567890")
    register.load(register.csv("a.csv", rows[:2]))
    row = rows_refused(register, refused, [rows[0], rows[2]])
    assert "이미 'a'의 것" in row.reason.ko
    assert register.node("a").properties["registration_number"] == "999-45-67890"


def test_a_tie_to_an_organisation_that_is_not_there(register: Register, refused: Refused) -> None:
    row = ties_refused(register, refused, ["유형", "보내는 단체", "받는 단체"], ["협력", "마포두레", "없는단체"])
    assert (row.file, row.row, row.column, row.value) == ("t.csv", 3, "받는 단체", "없는단체")
    assert "'없는단체'인 단체가 없습니다" in row.reason.ko
    assert "no organisation '없는단체'" in row.reason.en
    assert "먼저 등록" in row.remedy.ko


def test_a_name_that_several_organisations_have(register: Register, refused: Refused) -> None:
    organisations = [["id", "이름", "자치구"], ["a", "한마음", "마포구"], ["b", "한마음", "강남구"], ["c", "다", ""]]
    ties = [["유형", "보내는 단체", "받는 단체"], ["협력", "c", "한마음"]]
    row = only(refused(RefusedRows, register.csv("o.csv", organisations), register.csv("t.csv", ties)))
    assert (row.column, row.value) == ("받는 단체", "한마음")
    assert "a, b" in row.reason.ko
    assert "식별자" in row.remedy.ko


def test_an_end_before_the_start(register: Register, refused: Refused) -> None:
    headers = ["type", "source", "target", "시작일", "종료일"]
    row = ties_refused(register, refused, headers, ["funds", "o-1", "o-2", "2021-03-04", "2021-03-03"])
    assert (row.row, row.column, row.value) == (3, "종료일", "2021-03-03")
    assert "2021-03-03이(가) 시작하는 날 2021-03-04보다 앞섭니다" in row.reason.ko
    closed = rows_refused(register, refused, [["이름", "설립일", "해산일"], ["가", "2021", "2020"]])
    assert (closed.column, closed.value) == ("해산일", "2020-12-31")


def test_a_negative_amount(register: Register, refused: Refused) -> None:
    row = ties_refused(register, refused, ["type", "source", "target", "금액"], ["funds", "o-1", "o-2", "-5"])
    assert (row.row, row.column, row.value) == (3, "금액", "-5")
    assert "'금액'에 '-5'" in row.reason.ko
    assert "0 이상" in row.remedy.ko


@pytest.mark.parametrize(
    ("header", "value", "remedy"),
    [
        ("세기", "-1", "0 이상"),
        ("신뢰도", "1.5", "0부터 1까지"),
        ("시작일", "2021.13.40", "2021-03-04처럼"),
        ("시작일", "05/06/2014", "2021-03-04처럼"),
    ],
)
def test_other_values_out_of_bounds(register: Register, refused: Refused, header: str, value: str, remedy: str) -> None:
    row = ties_refused(register, refused, ["type", "source", "target", header], ["funds", "o-1", "o-2", value])
    assert (row.row, row.column, row.value) == (3, header, value)
    assert remedy in row.remedy.ko


def test_a_unit_that_the_type_does_not_have(register: Register, refused: Refused) -> None:
    headers = ["type", "source", "target", "amount", "unit"]
    row = ties_refused(register, refused, headers, ["trains", "o-1", "o-2", "5", "KRW"])
    assert (row.column, row.value) == ("unit", "KRW")
    assert "persons, hours" in row.remedy.en


def test_ends_that_the_type_does_not_allow(register: Register, refused: Refused) -> None:
    row = ties_refused(register, refused, ["type", "source", "target"], ["delegates", "o-1", "o-2"])
    assert (row.column, row.value) == ("type", "delegates")
    assert "government → civil_society" in row.remedy.en


def test_a_tie_to_itself(register: Register, refused: Refused) -> None:
    row = ties_refused(register, refused, ["type", "source", "target"], ["supports", "o-1", "마포두레"])
    assert (row.column, row.value) == ("target", "o-1")


def test_a_date_like_2021_13_40(register: Register, refused: Refused) -> None:
    row = rows_refused(register, refused, [["이름", "설립일"], ["가", "2021.12.31"], ["나", "2021.13.40"]])
    assert (row.row, row.column, row.value) == (3, "설립일", "2021.13.40")
    assert "'설립일'에 '2021.13.40'" in row.reason.ko
    assert "2021-03-04처럼" in row.remedy.ko


def test_a_300_mb_file(register: Register, refused: Refused) -> None:
    good, large = register.csv("o.csv", GOOD), register.csv("large.csv", GOOD)
    with large.open("r+b") as file:
        file.truncate(300 * 1024 * 1024)  # sparse: takes no room on the disk
    error = refused(UnreadableFile, good, large)
    assert "300.0 MiB가 한도 200 MiB" in error.message.ko
    assert "ECOMAP_IMPORT_MAX_MB" in error.remedy.ko


def test_an_xlsx_with_formulas(register: Register, refused: Refused) -> None:
    path = register.xlsx("a.xlsx", 단체=[["이름", "상근 인원"], ["가", 3], ["나", "=B2*2"]])
    row = only(refused(RefusedRows, path))
    assert (row.file, row.row, row.column, row.value) == ("a.xlsx [단체]", 3, "상근 인원", "=B2*2")
    assert "수식" in row.reason.ko
    assert "값으로 붙여넣기" in row.remedy.ko


def test_a_formula_in_a_column_that_is_not_read_refuses_nothing(register: Register) -> None:
    path = register.xlsx(
        "a.xlsx", 단체=[["메모", "이름", "상근 인원"], ["=ROW()-1", "가", 3], ["=ROW()-1", "나", "=C2"]]
    )
    report = register.load(path, ignore_unknown_columns=True, keep_going=True)
    assert report.counts["organisations"].created == 1
    (row,) = report.refused
    assert (row.row, row.column, row.value) == (3, "상근 인원", "=C2")


def test_a_csv_with_a_broken_quote(register: Register, refused: Refused) -> None:
    good = register.csv("o.csv", GOOD)
    broken = register.raw("b.csv", '이름,소개\n가,좋음\n나,"열린 채로\n다,라\n'.encode())
    error = refused(UnreadableFile, good, broken, keep_going=True)
    assert error.context["row"] == 3
    assert "3행" in error.message.ko
    assert "큰따옴표를 닫고" in error.remedy.ko
    assert error.context["value"] == '나,"열린 채로'
    assert '나,"열린 채로' in error.message.en


def test_refused_rows_are_listed_and_saved_in_the_order_of_the_file(register: Register, tmp_path: Path) -> None:
    rows = [
        ["id", "이름", "등록번호", "자치구"],
        ["a", "가", "1", ""],
        ["b", "나", "1", ""],
        ["c", "다", "2", "해운대구"],
    ]
    rows += [["d", "라", "1", ""], ["e", "", "", ""]]
    saved = tmp_path / "r.csv"
    report = register.load(register.csv("a.csv", rows), keep_going=True, refused_path=saved)
    assert [row.row for row in report.refused] == [3, 4, 5, 6]
    with saved.open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["b", "c", "d", "e"]


def test_a_cell_that_is_too_long(register: Register, refused: Refused) -> None:
    path = register.csv("a.csv", [["이름", "소개"], ["가", "좋음"], ["나", "ㄱ" * 131_073]])
    error = refused(UnreadableFile, path)
    assert error.context["row"] == 3
    assert "3행" in error.message.ko
    assert "131,072" in error.message.ko
    assert "따옴표가 맞지" not in error.message.ko


def test_a_csv_with_mixed_encodings(register: Register, refused: Refused) -> None:
    path = register.raw("b.csv", "이름\n가나다\n".encode() + "라마바\n".encode("cp949"))
    error = refused(UnreadableFile, register.csv("o.csv", GOOD), path)
    assert "3번째 줄은 CP949" in error.message.ko
    assert "UTF-8로 저장한 뒤" in error.remedy.ko


def test_a_name_with_nul(register: Register, refused: Refused) -> None:
    path = register.raw("a.csv", "이름\n가\n나\x00다\n".encode())
    row = only(refused(RefusedRows, path))
    assert (row.row, row.column, row.value) == (3, "이름", "나␀다")
    assert "U+0000" in row.remedy.ko


def test_a_name_with_markup_is_kept_as_text(register: Register) -> None:
    name = "<b>두레</b></script><script>alert(1)</script>"
    register.load(register.csv("a.csv", [["id", "이름"], ["a", name]]))
    assert register.node("a").name_ko == name


def test_right_to_left_marks_are_dropped_with_a_warning(register: Register) -> None:
    report = register.load(register.csv("a.csv", [["id", "이름"], ["a", "마포\u202e두레\u200f"]]))
    assert register.node("a").name_ko == "마포두레"
    (warning,) = [w for w in report.warnings if w.column == "이름"]
    assert (warning.row, warning.value) == (2, "마포두레")
    assert "글자 방향" in warning.text.ko


def test_a_value_for_another_kind(register: Register, refused: Refused) -> None:
    rows = [["이름", "종류", "조직 형태"], ["가", "시민사회단체", "재단"], ["나", "행정기관", "재단"]]
    row = rows_refused(register, refused, rows)
    assert (row.row, row.column, row.value) == (3, "조직 형태", "재단")
    assert "행정기관" in row.remedy.ko


def test_a_task_that_the_kind_cannot_answer_for(register: Register, refused: Refused) -> None:
    rows = [["이름", "종류", "정책 과제"], ["가", "중간지원조직", "A1"], ["나", "시민사회단체", "A1"]]
    row = rows_refused(register, refused, rows)
    assert (row.row, row.column) == (3, "정책 과제")


def test_an_organisation_cannot_change_its_kind(register: Register, refused: Refused) -> None:
    register.load(register.csv("o.csv", GOOD))
    row = rows_refused(register, refused, [["id", "이름", "종류"], ["o-1", "마포두레", "행정기관"]])
    assert row.value == "government"
    assert "civil_society" in row.reason.en


def test_an_empty_name(register: Register, refused: Refused) -> None:
    row = rows_refused(register, refused, [["id", "이름"], ["a", "가"], ["b", "  "]])
    assert (row.row, row.column) == (3, "이름")
    assert "비어 있습니다" in row.reason.ko


def test_a_file_of_another_format(register: Register, refused: Refused, tmp_path: Path) -> None:
    error = refused(UnreadableFile, register.csv("o.csv", GOOD), register.raw("a.xls", b"\xd0\xcf\x11\xe0"))
    assert "'.xls'" in error.message.ko
    assert ".xlsx" in error.remedy.ko


@pytest.mark.parametrize("header", ["상근 인원", "회원 수", "연간 예산"])
def test_a_number_that_no_register_can_mean(register: Register, refused: Refused, header: str) -> None:
    rows = [["이름", header], ["가", "3"], ["나", "1e300"]]
    row = rows_refused(register, refused, rows)
    assert (row.row, row.column, row.value) == (3, header, "1e300")
    assert "1,000조" in row.remedy.ko
    report = register.load(register.csv("a.csv", rows), keep_going=True)
    assert (report.counts["organisations"].created, report.refused_count) == (1, 1)


def test_an_amount_whose_sums_would_be_infinite(register: Register, refused: Refused) -> None:
    headers = ["유형", "출발", "도착", "금액"]
    row = ties_refused(register, refused, headers, ["cooperates", "o-2", "o-1", "1e308"])
    assert (row.row, row.column, row.value) == (3, "금액", "1e308")
    assert "1,000,000,000,000,000" in row.remedy.en


def test_an_id_that_a_place_has(register: Register, refused: Refused) -> None:
    row = rows_refused(register, refused, [["id", "이름", "자치구"], ["a", "가", ""], ["place:1144000000", "나", ""]])
    assert (row.row, row.value) == (3, "civil_society")
    assert "'place:1144000000'은(는) 이미 'place'" in row.reason.ko


def test_merged_cells_below_the_first(register: Register, refused: Refused) -> None:
    path = register.folder / "a.xlsx"
    book = openpyxl.Workbook()
    for line in (["이름", "자치구", "메모"], ["가", "마포구", "합침"], ["나", None, None], ["다", "서초구", None]):
        book.active.append(line)
    book.active.merge_cells("B2:B3")
    book.active.merge_cells("C2:C4")
    book.save(path)
    row = only(refused(RefusedRows, path, ignore_unknown_columns=True))
    assert (row.row, row.column) == (3, "자치구")
    assert "병합된 칸(B2:B3)" in row.reason.ko
    assert "병합을 풀고" in row.remedy.ko
    report = register.load(path, ignore_unknown_columns=True, keep_going=True)
    assert (report.counts["organisations"].created, report.refused_count) == (2, 1)


def test_a_merged_header_names_its_column_by_number(register: Register, refused: Refused) -> None:
    error = refused(UnreadableFile, register.csv("a.csv", [["이름", "", "자치구"], ["가", "", "마포구"]]))
    assert "이름 없는 2번째 열" in error.message.ko
    assert "column 2, which has no name" in error.message.en


def test_a_worksheet_of_remarks(register: Register, refused: Refused) -> None:
    path = register.xlsx("a.xlsx", 단체=[["이름"], ["가"]], 비고=[["작성 요령"], ["아무 말"]])
    assert "'비고' 시트를 지우거나 숨기십시오" in refused(UnreadableFile, path).remedy.ko
