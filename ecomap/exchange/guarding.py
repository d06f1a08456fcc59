"""Texts that spreadsheet programs would run as formulas: guarded where we write them, bared where we read them."""

from __future__ import annotations

import re

# An apostrophe in front makes a spreadsheet program show the cell as text. Apostrophes that stood there before count
# as well, so that what was written is read back exactly.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet program takes for a formula; plain numbers stay as they are."""
    if not _FORMULA.match(text):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def bare_cell(text: str) -> str:
    """Return the text that was meant: without the apostrophe in front of what would else be a formula.

    ``bare_cell(safe_cell(text)) == text`` for every text. Apostrophes in front of other texts stay.
    """
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
