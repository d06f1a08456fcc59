from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.errors import UnreadableFile
from ecomap.exchange.csv_tables import find_encoding
from ecomap.exchange.registry import open_tables

TEXT = "단체명,구분,설립일\n마포두레,시민사회단체,2020-01-02\n망원모임,시민사회단체,2021-03-04\n"


def write(folder: Path, content: bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def cells(path: Path) -> list[tuple[int, list[str]]]:
    (table,) = open_tables(path, max_mb=1)
    return [(row.number, list(row.cells)) for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_delimiters_and_line_ends_read_alike(
    tmp_path: Path, encoding: str, delimiter: str, newline: str
) -> None:
    path = write(tmp_path, TEXT.replace(",", delimiter).replace("\n", newline).encode(encoding))
    (table,) = open_tables(path, max_mb=1)
    assert table.headers == ("단체명", "구분", "설립일")
    assert table.total == 2
    assert cells(path) == [
        (2, ["마포두레", "시민사회단체", "2020-01-02"]),
        (3, ["망원모임", "시민사회단체", "2021-03-04"]),
    ]


def test_a_table_can_be_read_twice(tmp_path: Path) -> None:
    (table,) = open_tables(write(tmp_path, TEXT.encode()), max_mb=1)
    assert list(table.rows()) == list(table.rows())


def test_quoted_values_keep_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,note\n"가, 나","그는 ""예""라고\n했다"\n\n다,\n'.encode())
    assert cells(path) == [(2, ["가, 나", '그는 "예"라고\n했다']), (4, ["다", ""])]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ('name,note\n가,좋음\n"나 "두레" 모임",x\n', 3),
        ('name,note\n가,좋음\n나,"끝이 없음\n다,라\n', 3),
    ],
)
def test_a_broken_quote_is_refused_with_its_row(tmp_path: Path, content: str, row: int) -> None:
    with pytest.raises(UnreadableFile) as caught:
        cells(write(tmp_path, content.encode()))
    assert caught.value.context["row"] == row
    assert f"{row}행" in caught.value.message.ko
    assert f"row {row}" in caught.value.message.en
    assert "큰따옴표" in caught.value.remedy.ko


def test_rows_swallowed_by_an_open_quote_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, 'name,note,x\n가,"열림,1\n나,둘,2\n다,셋",3\n라,넷,4\n'.encode())
    (table,) = open_tables(path, max_mb=1)
    first, second = table.rows()
    assert first.problem is not None
    assert "따옴표" in first.problem.message.ko
    assert second.problem is None
    assert second.cells == ["라", "넷", "4"]


def test_cells_left_over_are_refused_and_missing_ones_are_empty(tmp_path: Path) -> None:
    path = write(tmp_path, "name,note\n가\n나,둘,셋\n다,넷,,\n".encode())
    (table,) = open_tables(path, max_mb=1)
    short, long, padded = table.rows()
    assert (short.cells, short.problem) == (["가", ""], None)
    assert long.problem is not None
    assert "'셋'" in long.problem.message.ko
    assert padded.problem is None


@pytest.mark.parametrize("first_utf8", [True, False])
def test_mixed_encodings_are_refused_with_the_line(tmp_path: Path, first_utf8: bool) -> None:
    encodings = ["utf-8", "utf-8", "cp949"] if first_utf8 else ["cp949", "cp949", "utf-8"]
    lines = [line.encode(e) for line, e in zip(TEXT.splitlines(keepends=True), encodings, strict=True)]
    with pytest.raises(UnreadableFile) as caught:
        open_tables(write(tmp_path, b"".join(lines)), max_mb=1)
    assert caught.value.context["row"] == 3
    assert "UTF-8" in caught.value.message.ko
    assert "CP949" in caught.value.message.en


def test_bytes_of_no_encoding_are_refused_with_line_and_byte(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_tables(write(tmp_path, "name\n가나\n".encode() + b"ab\xff\xffcd\n"), max_mb=1)
    assert (caught.value.context["row"], caught.value.context["byte"]) == (3, 3)
    assert "3번째 줄 3번째 바이트" in caught.value.message.ko
    with pytest.raises(UnreadableFile, match="UTF-16"):
        open_tables(write(tmp_path, "name\n가\n".encode("utf-16")), max_mb=1)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_header_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no header"):
        open_tables(write(tmp_path, content), max_mb=1)


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.json", "a"])
def test_other_formats_are_refused_with_what_can_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        open_tables(write(tmp_path, b"x", name), max_mb=1)
    assert ".csv" in caught.value.remedy.en
    assert ".xlsx" in caught.value.remedy.en


def test_a_300_mb_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode())
    with path.open("r+b") as file:
        file.truncate(300 * 1024 * 1024)  # sparse: takes no room on the disk
    with pytest.raises(UnreadableFile) as caught:
        open_tables(path, max_mb=200)
    assert "300.0 MiB" in caught.value.message.ko
    assert "200 MiB" in caught.value.message.en
    assert "ECOMAP_IMPORT_MAX_MB" in caught.value.remedy.en


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        open_tables(tmp_path / "none.csv", max_mb=1)


HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=20)


@given(lines=st.lists(HANGUL, min_size=1, max_size=10))
def test_hangul_in_utf8_is_always_told_from_cp949(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "property.csv"
    path.write_text("\n".join(["이름", *lines]), encoding="utf-8")
    assert find_encoding(path).name == "utf-8-sig"
    path.write_text("\n".join(["이름", *lines]), encoding="cp949")
    assert find_encoding(path).name == "cp949"
