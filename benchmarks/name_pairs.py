"""A labelled set of pairs of records: one organisation written twice, or two that are easily taken for one.

The names are invented: made-up stems with the words of real names. What is done to them follows what registers of
Korean non-profit organisations contain: the legal form in five spellings, before, behind or missing; spaces left
out or moved; the place before or behind; a slip of the key; Latin spellings; former names; branches in brackets.
The rules to make duplicates and their like stand here; the rules that find them, in `ecomap.matching`, never see them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from ecomap.domain.hangul import romanise
from ecomap.matching import Entry

# Half of the stems and themes belong to the set on which rules may be tuned, half to the set that figures are told of.
STEMS = {
    "tuning": "햇살마루 온새길 다솜결 푸른고리 도란터 한무릎 새론들 모아풀 두레빛 나란길 물빛이랑 소담뜰",
    "held_out": "너나들결 함박이음 달보드레 온기한줌 들꽃자리 느티그늘 오솔이음 윤슬터 바람골 라온터 여울손 별무리",
}
THEMES = {
    "tuning": "장애인자립생활센터 지역아동센터 환경교육 청년주거 이주민지원센터 작은도서관 노동상담 마을방송",
    "held_out": "노인복지관 여성인권 아동돌봄 기후행동 시민학교 종합사회복지관 평화교육 먹거리나눔 장학회",
}
DISTRICTS = "마포 은평 강북 성북 노원 관악 금천 강서 양천 서초 송파 광진 중랑 도봉 구로 동작".split()  # noqa: SIM905
ROADS = ("느티나무로", "별빛길", "한마음대로", "달맞이로 12길", "새싹로")
FORMS = {
    "association": (
        "사단법인 {}",
        "사단법인{}",
        "(사){}",
        "(사) {}",
        "㈔{}",
        "{}(사)",
        "사){}",
        "{} 사단법인",
        "(사단){}",
    ),
    "foundation": ("재단법인 {}", "재단법인{}", "(재){}", "(재) {}", "{}(재)", "재) {}"),
    "cooperative": ("{} 사회적협동조합", "{}사회적협동조합", "사회적협동조합 {}", "(사협){}", "{} 협동조합"),
    "company": ("주식회사 {}", "㈜{}", "(주){}", "{}(주)", "(주) {}", "{} ㈜", "（주）{}"),
    "welfare": ("사회복지법인 {}", "(복){}", "사회복지법인{}", "(사회복지법인) {}"),
    "group": ("{}", "비영리민간단체 {}", "{} (비영리민간단체)"),
}
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


@dataclass(frozen=True)
class Pair:
    """Two records, whether they are one organisation, and the rule that made them."""

    a: Entry
    b: Entry
    same: bool
    rule: str


@dataclass(frozen=True)
class _Org:
    """An invented organisation as it is, before anyone writes it down."""

    stem: str
    theme: str
    form: str
    district: str
    phone: str
    registration: str
    address: str

    @property
    def bare(self) -> str:
        return f"{self.stem} {self.theme}"


def labelled_pairs(part: str = "held_out", *, each: int = 30, seed: int = 1) -> list[Pair]:
    """Return the labelled pairs of one part, ``each`` by every rule: half the rules make duplicates, half make others.

    Parameters
    ----------
    part : str
        ``tuning`` or ``held_out``.
    each : int
        With 30 there are over 600 pairs.
    seed : int
    """
    rng = Random(f"{part}-{seed}")
    pairs = [
        Pair(*rule(rng, _draw(rng, part)), same, rule.__name__.strip("_"))
        for same, rules in ((True, DUPLICATES), (False, OTHERS))
        for rule in rules
        for _ in range(each)
    ]
    return [replace(pair, a=replace(pair.a, id="a"), b=replace(pair.b, id="b")) for pair in pairs]


def real_pairs(file: Path, *, seed: int = 1) -> list[Pair]:
    """Return pairs over real names from a file with a column ``name``: each against itself rewritten and its like."""
    with file.open(encoding="utf-8-sig") as rows:
        names = [row["name"] for row in csv.DictReader(rows)]
    rng = Random(seed)
    rewritten = [Pair(Entry("a", name), Entry("b", _rewritten(rng, name)), True, "rewritten") for name in names]
    others = [
        Pair(Entry("a", one), Entry("b", other), False, "two_real_names")
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    ]
    return rewritten + others


def register(count: int, *, duplicates: int, seed: int = 1) -> tuple[list[Entry], set[frozenset[str]]]:
    """Return a register with so many records, among them duplicates, and the pairs of ids that are one."""
    rng = Random(seed)
    entries: list[Entry] = []
    truth: set[frozenset[str]] = set()
    seen: set[tuple[str, str]] = set()
    while len(entries) < count - duplicates:
        org = _draw(rng, rng.choice(("tuning", "held_out")))
        org = replace(org, stem=_syllables(rng) + rng.choice((_syllables(rng), org.stem[:2], org.stem)))
        if (org.bare, org.district) in seen:
            continue
        seen.add((org.bare, org.district))
        entries.append(_plain(org, rng, at=f"r-{len(entries)}"))
        if len(truth) < duplicates and rng.random() < duplicates / (count - duplicates):
            a, b = rng.choice(DUPLICATES)(rng, org)
            entries[-1] = replace(a, id=entries[-1].id)
            twin = replace(b, id=f"d-{len(truth)}")
            truth.add(frozenset({entries[-1].id, twin.id}))
            entries.append(twin)
    rng.shuffle(entries)
    return entries[:count], truth


def _syllables(rng: Random) -> str:
    """Return two or three syllables that are easily read."""
    initials, vowels, finals = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 17, 18), (0, 4, 8, 13, 20, 1), (0, 0, 0, 4, 8, 16, 21)
    return "".join(
        chr(0xAC00 + rng.choice(initials) * 588 + rng.choice(vowels) * 28 + rng.choice(finals))
        for _ in range(rng.choice((2, 2, 3)))
    )


def _draw(rng: Random, part: str) -> _Org:
    return _Org(
        stem=rng.choice(STEMS[part].split()),
        theme=rng.choice(THEMES[part].split()),
        form=rng.choice(list(FORMS)),
        district=rng.choice(DISTRICTS),
        phone=f"02-{rng.randint(300, 999)}-{rng.randint(1000, 9999)}",
        registration=f"{rng.randint(100, 999)}-82-{rng.randint(10000, 99999)}",
        address=f"{rng.choice(ROADS)} {rng.randint(1, 300)}",
    )


def _written(org: _Org, rng: Random, bare: str = "") -> str:
    return rng.choice(FORMS[org.form]).format(bare or org.bare)


def _plain(org: _Org, rng: Random, *, name: str = "", at: str = "", place: str | None = None) -> Entry:
    """Return a record as one register has it: with gaps, as registers have."""
    return Entry(
        id=at,
        name=name or _written(org, rng),
        phone=org.phone if rng.random() < 0.3 else "",
        registration=org.registration if rng.random() < 0.25 else "",
        address=f"서울특별시 {org.district}구 {org.address}" if rng.random() < 0.3 else "",
        place=(f"{org.district}구" if rng.random() < 0.6 else "") if place is None else place,
    )


Two = tuple[Entry, Entry]


def _legal_form(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng)


def _form_left_out(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng, name=org.bare)


def _spacing(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng, name=_respaced(rng, org.bare))


def _word_order(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng, name=f"{org.theme} {org.stem}")


def _punctuation(rng: Random, org: _Org) -> Two:
    mark = rng.choice(("·", "-", " / ", ".", "‘{}’", "「{}」"))
    name = mark.format(org.stem) + org.theme if "{" in mark else f"{org.stem}{mark}{org.theme}"
    return _plain(org, rng), _plain(org, rng, name=name)


def _slip(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng, name=_mistyped(rng, org.bare))


def _two_slips(rng: Random, org: _Org) -> Two:
    return _plain(org, rng), _plain(org, rng, name=_mistyped(rng, _mistyped(rng, org.bare)))


def _nation_left_out(rng: Random, org: _Org) -> Two:
    return _plain(org, rng, name=_written(org, rng, f"한국{org.stem}{org.theme}")), _plain(org, rng)


def _half_translated(rng: Random, org: _Org) -> Two:
    theme = HALF_ENGLISH.get(org.theme) or romanise(org.theme).title()
    return _plain(org, rng), _plain(org, rng, name=f"{romanise(org.stem).title()} {theme}")


def _romanised(rng: Random, org: _Org) -> Two:
    """The Korean name in one register, its sound in Latin letters in the other, at times by hand."""
    latin = f"{romanise(org.stem)} {romanise(org.theme)}".title()
    return _plain(org, rng), _plain(
        org, rng, name=_by_hand(rng, latin) + rng.choice(("", " Inc.", " Foundation", ", Ltd."))
    )


def _former_name(rng: Random, org: _Org) -> Two:
    old = f"{_syllables(rng)}{_syllables(rng)} {org.theme}"
    a = _plain(org, rng)
    if rng.random() < 0.5:
        return replace(a, aliases=(old,)), _plain(org, rng, name=old)
    return replace(a, name=f"{a.name}(구 {old})"), _plain(org, rng, name=_written(org, rng, old))


def _branch_written_twice(rng: Random, org: _Org) -> Two:
    place, ending = rng.choice(DISTRICTS), rng.choice(("지부", "지회"))
    ways = (
        f"{org.bare} {place}{ending}",
        f"{org.bare}({place}{ending})",
        f"{org.bare} {place}구{ending}",
        f"{org.bare} {place} {ending}",
    )
    one, other = rng.sample(ways, 2)
    there = replace(org, district=place)
    return _plain(there, rng, name=one), _plain(there, rng, name=other)


def _place_written_twice(rng: Random, org: _Org) -> Two:
    ways = ("{d}구 {n}", "{d} {n}", "{d}{n}", "{n}({d})", "서울 {d} {n}", "서울특별시 {d}구 {n}", "{n} {d}")
    one, other = rng.sample(ways, 2)
    return tuple(_plain(org, rng, name=way.format(d=org.district, n=org.bare)) for way in (one, other))  # type: ignore[return-value]


def _renamed_same_number(rng: Random, org: _Org) -> Two:
    a, b = _plain(org, rng), _plain(org, rng, name=f"{_syllables(rng)}{_syllables(rng)} {org.theme}")
    plain = org.registration.replace("-", "")
    return replace(a, registration=org.registration), replace(b, registration=plain, place=a.place)


def _branches_of_two_districts(rng: Random, org: _Org) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    ending = rng.choice(("지부", "지회", "구지회"))
    return tuple(  # type: ignore[return-value]
        _plain(replace(_other(rng, org), district=place), rng, name=f"{org.bare} {place}{ending}")
        for place in (one, other)
    )


def _same_name_elsewhere(rng: Random, org: _Org) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    return _plain(replace(org, district=one), rng, place=f"{one}구"), _plain(
        replace(_other(rng, org), district=other), rng, place=f"{other}구"
    )


def _place_in_front(rng: Random, org: _Org) -> Two:
    one, other = rng.sample(DISTRICTS, 2)
    general = rng.choice(("여성회", "자원봉사센터", "환경운동연합", "장애인종합복지관", org.bare))
    return tuple(  # type: ignore[return-value]
        _plain(replace(_other(rng, org), district=place), rng, name=_written(org, rng, f"{place}{general}"))
        for place in (one, other)
    )


def _other_word(rng: Random, org: _Org) -> Two:
    one, other = rng.choice(OPPOSITES)
    behind = rng.choice(("", "센터", "나눔회"))
    return tuple(  # type: ignore[return-value]
        _plain(same_place, rng, name=f"{org.stem}{word}{behind}")
        for same_place, word in ((org, one), (_other(rng, org), other))
    )


def _same_stem_other_theme(rng: Random, org: _Org) -> Two:
    theme = rng.choice([word for words in THEMES.values() for word in words.split() if word != org.theme])
    return _plain(org, rng), _plain(replace(_other(rng, org), theme=theme), rng)


def _other_stem_same_theme(rng: Random, org: _Org) -> Two:
    stem = rng.choice([word for words in STEMS.values() for word in words.split() if word != org.stem])
    return _plain(org, rng), _plain(replace(_other(rng, org), stem=stem), rng)


def _numbered(rng: Random, org: _Org) -> Two:
    one, other = rng.sample(range(1, 9), 2)
    way = rng.choice(("제{}{}", "{1} 제{0}지회", "{1}{0}호점", "{1} {0}기"))
    return tuple(_plain(_other(rng, org), rng, name=way.format(n, org.bare)) for n in (one, other))  # type: ignore[return-value]


def _short_stems_one_key_apart(rng: Random, org: _Org) -> Two:
    stem = _syllables(rng)[:2]
    other = replace(_other(rng, org), stem=_mistyped(rng, stem), form="group")
    return _plain(replace(org, stem=stem, form="group"), rng), _plain(other, rng)


def _head_and_branch(rng: Random, org: _Org) -> Two:
    place = rng.choice(DISTRICTS)
    return _plain(org, rng), _plain(replace(_other(rng, org), district=place), rng, name=f"{org.bare} {place}지부")


def _two_facilities_of_one(rng: Random, org: _Org) -> Two:
    stems = rng.sample(STEMS["tuning"].split() + STEMS["held_out"].split(), 2)
    return tuple(_plain(_other(rng, org), rng, name=f"{_written(org, rng)}({stem}지역아동센터)") for stem in stems)  # type: ignore[return-value]


def _one_office(rng: Random, org: _Org) -> Two:
    """Two groups in one building, one of them with the telephone of the other's office."""
    stem = rng.choice([word for words in STEMS.values() for word in words.split() if word != org.stem])
    theme = rng.choice([word for words in THEMES.values() for word in words.split() if word != org.theme])
    other = replace(org, stem=stem, theme=theme, registration=_other(rng, org).registration)
    where = f"서울특별시 {org.district}구 {org.address}"
    return replace(_plain(org, rng), address=where), replace(_plain(other, rng), address=where)


def _one_number_apart(rng: Random, org: _Org) -> Two:
    """Namesakes with two registration numbers."""
    other = replace(_other(rng, org), district=org.district)
    return replace(_plain(org, rng), registration=org.registration), replace(
        _plain(other, rng), registration=other.registration
    )


DUPLICATES: tuple[Callable[[Random, _Org], Two], ...] = (
    _legal_form, _form_left_out, _spacing, _word_order, _punctuation, _slip, _two_slips, _nation_left_out,
    _half_translated, _romanised, _former_name, _branch_written_twice, _place_written_twice, _renamed_same_number,
)  # fmt: skip
OTHERS: tuple[Callable[[Random, _Org], Two], ...] = (
    _branches_of_two_districts, _same_name_elsewhere, _place_in_front, _other_word, _same_stem_other_theme,
    _other_stem_same_theme, _numbered, _short_stems_one_key_apart, _head_and_branch,
    _two_facilities_of_one, _one_office, _one_number_apart,
)  # fmt: skip


def _other(rng: Random, org: _Org) -> _Org:
    """Return another organisation with the same name."""
    fresh = _draw(rng, "tuning")
    return replace(org, phone=fresh.phone, registration=fresh.registration, address=fresh.address)


def _respaced(rng: Random, name: str) -> str:
    glued = name.replace(" ", "")
    if rng.random() < 0.5:
        return glued
    at = rng.randint(1, len(glued) - 1)
    return f"{glued[:at]} {glued[at:]}"


def _mistyped(rng: Random, name: str) -> str:
    """Return a name with one vowel, initial or final of a syllable replaced by a neighbour, or two keys swapped."""
    at = rng.choice([i for i, char in enumerate(name) if char != " "])
    code = ord(name[at]) - 0xAC00
    initial, vowel, final = code // 588, code // 28 % 21, code % 28
    neighbours = {1: 5, 5: 1, 0: 4, 4: 0, 8: 13, 13: 8, 2: 6, 6: 2, 20: 18, 18: 20, 12: 17, 17: 12}
    if rng.random() < 0.6 and vowel in neighbours:
        vowel = neighbours[vowel]
    elif rng.random() < 0.5 and final:
        final = rng.choice([f for f in (0, 1, 4, 8, 16, 17, 21) if f != final])
    else:
        initial = rng.choice([i for i in (0, 2, 3, 5, 6, 7, 9, 11, 12, 18) if i != initial])
    return name[:at] + chr(0xAC00 + initial * 588 + vowel * 28 + final) + name[at + 1 :]


def _by_hand(rng: Random, latin: str) -> str:
    """Return romanised Korean as people write it: other vowels, other consonants, McCune-Reischauer's breves."""
    changes = [
        ("eo", "u"),
        ("eo", "ŏ"),
        ("eu", "ŭ"),
        ("eu", "u"),
        ("u", "oo"),
        ("G", "K"),
        ("J", "Ch"),
        ("D", "T"),
        ("B", "P"),
        ("l", "r"),
    ]
    for old, new in rng.sample(changes, rng.choice((0, 1, 2, 3))):
        latin = latin.replace(old, new)
    return latin


def _rewritten(rng: Random, name: str) -> str:
    """Return a real name as another register might have it."""
    bare = name
    for form in ("사단법인", "재단법인", "(사)", "(재)"):
        bare = bare.replace(form, "").strip()
    changed: Iterator[str] = iter(
        (_respaced(rng, bare), f"(사){bare}" if "(사)" in name or "사단" in name else bare, _mistyped(rng, name))
    )
    options = list(changed)
    return rng.choice(options if all(0xAC00 <= ord(c) <= 0xD7A3 or c == " " for c in name) else options[:2])
