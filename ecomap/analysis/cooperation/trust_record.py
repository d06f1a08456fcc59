"""What cooperation/trust takes, returns and says about itself."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, Reference, TableSpec
from graph_schema import Text

LABEL = Text("신뢰와 가치", "Trust and value")
QUESTION = Text(
    "참여 단체들은 서로를 얼마나 신뢰하고, 누구에게서 큰 힘을 얻는가?",
    "How far do partners trust each other, and who adds most in their eyes?",
)
PARAMETERS = (
    Parameter(
        "pairs",
        "choice",
        "either",
        Text("세는 관계", "Which pairs count"),
        Text(
            "한쪽만 알린 관계의 평가도 셀지 정합니다.",
            "Whether ratings count that come from one end of a tie only.",
        ),
        choices=(
            ("either", Text("한쪽이라도 알린 관계", "Either end reported it")),
            ("both", Text("양쪽이 모두 알린 관계", "Both ends reported it")),
        ),
    ),
    Parameter(
        "raters",
        "integer",
        3,
        Text("최소 평가 단체 수", "Fewest raters"),
        Text(
            "평가한 단체가 이보다 적으면 점수를 보이지 않습니다. 누가 어떻게 평가했는지 드러나지 않게 합니다.",
            "Scores from fewer raters are not shown, so that nobody can tell who rated how.",
        ),
        minimum=2,
        maximum=50,
    ),
)
ITEMS: dict[str, Text] = {
    "power_influence": Text("영향력", "Power and influence"),
    "involvement": Text("참여 정도", "Level of involvement"),
    "resource_contribution": Text("자원 기여", "Resource contribution"),
    "reliability": Text("약속 이행", "Reliability"),
    "mission_support": Text("취지 공감", "In support of the mission"),
    "openness": Text("열린 대화", "Open to discussion"),
}
_SCALE = "1 … 4"
_LOW = Text("응답하지 않은 단체가 모두 1점을 준다면", "If all who have not answered gave 1.")
_HIGH = Text("응답하지 않은 단체가 모두 4점을 준다면", "If all who have not answered gave 4.")


def _scores(name: str, label: Text) -> tuple[Column, ...]:
    return (
        Column(name, label, _SCALE),
        Column(f"{name}_low", Text(f"{label.ko} 하한", f"{label.en}, lower bound"), _SCALE, description=_LOW),
        Column(f"{name}_high", Text(f"{label.ko} 상한", f"{label.en}, upper bound"), _SCALE, description=_HIGH),
    )


ACTORS = TableSpec(
    "actors",
    Text("단체별 점수", "Scores by actor"),
    (
        Column("actor", Text("주체 식별자", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("raters", Text("평가한 단체", "Raters"), "actors", "integer"),
        Column("missing", Text("빠진 평가", "Missing raters"), "actors", "integer"),
        *_scores("trust", Text("신뢰", "Trust")),
        *_scores("value", Text("가치", "Value")),
        *(Column(name, label, _SCALE) for name, label in ITEMS.items()),
    ),
    actor="actor",
)
NETWORK = TableSpec(
    "network",
    Text("전체 연결망", "Whole network"),
    (
        Column("invited", Text("초대한 단체", "Invited"), "actors", "integer"),
        Column("answered", Text("응답한 단체", "Answered"), "actors", "integer"),
        Column("response", Text("응답률", "Response rate"), "share"),
        Column("rated", Text("평가된 쌍", "Rated pairs"), "pairs", "integer"),
        Column("density", Text("밀도", "Density"), "share"),
        Column("density_high", Text("밀도 상한", "Density, upper bound"), "share"),
        *(
            Column(f"{name}{end}", Text(f"{ko}{ko_end}", f"{en}{en_end}"), "share")
            for name, ko, en in (("trust", "신뢰", "Trust"), ("value", "가치", "Value"))
            for end, ko_end, en_end in (
                ("", "", ""),
                ("_low", " 하한", ", lower bound"),
                ("_high", " 상한", ", upper bound"),
            )
        ),
        Column("density_trust", Text("밀도 × 신뢰", "Density × trust"), "share"),
        Column("density_trust_low", Text("밀도 × 신뢰 하한", "Density × trust, lower bound"), "share"),
        Column("density_trust_high", Text("밀도 × 신뢰 상한", "Density × trust, upper bound"), "share"),
    ),
)
METHOD = Text(
    "PARTNER 도구의 여섯 문항(1–4점)을 씁니다. 단체가 받은 평가를 문항마다 평균하고, 가치는 영향력·참여 정도·자원 "
    "기여, 신뢰는 약속 이행·취지 공감·열린 대화의 평균을 다시 평균합니다. 한 단체가 같은 상대를 여러 관계에서 "
    "평가하면 먼저 평균합니다. 연결망의 신뢰 = 평가된 (평가한 단체, 평가받은 단체) 쌍의 신뢰 평균 ÷ 4. 밀도 = 초대한 "
    "단체의 쌍 가운데 한쪽이라도 관계를 알린 비율. 경계값: 단체마다, 그 단체가 관계를 알렸으나 응답하지 않은 상대가 "
    "모두 1점 또는 4점을 준다고 봅니다. 스스로 응답하지 않은 단체는 응답하지 않은 다른 모든 단체가 상대일 수 있다고 "
    "봅니다. 연결망에서는 응답하지 않은 단체가 응답한 단체만큼 여러 곳을 평가한다고 봅니다. 밀도의 상한은 응답하지 "
    "않은 단체가 낀 모든 쌍이 이어져 있을 때입니다.",
    "Six items of the PARTNER tool, rated 1 to 4. Ratings that an actor received are averaged by item; value is the "
    "mean of the means of power, involvement and resources, trust that of reliability, mission and openness. Ratings "
    "of one partner in several ties are averaged first. Trust of the network = mean trust over rated pairs (rater, "
    "rated) ÷ 4. Density = share of pairs of invited actors of which either end reported a tie. Bounds: for an "
    "actor, partners that it named and that have not answered all give 1, or 4, and for one that has not answered "
    "itself all others like it may be partners; for the network, who has not answered rates as many as who has; the "
    "density is at most that with every pair tied that has an end without answer.",
)
COST = Text(
    "평가 수에 비례합니다. 천 곳이 만 번 평가한 설문에서 0.4초 안팎입니다.",
    "Grows with the number of ratings; about 0.4 s for ten thousand ratings among a thousand actors.",
)
LIMITS = Text(
    "신뢰는 서로에 대한 인식이며, 사람은 후하게 답합니다. 몇 곳이 평가했는지 함께 보아야 합니다. 4점 만점의 비율이므로 "
    "가장 낮은 점수도 25%입니다. 초대하지 않은 단체의 생각은 알 수 없습니다.",
    "Trust is what partners perceive, and people answer kindly. Look at the number of raters too. Shares are of the "
    "maximum of 4, so the lowest is 25%. What uninvited actors think is not known.",
)
REFERENCES = (
    Reference(
        "Varda, D. M., Chandra, A., Stern, S. A., Lurie, N. (2008). Core dimensions of connectivity in public health "
        "collaboratives. Journal of Public Health Management and Practice 14(5), E1–E7.",
        "10.1097/01.PHH.0000333889.60517.46",
    ),
    Reference(
        "Stork, D., Richards, W. D. (1992). Nonrespondents in communication network studies: problems and "
        "possibilities. Group & Organization Management 17(2), 193–209.",
        "10.1177/1059601192172006",
    ),
    Reference(
        "Kossinets, G. (2006). Effects of missing data in social networks. Social Networks 28(3), 247–268.",
        "10.1016/j.socnet.2005.07.002",
    ),
)
