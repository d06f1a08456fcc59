"""Hangul taken apart: key strokes of a syllable, and how it is written in Latin letters."""

from __future__ import annotations

from functools import lru_cache

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# Compound vowels and finals stand as the keys that type them, so that a slip of one key is a distance of one.
_VOWELS = [
    "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ",
    "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
]  # fmt: skip
_FINALS = [
    "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ",
    "ㄹㅎ", "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
]  # fmt: skip

_ROMAN_INITIALS = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h",
]  # fmt: skip
_ROMAN_VOWELS = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
    "eu", "ui", "i",
]  # fmt: skip
# How a final sounds when a consonant follows or the word ends.
_CODAS = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
]  # fmt: skip
# How a final is carried over to a following vowel: what stays, then what moves.
_CARRIED = [
    ("", ""), ("", "g"), ("", "kk"), ("k", "s"), ("", "n"), ("n", "j"), ("", "n"), ("", "d"), ("", "r"), ("l", "g"),
    ("l", "m"), ("l", "b"), ("l", "s"), ("l", "t"), ("l", "p"), ("", "r"), ("", "m"), ("", "b"), ("p", "s"), ("", "s"),
    ("", "ss"), ("ng", ""), ("", "j"), ("", "ch"), ("", "k"), ("", "t"), ("", "p"), ("", ""),
]  # fmt: skip
_SILENT, _R, _H = 11, 5, 18
_NASAL = {"k": "ng", "t": "n", "p": "m"}
_FINALS_WITH_H = {6: "n", 15: "l", 27: ""}
_ASPIRATED = {0: "k", 3: "t", 12: "ch"}
_PALATAL = {7: "j", 25: "ch"}

Syllable = tuple[int, int, int]


def syllable(char: str) -> Syllable | None:
    """Return the numbers of initial, vowel and final of a Hangul syllable, or ``None`` for any other character."""
    code = ord(char)
    if not _FIRST <= code <= _LAST:
        return None
    code -= _FIRST
    return code // 588, code // 28 % 21, code % 28


def has_hangul(text: str) -> bool:
    """Return whether a text holds a Hangul syllable."""
    return any(_FIRST <= ord(char) <= _LAST for char in text)


@lru_cache(maxsize=16_384)
def _strokes(char: str) -> str:
    parts = syllable(char)
    return char if parts is None else _INITIALS[parts[0]] + _VOWELS[parts[1]] + _FINALS[parts[2]]


def strokes(text: str) -> str:
    """Return a text with its Hangul syllables taken apart into the keys that type them.

    Examples
    --------
    >>> strokes("과학")
    'ㄱㅗㅏㅎㅏㄱ'
    """
    return "".join(map(_strokes, text))


def romanise(text: str) -> str:
    """Return Hangul in the Revised Romanization of Korean, in small letters; other characters stay.

    Sound changes are those between neighbouring syllables without a space: nasal and liquid assimilation, carrying
    over to a vowel, palatalisation, and aspiration by a final ㅎ. Tensing and inserted ㄴ (학여울) are not written.

    References
    ----------
    Ministry of Culture and Tourism, Notice 2000-8, "The Romanization of Korean" (7 July 2000).

    Examples
    --------
    >>> romanise("종로"), romanise("설악")
    ('jongno', 'seorak')
    """
    parts = [syllable(char) for char in text]
    written: list[str] = []
    onset: str | None = None
    for at, here in enumerate(parts):
        if here is None:
            written.append(text[at])
            continue
        if onset is None:
            onset = "" if here[0] == _SILENT else _ROMAN_INITIALS[here[0]]
        after = parts[at + 1] if at + 1 < len(parts) else None
        coda, following = _border(here[2], after)
        written.append(onset + _ROMAN_VOWELS[here[1]] + coda)
        onset = following
    return "".join(written)


def _border(final: int, after: Syllable | None) -> tuple[str, str | None]:
    """Return how a final is written and how the initial after it is; no initial if no syllable follows."""
    if after is None:
        return _CODAS[final], None
    initial, vowel, _ = after
    if initial == _SILENT:
        if final in _PALATAL and vowel == 20:
            return "", _PALATAL[final]
        return _CARRIED[final]
    if final in _FINALS_WITH_H and initial in _ASPIRATED:
        return _FINALS_WITH_H[final], _ASPIRATED[initial]
    return _assimilated(_CODAS[final], initial)


def _assimilated(coda: str, initial: int) -> tuple[str, str]:
    plain = _ROMAN_INITIALS[initial]
    if plain in {"n", "m"}:
        return ("l", "l") if coda == "l" and plain == "n" else (_NASAL.get(coda, coda), plain)
    if initial == _R and coda:
        return ("l", "l") if coda in {"l", "n"} else (_NASAL.get(coda, coda), "n")
    return coda, plain
