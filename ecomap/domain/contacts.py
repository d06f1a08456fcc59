"""Registration numbers, telephone numbers and addresses in one form each, for finding equal ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ecomap.domain.regions import district_word
from ecomap.domain.texts import clean


@dataclass(frozen=True, slots=True)
class Registration:
    """A registration number; ``kind`` is ``business`` (10 digits), ``corporate`` (13 digits) or ``other``."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: stem of the district, ``street`` with the house number, and the room or floor."""

    district: str = ""
    street: str = ""
    room: str = ""


_DIGITS = re.compile(r"\D+")
_PHONE_PARTS = re.compile(r"[/,;]|\s{2,}|또는|\bor\b")
_EXTENSION = re.compile(r"(?:내선|교환|\bext\.?|[x#~]).*$", re.IGNORECASE)
_ROAD = re.compile(
    r"(?P<road>[가-힣a-z0-9·.]+?(?:대로|로|길)(?:\s?\d+[가-힣]?길)?)\s*(?P<number>(?:지하\s*)?\d+(?:\s*-\s*\d+)?)"
    r"(?![\d-]*\s*[가-힣]?(?:길|로|가))"
)
_LOT = re.compile(
    r"(?P<road>[가-힣]+\s?\d*(?:동|가|리))\s*(?P<number>(?:산\s*)?\d+(?:\s*-\s*\d+)?)(?:번지)?(?!\s*[층호\d동])"
)
_LATIN_ROAD = re.compile(r"(?P<number>\d+(?:-\d+)?),?\s*(?P<road>[a-z\d-]+(?:-ro|-gil|-daero))")
_ROOM = re.compile(r"(?P<kind>지하|b)?\s*(?P<number>\d+)\s*(?P<unit>층|호|f\b)", re.IGNORECASE)
_POSTAL = re.compile(r"[(\[]\s*우?\s*\d{3}-?\d{2,3}\s*[)\]]|^\s*\d{5}\s+|^\s*\d{3}-\d{3}\s+")


def registration(text: str) -> Registration | None:
    """Return a registration number in its comparison form, or ``None`` where there is none or only filler.

    Examples
    --------
    >>> registration("123-82-06789") == registration("１２３８２０６７８９")
    True
    """
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    digits = _DIGITS.sub("", plain)
    if not digits or len(set(digits)) == 1:
        return None
    if len(digits) in {10, 13} and not re.search(r"[^\W\d_]", plain):
        return Registration("business" if len(digits) == 10 else "corporate", digits)
    return Registration("other", re.sub(r"[\W_]+", "", plain))


def phones(text: str) -> frozenset[str]:
    """Return the telephone numbers of a text as digits with the leading zero; extensions and filler are dropped.

    Examples
    --------
    >>> sorted(phones("+82 2-312-4567 / 010.9876.5432 (내선 3)"))
    ['01098765432', '023124567']
    """
    found: set[str] = set()
    for part in _PHONE_PARTS.split(unicodedata.normalize("NFKC", clean(text))):
        plain = _EXTENSION.sub("", part.replace("(0)", ""))
        digits = _DIGITS.sub("", plain)
        if plain.strip().startswith("+82") or (digits.startswith("82") and len(digits) >= 11):
            digits = "0" + digits[2:].lstrip("0")
        # Filler such as 02-000-0000 and 02-1234-5678 stands in many rows and says nothing.
        if 8 <= len(digits) <= 12 and len(set(digits[-7:])) > 2 and not digits.endswith(("1234567", "12345678")):
            found.add(digits)
    return frozenset(found)


def address(text: str) -> Address:
    """Return an address taken apart; ``street`` is empty where no house number could be read.

    Province, spaces, postal code and the legal dong behind the house number do not count.

    Examples
    --------
    >>> address("서울특별시 마포구 월드컵로 12-3, 4층 (서교동)")
    Address(district='마포', street='월드컵로 12-3', room='4층')
    """
    plain = _POSTAL.sub(" ", unicodedata.normalize("NFKC", clean(text)).casefold())
    district = district_word(plain)
    match = _ROAD.search(plain) or _LATIN_ROAD.search(plain) or _LOT.search(plain)
    if match is None:
        return Address(district)
    street = " ".join(re.sub(r"[\s·.]+", "", match[part]) for part in ("road", "number"))
    behind = plain[match.end() :]
    return Address(district, street, "".join(map(_room, _ROOM.finditer(behind))))


def _room(match: re.Match[str]) -> str:
    return f"{'b' if match['kind'] else ''}{match['number']}{'호' if match['unit'] == '호' else '층'}"
