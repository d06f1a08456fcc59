"""What linkage/overview takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

GROUPS: dict[str, Text] = {
    "district": Text("자치구", "District"),
    "field": Text("분야", "Field"),
    "kind": Text("주체 유형", "Actor kind"),
    "level": Text("행정 층위", "Level of government"),
}

PARAMETERS = (
    Parameter(
        "by",
        "choice",
        "none",
        Text("집단별로 보기", "By group"),
        Text(
            "고른 기준으로 주체를 묶어 집단마다 같은 수치를 냅니다. 자치구는 소재지를 따릅니다.",
            "Groups the actors and gives figures for each group. Districts go by where actors are located.",
        ),
        choices=(("none", Text("나누지 않음", "Not grouped")), *GROUPS.items()),
    ),
)

FIGURES = TableSpec(
    "figures",
    Text("전체 연결망", "Whole network"),
    (
        Column(
            "name",
            Text("이름", "Name"),
            type="text",
            description=Text("프로그램용 이름", "Name for programs."),
        ),
        Column("figure", Text("지표", "Figure"), type="label"),
        Column("value", Text("값", "Value"), description=Text("정의할 수 없으면 빈칸", "Empty where undefined.")),
        Column("unit", Text("단위", "Unit"), type="text", description=Text("share는 0 … 1", "share is 0 … 1.")),
    ),
)
TYPES = TableSpec(
    "ties_by_type",
    Text("관계 유형별", "Ties by type"),
    (
        Column("type", Text("유형", "Type"), type="text"),
        Column("label", Text("관계 유형", "Type of tie"), type="label"),
        Column("directed", Text("방향", "Directed"), type="boolean"),
        Column("ties", Text("관계", "Ties"), "ties", "integer"),
        Column("share", Text("비율", "Share"), "share", description=Text("전체 관계 가운데", "Of all ties.")),
        Column(
            "pairs",
            Text("쌍", "Pairs"),
            "pairs",
            "integer",
            Text("이 유형의 관계가 하나라도 있는 주체 쌍", "Pairs of actors with at least one tie of the type."),
        ),
        Column(
            "actors",
            Text("주체", "Actors"),
            "actors",
            "integer",
            Text("참여한 주체", "Actors that take part."),
        ),
    ),
)
KINDS = TableSpec(
    "actors_by_kind",
    Text("주체 유형별", "Actors by kind"),
    (
        Column("kind", Text("유형", "Kind"), type="text"),
        Column("label", Text("주체 유형", "Kind of actor"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("share", Text("비율", "Share"), "share", description=Text("전체 주체 가운데", "Of all actors.")),
        Column(
            "isolates",
            Text("관계 없는 주체", "Isolates"),
            "actors",
            "integer",
            Text("관계가 하나도 없는 주체", "Actors without any tie."),
        ),
        Column(
            "mean_degree",
            Text("평균 연결 수", "Mean degree"),
            "actors",
            description=Text("한 주체와 이어진 다른 주체 수의 평균", "Mean number of other actors tied to."),
        ),
    ),
)
BY_GROUP = TableSpec(
    "groups",
    Text("집단별", "By group"),
    (
        Column("group", Text("집단", "Group"), type="text", description=Text("집단의 id", "Id of the group.")),
        Column("label", Text("이름", "Name"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "ties_inside",
            Text("안 관계", "Ties inside"),
            "ties",
            "integer",
            Text("양 끝이 모두 이 집단인 관계", "Ties with both ends in the group."),
        ),
        Column(
            "ties_out",
            Text("밖 관계", "Ties out"),
            "ties",
            "integer",
            Text("한 끝만 이 집단인 관계", "Ties with one end in the group."),
        ),
        Column(
            "density_inside",
            Text("안 밀도", "Density inside"),
            "share",
            description=Text("집단 안의 가능한 쌍 가운데 이어진 쌍", "Tied pairs ÷ possible pairs in the group."),
        ),
        Column(
            "isolates",
            Text("관계 없는 주체", "Isolates"),
            "actors",
            "integer",
            Text("전체 연결망에서 관계가 하나도 없는 주체", "Members without any tie in the whole network."),
        ),
        Column(
            "mean_degree",
            Text("평균 연결 수", "Mean degree"),
            "actors",
            description=Text("집단 밖의 상대도 셉니다.", "Partners outside the group count too."),
        ),
        Column(
            "clustering",
            Text("평균 뭉침 계수", "Mean clustering"),
            "share",
            description=Text(
                "전체 연결망에서 구한 값의 평균", "Mean over the members of their value in the whole network."
            ),
        ),
    ),
)

LABEL = Text("연결망 개요", "Network overview")
QUESTION = Text(
    "주체들이 얼마나, 어떻게 이어져 있으며 누가 떨어져 있는가?",
    "How well is the ecosystem connected, by what kinds of ties, and who is left out?",
)
METHOD = Text(
    "밀도, 덩어리, 연결 수, 뭉침 계수는 방향을 보지 않고 같은 두 주체 사이의 여러 관계를 한 쌍으로 합쳐 "
    "구합니다. 밀도 = 이어진 쌍 ÷ n(n−1)/2. 평균 연결 수 = 2 × 쌍 ÷ n. 뭉침 계수 c(v) = 2T(v) ÷ "
    "k(v)(k(v)−1)의 "
    "평균이며(T: 삼각형, k: 연결 수), 이웃이 둘보다 적은 주체는 0으로 셉니다. 이행성 = ΣT(v) ÷ "
    "Σk(v)(k(v)−1)/2. "
    "상호성은 방향이 있는 관계만 봅니다. 유형을 가리지 않고 합친 (보낸 주체, 받은 주체) 짝 가운데 반대 "
    "방향의 "
    "짝도 있는 비율입니다. 자기 자신과의 관계는 뺍니다.",
    "Density, components, degree and clustering ignore direction and merge parallel ties into one pair. "
    "Density = tied pairs ÷ n(n−1)/2. Mean degree = 2 × pairs ÷ n. Average clustering is the mean of "
    "c(v) = 2T(v) ÷ k(v)(k(v)−1) (T: triangles, k: degree), 0 for actors with fewer than two neighbours. "
    "Transitivity = ΣT(v) ÷ Σk(v)(k(v)−1)/2. Reciprocity looks at ties of directed types only: of the "
    "ordered pairs (from, to), types merged, the share that also exists the other way round. Ties of an "
    "actor "
    "with itself are left out.",
)
COST = Text(
    "관계 수에 거의 비례합니다. 주체 5만, 관계 30만에서 0.3초 미만.",
    "Nearly linear in ties: under 0.3 s for 50 thousand actors and 300 thousand ties.",
)
LIMITS = Text(
    "기록되지 않은 관계는 없는 관계와 구별되지 않습니다. 밀도는 주체가 많을수록 낮아지므로 크기가 다른 "
    "연결망이나 집단을 밀도로 비교하지 말고 평균 연결 수로 비교하십시오. 여러 집단에 속한 주체는 각 집단에서 "
    "모두 셉니다.",
    "A tie that was not recorded cannot be told from a tie that is missing. Density falls as networks grow: "
    "compare networks or groups of different size by mean degree. An actor in several groups counts in each.",
)
REFERENCES = (
    Reference(
        "Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications. "
        "Cambridge University Press.",
        "10.1017/CBO9780511815478",
    ),
    Reference(
        "Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440–442.",
        "10.1038/30918",
    ),
    Reference(
        "Newman, M. E. J. (2003). The structure and function of complex networks. SIAM Review 45(2), 167–256.",
        "10.1137/S003614450342480",
    ),
    Reference(
        "Latapy, M. (2008). Main-memory triangle computations for very large (sparse (power-law)) graphs. "
        "Theoretical Computer Science 407(1–3), 458–473.",
        "10.1016/j.tcs.2008.07.017",
    ),
)
