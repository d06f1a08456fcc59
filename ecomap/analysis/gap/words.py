"""Phrases that the gap analyses share: groups, places in a sentence, quantities."""

from __future__ import annotations

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS, figure
from ecomap.analysis.record import Parameter
from graph_schema import Text, load_ontology

GROUPS: dict[str, Text] = {**GROUPING_LABELS, "dong": Text("행정동", "Dong")}
PLACES = ("district", "dong")
FIELDS = ("field", "subfield")

PLACE_LINKS_PARAMETER = Parameter(
    "place_links",
    "choice",
    "either",
    Text("지역을 정하는 기준", "What puts an actor in a place"),
    Text(
        "소재지, 활동 지역, 또는 둘 중 하나. 사업은 언제나 활동 지역으로 셉니다.",
        "Where it is located, where it is active, or either. Programmes always count where they are active.",
    ),
    choices=(
        ("either", Text("소재지 또는 활동 지역", "Either")),
        ("located_in", Text("소재지", "Located in")),
        ("active_in", Text("활동 지역", "Active in")),
    ),
)

KIND_PARAMETER = Parameter(
    "kind",
    "choice",
    "all",
    Text("주체 유형", "Actor kind"),
    Text("이 유형의 주체만 봅니다.", "Only actors of this kind are looked at."),
    choices=(
        ("all", Text("모든 유형", "All kinds")),
        *((name, load_ontology().nodes[name].label) for name in load_ontology().actor_kinds),
    ),
)


GROUP_ID = Text(
    "지역·분야·과제의 식별자, 또는 유형·단위의 이름", "Id of the place, field or task; name of a kind or level."
)


def place_links(choice: str) -> tuple[str, ...]:
    """Return the structural links that a value of the parameter ``place_links`` stands for."""
    return PLACE_LINKS[choice]


def subject_particle(word: str) -> str:
    """Return the Korean subject particle of a word: 이 after a final consonant, else 가."""
    last = ord(word[-1]) - 0xAC00
    return "이" if 0 <= last < 11_172 and last % 28 else "가"


def noun(count: str, kind: str) -> tuple[Text, Text]:
    """Return what is counted in the singular and in the plural."""
    if count == "programmes":
        return Text("사업", "programme"), Text("사업", "programmes")
    if count == "funding":
        return Text("재원", "funding"), Text("재원", "funding")
    if count == "reach":
        return Text("닿는 주민", "resident reached"), Text("닿는 주민", "residents reached")
    return (Text("주체", "actor"), Text("주체", "actors")) if kind == "all" else kind_nouns(kind)


def kind_nouns(kind: str) -> tuple[Text, Text]:
    """Return the name of an actor kind inside a sentence, in the singular and in the plural."""
    node = load_ontology().nodes[kind]
    return _lowered(node.label), _lowered(node.plural)


def _lowered(label: Text) -> Text:
    return Text(label.ko, label.en[:1].lower() + label.en[1:])


def amount(count: str, value: float) -> Text:
    """Return a count or a sum with its Korean counter; the English side has the figure alone, or with KRW."""
    if count == "funding":
        return Text(f"{value:,.0f}원", f"KRW {value:,.0f}")
    counter = {"programmes": "건", "reach": "명"}.get(count, "곳")
    shown = figure(value, 0 if count == "reach" else 1)
    return Text(f"{shown}{counter}", shown)


def quantity(count: str, value: float, nouns: tuple[Text, Text]) -> Text:
    """Return a count with its noun, such as ``중간지원조직 2곳`` and ``2 intermediaries``."""
    shown = amount(count, value)
    if count == "funding":
        return Text(f"{nouns[0].ko} {shown.ko}", f"{nouns[0].en} of {shown.en}" if value else f"no {nouns[0].en}")
    word = nouns[0].en if value == 1 else nouns[1].en
    return Text(f"{nouns[0].ko} {shown.ko}", f"{'no' if value == 0 else shown.en} {word}")


def group_phrase(by: str, label: Text) -> Text:
    """Return a group as part of a sentence, such as ``주거 분야`` and ``the field Housing``."""
    if by in FIELDS:
        return Text(f"{label.ko} 분야", f"the field {label.en}")
    if by == "task":
        return Text(f"‘{label.ko}’ 과제", f"the task “{label.en}”")
    if by == "level":
        return Text(f"{label.ko} 단위", f"the {label.en} level")
    return label


def cell_phrase(by: tuple[str, str], labels: tuple[Text, Text]) -> Text:
    """Return a cell as part of a sentence: the place first in Korean, last in English.

    Parameters
    ----------
    by : (str, str)
        Groupings of the row and the column, ``kind`` among them only if it is to be named as such.
    labels : (Text, Text)
        Names of the row and the column.
    """
    parts = sorted(zip(by, labels, strict=True), key=lambda part: part[0] not in PLACES)
    first, second = (group_phrase(*part) for part in parts)
    link = "in" if parts[0][0] in PLACES else "under"
    return Text(f"{first.ko} {second.ko}", f"{second.en} {link} {first.en}")


def listed(names: list[Text], most: int = 5) -> Text:
    """Return names in one line, the rest as a number."""
    ko, en = (", ".join(getattr(name, lang) for name in names[:most]) for lang in ("ko", "en"))
    rest = len(names) - most
    return Text(ko, en) if rest <= 0 else Text(f"{ko} 외 {rest:,}개", f"{en} and {rest:,} more")


def sentence(text: str) -> str:
    """Return an English text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
