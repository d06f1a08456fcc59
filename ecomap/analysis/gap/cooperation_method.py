"""How gaps/cooperation computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

LABEL = Text("빠진 협력", "Missing cooperation")
QUESTION = Text(
    "어느 집단과 집단 사이에 있을 법한 협력이 빠져 있고, 누가 다리를 놓을 수 있는가?",
    "Between which groups is cooperation missing that could be expected, and who could bridge it?",
)
METHOD = Text(
    "관계가 하나라도 있는 두 주체를 협력 쌍으로 한 번 셉니다. 한쪽이 집단 가, 다른 쪽이 집단 나에 속하면 두 집단을 "
    "잇습니다. 여러 집단에 속한 주체의 쌍은 잇는 집단마다 1로 셉니다. 기대값은 모든 주체의 상대 수를 그대로 두고 "
    "이었을 때입니다. 집단 안의 관계를 함께 섞으면 배치 모형: 끝의 수 N = 2m, D(가)·D(나)는 두 집단의 끝, E = "
    "H ÷ (N − 1), H = D(가)D(나) − 겹친 끝의 몫(겹침이 없으면 E ≈ D(가)D(나) ÷ 2m), V = (H² − H − S) ÷ "
    "((N − 1)(N − 3)) + E − E² (S: 끝을 함께 쓰는 두 쌍의 수). 그대로 두면 함께 속한 집단이 없는 쌍만 다시 잇습니다: "
    "속한 집단의 조합 s, t가 겹치지 않을 때 E(s,t) = x(s)x(t)이고 x는 조합마다 밖으로 난 끝의 수에 맞춥니다(준독립). "
    "V = w'Ew − r'Gr. p값은 평균 E, 분산 V인 이항(V < E)·푸아송(V = E)·음이항(V > E) 분포에서 이만큼 또는 더 적을 "
    "확률이고, q는 벤야미니–호흐베르크 보정입니다. 뚜렷한 부족: q ≤ 유의 수준. 이와 따로, 두 쌍의 끝을 맞바꾸는 "
    "일을 되풀이해(쌍마다 다섯 번 준비, 연결망 사이에 한 번) 상대 수가 같은 연결망을 만들어 견줍니다. 다리 후보는 "
    "다른 집단까지의 단계, 그 집단의 상대 수, 함께 아는 상대 수, 전체 상대 수의 순서입니다. 분야 표는 그 분야(자치구) "
    "주체 n곳 가운데 아무도 행정기관(중간지원조직)과 관계가 없는 곳이며 p = C(N − T, n) ÷ C(N, n)입니다(N: 전체 주체, "
    "T: 관계가 있는 주체). 시 단위 표는 시·전국 단위 주체를 빼기 전과 뺀 뒤에 이어진 쌍을 견줍니다.",
    "Two actors with at least one tie are one tied pair. It joins groups A and B if one end is in A and the other in "
    "B; with actors in several groups it counts 1 for every two groups that it joins. Expected is what random matching "
    "gives that keeps every actor's number of partners. With ties inside groups mixed in, the configuration model: N = "
    "2m ends, D(A) and D(B) of them in the groups, E = H ÷ (N − 1) with H = D(A)D(B) less what shared ends take away "
    "(E ≈ D(A)D(B) ÷ 2m where no actor is in both), V = (H² − H − S) ÷ ((N − 1)(N − 3)) + E − E² with S the ordered "
    "pairs of possible pairs that share an end. With ties inside kept, only pairs without a common group are matched "
    "anew: for sets of groups s and t that do not overlap E(s,t) = x(s)x(t), x such that each set keeps its outward "
    "ends (quasi-independence), V = w'Ew − r'Gr. p is the chance of so few or fewer under the binomial (V < E), "
    "Poisson (V = E) or negative binomial law (V > E) with this mean and variance, q corrects it (Benjamini–Hochberg); "
    "clear shortfall: q ≤ significance level. Besides, networks with the same numbers of partners are drawn by "
    "swapping the ends of two pairs over and over (five tries a pair to begin with, one between networks). Bridges "
    "come in the order of steps to the other group, partners in it, shared alters, partners in all. The table of "
    "fields lists those (and cells of district and field) whose n actors have no tie to government (to an "
    "intermediary) at all: p = C(N − T, n) ÷ C(N, n) with T of all N actors tied. The table of districts compares who "
    "reaches whom with and without the actors of the city and national level.",
)
COST = Text(
    "다시 잇기를 빼면 주체와 관계의 수에 비례합니다. 주체 5만, 관계 30만, 자치구 기준 0.2초 안팎, 행정동 기준 0.4초. "
    "다시 잇기는 협력 쌍 × (5 + 연결망 수)번의 시도이며, 작은 연결망(7천 쌍)에서 100개에 0.2초, 30만 쌍에서 연결망 "
    "하나에 0.3초가 듭니다.",
    "Without rewiring, linear in actors and ties: about 0.2 s for 50 thousand actors and 300 thousand ties by "
    "district. Rewiring makes pairs × (5 + networks) tries: 0.2 s for 100 networks of 7 thousand pairs, 0.3 s for each "
    "network of 300 thousand.",
)
LIMITS = Text(
    "기대값은 우연의 값이지 있어야 할 값이 아닙니다. 두 집단이 협력할 까닭이 있는지는 알려 주지 않습니다. 등록되지 "
    "않은 관계는 없는 관계와 구별되지 않습니다. 자치구의 경계나 거리는 스냅숏에 없어 이웃한 구인지는 보지 않습니다. "
    "여러 집단에 속한 주체가 있거나 허브가 있으면 공식의 기대값은 어림이고, 다시 이은 값이 더 정확합니다. 속한 집단의 "
    "조합이 600가지를 넘으면 집단 안의 관계도 함께 섞습니다. 단위(시·구·동)가 기록되지 않은 주체는 시 단위로 보지 "
    "않습니다.",
    "Expected is chance, not a norm; it does not know whether two groups have a reason to cooperate. Ties that were "
    "not registered cannot be told from ties that are missing. Borders and distances of districts are not part of the "
    "snapshot, so it is not known which gu are neighbours. Where actors are in several groups, or hubs hold many ties, "
    "the formula is approximate and the rewired figures are closer. With more than 600 different sets of groups, ties "
    "inside groups are mixed in. Actors without a recorded level do not count as city level.",
)
REFERENCES = (
    Reference(
        "Newman, M. E. J. (2006). Modularity and community structure in networks. PNAS 103(23), 8577–8582.",
        "10.1073/pnas.0601602103",
    ),
    Reference(
        "Goodman, L. A. (1968). The analysis of cross-classified data: independence, quasi-independence, and "
        "interactions in contingency tables with or without missing entries. JASA 63(324), 1091–1131.",
        "10.1080/01621459.1968.10480916",
    ),
    Reference(
        "Fosdick, B. K., Larremore, D. B., Nishimura, J., Ugander, J. (2018). Configuring random graph models with "
        "fixed degree sequences. SIAM Review 60(2), 315–355.",
        "10.1137/16M1087175",
    ),
    Reference(
        "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach "
        "to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300.",
        "10.1111/j.2517-6161.1995.tb02031.x",
    ),
)
