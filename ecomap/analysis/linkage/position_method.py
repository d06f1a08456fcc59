"""How linkage/position computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

LABEL = Text("위치와 중심–주변", "Position and core–periphery")
QUESTION = Text(
    "어떤 주체들이 연결망에서 같은 위치에 있으며, 중심과 주변이 나뉘어 있는가?",
    "Which actors hold the same position in the network, and does it have a core and a periphery?",
)
METHOD = Text(
    "같은 역할(규칙적 동치): 주체마다 관계를 유형, 방향, 상대의 블록으로 나누어 세고 log(1 + 수)로 프로필을 만듭니다. "
    "상대의 블록은 처음에는 주체 유형이고, 그다음부터는 앞에서 찾은 블록입니다(최대 5회). 같은 상대(구조적 동치): "
    "방향 있는 인접 행렬의 앞선 특이벡터 8쌍을 √특이값으로 맞춘 것이 프로필이며, 이를 k-평균으로 나누면 확률적 블록 "
    "모형의 블록을 어림하게 됩니다(CONCOR가 아닙니다). 프로필을 k-평균으로 나누고, 블록 수를 정하지 않으면 평균 "
    "실루엣이 가장 큰 수를 고릅니다. 블록 밀도 d(r,s) = 이어진 짝 ÷ 가능한 짝. 밀도 R² = Σ N(r,s)(d(r,s) − d)² ÷ (N "
    "d(1−d))는 어느 칸이 이어졌는지를 블록 밀도가 설명하는 몫이고, 프로필 R²는 프로필의 분산 가운데 블록 사이의 "
    "몫입니다. 블록의 특징은 소속 비율이 전체 비율을 벗어난 정도 z = (p − p₀) ÷ √(p₀(1−p₀)/n)가 3 이상인 것입니다. "
    "중심–주변은 인접 행렬과 이상적인 무늬(중심 안은 모두 이어지고 주변 안은 모두 끊김)의 상관계수 r이 가장 커지도록 "
    "나눕니다. 연결 수 순서로 시작해 한 곳씩 옮겨 더 커지지 않을 때까지 되풀이합니다. 모든 적합도를 연결 수를 지킨 "
    "무작위 연결망에서 같은 방법으로 구한 값과 견줍니다.",
    "Same role (regular equivalence): each actor's ties are counted by type, direction and block of the other, as "
    "log(1 + count); the others' blocks are their kinds at first, then those found before (up to five rounds). Same "
    "partners (structural equivalence): profiles are the 8 leading pairs of singular vectors of the directed "
    "adjacency matrix, scaled by the root of the singular values; clustering these estimates the blocks of a "
    "stochastic block model (this is not CONCOR). Profiles are clustered by k-means; without a given number, the one "
    "from 3 to 8 with the largest mean silhouette is taken. Block density d(r,s) = tied ÷ possible ordered pairs. "
    "Density R² = Σ N(r,s)(d(r,s) − d)² ÷ (N d(1−d)) is the share of what is tied that block densities explain; "
    "profile R² the share of the variance of profiles between blocks. A block is named by what its members have more "
    "often than all, z = (p − p₀) ÷ √(p₀(1−p₀)/n) ≥ 3. Core and periphery are parted so that the correlation r of the "
    "adjacency matrix with the ideal pattern (all tied inside the core, none inside the periphery) is largest: from "
    "the order of degree, single actors change sides until r grows no more. All fits are compared with those of the "
    "same method in random networks that keep every actor's number of links.",
)
COST = Text(
    "주체 1,500에서 몇 초, 주체 5만·관계 30만에서 무작위 연결망 없이 10초쯤입니다. 무작위 연결망 하나마다 2~4초가 "
    "더 걸립니다.",
    "A few seconds for 1,500 actors; about 10 s without random networks at 50 thousand actors and 300 thousand ties, "
    "2 to 4 s more for each random network.",
)
LIMITS = Text(
    "k-평균과 중심–주변 탐색은 가장 좋은 답을 보장하지 않습니다. 난수 시작값을 바꾸어 블록이 달라지면 경계가 "
    "뚜렷하지 않은 것입니다. 블록은 "
    "방법이 찾은 무리이지 조직의 자기 인식이 아닙니다. 중심–주변 무늬의 상당 부분은 연결 수의 차이만으로 생기므로 "
    "무작위 연결망과의 "
    "차이를 보아야 합니다.",
    "Neither k-means nor the search for a core guarantees the best answer; if blocks change with the seed, their "
    "borders are not clear. Blocks are what the method finds, not how organisations see themselves. Much of a "
    "core–periphery pattern follows from unequal degrees alone, which is why it is compared with random networks.",
)
REFERENCES = (
    Reference(
        "White, H. C., Boorman, S. A. and Breiger, R. L. (1976). Social structure from multiple networks. I. "
        "Blockmodels "
        "of roles and positions. American Journal of Sociology 81(4), 730–780.",
        "10.1086/226141",
    ),
    Reference(
        "White, D. R. and Reitz, K. P. (1983). Graph and semigroup homomorphisms on networks of relations. Social "
        "Networks 5(2), 193–234.",
        "10.1016/0378-8733(83)90025-4",
    ),
    Reference(
        "Sussman, D. L., Tang, M., Fishkind, D. E. and Priebe, C. E. (2012). A consistent adjacency spectral embedding "
        "for stochastic blockmodel graphs. Journal of the American Statistical Association 107(499), 1119–1128.",
        "10.1080/01621459.2012.699795",
    ),
    Reference(
        "Borgatti, S. P. and Everett, M. G. (2000). Models of core/periphery structures. Social Networks 21(4), "
        "375–395.",
        "10.1016/S0378-8733(99)00019-2",
    ),
    Reference(
        "Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem.",
        "10.48550/arXiv.1102.5511",
    ),
    Reference(
        "Kojaku, S. and Masuda, N. (2018). Core-periphery structure requires something else in the network. New "
        "Journal "
        "of Physics 20, 043012.",
        "10.1088/1367-2630/aab547",
    ),
)
