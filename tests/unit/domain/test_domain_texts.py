from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.domain.texts import clean, control_character, key, number_key


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("마을넷", "마을넷"),
        ("  마을   넷 ", "마을 넷"),
        ("마을\u00a0\u3000넷", "마을 넷"),
        ("a\tb\nc", "a b c"),
        ("\r\nvillage\t", "village"),
        (unicodedata.normalize("NFD", "마을넷"), "마을넷"),
        ("마\u200b을\ufeff넷", "마을넷"),
        ("\u202egnolliv\u202c", "gnolliv"),
        ("\u2067마을\u2069", "마을"),
        ("마\u00ad을", "마을"),
        ("\u3164\u3164", ""),
        ("마\u115f\u1160을", "마을"),
        ("", ""),
        (" \t\n", ""),
        ("nul\0", "nul\0"),
        ("Ⅳ ½", "Ⅳ ½"),
    ],
)
def test_what_cleaning_does(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_cleaned_text_has_single_spaces_inside_only(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not any(char.isspace() and char != " " for char in cleaned)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("마을넷", None),
        ("a b", None),
        ("tab\tnewline\n\r", None),
        ("zero\u200bwidth", None),
        ("nul\0", "U+0000"),
        ("a\x1bb\0", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ud800", "U+D800"),
        ("\ue000", "U+E000"),
    ],
)
def test_control_characters_are_named(text: str, found: str | None) -> None:
    assert control_character(text) == found


@pytest.mark.parametrize(
    "spelling",
    [
        "마을 공동체(강남)",
        "마을공동체 (강남)",
        "마을공동체강남",
        "마을_공동체-강남",
        "마을·공동체, [강남]",
        "마을공동체（강남）",
    ],
)
def test_spellings_that_are_one(spelling: str) -> None:
    assert key(spelling) == key("마을공동체강남")


@pytest.mark.parametrize(
    ("one", "two"),
    [("Planned Dates: Start_Date", "planned dates: start date"), ("ＮＰＯ센터", "npo 센터"), ("STRASSE", "straße")],
)
def test_case_and_width_do_not_count(one: str, two: str) -> None:
    assert key(one) == key(two)


@pytest.mark.parametrize(("one", "two"), [("마을넷", "마을넷2"), ("a+b", "ab"), ("1동", "2동"), ("café", "cafe")])
def test_names_that_differ(one: str, two: str) -> None:
    assert key(one) != key(two)


@pytest.mark.parametrize("text", ["", "  ", "()", "---", "· . ,"])
def test_names_without_letters_have_no_key(text: str) -> None:
    assert key(text) == ""


@given(st.text(alphabet="가나다마을ABCabc -_()·"))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)


@pytest.mark.parametrize("text", ["NA", "N/A", "없음", "-", "미등록", ""])
def test_a_number_without_digits_is_none(text: str) -> None:
    assert number_key(text) == ""
