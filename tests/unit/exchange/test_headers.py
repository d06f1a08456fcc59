from collections.abc import Iterator

import pytest

from ecomap.errors import UnreadableFile
from ecomap.exchange.headers import recognise
from ecomap.exchange.tables import Row, Table
from graph_schema import load_ontology

SHEETS = list(load_ontology().sheets.values())


def no_rows() -> Iterator[Row]:
    return iter(())


def table(*headers: str, name: str = "") -> Table:
    return Table("a.csv", name, headers, 0, no_rows)


@pytest.mark.parametrize(
    ("headers", "sheet", "columns"),
    [
        (("단체명", "구분", "자치구"), "organisations", ["name_ko", "kind", "located_in"]),
        (("Name_KO", " kind ", "founded"), "organisations", ["name_ko", "kind", "founded"]),
        (("유형", "보내는 단체", "받는단체"), "ties", ["type", "source", "target"]),
        (("type", "source", "target", "amount", "unit"), "ties", ["type", "source", "target", "amount", "unit"]),
        (("사업명", "시작일", "종료일", "사업비"), "programmes", ["name_ko", "start", "end", "budget"]),
        (("name",), "organisations", ["name_ko"]),
    ],
)
def test_sheets_are_told_by_headers_in_both_languages(headers: tuple[str, ...], sheet: str, columns: list[str]) -> None:
    layout = recognise(table(*headers), SHEETS)
    assert layout.sheet.name == sheet
    assert list(layout.positions) == columns


def test_the_name_of_the_sheet_decides_between_sheets_that_fit() -> None:
    assert recognise(table("name", name="programmes"), SHEETS).sheet.name == "programmes"


def test_an_unknown_column_is_refused_with_the_nearest_known_one() -> None:
    with pytest.raises(UnreadableFile) as caught:
        recognise(table("name", "fonded", "zzzzqqqq"), SHEETS)
    assert caught.value.context["column"] == "fonded"
    assert "'fonded' → founded (설립일)?" in caught.value.message.ko
    assert "'zzzzqqqq'" in caught.value.message.en
    assert "--ignore-unknown-columns" in caught.value.remedy.ko
    layout = recognise(table("name", "fonded", "zzzzqqqq"), SHEETS, ignore_unknown=True)
    assert layout.ignored == ("fonded", "zzzzqqqq")


@pytest.mark.parametrize("header", ["연번", "순번", "번호", "No", "No.", "일련 번호", "Serial_No"])
def test_a_running_number_is_passed_over_and_never_taken_for_an_id(header: str) -> None:
    layout = recognise(table(header, "단체명"), SHEETS)
    assert (list(layout.positions), layout.serial, layout.ignored) == (["name_ko"], (header,), ())
    with pytest.raises(UnreadableFile) as caught:
        recognise(table(header, "단체명", "qqqq"), SHEETS)
    assert header not in caught.value.message.ko


def test_missing_columns_are_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        recognise(table("type", "source", "amount"), SHEETS)
    assert "target" in caught.value.context["column"]
    assert "'ties'" in caught.value.remedy.en


def test_a_default_stands_in_for_a_missing_column() -> None:
    layout = recognise(table("source", "target"), SHEETS, defaults={"type": "funds"})
    assert layout.sheet.name == "ties"


def test_two_headers_of_one_meaning_are_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        recognise(table("단체명", "기관명"), SHEETS)
    assert "'단체명'" in caught.value.message.ko
    assert "'기관명'" in caught.value.message.ko
