"""Korean ways of writing money."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.exchange.money import korean_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3백만원", 3e6),
        ("300만원", 3e6),
        ("300만", 3e6),
        ("3천만 원", 3e7),
        ("1억 2천만원", 1.2e8),
        ("1억2,300만 4,500원", 123_004_500.0),
        ("1.5억원", 1.5e8),
        ("₩2조 3억", 2_000_300_000_000.0),
        ("500천원", 5e5),
        ("만원", 1e4),
        ("천백원", 1100.0),
    ],
)
def test_powers_of_ten_are_read(text: str, amount: float) -> None:
    assert korean_amount(text) == amount


@pytest.mark.parametrize(
    "text", ["", "원", "300", "약 3백만원", "2만 1억", "3백만만", "백천", "3 4만", "1.2.3억", "-3백만원", "일억"]
)
def test_what_has_no_one_reading_is_none(text: str) -> None:
    assert korean_amount(text) is None


def written(amount: int) -> str:
    """Write an amount the long way, as an independent reading of the same rules."""
    parts = []
    for power, name in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        section = amount // power % 10**4
        digits = "".join(
            f"{section // small % 10}{word}"
            for small, word in ((1000, "천"), (100, "백"), (10, "십"), (1, ""))
            if section // small % 10
        )
        parts += [digits + name] if digits else []
    return " ".join(parts) + "원"


@settings(max_examples=50)
@given(st.integers(10, 10**15))
def test_an_amount_that_is_written_out_is_read_back(amount: int) -> None:
    text = written(amount)
    assert korean_amount(text) == float(amount)
