"""What linkage/centrality takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text, load_ontology

MEASURE_LABELS: dict[str, Text] = {
    "degree": Text("연결 수", "Degree"),
    "ties": Text("관계 수", "Ties"),
    "strength": Text("강도", "Strength"),
    "in_degree": Text("받는 연결 수", "In-degree"),
    "out_degree": Text("보내는 연결 수", "Out-degree"),
    "betweenness": Text("매개 중심성", "Betweenness"),
    "pagerank": Text("페이지랭크", "PageRank"),
    "core": Text("코어 수", "Core number"),
}


def _kinds() -> tuple[tuple[str, Text], ...]:
    ontology = load_ontology()
    return tuple((name, ontology.nodes[name].label) for name in ontology.actor_kinds)


PARAMETERS = (
    Parameter(
        "rank_by",
        "choice",
        "degree",
        Text("순위 기준", "Rank by"),
        Text("큰 값부터 싣습니다. 값이 같으면 같은 순위입니다.", "Largest first; equal values share a rank."),
        choices=tuple(MEASURE_LABELS.items()),
    ),
    Parameter(
        "limit",
        "integer",
        50,
        Text("행 수", "Rows"),
        Text("0은 모두", "0 for all."),
        minimum=0,
        maximum=1_000_000,
    ),
    Parameter(
        "kind",
        "choice",
        "all",
        Text("실을 주체 유형", "Kind of actors to list"),
        Text(
            "값은 전체 연결망에서 구하고, 고른 유형의 주체만 싣고 그 안에서 순위를 매깁니다.",
            "Scores are of the whole network; only actors of this kind are listed and ranked.",
        ),
        choices=(("all", Text("모두", "All")), *_kinds()),
    ),
    Parameter(
        "exact_up_to",
        "integer",
        5_000,
        Text("정확히 계산할 최대 주체 수", "Exact up to this many actors"),
        Text(
            "주체가 이보다 많으면 매개 중심성을 표본으로 어림합니다.",
            "With more actors, betweenness is estimated from a sample.",
        ),
        minimum=0,
        maximum=50_000,
    ),
    Parameter(
        "samples",
        "integer",
        1_000,
        Text("표본 크기", "Sample size"),
        Text("어림할 때 출발점으로 뽑을 주체 수", "Actors drawn as sources for the estimate."),
        minimum=10,
        maximum=50_000,
    ),
    Parameter(
        "seed",
        "integer",
        1,
        Text("난수 씨앗", "Seed"),
        Text("같은 씨앗이면 같은 표본을 뽑습니다.", "Equal seeds draw equal samples."),
        minimum=0,
        maximum=4_294_967_295,
    ),
)

RANKING = TableSpec(
    "ranking",
    Text("순위", "Ranking"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column(
            "score",
            Text("순위 기준 값", "Score"),
            description=Text("순위를 매긴 지표의 값과 단위", "The measure ranked by, in its own unit."),
        ),
        Column(
            "degree",
            MEASURE_LABELS["degree"],
            "actors",
            "integer",
            Text("이어진 서로 다른 주체", "Distinct other actors tied to."),
        ),
        Column("ties", MEASURE_LABELS["ties"], "ties", "integer"),
        Column(
            "strength",
            MEASURE_LABELS["strength"],
            "weight",
            description=Text(
                "관계의 강도를 더한 값, 기록이 없으면 1", "Sum of tie weights, 1 where none was recorded."
            ),
        ),
        Column(
            "in_degree",
            MEASURE_LABELS["in_degree"],
            "actors",
            "integer",
            Text("이 주체로 방향 있는 관계를 맺은 주체", "Actors with a directed tie to this one."),
        ),
        Column(
            "out_degree",
            MEASURE_LABELS["out_degree"],
            "actors",
            "integer",
            Text("이 주체가 방향 있는 관계를 맺은 주체", "Actors that this one has a directed tie to."),
        ),
        Column(
            "betweenness",
            MEASURE_LABELS["betweenness"],
            "share",
            description=Text(
                "다른 주체 쌍 가운데 최단 경로가 이 주체를 지나는 비율",
                "Share of pairs of other actors whose shortest paths pass through it.",
            ),
        ),
        Column(
            "pagerank",
            MEASURE_LABELS["pagerank"],
            "share",
            description=Text("모두 더하면 1", "Adds up to 1 over all actors."),
        ),
        Column(
            "core",
            MEASURE_LABELS["core"],
            type="integer",
            description=Text("속한 k-코어 가운데 가장 큰 k", "Largest k whose k-core it is in."),
        ),
    ),
)

LABEL = Text("중심성", "Centrality")
QUESTION = Text(
    "누가 많이 이어져 있고, 누가 남들을 이어 주며, 누가 연결망의 안쪽에 있는가?",
    "Who is linked most, who links others, and who is at the core of the network?",
)
METHOD = Text(
    "연결 수, 매개 중심성, 코어 수는 방향을 보지 않고 같은 두 주체 사이의 여러 관계를 하나로 합쳐 "
    "구합니다. 거리는 "
    "거쳐 가는 관계의 수입니다. 매개 중심성 b(v) = Σ σ(s,t|v) ÷ σ(s,t) ÷ ((n−1)(n−2)/2) (s<t, σ: 최단 "
    "경로의 수). "
    "주체가 정해진 수를 넘으면 비복원으로 뽑은 출발점 k개에서 어림하며, 95% 확률로 모든 주체의 오차가 "
    "ε = n/(n−1) × √((1−(k−1)/n) ln(2n/0.05) ÷ 2k) 이내입니다. 코어 수는 남은 이웃이 모두 k곳 이상인 가장 큰 "
    "부분에 속하는 가장 큰 k입니다. 받는 연결 수와 보내는 연결 수는 방향이 있는 관계만 셉니다. "
    "페이지랭크는 방향을 "
    "따르되 방향이 없는 관계는 양쪽으로 가며, x = 0.85 (Pᵀx + 나가는 곳 없는 주체의 몫 ÷ n) + 0.15 ÷ n (P: "
    "관계 "
    "강도에 비례한 이동 확률)입니다. 연결 수, 관계 수, 강도는 정규화하지 않습니다. 순위는 더 큰 값의 수 + "
    "1이고, "
    "같은 값은 id 순서로 싣습니다.",
    "Degree, betweenness and core number ignore direction and merge parallel ties; distance is the number of "
    "ties on the way. Betweenness b(v) = Σ σ(s,t|v) ÷ σ(s,t) ÷ ((n−1)(n−2)/2) over s<t (σ: shortest paths). "
    "Above the given number of actors it is estimated from k sources drawn without replacement; with "
    "probability 95% the error is at most ε = n/(n−1) × √((1−(k−1)/n) ln(2n/0.05) ÷ 2k) for all actors at "
    "once. "
    "The core number is the largest k such that the actor is in the largest part in which everybody has at "
    "least "
    "k neighbours left. In- and out-degree count directed ties only. PageRank follows direction, undirected "
    "ties both ways: x = 0.85 (Pᵀx + share of actors without a way out ÷ n) + 0.15 ÷ n (P: moves in "
    "proportion "
    "to tie weight). Degree, ties and strength are not normalised. A rank is 1 + the number of larger "
    "values; "
    "equal values are listed by id.",
)
COST = Text(
    "매개 중심성이 대부분입니다. 출발점 하나마다 주체 수 + 쌍 수에 비례하며, 주체 1,500에서 0.2초쯤, 주체 "
    "5만·관계 "
    "30만에서 표본 1,000이면 몇 초입니다.",
    "Mostly betweenness: linear in actors + pairs for each source; about 0.2 s for 1,500 actors, a few "
    "seconds "
    "for a sample of 1,000 at 50 thousand actors and 300 thousand ties.",
)
LIMITS = Text(
    "중심성은 기록된 관계에서의 위치일 뿐 영향력이나 성과를 뜻하지 않습니다. 기록을 많이 낸 주체가 높게 "
    "나올 수 "
    "있습니다. 강도는 보고한 쪽마다 척도가 다를 수 있습니다. 표본으로 어림한 매개 중심성은 오차 한계보다 "
    "작은 차이를 "
    "구별하지 못합니다.",
    "Centrality is a position in the recorded ties, not influence or merit; whoever reports more ranks "
    "higher. "
    "Reporters may use different scales of strength. Estimated betweenness cannot tell apart actors that "
    "differ "
    "by less than the error bound.",
)
REFERENCES = (
    Reference(
        "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks "
        "1(3), "
        "215–239.",
        "10.1016/0378-8733(78)90021-7",
    ),
    Reference(
        "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical "
        "Sociology "
        "25(2), 163–177.",
        "10.1080/0022250X.2001.9990249",
    ),
    Reference(
        "Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. International Journal of "
        "Bifurcation and Chaos 17(7), 2303–2318.",
        "10.1142/S0218127407018403",
    ),
    Reference(
        "Serfling, R. J. (1974). Probability inequalities for the sum in sampling without replacement. "
        "Annals of "
        "Statistics 2(1), 39–48.",
        "10.1214/aos/1176342611",
    ),
    Reference(
        "Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer "
        "Networks and ISDN Systems 30(1–7), 107–117.",
        "10.1016/S0169-7552(98)00110-X",
    ),
    Reference(
        "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287.",
        "10.1016/0378-8733(83)90028-X",
    ),
)
