"""What cooperation/trends takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.parameters import SEED, permutations
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

LABEL = Text("변화의 효과", "Trends")
QUESTION = Text(
    "한 자치구에서 어느 날 이후의 변화가 다른 자치구와 다른가?",
    "Did a district change after a date, compared with other districts?",
)

OUTCOMES = (
    ("mean_degree", Text("주체 하나의 상대 수", "Partners of an actor")),
    ("new_ties", Text("주체 하나의 새 관계", "New ties of an actor")),
    ("cross_field", Text("분야를 넘는 쌍의 비율", "Share of pairs across fields")),
    ("actors", Text("있는 주체 수", "Actors")),
)

PARAMETERS = (
    Parameter(
        "district",
        "text",
        None,
        Text("자치구 id", "District id"),
        Text(
            "쉼표로 여럿을 쓸 수 있습니다. 비우면 다른 곳과 가장 다르게 바뀐 곳을 봅니다.",
            "Several with commas. Left empty, it is the one that changed most unlike the others.",
        ),
    ),
    Parameter(
        "date",
        "text",
        None,
        Text("변화가 시작된 날", "Date of the change"),
        Text(
            "해, 달 또는 날. 이 날이 든 해는 1월 1일이 아니면 뺍니다. 비우면 자료의 한가운데 해입니다.",
            "A year, month or day. Its own year is left out unless it is 1 January. Left empty, the middle year.",
        ),
    ),
    Parameter(
        "outcome",
        "choice",
        "mean_degree",
        Text("무엇을 볼지", "What is looked at"),
        choices=OUTCOMES,
    ),
    Parameter(
        "years_before",
        "integer",
        3,
        Text("앞의 해", "Years before"),
        Text("견줄 앞의 해 수입니다.", "How many years before the date are compared."),
        minimum=1,
        maximum=30,
    ),
    Parameter(
        "years_after",
        "integer",
        3,
        Text("뒤의 해", "Years after"),
        Text("견줄 뒤의 해 수입니다.", "How many years after the date are compared."),
        minimum=1,
        maximum=30,
    ),
    PLACE_LINKS_PARAMETER,
    permutations(
        999,
        Text(
            "자치구의 조합이 이보다 적으면 모두 견줍니다.",
            "If there are fewer sets of districts than that, all are compared.",
        ),
        minimum=19,
        maximum=99_999,
    ),
    SEED,
)

SERIES = TableSpec(
    "series",
    Text("해마다", "By year"),
    (
        Column("year", Text("해", "Year"), "year", "integer"),
        Column("series", Text("누구", "Who"), type="label"),
        Column("value", Text("값", "Value")),
        Column("after", Text("뒤", "After"), type="boolean"),
    ),
)

EFFECT = TableSpec(
    "effect",
    Text("효과", "Effect"),
    (
        Column("districts", Text("자치구", "Districts"), type="label"),
        Column("before", Text("앞", "Before")),
        Column("after", Text("뒤", "After")),
        Column("change", Text("바뀐 만큼", "Change")),
        Column("comparison_change", Text("다른 자치구가 바뀐 만큼", "Change of the others")),
        Column("effect", Text("차이의 차이", "Difference in differences")),
        Column("low", Text("우연의 아래 경계(2.5%)", "Chance, 2.5%")),
        Column("high", Text("우연의 위 경계(97.5%)", "Chance, 97.5%")),
        Column("p", Text("p값", "p-value"), "p"),
        Column("sets", Text("견준 조합", "Sets compared"), "", "integer"),
        Column("slope_before", Text("앞 추세의 차이(해마다)", "Difference of trends before, a year")),
        Column("slope_p", Text("앞 추세가 다를 p값", "p-value of trends before"), "p"),
    ),
)

DISTRICTS = TableSpec(
    "districts",
    Text("자치구마다", "By district"),
    (
        Column("id", Text("자치구 id", "District id"), type="id"),
        Column("district", Text("자치구", "District"), type="label"),
        Column("before", Text("앞", "Before")),
        Column("after", Text("뒤", "After")),
        Column("change", Text("바뀐 만큼", "Change")),
        Column("effect", Text("다른 곳과의 차이", "Against the others")),
        Column("chosen", Text("고른 곳", "Chosen"), type="boolean"),
    ),
)

OUTPUTS = (SERIES, EFFECT, DISTRICTS)

REFERENCES = (
    Reference(
        "Card, D. and Krueger, A. B. (1994). Minimum wages and employment: a case study of the fast-food industry in "
        "New Jersey and Pennsylvania. American Economic Review 84(4), 772–793.",
    ),
    Reference(
        "Conley, T. G. and Taber, C. R. (2011). Inference with “difference in differences” with a small number of "
        "policy changes. The Review of Economics and Statistics 93(1), 113–125.",
        "10.1162/REST_a_00049",
    ),
    Reference(
        "Bertrand, M., Duflo, E. and Mullainathan, S. (2004). How much should we trust differences-in-differences "
        "estimates? The Quarterly Journal of Economics 119(1), 249–275.",
        "10.1162/003355304772839588",
    ),
)

METHOD = Text(
    "자치구와 해마다 고른 값을 냅니다. 상대 수 = 그 해에 하루라도 이어진 상대의 수를 자치구 주체로 평균한 값, 새 관계 "
    "= "
    "그 해에 시작된 관계 수의 평균, 분야를 넘는 쌍 = 자치구 주체의 쌍 가운데 분야가 하나도 겹치지 않는 비율. 차이의 "
    "차이 "
    "= (고른 자치구의 뒤 평균 − 앞 평균) − (다른 자치구들의 같은 값의 평균). p는 같은 수의 자치구를 아무렇게나 골랐을 "
    "때 "
    "|차이의 차이|가 이만큼 크거나 더 큰 비율입니다. 앞 추세의 차이는 앞의 해들에서 한 해에 바뀌는 만큼의 차이이며, "
    "크면 "
    "비교가 흔들립니다.",
    "For each district and year the chosen figure: partners = how many others an actor was tied to on any day of the "
    "year, mean over the district's actors; new ties = ties that began in the year, mean; across fields = share of the "
    "pairs of its actors that have no field in common. Difference in differences = (after − before of the chosen "
    "districts) − (the same, mean of the others). p is how often as many districts chosen at random differ as much or "
    "more. The difference of trends before is that of the change a year in the years before; where it is large, the "
    "comparison is shaky.",
)
COST = Text("관계 수 × 해의 수, 그리고 자치구 × 자리바꿈 횟수.", "Ties × years, and districts × permutations.")
LIMITS = Text(
    "다른 자치구도 같은 때에 다른 까닭으로 바뀌었을 수 있습니다. 한 곳만 볼 때 p는 1 / 자치구 수보다 작아질 수 "
    "없습니다. "
    "등록이 한 자치구에서만 늘어도 변화처럼 보입니다.",
    "Other districts may have changed at that time for other reasons. With one district, p cannot be below 1 / number "
    "of districts. If only one district registers more ties, that looks like a change too.",
)
