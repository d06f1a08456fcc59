"""What is compared: the identifying part of a record, and the same prepared once for many comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import seed_data
from ecomap.domain.contacts import Address, Registration, address, phones, registration
from ecomap.domain.organisation_names import OrganisationName, parse_name
from ecomap.domain.regions import district_word

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """The identifying part of a record, as stored or as typed so far; empty means unknown.

    Parameters
    ----------
    id : str
        Node id; empty for a record that is not stored yet.
    name : str
        Its name in Korean, or in whatever script it was typed.
    name_en : str
        Its English name.
    aliases : tuple of str
        Other names: short forms, former names.
    registration, phone, address : str
        As written.
    place : str
        Node id of a gu or dong, or its name.
    """

    id: str
    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    registration: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entry in its comparison forms.

    Parameters
    ----------
    id : str
    names : tuple of OrganisationName
        Its names; the first ``own`` are its present ones, the others are aliases and former names.
    own : int
    registration : Registration, optional
    phones : frozenset of str
    address : Address
    district : str
        Stem of its district, from the place or else from the address; empty if unknown.
    """

    id: str
    names: tuple[OrganisationName, ...]
    own: int
    registration: Registration | None
    phones: frozenset[str]
    address: Address
    district: str


def prepare(entry: Entry) -> Profile:
    """Return an entry in its comparison forms; costs about 0.1 ms."""
    own = _parsed((entry.name, entry.name_en))
    others = [text for name in own for text in (*name.former, *name.also)]
    names = (*own, *_parsed((*others, *entry.aliases)))
    where = address(entry.address)
    return Profile(
        id=entry.id,
        names=names[:MOST_NAMES],
        own=len(own),
        registration=registration(entry.registration),
        phones=phones(entry.phone),
        address=where,
        district=_district(entry.place) or where.district,
    )


def _parsed(texts: tuple[str, ...]) -> list[OrganisationName]:
    return [name for name in map(parse_name, texts) if name is not None]


def _district(place: str) -> str:
    return _district_of_code().get(place.removeprefix("place:")) or district_word(place)


@cache
def _district_of_code() -> dict[str, str]:
    rows = {row.code: row for row in seed_data.places()}
    gu = {code: district_word(row.name_ko) for code, row in rows.items() if row.level == "gu"}
    return gu | {code: gu[row.parent_code] for code, row in rows.items() if row.level == "dong"}
