"""The words of the pages."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import api.pages
from api.pages.proposal_view import VERB_LABELS
from api.pages.words import WORDS
from ecomap.services.gate import VERBS


def test_no_word_is_said_twice() -> None:
    """The parts' words are joined under one name each, so a second one would silently replace the first."""
    names: Counter[str] = Counter()
    for path in Path(api.pages.__path__[0]).glob("words*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                names.update(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
    assert len(names) > 300
    assert [name for name, times in names.items() if times > 1] == []


def test_templates_use_words_that_there_are() -> None:
    templates = Path(api.pages.__path__[0]).parent / "web" / "templates"
    used = {name for path in templates.glob("*.html") for name in re.findall(r"\bw\.(\w+)", path.read_text("utf-8"))}
    assert len(used) > 200
    assert used - WORDS.keys() == set()


def test_whatever_may_be_proposed_has_a_name() -> None:
    assert VERB_LABELS.keys() == VERBS.keys()
