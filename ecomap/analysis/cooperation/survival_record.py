"""What cooperation/survival takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS_PARAMETER
from ecomap.analysis.cooperation.change_record import FROM_YEAR, TO_YEAR
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

LABEL = Text("주체의 존속", "Survival of actors")
QUESTION = Text(
    "어떤 주체가 생기고 사라지며, 어느 층위의 주체가 오래 버티는가?",
    "Which actors come and go, and at which level do they last?",
)

PARAMETERS = (
    Parameter(
        "by",
        "choice",
        "level",
        Text("나누어 볼 기준", "Broken down by"),
        Text("여러 집단에 속한 주체는 각각에 셉니다.", "An actor in several groups counts in each."),
        choices=tuple((name, GROUPING_LABELS[name]) for name in ("level", "kind", "district", "field")),
    ),
    Parameter(
        "horizon_years",
        "integer",
        5,
        Text("몇 해를 버티는지", "Years to last"),
        Text("이만큼 지난 뒤에도 남아 있는 비율을 봅니다.", "The share that lasts longer than this."),
        minimum=1,
        maximum=50,
    ),
    FROM_YEAR,
    TO_YEAR,
    PLACE_LINKS_PARAMETER,
)

CURVES = TableSpec(
    "curves",
    Text("생존 곡선", "Survival curves"),
    (
        Column("series", Text("집단", "Group"), type="label"),
        Column("age", Text("설립 뒤 해", "Years since founding"), "years"),
        Column("share", Text("남아 있는 비율", "Share that lasts"), "share"),
        Column("low", Text("아래 경계(95%)", "Low (95%)"), "share"),
        Column("high", Text("위 경계(95%)", "High (95%)"), "share"),
        Column("at_risk", Text("그때까지 남은 주체", "Actors at risk"), "actors", "integer"),
    ),
)

GROUPS = TableSpec(
    "groups",
    Text("집단마다", "By group"),
    (
        Column("id", Text("집단 id", "Group id"), type="id"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("actors", Text("설립일을 아는 주체", "Actors with a founding day"), "actors", "integer"),
        Column("closed", Text("해산", "Closed"), "actors", "integer"),
        Column("lasting", Text("그 뒤에도 남는 비율", "Share that lasts"), "share"),
        Column("low", Text("아래 경계(95%)", "Low (95%)"), "share"),
        Column("high", Text("위 경계(95%)", "High (95%)"), "share"),
        Column("median", Text("존속 기간의 중앙값", "Median lifetime"), "years"),
        Column("unknown", Text("설립일을 모르는 주체", "Without a founding day"), "actors", "integer"),
    ),
)

YEARS = TableSpec(
    "years",
    Text("해마다", "By year"),
    (
        Column("year", Text("해", "Year"), "year", "integer"),
        Column("founded", Text("설립", "Founded"), "actors", "integer"),
        Column("closed", Text("해산", "Closed"), "actors", "integer"),
        Column("active", Text("해 끝에 있는 주체", "Active at its end"), "actors", "integer"),
        Column("entry_rate", Text("진입률", "Entry rate"), "share"),
        Column("exit_rate", Text("퇴장률", "Exit rate"), "share"),
    ),
)

OUTPUTS = (CURVES, GROUPS, YEARS)

REFERENCES = (
    Reference(
        "Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the "
        "American Statistical Association 53(282), 457–481.",
        "10.1080/01621459.1958.10501452",
    ),
    Reference(
        "Hager, M. A., Galaskiewicz, J. and Larson, J. A. (2004). Structural embeddedness and the liability of newness "
        "among nonprofit organizations. Public Management Review 6(2), 159–188.",
        "10.1080/1471903042000189083",
    ),
)

METHOD = Text(
    "설립일을 아는 주체만 봅니다. 존속 기간은 설립일부터 해산일까지이며, 해산일이 없으면 자료에서 마지막으로 알려진 "
    "날까지 "
    "남아 있는 것으로 봅니다. 남아 있는 비율은 카플란-마이어 추정 S(t) = Π(1 − 해산 / 그때까지 남은 주체)이고, 95% "
    "구간은 "
    "그린우드 분산의 로그-로그 변환입니다. 집단 사이의 차이는 로그 순위 검정으로 봅니다(한 집단에만 속한 주체로). "
    "진입률 = 그 "
    "해의 설립 / 해 첫날의 주체, 퇴장률 = 그 해의 해산 / 해 첫날의 주체.",
    "Only actors with a founding day. A lifetime runs from founding to closing, or, without a closing day, at least to "
    "the last day known in the data. The share that lasts is the Kaplan-Meier estimate, S(t) = Π(1 − closed / at "
    "risk), "
    "with a 95% interval from Greenwood's variance on the log-log scale. Groups are compared by the log-rank test "
    "(with "
    "actors in one group only). Entry rate = founded in the year / active on its first day; exit rate = closed / "
    "active.",
)
COST = Text("주체 수 n에 대해 O(n log n), 집단마다.", "O(n log n) for n actors, for each group.")
LIMITS = Text(
    "등록을 시작하기 전에 사라진 주체는 등록되지 않았으므로 존속 기간이 실제보다 길게 나옵니다. 해산이 등록되지 않은 "
    "주체는 "
    "남아 있는 것으로 셉니다.",
    "Actors that closed before registration began are not in the register, so lifetimes look longer than they are. "
    "Actors whose closing was not registered count as lasting.",
)
