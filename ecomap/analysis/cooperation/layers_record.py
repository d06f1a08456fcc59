"""What cooperation/layers takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.parameters import SEED, permutations
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text, load_ontology

_ONTOLOGY = load_ontology()

LABEL = Text("관계 유형 사이의 관련", "Layers")
QUESTION = Text(
    "한 유형의 관계가 있는 곳에 다른 유형의 관계도 있는가? 분야·자치구·유형이 같아서는 아닌가?",
    "Where one type of tie is, is another one too, and is it only because field, district or kind are the same?",
)

PARAMETERS = (
    Parameter(
        "dependent",
        "choice",
        "cooperates",
        Text("설명할 관계 유형", "Layer to explain"),
        Text(
            "다른 유형과 같은 분야·자치구·주체 유형으로 설명합니다.",
            "By the other types and by same field, district, kind.",
        ),
        choices=tuple((name, _ONTOLOGY.edges[name].label) for name in _ONTOLOGY.tie_types),
    ),
    PLACE_LINKS_PARAMETER,
    permutations(
        199,
        Text(
            "주체의 자리를 무작위로 바꾸어 우연과 견줍니다.",
            "Actors change places at random, for comparison with chance.",
        ),
        minimum=19,
    ),
    SEED,
    Parameter(
        "actors",
        "integer",
        5_000,
        Text("주체 수의 한도", "Most actors"),
        Text("더 많으면 가장 많이 이어진 주체만 봅니다.", "If there are more, only the best connected are looked at."),
        minimum=10,
        maximum=50_000,
    ),
)

CORRELATIONS = TableSpec(
    "correlations",
    Text("두 관계 사이의 상관", "Correlations"),
    (
        Column("first_id", Text("관계 1 이름", "Layer 1 name"), type="text"),
        Column("first", Text("관계 1", "Layer 1"), type="label"),
        Column("second_id", Text("관계 2 이름", "Layer 2 name"), type="text"),
        Column("second", Text("관계 2", "Layer 2"), type="label"),
        Column("first_pairs", Text("관계 1의 쌍", "Pairs of layer 1"), "pairs", "integer"),
        Column("second_pairs", Text("관계 2의 쌍", "Pairs of layer 2"), "pairs", "integer"),
        Column("both", Text("둘 다 있는 쌍", "Pairs with both"), "pairs", "integer"),
        Column("expected", Text("우연일 때", "By chance"), "pairs"),
        Column("ratio", Text("실제 / 우연", "Observed / chance")),
        Column("r", Text("상관(QAP)", "Correlation (QAP)")),
        Column("p", Text("보정한 p값", "Corrected p-value"), "p"),
    ),
)

REGRESSION = TableSpec(
    "regression",
    Text("회귀(MRQAP)", "Regression (MRQAP)"),
    (
        Column("name", Text("이름", "Name"), type="text"),
        Column("predictor", Text("설명하는 것", "Predictor"), type="label"),
        Column(
            "coefficient",
            Text("확률의 차이", "Difference in probability"),
            "share",
            description=Text(
                "다른 것이 같을 때, 이것이 있는 쌍과 없는 쌍의 확률 차이",
                "Between pairs with it and pairs without, all else equal",
            ),
        ),
        Column("standardised", Text("표준화 계수", "Standardised coefficient")),
        Column("t", Text("t", "t")),
        Column("p", Text("p값", "p-value"), "p"),
    ),
)

MODEL = TableSpec(
    "model",
    Text("모형", "Model"),
    (
        Column("dependent", Text("설명한 관계", "Layer explained"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("dyads", Text("모든 쌍", "All pairs"), "pairs", "integer"),
        Column("pairs", Text("이어진 쌍", "Pairs of the layer"), "pairs", "integer"),
        Column("r_squared", Text("설명된 몫(R²)", "Explained (R²)"), "share"),
        Column("permutations", Text("자리바꿈 횟수", "Permutations"), "", "integer"),
    ),
)

OUTPUTS = (CORRELATIONS, REGRESSION, MODEL)

REFERENCES = (
    Reference(
        "Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of dyadic data. "
        "Social Networks 10(4), 359–381.",
        "10.1016/0378-8733(88)90004-4",
    ),
    Reference(
        "Dekker, D., Krackhardt, D. and Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and "
        "autocorrelation conditions. Psychometrika 72(4), 563–581.",
        "10.1007/s11336-007-9016-1",
    ),
)

METHOD = Text(
    "주체의 모든 쌍에 대해, 관계 유형마다 관계가 있으면 1, 없으면 0으로 봅니다(방향은 보지 않습니다). 같은 분야, 같은 "
    "자치구, 같은 주체 유형도 0과 1로 봅니다. 상관은 피어슨 상관 r = (N s − a b) / √(a(N − a) b(N − b))이며 N은 모든 "
    "쌍, "
    "a와 b는 각각의 쌍, s는 둘 다인 쌍입니다. p는 한쪽의 주체를 무작위로 자리바꿈했을 때 |r|이 이만큼 크거나 더 큰 "
    "비율입니다(QAP, 벤야미니-호크버그 보정). 회귀는 모든 쌍의 최소제곱이며, 계수는 이중 준편상관(DSP) 방식으로 "
    "검정합니다: 다른 설명 변수로 설명되지 않는 부분만 자리바꿈하고 t를 견줍니다.",
    "For all pairs of actors, a layer is 1 where a tie of its type is and 0 elsewhere, whatever the direction; same "
    "field, same district and same kind are 0 or 1 as well. The correlation is Pearson's, r = (N s − a b) / √(a(N − a) "
    "b(N − b)), with N all pairs, a and b the pairs of each and s those of both. p is how often |r| is as large or "
    "larger when the actors of one of them change places at random (QAP; corrected by Benjamini and Hochberg). The "
    "regression is least squares over all pairs; coefficients are tested by double semi-partialing: only what the "
    "other "
    "predictors do not explain of one changes places, and t is compared.",
)
COST = Text(
    "이어진 쌍 수 × 자리바꿈 횟수에 비례합니다. n × n 행렬은 만들지 않습니다.",
    "Proportional to pairs with a tie × permutations; no n × n matrix is built.",
)
LIMITS = Text(
    "관련이 있다는 것이 원인이라는 뜻은 아닙니다. 자리바꿈은 어떤 주체가 원래 활발한지까지는 고려하지 않으므로, 활발한 "
    "주체가 여러 관계를 두루 맺으면 상관이 커집니다. 드문 관계의 상관은 겹침이 많아도 작게 나옵니다: 실제 / 우연을 "
    "함께 "
    "보십시오.",
    "An association is no cause. Changing places does not account for actors being active in general: busy actors with "
    "ties of all types raise correlations. For rare layers r stays small even with much overlap; read it with "
    "observed / "
    "chance.",
)
