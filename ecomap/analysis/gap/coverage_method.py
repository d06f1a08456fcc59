"""How gaps/coverage computes, what that costs and where it ends."""

from __future__ import annotations

from ecomap.analysis.record import Reference
from graph_schema import Text

LABEL = Text("공백 지도", "Coverage")
QUESTION = Text(
    "어느 지역의 어느 분야(유형·과제)에 주체·사업·재원이 비어 있거나 부족하고, 누가 메울 수 있는가?",
    "Where are actors, programmes or funding missing or scarce, and who could fill the gap?",
)
METHOD = Text(
    "칸마다 두 집단에 모두 속한 주체(사업)를 셉니다. 여러 집단에 속하면 칸마다 1로 세고, 금액은 칸에 똑같이 "
    "나눕니다. 동은 그 자치구에, 세부 분야는 상위 분야에 듭니다. 기대값 E = 행 합계 × 열 합계 ÷ 총합 N. 표준화 "
    "잔차 d = (O − E) ÷ √(E(1 − 행 합계/N)(1 − 열 합계/N)). p값은 주변합이 주어졌을 때의 초기하 분포에서 O 이하가 "
    "나올 확률입니다(피셔의 정확 검정, 한쪽). 공백은 기대값이 작은 곳에 많아 정규 근사가 맞지 않으므로 정확 "
    "확률을 씁니다. q는 모든 칸에 대한 벤야미니–호흐베르크 보정입니다. 뚜렷한 부족: O < E이고 q ≤ 유의 수준. "
    "빈 공백: 센 값이 0인데 E나 주민 수에 비례한 값이 1 이상. 사업의 유형과 단위는 참여 주체를 따릅니다. 재원은 "
    "주체가 받은 재정지원·민간위탁 금액(원)의 합으로, 세는 단위가 아니므로 잔차와 p값이 없습니다. 후보는 칸의 한 "
    "집단에는 속하고 다른 집단에는 없는 주체입니다. 지역·분야·과제는 넓힐 수 있지만 유형과 단위는 바뀌지 않고, "
    "행정기관은 다른 지역으로 넓히지 않습니다. 순서: 관계망에서 빠진 집단까지의 단계, 그 집단의 상대 수, 전체 "
    "상대 수. 사업과 재원에서는 이미 칸 안에 있는 주체가 먼저입니다. 모형: log E = log 주민 수 + α(열) + βx(x: 지역의 "
    "설명 변수, 표준화; 주민 수에 비례하면 β = 0). 과산포 φ = 피어슨 χ² ÷ 자유도(1 이상), 잔차 = (O − E) ÷ √(φE(1 − "
    "h)), p값은 평균 E, 분산 φE인 분포의 왼쪽 꼬리. 닿는 주민은 칸의 주체가 있는 동의 주민 수입니다. 메우는 비용 = "
    "후보의 단계(멀면 3) + 거리, 거리 = 1 ÷ (1 + O ÷ E)는 후보가 지금 속한 집단과 빠진 집단 사이의 협력 쌍 O와 배치 "
    "모형의 기대값 E로 셉니다(0.5면 우연만큼 가까움, 1이면 관계가 없음). 관계가 많은 구의 같은 분야 주체, 같은 구의 "
    "이웃 분야 주체가 싸게 메웁니다.",
    "Each cell counts the actors (programmes) that are in both groups. In several groups they count 1 in each cell; "
    "sums of money are split evenly between the cells. A dong belongs to its gu, a subfield to its field. Expected "
    "E = row total × column total ÷ grand total N. Standardised residual d = (O − E) ÷ √(E(1 − row total/N)(1 − "
    "column total/N)). p is the chance of O or fewer in the hypergeometric distribution that the margins imply "
    "(Fisher's exact test, one-sided): gaps lie where little is expected, and the normal approximation fails there. "
    "q corrects p for all cells (Benjamini–Hochberg). Clear shortfall: O < E and q ≤ significance level. Empty gap: "
    "nothing counted where E, or the figure in proportion to residents, is at least 1. Programmes have the kinds "
    "and levels of those who take part. Funding is the sum of KRW that actors received by funding and delegation; "
    "it is no count, so it has no residual and no p. Candidates are in one group of the cell and not in the other. "
    "A place, field or task can be gained; kind and level do not change, and government units do not move to "
    "another place. Order: steps in the graph of ties to the missing group, partners in it, partners in all. For "
    "programmes and funding, actors already in the cell come first. With a model, log E = log residents + α(column) + "
    "βx with x the standardised covariate of the place (β = 0 per resident); overdispersion φ = Pearson's χ² ÷ degrees "
    "of freedom, at least 1; residual = (O − E) ÷ √(φE(1 − h)); p is the lower tail of the law with mean E and "
    "variance φE. Residents reached are those of the dong where the cell has an actor. Cost of closing = steps of the "
    "candidate (3 if far) + distance, where distance = 1 ÷ (1 + O ÷ E) from the tied pairs O between the group it is "
    "in and the missing one and their expectation E in the configuration model (½: as near as chance, 1: no tie). "
    "Cheap are actors of the same field in a district with many ties to this one, and actors of this district in a "
    "field that goes along.",
)
COST = Text(
    "주체·관계·칸의 수에 비례하고, 후보는 공백마다 두 집단의 주체를 한 번씩 훑습니다. 주체 5만, 관계 30만, 자치구 "
    "25 × 분야 14에서 0.3초 미만.",
    "Linear in actors, ties and cells, with a pass over the actors of both groups for each gap; under 0.3 s for 50 "
    "thousand actors and 300 thousand ties by 25 districts and 14 fields.",
)
LIMITS = Text(
    "기대값은 두 기준이 무관하다는 가정의 값이지 있어야 할 값이 아닙니다. 필요는 지역마다 다릅니다. 모든 칸에 고르게 "
    "부족한 것은 드러나지 않으니 주민 1만 명당 값을 함께 보십시오. 등록되지 않은 주체는 없는 주체와 구별되지 "
    "않습니다. 여러 집단에 속한 주체가 있으면 관측이 서로 독립이 아니어서 p값은 어림입니다. 가까운 주체가 하려는 "
    "뜻과 힘이 있는지는 알 수 없습니다. 자치구 사이의 거리는 쓰지 "
    "않으며, 이웃한 정도는 관계망으로만 봅니다. 시 전역으로만 기록된 주체는 어느 자치구에도 들지 않습니다.",
    "Expected is a null model, not a norm: needs differ between places. What is scarce everywhere does not show; see "
    "the figures per 10,000 residents. Actors that were not registered cannot be told from actors that are missing. "
    "Where actors are in several groups, observations are not independent and p is approximate. Whether a near actor "
    "is willing and able is not known. Borders and distances of districts are not in the snapshot: nearness is that of "
    "the network. Actors recorded for the "
    "whole city only are in no district.",
)
REFERENCES = (
    Reference(
        "Haberman, S. J. (1973). The analysis of residuals in cross-classified tables. Biometrics 29(1), 205–220.",
        "10.2307/2529686",
    ),
    Reference(
        "Fisher, R. A. (1922). On the interpretation of χ² from contingency tables, and the calculation of P. Journal "
        "of the Royal Statistical Society 85(1), 87–94.",
        "10.2307/2340521",
    ),
    Reference("McCullagh, P., Nelder, J. A. (1989). Generalized Linear Models, 2nd ed. Chapman and Hall."),
    Reference(
        "Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate: a practical and powerful approach "
        "to multiple testing. Journal of the Royal Statistical Society B 57(1), 289–300.",
        "10.1111/j.2517-6161.1995.tb02031.x",
    ),
)
