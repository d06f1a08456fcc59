"""What gaps/what_if takes, returns and says about itself."""

from __future__ import annotations

from collections.abc import Mapping

from ecomap.analysis.parameters import limit
from ecomap.analysis.record import Analysis, Column, Parameter, Reference, TableSpec
from graph_schema import Text

_DEFAULT = "linkage/overview"


def parameters(records: Mapping[str, Analysis]) -> tuple[Parameter, ...]:
    """Return the parameters; the analyses that can be compared are the choices of ``analysis``."""
    choices = (("none", Text("비교하지 않음", "None")), *((name, one.label) for name, one in records.items()))
    return (
        *_EDITS,
        Parameter(
            "analysis",
            "choice",
            _DEFAULT if _DEFAULT in records else "none",
            Text("비교할 분석", "Analysis to compare"),
            Text("이 분석의 결과를 앞뒤로 나란히 놓습니다.", "Its results are set side by side."),
            choices=choices,
        ),
        Parameter(
            "options",
            "text",
            None,
            Text("그 분석의 매개변수", "Parameters of that analysis"),
            Text("이름=값; 이름=값", "name=value; name=value"),
        ),
        limit(
            100,
            Text("달라진 값의 수", "Differences listed"),
            Text("많이 달라진 값부터 이만큼 싣습니다.", "So many, the largest first."),
        ),
    )


_EDITS = (
    Parameter(
        "remove",
        "text",
        None,
        Text("없앨 주체", "Actors that go"),
        Text(
            "식별자나 이름을 쉼표로 나눕니다. 이들의 관계도 함께 사라집니다.",
            "Ids or names, separated by commas; their ties go with them.",
        ),
    ),
    Parameter(
        "remove_ties",
        "text",
        None,
        Text("없앨 관계", "Ties that go"),
        Text(
            "주체>유형>주체; … 유형을 빼면 두 주체의 모든 관계입니다.",
            "source>type>target; … Without a type, all ties between the two.",
        ),
    ),
    Parameter(
        "add_actor",
        "text",
        None,
        Text("새 주체", "Actors that come"),
        Text(
            "유형@자치구@분야; … 예: intermediary@강서구@welfare. 차례로 new-1, new-2라는 식별자가 붙으며, 관계는 "
            "따로 정합니다.",
            "kind@district@field; … for example intermediary@Gangseo-gu@welfare. They get the ids new-1, new-2 … and "
            "have no ties "
            "unless these are given.",
        ),
    ),
    Parameter(
        "add_tie",
        "text",
        None,
        Text("새 관계", "Ties that come"),
        Text("주체>유형>주체; … 예: new-1>supports>demo-0003", "source>type>target; … e.g. new-1>supports>demo-0003"),
    ),
    Parameter(
        "connect",
        "integer",
        0,
        Text("새 주체를 이을 곳", "Partners of new actors"),
        Text(
            "새 주체마다 가까운 k곳과 잇습니다: 자치구와 분야가 모두 같은 곳, 자치구, 분야의 순서이고, 그 안에서는 "
            "연결이 많은 "
            "곳부터. 중간지원조직은 지원, 그 밖에는 협력.",
            "Ties each new actor to the k nearest: same district and field, then district, then field, the best "
            "linked first. "
            "Intermediaries support, others cooperate.",
        ),
        minimum=0,
        maximum=1000,
    ),
)

_FIGURES = (
    Column("unit", Text("단위", "Unit"), type="text"),
    Column("before", Text("전", "Before")),
    Column("after", Text("후", "After")),
    Column("difference", Text("차이", "Difference")),
)
PANEL = TableSpec(
    "panel",
    Text("전체의 변화", "Changes of the whole"),
    (Column("measure", Text("항목", "Measure"), type="label"), *_FIGURES),
)
LINKS = TableSpec(
    "links",
    Text("행정·중간지원조직과의 연결", "Links to government and intermediaries"),
    (
        Column("by", Text("기준", "Grouping"), type="label"),
        Column("group_id", Text("집단 식별자", "Group id"), type="id"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("partner", Text("상대", "Linked to"), type="label"),
        Column("before", Text("전", "Before"), "ties", "integer"),
        Column("after", Text("후", "After"), "ties", "integer"),
        Column("effect", Text("변화", "Effect"), type="label"),
    ),
)
COMPARISON = TableSpec(
    "comparison",
    Text("고른 분석의 변화", "Changes in the chosen analysis"),
    (
        Column("table", Text("표", "Table"), type="label"),
        Column("row", Text("행", "Row"), type="label"),
        Column("column", Text("값", "Figure"), type="label"),
        *_FIGURES,
    ),
)

LABEL = Text("만약 달라진다면", "What if")
QUESTION = Text(
    "어떤 주체나 관계가 없어지거나 새로 생기면 무엇이 달라지는가?",
    "What changes if actors or ties go, or new ones come?",
)
METHOD = Text(
    "기록을 바꾸지 않고 연결망의 사본에서 정한 주체와 관계를 빼고 더한 뒤, 같은 계산을 앞뒤로 합니다. 덩어리는 "
    "관계로 이어진 주체의 "
    "묶음이고, 다른 분야 쌍은 분야를 하나도 함께하지 않는 두 주체입니다(분야를 모르는 주체는 빠짐). 자치구나 분야가 "
    "행정(중간지원조직)과 "
    "이어졌다는 것은 그곳의 다른 주체가 행정기관(중간지원조직)과 맺은 관계가 하나라도 있다는 뜻입니다. 고른 분석은 "
    "첫 표와 한 줄짜리 "
    "표를, 식별자(없으면 이름)가 같은 행끼리 견주어 차이 = 후 − 전으로 싣습니다.",
    "In a copy of the network the actors and ties are taken out and put in, and the same is computed before and "
    "after; the "
    "register stays as it is. Components are sets of actors joined by ties; a pair across fields shares no field "
    "(actors "
    "of unknown field left out). A district or field is linked to government (an intermediary) if any other actor "
    "in it has "
    "a tie to a government unit (an intermediary). Of the chosen analysis, the first table and tables of one row are "
    "compared by rows of the same id, or name: difference = after − before.",
)
COST = Text(
    "고른 분석의 두 배와, 주체 5만, 관계 30만에서 약 1초.",
    "Twice the chosen analysis, and about 1 s at 50 thousand actors and 300 thousand ties.",
)
LIMITS = Text(
    "나머지는 모두 그대로라고 봅니다. 실제로는 누가 떠나면 다른 이들이 빈자리를 메우거나 함께 떠납니다. 새로 이은 "
    "관계는 가정일 뿐이며, "
    "실제로 맺어질지는 알 수 없습니다. 순위처럼 일부만 싣는 표에서는 들고 나는 행의 값이 비어 있습니다.",
    "Everything else is taken to stay as it is: in truth, when somebody leaves, others fill in or leave as well. "
    "Ties put in "
    "are assumptions; whether they would come about is not known. In tables that list only some rows, such as "
    "rankings, "
    "rows that enter or leave have figures on one side only.",
)
REFERENCES = (
    Reference(
        "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational & Mathematical "
        "Organization Theory 12(1), 21–34.",
        "10.1007/s10588-006-7084-x",
    ),
)
