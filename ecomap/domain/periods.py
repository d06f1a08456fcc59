"""Dates as registers write them, and the period during which a record holds."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

_YEAR = re.compile(r"(\d{4})\s*년?")
_MONTH = re.compile(r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*(?:월)?\.?")
_DAY = re.compile(r"(\d{4})\s*(?:[-./]|년)\s*(\d{1,2})\s*(?:[-./]|월)\s*(\d{1,2})\s*(?:일)?\.?(?:[T ]\d{1,2}:\d{2}.*)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")


@lru_cache(maxsize=65_536)
def parse_day(text: str, *, end: bool = False) -> date:
    """Return the day that a register's date text names.

    Accepts ``2021-03-04``, ``2021.3.4``, ``2021/03/04``, ``20210304``, ``2021년 3월 4일``, the same with a time
    behind it (the time is dropped), and the shorter ``2021-03``, ``2021년 3월``, ``2021``, which name a span:
    its first day, or its last with ``end``.

    Parameters
    ----------
    text : str
        Cleaned text, not empty.
    end : bool
        Whether a month or a year stands for its last day rather than its first.

    Returns
    -------
    date

    Raises
    ------
    ValueError
        If the text is no date, or names a day that the calendar does not have, such as ``2021.13.40``.
    """
    if match := _DAY.fullmatch(text) or _PACKED.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            raise ValueError(text)
        return date(year, month, calendar.monthrange(year, month)[1] if end else 1)
    if match := _YEAR.fullmatch(text):
        return date(int(match[1]), 12, 31) if end else date(int(match[1]), 1, 1)
    raise ValueError(text)
