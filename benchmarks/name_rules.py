"""Rules that make two records of one organisation, and two that are easily taken for one.

They follow what registers contain: the legal form in many spellings, before, behind or missing; spaces left out or
moved; the place before or behind; slips of the key; Latin spellings; former names; branches. The same
people wrote these rules and what finds the duplicates, and both parts of the set are made by the same rules from other
words: the figures say how well these cases are covered, not how a real register will fare.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.invented import DISTRICTS, STEMS, THEMES, Organisation, other_bearer, plain, syllables, written
from benchmarks.rewriting import by_hand, mistyped, respaced
from ecomap.domain.hangul import romanise
from ecomap.matching import Entry

HALF_ENGLISH = {
    "지역아동센터": "Community Child Center",
    "작은도서관": "Small Library",
    "이주민지원센터": "Ijumin Support Centre",
    "노인복지관": "Senior Welfare Center",
    "종합사회복지관": "Social Welfare Center",
    "시민학교": "Simin School",
}
OPPOSITES = (
    ("남부", "북부"), ("동부", "서부"), ("청년", "청소년"), ("노인", "아동"), ("여성", "청년"), ("상담소", "쉼터"),
    ("연구소", "사업단"), ("보호작업장", "주간보호센터"), ("성폭력", "가정폭력"), ("도서관", "공부방"),
)  # fmt: skip


Two = tuple[Entry, Entry]


def _legal_form(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng)


def _form_left_out(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng, name=org.bare)


def _spacing(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng, name=respaced(rng, org.bare))


def _word_order(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng, name=f"{org.theme} {org.stem}")


def _punctuation(rng: Random, org: Organisation) -> Two:
    mark = rng.choice(("·", "-", " / ", ".", "‘{}’", "「{}」"))
    name = mark.format(org.stem) + org.theme if "{" in mark else f"{org.stem}{mark}{org.theme}"
    return plain(org, rng), plain(org, rng, name=name)


def _slip(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng, name=mistyped(rng, org.bare))


def _two_slips(rng: Random, org: Organisation) -> Two:
    return plain(org, rng), plain(org, rng, name=mistyped(rng, mistyped(rng, org.bare)))


def _nation_left_out(rng: Random, org: Organisation) -> Two:
    return plain(org, rng, name=written(org, rng, f"한국{org.stem}{org.theme}")), plain(org, rng)


def _half_translated(rng: Random, org: Organisation) -> Two:
    theme = HALF_ENGLISH.get(org.theme) or romanise(org.theme).title()
    return plain(org, rng), plain(org, rng, name=f"{romanise(org.stem).title()} {theme}")


def _romanised(rng: Random, org: Organisation) -> Two:
    """The Korean name in one register, its sound in Latin letters in the other, at times by hand."""
    latin = f"{romanise(org.stem)} {romanise(org.theme)}".title()
    return plain(org, rng), plain(
        org, rng, name=by_hand(rng, latin) + rng.choice(("", " Inc.", " Foundation", ", Ltd."))
    )


def _former_name(rng: Random, org: Organisation) -> Two:
    old = f"{syllables(rng)}{syllables(rng)} {org.theme}"
    a = plain(org, rng)
    if rng.random() < 0.5:
        return replace(a, aliases=(old,)), plain(org, rng, name=old)
    return replace(a, name=f"{a.name}(구 {old})"), plain(org, rng, name=written(org, rng, old))


def _branch_written_twice(rng: Random, org: Organisation) -> Two:
    place, ending = rng.choice(DISTRICTS), rng.choice(("지부", "지회"))
    ways = (
        f"{org.bare} {place}{ending}",
        f"{org.bare}({place}{ending})",
        f"{org.bare} {place}구{ending}",
        f"{org.bare} {place} {ending}",
    )
    one, other = rng.sample(ways, 2)
    there = replace(org, district=place)
    return plain(there, rng, name=one), plain(there, rng, name=other)


def _place_written_twice(rng: Random, org: Organisation) -> Two:
    ways = ("{d}구 {n}", "{d} {n}", "{d}{n}", "{n}({d})", "서울 {d} {n}", "서울특별시 {d}구 {n}", "{n} {d}")
    one, other = rng.sample(ways, 2)
    return tuple(plain(org, rng, name=way.format(d=org.district, n=org.bare)) for way in (one, other))  # type: ignore[return-value]


def _renamed_same_number(rng: Random, org: Organisation) -> Two:
    a, b = plain(org, rng), plain(org, rng, name=f"{syllables(rng)}{syllables(rng)} {org.theme}")
    digits = org.registration.replace("-", "")
    return replace(a, registration=org.registration), replace(b, registration=digits, place=a.place)


def _branches_of_two_districts(rng: Random, org: Organisation) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    ending = rng.choice(("지부", "지회", "구지회"))
    return tuple(  # type: ignore[return-value]
        plain(replace(other_bearer(rng, org), district=place), rng, name=f"{org.bare} {place}{ending}")
        for place in (one, other)
    )


def _same_name_elsewhere(rng: Random, org: Organisation) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    return plain(replace(org, district=one), rng, place=f"{one}구"), plain(
        replace(other_bearer(rng, org), district=other), rng, place=f"{other}구"
    )


def _place_in_front(rng: Random, org: Organisation) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    general = rng.choice(("여성회", "자원봉사센터", "환경운동연합", "장애인종합복지관", org.bare))
    return tuple(  # type: ignore[return-value]
        plain(replace(other_bearer(rng, org), district=place), rng, name=written(org, rng, f"{place}{general}"))
        for place in (one, other)
    )


def _other_word(rng: Random, org: Organisation) -> Two:
    one, other = rng.choice(OPPOSITES)
    behind = rng.choice(("", "센터", "나눔회"))
    return tuple(  # type: ignore[return-value]
        plain(same_place, rng, name=f"{org.stem}{word}{behind}")
        for same_place, word in ((org, one), (other_bearer(rng, org), other))
    )


def _same_stem_other_theme(rng: Random, org: Organisation) -> Two:
    theme = rng.choice([word for words in THEMES.values() for word in words.split() if word != org.theme])
    return plain(org, rng), plain(replace(other_bearer(rng, org), theme=theme), rng)


def _other_stem_same_theme(rng: Random, org: Organisation) -> Two:
    stem = rng.choice([word for words in STEMS.values() for word in words.split() if word != org.stem])
    return plain(org, rng), plain(replace(other_bearer(rng, org), stem=stem), rng)


def _numbered(rng: Random, org: Organisation) -> Two:
    one, other = rng.sample(range(1, 9), 2)
    way = rng.choice(("제{}{}", "{1} 제{0}지회", "{1}{0}호점", "{1} {0}기"))
    return tuple(plain(other_bearer(rng, org), rng, name=way.format(n, org.bare)) for n in (one, other))  # type: ignore[return-value]


def _short_stems_one_key_apart(rng: Random, org: Organisation) -> Two:
    stem = syllables(rng)[:2]
    other = replace(other_bearer(rng, org), stem=mistyped(rng, stem), form="group")
    return plain(replace(org, stem=stem, form="group"), rng), plain(other, rng)


def _head_and_branch(rng: Random, org: Organisation) -> Two:
    place = rng.choice(DISTRICTS)
    return plain(org, rng), plain(replace(other_bearer(rng, org), district=place), rng, name=f"{org.bare} {place}지부")


def _two_facilities_of_one(rng: Random, org: Organisation) -> Two:
    stems = rng.sample(STEMS["tuning"].split() + STEMS["held_out"].split(), 2)
    return tuple(plain(other_bearer(rng, org), rng, name=f"{written(org, rng)}({stem}지역아동센터)") for stem in stems)  # type: ignore[return-value]


def _one_office(rng: Random, org: Organisation) -> Two:
    """Two groups in one building, one of them with the telephone of the other's office."""
    stem = rng.choice([word for words in STEMS.values() for word in words.split() if word != org.stem])
    theme = rng.choice([word for words in THEMES.values() for word in words.split() if word != org.theme])
    other = replace(org, stem=stem, theme=theme, registration=other_bearer(rng, org).registration)
    where = f"서울특별시 {org.district}구 {org.address}"
    return replace(plain(org, rng), address=where), replace(plain(other, rng), address=where)


def _one_number_apart(rng: Random, org: Organisation) -> Two:
    """Namesakes with two registration numbers."""
    other = replace(other_bearer(rng, org), district=org.district)
    return replace(plain(org, rng), registration=org.registration), replace(
        plain(other, rng), registration=other.registration
    )


DUPLICATES: tuple[Callable[[Random, Organisation], Two], ...] = (
    _legal_form, _form_left_out, _spacing, _word_order, _punctuation, _slip, _two_slips, _nation_left_out,
    _half_translated, _romanised, _former_name, _branch_written_twice, _place_written_twice, _renamed_same_number,
)  # fmt: skip
OTHERS: tuple[Callable[[Random, Organisation], Two], ...] = (
    _branches_of_two_districts, _same_name_elsewhere, _place_in_front, _other_word, _same_stem_other_theme,
    _other_stem_same_theme, _numbered, _short_stems_one_key_apart, _head_and_branch,
    _two_facilities_of_one, _one_office, _one_number_apart,
)  # fmt: skip
