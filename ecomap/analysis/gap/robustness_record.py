"""What gaps/robustness takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

LABELS: dict[str, Text] = {
    "random": Text("무작위", "At random"),
    "degree": Text("연결이 많은 순", "Best linked first"),
    "betweenness": Text("매개 중심성 순", "Most between others first"),
}

PARAMETERS = (
    Parameter(
        "steps",
        "integer",
        20,
        Text("단계 수", "Steps"),
        Text("모든 주체를 이만큼의 단계로 나누어 없앱니다.", "All actors are removed in so many steps."),
        minimum=2,
        maximum=100,
    ),
    Parameter(
        "recalculate",
        "boolean",
        True,
        Text("순서를 다시 계산", "Recalculate the order"),
        Text(
            "누가 나갈 때마다(매개 중심성은 단계마다) 순서를 다시 정합니다. 아니면 처음의 순서를 그대로 씁니다.",
            "After each removal (each step for betweenness); otherwise the order of the beginning is kept.",
        ),
    ),
    Parameter(
        "runs",
        "integer",
        20,
        Text("무작위 제거의 횟수", "Random runs"),
        Text("평균과 90% 범위를 냅니다.", "For the mean and the 90% range."),
        minimum=1,
        maximum=500,
    ),
    Parameter(
        "null_runs",
        "integer",
        20,
        Text("비교 연결망의 수", "Null networks"),
        Text(
            "상대 수를 지키며 무작위로 다시 이은 연결망. 0이면 비교하지 않습니다.",
            "Rewired at random with the partners of everyone kept in number; 0 for no comparison.",
        ),
        minimum=0,
        maximum=500,
    ),
    Parameter(
        "samples",
        "integer",
        64,
        Text("매개 중심성의 출발점", "Sources of betweenness"),
        Text("주체가 더 많으면 이만큼 뽑아 어림합니다.", "Drawn so many where there are more actors."),
        minimum=1,
        maximum=5000,
    ),
    Parameter(
        "limit",
        "integer",
        20,
        Text("주체의 수", "Actors listed"),
        Text("위에서부터 이만큼 싣습니다.", "So many, the first ones."),
        minimum=1,
        maximum=1000,
    ),
    Parameter(
        "seed",
        "integer",
        1,
        Text("난수 초깃값", "Seed"),
        Text("무작위 부분을 되풀이할 수 있게 합니다.", "Makes random parts repeatable."),
        minimum=0,
        maximum=2**31 - 1,
    ),
)

_STRATEGY = Column("strategy", Text("나가는 순서", "Order of removal"), type="label")
CURVE = TableSpec(
    "curve",
    Text("견고성 곡선", "Robustness curve"),
    (
        _STRATEGY,
        Column("removed", Text("나간 몫", "Removed"), "share"),
        Column("actors", Text("나간 주체", "Actors removed"), "actors", "integer"),
        Column(
            "largest",
            Text("가장 큰 덩어리", "Largest component"),
            "share",
            description=Text("처음의 모든 주체에 대한 몫", "Of all actors of the beginning."),
        ),
        Column("low", Text("90% 범위 하한", "90% of runs from"), "share"),
        Column("high", Text("90% 범위 상한", "90% of runs to"), "share"),
        Column(
            "across",
            Text("아직 이어진 다른 분야 쌍", "Pairs across fields still joined"),
            "share",
            description=Text(
                "처음에 어떤 경로로든 이어진, 분야가 다른 두 주체 가운데",
                "Of the pairs that share no field and were joined by some path at the beginning.",
            ),
        ),
    ),
)
SUMMARY = TableSpec(
    "summary",
    Text("견고성", "Robustness"),
    (
        _STRATEGY,
        Column(
            "r",
            Text("견고성 R", "Robustness R"),
            "0 … 0.5",
            description=Text(
                "곡선 아래 넓이(슈나이더). 클수록 견고", "Area under the curve (Schneider): larger is more robust."
            ),
        ),
        Column("across_r", Text("다른 분야 쌍의 넓이", "Area of pairs across fields")),
        Column(
            "half",
            Text("절반으로 줄 때까지 나간 몫", "Removed until halved"),
            "share",
            description=Text(
                "가장 큰 덩어리가 처음의 절반 아래로 줄 때까지", "Until the largest component is below half."
            ),
        ),
        Column(
            "null",
            Text("비교 연결망의 R", "R of the null networks"),
            "0 … 0.5",
            description=Text(
                "상대 수만 같은 무작위 연결망의 평균", "Mean of random networks with equal numbers of partners."
            ),
        ),
        Column("ratio", Text("관측 ÷ 비교", "Observed ÷ null"), "ratio"),
        Column("z", Text("표준화 차이", "z-score"), "standard deviations"),
        Column("p", Text("p값", "p"), "p", description=Text("양쪽", "Two-sided.")),
    ),
)
CRITICAL = TableSpec(
    "critical",
    Text("혼자 나가도 남을 떼어 놓는 주체", "Actors that cut others off by leaving"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("fields", Text("분야", "Fields"), type="label"),
        Column("degree", Text("상대", "Partners"), "actors", "integer"),
        Column(
            "cut_off",
            Text("떨어져 나가는 주체", "Cut off"),
            "actors",
            "integer",
            Text("그 덩어리의 가장 큰 조각에 들지 못하는 다른 주체", "Others outside the largest remaining piece."),
        ),
        Column("pieces", Text("조각", "Pieces"), "pieces", "integer"),
        Column(
            "pairs_lost",
            Text("끊어지는 다른 분야 쌍", "Pairs across fields lost"),
            "pairs",
            "integer",
            Text("그 주체 자신의 쌍도 셉니다.", "Its own pairs included."),
        ),
        Column("share_lost", Text("그 몫", "Share of them"), "share"),
    ),
    actor="actor",
)

LABEL = Text("연결망의 견고성", "Robustness")
QUESTION = Text(
    "주체들이 하나씩 떠나면 연결망은 얼마나 버티며, 누가 떠날 때 가장 크게 끊어지는가?",
    "How long does the network hold as actors leave, and whose leaving breaks it most?",
)
METHOD = Text(
    "주체를 하나씩 없애며 가장 큰 덩어리에 남은 주체의 몫 S를 셉니다(처음의 모든 주체 N에 대한 몫, 방향은 보지 "
    "않음). 순서는 무작위(여러 번), "
    "상대가 많은 순, 매개 중심성 순입니다. 다시 계산하면 상대 수는 하나 나갈 때마다, 매개 중심성은 단계마다 새로 "
    "셉니다. 견고성 "
    "R = (1/N)·Σ_{q=1…N} S(q)로, 끊어지지 않는 연결망의 0.5가 최댓값입니다. 다른 분야 쌍은 분야를 함께하지 않는 두 "
    "주체가 어떤 경로로든 "
    "이어진 것이며, 그 넓이는 단계마다의 몫을 사다리꼴로 더한 값입니다. 비교 연결망은 모든 주체의 상대 수를 지키며 "
    "끝을 서로 바꾼 것으로, "
    "p = (1 + 평균에서 관측값만큼 먼 것의 수) ÷ (1 + 비교 연결망의 수)입니다. 혼자 나가도 남을 떼어 놓는 주체는 "
    "절단점입니다.",
    "Actors are removed one by one, and the share S of actors in the largest component is counted (of all N of the "
    "beginning; "
    "direction is left aside). They go at random (several runs), the best linked first, or those between most "
    "others first. "
    "If recalculated, partners are counted anew after each removal and betweenness after each step. Robustness R = "
    "(1/N)·"
    "Σ_{q=1…N} S(q), at most 0.5 where nothing falls apart. A pair across fields is joined by some path and shares "
    "no field; "
    "its area adds up the shares at the steps as trapezoids. Null networks have their pairs' ends swapped, "
    "everyone's number "
    "of partners kept; p = (1 + those as far from their mean as the observed R) ÷ (1 + null networks). Actors that cut "
    "others off are articulation points.",
)
COST = Text(
    "곡선 하나는 관계 수에, 매개 중심성은 단계 × 출발점 × 관계에 비례합니다. 주체 5만, 관계 30만에서 두 프로세서로 "
    "약 20초이며, "
    "대부분 비교 연결망과 매개 중심성입니다. null_runs와 samples를 줄이면 빨라집니다.",
    "A curve is linear in ties; betweenness takes steps × sources × ties. About 20 s on two processors at 50 "
    "thousand actors "
    "and 300 thousand ties, most of it for null networks and betweenness; smaller null_runs and samples are faster.",
)
LIMITS = Text(
    "떠난 주체의 상대가 새 관계를 맺는 것은 보지 않습니다. 이어져 있다는 것은 경로가 있다는 뜻일 뿐, 그 길로 협력이 "
    "이루어진다는 뜻은 "
    "아닙니다. 매개 중심성 순서는 비교 연결망과 비교하지 않습니다.",
    "That partners of those who left would tie anew is not looked at. Being joined means that there is a path, not "
    "that "
    "cooperation goes along it. The order by betweenness is not compared with null networks.",
)
REFERENCES = (
    Reference(
        "Schneider, C. M., Moreira, A. A., Andrade, J. S., Havlin, S., Herrmann, H. J. (2011). Mitigation of "
        "malicious attacks "
        "on networks. PNAS 108(10), 3838–3841.",
        "10.1073/pnas.1009440108",
    ),
    Reference(
        "Albert, R., Jeong, H., Barabási, A.-L. (2000). Error and attack tolerance of complex networks. Nature 406, "
        "378–382.",
        "10.1038/35019019",
    ),
    Reference(
        "Holme, P., Kim, B. J., Yoon, C. N., Han, S. K. (2002). Attack vulnerability of complex networks. Physical "
        "Review E "
        "65, 056109.",
        "10.1103/PhysRevE.65.056109",
    ),
    Reference(
        "Newman, M. E. J., Ziff, R. M. (2000). Efficient Monte Carlo algorithm and high-precision results for "
        "percolation. "
        "Physical Review Letters 85(19), 4104–4107.",
        "10.1103/PhysRevLett.85.4104",
    ),
)
