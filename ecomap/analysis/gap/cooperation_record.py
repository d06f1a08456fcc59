"""What gaps/cooperation takes and returns."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.gap.words import GROUP_ID, GROUPS
from ecomap.analysis.parameters import SEED, limit
from ecomap.analysis.record import Column, Parameter, TableSpec
from graph_schema import Text

_ORDER = ("district", "field", "kind", "level", "subfield", "task", "dong")
BY_PARAMETER = Parameter(
    "by",
    "choice",
    "district",
    Text("집단", "Groups"),
    Text("주체를 묶는 기준입니다.", "How actors are grouped."),
    choices=tuple((name, GROUPS[name]) for name in _ORDER),
)
INSIDE_PARAMETER = Parameter(
    "inside",
    "choice",
    "kept",
    Text("집단 안의 관계", "Ties inside groups"),
    Text(
        "그대로 두면 밖으로 맺은 관계만 다시 이어 기대값을 냅니다. 함께 섞으면 집단이 안으로 뭉친 만큼 모든 집단 "
        "사이가 부족해 보입니다.",
        "If kept, expectation comes from matching only the outward ties anew. If mixed in, all pairs of groups look "
        "short by as much as groups keep to themselves.",
    ),
    choices=(("kept", Text("그대로 둠", "Kept")), ("mixed", Text("함께 섞음", "Mixed in"))),
)
ALPHA_PARAMETER = Parameter(
    "alpha",
    "number",
    0.05,
    Text("유의 수준", "Significance level"),
    Text(
        "보정한 p값이 이보다 크지 않으면 뚜렷한 부족이라고 합니다.",
        "A shortfall is called clear if its corrected p is not above this.",
    ),
    minimum=0.0001,
    maximum=0.5,
)
PARAMETERS = (
    BY_PARAMETER,
    PLACE_LINKS_PARAMETER,
    INSIDE_PARAMETER,
    ALPHA_PARAMETER,
    Parameter(
        "rewirings",
        "integer",
        None,
        Text("다시 이은 연결망", "Rewired networks"),
        Text(
            "비워 두면 100개. 협력 쌍이 2만을 넘으면 줄이고, 10만을 넘으면 그리지 않습니다.",
            "100 if left empty; fewer above 20 thousand tied pairs, none above 100 thousand.",
        ),
        minimum=0,
        maximum=1000,
    ),
    SEED,
    limit(
        100,
        Text("집단 쌍의 수", "Pairs of groups listed"),
        Text("가장 부족한 쌍부터 이만큼 싣습니다.", "So many, the most lacking first."),
        maximum=100_000,
    ),
    Parameter(
        "bridges",
        "integer",
        3,
        Text("쪽마다 다리 후보", "Bridges a side"),
        Text(
            "가장 부족한 열 쌍과 관계가 하나도 없는 다섯 쌍에서, 쪽마다 이만큼 싣습니다.",
            "So many a side, for the ten most lacking pairs and five pairs without any tie.",
        ),
        minimum=0,
        maximum=20,
    ),
)

PAIR = (
    Column("row_id", Text("집단 가 식별자", "Group A id"), type="text", description=GROUP_ID),
    Column("row", Text("집단 가", "Group A"), type="label"),
    Column("col_id", Text("집단 나 식별자", "Group B id"), type="text", description=GROUP_ID),
    Column("col", Text("집단 나", "Group B"), type="label"),
)

PAIRS = TableSpec(
    "pairs",
    Text("집단 사이의 빠진 관계", "Missing ties between groups"),
    (
        *PAIR,
        Column("between", Text("사이", "Between"), type="label"),
        Column("finding", Text("판단", "Finding"), type="label"),
        Column(
            "pairs",
            Text("협력 쌍", "Tied pairs"),
            "pairs",
            "integer",
            Text(
                "한쪽 집단의 주체와 다른 쪽 집단의 주체로 이루어지고 관계가 하나라도 있는 쌍",
                "Pairs of an actor of one group and an actor of the other with at least one tie.",
            ),
        ),
        Column(
            "expected",
            Text("기대값", "Expected"),
            "pairs",
            description=Text(
                "모든 주체의 상대 수를 그대로 둔 채 관계를 무작위로 다시 이을 때의 값",
                "If ties were matched at random, every actor keeping its number of partners.",
            ),
        ),
        Column(
            "missing", Text("빠진 쌍", "Missing"), "pairs", description=Text("기대값 − 협력 쌍", "Expected − tied.")
        ),
        Column("ratio", Text("협력 쌍 ÷ 기대값", "Tied ÷ expected"), "ratio"),
        Column("z", Text("z값", "z"), "standard deviations"),
        Column(
            "p",
            Text("p값", "p"),
            "p",
            description=Text("이만큼 또는 더 적을 확률(한쪽)", "Chance of so few or fewer (one-sided)."),
        ),
        Column(
            "q",
            Text("보정한 p값", "Corrected p"),
            "p",
            description=Text(
                "모든 집단 쌍에 대해 벤야미니–호흐베르크 방법으로 보정",
                "Corrected for all pairs of groups after Benjamini and Hochberg.",
            ),
        ),
        Column("rewired", Text("다시 이은 평균", "Mean when rewired"), "pairs"),
        Column("rewired_z", Text("다시 이은 z값", "z when rewired"), "standard deviations"),
        Column(
            "rewired_p",
            Text("다시 이은 p값", "p when rewired"),
            "p",
            description=Text(
                "(1 + 이만큼 또는 더 적은 연결망) ÷ (1 + 다시 이은 연결망)",
                "(1 + networks with so few or fewer) ÷ (1 + rewired networks).",
            ),
        ),
    ),
)
BRIDGES = TableSpec(
    "bridges",
    Text("다리가 될 수 있는 주체", "Actors that could bridge"),
    (
        *PAIR,
        Column("side", Text("속한 집단", "Own group"), type="label"),
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column(
            "steps",
            Text("단계", "Steps"),
            "steps",
            "integer",
            Text(
                "다른 집단의 가장 가까운 주체까지 거치는 관계의 수. 4보다 멀면 빈 값",
                "Ties to the nearest actor of the other group; missing if above 4.",
            ),
        ),
        Column("partners", Text("다른 집단의 상대", "Partners in the other group"), "actors", "integer"),
        Column(
            "shared",
            Text("함께 아는 상대", "Shared alters"),
            "actors",
            "integer",
            Text(
                "상대 가운데 다른 집단과도 관계가 있는 주체",
                "Its partners that have ties into the other group as well.",
            ),
        ),
        Column("via", Text("이어 줄 주체 식별자", "Via id"), type="id"),
        Column(
            "via_name",
            Text("이어 줄 주체", "Via"),
            type="label",
            description=Text(
                "상대 가운데 다른 집단과 가장 많이 이어진 주체", "Its partner with most partners in the other group."
            ),
        ),
        Column("degree", Text("전체 상대", "Partners in all"), "actors", "integer"),
    ),
)
UNSERVED = TableSpec(
    "unserved",
    Text("행정기관이나 중간지원조직과 이어지지 않은 분야", "Fields without any tie to government or an intermediary"),
    (
        Column("district_id", Text("자치구 식별자", "District id"), type="text"),
        Column("district", Text("자치구", "District"), type="label"),
        Column("field_id", Text("분야 식별자", "Field id"), type="text"),
        Column("field", Text("분야", "Field"), type="label"),
        Column("lacking", Text("이어지지 않은 곳", "No tie to"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "share_elsewhere",
            Text("전체에서 이어진 비율", "Share tied in all"),
            "share",
            description=Text("전체 주체 가운데 그런 관계가 있는 비율", "Share of all actors that have such a tie."),
        ),
        Column(
            "p",
            Text("p값", "p"),
            "p",
            description=Text(
                "관계가 고르게 퍼져 있다면 이 주체들에게 하나도 없을 확률(초기하 분포)",
                "Chance that none of these actors has one if such ties were spread evenly (hypergeometric).",
            ),
        ),
        Column("q", Text("보정한 p값", "Corrected p"), "p"),
    ),
)
THROUGH_CITY = TableSpec(
    "through_city",
    Text("시 단위 주체를 거쳐야만 이어지는 자치구", "Districts that meet only through the city"),
    (
        Column("district_id", Text("자치구 식별자", "District id"), type="text"),
        Column("district", Text("자치구", "District"), type="label"),
        Column(
            "actors",
            Text("주체", "Actors"),
            "actors",
            "integer",
            Text("시·전국 단위 주체는 뺍니다.", "City and national level left out."),
        ),
        Column("intermediaries", Text("중간지원조직", "Intermediaries"), "actors", "integer"),
        Column(
            "leaving",
            Text("밖으로 난 쌍", "Pairs leaving"),
            "pairs",
            "integer",
            Text(
                "이 구의 주체와 그 밖의 주체 사이의 협력 쌍", "Tied pairs of an actor of the gu and anyone outside it."
            ),
        ),
        Column("city_share", Text("그중 시 단위 주체와", "Of these, to the city level"), "share"),
        Column(
            "city_share_elsewhere",
            Text("전체 자치구에서", "In all districts"),
            "share",
            description=Text("모든 자치구를 더했을 때의 같은 비율", "The same share over all districts."),
        ),
        Column(
            "outside_lost",
            Text("다른 구와 끊기는 비율", "Cut off from other gu"),
            "share",
            description=Text(
                "지금 다른 구의 주체와 이어진 쌍(몇 단계든) 가운데 시 단위 주체를 빼면 끊기는 비율",
                "Of the pairs with actors of other gu that reach each other now, those that no longer do without "
                "city-level actors.",
            ),
        ),
        Column(
            "inside_lost",
            Text("구 안에서 끊기는 비율", "Cut off inside"),
            "share",
            description=Text("같은 비율, 구 안의 쌍에서", "The same share, among pairs inside the gu."),
        ),
    ),
)
