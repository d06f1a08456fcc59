"""The words of the map's script: every one that it asks for is there in both languages, and none besides."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import api.pages
from api.pages import map_words

SOURCES = Path(api.pages.__path__[0]).parent / "web" / "src"
PARTS = (map_words.PANEL, map_words.LOOK, map_words.EXPLORE, map_words.TAKING, map_words.SELECTING, map_words.HELP)


def asked() -> set[str]:
    """Return the keys in the sources; one that is put together counts with every word that begins as it does."""
    text = "".join(path.read_text("utf-8") for path in [SOURCES / "map.ts", *(SOURCES / "map").glob("*.ts")])
    whole = set(re.findall(r'"([a-z_0-9]+)"', text))
    begun = ("colour_", "size_", *re.findall(r"t\(`([a-z]+_)\$", text))
    assert len(begun) > 3
    return {name for name in map_words.MAP_SCRIPT if name in whole or name.startswith(begun)} | {
        name for name in re.findall(r'\bt\("([a-z_0-9]+)"', text) if not name.startswith("2d")
    }


def test_the_script_finds_every_word_it_asks_for_and_none_is_left_over() -> None:
    assert asked() == map_words.MAP_SCRIPT.keys()


def test_no_word_of_the_script_is_said_twice() -> None:
    names = Counter(name for part in PARTS for name in part)
    assert [name for name, times in names.items() if times > 1] == []


def test_both_languages_fill_in_the_same_values() -> None:
    for name, text in map_words.MAP_SCRIPT.items():
        assert text.ko, name
        assert text.en, name
        assert set(re.findall(r"\{\w+\}", text.ko)) == set(re.findall(r"\{\w+\}", text.en)), name
