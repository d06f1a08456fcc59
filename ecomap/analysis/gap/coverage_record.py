"""What gaps/coverage takes and returns."""

from __future__ import annotations

from ecomap.analysis.gap.covariates import COVARIATES
from ecomap.analysis.gap.words import GROUP_ID, GROUPS, KIND_PARAMETER, PLACE_LINKS_PARAMETER
from ecomap.analysis.parameters import limit
from ecomap.analysis.record import Column, Parameter, TableSpec
from graph_schema import Text

_ORDER = ("district", "dong", "field", "subfield", "kind", "level", "task")
_GROUPS = tuple((name, GROUPS[name]) for name in _ORDER)

PARAMETERS = (
    Parameter("rows", "choice", "district", Text("행", "Rows"), Text("행의 기준", "Groups in the rows."), _GROUPS),
    Parameter(
        "cols",
        "choice",
        "field",
        Text("열", "Columns"),
        Text("열의 기준. 행과 달라야 합니다.", "Groups in the columns; not those of the rows."),
        _GROUPS,
    ),
    Parameter(
        "count",
        "choice",
        "actors",
        Text("세는 것", "What is counted"),
        Text(
            "주체 수, 사업 수, 받은 재정지원·민간위탁 금액(원), 또는 주체가 있는 동의 주민 수",
            "Actors, programmes, KRW received by funding and delegation, or residents of the dong where actors are.",
        ),
        choices=(
            ("actors", Text("주체", "Actors")),
            ("programmes", Text("사업", "Programmes")),
            ("funding", Text("재원", "Funding")),
            ("reach", Text("닿는 주민", "Residents reached")),
        ),
    ),
    Parameter(
        "model",
        "choice",
        "independence",
        Text("기대값", "Expected"),
        Text(
            "두 기준이 무관할 때, 주민 수에 비례할 때, 또는 주민 수와 설명 변수 하나로 본 푸아송 모형. 뒤의 둘은 "
            "행이나 열이 지역일 때만 쓰입니다.",
            "If rows and columns were independent, in proportion to residents, or by a Poisson model with residents "
            "and one covariate. The last two need a place in the rows or columns.",
        ),
        choices=(
            ("independence", Text("두 기준이 무관할 때", "Independence")),
            ("residents", Text("주민 수에 비례", "Per resident")),
            ("poisson", Text("푸아송 모형", "Poisson model")),
        ),
    ),
    Parameter(
        "covariate",
        "choice",
        "partners",
        Text("설명 변수", "Covariate"),
        Text("푸아송 모형에 주민 수와 함께 넣는 지역의 값", "Of the place, beside residents, in the Poisson model."),
        choices=tuple(COVARIATES.items()),
    ),
    KIND_PARAMETER,
    PLACE_LINKS_PARAMETER,
    Parameter(
        "show",
        "choice",
        "all",
        Text("보여 줄 칸", "Cells shown"),
        Text(
            "공백: 뚜렷이 부족한 칸과, 하나 이상 기대되는데 비어 있는 칸. 재원은 기대값보다 적은 모든 칸. "
            "보여 주는 칸마다 후보가 붙고, 모든 칸을 볼 때는 공백에만 붙습니다.",
            "Gaps: cells clearly below expectation, and empty ones where at least 1 is expected; for funding, all "
            "cells below expectation. Every cell shown comes with candidates; with all cells, the gaps alone do.",
        ),
        choices=(
            ("gaps", Text("공백", "Gaps")),
            ("empty", Text("빈 칸", "Empty cells")),
            ("below", Text("기대보다 적거나 빈 칸", "Below expectation or empty")),
            ("all", Text("모든 칸", "All cells")),
        ),
    ),
    Parameter(
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
    ),
    limit(
        1000,
        Text("칸의 수", "Cells listed"),
        Text("가장 부족한 칸부터 이만큼 싣습니다.", "So many, the most lacking first."),
        maximum=30_000,
    ),
    Parameter(
        "candidates",
        "integer",
        3,
        Text("칸마다 후보 주체", "Candidates a gap"),
        Text("공백마다 가까운 주체를 이만큼 싣습니다.", "So many nearest actors are listed for each gap."),
        minimum=0,
        maximum=10,
    ),
    Parameter(
        "order",
        "choice",
        "lacking",
        Text("순서", "Order"),
        Text(
            "부족한 칸부터, 또는 메우는 비용이 적은 공백부터. 비용은 후보를 실을 때만 있습니다.",
            "Most lacking first, or the gaps that are cheapest to close; costs need candidates.",
        ),
        choices=(
            ("lacking", Text("부족한 칸부터", "Most lacking first")),
            ("cost", Text("메우기 쉬운 공백부터", "Cheapest to close first")),
        ),
    ),
)

_CELL = (
    Column("row_id", Text("행 식별자", "Row id"), type="text", description=GROUP_ID),
    Column("row", Text("행", "Row"), type="label"),
    Column("col_id", Text("열 식별자", "Column id"), type="text", description=GROUP_ID),
    Column("col", Text("열", "Column"), type="label"),
)
_UNIT = Column(
    "unit",
    Text("단위", "Unit"),
    type="text",
    description=Text(
        "세는 것: actors(주체), programmes(사업), KRW(원), residents(주민)",
        "What is counted: actors, programmes, KRW or residents.",
    ),
)
_COST_OF_CLOSING = Text(
    "단계(멀면 3) + 지금 집단과 빠진 집단의 거리(0–1). 공백에서는 실린 후보 가운데 가장 작은 값",
    "Steps (3 if far) + distance between the group it is in and the missing one (0–1); for a gap, of its cheapest "
    "listed candidate.",
)
_RESIDENTS = Column("residents", Text("주민 수", "Residents"), "residents", "integer")
_PER_10K = Column(
    "per_10k",
    Text("주민 1만 명당", "Per 10,000 residents"),
    description=Text("센 값 ÷ 주민 수 × 10,000", "Count ÷ residents × 10,000."),
)

CELLS = TableSpec(
    "cells",
    Text("칸", "Cells"),
    (
        *_CELL,
        Column("finding", Text("판단", "Finding"), type="label"),
        Column("count", Text("센 값", "Count")),
        Column(
            "expected",
            Text("기대값", "Expected"),
            description=Text(
                "고른 모형의 값(기본: 행과 열이 서로 무관할 때). 있어야 할 값이 아닙니다.",
                "By the chosen model (independence of rows and columns by default); a null model, not a norm.",
            ),
        ),
        Column("ratio", Text("센 값 ÷ 기대값", "Count ÷ expected"), "ratio"),
        Column(
            "residual",
            Text("표준화 잔차", "Standardised residual"),
            "standard deviations",
            description=Text(
                "해버먼의 조정 잔차, 모형에서는 과산포로 나눈 잔차. 재원과 닿는 주민에는 없습니다.",
                "Haberman's adjusted residual; with a model, allowing for overdispersion. Not for funding and reach.",
            ),
        ),
        Column(
            "p",
            Text("p값", "p"),
            "p",
            description=Text(
                "이만큼 또는 더 적을 확률(한쪽). 초기하 분포의 정확 검정, 모형에서는 푸아송·음이항 분포",
                "Chance of so few or fewer, one-sided: exact (hypergeometric), with a model Poisson or negative "
                "binomial.",
            ),
        ),
        Column(
            "q",
            Text("보정한 p값", "Corrected p"),
            "p",
            description=Text(
                "모든 칸의 수에 대해 벤야미니–호흐베르크 방법으로 보정",
                "Corrected for the number of all cells after Benjamini and Hochberg.",
            ),
        ),
        _RESIDENTS,
        _PER_10K,
        Column(
            "expected_by_residents",
            Text("주민 수에 비례할 때", "Expected by residents"),
            description=Text(
                "같은 열(또는 행)의 합계를 지역의 주민 수대로 나눈 값",
                "The total of the other group, spread over the places by their residents.",
            ),
        ),
        Column("empty", Text("비어 있음", "Empty"), type="boolean"),
        Column("cost", Text("메우는 비용", "Cost of closing"), "steps", description=_COST_OF_CLOSING),
        _UNIT,
    ),
)
CANDIDATES = TableSpec(
    "candidates",
    Text("공백을 메울 수 있는 가까운 주체", "Nearest actors that could fill the gaps"),
    (
        *_CELL,
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column(
            "steps",
            Text("단계", "Steps"),
            "steps",
            "integer",
            Text(
                "빠진 집단의 주체까지 거치는 관계의 수. 0은 이미 칸 안, 빈 값은 2보다 멂",
                "Ties to the nearest actor of the missing group: 0 if already in the cell, missing if above 2.",
            ),
        ),
        Column(
            "partners",
            Text("빠진 집단의 상대", "Partners in the missing group"),
            "actors",
            "integer",
        ),
        Column("degree", Text("전체 상대", "Partners in all"), "actors", "integer"),
        Column("cost", Text("비용", "Cost"), "steps", description=_COST_OF_CLOSING),
        Column("why", Text("이유", "Why"), type="label"),
    ),
)
MARGINS = TableSpec(
    "margins",
    Text("집단별 합계", "Totals by group"),
    (
        Column("by", Text("기준", "Grouping"), type="label"),
        Column("group_id", Text("집단 식별자", "Group id"), type="text", description=GROUP_ID),
        Column("group", Text("집단", "Group"), type="label"),
        Column(
            "count",
            Text("센 값의 합", "Total"),
            description=Text("이 집단의 칸을 더한 값", "Sum of the group's cells."),
        ),
        Column("share", Text("비율", "Share"), "share"),
        _RESIDENTS,
        _PER_10K,
        Column("cells", Text("칸", "Cells"), "cells", "integer"),
        Column("empty_cells", Text("빈 칸", "Empty cells"), "cells", "integer"),
        Column("gaps", Text("공백", "Gaps"), "cells", "integer"),
        _UNIT,
    ),
)
