"""How names are found by parts of them.

Chinese characters, kana and Hangul are cut into pairs (마을공동체 → 마을 을공 공동 동체 체), because Korean names are
written with and without spaces and readers type two syllables; other words stay whole, in lower case. The last
character stands alone at the end so that a single syllable can be asked for. A query is cut alike and asked as a
phrase of pairs, words as the beginnings of words.
"""

from __future__ import annotations

import re
import unicodedata

from ecomap.domain.records import Node
from ecomap.domain.texts import key

# Hangul letters, kana, Hangul letters for typing, Chinese characters (two blocks), Hangul syllables.
_CJK = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff"
_GAP = re.compile(rf"(?<=[{_CJK}])[\W_]+(?=[{_CJK}])")
_PART = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")


def names(node: Node) -> set[str]:
    """Return every name of a node: Korean, English, aliases."""
    aliases = node.properties.get("aliases", ())
    return {node.name_ko, node.name_en, *(aliases if isinstance(aliases, tuple) else ())} - {""}


def name_keys(node: Node) -> set[str]:
    """Return the comparison forms of a node's names."""
    return {key(name) for name in names(node)} - {""}


def index_text(node: Node) -> str:
    """Return the tokens under which a node is found, separated by spaces."""
    texts = sorted(names(node))
    if number := node.properties.get("registration_number"):
        texts += [str(number), key(str(number))]
    return " ".join(token for text in texts for token in _tokens(text))


def match(text: str) -> str:
    """Return the full-text expression for what a reader typed, empty if it has no letter and no digit."""
    return " ".join(_asked(part) for word in text.split() for part in _parts(word))


def _asked(part: str) -> str:
    if len(part) == 1 or not _IS_CJK.match(part):
        return f'"{part}"*'
    return f'"{" ".join(part[i : i + 2] for i in range(len(part) - 1))}"'


def _parts(text: str) -> list[str]:
    return _PART.findall(_GAP.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for part in _parts(text):
        if _IS_CJK.match(part):
            tokens += [part[i : i + 2] for i in range(len(part))]
        else:
            tokens.append(part)
    return tokens
