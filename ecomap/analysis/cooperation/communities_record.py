"""What cooperation/communities takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.common import PLACE_LINKS_PARAMETER
from ecomap.analysis.cooperation.chance import SEED
from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

PARAMETERS = (
    Parameter(
        "quality",
        "choice",
        "modularity",
        Text("무엇을 크게 하는가", "What is made large"),
        Text(
            "모듈성은 연결 수에 견주고, CPM은 밀도에 견주므로 작은 공동체를 합치지 않습니다.",
            "Modularity compares with the actors' numbers of ties; CPM with the density, and does not merge small "
            "communities.",
        ),
        choices=(
            ("modularity", Text("모듈성", "Modularity")),
            ("cpm", Text("CPM(일정 포츠 모형)", "CPM (constant Potts model)")),
        ),
    ),
    Parameter(
        "resolution",
        "number",
        1.0,
        Text("해상도", "Resolution"),
        Text(
            "크게 하면 작은 공동체가 여럿, 작게 하면 큰 공동체가 몇 나옵니다. CPM에서는 연결망 밀도의 배수입니다.",
            "Higher gives many small communities, lower a few large ones. For CPM in multiples of the density.",
        ),
        minimum=0.05,
        maximum=1000.0,
    ),
    Parameter(
        "weight",
        "choice",
        "ties",
        Text("연결의 세기", "Weight of a pair"),
        choices=(
            ("ties", Text("관계 수", "Number of ties")),
            ("strength", Text("강도의 합", "Sum of strengths")),
            ("pairs", Text("모두 1", "1 for every pair")),
        ),
    ),
    Parameter(
        "partition",
        "choice",
        "best",
        Text("싣는 구분", "Partition reported"),
        Text(
            "여러 번 계산한 것 가운데 값이 가장 큰 것, 또는 여러 번이 합의하는 것.",
            "Of several runs the one of the highest quality, or what the runs agree on.",
        ),
        choices=(("best", Text("가장 나은 것", "Best run")), ("consensus", Text("합의", "Consensus"))),
    ),
    Parameter(
        "runs",
        "integer",
        None,
        Text("계산 횟수", "Runs"),
        Text(
            "씨앗을 바꾸어 이만큼 계산합니다. 비워 두면 10번, 협력 쌍이 3만을 넘으면 3번.",
            "So many runs with different seeds. Left empty: 10, or 3 above 30 thousand pairs.",
        ),
        minimum=1,
        maximum=100,
    ),
    Parameter(
        "rewirings",
        "integer",
        None,
        Text("무작위 연결망 수", "Random networks"),
        Text(
            "연결 수를 지키며 무작위로 다시 이은 연결망의 수. 비워 두면 20, 협력 쌍이 3만을 넘으면 2.",
            "Networks rewired at random with the same numbers of ties. Left empty: 20, or 2 above 30 thousand pairs.",
        ),
        minimum=0,
        maximum=100,
    ),
    Parameter(
        "permutations",
        "integer",
        199,
        Text("뒤섞는 횟수", "Permutations"),
        Text(
            "공동체와 자치구·분야가 우연히 닮는 정도를 이만큼 뒤섞어 봅니다.",
            "How often labels are shuffled to see how alike chance makes communities and districts or fields.",
        ),
        minimum=0,
        maximum=9999,
    ),
    PLACE_LINKS_PARAMETER,
    SEED,
)

_COMMUNITY = Text("공동체 번호, 큰 것부터", "Number of the community, largest first.")
_SHARE = Text(
    "공동체 구성원 가운데 이 집단에 속한 비율",
    "Share of the community's members that are in this group.",
)
_STANDS_OUT = Text(
    "우연보다 표준편차 3배 넘게 많고 구성원의 4분의 1을 넘는 집단. 없으면 비어 있습니다.",
    "More than 3 standard deviations above chance and a quarter of the members; empty if none is.",
)

COMMUNITIES = TableSpec(
    "communities",
    Text("공동체", "Communities"),
    (
        Column("community", Text("공동체", "Community"), type="integer", description=_COMMUNITY),
        Column("name", Text("이름", "Name"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column("inside", Text("안의 관계", "Inside"), description=Text("고른 세기의 합", "Sum of the chosen weight.")),
        Column("outside", Text("밖의 관계", "Outside")),
        Column("e_i", Text("E-I 지수", "E-I index"), "−1 … 1"),
        Column(
            "certainty",
            Text("확실성", "Certainty"),
            "share",
            description=Text(
                "다른 계산도 구성원을 이 공동체에 두는 비율의 평균",
                "Mean share of the other runs that put its members here.",
            ),
        ),
        Column("district", Text("두드러진 자치구", "Distinguishing district"), type="label", description=_STANDS_OUT),
        Column("district_share", Text("그 비율", "Its share"), "share", description=_SHARE),
        Column("field", Text("두드러진 분야", "Distinguishing field"), type="label", description=_STANDS_OUT),
        Column("field_share", Text("그 비율", "Its share"), "share", description=_SHARE),
        Column("kind", Text("두드러진 유형", "Distinguishing kind"), type="label", description=_STANDS_OUT),
        Column("kind_share", Text("그 비율", "Its share"), "share", description=_SHARE),
        Column("hub", Text("중심 주체 식별자", "Hub id"), type="id"),
        Column(
            "hub_name",
            Text("중심 주체", "Hub"),
            type="label",
            description=Text("공동체 안의 관계가 가장 많은 주체", "The actor with the most ties inside the community."),
        ),
    ),
)

ACTORS = TableSpec(
    "actors",
    Text("주체의 공동체", "Community of each actor"),
    (
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("community", Text("공동체", "Community"), type="integer", description=_COMMUNITY),
        Column("community_name", Text("공동체 이름", "Name of the community"), type="label"),
        Column("inside_share", Text("안의 비율", "Share inside"), "share"),
        Column("certainty", Text("확실성", "Certainty"), "share"),
    ),
    actor="actor",
)

LINKS = TableSpec(
    "links",
    Text("공동체 사이의 관계", "Ties between communities"),
    (
        Column("community_a", Text("공동체 가", "Community A"), type="integer", description=_COMMUNITY),
        Column("name_a", Text("이름 가", "Name A"), type="label"),
        Column("community_b", Text("공동체 나", "Community B"), type="integer", description=_COMMUNITY),
        Column("name_b", Text("이름 나", "Name B"), type="label"),
        Column("ties", Text("관계", "Ties"), description=Text("고른 세기의 합", "Sum of the chosen weight.")),
        Column(
            "expected",
            Text("기대값", "Expected"),
            description=Text(
                "관계의 끝이 공동체와 무관하게 만날 때", "If the ends of ties met regardless of community."
            ),
        ),
        Column("ratio", Text("관측 ÷ 기대", "Observed ÷ expected"), "ratio"),
        Column("bridge", Text("다리 주체 식별자", "Bridge id"), type="id"),
        Column(
            "bridge_name",
            Text("다리 주체", "Bridge"),
            type="label",
            description=Text(
                "두 공동체 사이의 관계를 가장 많이 가진 주체",
                "The actor with most of the ties between the two.",
            ),
        ),
    ),
)

AGREEMENT = TableSpec(
    "agreement",
    Text("공동체와 자치구·분야·유형", "Communities against districts, fields and kinds"),
    (
        Column("grouping", Text("기준", "Grouping"), type="label"),
        Column("actors", Text("비교한 주체", "Actors compared"), "actors", "integer"),
        Column(
            "nmi",
            Text("NMI", "NMI"),
            "0 … 1",
            description=Text(
                "정규화 상호정보량. 여러 집단에 속한 주체는 나누어 셉니다.",
                "Normalised mutual information; an actor in several groups is shared between them.",
            ),
        ),
        Column("chance_nmi", Text("우연의 NMI", "NMI by chance"), "0 … 1"),
        Column("p", Text("p값", "p"), "p"),
        Column(
            "ari",
            Text("ARI", "ARI"),
            "≤ 1",
            description=Text(
                "보정 랜드 지수. 한 집단에만 속한 주체로 셉니다.", "Adjusted Rand index, of actors in one group only."
            ),
        ),
        Column("ari_actors", Text("ARI의 주체", "Actors in the ARI"), "actors", "integer"),
    ),
)

PROFILE = TableSpec(
    "profile",
    Text("해상도에 따라", "By resolution"),
    (
        Column("resolution", Text("해상도", "Resolution")),
        Column("communities", Text("공동체", "Communities"), type="integer"),
        Column("largest", Text("가장 큰 공동체의 비율", "Share of the largest"), "share"),
        Column("modularity", Text("모듈성", "Modularity"), "≤ 1"),
        Column("nmi", Text("실은 구분과의 NMI", "NMI with the one reported"), "0 … 1"),
    ),
)

NETWORK = TableSpec(
    "network",
    Text("전체 연결망", "Whole network"),
    (
        Column("actors", Text("관계가 있는 주체", "Actors with ties"), "actors", "integer"),
        Column("communities", Text("공동체", "Communities"), type="integer"),
        Column("modularity", Text("모듈성", "Modularity"), "≤ 1"),
        Column("modularity_best", Text("가장 나은 계산의 모듈성", "Modularity of the best run"), "≤ 1"),
        Column("modularity_consensus", Text("합의의 모듈성", "Modularity of the consensus"), "≤ 1"),
        Column(
            "modularity_random",
            Text("무작위 연결망의 모듈성", "Modularity at random"),
            "≤ 1",
            description=Text("다시 이은 연결망에서 찾은 값의 평균", "Mean of what is found in rewired networks."),
        ),
        Column(
            "p",
            Text("p값", "p"),
            "p",
            description=Text(
                "무작위 연결망의 모듈성이 이만큼 클 비율. 관측값도 하나로 셉니다.",
                "Share of random networks with as high a modularity, the observed one counted among them.",
            ),
        ),
        Column("runs", Text("계산", "Runs"), type="integer"),
        Column("nmi", Text("계산끼리의 NMI", "NMI between runs"), "0 … 1"),
        Column("ari", Text("계산끼리의 ARI", "ARI between runs"), "≤ 1"),
    ),
)

LABEL = Text("협력 공동체", "Communities of cooperation")
QUESTION = Text(
    "서로 더 많이 협력하는 주체들은 어떤 공동체를 이루며, 그것은 지역을 따르는가, 분야를 따르는가?",
    "Which communities do actors form that work with each other more than with the rest, and do these follow "
    "districts or fields?",
)
METHOD = Text(
    "라이덴 알고리즘이 품질을 가장 크게 하는 구분을 찾습니다. 모듈성 Q = Σ(W/2m − γ(K/2m)²) (W: 안의 관계 무게의 "
    "두 배, K: 구성원 관계 무게의 합, 2m: 전체 합, γ: 해상도); CPM은 Σ(w − γ·d·s(s−1)/2) (w: 안의 무게, s: 구성원 수, "
    "d: 연결망 밀도). 씨앗을 바꾸어 여러 번 계산하고, 계산끼리의 NMI와 ARI로 안정성을 봅니다. 합의는 관계마다 두 끝이 "
    "함께 묶인 계산의 비율(절반 이상)을 무게에 곱해 다시 계산한 것입니다. 무작위 비교는 관계의 끝을 섞은 연결망에서 "
    "같은 방법으로 찾은 모듈성입니다. 자치구·분야·유형과의 NMI = 2I ÷ (H₁ + H₂)이며, 여러 집단에 속한 주체는 "
    "몫을 나누고, 공동체 이름표를 뒤섞어 p = (1 + 이상인 횟수) ÷ (1 + 뒤섞은 횟수)를 구합니다. 이름은 초기하 분포의 "
    "평균보다 표준편차 3배 넘게 많은 자치구와 분야에서, 없으면 유형에서, 그것도 없으면 중심 주체에서 옵니다.",
    "The Leiden algorithm looks for the partition of the highest quality. Modularity Q = Σ(W/2m − γ(K/2m)²) (W: twice "
    "the weight of ties inside, K: weight of all ties of the members, 2m: sum over all, γ: resolution); CPM is "
    "Σ(w − γ·d·s(s−1)/2) (w: weight inside, s: members, d: density of the network). Several runs differ in their "
    "seed; NMI and ARI between runs show how stable the answer is. The consensus weights every tie by the share of "
    "runs that put its ends together (at least half) and runs once more. The random comparison is the modularity "
    "that the same procedure finds when the ends of ties are shuffled. NMI with districts, fields and kinds is "
    "2I ÷ (H₁ + H₂), with actors in several groups shared between them; community labels are shuffled for "
    "p = (1 + at least as large) ÷ (1 + permutations). Names come from the district and field more than 3 standard "
    "deviations above the mean of the hypergeometric distribution, else from the kind, else from the hub.",
)
COST = Text(
    "계산 한 번은 관계 수에 거의 비례합니다. 주체 5만, 관계 30만에서 한 번에 약 1초, 기본값으로 모두 10초쯤. "
    "계산은 여러 스레드에서 나란히 돕니다.",
    "A run is nearly linear in ties: about 1 s for 50 thousand actors and 300 thousand ties, some 10 s in all with the "
    "defaults; runs use threads.",
)
LIMITS = Text(
    "공동체는 하나로 정해지지 않습니다. 해상도와 씨앗에 따라 경계가 달라지므로 확실성이 낮은 주체는 경계에 있다고 "
    "읽으십시오. 모듈성은 큰 연결망에서 작은 공동체를 합칠 수 있습니다(그때는 CPM). 주체는 한 공동체에만 들어가며, "
    "기록되지 않은 협력은 보이지 않습니다.",
    "There is no single true partition: borders move with resolution and seed, so read an actor of low certainty as "
    "standing on a border. Modularity may merge small communities in a large network (CPM does not). An actor is in "
    "one community only, and cooperation that was not recorded is not seen.",
)
REFERENCES = (
    Reference(
        "Traag, V. A., Waltman, L., van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected "
        "communities. Scientific Reports 9, 5233.",
        "10.1038/s41598-019-41695-z",
    ),
    Reference(
        "Newman, M. E. J., Girvan, M. (2004). Finding and evaluating community structure in networks. Physical "
        "Review E 69, 026113.",
        "10.1103/PhysRevE.69.026113",
    ),
    Reference(
        "Traag, V. A., Van Dooren, P., Nesterov, Y. (2011). Narrow scope for resolution-limit-free community "
        "detection. Physical Review E 84, 016114.",
        "10.1103/PhysRevE.84.016114",
    ),
    Reference(
        "Lancichinetti, A., Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2, 336.",
        "10.1038/srep00336",
    ),
    Reference(
        "Hubert, L., Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.",
        "10.1007/BF01908075",
    ),
    Reference(
        "Danon, L., Díaz-Guilera, A., Duch, J., Arenas, A. (2005). Comparing community structure identification. "
        "Journal of Statistical Mechanics, P09008.",
        "10.1088/1742-5468/2005/09/P09008",
    ),
)
