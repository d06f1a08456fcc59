"""Queries in the language of the full-text indexes, whose own characters are always escaped."""

from __future__ import annotations

import re

from ecomap.stores.search import wanted

_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/\s<>=])')


def term(text: str) -> str:
    """Return a query for one whole term."""
    return f'"{_quoted(text)}"'


def beginning(text: str) -> str:
    """Return a query for terms that begin with a text."""
    return _SPECIAL.sub(r"\\\1", text) + "*"


def words(text: str) -> str:
    """Return a query for what a reader typed, empty if it has no letter and no digit."""
    parts = (
        beginning(part.tokens[0]) if part.beginning else f'"{" ".join(map(_quoted, part.tokens))}"'
        for part in wanted(text)
    )
    return " AND ".join(parts)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
