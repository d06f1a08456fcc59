import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.domain.texts import clean, control_character
from ecomap.errors import InvalidRecord
from ecomap.exchange.columns import Frame, Note, read_id
from ecomap.exchange.headers import recognise
from ecomap.exchange.tables import Row, Table
from graph_schema import load_ontology

SHEETS = list(load_ontology().sheets.values())


def no_rows() -> Iterator[Row]:
    return iter(())


def frame(**defaults: str) -> Frame:
    table = Table("a.csv", "", ("이름", "소개", "?"), 0, no_rows)
    return Frame.of(table, recognise(table, SHEETS, ignore_unknown=True), defaults)


CELL = st.one_of(st.text(max_size=8), st.text("가나ᄒ\u1161a  |\u200b\u202e\u3164\u00a0\n", max_size=8))


@given(cells=st.tuples(CELL, CELL, st.just("|")))
def test_cells_are_cleaned_one_by_one_whatever_is_in_them(cells: tuple[str, str, str]) -> None:
    notes: list[Note] = []
    if any(control_character(cell) for cell in cells):
        with pytest.raises(InvalidRecord) as caught:
            frame().cells(Row(2, cells), notes)
        assert caught.value.context["column"] in {"이름", "소개"}
        return
    assert list(frame().cells(Row(2, cells), notes))[:2] == [clean(cell) for cell in cells[:2]]
    told = {note.column for note in notes}
    for column, cell in zip(("이름", "소개"), cells, strict=False):
        shown = " ".join(unicodedata.normalize("NFC", cell).split())
        assert (column in told) == (shown != clean(cell))


def test_defaults_stand_behind_the_cells() -> None:
    made = frame(kind=" partner ", name_ko="unused")
    assert list(made.cells(Row(2, ("가", "", "")), [])) == ["가", "", "", "partner"]
    assert made.positions == {"name_ko": 0, "description": 1, "kind": 3}


def test_hangul_fillers_do_not_make_another_name() -> None:
    notes: list[Note] = []
    assert frame().cells(Row(2, ("마포\u3164두레", "", "")), notes)[0] == "마포두레"
    assert [note.column for note in notes] == ["이름"]


@pytest.mark.parametrize("text", ["a b", "x" * 201, "a\u0378"])
def test_ids_are_printable_short_and_without_spaces(text: str) -> None:
    with pytest.raises(InvalidRecord):
        read_id(text)


@pytest.mark.parametrize("text", ["서울/2024-1", "a/b/c", "1.2", "history", "a.b/history-2"])
def test_an_id_that_has_an_address_is_kept_as_written(text: str) -> None:
    assert read_id(text) == text


@pytest.mark.parametrize("text", ["/a", "a/", "a//b", ".", "..", "a/../b", "a/history", "a/b/neighbourhood"])
def test_an_id_that_has_no_address_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        read_id(text)
    assert "/history" in caught.value.remedy.ko
