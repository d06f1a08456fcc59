"""What gaps/holes takes, returns and says about itself."""

from __future__ import annotations

from dataclasses import replace

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.gap.cooperation_record import BY_PARAMETER, PAIR
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

PARAMETERS = (
    replace(BY_PARAMETER, default="field"),
    PLACE_LINKS_PARAMETER,
    Parameter(
        "government",
        "boolean",
        False,
        Text("행정기관도 셈", "Government counts"),
        Text(
            "행정기관은 거의 모든 분야와 이어져 있어, 함께 세면 민간의 다리가 하나뿐인 곳이 가려집니다.",
            "Government has ties nearly everywhere; counting it hides where only one other actor holds two groups "
            "together.",
        ),
    ),
    Parameter(
        "limit",
        "integer",
        50,
        Text("집단 쌍의 수", "Pairs of groups listed"),
        Text("가장 약하게 이어진 쌍부터 이만큼 싣습니다.", "So many, the most weakly spanned first."),
        minimum=1,
        maximum=1000,
    ),
    Parameter(
        "closings",
        "integer",
        3,
        Text("쌍마다 제안하는 관계", "Ties suggested a pair"),
        Text("앞의 열 쌍에 이만큼씩 싣습니다.", "So many for each of the first ten pairs."),
        minimum=0,
        maximum=20,
    ),
)

HOLES = TableSpec(
    "holes",
    Text("집단 사이의 구조적 공백", "Structural holes between groups"),
    (
        *PAIR,
        Column("between", Text("사이", "Between"), type="label"),
        Column("finding", Text("판단", "Finding"), type="label"),
        Column(
            "pairs",
            Text("직접 맺은 쌍", "Tied pairs"),
            "pairs",
            "integer",
            Text("두 집단에 모두 속한 주체는 뺍니다.", "Actors that are in both groups left out."),
        ),
        Column(
            "expected",
            Text("기대값", "Expected"),
            "pairs",
            description=Text(
                "모든 관계를 무작위로 이을 때의 값: D가 × D나 ÷ (2m − 1)",
                "If all ties were matched at random: dA dB ÷ (2m − 1).",
            ),
        ),
        Column(
            "paths",
            Text("한 곳 건너 잇는 길", "Two-step ways"),
            "ways",
            "integer",
            Text(
                "한 집단의 주체에서 다리 하나를 건너 다른 집단의 다른 주체에 이르는 길의 수",
                "Ways from an actor of one group over one go-between to another actor of the other.",
            ),
        ),
        Column("spanners", Text("다리", "Go-betweens"), "actors", "integer"),
        Column(
            "effective",
            Text("고른 다리의 수", "Effective go-betweens"),
            "actors",
            description=Text(
                "1 ÷ Σ(몫²). 길이 한 다리에 몰릴수록 1에 가깝습니다.",
                "1 ÷ Σ share²; near 1 where one go-between carries nearly all ways.",
            ),
        ),
        Column("top", Text("가장 큰 다리 식별자", "Top go-between id"), type="id"),
        Column("top_name", Text("가장 큰 다리", "Top go-between"), type="label"),
        Column(
            "top_share",
            Text("그 다리가 떠나면 끊기는 길", "Lost if it leaves"),
            "share",
            description=Text("가장 큰 다리를 지나는 길의 비율", "Share of the ways that pass over it."),
        ),
    ),
)
CLOSINGS = TableSpec(
    "closings",
    Text("공백을 닫을 관계", "Ties that would close a hole"),
    (
        *PAIR,
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor_a", Text("주체 가 식별자", "Actor A id"), type="id"),
        Column("name_a", Text("주체 가", "Actor A"), type="label"),
        Column("actor_b", Text("주체 나 식별자", "Actor B id"), type="id"),
        Column("name_b", Text("주체 나", "Actor B"), type="label"),
        Column("common", Text("함께 아는 상대", "Common alters"), "actors", "integer"),
        Column(
            "gained",
            Text("새로 가까워지는 쌍", "Pairs brought near"),
            "pairs",
            "integer",
            Text(
                "이 관계로 두 단계 안에 들어오는 두 집단 주체의 쌍",
                "Pairs of actors of the two groups that would come within two steps.",
            ),
        ),
        Column("constraint_a", Text("가의 제약", "Constraint of A"), "0 … 1.125"),
        Column("constraint_a_after", Text("가의 제약, 맺은 뒤", "Constraint of A after"), "0 … 1.125"),
        Column("constraint_b", Text("나의 제약", "Constraint of B"), "0 … 1.125"),
        Column("constraint_b_after", Text("나의 제약, 맺은 뒤", "Constraint of B after"), "0 … 1.125"),
    ),
    missing=("actor_a", "actor_b", "gained"),
)
LABEL = Text("구조적 공백", "Structural holes")
QUESTION = Text(
    "어느 집단들이 다리 하나에 매달려 있고, 그 다리가 떠나면 무엇이 끊기며, 누구와 누구를 이으면 좋은가?",
    "Which groups hang on one go-between, what is cut if it leaves, and whom should one introduce to whom?",
)
METHOD = Text(
    "두 집단 가운데 하나에만 속한 주체를 양 끝으로 봅니다. 다리는 양쪽 끝 모두에 상대가 있는 주체입니다(자신은 어느 "
    "집단에 속해도, 둘 다에 속해도 됩니다). 다리 w를 지나는 길의 수 = n가(w) × n나(w). 고른 다리의 수 = 1 ÷ Σ(다리의 "
    "몫²). 판단: 길이 없음, 다리 하나뿐, 한 다리가 절반 이상, 여러 다리. 순서는 기대값이 1 이상인 쌍을 먼저, 가장 큰 "
    "다리의 몫이 큰 것부터입니다. 닫을 관계는 서로 관계가 없고 함께 아는 상대가 가장 많은 두 주체이며, 한 주체는 한 "
    "번만 나옵니다. 제약 c(i) = Σ_j (p(i,j) + Σ_q p(i,q)p(q,j))², p는 관계 수의 비율입니다.",
    "Ends are actors of one of the two groups only. A go-between is an actor with partners at both ends, whether it is "
    "in either group, in both or in none. Ways over go-between w = nA(w) × nB(w). Effective go-betweens = 1 ÷ Σ "
    "share². Findings: no way, one go-between only, one carries half or more, several. Pairs with at least 1 expected "
    "come first, then by the share of the top go-between. Suggested ties join two actors without a tie who have most "
    "common alters; each actor is named once. Constraint c(i) = Σ_j (p(i,j) + Σ_q p(i,q)p(q,j))² with p the shares of "
    "an actor's ties.",
)
COST = Text(
    "주체 × 집단 쌍(기대값이 큰 400쌍까지)에 비례합니다. 주체 5만, 관계 30만, 분야 21에서 1초 안팎.",
    "Linear in actors × pairs of groups, of which the 400 with most expected are looked at: about 1 s for 50 thousand "
    "actors and 300 thousand ties by 21 fields.",
)
LIMITS = Text(
    "두 단계까지만 봅니다. 함께 아는 상대가 많은 두 주체는 서로 알기 쉬울 뿐, 협력할 뜻이 있는지는 알 수 없습니다. "
    "이미 함께 아는 상대가 많으므로 제약은 흔히 조금만 변합니다. 등록되지 않은 관계는 없는 관계와 구별되지 않습니다.",
    "Looks no further than two steps. Two actors with many common alters are easy to introduce; whether they want to "
    "cooperate is not known. Because they share alters already, constraint often changes little. Ties that were not "
    "registered cannot be told from ties that are missing.",
)
REFERENCES = (
    Reference("Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."),
    Reference(
        "Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110(2), 349–399.",
        "10.1086/421787",
    ),
)
