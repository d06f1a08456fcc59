"""When two headers of a table are the same header."""

from __future__ import annotations

import unicodedata


def normalise_header(text: str) -> str:
    """Return a header without case, width, spaces and punctuation.

    Examples
    --------
    >>> normalise_header(" 단체명（국문） ") == normalise_header("단체명 (국문)")
    True
    >>> normalise_header("Valid_From")
    'validfrom'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
