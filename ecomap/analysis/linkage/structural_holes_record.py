"""What linkage/structural_holes takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.linkage.listing import ACTOR_COLUMNS, KIND_PARAMETER, LIMIT_PARAMETER
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

RANKINGS: dict[str, Text] = {
    "constraint": Text("제약이 낮은 순", "Least constrained first"),
    "constrained": Text("제약이 높은 순", "Most constrained first"),
    "effective_size": Text("유효 규모가 큰 순", "Largest effective size first"),
    "efficiency": Text("효율이 높은 순", "Highest efficiency first"),
    "hierarchy": Text("위계가 높은 순", "Highest hierarchy first"),
}

PARAMETERS = (
    Parameter(
        "rank_by",
        "choice",
        "constraint",
        Text("순서", "Order"),
        Text(
            "제약이 낮은 주체는 서로 모르는 이웃을 잇고, 높은 주체는 한 묶음의 이웃에 매여 있습니다.",
            "The least constrained link others who are apart; the most constrained depend on one circle.",
        ),
        choices=tuple(RANKINGS.items()),
    ),
    Parameter(
        "weight",
        "choice",
        "ties",
        Text("쌍의 세기", "Strength of a pair"),
        Text(
            "관계 수, 보고된 강도의 합, 또는 모두 1",
            "Number of ties, sum of their reported strength, or 1 for every pair.",
        ),
        choices=(
            ("ties", Text("관계 수", "Ties")),
            ("strength", Text("강도의 합", "Summed strength")),
            ("pairs", Text("모두 1", "1 for every pair")),
        ),
    ),
    Parameter(
        "min_contacts",
        "integer",
        2,
        Text("최소 이웃 수", "Least contacts"),
        Text(
            "이웃이 이보다 적은 주체는 싣지 않습니다. 이웃이 하나면 제약은 언제나 1입니다.",
            "Actors with fewer contacts are not listed; with one contact the constraint is always 1.",
        ),
        minimum=1,
        maximum=1_000_000,
    ),
    KIND_PARAMETER,
    LIMIT_PARAMETER,
)

RANKING = TableSpec(
    "ranking",
    Text("구조적 공백", "Structural holes"),
    (
        *ACTOR_COLUMNS,
        Column(
            "contacts",
            Text("이웃", "Contacts"),
            "actors",
            "integer",
            Text("관계로 이어진 서로 다른 주체", "Distinct actors tied to."),
        ),
        Column(
            "constraint",
            Text("제약", "Constraint"),
            "0 … 2",
            description=Text(
                "낮을수록 서로 떨어진 이웃 사이에 있습니다. 쌍의 세기가 모두 1이면 1.125를 넘지 않습니다.",
                "Low: its contacts are apart. At most 1.125 where every pair counts 1.",
            ),
        ),
        Column(
            "typical",
            Text("이웃 수가 같은 주체의 제약", "Constraint at equal contacts"),
            "0 … 2",
            description=Text(
                "전체 연결망에서 이웃 수가 같은 주체들의 중앙값",
                "Median of all actors of the network with as many contacts.",
            ),
        ),
        Column(
            "closure",
            Text("이웃끼리 이어져 생긴 제약", "Constraint from ties among contacts"),
            description=Text(
                "제약에서 이웃이 서로 전혀 이어져 있지 않을 때의 제약을 뺀 값",
                "Constraint less what it would be if no two contacts were tied.",
            ),
        ),
        Column(
            "effective_size",
            Text("유효 규모", "Effective size"),
            "actors",
            description=Text("겹치지 않는 이웃의 수", "Contacts that are not redundant."),
        ),
        Column(
            "efficiency",
            Text("효율", "Efficiency"),
            "share",
            description=Text("유효 규모 ÷ 이웃 수", "Effective size ÷ contacts."),
        ),
        Column(
            "hierarchy",
            Text("위계", "Hierarchy"),
            "0 … 1",
            description=Text(
                "제약이 이웃에 고루 퍼지면 0, 하나에서만 나오면 1. 이웃이 둘 이상일 때",
                "0 if all contacts constrain alike, 1 if one does all; with two or more contacts.",
            ),
        ),
        Column("heaviest_id", Text("가장 매인 이웃 id", "Main contact id"), type="id"),
        Column(
            "heaviest",
            Text("가장 매인 이웃", "Main contact"),
            type="label",
            description=Text("제약의 가장 큰 부분이 나오는 이웃", "The contact most of the constraint comes from."),
        ),
        Column("heaviest_share", Text("그 이웃의 몫", "Its part of the constraint"), "share"),
    ),
    actor="id",
)

KINDS = TableSpec(
    "kinds",
    Text("유형별 구조적 공백", "Structural holes by kind"),
    (
        Column("kind_id", Text("유형 이름", "Kind name"), type="text"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "measured",
            Text("이웃이 충분한 주체", "With enough contacts"),
            "actors",
            "integer",
            Text("최소 이웃 수 이상", "At least the least contacts."),
        ),
        Column("contacts", Text("이웃 수의 중앙값", "Median contacts"), "actors"),
        Column("constraint", Text("제약의 중앙값", "Median constraint"), "0 … 2"),
        Column("effective_size", Text("유효 규모의 중앙값", "Median effective size"), "actors"),
        Column("efficiency", Text("효율의 중앙값", "Median efficiency"), "share"),
    ),
)

LABEL = Text("구조적 공백", "Structural holes")
QUESTION = Text(
    "누가 서로 이어지지 않은 이웃들 사이에 있고, 누가 한 묶음의 이웃에 매여 있는가?",
    "Who stands between others who are not tied to each other, and who depends on one tight circle?",
)
METHOD = Text(
    "방향을 보지 않고 쌍마다 관계의 수(또는 강도의 합, 또는 1)를 더합니다. p(i,j)는 i의 세기 가운데 j와의 몫, "
    "m(j,q)는 j와 q의 세기 ÷ j의 가장 센 쌍입니다. 제약 C(i) = Σ_j c(i,j), c(i,j) = (p(i,j) + Σ_q p(i,q) p(q,j))², "
    "j와 q는 i의 이웃입니다. 유효 규모 = 이웃 수 n − Σ_j Σ_q p(i,q) m(j,q), 효율 = 유효 규모 ÷ n. "
    "위계 = Σ_j h ln h ÷ (n ln n), h = c(i,j) n ÷ C(i). 이웃끼리 이어져 생긴 제약 = C(i) − Σ_j p(i,j)². "
    "순위는 앞선 값의 수 + 1이고 같은 값은 id 순서입니다.",
    "Direction is left aside; the ties of a pair are added up (their number, their strength, or 1 for the pair). "
    "p(i,j) is the part of i's strength that goes to j; m(j,q) the strength of j and q ÷ j's strongest pair. "
    "Constraint C(i) = Σ_j c(i,j), c(i,j) = (p(i,j) + Σ_q p(i,q) p(q,j))², with j and q among the contacts of i. "
    "Effective size = contacts n − Σ_j Σ_q p(i,q) m(j,q); efficiency = effective size ÷ n. "
    "Hierarchy = Σ_j h ln h ÷ (n ln n), h = c(i,j) n ÷ C(i). Constraint from ties among contacts = C(i) − Σ_j p(i,j)². "
    "A rank is 1 + the number of better values; equal values stand by id.",
)
COST = Text(
    "연결망의 삼각형을 한 번씩 훑습니다. 주체 5만·관계 30만에서 0.05초쯤입니다.",
    "Every triangle of the network is visited once: about 0.05 s for 50 thousand actors and 300 thousand ties.",
)
LIMITS = Text(
    "제약은 이웃이 많을수록 낮아지므로 이웃 수가 같은 주체와 견주어 읽어야 합니다. 낮은 제약은 이을 수 있는 "
    "자리를 뜻할 뿐 실제로 이어 주었다는 뜻이 아닙니다. 기록되지 않은 이웃 사이의 관계가 있으면 제약은 실제보다 "
    "낮게 나옵니다. 이웃의 이웃까지의 공백은 보지 않습니다.",
    "Constraint falls with the number of contacts, so read it beside actors with as many. A low constraint is a "
    "position to link others, no proof that it does. Ties among contacts that nobody recorded make it come out too "
    "low. Holes beyond the contacts of contacts are not seen.",
)
REFERENCES = (
    Reference(
        "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.",
        "10.4159/9780674029095",
    ),
    Reference(
        "Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110(2), 349–399.",
        "10.1086/421787",
    ),
    Reference(
        "Everett, M. G. and Borgatti, S. P. (2020). Unpacking Burt's constraint measure. Social Networks 62, 50–57.",
        "10.1016/j.socnet.2020.02.001",
    ),
)
