"""How probably two records are one organisation, with the reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ecomap.domain.organisation_names import OrganisationName
from ecomap.matching.entries import Profile
from ecomap.matching.name_evidence import name_codes
from ecomap.matching.reasons import REASONS, Reason

SAME = 0.7
"""Score from which two records count as probable duplicates: the default of `Index.check` for a queue and of `scan`."""
SHOW = 0.35
"""Score from which a record is worth showing to a person who is typing: related ones and beginnings of names too."""

_RELATED = frozenset({"branch_of", "place_in_one_name"})
_OTHER = frozenset({"other_branch", "other_place_in_name", "other_word", "other_number"})
_STRONG_NAMES = frozenset({"same_name", "same_but_for_form", "sounds_same", "one_slip"})


@dataclass(frozen=True, slots=True)
class Match:
    """The comparison of two records.

    Parameters
    ----------
    id : str
        Id of the record that was found.
    score : float
        Probability, 0 to 1, that the two are the same organisation, among pairs that are worth comparing.
    reasons : tuple of Reason
        What speaks for it and against it, the weightiest first.
    relation : str
        ``same`` or ``related``: related if one looks like a branch or facility of the other.
    """

    id: str
    score: float
    reasons: tuple[Reason, ...]
    relation: str = "same"


def compare(a: Profile, b: Profile) -> Match:
    """Return how probably two records are the same organisation, and why.

    Score = 1 / (1 + exp(−Σ weights)) over the reasons found (see `ecomap.matching.reasons`): the best pair of names
    gives the reasons about names; registration number, telephone, address and district give theirs where both records
    have them. Missing data gives no reason. The comparison is symmetric but for ``id``.

    Parameters
    ----------
    a, b : Profile
        ``b`` is the record that was found.

    Cost: about 30 microseconds.
    """
    codes = [*_best_names(a, b), *_register_codes(a, b)]
    codes += _place_codes(a, b, codes)
    reasons = sorted((REASONS[code] for code in dict.fromkeys(codes)), key=lambda reason: -abs(reason.weight))
    relation = "related" if _RELATED & set(codes) and "same_registration" not in codes else "same"
    return Match(b.id, _logistic(sum(reason.weight for reason in reasons)), tuple(reasons), relation)


def _logistic(evidence: float) -> float:
    return 1 / (1 + math.exp(-evidence))


def _best_names(a: Profile, b: Profile) -> tuple[str, ...]:
    best: tuple[str, ...] = ("other_name",)
    most = -math.inf
    # English names of two organisations are often translated alike; where both are known in Hangul, that decides.
    hangul = all(any(not name.latin for name in who.names[: who.own]) for who in (a, b))
    for i, one in enumerate(a.names):
        for j, other in enumerate(b.names):
            if hangul and (one.latin or other.latin):
                continue
            codes = _of_names(one, other, a, b)
            if (i >= a.own or j >= b.own) and codes[0] in _STRONG_NAMES:
                codes = ("other_name_matches", *codes[1:])
            if (weight := sum(REASONS[code].weight for code in codes)) > most:
                best, most = codes, weight
        if i + 1 == a.own and _says_another(best):
            # A nickname that head and branch share does not outweigh what their names say.
            return best
    return best


def _says_another(codes: tuple[str, ...]) -> bool:
    return codes[0] in _STRONG_NAMES and not _OTHER.isdisjoint(codes)


def _of_names(one: OrganisationName, other: OrganisationName, a: Profile, b: Profile) -> tuple[str, ...]:
    codes = name_codes(one, other)
    if "place_in_one_name" in codes:
        # 마포여성회 and 여성회, whose office is in Mapo: the register says the place instead of the name.
        silent, named = (a, other.places) if not one.places else (b, one.places)
        if silent.district in named:
            codes = tuple(code for code in codes if code != "place_in_one_name")
    return codes


def _register_codes(a: Profile, b: Profile) -> list[str]:
    found = []
    if a.registration and b.registration and a.registration.kind == b.registration.kind:
        if a.registration == b.registration:
            # A certificate number such as 제2020-3호 is given out by each district anew.
            certain = a.registration.kind != "other" or a.district == b.district
            found += ["same_registration"] if certain else []
        elif a.registration.kind != "other":
            found.append("other_registration")
    if a.phones & b.phones:
        found.append("same_phone")
    return found


def _place_codes(a: Profile, b: Profile, codes: list[str]) -> list[str]:
    if a.district and b.district and a.district != b.district:
        # Whoever keeps number or telephone has moved.
        return [] if {"same_registration", "same_phone"} & set(codes) else ["other_district"]
    found = ["same_district"] if a.district and a.district == b.district else []
    if a.address.street and a.address.street == b.address.street:
        rooms = {a.address.room, b.address.room}
        if len(rooms) == 1 and "" not in rooms:
            found.append("same_room")
        elif "" in rooms:
            found.append("same_address")
    return found
