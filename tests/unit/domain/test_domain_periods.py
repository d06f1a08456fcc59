from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.domain.periods import parse_day

DAY = date(2021, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-04",
        "2021-3-4",
        "2021.3.4",
        "2021.03.04.",
        "2021. 3. 4.",
        "2021/03/04",
        "20210304",
        "2021년 3월 4일",
        "2021년3월4일",
        "2021-03-04T12:30",
        "2021-03-04 12:30:59",
        "2021-03-04T00:00:00+09:00",
        "2021. 3. 4. 9:05",
    ],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == parse_day(text, end=True) == DAY


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021년", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-04", date(2021, 4, 1), date(2021, 4, 30)),
        ("2021.4.", date(2021, 4, 1), date(2021, 4, 30)),
        ("2021년 12월", date(2021, 12, 1), date(2021, 12, 31)),
        ("2020/2", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
    ],
)
def test_months_and_years_stand_for_their_first_or_last_day(text: str, first: date, last: date) -> None:
    assert parse_day(text) == first
    assert parse_day(text, end=True) == last


@pytest.mark.parametrize(
    "text",
    [
        "2021.13.40",
        "2021-02-29",
        "2021-00-10",
        "2021-04-31",
        "20211340",
        "2021-13",
        "2021-00",
        "0000",
        "99999",
        "21-03-04",
        "04/03/2021",
        "2021-03-04 noon",
        "2021-03-04 x 12:30",
        "미정",
        "2021년경",
        "",
        "1e9",
        "44259",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  the message is the calendar's
        parse_day(text)


@given(st.dates())
def test_iso_dates_come_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.year:04d}{day.month:02d}{day.day:02d}", end=True) == day


@given(st.dates())
def test_a_span_holds_its_days(day: date) -> None:
    for text in (f"{day.year:04d}", f"{day.year:04d}-{day.month:02d}"):
        assert parse_day(text) <= day <= parse_day(text, end=True)
