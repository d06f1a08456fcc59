"""Names as people write them otherwise: spaces moved, keys missed, Korean in Latin letters by ear."""

from __future__ import annotations

from random import Random


def respaced(rng: Random, name: str) -> str:
    glued = name.replace(" ", "")
    if rng.random() < 0.5:
        return glued
    at = rng.randint(1, len(glued) - 1)
    return f"{glued[:at]} {glued[at:]}"


def mistyped(rng: Random, name: str) -> str:
    """Return a name with one vowel, initial or final of a syllable replaced by a neighbour, or two keys swapped."""
    at = rng.choice([i for i, char in enumerate(name) if "가" <= char <= "힣"])
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


def by_hand(rng: Random, latin: str) -> str:
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


def rewritten(rng: Random, name: str) -> str:
    """Return a real name as another register might have it."""
    bare = name
    for form in ("사단법인", "재단법인", "(사)", "(재)"):
        bare = bare.replace(form, "").strip()
    options = [respaced(rng, bare), f"(사){bare}" if "(사)" in name or "사단" in name else bare, mistyped(rng, name)]
    hangul = all(0xAC00 <= ord(char) <= 0xD7A3 or char == " " for char in name)
    return rng.choice(options if hangul else options[:2])
