"""What cooperation/money takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text, load_ontology

LABEL = Text("돈의 흐름", "Money")
QUESTION = Text(
    "누가 한 재원에 기대고 있고, 지원은 고르게 나뉘며, 한 재원이 떠나면 무엇이 무너지는가?",
    "Who depends on one funder, is support spread evenly, and what falls if a funder leaves?",
)

_EDGES = load_ontology().edges
UNITS = _EDGES["funds"].amount_units

PARAMETERS = (
    Parameter(
        "types",
        "choice",
        "both",
        Text("어떤 돈", "Which money"),
        Text("돈이 오가는 관계의 유형입니다.", "The types of ties that carry money."),
        choices=(
            ("both", Text("재정지원과 민간위탁", "Funding and delegation")),
            ("funds", _EDGES["funds"].label),
            ("delegates", _EDGES["delegates"].label),
        ),
    ),
    Parameter(
        "unit",
        "choice",
        "KRW",
        Text("통화", "Currency"),
        Text(
            "다른 통화로 적힌 금액은 환산하지 않고 뺍니다.", "Amounts in other currencies are left out, not converted."
        ),
        choices=tuple((unit, Text(unit, unit)) for unit in UNITS),
    ),
    Parameter(
        "without",
        "text",
        None,
        Text("떠나는 재원(주체 id)", "Funder that leaves (actor id)"),
        Text(
            "비우면 떠났을 때 가장 많이 무너지는 재원을 봅니다.",
            "Left empty, it is the funder with which most would fall.",
        ),
    ),
    Parameter(
        "threshold",
        "number",
        0.5,
        Text("버티지 못하는 손실", "Loss that cannot be borne"),
        Text(
            "기록된 수입 가운데 이 비율보다 많이 잃은 주체는 다른 곳에 돈을 주지 못한다고 봅니다.",
            "An actor that loses more than this share of its recorded income stops giving to others.",
        ),
        minimum=0.0,
        maximum=1.0,
    ),
    Parameter(
        "order",
        "choice",
        "dependency",
        Text("받는 곳의 순서", "Order of recipients"),
        choices=(
            ("dependency", Text("가장 의존하는 곳부터", "Most dependent first")),
            ("received", Text("가장 많이 받는 곳부터", "Largest first")),
        ),
    ),
    PLACE_LINKS_PARAMETER,
    Parameter(
        "permutations",
        "integer",
        199,
        Text("자리바꿈 횟수", "Permutations"),
        Text(
            "받은 돈을 주체들 사이에 무작위로 섞어 자치구 간 격차가 우연인지 봅니다.",
            "Receipts are shuffled among actors to see whether differences between districts could be chance.",
        ),
        minimum=19,
        maximum=4_999,
    ),
    Parameter("seed", "integer", 1, Text("난수 시작값", "Seed"), minimum=0, maximum=2**31 - 1),
    Parameter(
        "limit",
        "integer",
        100,
        Text("행 수", "Rows"),
        Text("받는 곳, 주는 곳, 손실 표의 행 수입니다.", "Rows of recipients, funders and losses."),
        minimum=1,
        maximum=10_000,
    ),
)

LORENZ = TableSpec(
    "lorenz",
    Text("로렌츠 곡선", "Lorenz curve"),
    (
        Column("series", Text("무엇 사이", "Among"), type="label"),
        Column("population", Text("적게 받은 쪽부터 쌓은 비율", "Cumulative share, poorest first"), "share"),
        Column("money", Text("받은 돈의 비율", "Share of the money"), "share"),
    ),
)

INEQUALITY = TableSpec(
    "inequality",
    Text("불평등", "Inequality"),
    (
        Column("series", Text("무엇 사이", "Among"), type="label"),
        Column("count", Text("수", "Number"), type="integer"),
        Column("money", Text("돈", "Money"), "money", description=Text("고른 통화로", "In the chosen currency")),
        Column("gini", Text("지니 계수", "Gini")),
        Column("theil", Text("타일 지수", "Theil")),
        Column("within", Text("자치구 안", "Within districts")),
        Column("between", Text("자치구 사이", "Between districts")),
        Column("between_share", Text("자치구 사이의 몫", "Share between districts"), "share"),
        Column("between_chance", Text("우연일 때의 몫", "Share by chance"), "share"),
        Column("p", Text("p값", "p-value"), "p"),
        Column("top_tenth", Text("상위 10%의 몫", "Share of the top tenth"), "share"),
    ),
)

RECIPIENTS = TableSpec(
    "recipients",
    Text("받는 곳", "Recipients"),
    (
        Column("id", Text("id", "id"), type="id"),
        Column("actor", Text("주체", "Actor"), type="label"),
        Column("received", Text("받은 돈", "Received"), "money"),
        Column("funders", Text("재원의 수", "Funders"), "actors", "integer"),
        Column(
            "hhi",
            Text("집중도(HHI)", "Concentration (HHI)"),
            description=Text("1/재원 수에서 1(한 곳)까지", "From 1 / number of funders to 1 (one funder)"),
        ),
        Column("largest_share", Text("가장 큰 재원의 몫", "Share of the largest funder"), "share"),
        Column("largest_id", Text("가장 큰 재원 id", "Largest funder's id"), type="id"),
        Column("largest", Text("가장 큰 재원", "Largest funder"), type="label"),
        Column("public_share", Text("공공의 몫", "Public share"), "share"),
        Column(
            "unknown",
            Text("금액을 모르는 지원", "Ties without an amount"),
            "ties",
            "integer",
            Text("이만큼의 지원이 비율에 빠져 있음", "So many ties are missing from the shares"),
        ),
    ),
    actor="id",
)

FUNDERS = TableSpec(
    "funders",
    Text("주는 곳: 떠나면 무너지는 순", "Funders, by what falls with them"),
    (
        Column("id", Text("id", "id"), type="id"),
        Column("actor", Text("주체", "Actor"), type="label"),
        Column("given", Text("준 돈", "Given"), "money"),
        Column("share", Text("전체에서의 몫", "Share of all money"), "share"),
        Column("recipients", Text("받는 곳", "Recipients"), "actors", "integer"),
        Column("only", Text("이곳뿐인 곳", "With no other funder"), "actors", "integer"),
        Column("lost", Text("떠나면 끊기는 돈", "Money lost with it"), "money"),
        Column("passed_on", Text("그 가운데 잇따라 끊기는 돈", "Of which lost further down"), "money"),
        Column("touched", Text("무언가 잃는 곳", "Lose something"), "actors", "integer"),
        Column("fallen", Text("버티지 못하는 곳", "Lose more than they can bear"), "actors", "integer"),
        Column("emptied", Text("모두 잃는 곳", "Lose everything"), "actors", "integer"),
        Column("rounds", Text("회차", "Rounds"), "rounds", "integer"),
    ),
    actor="id",
)

DISTRICTS = TableSpec(
    "districts",
    Text("자치구", "Districts"),
    (
        Column("id", Text("자치구 id", "District id"), type="id"),
        Column("district", Text("자치구", "District"), type="label"),
        Column("residents", Text("주민", "Residents"), "residents"),
        Column("recipients", Text("받는 곳", "Recipients"), "actors", "integer"),
        Column("received", Text("받은 돈", "Received"), "money"),
        Column("per_resident", Text("주민 한 사람당", "Per resident"), "money"),
        Column(
            "ratio",
            Text("평균 대비", "Against the average"),
            description=Text("전체의 주민 한 사람당 금액으로 나눈 값", "Divided by the average per resident"),
        ),
    ),
)

LOSSES = TableSpec(
    "losses",
    Text("한 재원이 떠나면", "If a funder leaves"),
    (
        Column("round", Text("처음 잃는 회차", "First round of loss"), "rounds", "integer"),
        Column("id", Text("id", "id"), type="id"),
        Column("actor", Text("주체", "Actor"), type="label"),
        Column("lost", Text("잃는 돈", "Lost"), "money"),
        Column("share", Text("수입에서의 몫", "Share of its income"), "share"),
        Column("falls", Text("버티지 못함", "More than it can bear"), type="boolean"),
        Column("passed_on", Text("주던 돈", "Gave to others"), "money"),
    ),
)

OUTPUTS = (LORENZ, INEQUALITY, RECIPIENTS, FUNDERS, DISTRICTS, LOSSES)

REFERENCES = (
    Reference(
        "Carroll, D. A. and Stater, K. J. (2009). Revenue diversification in nonprofit organizations: does it lead to "
        "financial stability? Journal of Public Administration Research and Theory 19(4), 947–966.",
        "10.1093/jopart/mun025",
    ),
    Reference(
        "Gini, C. (1921). Measurement of inequality of incomes. The Economic Journal 31(121), 124–126.",
        "10.2307/2223319",
    ),
    Reference(
        "Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. Econometrica 48(3), "
        "613–625.",
        "10.2307/1913126",
    ),
    Reference(
        "Gai, P. and Kapadia, S. (2010). Contagion in financial networks. Proceedings of the Royal Society A 466, "
        "2401–2423.",
        "10.1098/rspa.2009.0410",
    ),
)

METHOD = Text(
    "재정지원·민간위탁 관계의 금액을 주는 곳과 받는 곳별로 더합니다. 기간은 공통 거르기를 따르며, 여러 해에 걸친 "
    "금액도 통째로 셉니다. 받는 곳마다 재원의 몫 s에 대해 HHI = Σ s², 가장 큰 몫, 행정기관이 준 몫을 냅니다. "
    "지니 G = Σ|x(i) − x(j)| / (2 n² 평균), 타일 T = (1/n) Σ (x/평균) ln(x/평균)이며 T = 자치구 안 + 자치구 "
    "사이입니다. 자치구 사이의 몫은 받은 돈을 주체들 사이에 무작위로 섞은 경우와 견줍니다(p는 섞은 결과가 이만큼 "
    "크거나 "
    "더 큰 비율). 여러 자치구에 있는 주체는 똑같이 나누어 셉니다. 한 재원이 떠나면 그곳의 돈이 끊기고, 기록된 수입의 "
    "기준 비율보다 많이 잃은 곳은 다음 회차에 남에게 주던 돈도 끊깁니다. 행정기관은 세금이 있으므로 끊기지 않는다고 "
    "봅니다.",
    "Amounts of funding and delegation ties are added up by funder and recipient, in the period of the common filter; "
    "an amount for several years counts whole. For each recipient, with s the share of a funder: HHI = Σ s², the "
    "largest "
    "share, and the share from government units. Gini G = Σ|x(i) − x(j)| / (2 n² mean); Theil T = (1/n) Σ (x/mean) "
    "ln(x/mean), and T = within + between districts. The share between districts is compared with receipts shuffled "
    "among the actors (p: how often shuffling gives as much or more). An actor in several districts is split evenly. "
    "If "
    "a funder leaves, its money stops; who loses more than the threshold of its recorded income stops giving in the "
    "next "
    "round, and so on. Government units have taxes and are taken not to stop.",
)
COST = Text(
    "관계 수 m에 대해 O(m log m), 재원마다 그것과 함께 무너지는 흐름의 수, 주체 수 × 자리바꿈 횟수.",
    "O(m log m) for m ties, for each funder the flows that fall with it, and actors × permutations.",
)
LIMITS = Text(
    "기록된 금액만 봅니다. 회비·후원·매출처럼 관계로 기록되지 않은 수입은 모르므로 의존도는 실제보다 높게, 무너지는 "
    "범위는 넓게 나올 수 있습니다. 고르지 않은 것이 곧 불공정한 것은 아닙니다. 필요가 다를 수 있습니다.",
    "Only recorded amounts count. Income that is no tie (fees, donations, sales) is not known, so dependency and what "
    "falls may look larger than they are. Uneven is not unfair: needs may differ.",
)
