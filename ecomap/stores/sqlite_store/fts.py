"""The full-text expression of SQLite for what a reader typed."""

from __future__ import annotations

from ecomap.stores.search import wanted


def match(text: str) -> str:
    """Return the expression, empty if the text has no letter and no digit."""
    return " ".join(f'"{" ".join(part.tokens)}"{"*" if part.beginning else ""}' for part in wanted(text))
