"""What cooperation/two_mode takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.cooperation.chance import SEED
from ecomap.analysis.cooperation.two_mode_text import LINKS
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

MODES: dict[str, tuple[str, str]] = {
    "bodies": (LINKS["bodies"], "body"),
    "programmes": (LINKS["programmes"], "programme"),
    "resources": (LINKS["resources"], "resource"),
}

PARAMETERS = (
    Parameter(
        "mode",
        "choice",
        "bodies",
        Text("함께하는 것", "What is shared"),
        Text("거버넌스 기구, 사업, 자원 가운데 하나.", "Governance bodies, programmes or resources."),
        choices=(
            ("bodies", Text("거버넌스 기구(위원)", "Governance bodies (seats)")),
            ("programmes", Text("사업(참여)", "Programmes (participation)")),
            ("resources", Text("자원(보유)", "Resources (holding)")),
        ),
    ),
    Parameter(
        "null",
        "choice",
        "configuration",
        Text("우연의 모형", "Null model"),
        Text(
            "이분 구성 모형은 큰 기구를 함께하는 것을 적게 치고, 초기하 모형은 모든 기구를 같게 봅니다.",
            "The configuration model counts sharing a large body for little; the hypergeometric one takes all bodies "
            "as alike.",
        ),
        choices=(
            ("configuration", Text("이분 구성 모형", "Bipartite configuration model")),
            ("hypergeometric", Text("초기하 모형", "Hypergeometric")),
        ),
    ),
    Parameter(
        "alpha",
        "number",
        0.05,
        Text("유의 수준", "Level of significance"),
        Text("보정한 p값이 이 이하인 쌍을 뼈대로 봅니다.", "Pairs with a corrected p up to this form the backbone."),
        minimum=0.0001,
        maximum=0.5,
    ),
    Parameter(
        "limit",
        "integer",
        100,
        Text("싣는 쌍의 수", "Pairs listed"),
        Text("p값이 작은 쌍부터.", "Those with the smallest p first."),
        minimum=1,
        maximum=10_000,
    ),
    Parameter(
        "permutations",
        "integer",
        199,
        Text("무작위 배정 횟수", "Random draws"),
        Text(
            "자리마다 주체를 무작위로 뽑아 집중도를 견줍니다.",
            "How often every seat is given to a random actor, to compare concentration with.",
        ),
        minimum=0,
        maximum=9999,
    ),
    PLACE_LINKS_PARAMETER,
    SEED,
)

_SEATS = Text(
    "함께하는 것의 수(기구의 자리, 참여 사업, 보유 자원)", "Bodies sat on, programmes taken part in, or resources held."
)
_P = Text("이만큼 또는 더 많이 함께할 확률", "Chance to share as many or more.")
_Q = Text(
    "모든 쌍에 대해 벤야미니–호흐베르크 방법으로 보정",
    "Corrected for all pairs after Benjamini and Hochberg.",
)

ACTORS = TableSpec(
    "actors",
    Text("누가 어디에나 있는가", "Who is everywhere"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("seats", Text("자리", "Seats"), type="integer", description=_SEATS),
        Column("share", Text("비율", "Share"), "share", description=Text("모든 자리 가운데", "Of all seats.")),
        Column(
            "partners",
            Text("함께한 주체", "Actors met"),
            "actors",
            "integer",
            description=Text("하나라도 함께한 주체", "Actors it shares at least one with."),
        ),
        Column(
            "backbone",
            Text("뼈대의 상대", "Partners in the backbone"),
            "actors",
            "integer",
            description=Text("우연보다 자주 함께한 주체", "Actors it shares more with than chance explains."),
        ),
    ),
    actor="actor",
)

REACH = TableSpec(
    "reach",
    Text("누가 참여하고 누가 빠지는가", "Who takes part and who never does"),
    (
        Column("grouping", Text("기준", "Grouping"), type="label"),
        Column("group_id", Text("집단 식별자", "Group id"), type="text"),
        Column("group", Text("집단", "Group"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("taking_part", Text("참여하는 주체", "Taking part"), "actors", "integer"),
        Column("share", Text("참여율", "Share taking part"), "share"),
        Column(
            "overall",
            Text("전체 참여율", "Share of all"),
            "share",
            description=Text("이 기준의 집단이 있는 모든 주체", "Of all actors with a group of this grouping."),
        ),
        Column(
            "q",
            Text("보정한 p값", "Corrected p"),
            "p",
            description=Text(
                "초기하 분포의 양쪽 검정, 기준마다 보정",
                "Two-sided hypergeometric test, corrected within the grouping.",
            ),
        ),
        Column(
            "seats",
            Text("자리", "Seats"),
            description=Text("여러 집단에 속하면 나누어 셉니다.", "Shared where an actor is in several groups."),
        ),
    ),
)

PAIRS = TableSpec(
    "pairs",
    Text("함께하는 주체의 쌍", "Pairs of actors"),
    (
        Column("actor_a", Text("주체 가 식별자", "Actor A id"), type="id"),
        Column("name_a", Text("주체 가", "Actor A"), type="label"),
        Column("actor_b", Text("주체 나 식별자", "Actor B id"), type="id"),
        Column("name_b", Text("주체 나", "Actor B"), type="label"),
        Column("shared", Text("함께하는 수", "Shared"), type="integer"),
        Column(
            "expected",
            Text("기대값", "Expected"),
            description=Text("이분 구성 모형의 평균", "Mean under the configuration model."),
        ),
        Column("p", Text("p값", "p"), "p", description=_P),
        Column("q", Text("보정한 p값", "Corrected p"), "p", description=_Q),
        Column(
            "p_other",
            Text("다른 모형의 p값", "p of the other null"),
            "p",
            description=Text("고르지 않은 우연의 모형", "Of the null model that was not chosen."),
        ),
        Column(
            "tied",
            Text("직접 관계", "Tied"),
            type="boolean",
            description=Text("둘 사이에 기록된 관계가 있는가", "Whether the two have a recorded tie."),
        ),
    ),
)

INTERLOCKS = TableSpec(
    "interlocks",
    Text("구성원이 겹치는 쌍", "Interlocks"),
    (
        Column("event_a", Text("가 식별자", "A id"), type="id"),
        Column("name_a", Text("가", "A"), type="label"),
        Column("event_b", Text("나 식별자", "B id"), type="id"),
        Column("name_b", Text("나", "B"), type="label"),
        Column("shared", Text("겹치는 주체", "Actors shared"), "actors", "integer"),
        Column("expected", Text("기대값", "Expected")),
        Column("p", Text("p값", "p"), "p", description=_P),
        Column("q", Text("보정한 p값", "Corrected p"), "p", description=_Q),
    ),
)

NETWORK = TableSpec(
    "network",
    Text("전체", "Whole"),
    (
        Column("actors", Text("모든 주체", "All actors"), "actors", "integer"),
        Column("taking_part", Text("참여하는 주체", "Taking part"), "actors", "integer"),
        Column("events", Text("기구·사업·자원", "Bodies, programmes or resources"), type="integer"),
        Column("seats", Text("자리", "Seats"), type="integer", description=_SEATS),
        Column(
            "gini",
            Text("지니 계수", "Gini coefficient"),
            "0 … 1",
            description=Text("모든 주체 사이", "Between all actors."),
        ),
        Column(
            "gini_chance",
            Text("우연의 지니", "Gini by chance"),
            "0 … 1",
            description=Text("자리마다 무작위로 뽑았을 때의 평균", "Mean with seats given at random."),
        ),
        Column(
            "gini_p",
            Text("p값", "p"),
            "p",
            description=Text("무작위로 이만큼 집중될 확률", "Chance of as much concentration."),
        ),
        Column("gini_taking_part", Text("참여 주체 사이의 지니", "Gini of those taking part"), "0 … 1"),
        Column("hhi", Text("허핀달–허시먼 지수", "Herfindahl–Hirschman index"), "0 … 1"),
        Column(
            "effective",
            Text("실질 주체 수", "Effective number"),
            "actors",
            description=Text(
                "1 ÷ 지수: 자리가 고르다면 이만큼의 주체가 나눈 셈",
                "1 ÷ index: as concentrated as if so many had equal seats.",
            ),
        ),
        Column(
            "top_tenth",
            Text("상위 10%의 몫", "Share of the top tenth"),
            "share",
            description=Text("참여 주체 가운데 자리가 많은 10%", "Of those taking part, the tenth with most seats."),
        ),
        Column("pairs", Text("함께하는 쌍", "Pairs sharing"), "pairs", "integer"),
        Column("backbone", Text("뼈대(고른 모형)", "Backbone, chosen null"), "pairs", "integer"),
        Column("backbone_other", Text("뼈대(다른 모형)", "Backbone, other null"), "pairs", "integer"),
        Column("interlocks", Text("겹치는 쌍", "Interlocks"), "pairs", "integer"),
        Column("interlocks_backbone", Text("겹침의 뼈대", "Backbone of interlocks"), "pairs", "integer"),
    ),
)

LABEL = Text("함께 앉는 자리", "Shared tables")
QUESTION = Text(
    "기구와 사업에 누가 참여하고 누가 빠지며, 같은 몇이 어디에나 있는가, 누구와 누가 우연보다 자주 함께하는가?",
    "Who takes part in bodies and programmes and who never does, do the same few sit everywhere, and who meets whom "
    "more often than chance?",
)
METHOD = Text(
    "주체와 기구(사업, 자원)의 이분 연결망을 주체끼리, 기구끼리로 투영하고 쌍마다 함께하는 수 k를 셉니다. "
    "초기하 모형: 두 주체가 기구 N개 가운데 자기 수만큼 무작위로 고를 때 P(X ≥ k). "
    "이분 구성 모형(BiCM, SDSM): 칸마다 독립적으로 확률 x·y ÷ (1 + x·y)이며 "
    "주체와 기구의 합이 평균적으로 관측과 같도록 맞추고, k의 분포는 푸아송 이항 분포로 정확히 셉니다. "
    "p값은 하나라도 참여하는 주체의 모든 쌍에 대해 벤야미니–호흐베르크 방법으로 보정합니다. 지니 계수 "
    "G = 2Σi·x(i) ÷ (nΣx) − (n+1)/n, 허핀달–허시먼 지수 = Σ(몫)², p = (1 + 이상인 횟수) ÷ (1 + 뽑은 횟수).",
    "The two-mode network of actors and bodies (programmes, resources) is projected on pairs of actors and on pairs of "
    "bodies; k is what a pair shares. Hypergeometric null: each of the two draws its number out of N at random, "
    "P(X ≥ k). Bipartite configuration model (BiCM, SDSM): every cell independently with probability "
    "x·y ÷ (1 + x·y), fitted so that the sums of actors and of bodies are the observed ones on average; the "
    "distribution of k is Poisson binomial, computed exactly. p-values are corrected after Benjamini and Hochberg for "
    "all pairs of actors that take part in anything. Gini coefficient G = 2Σi·x(i) ÷ (nΣx) − (n+1)/n, "
    "Herfindahl–Hirschman index = Σ share², p = (1 + draws as large) ÷ (1 + draws).",
)
COST = Text(
    "기구마다 구성원 수의 제곱에 비례합니다. 함께하는 쌍 300만에서 2초쯤, 1,500만에서 10초쯤.",
    "Quadratic in the members of each body; some 2 s for 3 million pairs that share anything, 10 s for 15 million.",
)
LIMITS = Text(
    "같은 기구에 앉는 것은 만날 기회이지 협력의 증거는 아닙니다. 작은 기구 몇 곳만 기록되어 있으면 어떤 쌍도 "
    "유의하지 않을 수 있습니다. 여러 시기의 자리는 기간을 정하지 않으면 함께 셉니다. "
    "기록되지 않은 참여는 참여하지 않은 것과 구별되지 않습니다.",
    "To sit on the same body is a chance to meet, no proof of cooperation. With few small bodies recorded, no pair may "
    "be significant. Seats of different times are counted together unless a period is set. Participation that was not "
    "recorded cannot be told from none.",
)
REFERENCES = (
    Reference(
        "Tumminello, M., Miccichè, S., Lillo, F., Piilo, J., Mantegna, R. N. (2011). Statistically validated networks "
        "in bipartite complex systems. PLoS ONE 6(3), e17994.",
        "10.1371/journal.pone.0017994",
    ),
    Reference(
        "Saracco, F., Straka, M. J., Di Clemente, R., Gabrielli, A., Caldarelli, G., Squartini, T. (2017). Inferring "
        "monopartite projections of bipartite networks: an entropy-based approach. New Journal of Physics 19, 053022.",
        "10.1088/1367-2630/aa6b38",
    ),
    Reference(
        "Neal, Z. P. (2014). The backbone of bipartite projections. Social Networks 39, 84–97.",
        "10.1016/j.socnet.2014.06.001",
    ),
    Reference(
        "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical "
        "Society B 57(1), 289–300.",
        "10.1111/j.2517-6161.1995.tb02031.x",
    ),
)
