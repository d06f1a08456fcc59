"""Legal forms as names carry them: which spellings stand for which form, and taking them off a name."""

from __future__ import annotations

import re

from ecomap.domain.words import read_words

_WORDS = read_words("legal_forms")


def _families(words: dict[str, list[str]]) -> dict[str, str]:
    return {word: family for family, spellings in words.items() for word in spellings}


FAMILY = _families(_WORDS["long"])
_SHORT_FAMILY = _families(_WORDS["short"])
_ENGLISH_FAMILY = _families(_WORDS["english"])
# 사단 and 재단 alone are legal forms only in brackets; 아름다운재단 is a name.
_BARE = sorted(FAMILY.keys() - {"사단", "재단"}, key=len, reverse=True)
# A form that also begins other words (협동조합지원센터) must stand alone to be taken from the front.
_FRONT_UNSPACED = [word for word in _BARE if FAMILY[word] not in {"cooperative", "enterprise"} and word != "민간단체"]
_FRONT = re.compile(rf"^(?:(?P<glued>{'|'.join(_FRONT_UNSPACED)})\s*|(?P<alone>{'|'.join(_BARE)})\s+)(?=\S)")
_BACK = re.compile(rf"(?<=\S)\s*(?P<back>{'|'.join(_BARE)})$")
_HALF_BRACKET = re.compile(rf"^(?P<half>{'|'.join(sorted(_SHORT_FAMILY, key=len, reverse=True))})\s*[)\].]\s*(?=\S)")
_ENGLISH_BACK = re.compile(
    rf"(?<=\S)[\s,]+(?P<en>{'|'.join(map(re.escape, sorted(_ENGLISH_FAMILY, key=len, reverse=True)))})\.?$"
)


def bracketed_form(inner: str) -> str:
    """Return the family of a legal form that stands in brackets, as ``사`` in (사); empty if it is none.

    Parameters
    ----------
    inner : str
        The text between the brackets, case-folded.
    """
    word = inner.replace(" ", "").rstrip(".")
    return _SHORT_FAMILY.get(word) or FAMILY.get(word) or _ENGLISH_FAMILY.get(word, "")


def take_forms(name: str) -> tuple[str, frozenset[str]]:
    """Return a name without the legal forms at its ends, and the families that they belong to.

    A form is kept where nothing else would be left, and inside a word: 한국협동조합연구소 loses nothing.

    Parameters
    ----------
    name : str
        Cleaned and case-folded, brackets already taken out.

    Examples
    --------
    >>> take_forms("사단법인광주여성민우회")
    ('광주여성민우회', frozenset({'association'}))
    """
    found: set[str] = set()
    rest = name
    while True:
        for pattern in (_HALF_BRACKET, _FRONT, _BACK, _ENGLISH_BACK):
            match = pattern.search(rest)
            if match is None:
                continue
            left = (rest[: match.start()] + rest[match.end() :]).strip(" ,.")
            if len(left.replace(" ", "")) < 2:
                continue
            found.add(_family(match))
            rest = left
            break
        else:
            return rest, frozenset(found)


def _family(match: re.Match[str]) -> str:
    word = match.group(match.lastgroup or 0)
    if match.lastgroup == "half":
        return _SHORT_FAMILY[word]
    return _ENGLISH_FAMILY[word] if match.lastgroup == "en" else FAMILY[word]
