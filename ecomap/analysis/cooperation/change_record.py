"""What cooperation/change takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS_PARAMETER
from ecomap.analysis.cooperation.periods import FIRST_YEAR, LAST_YEAR
from ecomap.analysis.parameters import SEED, limit
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

LABEL = Text("변화", "Change")
QUESTION = Text(
    "어떤 관계가 새로 생기고, 이어지고, 끝났으며, 관계는 어떻게 생겨나는가?",
    "Which ties are new, kept or ended, and how do ties form?",
)

FROM_YEAR = Parameter(
    "from_year",
    "integer",
    None,
    Text("첫 해", "First year"),
    Text("비우면 마지막 해까지 10년을 봅니다.", "Left empty, it is ten years up to the last."),
    minimum=FIRST_YEAR,
    maximum=LAST_YEAR,
)
TO_YEAR = Parameter(
    "to_year",
    "integer",
    None,
    Text("마지막 해", "Last year"),
    Text("비우면 관계가 마지막으로 시작된 해입니다.", "Left empty, it is the latest year in which a tie began."),
    minimum=FIRST_YEAR,
    maximum=LAST_YEAR,
)

PARAMETERS = (
    Parameter(
        "first",
        "text",
        None,
        Text("앞 시점", "First date"),
        Text(
            "해, 달 또는 날(2023, 2023-06, 2023-06-30). 비우면 뒤 시점의 앞 해입니다.",
            "A year, a month or a day (2023, 2023-06, 2023-06-30). Left empty, the year before the second.",
        ),
    ),
    Parameter(
        "second",
        "text",
        None,
        Text("뒤 시점", "Second date"),
        Text("비우면 마지막 해입니다.", "Left empty, the last year."),
    ),
    FROM_YEAR,
    TO_YEAR,
    Parameter(
        "count",
        "choice",
        "pairs",
        Text("세는 단위", "What is counted"),
        Text(
            "두 주체 사이의 관계를 하나로 볼지, 관계 유형마다 따로 볼지 정합니다.",
            "Whether all ties of two actors are one relationship, or one for each type.",
        ),
        choices=(
            ("pairs", Text("쌍", "Pairs")),
            ("typed", Text("쌍과 관계 유형", "Pairs and tie types")),
        ),
    ),
    Parameter(
        "by",
        "choice",
        "district",
        Text("나누어 볼 기준", "Broken down by"),
        Text("관계의 한쪽이라도 속한 집단마다 셉니다.", "A relationship counts in every group of either end."),
        choices=(
            *((name, GROUPING_LABELS[name]) for name in ("district", "field", "kind", "level")),
            ("type", Text("관계 유형", "Tie type")),
        ),
    ),
    PLACE_LINKS_PARAMETER,
    Parameter(
        "shuffles",
        "integer",
        49,
        Text("섞는 횟수", "Shuffles"),
        Text(
            "같은 해, 같은 유형의 관계에서 상대를 무작위로 바꾸어 우연과 견줍니다.",
            "Partners of ties of one year and type are exchanged at random, for comparison with chance.",
        ),
        minimum=19,
        maximum=999,
    ),
    SEED,
    limit(
        100,
        Text("행 수", "Rows"),
        Text("새로 생긴 관계와 끝난 관계를 각각 이만큼 싣습니다.", "So many new and so many ended ones are listed."),
    ),
)

_RELATIONS = "relationships"

YEARS = TableSpec(
    "years",
    Text("해마다", "By year"),
    (
        Column("year", Text("해", "Year"), "year", "integer"),
        Column("relations", Text("있는 관계", "Relationships"), _RELATIONS, "integer"),
        Column("new", Text("새로 생김", "New"), _RELATIONS, "integer", Text("앞 해에 없음", "Not there a year before")),
        Column("kept", Text("이어짐", "Kept"), _RELATIONS, "integer"),
        Column("ended", Text("끝남", "Ended"), _RELATIONS, "integer", Text("앞 해에만 있음", "There a year before")),
        Column(
            "jaccard",
            Text("안정성(자카드)", "Stability (Jaccard)"),
            "share",
            description=Text("이어짐 / (새로 생김 + 이어짐 + 끝남)", "Kept / (new + kept + ended)"),
        ),
        Column("ties", Text("관계 기록", "Ties"), "ties", "integer"),
        Column("actors", Text("있는 주체", "Actors"), "actors", "integer"),
        Column("density", Text("밀도", "Density"), "share"),
        Column("mean_degree", Text("평균 상대 수", "Mean degree"), "actors"),
        Column("tied", Text("관계가 있는 주체", "Actors with a tie"), "actors", "integer"),
        Column("e_i", Text("분야 E-I 지수", "E-I index by field")),
    ),
)

COMPARISON = TableSpec(
    "comparison",
    Text("두 시점", "Two dates"),
    (
        Column("figure", Text("항목", "Figure"), type="label"),
        Column("first", Text("앞 시점", "First")),
        Column("second", Text("뒤 시점", "Second")),
        Column("difference", Text("차이", "Difference")),
        Column("unit", Text("단위", "Unit"), type="text"),
    ),
)

TURNOVER = TableSpec(
    "turnover",
    Text("새로 생긴 관계와 끝난 관계", "New, kept and ended"),
    (
        Column("group_id", Text("집단 id", "Group id"), type="id"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("first", Text("앞 시점", "First"), _RELATIONS, "integer"),
        Column("second", Text("뒤 시점", "Second"), _RELATIONS, "integer"),
        Column("kept", Text("이어짐", "Kept"), _RELATIONS, "integer"),
        Column("new", Text("새로 생김", "New"), _RELATIONS, "integer"),
        Column("ended", Text("끝남", "Ended"), _RELATIONS, "integer"),
        Column("jaccard", Text("안정성(자카드)", "Stability (Jaccard)"), "share"),
        Column("p", Text("전체와 다를 p값", "p-value of differing from the whole"), "p"),
    ),
)

CHANGES = TableSpec(
    "changes",
    Text("무엇이 바뀌었는가", "What changed"),
    (
        Column("change", Text("변화", "Change"), type="label"),
        Column("source_id", Text("주체 1 id", "Actor 1 id"), type="id"),
        Column("source", Text("주체 1", "Actor 1"), type="label"),
        Column("target_id", Text("주체 2 id", "Actor 2 id"), type="id"),
        Column("target", Text("주체 2", "Actor 2"), type="label"),
        Column("types", Text("관계 유형", "Tie types"), type="label"),
        Column("ties", Text("관계 기록", "Ties"), "ties", "integer"),
    ),
)

FORMATION = TableSpec(
    "formation",
    Text("관계는 어떻게 생기는가", "How ties form"),
    (
        Column("pattern", Text("방식", "Pattern"), type="label"),
        Column("events", Text("견준 관계", "Ties compared"), "ties", "integer"),
        Column("observed", Text("실제", "Observed"), "share"),
        Column("chance", Text("우연일 때", "By chance"), "share"),
        Column("low", Text("우연의 아래 경계(2.5%)", "Chance, 2.5%"), "share"),
        Column("high", Text("우연의 위 경계(97.5%)", "Chance, 97.5%"), "share"),
        Column("ratio", Text("실제 / 우연", "Observed / chance")),
        Column("p", Text("p값", "p-value"), "p"),
    ),
)

OUTPUTS = (YEARS, COMPARISON, TURNOVER, CHANGES, FORMATION)

REFERENCES = (
    Reference(
        "Snijders, T. A. B., van de Bunt, G. G. and Steglich, C. E. G. (2010). Introduction to stochastic actor-based "
        "models for network dynamics. Social Networks 32(1), 44–60.",
        "10.1016/j.socnet.2009.02.004",
    ),
    Reference(
        "Butts, C. T. (2008). A relational event framework for social action. Sociological Methodology 38(1), 155–200.",
        "10.1111/j.1467-9531.2008.00203.x",
    ),
    Reference(
        "Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental "
        "simulation. Social Psychology Quarterly 51(2), 123–140.",
        "10.2307/2786835",
    ),
)

METHOD = Text(
    "시작일이 있는 관계만 봅니다. 관계는 기간의 하루라도 이어졌으면 그 해(또는 그 시점)에 있는 것으로 셉니다. 끝이 "
    "없는 관계는 계속되는 것으로 봅니다. 안정성 = 이어짐 / (새로 생김 + 이어짐 + 끝남). 밀도 = 이어진 쌍 / 있는 주체의 "
    "모든 쌍, 평균 상대 수 = 2 × 이어진 쌍 / 있는 주체. E-I = (분야가 다른 쌍 − 같은 쌍) / 둘의 합이며, 분야가 "
    "하나라도 "
    "겹치면 같은 쌍입니다. 집단의 안정성은 전체의 안정성을 확률로 하는 이항 분포와 견줍니다(양쪽 p값, "
    "벤야미니-호크버그 "
    "보정). 관계의 생성: 반복은 이미 관계가 있던 쌍의 비율, 되돌림은 방향 있는 관계 가운데 반대 방향이 먼저 있던 비율, "
    "삼각 닫힘은 처음 이어진 쌍 가운데 공통 상대가 이미 있던 비율입니다. 우연은 같은 해, 같은 유형의 관계끼리 받는 "
    "쪽을 "
    "무작위로 맞바꾼 결과이며, 맞바꾼 관계가 1만 건을 넘으면 1만 건을 뽑아 셉니다.",
    "Only ties with a start are used. A tie is there in a year (or at a date) if it held on any day of it; one without "
    "an end goes on. Stability = kept / (new + kept + ended). Density = pairs with a tie / all pairs of the actors "
    "there; mean degree = 2 × pairs with a tie / actors. E-I = (pairs across fields − pairs within) / both together; a "
    "pair with any field in common is within. The stability of a group is compared with a binomial distribution at "
    "the stability of the whole (two-sided p, corrected by Benjamini and Hochberg). Formation: repeated is the share "
    "of ties whose pair was tied before; returned, among directed ties, the share with an earlier tie in the other "
    "direction; triangle closing, among first ties of a pair, the share with an earlier common partner. Chance is what "
    "comes out if ties of one year and type exchange their receiving ends at random; of more than 10,000 exchanged "
    "ties a sample of 10,000 is looked at.",
)
COST = Text(
    "관계 수 m에 대해 O(m × (해의 수 + 섞는 횟수 × 상대 수)).",
    "O(m × (years + shuffles × partners of an actor)) for m ties.",
)
LIMITS = Text(
    "시작일이 없는 관계는 빠집니다. 최근 해의 관계는 아직 다 등록되지 않았을 수 있어 줄어든 것처럼 보일 수 있습니다. "
    "공통 "
    "거르기로 기간을 정하면 그 기간의 관계만 남으므로 이 분석에는 쓰지 않는 것이 좋습니다.",
    "Ties without a start are left out. Ties of recent years may not be registered yet, which looks like a decline. A "
    "period in the common filter leaves only its own ties; better not set one here.",
)
