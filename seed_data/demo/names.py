"""Names of invented organisations: place, made-up colour and theme, form."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

from seed_data.loader import read_yaml
from seed_data.rows import PlaceRow, Text

_KO_TAIL = re.compile(r"(?:[\d·]+가)?[\d·]*동$|구$|특별시$")
_EN_TAIL = re.compile(r"(?: [\d·]+-ga)?(?: [\d·]+)?-(?:dong|gu)$")
_TRIES = 200


@cache
def words() -> dict[str, Any]:
    """Return the word lists of ``words.yaml``."""
    data: dict[str, Any] = read_yaml("demo/words.yaml")
    return data


def stem(place: PlaceRow) -> Text:
    """Return the name of a place as it stands in an organisation's name.

    A stem of one syllable keeps its ending: 명동 stays 명동, 망원1동 becomes 망원.
    """
    ko = _KO_TAIL.sub("", place.name_ko)
    if len(ko) < 2:
        return Text(ko=place.name_ko, en=place.name_en)
    return Text(ko=ko, en=_EN_TAIL.sub("", place.name_en))


class Namer:
    """Makes names that are unique in both languages within one demo."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def name(self, place: PlaceRow, theme: str, form: str) -> Text:
        """Return a new name for an organisation.

        Parameters
        ----------
        place : PlaceRow
            Where the organisation is at home.
        theme : str
            Top-level field that the theme word is taken from; empty for none.
        form : str
            Legal form, or ``intermediary`` or ``partner``.

        Returns
        -------
        Text
            A name that this namer has not given before.

        Raises
        ------
        RuntimeError
            If the word lists are too short for another name.
        """
        at = stem(place)
        for _ in range(_TRIES):
            colour, ending = self._pick(words()["colours"]), self._pick(words()["forms"][form])
            about = self._pick(words()["themes"][theme]) if theme else Text(ko="", en="")
            name = Text(
                ko=" ".join(f"{at.ko} {colour.ko} {about.ko} {ending.ko}".split()),
                en=" ".join(f"{at.en} {colour.en} {about.en} {ending.en}".split()),
            )
            if name.ko not in self._used and name.en not in self._used:
                self._used.update((name.ko, name.en))
                return name
        raise RuntimeError(f"no new name for {place.name_en}, {theme}, {form}")

    def _pick(self, choices: list[dict[str, str]]) -> Text:
        chosen = self._rng.choice(choices)
        return Text(ko=chosen["ko"], en=chosen["en"])
