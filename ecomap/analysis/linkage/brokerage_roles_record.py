"""What linkage/brokerage_roles takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS_PARAMETER
from ecomap.analysis.linkage.listing import ACTOR_COLUMNS, KIND_PARAMETER, LIMIT_PARAMETER
from ecomap.analysis.linkage.roles import ROLE_HELP, ROLES, TOTAL
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

DIRECTED_PARAMETER = Parameter(
    "directed",
    "boolean",
    False,
    Text("방향을 따름", "Follow direction"),
    Text(
        "켜면 방향 있는 관계는 한쪽으로만 갑니다. 끄면 문지기와 대표자를 가를 수 없어 반씩 나눕니다.",
        "On: directed ties go one way only. Off: gatekeeper and representative cannot be told apart and share equally.",
    ),
)
COUNTING_PARAMETER = Parameter(
    "counting",
    "choice",
    "paths",
    Text("세는 법", "Counting"),
    Text(
        "두 주체 사이에 중개자가 여럿이면 저마다 1로 세거나, 1을 나누어 셉니다.",
        "With several brokers between two actors, each counts 1, or they share 1.",
    ),
    choices=(
        ("paths", Text("중개마다 1", "1 for each")),
        ("shared", Text("중개자끼리 나눔", "Shared between brokers")),
    ),
)
SEED_PARAMETER = Parameter(
    "seed",
    "integer",
    1,
    Text("난수 씨앗", "Seed"),
    Text("같은 씨앗이면 같은 값이 나옵니다.", "Equal seeds give equal results."),
    minimum=0,
    maximum=4_294_967_295,
)

PARAMETERS = (
    Parameter(
        "by",
        "choice",
        "field",
        Text("집단", "Groups"),
        Text("중개자와 양 끝을 가르는 기준", "What tells the broker and the two ends apart."),
        choices=tuple(GROUPING_LABELS.items()),
    ),
    PLACE_LINKS_PARAMETER,
    DIRECTED_PARAMETER,
    COUNTING_PARAMETER,
    Parameter(
        "rank_by",
        "choice",
        "total",
        Text("순위를 매길 역할", "Role to rank by"),
        Text("큰 값부터 싣습니다. 값이 같으면 같은 순위입니다.", "Largest first; equal values share a rank."),
        choices=(("total", TOTAL), *ROLES.items()),
    ),
    Parameter(
        "score",
        "choice",
        "count",
        Text("순위 기준", "Ranked on"),
        Text(
            "횟수, 또는 우연에서 벗어난 정도. z점수가 없는 주체는 맨 뒤에 섭니다.",
            "The count, or how far it is from chance; actors without a z-score come last.",
        ),
        choices=(("count", Text("횟수", "Count")), ("z", Text("z점수", "z-score"))),
    ),
    KIND_PARAMETER,
    LIMIT_PARAMETER,
    Parameter(
        "simulations",
        "integer",
        None,
        Text("모의 연결망", "Simulated networks"),
        Text(
            "정확한 표준편차를 구할 수 없을 때만 씁니다. 비워 두면 연결망 크기에 따라 0에서 100개입니다.",
            "Used only where no exact standard deviation is known; if empty, 0 to 100 depending on the network's size.",
        ),
        minimum=0,
        maximum=1_000,
    ),
    SEED_PARAMETER,
)

_COUNT = Text(
    "여러 집단에 속한 주체의 몫을 나누어 세므로 소수가 될 수 있습니다.",
    "Fractional where an actor is in several groups.",
)
_EXPECTED = Text(
    "관계가 집단과 무관하고 밀도만 같을 때", "If ties ignored groups and only the density were as observed."
)
_MOMENTS = (
    Column("role_id", Text("역할 이름", "Role name"), type="text"),
    Column("role", Text("역할", "Role"), type="label"),
    Column("count", Text("횟수", "Count"), "two-paths", description=_COUNT),
    Column("expected", Text("기대값", "Expected"), "two-paths", description=_EXPECTED),
    Column("deviation", Text("표준편차", "Standard deviation"), "two-paths", description=_EXPECTED),
    Column(
        "z",
        Text("z점수", "z-score"),
        "standard deviations",
        description=Text("(횟수 − 기대값) ÷ 표준편차", "(count − expected) ÷ standard deviation."),
    ),
)
_GROUP = (
    Column(
        "group_id",
        Text("집단 식별자", "Group id"),
        type="text",
        description=Text(
            "분야·장소·과제의 식별자, 또는 유형·층위의 이름", "Id of a field, place or task; name of a kind or level."
        ),
    ),
    Column("group", Text("집단", "Group"), type="label"),
)

ACTORS = TableSpec(
    "actors",
    Text("중개 역할", "Brokerage roles"),
    (
        *ACTOR_COLUMNS,
        Column("groups", Text("속한 집단", "Its groups"), type="label"),
        Column("main_role", Text("주된 역할", "Main role"), type="label"),
        *(Column(name, label, "two-paths", description=ROLE_HELP[name]) for name, label in ROLES.items()),
        Column("total", TOTAL, "two-paths", description=_COUNT),
        *(
            Column(f"z_{name}", Text(f"{label.ko} z점수", f"{label.en}, z"), "standard deviations")
            for name, label in (*ROLES.items(), ("total", TOTAL))
        ),
    ),
    actor="id",
)
NETWORK = TableSpec(
    "network",
    Text("전체 연결망", "Whole network"),
    (*_MOMENTS, Column("share", Text("몫", "Share of all"), "share")),
)
GROUPS = TableSpec(
    "groups",
    Text("집단별 중개자의 역할", "Roles of the brokers of each group"),
    (*_GROUP, Column("brokers", Text("주체", "Actors"), "actors", description=_COUNT), *_MOMENTS),
)
DETAILS = TableSpec(
    "details",
    Text("실은 주체의 기대값", "Expectations of the listed actors"),
    (
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        *_MOMENTS,
    ),
)

LABEL = Text("중개 역할", "Brokerage roles")
QUESTION = Text(
    "누가 집단 안을 잇고 누가 집단 사이를 이으며, 그것은 우연보다 많은가?",
    "Who links inside groups and who links between them, and is it more than chance?",
)
METHOD = Text(
    "i–j–k로 이어지지만 i와 k가 직접 이어지지 않은 길마다 j에게 한 번을 셉니다. 셋의 집단에 따라 조정자(셋이 같음), "
    "순회 중개자(양 끝만 같음), 문지기(j와 k만 같음), 대표자(i와 j만 같음), 연락자(모두 다름)이며 다섯을 더하면 끊긴 "
    "길의 수입니다. 같은 두 주체의 여러 관계는 하나로 봅니다. 방향을 따르면 i→j→k이고 i→k가 없을 때이며 방향 없는 "
    "관계는 양쪽으로 갑니다. 여러 집단에 속한 주체는 각 집단에 똑같은 몫으로 들어가고, 한 길은 셋이 저마다 자기 "
    "집단 하나로 보일 확률대로 역할에 나뉩니다. 나누어 세면 길 하나는 1 ÷ (i와 k 사이 중개자 수)입니다. "
    "기대값은 모든 관계가 밀도 d의 확률로 있을 때이며 p = d²(1−d), E = p Σw, 주체의 분산은 p(1−p) Σw² + "
    "d³(1−d)³ × (한쪽 끝을 함께하는 길 쌍의 무게 곱의 합)으로 R의 sna::brokerage와 같습니다. 집단과 전체의 분산은 관계 "
    "하나, 둘, 셋의 몫으로 나누어 정확히 구합니다. 서로 다른 소속이 100가지를 넘거나 나누어 셀 때는 같은 밀도의 "
    "연결망을 모의로 만들어 구합니다. 집단이 기록되지 않은 주체는 뺍니다.",
    "Every path i–j–k whose ends i and k are not tied counts once for j. By the groups of the three, j is "
    "coordinator (all alike), itinerant (only the ends alike), gatekeeper (only j and k), representative (only"
    " i and j) or liaison (all different); the five add up to the broken paths. Parallel ties count once. With"
    " direction, i→j→k without i→k; undirected ties go both ways. An actor in several groups has an equal "
    "share in each, and a path is divided between roles by the chance of each when every one of the three is "
    "seen in one of its groups. Shared counting gives a path 1 ÷ (brokers between i and k). Expected is with "
    "every tie present with chance d, the density: p = d²(1−d), E = p Σw; the variance of an actor is p(1−p) "
    "Σw² + d³(1−d)³ × (sum of products of weights of paths that share an end), as in R's sna::brokerage. "
    "Variances of groups and of the network are exact, from the parts of one, two and three ties, where sna "
    "has an approximation. With more than 100 different memberships, or shared counting, they come from "
    "simulated networks of the same density. Actors without a recorded group are left out.",
)
COST = Text(
    "삼각형을 한 번씩 훑습니다. 주체 5만·관계 30만에서 1초 안쪽이고, 나누어 세면 1초쯤 더 걸립니다. 모의 연결망 "
    "하나마다 한 번 더 셉니다.",
    "Every triangle is visited once: within a second for 50 thousand actors and 300 thousand ties; about a second more "
    "for shared counting. Each simulated network is one more count.",
)
LIMITS = Text(
    "우연의 기준은 모든 주체가 똑같이 관계를 맺는다고 보므로, 이웃이 많은 주체는 모든 역할에서 z점수가 큽니다. "
    "한 주체의 역할을 서로 견주거나 이웃 수가 비슷한 주체와 견주어 읽으세요. 횟수는 치우친 분포라 z점수를 확률로 "
    "바꾸어 읽을 수 없습니다. 이을 수 있는 자리일 뿐 실제로 이어 주었다는 뜻은 아닙니다.",
    "The null lets all actors tie alike, so actors with many contacts have high z-scores in every role: "
    "compare the roles of one actor, or actors with similar contacts. Counts are skewed, so a z-score is no "
    "probability. It is a position to link others, no proof that it does.",
)
REFERENCES = (
    Reference(
        "Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in "
        "transaction networks. Sociological Methodology 19, 89–126.",
        "10.2307/270949",
    ),
    Reference(
        "Fernandez, R. M. and Gould, R. V. (1994). A dilemma of state power: brokerage and influence in the national "
        "health policy domain. American Journal of Sociology 99(6), 1455–1491.",
        "10.1086/230451",
    ),
    Reference(
        "Butts, C. T. (2008). Social network analysis with sna. Journal of Statistical Software 24(6), 1–51.",
        "10.18637/jss.v024.i06",
    ),
    Reference(
        "Latapy, M. (2008). Main-memory triangle computations for very large (sparse (power-law)) graphs. Theoretical "
        "Computer Science 407(1–3), 458–473.",
        "10.1016/j.tcs.2008.07.017",
    ),
)
