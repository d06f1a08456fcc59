"""Legal forms as names carry them: which spellings stand for which form, and taking them off a name."""

from __future__ import annotations

import re

# Spellings after NFKC and case folding, so that ㈜ is (주) and ㈔ is (사). The family is what two records can differ in.
_LONG = {
    "association": "사단법인 비영리사단법인 공익사단법인 사단",
    "foundation": "재단법인 비영리재단법인 공익재단법인 재단",
    "welfare": "사회복지법인",
    "medical": "의료법인 의료재단법인",
    "school": "학교법인",
    "religious": "종교법인",
    "cooperative": "사회적협동조합 협동조합 소비자생활협동조합 의료복지사회적협동조합 협동조합연합회",
    "company": "주식회사 유한회사 유한책임회사 합자회사 합명회사 농업회사법인 영농조합법인",
    "group": "비영리민간단체 비영리단체 비영리임의단체 임의단체 민간단체 비영리법인 공익법인 특수법인",
    "enterprise": "사회적기업 예비사회적기업 마을기업 자활기업",
}
_SHORT = {
    "association": "사 사단 사법",
    "foundation": "재 재단",
    "welfare": "복 사복 사회복지",
    "medical": "의 의료",
    "school": "학 학교",
    "religious": "종",
    "cooperative": "협 사협 사회적협 협동",
    "company": "주 유 합 농 株",
    "group": "비 비영리 임의",
}
_ENGLISH = {
    "company": "inc incorporated ltd limited llc corp corporation co company plc gmbh",
    "foundation": "foundation fdn",
    "cooperative": "cooperative co-operative coop co-op",
    "group": "npo ngo nonprofit",
}
FAMILY = {word: family for family, words in _LONG.items() for word in words.split()}
_SHORT_FAMILY = {word: family for family, words in _SHORT.items() for word in words.split()}
_ENGLISH_FAMILY = {word: family for family, words in _ENGLISH.items() for word in words.split()}
# 사단 and 재단 alone are legal forms only in brackets; 아름다운재단 is a name.
_BARE = sorted(FAMILY.keys() - {"사단", "재단"}, key=len, reverse=True)
# A form that also begins other words (협동조합지원센터) must stand alone to be taken from the front.
_FRONT_UNSPACED = [word for word in _BARE if FAMILY[word] not in {"cooperative", "enterprise"} and word != "민간단체"]
_FRONT = re.compile(rf"^(?:(?P<glued>{'|'.join(_FRONT_UNSPACED)})\s*|(?P<alone>{'|'.join(_BARE)})\s+)(?=\S)")
_BACK = re.compile(rf"(?<=\S)\s*(?P<back>{'|'.join(_BARE)})$")
_HALF_BRACKET = re.compile(rf"^(?P<half>{'|'.join(sorted(_SHORT_FAMILY, key=len, reverse=True))})\s*[)\].]\s*(?=\S)")
_ENGLISH_BACK = re.compile(
    rf"(?<=\S)[\s,]+(?P<en>{'|'.join(map(re.escape, sorted(_ENGLISH_FAMILY, key=len, reverse=True)))})\.?$"
)


def bracketed_form(inner: str) -> str:
    """Return the family of a legal form that stands in brackets, as ``사`` in (사); empty if it is none.

    Parameters
    ----------
    inner : str
        The text between the brackets, case-folded.
    """
    word = inner.replace(" ", "").rstrip(".")
    return _SHORT_FAMILY.get(word) or FAMILY.get(word) or _ENGLISH_FAMILY.get(word, "")


def take_forms(name: str) -> tuple[str, frozenset[str]]:
    """Return a name without the legal forms at its ends, and the families that they belong to.

    A form is kept where nothing else would be left, and inside a word: 한국협동조합연구소 loses nothing.

    Parameters
    ----------
    name : str
        Cleaned and case-folded, brackets already taken out.

    Examples
    --------
    >>> take_forms("사단법인광주여성민우회")
    ('광주여성민우회', frozenset({'association'}))
    """
    found: set[str] = set()
    rest = name
    while True:
        for pattern in (_HALF_BRACKET, _FRONT, _BACK, _ENGLISH_BACK):
            match = pattern.search(rest)
            if match is None:
                continue
            left = (rest[: match.start()] + rest[match.end() :]).strip(" ,.")
            if len(left.replace(" ", "")) < 2:
                continue
            found.add(_family(match))
            rest = left
            break
        else:
            return rest, frozenset(found)


def _family(match: re.Match[str]) -> str:
    word = match.group(match.lastgroup or 0)
    if match.lastgroup == "half":
        return _SHORT_FAMILY[word]
    return _ENGLISH_FAMILY[word] if match.lastgroup == "en" else FAMILY[word]
