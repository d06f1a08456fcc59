"""The tables of gaps/partners, and the names of its methods and features."""

from __future__ import annotations

from ecomap.analysis.record import Column, TableSpec
from graph_schema import Text

METHOD_LABELS: dict[str, Text] = {
    "combined": Text("학습한 조합", "Trained combination"),
    "common_neighbours": Text("공통 상대 수", "Common neighbours"),
    "adamic_adar": Text("애더믹–어다르", "Adamic–Adar"),
    "resource_allocation": Text("자원 배분", "Resource allocation"),
    "preferential_attachment": Text("인기(선호적 연결)", "Popularity (preferential attachment)"),
    "pagerank": Text("개인화 페이지랭크", "Personalised PageRank"),
}
BY_CHANCE = Text("무작위", "At random")
FEATURE_LABELS = (
    Text("공통 상대 수", "Common neighbours"),
    Text("애더믹–어다르", "Adamic–Adar"),
    Text("자원 배분", "Resource allocation"),
    Text("두 주체의 상대 수(인기)", "Partners of both (popularity)"),
    Text("개인화 페이지랭크", "Personalised PageRank"),
    Text("같은 분야", "Same field"),
    Text("같은 자치구", "Same district"),
    Text("같은 사업에 참여", "Shared programmes"),
    Text("같은 유형", "Same kind"),
    Text("한쪽이 중간지원조직", "An intermediary in the pair"),
    Text("한쪽이 행정기관", "A government unit in the pair"),
    Text("층위가 다름", "Different levels"),
)

_BURT = Text("1에 가까울수록 상대들이 서로 얽혀 있음", "Near 1 where the partners are tied to each other.")
_RANK = Column("rank", Text("순위", "Rank"), type="integer")
_NAME = Column("name", Text("후보", "Candidate"), type="label")
_PARTNER = Column("partner_name", Text("함께할 주체", "With"), type="label")
CANDIDATES = TableSpec(
    "candidates",
    Text("추천 후보", "Recommended"),
    (
        _RANK,
        Column("candidate", Text("후보 식별자", "Candidate id"), type="id"),
        _NAME,
        Column("partner", Text("함께할 주체 식별자", "With id"), type="id"),
        _PARTNER,
        Column("reasons", Text("이유", "Reasons"), type="label"),
        Column(
            "chance",
            Text("새 관계의 가능성", "Chance of a tie"),
            "p",
            description=Text(
                "검증에서 비슷한 점수의 추천이 실제로 이어진 비율",
                "Share of recommendations with such a score that became ties in the check.",
            ),
        ),
        Column("degree", Text("후보의 상대", "Candidate's partners"), "actors", "integer"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("districts", Text("자치구", "Districts"), type="label"),
        Column("fields", Text("분야", "Fields"), type="label"),
    ),
    missing=("candidate", "partner", "chance"),
)
EFFECTS = TableSpec(
    "effects",
    Text("그 관계로 달라지는 것", "What the tie would change"),
    (
        _RANK,
        _NAME,
        _PARTNER,
        Column("pairs", Text("두 단계 안에 새로 드는 쌍", "Pairs newly within two steps"), "pairs", "integer"),
        Column("across_fields", Text("다른 분야의 쌍", "of these, across fields"), "pairs", "integer"),
        Column("across_districts", Text("다른 자치구의 쌍", "of these, across districts"), "pairs", "integer"),
        Column("candidate_before", Text("후보의 제약(전)", "Candidate's constraint, before"), description=_BURT),
        Column("candidate_after", Text("후보의 제약(후)", "Candidate's constraint, after"), description=_BURT),
        Column("partner_before", Text("함께할 주체의 제약(전)", "With's constraint, before"), description=_BURT),
        Column("partner_after", Text("함께할 주체의 제약(후)", "With's constraint, after"), description=_BURT),
    ),
)
SCORES = TableSpec(
    "scores",
    Text("점수", "Scores"),
    (
        _RANK,
        _NAME,
        _PARTNER,
        Column("common_neighbours", METHOD_LABELS["common_neighbours"], "actors", "integer"),
        Column("adamic_adar", METHOD_LABELS["adamic_adar"]),
        Column("resource_allocation", METHOD_LABELS["resource_allocation"]),
        Column("preferential_attachment", METHOD_LABELS["preferential_attachment"]),
        Column("pagerank", METHOD_LABELS["pagerank"]),
    ),
)
QUALITY = TableSpec(
    "quality",
    Text("방법의 검증", "How well the methods did"),
    (
        Column("method", Text("방법", "Method"), type="label"),
        Column(
            "auc",
            Text("AUC", "AUC"),
            "share",
            description=Text(
                "새로 이어진 쌍의 점수가 이어지지 않은 쌍보다 높은 비율. 0.5는 동전 던지기",
                "Share of (new pair, pair without a tie) in which the new one scores higher; 0.5 is a coin toss.",
            ),
        ),
        Column("auc_low", Text("AUC 95% 하한", "AUC, 95% from"), "share"),
        Column("auc_high", Text("AUC 95% 상한", "AUC, 95% to"), "share"),
        Column(
            "near_auc",
            Text("가까운 쌍의 AUC", "AUC of near pairs"),
            "share",
            description=Text(
                "공통 상대나 사업이 있는 쌍끼리만 견준 값(더 어려움)",
                "Among pairs with a partner or programme in common only, which is harder.",
            ),
        ),
        Column(
            "precision",
            Text("추천 적중률", "Precision@k"),
            "share",
            description=Text(
                "주체마다 상위 k곳을 추천했을 때 실제로 이어진 비율. 인기는 모든 주체 가운데서, 나머지는 가까운 쌍 "
                "가운데서 추천",
                "Of the first k for each actor, how many became ties; popularity recommends among all, the others "
                "among near pairs.",
            ),
        ),
        Column("lift", Text("무작위의 몇 배", "Times random"), "ratio"),
        Column("hits", Text("적중", "Hits"), "pairs", "integer"),
        Column("listed", Text("추천", "Recommendations"), "pairs", "integer"),
        Column("new_pairs", Text("견준 새 쌍", "New pairs compared"), "pairs", "integer"),
        Column("other_pairs", Text("견준 다른 쌍", "Other pairs compared"), "pairs", "integer"),
    ),
)
WEIGHTS = TableSpec(
    "weights",
    Text("조합의 가중치", "Weights of the combination"),
    (
        Column("feature", Text("특징", "Feature"), type="label"),
        Column(
            "weight",
            Text("가중치", "Weight"),
            description=Text(
                "특징이 표준편차 하나만큼 클 때 로그 승산의 변화",
                "Change of the log odds for one standard deviation more.",
            ),
        ),
    ),
)
