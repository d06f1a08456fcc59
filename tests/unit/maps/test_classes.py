"""Classes of values: quantiles, ties together, two hues around zero."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.maps.classes import classify, shade_of

NUMBERS = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=60)


def test_quantiles_hold_as_many_each() -> None:
    assert [found.count for found in classify(range(1, 26))] == [5, 5, 5, 5, 5]
    assert [(found.low, found.high, found.shade) for found in classify([3, 1, 2])] == [(1, 1, 0), (2, 2, 2), (3, 3, 4)]


def test_without_values_there_is_no_class_and_one_value_is_in_the_middle() -> None:
    assert classify([None, None]) == ()
    assert [found.shade for found in classify([7.0, 7.0, None])] == [2]


def test_values_on_both_sides_of_zero_have_two_hues() -> None:
    found = classify([-4, -3, -1, 0, 2, 5, 9])
    assert [one.shade for one in found] == [-2, -1, 1, 2]
    assert found[1].high < 0 <= found[2].low


@pytest.mark.parametrize("values", [[0, 0, 0, 1], [-1, -1, -1, 0], [5]])
def test_values_of_one_sign_have_one_hue(values: list[float]) -> None:
    assert all(one.shade >= 0 for one in classify(values))


@given(NUMBERS)
def test_every_value_is_in_the_class_that_says_so(values: list[float | None]) -> None:
    found = classify(values)
    assert sum(one.count for one in found) == sum(value is not None for value in values)
    for value in values:
        shade = shade_of(value, found)
        holding = [one.shade for one in found if value is not None and one.low <= value <= one.high]
        assert holding == ([] if value is None else [shade])
    assert [one.low for one in found] == sorted(one.low for one in found)
