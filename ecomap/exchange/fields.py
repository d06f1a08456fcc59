"""Policy fields as registers write them: codes, labels, and the words that name them in free text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ecomap.domain.records import Node
from ecomap.domain.texts import clean, key

_SEPARATORS = re.compile(r"\s*[;|\n,]\s*")


class FieldIndex:
    """The policy fields of the register, found by what a cell says.

    Parameters
    ----------
    fields : iterable of Node
        Nodes of kind ``field``; the property ``keywords`` lists the words that name a field in free text.
    """

    def __init__(self, fields: Iterable[Node]) -> None:
        self._exact: dict[str, str] = {}
        self._words: dict[str, set[str]] = {}
        nodes = list(fields)
        for node in nodes:
            keywords = node.properties.get("keywords", ())
            for word in keywords if isinstance(keywords, tuple) else ():
                self._words.setdefault(_folded(word), set()).add(node.id)
        for node in nodes:
            code = node.id.removeprefix("field:")
            for name in (node.id, code, node.name_ko, node.name_en):
                if name:
                    self._exact.setdefault(key(name), node.id)
                    self._words.setdefault(_folded(name), set()).add(node.id)
        # Longest first: 주거복지 is housing welfare, not housing and welfare.
        words = sorted(self._words, key=len, reverse=True)
        korean = "|".join(re.escape(word) for word in words if not word.isascii())
        latin = "|".join(re.escape(word) for word in words if word.isascii())
        self._pattern = re.compile("|".join(p for p in (korean, rf"\b(?:{latin})\b" if latin else "") if p) or r"(?!)")

    def find(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the fields that a cell names.

        A cell is one code or label, several with ``;``, ``,`` or ``|`` between them, or free text, in which the
        keywords are looked for; a field is left out where one below it was found as well.

        Parameters
        ----------
        text : str
            Cleaned, not empty.

        Returns
        -------
        fields : tuple of str
            Node ids in order of appearance.
        unknown : tuple of str
            Parts of the cell that name no field.
        """
        if found := self._exact.get(key(text)):
            return (found,), ()
        ids: dict[str, None] = {}
        unknown = []
        for part in filter(None, _SEPARATORS.split(text)):
            if found := self._exact.get(key(part)):
                ids[found] = None
            elif matches := self._matches(part):
                ids |= dict.fromkeys(matches)
            else:
                unknown.append(part)
        return tuple(ids), tuple(unknown)

    def _matches(self, text: str) -> list[str]:
        words = self._pattern.findall(_folded(text))
        found = dict.fromkeys(node_id for word in words for node_id in sorted(self._words[word]))
        return [one for one in found if not any(other.startswith(f"{one}.") for other in found)]


def _folded(text: str) -> str:
    """Return text as keywords are compared: case-folded; without spaces where it is Korean."""
    folded = clean(text).casefold()
    return folded if folded.isascii() else re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", folded)
