from __future__ import annotations

from datetime import date

import pytest

from ecomap.domain.identity import alike, link_id, natural_id, natural_tie_id

PLACE = "place:1168000000"


def test_spellings_of_a_name_are_one_organisation() -> None:
    one = natural_id("org", "civil_society", "마을 공동체(강남)", PLACE)
    assert one == natural_id("org", "civil_society", "마을공동체강남", PLACE)
    assert one.startswith("org-")
    assert len(one) == len("org-") + 20


@pytest.mark.parametrize(
    "other",
    [
        ("org", "government", "마을넷", PLACE, ""),
        ("org", "civil_society", "마을방", PLACE, ""),
        ("org", "civil_society", "마을넷", "", ""),
        ("org", "civil_society", "마을넷", PLACE, "123"),
        ("prog", "civil_society", "마을넷", PLACE, ""),
    ],
)
def test_kind_name_place_and_number_tell_apart(other: tuple[str, str, str, str, str]) -> None:
    assert natural_id(*other) != natural_id("org", "civil_society", "마을넷", PLACE)


def test_names_of_signs_alone_are_told_apart() -> None:
    assert natural_id("org", "partner", "---", PLACE) != natural_id("org", "partner", "···", PLACE)


def test_parts_do_not_run_into_each_other() -> None:
    assert natural_id("org", "partner", "ab", "c") != natural_id("org", "partner", "a", "bc")


def test_a_link_is_one_of_its_type_between_two() -> None:
    assert link_id("works_in", "a", "f") == "works_in:a>f"


def test_the_order_of_ends_counts_only_with_direction() -> None:
    day = date(2020, 1, 1)

    def tie(source: str, target: str, *, directed: bool) -> str:
        return natural_tie_id("funds", (source, target), day, "f", directed=directed)

    assert tie("a", "b", directed=True) != tie("b", "a", directed=True)
    assert tie("a", "b", directed=False) == tie("b", "a", directed=False)


def test_type_first_day_and_field_tell_ties_apart() -> None:
    day, later = date(2020, 1, 1), date(2020, 1, 2)
    ids = {
        natural_tie_id(type_, ("a", "b"), since, field, directed=True)
        for type_ in ("funds", "refers")
        for since in (None, day, later)
        for field in ("", "f")
    }
    assert len(ids) == 12


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("(사)마포두레", "사단법인 마포 두레", True),
        ("녹색연합", "서울녹색연합", True),
        ("서울환경연합", "서울환경운동연합", True),
        ("가람모임", "가람모입", True),
        ("㈜한마음", "한마음 주식회사", True),
        ("첫째단체", "전혀다른단체", False),
        ("서울환경연합", "서울복지연합", False),
        ("마포", "마포시민환경연합", False),
        ("협동조합", "협동조합", True),
        ("···", "가람", False),
    ],
)
def test_names_are_alike_in_spite_of_spelling_and_legal_form(name: str, other: str, same: bool) -> None:
    assert alike(name, other) is same is alike(other, name)
