from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching import best_quality, calibration, our_scores, quality, raw_scores
from benchmarks.name_pairs import labelled_pairs, real_pairs
from ecomap.matching import SAME, SHOW, Entry, Match, compare, prepare
from ecomap.matching.reasons import REASONS


def matched(a: Entry | str, b: Entry | str) -> Match:
    return compare(*(prepare(Entry(name, name) if isinstance(name, str) else name) for name in (a, b)))


def codes(match: Match) -> set[str]:
    return {reason.code for reason in match.reasons}


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_precision_and_recall_keep_their_floor(part: str) -> None:
    pairs = labelled_pairs(part)
    assert len(pairs) >= 400
    scores = our_scores(pairs)
    found = quality(pairs, scores, SAME)
    assert found.precision >= 0.97
    assert found.recall >= 0.95
    assert found.f1 > best_quality(pairs, raw_scores(pairs)).f1 + 0.1


def test_scores_agree_with_the_shares_of_true_duplicates() -> None:
    pairs = labelled_pairs("held_out")
    shares = [share for _, _, share, count in calibration(pairs, our_scores(pairs)) if count >= 10]
    assert shares == sorted(shares)
    assert shares[0] < 0.05
    assert shares[-1] > 0.95


def test_real_names() -> None:
    folder = os.environ.get("ECOMAP_REAL_DATA")
    if not folder:
        pytest.skip("ECOMAP_REAL_DATA names no folder with real data")
    pairs = real_pairs(Path(folder) / "names" / "korean_nonprofits.csv")
    found = quality(pairs, our_scores(pairs), SAME)
    assert found.precision >= 0.97
    assert found.recall >= 0.95


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        (
            Entry("a", "햇살마루", registration="123-82-06789"),
            Entry("b", "온새길", registration="1238206789"),
            "same_registration",
        ),
        (Entry("a", "(사)햇살마루"), Entry("b", "사단법인 햇살 마루"), "same_but_for_form"),
        (Entry("a", "햇살 마루회"), Entry("b", "마루회 햇살"), "same_but_for_form"),
        (Entry("a", "햇살마루"), Entry("b", "햇살마루"), "same_name"),
        (Entry("a", "햇살마루", aliases=("온새길모임",)), Entry("b", "온새길모임"), "other_name_matches"),
        (Entry("a", "햇살마루회"), Entry("b", "햇살마르회"), "one_slip"),
        (Entry("a", "햇살마루"), Entry("b", "Haetsal Maru"), "sounds_same"),
        (Entry("a", "글로벌호프"), Entry("b", "Global Hope"), "sounds_alike"),
    ],
)  # fmt: skip
def test_what_makes_two_records_one(a: Entry, b: Entry, code: str) -> None:
    match = matched(a, b)
    assert code in codes(match)
    assert match.score >= SAME
    assert match.relation == "same"


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        (Entry("a", "김포여성의전화"), Entry("b", "군포여성의전화"), "other_place_in_name"),
        (Entry("a", "햇살마루", place="마포구"), Entry("b", "햇살마루", place="은평구"), "other_district"),
        (Entry("a", "햇살마루 마포지회"), Entry("b", "햇살마루 은평지회"), "other_branch"),
        (Entry("a", "햇살마루 제1지회"), Entry("b", "햇살마루 제2지회"), "other_branch"),
        (Entry("a", "햇살남부복지관"), Entry("b", "햇살북부복지관"), "other_word"),
        (Entry("a", "416재단"), Entry("b", "518재단"), "other_name"),
        (Entry("a", "햇살 1호점"), Entry("b", "햇살 2호점"), "other_number"),
        (
            Entry("a", "햇살마루", registration="123-82-06789"),
            Entry("b", "햇살마루", registration="223-82-06789"),
            "other_registration",
        ),
    ],
)  # fmt: skip
def test_what_makes_them_two(a: Entry, b: Entry, code: str) -> None:
    match = matched(a, b)
    assert code in codes(match)
    assert match.score < 0.4


def test_english_names_do_not_outweigh_the_korean_ones() -> None:
    a = Entry("a", "서울 온기한줌 시민모임", "Seoul Handful of Warmth Independent Living Association")
    b = Entry("b", "서울 온기한줌 협의회", "Seoul Handful of Warmth Independent Living Council")
    assert matched(a, b).score < SHOW
    assert matched(a.name_en, b.name_en).score < SHOW


def test_a_branch_is_shown_as_related() -> None:
    match = matched("한국햇살마루", "한국햇살마루 마포지부")
    assert match.relation == "related"
    assert SHOW <= match.score < SAME


def test_a_bracketed_branch_is_no_other_name() -> None:
    assert matched("햇살마루(마포지부)", "온새길(마포지부)").score < SHOW


def test_telephone_and_address_add_to_a_name() -> None:
    bare = matched("햇살나눔집", "햇살나눔방").score
    where = {"phone": "02-312-4567", "address": "서울 마포구 월드컵로 12, 3층"}
    assert matched(Entry("a", "햇살나눔집", **where), Entry("b", "햇살나눔방", **where)).score > bare + 0.3


def test_a_moved_organisation_is_known_by_its_telephone() -> None:
    a, b = (
        Entry("a", "햇살마루", phone="02-312-4567", place="마포구"),
        Entry("b", "햇살마루", phone="023124567", place="은평구"),
    )
    assert matched(a, b).score >= SAME


def test_codes_and_names_of_places_are_one() -> None:
    a, b = Entry("a", "햇살마루", place="1144000000"), Entry("b", "햇살마루", address="서울 마포구 월드컵로 12")
    assert "same_district" in codes(matched(a, b))


def test_texts_are_bilingual_and_hold_no_value() -> None:
    for reason in REASONS.values():
        assert reason.text.ko
        assert reason.text.en
    match = matched(Entry("a", "햇살마루", phone="02-312-4567"), Entry("b", "온새길", phone="02-312-4567"))
    assert not any("312" in reason.text.ko + reason.text.en for reason in match.reasons)


NAMES = st.text(alphabet="햇살마루온새길 (사)재단마포지부1abcde", min_size=1, max_size=15)


@settings(max_examples=50)
@given(NAMES, NAMES, st.sampled_from(["", "마포구", "은평구"]), st.sampled_from(["", "02-312-4567"]))
def test_a_comparison_has_no_direction(one: str, other: str, place: str, phone: str) -> None:
    a, b = Entry("a", one, phone=phone), Entry("b", other, place=place, phone=phone)
    there, back = matched(a, b), matched(b, a)
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1
