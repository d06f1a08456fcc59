from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.domain.contacts import address, phones, registration
from ecomap.domain.organisation_names import parse_name


@pytest.mark.parametrize(
    "text",
    [
        "사단법인 햇살마루", "사단법인햇살마루", "(사)햇살마루", "(사) 햇살마루", "㈔햇살마루", "（사）햇살마루",
        "사)햇살마루", "햇살마루(사)", "햇살마루 사단법인", "(사단)햇살마루", "[사] 햇살 마루", "사.햇살마루",
        "(사단법인) 햇살·마루", "비영리사단법인 햇살마루",
    ],
)  # fmt: skip
def test_every_spelling_of_the_form_is_taken_off(text: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert (name.core, name.forms) == ("햇살마루", {"association"})


@pytest.mark.parametrize(
    ("text", "core", "form"),
    [
        ("㈜햇살", "햇살", "company"),
        ("햇살 주식회사", "햇살", "company"),
        ("유한회사햇살", "햇살", "company"),
        ("햇살사회적협동조합", "햇살", "cooperative"),
        ("협동조합 햇살", "햇살", "cooperative"),
        ("(재)햇살재단", "햇살재단", "foundation"),
        ("사회복지법인 햇살", "햇살", "welfare"),
        ("의료법인햇살", "햇살", "medical"),
        ("학교법인 햇살", "햇살", "school"),
        ("햇살(비영리민간단체)", "햇살", "group"),
        ("Haetsal, Inc.", "haetsal", "company"),
        ("The Haetsal Foundation", "haetsal", "foundation"),
        ("Haetsal Co., Ltd.", "haetsal", "company"),
    ],
)
def test_forms_in_both_languages(text: str, core: str, form: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert (name.core, name.forms) == (core, {form})


@pytest.mark.parametrize(
    "text", ["한국협동조합연구소", "협동조합지원센터", "아름다운재단", "재단", "사단법인", "사회적기업가학교"]
)
def test_a_form_inside_a_name_or_alone_stays(text: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert not name.forms
    assert name.full == text


@pytest.mark.parametrize(
    ("text", "core", "places", "branch"),
    [
        ("서울특별시 마포구 여성회", "여성회", {"서울", "마포"}, ""),
        ("서울시민연대", "시민연대", {"서울"}, ""),
        ("마포시나브로결모임", "시나브로결모임", {"마포"}, ""),
        ("수원시 여성회", "여성회", {"수원"}, ""),
        ("광주광역시 북구 여성회", "여성회", {"광주", "북구"}, ""),
        ("경기도 양평군 여성회", "여성회", {"경기", "양평"}, ""),
        ("서울도서관친구들", "도서관친구들", {"서울"}, ""),
        ("강서구립합창단", "구립합창단", {"강서"}, ""),
        ("여성회 마포지부", "여성회", set(), "마포"),
        ("여성회 마포구지부", "여성회", set(), "마포"),
        ("여성회(마포지부)", "여성회", set(), "마포"),
        ("여성회 마포 지부", "여성회", set(), "마포"),
        ("환경운동연합마포지부", "환경운동연합", set(), "마포"),
        ("희망을 파는 사람들(대구)", "희망을파는사람들", {"대구"}, ""),
        ("덕산지역아동센터(충남예산)", "덕산지역아동센터", {"충남", "예산"}, ""),
        ("예산감시시민모임", "예산감시시민모임", set(), ""),
        ("서울숲", "서울숲", set(), ""),
        ("Mapo-gu Women Link", "womenlink", {"마포"}, ""),
    ],
)
def test_place_and_branch(text: str, core: str, places: set[str], branch: str) -> None:
    name = parse_name(text)
    assert name is not None
    assert (name.core, name.places, name.branch) == (core, places, branch)


def test_former_and_other_names_stand_in_brackets() -> None:
    name = parse_name("햇살마루(구 온새길)(Haetsal)(마포지부)")
    assert name is not None
    assert (name.former, name.also, name.branch) == (("온새길",), ("haetsal",), "마포")


@pytest.mark.parametrize("text", ["", "  ", "()", "---", "\u3164"])
def test_no_letters_are_no_name(text: str) -> None:
    assert parse_name(text) is None


@settings(max_examples=100)
@given(st.text(alphabet="사재단법인()（）㈜ 마포구지부햇살abc.-1", max_size=25))
def test_any_text_is_read_and_never_loses_its_core(text: str) -> None:
    name = parse_name(text)
    assert (name is None) == (not any(char.isalnum() for char in text)) or name is None
    if name is not None:
        assert name.core
        assert name.words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("123-82-06789", "business"),
        ("１２３８２０６７８９", "business"),
        ("110121-0012345", "corporate"),
        ("제2020-3호", "other"),
    ],
)
def test_kinds_of_registration(text: str, kind: str) -> None:
    found = registration(text)
    assert found is not None
    assert found.kind == kind


def test_filler_is_no_number() -> None:
    assert registration("000-00-00000") is None
    assert registration("없음") is None
    assert phones("02-0000-0000") == phones("없음") == phones("02-1234-5678") == frozenset()


@pytest.mark.parametrize(
    "text",
    ["02-312-4567", "02)312-4567", "(02) 312 4567", "+82 2-312-4567", "+82 (0)2 312 4567",
     "02.312.4567 (내선 12)", "02-312-4567~8"]
)  # fmt: skip
def test_spellings_of_one_telephone(text: str) -> None:
    assert phones(text) == {"023124567"}


@pytest.mark.parametrize(
    "text",
    [
        "서울특별시 마포구 월드컵로 12-3, 4층 (서교동)",
        "서울 마포구 월드컵로12-3 4층",
        "(04001) 서울시 마포구 월드컵로 12 - 3 4층",
        "마포구 월드컵로 12-3 서교빌딩 4층",
    ],
)
def test_spellings_of_one_address(text: str) -> None:
    found = address(text)
    assert (found.district, found.street, found.room) == ("마포", "월드컵로 12-3", "4층")


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("서울 마포구 양화로 6길 23", "양화로6길 23"),
        ("서울 마포구 양화로6길 23 302호", "양화로6길 23"),
        ("서울 종로구 종로 1가 24", "종로1가 24"),
        ("서울 은평구 녹번동 5-29번지", "녹번동 5-29"),
        ("684, Tongil-ro, Eunpyeong-gu, Seoul", "tongil-ro 684"),
        ("서울 마포구", ""),
        ("", ""),
    ],
)
def test_streets(text: str, street: str) -> None:
    assert address(text).street == street
