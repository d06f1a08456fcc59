"""How linkage/cohesion computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

LABEL = Text("결속과 약한 고리", "Cohesion and weak spots")
QUESTION = Text(
    "연결망은 얼마나 단단하며, 누가 또는 어느 관계가 빠지면 어떤 분야와 자치구가 떨어져 나가는가?",
    "How firmly does the network hold together, and which fields and districts fall off if an actor or a tie goes?",
)
METHOD = Text(
    "방향을 보지 않고 같은 두 주체 사이의 여러 관계를 하나의 쌍으로 합칩니다. 끊는 주체(단절점)와 끊는 쌍(다리)은 "
    "깊이 우선 "
    "탐색으로 모두 찾습니다. 빠진 뒤 가장 큰 나머지에 들지 못하는 주체가 '끊기는 주체'이고, 소속 주체가 그 나머지에 "
    "하나도 남지 않는 "
    "분야와 자치구가 '연결을 잃는' 곳입니다. 이행성 = 3 × 삼각형 ÷ 길이 2인 경로, 뭉침 계수는 이웃끼리 이어진 "
    "비율의 평균, 평균 거리는 "
    "닿을 수 있는 쌍의 거리 평균입니다. 작은 세상 지수 σ = (C ÷ C무작위) ÷ (L ÷ L무작위) (C: 뭉침 계수, L: 평균 "
    "거리). 많이 이어진 "
    "주체들 사이의 밀도 φ(k) = 2E(>k) ÷ (N(>k)(N(>k)−1))는 연결 수가 k보다 많은 주체들의 것입니다. 동류 결합 계수 "
    "r = (Σe(i,i) − Σa(i)²) ÷ (1 − Σa(i)²)이며 여러 집단에 속한 주체는 똑같이 나누고, 연결 수는 쌍 양 끝의 "
    "상관계수입니다. 비교하는 "
    "무작위 연결망은 두 쌍의 상대를 바꾸기를 쌍 수의 5배만큼 되풀이해, 주체마다 연결 수를 그대로 지킵니다.",
    "Direction is left aside and parallel ties of two actors count as one pair. All articulation points and bridges "
    "are found by depth-first search. Actors outside the largest remaining piece are cut off; fields and districts "
    "that keep no member in it lose their link. Transitivity = 3 × triangles ÷ paths of length two; clustering is the "
    "mean share of tied pairs of neighbours; the mean distance is over pairs that can reach each other. Small-world "
    "quotient σ = (C ÷ C random) ÷ (L ÷ L random) (C: clustering, L: mean distance). Rich club φ(k) = 2E(>k) ÷ (N(>k) "
    "(N(>k) − 1)) among actors with more than k links. Assortativity r = (Σe(i,i) − Σa(i)²) ÷ (1 − Σa(i)²), actors of "
    "several groups shared equally; for degree, the correlation of the two ends. Random networks keep every actor's "
    "number of links: two pairs swap partners, five times as often as there are pairs.",
)
COST = Text(
    "약한 고리는 주체 5만·관계 30만에서 0.1초입니다. 무작위 연결망 하나에 같은 크기에서 1초쯤 걸리며 처리기에 "
    "나누어 계산합니다.",
    "Weak spots take 0.1 s at 50 thousand actors and 300 thousand ties; each random network about 1 s, spread over "
    "the processors.",
)
LIMITS = Text(
    "기록된 관계만 봅니다. 기록되지 않은 관계가 하나만 있어도 다리나 단절점이 아닐 수 있습니다. 관계가 둘 "
    "이상이어도 같은 두 주체 "
    "사이면 한 쌍으로 보므로 다리가 될 수 있습니다. σ는 연결망의 크기에 따라 커지므로 크기가 다른 연결망끼리 견주지 "
    "않습니다. "
    "무작위 연결망이 적으면 p값이 작아질 수 없으니 표준화 차이를 함께 보십시오.",
    "Only recorded ties are seen: one that was not recorded can undo a bridge or an articulation point. Several ties "
    "of the same two actors are one pair, which can be a bridge. σ grows with the size of a network; do not compare "
    "networks of different size by it. With few random networks p cannot be small; read the standardised difference.",
)
REFERENCES = (
    Reference(
        "Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation. "
        "Communications "
        "of the ACM 16(6), 372–378.",
        "10.1145/362248.362272",
    ),
    Reference(
        "Humphries, M. D. and Gurney, K. (2008). Network 'small-world-ness': a quantitative method for determining "
        "canonical network equivalence. PLoS ONE 3(4), e0002051.",
        "10.1371/journal.pone.0002051",
    ),
    Reference(
        "Colizza, V., Flammini, A., Serrano, M. A. and Vespignani, A. (2006). Detecting rich-club ordering in complex "
        "networks. Nature Physics 2, 110–115.",
        "10.1038/nphys209",
    ),
    Reference(
        "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.",
        "10.1103/PhysRevE.67.026126",
    ),
    Reference(
        "Maslov, S. and Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296, "
        "910–913.",
        "10.1126/science.1065103",
    ),
    Reference(
        "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287.",
        "10.1016/0378-8733(83)90028-X",
    ),
)
