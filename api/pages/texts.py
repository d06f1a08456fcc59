"""Moments, persons and amounts as the pages write them."""

from __future__ import annotations

import re
from datetime import datetime

from api.pages.words import words
from ecomap.exchange.units import unit_word

_ACCOUNT = re.compile(r" \(u-[0-9a-f]+\)$")


def moment(at: datetime) -> str:
    """Return a moment to the minute, in the time of the place where the server stands."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def person(who: str, lang: str) -> str:
    """Return who did something by name; the id of an account, kept to tell namesakes apart, is for programs."""
    told = words(lang)
    return told["local"] if who == "local" else _ACCOUNT.sub("", who) or told["keeper"]


def money(amount: float | None, unit: str, lang: str) -> str:
    """Return an amount with its unit; empty where none is known."""
    if amount is None:
        return ""
    word = unit_word(unit, lang)
    return f"{amount:,.0f}{word}" if word == "원" else f"{amount:,.0f} {word}".strip()
