"""How cooperation/communities computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

LABEL = Text("협력 공동체", "Communities of cooperation")
QUESTION = Text(
    "서로 더 많이 협력하는 주체들은 어떤 공동체를 이루며, 그것은 지역을 따르는가, 분야를 따르는가?",
    "Which communities do actors form that work with each other more than with the rest, and do these follow "
    "districts or fields?",
)
METHOD = Text(
    "라이덴 알고리즘이 품질을 가장 크게 하는 구분을 찾습니다. 모듈성 Q = Σ(W/2m − γ(K/2m)²) (W: 안의 관계 무게의 "
    "두 배, K: 구성원 관계 무게의 합, 2m: 전체 합, γ: 해상도); CPM은 Σ(w − γ·d·s(s−1)/2) (w: 안의 무게, s: 구성원 수, "
    "d: 연결망 밀도). 난수 시작값을 바꾸어 여러 번 계산하고, 계산끼리의 NMI와 ARI로 안정성을 봅니다. 합의는 관계마다 "
    "두 끝이 함께 묶인 계산의 비율(절반 이상)을 무게에 곱해 다시 계산한 것입니다. 무작위 비교는 관계의 끝을 섞은 "
    "연결망에서 같은 방법으로 찾은 모듈성입니다. 자치구·분야·유형과의 NMI = 2I ÷ (H₁ + H₂)이며, 여러 집단에 속한 "
    "주체는 몫을 나누고, 공동체 이름표를 뒤섞어 p = (1 + 이상인 횟수) ÷ (1 + 뒤섞은 횟수)를 구합니다. 이름은 초기하 "
    "분포의 평균보다 표준편차 3배 넘게 많은 자치구와 분야에서, 없으면 유형에서, 그것도 없으면 중심 주체에서 옵니다.",
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
    "공동체는 하나로 정해지지 않습니다. 해상도와 난수 시작값에 따라 경계가 달라지므로 확실성이 낮은 주체는 경계에 "
    "있다고 읽으십시오. 모듈성은 큰 연결망에서 작은 공동체를 합칠 수 있습니다(그때는 CPM). 주체는 한 공동체에만 "
    "들어가며, 기록되지 않은 협력은 보이지 않습니다.",
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
