"""What cooperation/matrix takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUP_ID, GROUPING_LABELS, PLACE_LINKS_PARAMETER
from ecomap.analysis.parameters import limit
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

_GROUPINGS = tuple(GROUPING_LABELS.items())
_MEASURES = (
    ("ties", Text("관계 수", "Ties")),
    ("strength", Text("강도", "Strength")),
    ("pairs", Text("협력 쌍 수", "Pairs")),
)
_ORDERS = (
    ("missing", Text("기대보다 적은 칸부터", "Most missing first")),
    ("over", Text("기대보다 많은 칸부터", "Most over first")),
    ("size", Text("큰 칸부터", "Largest first")),
    ("groups", Text("집단 순서대로", "In the order of the groups")),
)

PARAMETERS = (
    Parameter(
        "by",
        "choice",
        "district",
        Text("행 집단", "Groups in the rows"),
        Text(
            "주체를 묶는 기준입니다. E-I 지수도 이 집단으로 셉니다.",
            "How actors are grouped; also for the E-I index.",
        ),
        choices=_GROUPINGS,
    ),
    Parameter(
        "cols",
        "choice",
        None,
        Text("열 집단", "Groups in the columns"),
        Text("비워 두면 행 집단과 같습니다.", "The same as the rows if left empty."),
        choices=_GROUPINGS,
    ),
    PLACE_LINKS_PARAMETER,
    Parameter(
        "measure",
        "choice",
        "ties",
        Text("비교할 값", "Figure to compare"),
        Text(
            "기대값, 비율, 잔차, E-I 지수를 이 값으로 셉니다.",
            "Expectation, ratio, residual and E-I index are of it.",
        ),
        choices=_MEASURES,
    ),
    Parameter(
        "minimum",
        "number",
        0.0,
        Text("최솟값", "Minimum"),
        Text(
            "관측값과 기대값이 모두 이보다 작은 칸은 싣지 않습니다.",
            "Cells whose observed and expected figures are both smaller are left out.",
        ),
        minimum=0.0,
        maximum=1e9,
    ),
    Parameter("order", "choice", "missing", Text("칸의 순서", "Order of the cells"), choices=_ORDERS),
    Parameter(
        "row",
        "text",
        None,
        Text("자세히 볼 행", "Row to open"),
        Text(
            "집단의 식별자. 이 행(열까지 주면 그 칸)의 협력 쌍을 싣습니다.",
            "Id of a group: lists the pairs of actors of this row, or of one cell if a column is given too.",
        ),
    ),
    Parameter("col", "text", None, Text("자세히 볼 열", "Column to open"), Text("집단의 식별자", "Id of a group.")),
    limit(
        20,
        Text("협력 쌍의 수", "Pairs of actors listed"),
        Text(
            "행이나 열을 고르면 이만큼, 고르지 않으면 가장 큰 다섯 칸에서 세 쌍씩 싣습니다.",
            "So many for a chosen row or column; without one, three for each of the five largest cells.",
        ),
        maximum=500,
    ),
)

_PARTLY = Text(
    "여러 집단에 속한 주체의 관계는 나누어 세므로 소수가 될 수 있습니다.",
    "Fractional where an actor is in several groups.",
)

CELLS = TableSpec(
    "cells",
    Text("집단 사이의 협력", "Cooperation between groups"),
    (
        Column("row_id", Text("행 식별자", "Row id"), type="text", description=GROUP_ID),
        Column("row", Text("행 집단", "Row group"), type="label"),
        Column("col_id", Text("열 식별자", "Column id"), type="text", description=GROUP_ID),
        Column("col", Text("열 집단", "Column group"), type="label"),
        Column("ties", Text("관계", "Ties"), "ties", description=_PARTLY),
        Column(
            "strength",
            Text("강도", "Strength"),
            "strength",
            description=Text("관계 강도의 합", "Sum of the ties' reported strength; 1 where none was reported."),
        ),
        Column("pairs", Text("협력 쌍", "Pairs"), "pairs", description=_PARTLY),
        Column(
            "expected",
            Text("기대값", "Expected"),
            description=Text(
                "비교할 값의 기대값. 관계의 양 끝이 집단과 무관하게 이어질 때의 값입니다.",
                "Of the compared figure, if the ends of ties met regardless of group.",
            ),
        ),
        Column("ratio", Text("관측 ÷ 기대", "Observed ÷ expected"), "ratio"),
        Column(
            "residual",
            Text("표준화 잔차", "Standardised residual"),
            "standard deviations",
            description=Text(
                "−2보다 작으면 뚜렷이 적고 2보다 크면 뚜렷이 많습니다.",
                "Below −2 clearly less, above 2 clearly more.",
            ),
        ),
        Column(
            "p",
            Text("보정한 p값", "Corrected p"),
            "p",
            description=Text(
                "양쪽 검정, 칸 수에 대해 벤야미니–호흐베르크 방법으로 보정",
                "Two-sided, corrected for the number of cells after Benjamini and Hochberg.",
            ),
        ),
    ),
)

GROUPS = TableSpec(
    "groups",
    Text("집단별 E-I 지수", "E-I index by group"),
    (
        Column("group_id", Text("집단 식별자", "Group id"), type="text", description=GROUP_ID),
        Column("group", Text("집단", "Group"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "inside",
            Text("집단 안", "Inside"),
            description=Text("비교할 값으로 셉니다.", "Of the compared figure."),
        ),
        Column(
            "outside",
            Text("집단 밖", "Outside"),
            description=Text("다른 집단으로 나가는 값", "To other groups."),
        ),
        Column(
            "e_i",
            Text("E-I 지수", "E-I index"),
            "−1 … 1",
            description=Text("−1은 모두 안, 1은 모두 밖", "−1 if all stay inside, 1 if all go outside."),
        ),
        Column(
            "expected_e_i",
            Text("기대 E-I 지수", "Expected E-I index"),
            "−1 … 1",
            description=Text("집단과 무관하게 이어질 때의 지수", "If the ends of ties met regardless of group."),
        ),
    ),
)

PAIRS = TableSpec(
    "pairs",
    Text("칸을 이루는 협력 쌍", "Pairs of actors behind the cells"),
    (
        Column("row_id", Text("행 식별자", "Row id"), type="text"),
        Column("row", Text("행 집단", "Row group"), type="label"),
        Column("col_id", Text("열 식별자", "Column id"), type="text"),
        Column("col", Text("열 집단", "Column group"), type="label"),
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor_a", Text("주체 가 식별자", "Actor A id"), type="id"),
        Column("name_a", Text("주체 가", "Actor A"), type="label"),
        Column("actor_b", Text("주체 나 식별자", "Actor B id"), type="id"),
        Column("name_b", Text("주체 나", "Actor B"), type="label"),
        Column("ties", Text("관계", "Ties"), "ties", "integer"),
        Column("strength", Text("강도", "Strength"), "strength"),
        Column("types", Text("관계 유형", "Tie types"), type="label"),
        Column(
            "part",
            Text("이 칸의 몫", "Part in this cell"),
            "share",
            description=Text(
                "이 쌍의 관계 가운데 이 칸에 세는 몫", "Share of the pair's ties that counts in this cell."
            ),
        ),
    ),
)

NETWORK = TableSpec(
    "network",
    Text("전체 연결망", "Whole network"),
    (
        Column("ties", Text("전체 관계", "All ties"), "ties", "integer"),
        Column("counted_ties", Text("칸에 센 관계", "Ties in cells"), "ties", "integer"),
        Column(
            "inside",
            Text("집단 안", "Inside groups"),
            description=Text("비교할 값", "Of the compared figure."),
        ),
        Column(
            "outside",
            Text("집단 사이", "Between groups"),
            description=Text("비교할 값", "Of the compared figure."),
        ),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1"),
        Column("expected_e_i", Text("기대 E-I 지수", "Expected E-I index"), "−1 … 1"),
        Column(
            "assortativity",
            Text("동류 결합 계수", "Assortativity"),
            "≤ 1",
            description=Text("뉴먼의 r. 0은 무관, 1은 모두 집단 안", "Newman's r: 0 at random, 1 if all stay inside."),
        ),
    ),
)

LABEL = Text("집단 사이의 협력", "Cooperation between groups")
QUESTION = Text(
    "어느 집단들이 기대보다 덜, 또는 더 협력하고 있으며, 어느 집단이 안으로 닫혀 있는가?",
    "Which groups cooperate less, or more, than expected, and which keep to themselves?",
)
METHOD = Text(
    "관계의 방향은 보지 않습니다. 행과 열의 기준이 같으면 집단의 짝마다 한 칸이고, 다르면 관계 하나를 양 "
    "끝에서 읽어 각각 절반으로 "
    "셉니다(한쪽으로만 읽히면 1). 여러 집단에 속한 주체는 관계를 똑같이 나누므로 칸의 합은 집단에 속한 "
    "관계의 총수와 같습니다. "
    "기대값은 두 주변합의 곱 ÷ 총합(뉴먼의 혼합 행렬)이고, 같은 기준의 두 집단 사이는 두 방향을 더해 "
    "2m·a·b, 집단 안은 m·a²입니다"
    "(m: 총합, a·b: 관계 끝의 비율). 잔차는 (관측 − 기대) ÷ 표준편차이며, 표준편차는 주체 쌍의 양 끝을 "
    "무작위로 다시 이었을 때의 "
    "값입니다: 집단 안 √(E(1−a)²), 두 집단 사이 √(E((1−a)(1−b)+ab)) (소속이 하나이고 쌍의 값이 1일 때; 그 "
    "밖에는 실제 몫과 값의 분산을 씁니다). "
    "E-I 지수 = (밖 − 안) ÷ (밖 + 안). 동류 결합 계수 r = (Σe(i,i) − Σa(i)²) ÷ (1 − Σa(i)²).",
    "The direction of ties is left aside. With one grouping, each pair of groups has one cell; with two, a "
    "tie is "
    "read from both ends and counts half for each (whole, if it can be read only one way). An actor in "
    "several "
    "groups shares its ties equally, so the cells add up to the number of ties that are in groups. "
    "Expected is the "
    "product of the margins ÷ the total (Newman's mixing matrix); with one grouping, 2·m·a·b between two "
    "groups, both "
    "directions added, and m·a² inside one (m: total; a, b: shares of tie ends). The residual is (observed "
    "− expected) ÷ "
    "the standard deviation when the ends of the pairs of actors are matched anew at random: √(E(1−a)²) "
    "inside a group, "
    "√(E((1−a)(1−b)+ab)) between two, if every actor is in one group and every pair counts 1; otherwise "
    "with the "
    "variances of the actual shares and values. E-I index = (outside − inside) ÷ (outside + inside). "
    "Assortativity r = (Σe(i,i) − Σa(i)²) ÷ (1 − Σa(i)²).",
)
COST = Text(
    "관계 수와 집단 수에 비례합니다. 주체 5만, 관계 30만에서 0.3초 미만.",
    "Linear in ties and groups; under 0.3 s for 50 thousand actors and 300 thousand ties.",
)
LIMITS = Text(
    "기대값이 5보다 작은 칸의 잔차와 p값은 어림입니다. 관계들은 서로 독립이 아니므로 p값은 살펴볼 순서를 "
    "정하는 데 쓰십시오. "
    "기록되지 않은 협력은 없는 협력과 구별되지 않습니다. 여러 집단에 함께 속한 두 주체의 관계는 일부가 "
    "'집단 사이'로 셉니다.",
    "Residuals and p-values of cells with less than 5 expected are rough. Ties are not independent of each "
    "other: use "
    "p-values to decide where to look first. Cooperation that was not recorded cannot be told from "
    "cooperation "
    "that is missing. A tie of two actors that are both in several groups counts in part as between groups.",
)
REFERENCES = (
    Reference(
        "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.",
        "10.1103/PhysRevE.67.026126",
    ),
    Reference(
        "Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an experimental "
        "simulation. "
        "Social Psychology Quarterly 51(2), 123–140.",
        "10.2307/2786835",
    ),
    Reference(
        "Haberman, S. J. (1973). The analysis of residuals in cross-classified tables. Biometrics 29(1), 205–220.",
        "10.2307/2529686",
    ),
    Reference(
        "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal "
        "Statistical "
        "Society B 57(1), 289–300.",
        "10.1111/j.2517-6161.1995.tb02031.x",
    ),
)
