"""Which records are the same: ids that follow from what a record says, so that telling it twice is once."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from hashlib import blake2b
from unicodedata import normalize

from ecomap.domain.texts import key

ALIKE = 0.75
"""Least share of letters that two names have in common in order (2 × common / letters of both) to be alike."""
_LEGAL_FORMS = re.compile(
    r"\([사재복주유]\)|(?:사단|재단|사회복지|의료|학교|비영리|공익)\s*법인|비영리\s*민간\s*단체|(?:사회적\s*)?협동\s*조합"
    r"|(?:주식|유한)\s*회사|\b(?:inc|ltd|llc|foundation|corporation)\b\.?",
    re.IGNORECASE,
)


def link_id(link: str, source: str, target: str) -> str:
    """Return the id of a structural link: there is one of a type between two nodes."""
    return f"{link}:{source}>{target}"


def natural_id(prefix: str, kind: str, name: str, place: str, registration: str = "") -> str:
    """Return the id of a record that came without one.

    Two organisations are the same if their kind, the comparison form of their name and their place are.

    Parameters
    ----------
    prefix : str
        Says what it is, such as ``org``.
    kind : str
        Node kind.
    name : str
        As written; see `ecomap.domain.texts.key` for the spellings that count as one.
    place : str
        Node id of its place, empty where unknown.
    registration : str
        Registration number, only for a namesake of an organisation with another number.

    Returns
    -------
    str
        Prefix, hyphen and 20 hexadecimal digits (80 bits: with a million records the chance that any two
        differ and share an id is below 10⁻¹²).
    """
    return f"{prefix}-{_digest(kind, key(name) or name, place, registration)}"


def alike(name: str, other: str) -> bool:
    """Return whether two names may be spellings of one organisation's name.

    Legal forms such as 사단법인 don't count. What is left has to be equal, one a large part of the other (녹색연합,
    서울녹색연합), or nearly the same letters in the same order.
    """
    first, second = sorted((_bare(name), _bare(other)), key=len)
    if first == second or (first in second and 2 * len(first) >= len(second)):
        return True
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def _bare(name: str) -> str:
    text = normalize("NFKC", name)
    return key(_LEGAL_FORMS.sub("", text)) or key(text)


def natural_tie_id(type_: str, ends: tuple[str, str], since: date | None, field: str, *, directed: bool) -> str:
    """Return the id of a tie that came without one: type, ends, first day and field tell ties apart.

    Parameters
    ----------
    type_ : str
    ends : tuple of str
        Source and target ids; their order counts only if ``directed``.
    since : date, optional
    field : str
        Node id, empty where unknown.
    directed : bool

    Returns
    -------
    str
        As `natural_id`, with the prefix ``tie``.
    """
    first, second = ends if directed else sorted(ends)
    return f"tie-{_digest(type_, first, second, since.isoformat() if since else '', field)}"


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8"), digest_size=10).hexdigest()
