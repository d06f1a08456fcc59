"""How names are found by parts of them, alike in every store.

Chinese characters, kana and Hangul are cut into pairs (마을공동체 → 마을 을공 공동 동체 체), because Korean names are
written with and without spaces and readers type two syllables; other words stay whole, in lower case and without
accents. The last character stands alone at the end so that a single syllable can be asked for. A query is cut
alike and asked as phrases of pairs, words as the beginnings of words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ecomap.domain.records import Node
from ecomap.domain.texts import key, number_key

# Hangul letters, kana, Hangul letters for typing, Chinese characters (two blocks), Hangul syllables.
_CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
_GAP = re.compile(rf"(?<=[{_CJK}])[\W_]+(?=[{_CJK}])")
_PART = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of what a reader typed.

    Parameters
    ----------
    tokens : tuple of str
        Letters, digits and ideographs only.
    beginning : bool
        Whether the only token is the beginning of the one to find; otherwise the tokens have to follow each other.
    """

    tokens: tuple[str, ...]
    beginning: bool


def names(node: Node) -> set[str]:
    """Return every name of a node: Korean, English, aliases."""
    aliases = node.properties.get("aliases", ())
    return {node.name_ko, node.name_en, *(aliases if isinstance(aliases, tuple) else ())} - {""}


def name_keys(node: Node) -> set[str]:
    """Return the comparison forms of a node's names."""
    return {key(name) for name in names(node)} - {""}


def number_term(number: str) -> str:
    """Return the term under which a registration number is found among the comparison forms of names.

    No name has this form: the sign in front is always written out in comparison forms.
    """
    plain = number_key(number)
    return f"№{plain}" if plain else ""


def lookup_keys(node: Node) -> set[str]:
    """Return the terms by which a node is looked up: comparison forms of its names and registration number."""
    number = str(node.properties.get("registration_number", ""))
    return (name_keys(node) | {number_term(number)}) - {""}


def index_text(node: Node) -> str:
    """Return the tokens under which a node is found, separated by spaces."""
    texts = sorted(names(node))
    if number := node.properties.get("registration_number"):
        texts += [str(number), key(str(number))]
    return " ".join(token for text in texts for token in _tokens(text))


def wanted(text: str) -> tuple[Wanted, ...]:
    """Return the parts of what a reader typed, all of which have to be found; none if it has no letter or digit."""
    return tuple(_wanted(part) for word in text.split() for part in _parts(word))


def _wanted(part: str) -> Wanted:
    if len(part) == 1 or not _IS_CJK.match(part):
        return Wanted((part,), beginning=True)
    return Wanted(tuple(part[i : i + 2] for i in range(len(part) - 1)), beginning=False)


def _parts(text: str) -> list[str]:
    plain = text if text.isascii() else _plain(text)
    return _PART.findall(_GAP.sub("", plain.casefold()))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    # Accents of Latin, Greek and Cyrillic; the marks of other scripts are letters of their own.
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for part in _parts(text):
        if _IS_CJK.match(part):
            tokens += [part[i : i + 2] for i in range(len(part))]
        else:
            tokens.append(part)
    return tokens
