"""What two names say about being the same organisation's."""

from __future__ import annotations

from rapidfuzz.distance import OSA, Indel
from rapidfuzz.fuzz import partial_ratio

from ecomap.domain.hangul import strokes
from ecomap.domain.organisation_names import OrganisationName
from ecomap.domain.sounds import skeleton, sound

# Key strokes that a name must have for so many slips to be likelier than another name.
_STROKES_FOR_ONE, _STROKES_FOR_TWO, _STROKES_FOR_THREE = 8, 14, 20
_SPELT_ALIKE, _SOUNDS_SAME, _SOUNDS_ALIKE = 0.85, 0.95, 0.84
_OWN_PART = 70
_SHORTEST_BEGINNING = 4
_SLIPS = frozenset({"one_slip", "one_slip_short", "two_slips"})
# Forms that a name may carry beside another: a group registers, a company is certified.
_COMPATIBLE = frozenset({"group", "enterprise"})


def name_codes(a: OrganisationName, b: OrganisationName) -> tuple[str, ...]:
    """Return the codes of the reasons that two names give: how alike they are first, then what contradicts.

    Cost: a few microseconds; distances are cut off where they no longer matter.
    """
    likeness = _likeness(a, b)
    if likeness == "other_name":
        return (likeness,)
    return (likeness, *_contradictions(a, b, likeness))


def _likeness(a: OrganisationName, b: OrganisationName) -> str:
    if a.core == b.core or a.unordered == b.unordered or _reordered(a.core, b.core):
        if a.general and not (a.places & b.places):
            return "same_general_name"
        return "same_name" if a.whole == b.whole else "same_but_for_form"
    if a.latin != b.latin:
        return _by_sound(a, b)
    spelt = _by_spelling(a, b)
    if spelt in _SLIPS or not a.latin:
        return spelt
    heard = _by_sound(a, b)
    return heard if heard != "other_name" else spelt


def _reordered(a: str, b: str) -> bool:
    """Whether one is the other cut into two parts that changed places."""
    return len(a) == len(b) >= 5 and a in b + b


def _by_spelling(a: OrganisationName, b: OrganisationName) -> str:
    slips = min(
        OSA.distance(a.strokes, b.strokes, score_cutoff=3),
        OSA.distance(a.whole_strokes, b.whole_strokes, score_cutoff=3),
    )
    if slips <= 3 and (code := _by_slips(a, b, slips)):
        return code
    if Indel.normalized_similarity(a.strokes, b.strokes, score_cutoff=_SPELT_ALIKE):
        return "spelt_alike"
    short, long = sorted((a.full, b.full), key=len)
    if len(short) >= _SHORTEST_BEGINNING and long.startswith(short):
        return "begins_alike"
    return "other_name"


def _by_slips(a: OrganisationName, b: OrganisationName, slips: int) -> str:
    """Return how much so few slips tell: in 고래마을방송 and 도래마을방송 one key makes another name."""
    short, long = sorted((a.distinctive, b.distinctive), key=len)
    # Where one holds the other, the slip is in a place, a legal form or a general word.
    own = a.telling == b.telling and short not in long
    room = len(strokes(short)) if own else min(len(a.strokes), len(b.strokes))
    if slips <= 1:
        return "one_slip" if room >= _STROKES_FOR_ONE or not slips else "one_slip_short"
    if (slips == 2 and room >= _STROKES_FOR_TWO) or (slips == 3 and room >= _STROKES_FOR_THREE):
        return "two_slips"
    return ""


def _by_sound(a: OrganisationName, b: OrganisationName) -> str:
    best = max((_sound_similarity(x, y) for x in a.sounds for y in b.sounds), default=0.0)
    if best >= _SOUNDS_SAME:
        return "sounds_same"
    return "sounds_alike" if best >= _SOUNDS_ALIKE and _own_part_heard(a, b) else "other_name"


def _own_part_heard(a: OrganisationName, b: OrganisationName) -> bool:
    """Whether what is a name's own is heard in the other; a long general word they share must not decide."""
    written, other = (b, a) if a.latin else (a, b)
    if written.latin or not written.distinctive:
        return True
    own = sound(written.distinctive)
    return any(partial_ratio(own, heard) >= _OWN_PART for heard in other.sounds)


def _sound_similarity(a: str, b: str) -> float:
    """Return the similarity of two sound forms; vowels, which spellings differ in most, count half."""
    plain = Indel.normalized_similarity(a, b, score_cutoff=0.6)
    if plain in {0.0, 1.0} or min(len(a), len(b)) < 5:
        return plain
    return max(plain, (plain + Indel.normalized_similarity(skeleton(a), skeleton(b))) / 2)


def _contradictions(a: OrganisationName, b: OrganisationName, likeness: str) -> list[str]:
    found = []
    if code := _place_code(a, b, likeness):
        found.append(code)
    if code := _branch_code(a, b):
        found.append(code)
    if a.numbers != b.numbers:
        found.append("other_number")
    if a.latin and b.latin and _other_latin_word(a, b):
        found.append("other_word")
    if a.latin == b.latin and a.core != b.core and (code := _word_code(a, b, likeness)):
        found.append(code)
    # In Latin letters Inc. and Foundation go with any form.
    known = a.forms and b.forms and not (a.latin or b.latin)
    if known and not a.forms & b.forms and not (a.forms | b.forms) & _COMPATIBLE:
        found.append("other_form")
    return found


def _place_code(a: OrganisationName, b: OrganisationName, likeness: str) -> str:
    if a.places == b.places:
        return ""
    if not a.places or not b.places:
        # A slip of the key inside the place's own name leaves no place on that side.
        if likeness in {"one_slip", "one_slip_short"} and a.core != b.core:
            return ""
        return "nation_in_one_name" if a.places | b.places == {"한국"} else "place_in_one_name"
    narrower = a.places <= b.places or b.places <= a.places
    return "" if narrower else "other_place_in_name"


def _branch_code(a: OrganisationName, b: OrganisationName) -> str:
    if a.branch == b.branch:
        return ""
    if a.branch and b.branch:
        return "" if a.branch in b.branch or b.branch in a.branch else "other_branch"
    # 환경연합 마포지부 and 마포환경연합 are two ways to name one branch.
    only, other = (a, b) if a.branch else (b, a)
    return "" if only.branch in other.places else "branch_of"


def _other_latin_word(a: OrganisationName, b: OrganisationName) -> bool:
    """Whether each has a word that nothing in the other resembles: Haetsal Council, Haetsal Link."""
    return all(
        any(partial_ratio(word, other.core) < _OWN_PART for word in one.words if len(word) >= _SHORTEST_BEGINNING)
        for one, other in ((a, b), (b, a))
    )


def _word_code(a: OrganisationName, b: OrganisationName, likeness: str) -> str:
    # What is left of a mistyped word (센터 of 지원센터) is in the other name too.
    only_a = {word for word in a.telling if word not in b.core}
    only_b = {word for word in b.telling if word not in a.core}
    if only_a and only_b:
        return "other_word"
    if (only_a or only_b) and likeness not in {*_SLIPS, "begins_alike"}:
        return "word_in_one_name"
    return ""
