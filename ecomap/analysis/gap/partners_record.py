"""What gaps/partners takes and says about itself."""

from __future__ import annotations

from ecomap.analysis.gap.partners_tables import METHOD_LABELS
from ecomap.analysis.gap.words import KIND_PARAMETER
from ecomap.analysis.parameters import SEED, limit
from ecomap.analysis.record import Parameter, Reference
from graph_schema import Text

PARAMETERS = (
    Parameter(
        "actor",
        "text",
        None,
        Text("주체", "Actor"),
        Text("이 주체에게 새 상대를 추천합니다. 식별자 또는 이름.", "Recommends new partners to it. Id or name."),
    ),
    Parameter(
        "gap_district",
        "text",
        None,
        Text("공백의 자치구", "District of a gap"),
        Text(
            "분야와 함께 정하면 그 공백에서 누가 누구와 일할 수 있는지 찾습니다. 식별자 또는 이름.",
            "With a field: who could work in that gap, and with whom. Id or name.",
        ),
    ),
    Parameter(
        "gap_field",
        "text",
        None,
        Text("공백의 분야", "Field of a gap"),
        Text("상위 분야의 식별자 또는 이름", "Id or name of an upper field."),
    ),
    Parameter(
        "programme",
        "text",
        None,
        Text("사업", "Programme"),
        Text("이 사업에 더할 참여자를 찾습니다. 식별자 또는 이름.", "Who could join it. Id or name."),
    ),
    KIND_PARAMETER,
    Parameter(
        "method",
        "choice",
        "combined",
        Text("순위 방법", "Ranked by"),
        Text(
            "학습한 조합이 보통 가장 낫습니다. 점수표에서 확인하십시오.", "See the table of quality for which is best."
        ),
        choices=tuple(METHOD_LABELS.items()),
    ),
    Parameter(
        "diversity",
        "number",
        0.3,
        Text("다양성", "Diversity"),
        Text(
            "0이면 점수 순서 그대로, 클수록 서로 닮은 후보와 연결이 많은 후보를 뒤로 보냅니다.",
            "0 keeps the order by score; larger values move similar and popular candidates back.",
        ),
        minimum=0.0,
        maximum=1.0,
    ),
    limit(
        10,
        Text("후보의 수", "Candidates listed"),
        Text("위에서부터 이만큼 싣습니다.", "So many, the first ones."),
        maximum=100,
    ),
    Parameter(
        "cut_year",
        "integer",
        None,
        Text("검증을 시작하는 해", "First year of the check"),
        Text(
            "이 해부터 시작된 관계로 방법을 검증합니다. 비우면 관계의 약 5분의 1이 뒤에 남는 해입니다.",
            "Methods are judged by ties from this year on; by default about a fifth of the ties come after it.",
        ),
        minimum=1900,
        maximum=2200,
    ),
    Parameter(
        "k",
        "integer",
        10,
        Text("검증할 추천 수", "Recommendations judged"),
        Text(
            "주체마다 상위 k곳이 실제로 이어졌는지 봅니다.",
            "Precision@k: how many of the first k of an actor came true.",
        ),
        minimum=1,
        maximum=50,
    ),
    Parameter(
        "sample",
        "integer",
        2000,
        Text("검증에 뽑는 쌍", "Pairs drawn"),
        Text("새 쌍과 이어지지 않은 쌍을 각각 최대 이만큼 뽑습니다.", "Most new pairs, and as many without a tie."),
        minimum=50,
        maximum=20_000,
    ),
    SEED,
)

LABEL = Text("협력 상대 추천", "Partners to recommend")
QUESTION = Text(
    "이 주체, 이 공백, 이 사업에서 누가 누구와 새로 일할 수 있으며, 그 추천은 얼마나 믿을 만한가?",
    "Who could newly work with whom, for an actor, a gap or a programme, and how far can that be trusted?",
)
METHOD = Text(
    "아직 관계가 없는 쌍(u, v)마다 점수를 냅니다(Γ: 상대의 집합, k: 상대 수). 공통 상대 |Γ(u)∩Γ(v)|, 애더믹–어다르 "
    "Σ1÷ln k(z), "
    "자원 배분 Σ1÷k(z), 선호적 연결 k(u)·k(v), 개인화 페이지랭크 p_u(v)+p_v(u)(매 단계 0.15의 확률로 출발점에 돌아가는 "
    "무작위 걸음; 한 방향의 오차 ≤ 0.0002·k(v)). 학습한 조합은 이 점수들(제곱근, 상대 수는 로그)에 같은 "
    "분야·자치구·사업·유형, "
    "중간지원조직·행정기관, 층위를 더한 로지스틱 회귀입니다. 과거의 연결망에서 그 뒤 새로 생긴 쌍을 맞히도록 "
    "학습하고, 다시 그 뒤의 "
    "새 쌍으로 검증합니다. 이어지지 않은 쌍은 그 전에 관계가 있던 주체들 사이에서 고르게 뽑습니다. 가능성은 "
    "검증에서 추천한 쌍이 실제로 이어졌는지를 점수로 로지스틱 회귀한 값(플랫 보정)입니다. 후보마다 가장 점수가 높은 "
    "상대와 "
    "짝짓습니다. 공백(자치구×분야)의 후보는 분야는 같고 자치구가 다르거나(행정기관 제외) 그 반대인 주체이고, 상대는 "
    "모자란 쪽의 "
    "주체입니다. 다양성 δ: (1−δ)·순위 점수 − δ·½(고른 후보와의 최대 유사도 + 인기)가 큰 순서. 효과: 그 관계로 새로 "
    "두 단계 안에 드는 "
    "쌍과, 버트의 제약 Σ_j(p_uj+Σ_q p_uq·p_qj)²의 전후(쌍마다 관계를 하나로 셈).",
    "Every pair (u, v) without a tie is scored (Γ partners, k their number): common neighbours |Γ(u)∩Γ(v)|, "
    "Adamic–Adar "
    "Σ1÷ln k(z), resource allocation Σ1÷k(z), preferential attachment k(u)·k(v), personalised PageRank "
    "p_u(v)+p_v(u) (a "
    "random walk that returns to its start with probability 0.15 a step; error of one direction ≤ 0.0002·k(v)). The "
    "trained combination is a logistic regression on these (as square roots, partners as logarithms), the same field, "
    "district, programme and kind, an intermediary or a government unit in the pair, and different levels. It is "
    "fitted "
    "to the pairs that were new after an earlier graph, and judged by the new pairs of still later years. Pairs "
    "without "
    "a tie are drawn uniformly among actors with a tie before. The chance is a logistic regression of whether "
    "recommendations came true in the check on their score (Platt). Each candidate is shown with its best partner. "
    "Candidates for a gap (district × field) have the field but not the district (government units left out), or the "
    "district but not the field; their partner is of the side that they lack. Diversity δ: highest (1−δ)·relevance − "
    "δ·½(largest similarity to one chosen + popularity) next. Effect: pairs newly within two steps, and Burt's "
    "constraint "
    "Σ_j(p_uj+Σ_q p_uq·p_qj)² before and after, ties counted once a pair.",
)
COST = Text(
    "학습과 검증은 뽑는 쌍과 추천의 수에, 추천은 상대의 상대에 비례합니다. 주체 5만, 관계 30만에서 한 주체에 약 "
    "2초(대부분 학습과 "
    "검증), 모든 주체의 상위 10곳을 두 프로세서로 약 5초.",
    "Training and check grow with the pairs and recommendations drawn, recommending with the partners of partners. "
    "At 50 thousand "
    "actors and 300 thousand ties one actor takes about 2 s, most of it for training and check; the first ten of "
    "all actors "
    "about 5 s on two processors.",
)
LIMITS = Text(
    "과거에 관계가 생기던 방식을 되풀이하는 추천입니다. 잘 이어질 곳이지 이어져야 할 곳은 아닙니다. 여력, 의사, "
    "신뢰는 알 수 "
    "없습니다. 관계가 하나도 없는 주체에게는 분야와 자치구만으로 추천하며, 그런 추천은 검증되지 않았습니다. 전체 "
    "추천은 공통 상대나 "
    "사업이 있는 쌍만 봅니다. 분야와 자치구는 오늘의 기록이라 검증에서 과거에도 같았다고 봅니다.",
    "It repeats how ties came about in the past: where a tie is likely, which is not where it is needed. Capacity, "
    "will "
    "and trust are unknown. Actors without any tie get candidates by field and district alone, which the check does "
    "not "
    "cover. Without a question, only pairs with a partner or a programme in common are looked at. Fields and districts "
    "are today's; the check takes them to have been the same before.",
)
REFERENCES = (
    Reference(
        "Liben-Nowell, D., Kleinberg, J. (2007). The link-prediction problem for social networks. Journal of the "
        "American "
        "Society for Information Science and Technology 58(7), 1019–1031.",
        "10.1002/asi.20591",
    ),
    Reference(
        "Adamic, L. A., Adar, E. (2003). Friends and neighbors on the Web. Social Networks 25(3), 211–230.",
        "10.1016/S0378-8733(03)00009-1",
    ),
    Reference(
        "Zhou, T., Lü, L., Zhang, Y.-C. (2009). Predicting missing links via local information. European Physical "
        "Journal B 71(4), 623–630.",
        "10.1140/epjb/e2009-00335-8",
    ),
    Reference(
        "Andersen, R., Chung, F., Lang, K. (2006). Local graph partitioning using PageRank vectors. FOCS 2006, "
        "475–486.",
        "10.1109/FOCS.2006.44",
    ),
    Reference(
        "Carbonell, J., Goldstein, J. (1998). The use of MMR, diversity-based reranking for reordering documents and "
        "producing summaries. SIGIR 1998, 335–336.",
        "10.1145/290941.291025",
    ),
    Reference(
        "Platt, J. (1999). Probabilistic outputs for support vector machines and comparisons to regularized likelihood "
        "methods. Advances in Large Margin Classifiers, 61–74. MIT Press."
    ),
    Reference(
        "Hanley, J. A., McNeil, B. J. (1982). The meaning and use of the area under a receiver operating "
        "characteristic "
        "(ROC) curve. Radiology 143(1), 29–36.",
        "10.1148/radiology.143.1.7063747",
    ),
    Reference("Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press."),
)
