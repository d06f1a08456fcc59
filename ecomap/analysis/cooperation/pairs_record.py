"""What cooperation/pairs takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

RANKINGS = (
    ("multiplexity", Text("다중성", "Multiplexity")),
    ("strength", Text("강도", "Strength")),
    ("duration", Text("지속 기간", "Duration")),
    ("ties", Text("관계 수", "Ties")),
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
    Parameter(
        "limit",
        "integer",
        50,
        Text("행 수", "Rows"),
        Text("위에서부터 이만큼 싣습니다.", "How many pairs are listed, from the top."),
        minimum=1,
        maximum=10_000,
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

REFERENCES = (
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
    "끝)까지로 봅니다. 호혜율 = 양쪽 방향이 다 있는 쌍 / 방향 있는 관계가 있는 쌍.",
    "All ties between two actors make one pair. Multiplexity is the number of distinct tie types of the pair; "
    "strength the sum of its ties' strengths (1 where none was recorded); reciprocal whether directed ties run both "
    "ways. Duration is the union of the periods of its dated ties in days, over 365.25; a period without an end runs "
    "to the last day known in the data, or to the end of the filter's period. Reciprocity = pairs with both "
    "directions / pairs with a directed tie.",
)
COST = Text("관계 수 m에 대해 O(m log m).", "O(m log m) for m ties.")
LIMITS = Text(
    "기록된 관계만 봅니다. 날짜가 없는 관계는 지속 기간에 들지 않습니다. 유형이 많다는 것이 관계가 좋다는 뜻은 "
    "아닙니다.",
    "Only recorded ties count, and ties without dates add nothing to durations. Many types do not mean a good "
    "partnership.",
)
