"""How linkage/centrality computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

METHOD = Text(
    "연결 수, 매개·근접·고유벡터 중심성, 코어 수는 방향을 보지 않고 같은 두 주체 사이의 여러 관계를 하나로 합쳐 "
    "구합니다. 거리는 거쳐 가는 관계의 수입니다. 매개 중심성 b(v) = Σ σ(s,t|v) ÷ σ(s,t) ÷ ((n−1)(n−2)/2) (s<t, σ: "
    "최단 경로의 수). 주체가 정해진 수를 넘으면 무작위 쌍 r개의 최단 경로를 하나씩 뽑아 v를 지나는 비율로 어림하며, "
    "r = (⌊log₂(D−2)⌋ + 1 + ln(1/0.05)) ÷ 2ε² (D: 최단 경로의 최대 주체 수의 상한)이면 95% 확률로 모든 주체의 오차가 ε "
    "이내입니다. 근접 중심성 h(v) = Σ 1/d(u,v) ÷ (n−1)(닿지 않으면 0). 출발점 k개에서 어림하면 이웃은 그대로 세고 "
    "나머지만 "
    "표본으로 세어, 95% 확률로 모든 주체의 오차가 n/(n−1) × ½√((1−(k−1)/n) ln(2n/0.05) ÷ 2k) 이내입니다. "
    "고유벡터 중심성은 덩어리마다 λx(v) = Σ x(이웃)의 가장 큰 λ에 대한 해로, Σx² = 덩어리의 주체 비율이 되게 맞춥니다. "
    "코어 수는 남은 이웃이 모두 k곳 이상인 가장 큰 부분에 속하는 가장 큰 k입니다. 받는 연결 수와 보내는 연결 수는 "
    "방향이 "
    "있는 관계만 셉니다. 페이지랭크는 방향을 따르되 방향이 없는 관계는 양쪽으로 가며, x = 0.85 (Pᵀx + 나가는 곳 "
    "없는 주체의 "
    "몫 ÷ n) + 0.15 ÷ n (P: 관계 강도에 비례한 이동 확률)입니다. 연결 수, 관계 수, 강도는 정규화하지 않습니다. "
    "순위는 더 큰 "
    "값의 수 + 1이고, 같은 값은 id 순서로 싣습니다. 순위 구간은 관계를 복원으로 다시 뽑은 연결망마다 순위를 매겨 "
    "5%와 95% "
    "분위수를 취합니다.",
    "Degree, betweenness, closeness, eigenvector centrality and core number ignore direction and merge parallel "
    "ties; distance is the number of ties on the way. Betweenness b(v) = Σ σ(s,t|v) ÷ σ(s,t) ÷ ((n−1)(n−2)/2) over "
    "s<t (σ: shortest paths). Above the given number of actors, one shortest path is drawn for each of r random pairs "
    "and b(v) is the share of them that pass through v; with r = (⌊log₂(D−2)⌋ + 1 + ln(1/0.05)) ÷ 2ε² (D: upper bound "
    "on the actors of a shortest path) the error is at most ε for all actors at once with probability 95%. Harmonic "
    "closeness h(v) = Σ 1/d(u,v) ÷ (n−1), 0 for those out of reach; from k sources, neighbours are counted as they "
    "are and the others by the sample, with an error of at most n/(n−1) × ½√((1−(k−1)/n) ln(2n/0.05) ÷ 2k) for all "
    "actors at once with probability 95%. Eigenvector centrality solves λx(v) = Σ x(neighbours) for the largest λ of "
    "each component, scaled to Σx² = share of actors in it. The core number is the largest k such that the actor is "
    "in the largest part in which everybody has at least k neighbours left. In- and out-degree count directed ties "
    "only. PageRank follows direction, undirected ties both ways: x = 0.85 (Pᵀx + share of actors without a way "
    "out ÷ n) + 0.15 ÷ n (P: moves in proportion to tie weight). Degree, ties and strength are not normalised. A rank "
    "is 1 + the number of larger values; equal values are listed by id. Rank intervals are the 5% and 95% quantiles "
    "of ranks in networks whose ties are redrawn with replacement.",
)
COST = Text(
    "매개 중심성과 근접 중심성이 대부분입니다. 주체 1,500에서 0.2초쯤, 주체 5만·관계 30만에서 어림하면 모두 합쳐 "
    "3초쯤입니다. "
    "순위 구간은 순위 기준 지표의 비용에 재추출 횟수를 곱한 만큼 더 걸립니다.",
    "Mostly betweenness and closeness: about 0.2 s for 1,500 actors; estimated, about 3 s altogether at 50 thousand "
    "actors and 300 thousand ties. Rank intervals add the cost of the measure ranked by, once a resample.",
)
LIMITS = Text(
    "중심성은 기록된 관계에서의 위치일 뿐 영향력이나 성과를 뜻하지 않습니다. 기록을 많이 낸 주체가 높게 나올 수 "
    "있습니다. "
    "강도는 보고한 쪽마다 척도가 다를 수 있습니다. 표본으로 어림한 값은 오차 한계보다 작은 차이를 구별하지 못합니다. "
    "순위 구간은 관계가 서로 무관하게 보고되었다고 볼 때의 값이며, 빠진 주체나 한쪽으로 치우친 보고는 바로잡지 "
    "못합니다.",
    "Centrality is a position in the recorded ties, not influence or merit; whoever reports more ranks higher. "
    "Reporters may use different scales of strength. Estimates cannot tell apart actors that differ by less than the "
    "error bound. Rank intervals hold if ties were reported independently; they do not repair missing actors or "
    "one-sided reporting.",
)
REFERENCES = (
    Reference(
        "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks "
        "1(3), "
        "215–239.",
        "10.1016/0378-8733(78)90021-7",
    ),
    Reference(
        "Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical "
        "Sociology "
        "25(2), 163–177.",
        "10.1080/0022250X.2001.9990249",
    ),
    Reference(
        "Riondato, M. and Kornaropoulos, E. M. (2016). Fast approximation of betweenness centrality through sampling. "
        "Data Mining and Knowledge Discovery 30(2), 438–475.",
        "10.1007/s10618-015-0423-0",
    ),
    Reference(
        "Boldi, P. and Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10(3–4), 222–262.",
        "10.1080/15427951.2013.865686",
    ),
    Reference(
        "Eppstein, D. and Wang, J. (2004). Fast approximation of centrality. Journal of Graph Algorithms and "
        "Applications 8(1), 39–45.",
        "10.7155/jgaa.00081",
    ),
    Reference(
        "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification. Journal "
        "of Mathematical Sociology 2(1), 113–120.",
        "10.1080/0022250X.1972.9989806",
    ),
    Reference(
        "Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1–26.",
        "10.1214/aos/1176344552",
    ),
    Reference(
        "Serfling, R. J. (1974). Probability inequalities for the sum in sampling without replacement. "
        "Annals of "
        "Statistics 2(1), 39–48.",
        "10.1214/aos/1176342611",
    ),
    Reference(
        "Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual web search engine. Computer "
        "Networks and ISDN Systems 30(1–7), 107–117.",
        "10.1016/S0169-7552(98)00110-X",
    ),
    Reference(
        "Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269–287.",
        "10.1016/0378-8733(83)90028-X",
    ),
)
