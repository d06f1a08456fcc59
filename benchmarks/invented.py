"""Invented organisations with made-up stems and the words of real names, and how a register has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from ecomap.matching import Entry

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


@dataclass(frozen=True)
class Organisation:
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


def syllables(rng: Random) -> str:
    """Return two or three syllables that are easily read."""
    initials, vowels, finals = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 17, 18), (0, 4, 8, 13, 20, 1), (0, 0, 0, 4, 8, 16, 21)
    return "".join(
        chr(0xAC00 + rng.choice(initials) * 588 + rng.choice(vowels) * 28 + rng.choice(finals))
        for _ in range(rng.choice((2, 2, 3)))
    )


def draw(rng: Random, part: str) -> Organisation:
    return Organisation(
        stem=rng.choice(STEMS[part].split()),
        theme=rng.choice(THEMES[part].split()),
        form=rng.choice(list(FORMS)),
        district=rng.choice(DISTRICTS),
        phone=f"02-{rng.randint(300, 999)}-{rng.randint(1000, 9999)}",
        registration=f"{rng.randint(100, 999)}-82-{rng.randint(10000, 99999)}",
        address=f"{rng.choice(ROADS)} {rng.randint(1, 300)}",
    )


def written(org: Organisation, rng: Random, bare: str = "") -> str:
    return rng.choice(FORMS[org.form]).format(bare or org.bare)


def plain(org: Organisation, rng: Random, *, name: str = "", at: str = "", place: str | None = None) -> Entry:
    """Return a record as one register has it: with gaps, as registers have."""
    return Entry(
        id=at,
        name=name or written(org, rng),
        phone=org.phone if rng.random() < 0.3 else "",
        registration=org.registration if rng.random() < 0.25 else "",
        address=f"서울특별시 {org.district}구 {org.address}" if rng.random() < 0.3 else "",
        place=(f"{org.district}구" if rng.random() < 0.6 else "") if place is None else place,
    )


def other_bearer(rng: Random, org: Organisation) -> Organisation:
    """Return another organisation with the same name."""
    fresh = draw(rng, "tuning")
    return replace(org, phone=fresh.phone, registration=fresh.registration, address=fresh.address)
