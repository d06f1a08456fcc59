"""What linkage/centrality takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, TableSpec
from graph_schema import Text, load_ontology

MEASURE_LABELS: dict[str, Text] = {
    "degree": Text("연결 수", "Degree"),
    "ties": Text("관계 수", "Ties"),
    "strength": Text("강도", "Strength"),
    "in_degree": Text("받는 연결 수", "In-degree"),
    "out_degree": Text("보내는 연결 수", "Out-degree"),
    "betweenness": Text("매개 중심성", "Betweenness"),
    "harmonic": Text("근접 중심성", "Harmonic closeness"),
    "eigenvector": Text("고유벡터 중심성", "Eigenvector centrality"),
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
        "resamples",
        "integer",
        0,
        Text("순위 구간용 재추출 횟수", "Resamples for rank intervals"),
        Text(
            "관계가 조사나 표본에서 온 것이면 100 이상을 주십시오. 관계를 그만큼 다시 뽑아 순위의 90% 구간을 냅니다. "
            "0은 내지 않음",
            "Give 100 or more where ties come from a survey or a sample: the ties are redrawn so often, which gives "
            "90% intervals of ranks. 0 for none.",
        ),
        minimum=0,
        maximum=1_000,
    ),
    Parameter(
        "exact_up_to",
        "integer",
        5_000,
        Text("정확히 계산할 최대 주체 수", "Exact up to this many actors"),
        Text(
            "주체가 이보다 많으면 매개 중심성을 무작위 최단 경로로 어림합니다.",
            "With more actors, betweenness is estimated from random shortest paths.",
        ),
        minimum=0,
        maximum=50_000,
    ),
    Parameter(
        "error",
        "number",
        0.01,
        Text("매개 중심성의 오차 한계", "Error bound of betweenness"),
        Text(
            "어림할 때 모든 주체의 오차가 95% 확률로 이 안에 들도록 경로 수를 정합니다. 절반으로 줄이면 네 배 "
            "걸립니다.",
            "Where it is estimated, enough paths are drawn to keep every actor's error within this with probability "
            "95%. Half the error takes four times as long.",
        ),
        minimum=0.001,
        maximum=0.1,
    ),
    Parameter(
        "samples",
        "integer",
        10_000,
        Text("거리를 잴 출발점 수", "Sources of distances"),
        Text(
            "주체가 이보다 많으면 근접 중심성을 이만큼의 출발점에서 어림합니다.",
            "With more actors than this, closeness is estimated from so many of them.",
        ),
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
            "rank_best",
            Text("순위 구간의 위", "Best rank"),
            type="integer",
            description=Text(
                "관계를 다시 뽑은 연결망에서 순위의 5% 분위수. 다시 뽑지 않았으면 빈칸",
                "5% quantile of ranks in networks of redrawn ties; empty without resamples.",
            ),
        ),
        Column(
            "rank_worst",
            Text("순위 구간의 아래", "Worst rank"),
            type="integer",
            description=Text("순위의 95% 분위수", "95% quantile of ranks."),
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
            "harmonic",
            MEASURE_LABELS["harmonic"],
            "share",
            description=Text(
                "다른 주체까지의 거리의 역수 평균. 닿지 않으면 0",
                "Mean of 1 ÷ distance to the other actors, 0 for those out of reach.",
            ),
        ),
        Column(
            "eigenvector",
            MEASURE_LABELS["eigenvector"],
            description=Text(
                "덩어리마다 따로 구하며 제곱합은 그 덩어리 주체의 비율",
                "For each component by itself; squares add up to its share of actors.",
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
    actor="id",
)

LABEL = Text("중심성", "Centrality")
QUESTION = Text(
    "누가 많이 이어져 있고, 누가 남들을 이어 주며, 누가 연결망의 안쪽에 있는가?",
    "Who is linked most, who links others, and who is at the core of the network?",
)
