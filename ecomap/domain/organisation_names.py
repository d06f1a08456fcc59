"""Names of organisations taken apart: what says who it is, and the legal form, place and branch around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from ecomap.domain.hangul import has_hangul, strokes
from ecomap.domain.legal_forms import bracketed_form, take_forms
from ecomap.domain.name_words import distinctive, korean_institution, numbers, telling_words
from ecomap.domain.regions import is_place, place_prefix
from ecomap.domain.sounds import sound
from ecomap.domain.texts import clean

_BRACKETS = re.compile(r"[(\[{〔【〈《<]([^()\[\]{}〔〕【】〈〉《》<>]*)[)\]}〕】〉》>]")
_FORMER = re.compile(r"^(?:구|舊|옛|전|前|구명칭|변경전|former(?:ly)?|f/?k/?a)(?:[\s.:,]+|\s*\)\s*)(?=\S)")
_FORMER_GLUED = re.compile(r"^(?:舊|前|구명칭|변경전)(?=\S)")
_BRANCH = re.compile(
    r"(?P<label>.*?)(?P<ending>지역본부|지역위원회|시도지부|지회|지부|분회|분원|분관|지점|지사|분사무소|사무소|본부|branch|chapter)$"
)
_FACILITY = re.compile(
    r"(?:센터|복지관|도서관|지원관|학교|쉼터|어린이집|공부방|상담소|작업장|시설|의집|사업단|사업소|협회)$"
)
_PUNCTUATION = re.compile(r"[\s「」『』·ㆍ・•.,/&\-–—_'\"’‘“”:;!?~*+|#]+")
_STOP = frozenset({"the", "of", "for", "and", "a", "in", "및", "와", "과"})
_LATIN_PLACE = re.compile(r"\b([a-z]{3,})-(?:gu|si|gun|do)\b")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True)
class OrganisationName:
    """One name of an organisation taken apart.

    Parameters
    ----------
    core : str
        What tells it from others, without spaces: no legal form, no place, no branch.
    words : tuple of str
        The words of the core, as written apart.
    full : str
        As the core, with the places where they stand.
    whole : str
        Every letter and digit of the text, for slips inside a legal form.
    forms : frozenset of str
        Families of legal forms that the name carries, see `ecomap.domain.legal_forms`.
    places : frozenset of str
        Stems of places that it names.
    branch : str
        Which branch or facility it says it is: place stems or label; ``-`` for a branch without either; empty if none.
    former, also : tuple of str
        Former names and other names that stand in brackets, as text.
    """

    core: str
    words: tuple[str, ...]
    full: str
    whole: str
    forms: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    branch: str = ""
    former: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @cached_property
    def unordered(self) -> str:
        """Return the words of the core in alphabetical order, without spaces."""
        return "".join(sorted(self.words))

    @cached_property
    def strokes(self) -> str:
        """Return the key strokes of the name with its places."""
        return strokes(self.full)

    @cached_property
    def whole_strokes(self) -> str:
        """Return the key strokes of the whole text."""
        return strokes(self.whole)

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """Return sound forms: of the core and of the name with its places, institutions in Korean where English."""
        spoken = [self.full, self.core]
        if not has_hangul(self.full):
            spoken.append(korean_institution(" ".join(self.words)).replace(" ", ""))
        return tuple(dict.fromkeys(filter(None, map(sound, spoken))))

    @cached_property
    def latin(self) -> bool:
        """Return whether it is written without Hangul."""
        return not has_hangul(self.full)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return its telling words, see `ecomap.domain.name_words`."""
        return telling_words(self.core)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers in the core."""
        return numbers(self.core)

    @cached_property
    def general(self) -> bool:
        """Return whether many organisations bear its core."""
        return not self.distinctive

    @cached_property
    def distinctive(self) -> str:
        """Return the core without the words that many names share."""
        return distinctive(self.core)


@dataclass
class _Found:
    """What the brackets of a name say."""

    forms: set[str]
    places: set[str]
    former: list[str]
    also: list[str]
    branch: str = ""


def parse_name(text: str) -> OrganisationName | None:
    """Return a name taken apart, or ``None`` if the text holds no letter or digit.

    Examples
    --------
    >>> name = parse_name("(사)한국여성의전화 마포지부")
    >>> name.core, sorted(name.places), name.branch
    ('여성의전화', ['한국'], '마포')
    """
    plain = _LATIN_PLACE.sub(r"\1", _POSSESSIVE.sub("s", unicodedata.normalize("NFKC", clean(text)).casefold()))
    found = _Found(set(), set(), [], [])
    bare = _BRACKETS.sub(lambda match: _bracket(match[1].strip(), found), plain)
    bare, forms = take_forms(" ".join(bare.split()))
    tokens = [token for token in _PUNCTUATION.split(re.sub(r"[()\[\]{}]", " ", bare)) if token]
    tokens = [token for token in tokens if token not in _STOP] or tokens
    if not any(char.isalnum() for char in "".join(tokens)):
        return None
    words, places, branch = _places_and_branch(tokens)
    full = "".join(tokens)
    return OrganisationName(
        core="".join(words) or full,
        words=tuple(words) or tuple(tokens),
        full=full,
        whole="".join(filter(str.isalnum, plain)),
        forms=forms | found.forms,
        places=frozenset(places | found.places),
        branch=branch or found.branch,
        former=tuple(found.former),
        also=tuple(found.also),
    )


def _bracket(inner: str, found: _Found) -> str:
    """Sort the text of a bracket into what it is; return what stays in the name."""
    if not inner:
        return " "
    if form := bracketed_form(inner):
        found.forms.add(form)
    elif match := _FORMER.match(inner) or _FORMER_GLUED.match(inner):
        found.former.append(inner[match.end() :])
    elif _is_place(inner, found):
        pass
    elif _BRANCH.search(inner) or _FACILITY.search(inner):
        words, places, branch = _places_and_branch(_PUNCTUATION.split(inner), behind=True)
        found.branch = branch or "".join([*sorted(places), *words]) or "-"
        if _FACILITY.search(inner):
            found.also.append(inner)
    else:
        found.also.append(inner)
    return " "


def _is_place(inner: str, found: _Found) -> bool:
    words, places, branch = _places_and_branch([word for word in _PUNCTUATION.split(inner) if word])
    if words or branch or not places:
        return False
    found.places |= places
    return True


def _places_and_branch(tokens: list[str], *, behind: bool = False) -> tuple[list[str], set[str], str]:
    """Return the words that are left, the places named and the branch; ``behind`` says that a name stands before."""
    words: list[str] = []
    places: set[str] = set()
    branch = last = ""
    for written in tokens:
        match = _BRANCH.fullmatch(written)
        # A branch follows the name of its head; 서울사무소 alone, or as the first word, is a name.
        if match and (words or behind):
            here, rest = _strip_places(match["label"])
            if not match["label"] and last:
                # 마포 지부: the place just before is the branch's.
                places.discard(last)
                here = {last}
            branch = "".join([*sorted(here), rest]) or "-"
            continue
        token, glued = (written, "") if words else _glued_branch(written)
        branch = branch or glued
        here, rest = _strip_places(token)
        last = "".join(here) if len(here) == 1 and not rest else ""
        places |= here
        if rest:
            words.append(rest)
    return words, places, branch


def _strip_places(token: str) -> tuple[set[str], str]:
    places: set[str] = set()
    while token:
        place, rest = place_prefix(token)
        if not place:
            break
        places.add(place)
        token = rest
        if is_place(token):
            return {*places, token}, ""
    return places, token


def _glued_branch(token: str) -> tuple[str, str]:
    """Return a word without the branch written onto its end, as in 환경연합마포지부, and that branch's place."""
    match = _BRANCH.fullmatch(token)
    if match is None or match["ending"].isascii():
        return token, ""
    label = match["label"]
    for at in range(3, len(label) - 1):
        place, rest = place_prefix(label[at:])
        if place and not rest:
            return label[:at], place
    return token, ""
