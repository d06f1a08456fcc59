"""Rows as people read them: whole, whatever the width."""

from __future__ import annotations

import io
import re
import sys

import pytest

from ecomap.cli.common import print_rows

COLUMNS = ["id", *(f"세는 것 {number} (곳)" for number in range(15)), "이름"]
ROW = [
    "identifier-of-the-record",
    *(f"value{number}" for number in range(15)),
    "아주 긴 이름을 가진 어느 마을 공동체 모임",
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, columns: list[str], row: list[str], width: int = 80
) -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    print_rows(columns, [row], "table", last=["id"])
    return re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())


def test_a_row_that_goes_to_another_program_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = printed(monkeypatch, io.StringIO(), COLUMNS, ROW).splitlines()
    (line,) = [line for line in lines if "value0" in line]
    assert all(text in line for text in ROW)
    assert line.index("아주 긴") < line.index("identifier")


@pytest.mark.parametrize("width", [30, 80, 200, 1000])
def test_a_narrow_terminal_loses_nothing(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    text = printed(monkeypatch, Terminal(), COLUMNS, ROW, width)
    assert "…" not in text
    for cell in ROW:
        assert "".join(cell.split()) in "".join(text.split())
    if width <= 200:
        assert "세는 것 3 (곳): value3" in " ".join(text.split())


def test_few_columns_are_folded_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    text = printed(monkeypatch, Terminal(), ["이름", "id"], ["가나다라마바사아자차카타파하" * 3, "a"], 40)
    assert "┃" in text
    assert "…" not in text
    assert text.count("\n") > 5
