"""What cooperation/pairs takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.parameters import limit
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

RANKINGS = (
    ("multiplexity", Text("다중성", "Multiplexity")),
    ("strength", Text("강도", "Strength")),
    ("duration", Text("지속 기간", "Duration")),
    ("ties", Text("관계 수", "Ties")),
    ("tie_strength", Text("관계 강도 점수", "Tie strength score")),
)


def _weight(part: str, ko: str, en: str) -> Parameter:
    return Parameter(
        f"weight_{part}",
        "number",
        1.0,
        Text(f"{ko}의 가중치", f"Weight of {en}"),
        Text("관계 강도 점수에서의 가중치. 0이면 쓰지 않습니다.", "In the tie strength score; 0 leaves it out."),
        minimum=0.0,
        maximum=10.0,
    )


PARAMETERS = (
    Parameter(
        "rank_by",
        "choice",
        "multiplexity",
        Text("순위 기준", "Rank by"),
        Text("같으면 관계 수, 강도, id 순입니다.", "Ties are broken by number of ties, strength and id."),
        choices=RANKINGS,
    ),
    Parameter(
        "across",
        "choice",
        "any",
        Text("어떤 쌍을 볼지", "Which pairs"),
        Text("서로 다른 집단을 잇는 쌍만 볼 수 있습니다.", "Any pair, or only pairs that join different groups."),
        choices=(
            ("any", Text("모든 쌍", "Any")),
            ("kind", Text("유형이 다른 쌍", "Across actor kinds")),
            ("district", Text("자치구가 다른 쌍", "Across districts")),
            ("field", Text("분야가 다른 쌍", "Across fields")),
        ),
    ),
    Parameter(
        "minimum_types",
        "integer",
        1,
        Text("관계 유형 수의 최솟값", "Fewest tie types"),
        Text("이보다 적은 유형으로 이어진 쌍은 뺍니다.", "Pairs with fewer distinct tie types are left out."),
        minimum=1,
        maximum=9,
    ),
    _weight("types", "관계 유형의 수", "tie types"),
    _weight("length", "지속 기간", "length"),
    _weight("amount", "금액", "amount"),
    _weight("recency", "최근성", "recency"),
    Parameter(
        "half_life",
        "number",
        2.0,
        Text("최근성의 반감기(년)", "Half-life of recency (years)"),
        Text("끝난 지 이만큼 지난 관계는 절반으로 셉니다.", "A tie that ended so long ago counts half."),
        minimum=0.25,
        maximum=20.0,
    ),
    limit(
        50,
        Text("행 수", "Rows"),
        Text("위에서부터 이만큼 싣습니다.", "How many pairs are listed, from the top."),
    ),
)

PAIRS = TableSpec(
    "pairs",
    Text("동반관계", "Partnerships"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("pair", Text("동반관계", "Partnership"), type="label"),
        Column("source_id", Text("주체 1 id", "Actor 1 id"), type="id"),
        Column("source", Text("주체 1", "Actor 1"), type="label"),
        Column("target_id", Text("주체 2 id", "Actor 2 id"), type="id"),
        Column("target", Text("주체 2", "Actor 2"), type="label"),
        Column("score", Text("순위 값", "Score"), description=Text("순위 기준의 값", "The figure ranked by")),
        Column("multiplexity", Text("다중성", "Multiplexity"), "types", "integer"),
        Column("types", Text("관계 유형", "Tie types"), type="label"),
        Column("ties", Text("관계 수", "Ties"), "ties", "integer"),
        Column("strength", Text("강도", "Strength")),
        Column(
            "reciprocal",
            Text("호혜", "Reciprocal"),
            type="boolean",
            description=Text(
                "방향 있는 관계가 양쪽으로 있음. 방향 있는 관계가 없으면 비움",
                "Directed ties run both ways; empty where the pair has none",
            ),
        ),
        Column(
            "tie_strength",
            Text("관계 강도 점수", "Tie strength score"),
            "share",
            description=Text("유형·기간·금액·최근성의 가중 평균", "Weighted mean of types, length, amount and recency"),
        ),
        Column("first_year", Text("시작 연도", "First year"), "year", "integer"),
        Column("last_year", Text("마지막 연도", "Last year"), "year", "integer"),
        Column("duration", Text("지속 기간", "Duration"), "years"),
        Column("amounts", Text("금액", "Amounts"), type="text"),
    ),
)

SUMMARY = TableSpec(
    "summary",
    Text("전체", "The whole"),
    (
        Column("figure", Text("항목", "Figure"), type="label"),
        Column("value", Text("값", "Value")),
        Column("unit", Text("단위", "Unit"), type="text"),
    ),
)

TOGETHER = TableSpec(
    "together",
    Text("함께 나타나는 관계 유형", "Tie types that come together"),
    (
        Column("first", Text("유형 1", "Type 1"), type="label"),
        Column("second", Text("유형 2", "Type 2"), type="label"),
        Column("pairs", Text("두 유형이 다 있는 쌍", "Pairs with both"), "pairs", "integer"),
        Column(
            "jaccard",
            Text("자카드 지수", "Jaccard index"),
            "share",
            description=Text("한 유형이라도 있는 쌍 가운데 둘 다 있는 비율", "Pairs with both over pairs with either"),
        ),
    ),
)

DISTRIBUTION = TableSpec(
    "distribution",
    Text("관계 강도 점수의 분포", "Distribution of tie strength scores"),
    (
        Column("from", Text("부터", "From"), "share"),
        Column("to", Text("까지", "To"), "share"),
        Column("pairs", Text("쌍", "Pairs"), "pairs", "integer"),
    ),
)

STRENGTH = TableSpec(
    "strength",
    Text("관계 강도 점수의 구성", "What tie strength scores are made of"),
    (
        Column("part", Text("요소", "Part"), type="label"),
        Column("weight", Text("가중치", "Weight")),
        Column("mean", Text("평균", "Mean"), "share"),
        Column("unknown", Text("모르는 쌍", "Not known"), "pairs", "integer"),
    ),
)

REFERENCES = (
    Reference(
        "Marsden, P. V. and Campbell, K. E. (1984). Measuring tie strength. Social Forces 63(2), 482–501.",
        "10.1093/sf/63.2.482",
    ),
    Reference(
        "Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge University "
        "Press.",
        "10.1017/CBO9780511815478",
    ),
    Reference(
        "Ferriani, S., Fonti, F. and Corrado, R. (2013). The social and economic bases of network multiplexity. "
        "Strategic Organization 11(1).",
        "10.1177/1476127012461576",
    ),
)

METHOD = Text(
    "두 주체 사이의 관계를 한 쌍으로 모읍니다. 다중성은 쌍에 있는 서로 다른 관계 유형의 수, 강도는 관계 강도의 "
    "합(기록이 없으면 1), 호혜는 방향 있는 관계가 양쪽으로 있는지입니다. 지속 기간은 시작일이 있는 관계 기간들의 "
    "합집합을 날짜로 세어 365.25로 나눈 값이며, 끝이 없는 기간은 자료에서 마지막으로 알려진 날(또는 거르기 기간의 "
    "끝)까지로 봅니다. 호혜율 = 양쪽 방향이 다 있는 쌍 / 방향 있는 관계가 있는 쌍. 관계 강도 점수는 네 요소의 가중 "
    "평균입니다: 유형 1 − ½^(유형 수), 기간과 "
    "금액은 그보다 낮은 쌍의 비율(같은 값은 반으로, 돈이 오가지 않는 쌍의 금액은 0), 최근성 ½^(끝난 뒤 지난 해 / "
    "반감기). "
    "모르는 요소는 빼고 나머지로 평균합니다.",
    "All ties between two actors make one pair. Multiplexity is the number of distinct tie types of the pair; "
    "strength the sum of its ties' strengths (1 where none was recorded); reciprocal whether directed ties run both "
    "ways. Duration is the union of the periods of its dated ties in days, over 365.25; a period without an end runs "
    "to the last day known in the data, or to the end of the filter's period. Reciprocity = pairs with both "
    "directions / pairs with a directed tie. The tie strength score is the weighted mean of four parts: types 1 − "
    "½^(number of types); length and amount as the share of pairs below (equal ones counting half; amount is 0 where "
    "no "
    "money passes); recency ½^(years since the end / half-life). A part that is not known is left out of the mean.",
)
COST = Text("관계 수 m에 대해 O(m log m).", "O(m log m) for m ties.")
LIMITS = Text(
    "기록된 관계만 봅니다. 날짜가 없는 관계는 지속 기간에 들지 않습니다. 유형이 많다는 것이 관계가 좋다는 뜻은 "
    "아닙니다. 관계 강도 점수는 가중치에 따라 달라지는 견줌이며, 측정된 신뢰가 아닙니다.",
    "Only recorded ties count, and ties without dates add nothing to durations. Many types do not mean a good "
    "partnership. The tie strength score is a comparison that depends on its weights, no measured trust.",
)
