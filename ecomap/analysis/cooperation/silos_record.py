"""What cooperation/silos takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUP_ID, GROUPING_LABELS, PLACE_LINKS_PARAMETER
from ecomap.analysis.cooperation.chance import SEED
from ecomap.analysis.cooperation.funnel import ROUTES
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

PARAMETERS = (
    Parameter(
        "by",
        "choice",
        "field",
        Text("집단의 기준", "Groups"),
        Text("어떤 경계 안에 머무는지 봅니다.", "Whose borders cooperation may stay inside."),
        choices=tuple(GROUPING_LABELS.items()),
    ),
    PLACE_LINKS_PARAMETER,
    Parameter(
        "measure",
        "choice",
        "ties",
        Text("세는 값", "What is counted"),
        choices=(
            ("ties", Text("관계 수", "Ties")),
            ("strength", Text("강도", "Strength")),
            ("pairs", Text("협력 쌍 수", "Pairs")),
        ),
    ),
    Parameter(
        "permutations",
        "integer",
        None,
        Text("뒤섞는 횟수", "Permutations"),
        Text(
            "집단 이름표를 주체 사이에서 이만큼 뒤섞습니다. 비워 두면 999번, 협력 쌍이 3만을 넘으면 199번.",
            "How often group labels are shuffled among actors. Left empty: 999, or 199 above 30 thousand pairs.",
        ),
        minimum=0,
        maximum=9999,
    ),
    SEED,
)

_E_I = Text("−1은 모두 안, 1은 모두 밖", "−1 if all stay inside, 1 if all go outside.")
_CHANCE = Text("이름표를 뒤섞었을 때의 평균", "Mean with labels shuffled.")
_P = Text("양쪽 검정. 관측값도 하나로 셉니다.", "Two-sided; the observed value counts as one of the draws.")
_INSIDE = Text("세는 값. 여러 집단에 속하면 나누어 셉니다.", "Of what is counted; shared where in several groups.")

GROUPS = TableSpec(
    "groups",
    Text("집단별 닫힘", "Closure by group"),
    (
        Column("group_id", Text("집단 식별자", "Group id"), type="text", description=GROUP_ID),
        Column("group", Text("집단", "Group"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("inside", Text("안", "Inside"), description=_INSIDE),
        Column("outside", Text("밖", "Outside")),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1", description=_E_I),
        Column("chance", Text("우연의 E-I", "E-I by chance"), "−1 … 1", description=_CHANCE),
        Column(
            "z",
            Text("우연과의 거리", "Distance from chance"),
            "standard deviations",
            description=Text("음수면 우연보다 닫힘", "Negative if more closed than chance."),
        ),
        Column("p", Text("p값", "p"), "p", description=_P),
        Column(
            "q",
            Text("보정한 p값", "Corrected p"),
            "p",
            description=Text(
                "집단 수에 대해 벤야미니–호흐베르크 방법으로 보정",
                "For the number of groups, after Benjamini and Hochberg.",
            ),
        ),
        Column(
            "finding",
            Text("판정", "Finding"),
            type="label",
            description=Text("보정한 p ≤ 0.05이면 닫힘 또는 열림", "Closed or open if corrected p ≤ 0.05."),
        ),
    ),
)

NETWORK = TableSpec(
    "network",
    Text("전체 연결망", "Whole network"),
    (
        Column("ties", Text("전체 관계", "All ties"), "ties", "integer"),
        Column("inside", Text("집단 안", "Inside groups"), description=_INSIDE),
        Column("outside", Text("집단 사이", "Between groups")),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1", description=_E_I),
        Column("chance", Text("우연의 E-I", "E-I by chance"), "−1 … 1", description=_CHANCE),
        Column("z", Text("우연과의 거리", "Distance from chance"), "standard deviations"),
        Column("p", Text("p값", "p"), "p", description=_P),
        Column("permutations", Text("뒤섞은 횟수", "Permutations"), type="integer"),
    ),
)

ACTORS = TableSpec(
    "actors",
    Text("주체별 닫힘", "Closure by actor"),
    (
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("groups", Text("집단", "Groups"), type="label"),
        Column("inside", Text("안", "Inside"), description=_INSIDE),
        Column("outside", Text("밖", "Outside")),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1", description=_E_I),
        Column(
            "expected",
            Text("기대 E-I", "Expected E-I"),
            "−1 … 1",
            description=Text("상대를 아무나 골랐을 때", "If its partners were anybody."),
        ),
    ),
    actor="actor",
)

MIXING = TableSpec(
    "mixing",
    Text("층위와 분야의 섞임", "Mixing of levels and of fields"),
    (
        Column("grouping", Text("기준", "Grouping"), type="label"),
        Column("row_id", Text("집단 가 식별자", "Group A id"), type="text", description=GROUP_ID),
        Column("row", Text("집단 가", "Group A"), type="label"),
        Column("col_id", Text("집단 나 식별자", "Group B id"), type="text", description=GROUP_ID),
        Column("col", Text("집단 나", "Group B"), type="label"),
        Column("observed", Text("관측", "Observed"), description=_INSIDE),
        Column("expected", Text("기대", "Expected")),
        Column("ratio", Text("관측 ÷ 기대", "Observed ÷ expected"), "ratio"),
        Column("residual", Text("표준화 잔차", "Standardised residual"), "standard deviations"),
        Column("p", Text("보정한 p값", "Corrected p"), "p"),
    ),
)

ROUTE_LABELS: dict[str, Text] = {
    "direct": Text("직접", "Directly"),
    "via_gu": Text("자치구 단위 주체를 거쳐 두 걸음", "Two steps, through a gu-level actor"),
    "via_other": Text("다른 주체를 거쳐 두 걸음", "Two steps, through another actor"),
    "three": Text("세 걸음", "Three steps"),
    "farther": Text("네 걸음 이상", "Four steps or more"),
    "never": Text("닿지 않음", "Not at all"),
}

FUNNEL = TableSpec(
    "funnel",
    Text("동과 구에서 시까지", "From dong and gu to the city"),
    (
        Column("level", Text("층위", "Level"), type="label"),
        Column("route", Text("시 단위에 닿는 길", "Way to the city level"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("share", Text("비율", "Share"), "share"),
        Column("cumulative", Text("누적 비율", "Cumulative share"), "share"),
    ),
)

DISTRICTS = TableSpec(
    "districts",
    Text("자치구별 분권", "Decentralisation by district"),
    (
        Column("district_id", Text("자치구 식별자", "District id"), type="text"),
        Column("district", Text("자치구", "District"), type="label"),
        Column("actors", Text("구·동 단위 주체", "Actors of gu and dong level"), "actors", "integer"),
        *(
            Column(name, ROUTE_LABELS[name], "share", description=Text("그 주체들의 비율", "Share of these actors."))
            for name in ROUTES
        ),
        Column("own_ties", Text("구 안의 관계", "Ties inside"), "ties"),
        Column("other_ties", Text("다른 구와의 관계", "Ties to other districts"), "ties"),
        Column("upward_ties", Text("시 단위와의 관계", "Ties to the city level"), "ties"),
        Column(
            "decentralisation",
            Text("분권 지수", "Decentralisation index"),
            "0 … 1",
            description=Text(
                "시 단위를 거치지 않는 관계의 비율", "Share of these ties that do not go to the city level."
            ),
        ),
        Column(
            "through_city",
            Text("밖으로 나가는 관계 중 시 단위", "Ties leaving the district that go to the city level"),
            "share",
            description=Text(
                "1이면 다른 구와는 시를 통해서만 이어집니다.", "1 if it meets other districts only through the city."
            ),
        ),
    ),
)

DECENTRALISATION = TableSpec(
    "decentralisation",
    Text("전체 분권 지수", "Decentralisation of the whole"),
    (
        Column("among", Text("구·동 단위끼리의 관계", "Ties among gu and dong level"), "ties"),
        Column("upward", Text("시 단위와의 관계", "Ties to the city level"), "ties"),
        Column("index", Text("분권 지수", "Decentralisation index"), "0 … 1"),
        Column("chance", Text("우연의 지수", "Index by chance"), "0 … 1", description=_CHANCE),
        Column("p", Text("p값", "p"), "p", description=_P),
    ),
)

LABEL = Text("칸막이와 분권", "Silos and decentralisation")
QUESTION = Text(
    "어느 집단이 우연보다 안으로 닫혀 있으며, 동과 구의 주체는 시의 결정에 직접 닿는가, 거쳐서 닿는가, 닿지 못하는가?",
    "Which groups keep to themselves more than chance, and do actors of dong and gu reach the city level directly, "
    "through others, or not at all?",
)
METHOD = Text(
    "E-I 지수 = (밖 − 안) ÷ (밖 + 안). 관계의 방향은 보지 않으며, 양 끝이 모두 집단에 속한 관계만 셉니다. 여러 집단에 "
    "속한 주체는 몫을 똑같이 나누어, 관계 하나는 Σr(가,g)·r(나,g)만큼 안으로 셉니다. 연결망은 그대로 두고 "
    "집단 이름표를 집단이 있는 주체 사이에서 뒤섞어 우연의 분포를 만들고, "
    "p = 2·min(이하인 횟수 + 1, 이상인 횟수 + 1) ÷ (횟수 + 1)(최대 1)을 구합니다. "
    "섞임의 기대값과 잔차는 '집단 사이의 협력'과 같습니다. 동·구 단위 주체는 시 단위(시·전국) 주체까지 "
    "가장 짧은 길로 나눕니다: 직접, 자치구 단위 주체를 거쳐, 다른 주체를 거쳐, 세 걸음, 그 이상, 닿지 않음. "
    "분권 지수 = 구·동 단위끼리의 관계 ÷ (구·동 단위끼리의 관계 + 시 단위와의 관계); "
    "1이면 모두 스스로 이어지고 0이면 모두 시로 향합니다.",
    "E-I index = (outside − inside) ÷ (outside + inside). Direction is left aside; only ties with both ends in groups "
    "count. An actor in several groups is shared equally: a tie counts inside with Σr(a,g)·r(b,g). The network stays "
    "and group labels are shuffled among the actors that have some, for the distribution by chance and "
    "p = 2·min(draws at most + 1, draws at least + 1) ÷ (draws + 1), at most 1. Expectation and residual of the "
    "mixing are those of “Cooperation between groups”. Actors of dong and gu level are told apart by their shortest "
    "way to an actor of the city or national level: directly, through a gu-level actor, through another, three "
    "steps, more, not at all. Decentralisation index = ties among gu and dong level ÷ (those + ties to the city "
    "level): 1 if they deal with each other only, 0 if with the city only.",
)
COST = Text(
    "뒤섞을 때마다 협력 쌍을 한 번 훑습니다. 주체 5만, 관계 30만에서 199번까지 모두 2~4초.",
    "One pass over the pairs for each permutation: 2 to 4 s in all for 199 of them with 50 thousand actors and "
    "300 thousand ties.",
)
LIMITS = Text(
    "닫혀 있다는 것이 나쁘다는 뜻은 아닙니다. 뒤섞기는 주체의 연결 수를 그대로 두지만 집단의 크기와 위치의 관계는 "
    "무시합니다: 분야의 닫힘은 같은 구에 모여 있어서일 수 있습니다. 짧은 길이 있다는 것은 닿을 수 있다는 뜻이지 실제로 "
    "전해진다는 뜻은 아닙니다. 층위가 기록되지 않은 주체는 거쳐 가는 길로만 셉니다.",
    "To be closed is not bad in itself. Shuffling keeps the actors' numbers of ties but ignores where groups are: a "
    "field may be closed because its actors share a district. A short way says that the city can be reached, not "
    "that anything is passed on. Actors without a recorded level count only as steps on the way.",
)
REFERENCES = (
    Reference(
        "Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an experimental "
        "simulation. Social Psychology Quarterly 51(2), 123–140.",
        "10.2307/2786835",
    ),
    Reference(
        "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.",
        "10.1103/PhysRevE.67.026126",
    ),
    Reference(
        "Phipson, B., Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in "
        "Genetics and Molecular Biology 9(1), 39.",
        "10.2202/1544-6115.1585",
    ),
    Reference(
        "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical "
        "Society B 57(1), 289–300.",
        "10.1111/j.2517-6161.1995.tb02031.x",
    ),
)
