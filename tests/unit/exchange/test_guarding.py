"""What is written for spreadsheet programs is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.exchange.guarding import bare_cell, safe_cell


@settings(max_examples=50)
@given(st.text(alphabet="'=+-@\t\r1a가 ", max_size=6))
def test_a_guarded_cell_is_read_back_and_runs_nowhere(text: str) -> None:
    written = safe_cell(text)
    assert bare_cell(written) == text
    if written[:1] in set("=+-@\t\r"):
        float(written)  # only a plain number may begin so


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'+82-2-123-4567", "+82-2-123-4567"),
        ("''=1", "'=1"),
        ("'90년대 모임", "'90년대 모임"),
        ("'", "'"),
        ("''", "''"),
        ("-5", "-5"),
    ],
)
def test_only_a_guarding_apostrophe_is_taken_off(cell: str, meant: str) -> None:
    assert bare_cell(cell) == meant
