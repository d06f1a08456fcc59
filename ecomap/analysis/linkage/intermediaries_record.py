"""What linkage/intermediaries takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUPING_LABELS
from ecomap.analysis.linkage.listing import ACTOR_COLUMNS, LIMIT_PARAMETER
from ecomap.analysis.linkage.roles import ROLE_HELP, ROLES
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text, load_ontology

RANKINGS: dict[str, Text] = {
    "alone": Text("이곳만 잇는 쌍", "Pairs that nobody else links"),
    "contacts": Text("이웃 수", "Contacts"),
    "missed": Text("놓친 주체", "Clients missed"),
    "reached": Text("맡은 범위에서 닿는 비율", "Share reached in its mandate"),
    "e_i": Text("E-I 지수", "E-I index"),
}

PARAMETERS = (
    Parameter(
        "actor",
        "text",
        None,
        Text("자세히 볼 중간지원조직", "Intermediary to open"),
        Text(
            "중간지원조직의 id. 비워 두면 모두 싣고 1위를 자세히 봅니다.",
            "Id of an intermediary; if empty, all are listed and the first is opened.",
        ),
    ),
    Parameter(
        "by",
        "choice",
        "field",
        Text("칸막이의 기준", "What makes a silo"),
        Text(
            "중개 역할, E-I 지수, 칸막이를 잇는 쌍을 이 기준으로 봅니다.",
            "For brokerage roles, the E-I index and pairs across silos.",
        ),
        choices=tuple((name, GROUPING_LABELS[name]) for name in ("field", "district")),
    ),
    Parameter(
        "clients",
        "choice",
        "civil_society",
        Text("지원받을 주체", "Whom intermediaries serve"),
        Text("이 유형의 주체를 닿았는지, 놓쳤는지 봅니다.", "Actors of this kind are looked at as reached or missed."),
        choices=tuple((name, load_ontology().nodes[name].label) for name in ("civil_society", "partner", "government")),
    ),
    Parameter(
        "rank_by",
        "choice",
        "alone",
        Text("순위 기준", "Rank by"),
        Text("큰 값부터 싣습니다. 값이 같으면 같은 순위입니다.", "Largest first; equal values share a rank."),
        choices=tuple(RANKINGS.items()),
    ),
    LIMIT_PARAMETER,
)

_COUNT = "actors", "integer"
PROFILES = TableSpec(
    "profiles",
    Text("중간지원조직", "Intermediaries"),
    (
        *ACTOR_COLUMNS,
        Column("mandate", Text("맡은 범위", "Mandate"), type="label"),
        Column("contacts", Text("이웃", "Contacts"), *_COUNT),
        Column("contact_kinds", Text("이웃의 유형", "Contacts by kind"), type="label"),
        Column("contact_fields", Text("이웃의 분야 수", "Fields of contacts"), "fields", "integer"),
        Column("contact_districts", Text("이웃의 자치구 수", "Districts of contacts"), "districts", "integer"),
        Column(
            "linked",
            Text("칸막이를 넘어 이은 쌍", "Pairs linked across silos"),
            "pairs",
            "integer",
            Text(
                "서로 다른 집단에 있고 직접 이어지지 않은, 지원받을 주체의 쌍",
                "Of clients in different groups that are not tied themselves.",
            ),
        ),
        Column(
            "alone",
            Text("이곳만 잇는 쌍", "Pairs nobody else links"),
            "pairs",
            "integer",
            Text("그 가운데 사이에 다른 주체가 하나도 없는 쌍", "Of these, without any other actor in between."),
        ),
        Column(
            "sole_groups",
            Text("이곳에서만 만나는 집단 쌍", "Pairs of groups that meet only here"),
            "pairs",
            "integer",
            Text(
                "행정기관을 빼고, 두 집단의 지원받을 주체 모두와 이어진 주체가 이곳뿐인 쌍",
                "Government aside, nobody else is tied to clients in both groups.",
            ),
        ),
        Column("main_role", Text("주된 중개 역할", "Main brokerage role"), type="label"),
        *(Column(name, label, "two-paths", description=ROLE_HELP[name]) for name, label in ROLES.items()),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1"),
        Column("expected_e_i", Text("무작위일 때의 E-I 지수", "E-I index at chance"), "−1 … 1"),
        Column(
            "z",
            Text("z점수", "z-score"),
            "standard deviations",
            description=Text(
                "0보다 작으면 자기 집단에 더 머묾", "Below 0 it stays in its own groups more than chance."
            ),
        ),
        Column("clients", Text("맡은 범위의 주체", "Clients in its mandate"), *_COUNT),
        Column("served", Text("그중 이어진 주체", "Of these reached"), *_COUNT),
        Column("missed", Text("놓친 주체", "Missed"), *_COUNT),
        Column("reached", Text("닿는 비율", "Share reached"), "share"),
        Column("beyond", Text("범위 밖에서 이어진 주체", "Clients beyond its mandate"), *_COUNT),
        Column("nearest", Text("가장 겹치는 중간지원조직", "Closest other intermediary"), type="label"),
        Column("nearest_clients", Text("이어진 주체의 겹침", "Overlap of clients"), "share"),
    ),
    actor="id",
)
CONNECTS = TableSpec(
    "connects",
    Text("자세히 본 곳이 잇는 상대", "Whom the opened one connects"),
    (
        Column("by", Text("기준", "By"), type="label"),
        Column("group_id", Text("집단 식별자", "Group id"), type="text"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("contacts", Text("이웃", "Contacts"), *_COUNT),
        Column("actors", Text("그 집단의 주체", "Actors of the group"), *_COUNT),
        Column("in_mandate", Text("맡은 범위", "In its mandate"), type="boolean"),
    ),
)
MISSED = TableSpec(
    "missed",
    Text("자세히 본 곳이 놓친 주체", "Whom the opened one misses"),
    (
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("fields", Text("분야", "Fields"), type="label"),
        Column("districts", Text("자치구", "Districts"), type="label"),
        Column(
            "others",
            Text("이어진 다른 중간지원조직", "Other intermediaries tied to it"),
            "actors",
            "integer",
            Text("0이면 어느 중간지원조직과도 이어져 있지 않습니다.", "0 if it has no intermediary at all."),
        ),
    ),
)
BRIDGES = TableSpec(
    "bridges",
    Text("한 주체에서만 만나는 집단 쌍", "Pairs of groups that meet in one actor only"),
    (
        Column("a_id", Text("집단 가 식별자", "Group A id"), type="text"),
        Column("a", Text("집단 가", "Group A"), type="label"),
        Column("b_id", Text("집단 나 식별자", "Group B id"), type="text"),
        Column("b", Text("집단 나", "Group B"), type="label"),
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("잇는 주체", "The one that links them"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
    ),
)
OVERLAPS = TableSpec(
    "overlaps",
    Text("겹치는 중간지원조직", "Intermediaries that overlap"),
    (
        Column("a_id", Text("가 id", "A id"), type="id"),
        Column("a", Text("중간지원조직 가", "Intermediary A"), type="label"),
        Column("b_id", Text("나 id", "B id"), type="id"),
        Column("b", Text("중간지원조직 나", "Intermediary B"), type="label"),
        Column(
            "clients",
            Text("이어진 주체의 겹침", "Overlap of clients"),
            "share",
            description=Text("자카드 지수: 둘 다 ÷ 하나라도", "Jaccard index: both ÷ either."),
        ),
        Column("cells", Text("맡은 칸의 겹침", "Overlap of mandates"), "share"),
    ),
)
CELLS = TableSpec(
    "cells",
    Text("분야 × 자치구", "Fields × districts"),
    (
        Column("field_id", Text("분야 식별자", "Field id"), type="text"),
        Column("field", Text("분야", "Field"), type="label"),
        Column("district_id", Text("자치구 식별자", "District id"), type="text"),
        Column("district", Text("자치구", "District"), type="label"),
        Column("intermediaries", Text("맡은 중간지원조직", "Intermediaries in charge"), *_COUNT),
        Column("clients", Text("그곳의 주체", "Clients there"), *_COUNT),
        Column("reached", Text("중간지원조직과 이어진 주체", "Tied to any intermediary"), *_COUNT),
        Column("share", Text("이어진 비율", "Share tied"), "share"),
    ),
)
SYSTEM = TableSpec(
    "system",
    Text("체계 전체", "The whole system"),
    (
        Column("intermediaries", Text("중간지원조직", "Intermediaries"), *_COUNT),
        Column("inside", Text("자기 집단 안의 이웃", "Contacts in own groups"), *_COUNT),
        Column("outside", Text("자기 집단 밖의 이웃", "Contacts in other groups"), *_COUNT),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1"),
        Column("expected_e_i", Text("무작위일 때의 E-I 지수", "E-I index at chance"), "−1 … 1"),
        Column("z", Text("z점수", "z-score"), "standard deviations"),
        Column("alone", Text("한 곳만 잇는 쌍", "Pairs that one alone links"), "pairs", "integer"),
        Column("clients", Text("지원받을 주체", "Clients"), *_COUNT),
        Column("reached", Text("중간지원조직과 이어진 주체", "Tied to any intermediary"), *_COUNT),
        Column("cells", Text("모든 칸", "All cells"), "cells", "integer"),
        Column("cells_none", Text("맡은 곳이 없는 칸", "Cells that nobody has"), "cells", "integer"),
        Column("cells_several", Text("둘 이상이 맡은 칸", "Cells that two or more have"), "cells", "integer"),
    ),
)

LABEL = Text("중간지원조직", "Intermediary support organisations")
QUESTION = Text(
    "중간지원조직은 분야의 칸막이를 넘어 잇는가, 되풀이하는가? 누구에게 닿고 누구를 놓치며, 어디서 겹치고 "
    "어디가 비는가?",
    "Do intermediaries bridge the silos or repeat them? Whom do they reach and miss, where do they overlap, "
    "and where is none?",
)
METHOD = Text(
    "이웃은 관계로 이어진 서로 다른 주체이며 방향을 보지 않습니다. 맡은 범위는 활동 분야 × 활동 지역(기록이 없으면 "
    "소재지)이고, 시 전체에서 활동하면 모든 자치구입니다. 칸막이를 넘어 이은 쌍은 집단을 하나도 함께하지 않고 직접 "
    "이어지지 않은 두 이웃이며, 그 사이에 다른 주체가 없으면 이곳만 잇는 쌍입니다. 중개 역할은 "
    "linkage/brokerage_roles와 "
    "같습니다(방향 없음). E-I 지수 = (밖 − 안) ÷ (밖 + 안), 안은 자기 집단을 하나라도 함께하는 이웃입니다. "
    "무작위 기준은 "
    "중간지원조직마다 유형별 이웃 수를 지키고 그 유형의 주체 가운데 아무나 고르는 것으로, 안의 수는 초기하분포를 "
    "따릅니다. 체계 전체는 이를 더한 값입니다. 겹침은 자카드 지수입니다.",
    "Contacts are distinct actors tied to, whatever the direction. A mandate is the fields worked in × the "
    "districts active "
    "in (the seat where none is recorded); whoever is active in the whole city has all districts. A pair "
    "across silos is two "
    "contacts that share no group and are not tied; nobody else links it if no other actor is between. "
    "Brokerage roles are "
    "as in linkage/brokerage_roles, without direction. E-I index = (outside − inside) ÷ (outside + inside), "
    "inside being "
    "contacts that share a group with the intermediary. At chance each intermediary keeps its contacts of "
    "each kind and "
    "draws them from all actors of that kind; the number inside is hypergeometric, and the system adds these "
    "up. Overlap is "
    "the Jaccard index.",
)
COST = Text(
    "이웃의 이웃을 한 번씩 훑습니다. 주체 5만·관계 30만·중간지원조직 1천에서 1초쯤입니다.",
    "Contacts of contacts are visited once: about a second for 50 thousand actors, 300 thousand ties and a thousand "
    "intermediaries.",
)
LIMITS = Text(
    "관계가 기록되지 않은 지원은 놓친 것으로 나옵니다. 관계가 있다고 충분히 지원했다는 뜻은 아닙니다. 무작위 기준은 "
    "지역과 임무를 가리지 않으므로 맡은 분야가 정해진 곳은 안으로 치우치는 것이 자연스럽습니다. 특히 한 "
    "자치구만 맡은 곳의 E-I 지수는 조심해서 읽어야 합니다. 분야가 지나치게 넓게 등록되면 "
    "칸막이를 넘는 쌍이 줄어듭니다.",
    "Support that nobody recorded as a tie shows as missed, and a tie does not mean that support sufficed. "
    "Chance ignores "
    "place and mandate, so some lean to its own field is natural; read the index of those in charge of one "
    "district with care. Where fields are registered very broadly, "
    "fewer pairs lie across silos.",
)
REFERENCES = (
    Reference(
        "Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental "
        "simulation. Social Psychology Quarterly 51(2), 123–140.",
        "10.2307/2786835",
    ),
    Reference(
        "Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in "
        "transaction networks. Sociological Methodology 19, 89–126.",
        "10.2307/270949",
    ),
    Reference(
        "Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110(2), 349–399.",
        "10.1086/421787",
    ),
)
