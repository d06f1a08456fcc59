"""Amounts of money as Korean registers write them: 3,000,000원, 300만원, 3백만원, 1억 2천만원."""

from __future__ import annotations

import re
from decimal import Decimal

_MARKS = re.compile(r"^[₩￦£$€]\s*|\s*원$")
_TOKEN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?|[조억만천백십]")
_SMALL = {"천": 1_000, "백": 100, "십": 10}
_LARGE = {"조": 10**12, "억": 10**8, "만": 10**4}


def without_marks(text: str) -> str:
    """Return an amount without the sign of its currency."""
    return _MARKS.sub("", text)


def korean_amount(text: str) -> float | None:
    """Return the amount of a text with Korean powers of ten, ``None`` if it is none.

    Powers have to descend, so that every text has one reading: 1억 2천만 is 120,000,000 and 2만 1억 is nothing.

    Examples
    --------
    >>> korean_amount("1억 2천만원"), korean_amount("1.5억"), korean_amount("만원"), korean_amount("2만 1억")
    (120000000.0, 150000000.0, 10000.0, None)
    """
    spaced = without_marks(text)
    plain, tokens = "".join(spaced.split()), _TOKEN.findall(spaced)
    if not tokens or "".join(tokens) != plain or not set(plain) & {*_SMALL, *_LARGE}:
        return None
    total, large = Decimal(0), 10**16
    while tokens:
        section, tokens = _section(tokens)
        power = _LARGE[tokens.pop(0)] if tokens else 1
        if section is None or power >= large:
            return None
        total, large = total + section * power, power
    return float(total)


def _section(tokens: list[str]) -> tuple[Decimal | None, list[str]]:
    """Return the value before the next of 조, 억 and 만, ``None`` if it has no one reading, and what is left."""
    value, number, small, read = Decimal(0), None, 10**4, 0
    for token in tokens:
        if token in _LARGE:
            break
        read += 1
        if token in _SMALL:
            if _SMALL[token] >= small:
                return None, []
            small = _SMALL[token]
            value += (Decimal(1) if number is None else number) * small
            number = None
        elif number is not None:
            return None, []
        else:
            number = Decimal(token.replace(",", ""))
    return value + (number or 0) if read else Decimal(1), tokens[read:]
