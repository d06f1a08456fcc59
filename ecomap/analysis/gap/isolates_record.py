"""What gaps/isolates takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.gap.words import KIND_PARAMETER, PLACE_LINKS_PARAMETER
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text, load_ontology

COOPERATION_TYPES = ("cooperates", "shares_resource")

_LACKING = (
    ("any", Text("모든 관계", "Any tie")),
    ("type", Text("정한 유형의 관계", "A tie of a chosen type")),
    ("intermediary", Text("중간지원조직과의 관계", "A tie to an intermediary")),
    ("government", Text("행정기관과의 관계", "A tie to government")),
    ("cooperation", Text("협력 관계", "A tie of cooperation")),
)
SCOPES: dict[str, Text] = {
    "anywhere": Text("어디에서나", "Anywhere"),
    "district": Text("같은 자치구", "Same district"),
    "field": Text("같은 분야", "Same field"),
    "district_and_field": Text("같은 자치구와 분야", "Same district and field"),
}

PARAMETERS = (
    Parameter(
        "lacking",
        "choice",
        "any",
        Text("없는 관계", "What is lacking"),
        Text("이 관계가 하나도 없는 주체를 찾습니다.", "Finds actors without any of these."),
        choices=_LACKING,
    ),
    Parameter(
        "type",
        "choice",
        "cooperates",
        Text("관계 유형", "Tie type"),
        Text("'정한 유형의 관계'를 고른 때에만 쓰입니다.", "Used only with lacking = type."),
        choices=tuple((name, load_ontology().edges[name].label) for name in load_ontology().tie_types),
    ),
    Parameter(
        "scope",
        "choice",
        "anywhere",
        Text("상대의 범위", "Where the partner is"),
        Text(
            "상대가 이 범위에 있는 관계만 셉니다.",
            "Only ties to partners in this scope count.",
        ),
        choices=tuple(SCOPES.items()),
    ),
    KIND_PARAMETER,
    PLACE_LINKS_PARAMETER,
    Parameter(
        "limit",
        "integer",
        500,
        Text("주체의 수", "Actors listed"),
        Text("관계가 적은 주체부터 이만큼 싣습니다.", "So many, those with the fewest partners first."),
        minimum=1,
        maximum=30_000,
    ),
)

GROUPS_TABLE = TableSpec(
    "groups",
    Text("자치구와 분야별 비율", "Share by district and field"),
    (
        Column("by", Text("기준", "Grouping"), type="label"),
        Column("group_id", Text("집단 식별자", "Group id"), type="id"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("judged", Text("살펴본 주체", "Actors judged"), "actors", "integer"),
        Column("lacking", Text("없는 주체", "Actors lacking"), "actors", "integer"),
        Column("share", Text("비율", "Share"), "share"),
        Column(
            "reachable",
            Text("상대가 있음", "Partner exists"),
            "actors",
            "integer",
            Text(
                "없는 주체 가운데 범위 안에 이어질 상대가 있는 수",
                "Of those lacking, how many have a possible partner in scope.",
            ),
        ),
        Column(
            "unserved",
            Text("상대가 없음", "No partner exists"),
            "actors",
            "integer",
            Text(
                "없는 주체 가운데 범위 안에 이어질 상대도 없는 수(공백)",
                "Of those lacking, how many have nobody in scope: a gap of coverage.",
            ),
        ),
        Column(
            "possible",
            Text("집단 안의 상대", "Possible partners"),
            "actors",
            "integer",
            Text("이 집단에 있는, 상대가 될 수 있는 주체", "Actors of the wanted sort in this group."),
        ),
    ),
)
ACTORS = TableSpec(
    "actors",
    Text("관계가 없는 주체", "Actors lacking"),
    (
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("districts", Text("자치구", "Districts"), type="label"),
        Column("fields", Text("분야", "Fields"), type="label"),
        Column(
            "degree",
            Text("상대", "Partners"),
            "actors",
            "integer",
            Text("어떤 관계로든 이어진 주체", "Actors that it has any tie with."),
        ),
        Column(
            "in_scope",
            Text("범위 안의 상대", "Possible partners in scope"),
            "actors",
            "integer",
            Text(
                "자기 자치구·분야 가운데 가장 많은 곳의 수",
                "In the one of its districts and fields that has most.",
            ),
        ),
        Column("reachable", Text("상대가 있음", "Partner exists"), type="boolean"),
        Column(
            "contact",
            Text("다리가 될 주체 식별자", "Contact id"),
            type="id",
            description=Text(
                "같은 자치구와 분야, 없으면 같은 자치구, 없으면 같은 분야에서 상대가 가장 많은 중간지원조직"
                "(행정기관과의 관계를 찾을 때는 행정기관)",
                "The intermediary (government unit, where that is lacking) with most partners in the same district "
                "and field, else district, else field.",
            ),
        ),
        Column("contact_name", Text("다리가 될 주체", "Contact"), type="label"),
        Column("why", Text("이유", "Why"), type="label"),
    ),
    actor="actor",
)

LABEL = Text("이어지지 않은 주체", "Isolates")
QUESTION = Text(
    "누가 아무와도, 또는 중간지원조직이나 행정과 이어져 있지 않으며, 이어질 상대는 있는가?",
    "Who has no tie at all, or none to an intermediary or to government, and is there anyone to tie with?",
)
METHOD = Text(
    "주체마다 찾는 관계를 셉니다: 모든 관계, 정한 유형, 협력(협력·자원 공유), 또는 상대가 중간지원조직이나 "
    "행정기관인 관계. 방향은 보지 않고, 상대가 범위(어디나, 같은 자치구, 같은 분야, 자치구와 분야 모두) 안에 있는 "
    "것만 셉니다. 0이면 '없음'입니다. 중간지원조직(행정기관)과의 관계를 찾을 때 그 유형 자신은 살피지 않습니다. "
    "비율 = 없는 주체 ÷ 살펴본 주체. 없는 주체의 범위 안에 상대가 될 주체가 하나라도 있으면 이을 수 있는 것이고, "
    "없으면 공백입니다. 여러 자치구나 분야에 속한 주체는 하나라도 같으면 같은 것으로 보고, 집단마다 1로 셉니다.",
    "For each actor, ties of the wanted sort are counted: any, of a chosen type, of cooperation (cooperates, shares a "
    "resource), or to an intermediary or a government unit. Direction is left aside, and only partners in scope count "
    "(anywhere, same district, same field, both). With 0 of them the actor is lacking. Where ties to intermediaries "
    "(government) are looked for, these themselves are not judged. Share = lacking ÷ judged. If anyone of the wanted "
    "sort is in scope, the actor could be tied; otherwise it is a gap of coverage. An actor in several districts or "
    "fields shares one if any is the same, and counts 1 in each.",
)
COST = Text(
    "주체, 관계, 싣는 주체의 수에 비례합니다. 주체 5만, 관계 30만에서 500곳을 실을 때 0.3초 미만.",
    "Linear in actors, ties and actors listed; under 0.3 s for 50 thousand actors and 300 thousand ties with 500 "
    "listed.",
)
LIMITS = Text(
    "기록되지 않은 관계는 없는 관계와 구별되지 않으므로, 먼저 확인할 주체의 목록으로 쓰십시오. 자치구나 분야를 "
    "모르는 주체는 그 범위에서 살피지 않습니다. 시 전역으로만 기록된 주체는 어느 자치구에도 들지 않습니다. 다리가 "
    "될 주체는 같은 지역과 분야에서 상대가 가장 많은 곳일 뿐, 여력은 알 수 없습니다.",
    "A tie that was not recorded cannot be told from one that is missing: use this as a list of whom to ask first. "
    "Actors without a known district or field are not judged in that scope; those recorded for the whole city only are "
    "in no district. A contact is only the one with most "
    "partners in the same place and field; whether it has capacity is not known.",
)
REFERENCES = (
    Reference(
        "Wasserman, S., Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University "
        "Press.",
        "10.1017/CBO9780511815478",
    ),
    Reference("Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."),
)
