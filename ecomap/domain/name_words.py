"""Words that organisations' names are put together from, where one in place of another means another organisation."""

from __future__ import annotations

import re

from ecomap.domain.words import read_words

_WORDS = read_words("names")
_TELLING = frozenset(_WORDS["telling"])
_GENERAL = _TELLING | frozenset(_WORDS["general"])
_ENGLISH: dict[str, str] = _WORDS["english"]
_GENERAL_LONG_FIRST = re.compile("|".join(sorted(map(re.escape, _GENERAL), key=len, reverse=True)))
_TELLING_LONG_FIRST = re.compile("|".join(sorted(map(re.escape, _TELLING), key=len, reverse=True)))
_NUMBER = re.compile(r"\d+")
_ROMAN = {"ⅰ": "1", "ⅱ": "2", "ⅲ": "3", "ⅳ": "4"}
_ENGLISH_LONG_FIRST = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))})\b")


def telling_words(name: str) -> frozenset[str]:
    """Return the telling words of a name without spaces, the longest first where they overlap."""
    return frozenset(_TELLING_LONG_FIRST.findall(name))


def numbers(name: str) -> tuple[str, ...]:
    """Return the numbers in a name in order, without leading zeros."""
    for roman, digit in _ROMAN.items():
        name = name.replace(roman, digit)
    return tuple(number.lstrip("0") or "0" for number in _NUMBER.findall(name))


def distinctive(name: str) -> str:
    """Return what is left of a name without its general words; nothing is left of a name that many organisations bear.

    Examples
    --------
    >>> distinctive("자원봉사센터"), distinctive("햇살지역아동센터")
    ('', '햇살')
    """
    return _GENERAL_LONG_FIRST.sub("", name)


def korean_institution(name: str) -> str:
    """Return an English name with the words for kinds of institution in Korean, to be compared by sound."""
    spelt = name.replace("centre", "center")
    return _ENGLISH_LONG_FIRST.sub(lambda match: _ENGLISH[match[0]], spelt)
