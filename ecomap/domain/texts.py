"""Cleaning of typed text: names, headers and free text as people and spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata

# Direction overrides and zero-width marks change how a name is drawn, not what it says; in a list of names
# they let one organisation pass for another.
# Hangul fillers are blanks that count as letters.
_MARKS = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    0x00AD,
    0x034F,
    0x061C,
    0x180E,
)
_HANGUL_FILLERS = (0x115F, 0x1160, 0x3164, 0xFFA0)
_INVISIBLE = dict.fromkeys((*_MARKS, *_HANGUL_FILLERS), None)


def clean(text: str) -> str:
    """Return text in NFC with invisible and direction marks dropped and white space folded to single spaces.

    Control characters, NUL among them, are left in place for the caller to refuse: see `control_character`.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def control_character(text: str) -> str | None:
    """Return the first control character that is not white space, as ``U+0000``, or ``None``."""
    if text.isprintable():
        return None
    for char in text:
        if unicodedata.category(char) in {"Cc", "Cs", "Co"} and char not in "\t\n\r":
            return f"U+{ord(char):04X}"
    return None


def key(text: str) -> str:
    """Return the comparison form: cleaned, case-folded, without spaces and without ``_ - ( ) [ ] · . , /``.

    Examples
    --------
    >>> key("Planned Dates: Start_Date") == key("planned dates: start date")
    True
    """
    return _DROPPED.sub("", clean(unicodedata.normalize("NFKC", text)).casefold())


def number_key(text: str) -> str:
    """Return the comparison form of a registration number: its letters and digits, case-folded.

    Empty for a text without any digit: ``NA``, ``없음`` and the like say that there is no number.

    Examples
    --------
    >>> number_key("999-45-67890") == number_key("9994567890")
    True
    >>> number_key("N/A")
    ''
    """
    plain = "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
    return plain if any(char.isdigit() for char in plain) else ""


_DROPPED = re.compile(r"[\s_\-()\[\]·.,/:'\"’‘“”]+")
