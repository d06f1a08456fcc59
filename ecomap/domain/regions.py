"""Place names inside names and addresses: provinces, cities, counties and districts of Korea by their stems."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ecomap.domain.hangul import romanise
from ecomap.domain.words import read_words

_WORDS = read_words("regions")
PROVINCES = frozenset(_WORDS["provinces"])
STEMS = frozenset(
    stem for part in ("provinces", "seoul", "metropolitan", "cities", "with_ending", "nation") for stem in _WORDS[part]
)
_ORDINARY = frozenset(_WORDS["ordinary"])
_WITH_ENDING = frozenset(_WORDS["with_ending"])
_SHORT: dict[str, str] = _WORDS["short"]
_NATION = frozenset(_WORDS["nation"])
# 서울시민, 마포구립, 서울도서관: the ending belongs to the word behind.
_CITY = r"시(?![민립설장각]|니어)"
_GU = r"구(?![민립두조호급강직])"
_COUNTY = r"군(?!인)"


def _choice(stems: Iterable[str]) -> str:
    return "|".join(sorted(stems, key=len, reverse=True))


def _places(part: str) -> str:
    return _choice(set(_WORDS[part]) - _ORDINARY)


_PREFIX = re.compile(
    rf"(?P<nation>{_choice(_NATION)})"
    rf"|(?P<seoul>{_places('seoul')})(?:{_GU})?"
    rf"|(?P<province>{_choice(PROVINCES)})"
    rf"(?:특별자치[시도]|특별시|광역시|(?<=경기|강원|제주|청북|청남|라북|라남|상북|상남)도(?!서관)|{_CITY}|{_COUNTY})?"
    rf"|(?P<city>{_places('cities')})(?:{_CITY}|{_COUNTY})?"
    rf"|(?P<metropolitan>{_places('metropolitan')})(?:{_GU}|{_COUNTY})?"
    rf"|(?P<whole>{_places('with_ending')})"
    rf"|(?P<marked>{_choice(_ORDINARY)})(?:시|군|구)"
)
_LATIN_ENDING = re.compile(r"-?(?:gu|si|gun|do)$")
_NUMBERED_DONG = re.compile(r"[가-힣]{1,4}?\d{1,2}동")


@cache
def _latin() -> dict[str, str]:
    return {"korea": "한국", "korean": "한국", **{romanise(stem): stem for stem in STEMS if stem not in _WITH_ENDING}}


def place_prefix(text: str) -> tuple[str, str]:
    """Return the stem of the place that a word begins with, and the rest; the stem is empty if it begins with none.

    Examples
    --------
    >>> place_prefix("마포구청년모임"), place_prefix("서울특별시")
    (('마포', '청년모임'), ('서울', ''))
    """
    if text.isascii():
        stem = _latin().get(text) or _latin().get(_LATIN_ENDING.sub("", text))
        return (stem, "") if stem else ("", text)
    if match := _NUMBERED_DONG.match(text):
        return match[0], text[match.end() :]
    match = _PREFIX.match(text)
    if match is None:
        return "", text
    stem = match[match.lastgroup or 0]
    rest = text[match.end() :]
    if len(rest) == 1 and match.end() == len(stem):
        # 서울숲, 한국인: one more syllable makes another word of it.
        return "", text
    return _SHORT.get(stem, stem), rest


def is_place(text: str) -> bool:
    """Return whether a text is the bare stem of a place, also one that is an ordinary word as well."""
    return text in STEMS


def district_word(text: str) -> str:
    """Return the stem of the city, county or district that an address or a place name tells; empty if none.

    The first part below the province counts: 서울특별시 마포구 … gives 마포.
    """
    for word in re.split(r"[\s,()]+", text.lower()):
        match = re.fullmatch(r"([가-힣]{2,4})[시군구]|([중동서남북]구)", word)
        found = (match[1] or match[2]) if match else place_prefix(word)[0] if word.isascii() else ""
        if found and found not in PROVINCES and found in STEMS:
            return found
    return ""
