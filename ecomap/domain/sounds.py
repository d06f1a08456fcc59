"""Names by their sound: one form for Hangul and for the many ways in which Korean is written in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ecomap.domain.hangul import romanise

# McCune-Reischauer marks two vowels with a breve; without it they would fall together with o and u.
_BREVES = str.maketrans({"ŏ": "eo", "ŭ": "eu", "ǒ": "eo", "ǔ": "eu"})
_ENGLISH_C = (("tch", "ch"), ("sh", "s"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("ck", "k"), ("qu", "ku"), ("x", "ks"))
_VOWELS = (
    ("yeo", "yo"), ("you", "yu"), ("yoo", "yu"), ("woo", "u"), ("weo", "wo"), ("eui", "i"), ("aye", "e"),
    ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ui", "i"), ("ae", "e"), ("ai", "e"),
    ("ay", "e"), ("oe", "we"), ("oi", "we"), ("ey", "e"), ("wu", "u"),
)  # fmt: skip
_LETTERS = str.maketrans(
    {"g": "k", "q": "k", "c": "k", "d": "t", "b": "p", "f": "p", "v": "p", "l": "r", "z": "j", "h": "h"}
)
_DOUBLE = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^0-9a-z]+")
_SOUNDLESS = str.maketrans("", "", "aeiouwy")


@lru_cache(maxsize=65_536)
def sound(text: str) -> str:
    """Return the form under which spellings of one sound fall together.

    Hangul is romanised; the Latin letters of the Revised Romanization, of McCune-Reischauer and of everyday
    spellings are then folded: plain, tense and aspirated consonants to one, ``l`` to ``r``, and the spellings of a
    vowel to one (*Jeong*, *Chŏng*; *woo*, *oo*, *u*).

    Examples
    --------
    >>> sound("한국"), sound("Han'guk"), sound("Hankook")
    ('hankuk', 'hankuk', 'hankuk')
    """
    latin = romanise(unicodedata.normalize("NFC", text)).lower().translate(_BREVES)
    latin = unicodedata.normalize("NFKD", latin)
    latin = _OTHER.sub("", latin)
    for written, folded in (*_ENGLISH_C, *_VOWELS):
        latin = latin.replace(written, folded)
    latin = latin.replace("ch", "j").translate(_LETTERS)
    return _DOUBLE.sub(r"\1", latin)


def skeleton(sounded: str) -> str:
    """Return the consonants of a sound form; loan words keep them when they pass into Hangul and back."""
    return _DOUBLE.sub(r"\1", sounded.translate(_SOUNDLESS))
