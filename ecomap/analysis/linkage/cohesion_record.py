"""What linkage/cohesion takes and returns."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, TableSpec
from graph_schema import Text

ATTRIBUTES: dict[str, Text] = {
    "kind": Text("주체 유형", "Actor kind"),
    "district": Text("자치구", "District"),
    "field": Text("분야", "Field"),
    "level": Text("행정 층위", "Level of government"),
    "degree": Text("연결 수", "Degree"),
}

PARAMETERS = (
    Parameter(
        "limit",
        "integer",
        20,
        Text("약한 고리의 수", "Weak spots listed"),
        Text("끊는 주체와 끊는 쌍을 각각 이만큼 싣습니다.", "So many cut actors and so many bridges are listed."),
        minimum=1,
        maximum=500,
    ),
    Parameter(
        "nulls",
        "integer",
        10,
        Text("무작위 연결망의 수", "Random networks"),
        Text(
            "주체마다 연결 수는 그대로 두고 상대만 섞은 연결망입니다. 많을수록 우연인지 가리기 쉽고 오래 걸립니다. "
            "0은 비교하지 않음",
            "Each keeps every actor's number of links and shuffles the partners. More of them tell chance better and "
            "take longer; 0 for no comparison.",
        ),
        minimum=0,
        maximum=1_000,
    ),
    Parameter(
        "samples",
        "integer",
        1_000,
        Text("거리를 잴 출발점 수", "Sources of distances"),
        Text(
            "주체가 이보다 많으면 평균 거리를 이만큼의 주체에서만 잽니다.",
            "With more actors, the mean distance is measured from so many of them.",
        ),
        minimum=10,
        maximum=50_000,
    ),
    Parameter(
        "seed",
        "integer",
        1,
        Text("난수 씨앗", "Seed"),
        Text("같은 씨앗이면 같은 무작위 연결망을 만듭니다.", "Equal seeds give equal random networks."),
        minimum=0,
        maximum=4_294_967_295,
    ),
)

_BESIDE = (
    Column(
        "expected",
        Text("무작위 평균", "Mean of random networks"),
        description=Text("연결 수를 지킨 무작위 연결망의 평균", "Over random networks with the same degrees."),
    ),
    Column(
        "z",
        Text("표준화 차이", "Standardised difference"),
        "standard deviations",
        description=Text("(값 − 평균) ÷ 무작위 연결망의 표준편차", "(Value − mean) ÷ their standard deviation."),
    ),
    Column(
        "p",
        Text("p값", "p"),
        "p",
        description=Text(
            "무작위 연결망 가운데 값이 이만큼 벗어난 비율(양쪽). 연결망 수보다 작게 나올 수 없습니다.",
            "Two-sided share of random networks at least as far out; never below 2 ÷ (networks + 1).",
        ),
    ),
)

SUMMARY = TableSpec(
    "summary",
    Text("결속", "Cohesion"),
    (
        Column("name", Text("이름", "Name"), type="text", description=Text("프로그램용 이름", "Name for programs.")),
        Column("figure", Text("지표", "Figure"), type="label"),
        Column("value", Text("값", "Value"), description=Text("정의할 수 없으면 빈칸", "Empty where undefined.")),
        Column("unit", Text("단위", "Unit"), type="text", description=Text("share는 0 … 1", "share is 0 … 1.")),
        *_BESIDE,
    ),
)


def _lost(name: str, label: Text) -> Column:
    return Column(
        name,
        label,
        type="label",
        description=Text(
            "이 덩어리에 있던 소속 주체가 가장 큰 나머지에 하나도 남지 않는 곳. 없으면 –",
            "Had members in the component and keeps none in the largest remaining piece; – if none.",
        ),
    )


_CUT_OFF = (
    Column(
        "cut_off",
        Text("끊기는 주체", "Actors cut off"),
        "actors",
        "integer",
        Text("가장 큰 나머지에서 떨어져 나가는 주체", "Actors outside the largest remaining piece."),
    ),
    Column(
        "who",
        Text("끊기는 곳", "Who"),
        type="label",
        description=Text("앞의 세 곳과 나머지의 수", "The first three by id, and how many more."),
    ),
    _lost("fields_lost", Text("연결을 잃는 분야", "Fields that lose their link")),
    _lost("districts_lost", Text("연결을 잃는 자치구", "Districts that lose their link")),
)

POINTS = TableSpec(
    "articulation_points",
    Text("빠지면 연결망을 끊는 주체", "Actors that hold others"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("degree", Text("연결 수", "Degree"), "actors", "integer"),
        Column(
            "pieces",
            Text("나뉘는 조각", "Pieces"),
            "pieces",
            "integer",
            Text("이 주체가 빠진 뒤 덩어리가 나뉘는 수", "Into how many its component falls."),
        ),
        *_CUT_OFF,
    ),
    actor="id",
)
BRIDGES = TableSpec(
    "bridges",
    Text("끊기면 연결망이 나뉘는 쌍", "Pairs that hold the network together"),
    (
        Column("rank", Text("순위", "Rank"), type="integer"),
        Column("id_a", Text("주체 가 id", "Actor A id"), type="id"),
        Column("name_a", Text("주체 가(남는 쪽)", "Actor A (staying side)"), type="label"),
        Column("id_b", Text("주체 나 id", "Actor B id"), type="id"),
        Column("name_b", Text("주체 나(끊기는 쪽)", "Actor B (side cut off)"), type="label"),
        Column("ties", Text("관계", "Ties"), "ties", "integer", Text("두 주체 사이의 관계", "Between the two actors.")),
        *_CUT_OFF,
    ),
)
ASSORTATIVITY = TableSpec(
    "assortativity",
    Text("끼리끼리 맺는 정도", "Assortativity"),
    (
        Column("attribute", Text("속성", "Attribute"), type="text"),
        Column("label", Text("속성 이름", "Name"), type="label"),
        Column(
            "r",
            Text("동류 결합 계수", "Assortativity"),
            "−1 … 1",
            description=Text(
                "0은 무관, 1은 모두 같은 집단끼리. 연결 수는 양 끝의 상관",
                "0 at random, 1 if all stay inside; degree: correlation.",
            ),
        ),
        *_BESIDE,
        Column(
            "actors",
            Text("속성이 있는 주체", "Actors with the attribute"),
            "actors",
            "integer",
        ),
    ),
)
CORES = TableSpec(
    "cores",
    Text("k-코어", "k-cores"),
    (
        Column("k", Text("k", "k"), type="integer"),
        Column(
            "shell",
            Text("코어 수가 k인 주체", "Actors with core number k"),
            "actors",
            "integer",
        ),
        Column(
            "core",
            Text("k-코어의 주체", "Actors in the k-core"),
            "actors",
            "integer",
            Text("서로 k곳 이상과 이어진 가장 큰 부분", "Largest part in which everybody has k neighbours."),
        ),
        Column("share", Text("비율", "Share"), "share", description=Text("전체 주체 가운데", "Of all actors.")),
    ),
)
RICH_CLUB = TableSpec(
    "rich_club",
    Text("많이 이어진 주체들 사이의 밀도", "Rich club"),
    (
        Column(
            "above",
            Text("연결 수가 이보다 많은 주체", "More links than"),
            "actors",
            "integer",
        ),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "density",
            Text("밀도", "Density"),
            "share",
            description=Text("이들 사이 가능한 쌍 가운데 이어진 비율", "Tied share of the pairs among them."),
        ),
        *_BESIDE,
        Column(
            "ratio",
            Text("무작위의 몇 배", "Observed ÷ random"),
            "ratio",
            description=Text(
                "1보다 크면 저희끼리 더 이어져 있습니다.", "Above 1: tied among themselves more than chance."
            ),
        ),
    ),
)
