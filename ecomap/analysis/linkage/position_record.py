"""What linkage/position takes and returns."""

from __future__ import annotations

from ecomap.analysis.record import Column, Parameter, TableSpec
from graph_schema import Text

EQUIVALENCES: dict[str, Text] = {
    "regular": Text("같은 역할(규칙적 동치)", "Same role (regular equivalence)"),
    "structural": Text("같은 상대(구조적 동치)", "Same partners (structural equivalence)"),
}

PARAMETERS = (
    Parameter(
        "equivalence",
        "choice",
        "regular",
        Text("무엇이 같으면 같은 위치인가", "What makes positions alike"),
        Text(
            "같은 역할: 비슷한 역할의 상대와 같은 유형의 관계를 맺음. 같은 상대: 바로 그 주체들과 이어짐",
            "Same role: ties of the same types with actors of similar roles. Same partners: ties with the very same "
            "actors.",
        ),
        choices=tuple(EQUIVALENCES.items()),
    ),
    Parameter(
        "blocks",
        "integer",
        0,
        Text("블록 수", "Blocks"),
        Text("0이면 3에서 8 사이에서 가장 잘 나뉘는 수를 고릅니다.", "0 picks the number from 3 to 8 that parts best."),
        minimum=0,
        maximum=30,
    ),
    Parameter(
        "between",
        "choice",
        "tied",
        Text("중심과 주변 사이", "Between core and periphery"),
        Text(
            "이상적인 중심–주변에서 중심과 주변 사이가 모두 이어진다고 볼지, 그 사이는 따지지 않을지",
            "Whether the ideal has all pairs between core and periphery, or leaves them out of the comparison.",
        ),
        choices=(("tied", Text("모두 이어짐", "All tied")), ("ignored", Text("따지지 않음", "Left out"))),
    ),
    Parameter(
        "limit",
        "integer",
        100,
        Text("싣는 주체의 수", "Actors listed"),
        Text("블록마다 연결이 많은 순서로 이만큼. 0은 모두", "So many of each block, most links first. 0 for all."),
        minimum=0,
        maximum=1_000_000,
    ),
    Parameter(
        "nulls",
        "integer",
        5,
        Text("무작위 연결망의 수", "Random networks"),
        Text(
            "주체마다 연결 수는 그대로 두고 상대만 섞은 연결망입니다. 0은 비교하지 않음",
            "Each keeps every actor's number of links and shuffles the partners. 0 for no comparison.",
        ),
        minimum=0,
        maximum=200,
    ),
    Parameter(
        "seed",
        "integer",
        1,
        Text("난수 씨앗", "Seed"),
        Text("같은 씨앗이면 같은 결과를 냅니다.", "Equal seeds give equal results."),
        minimum=0,
        maximum=4_294_967_295,
    ),
)


def _trait(name: str, label: Text) -> tuple[Column, Column]:
    return (
        Column(
            name, label, type="label", description=Text("가장 두드러진 것. 없으면 –", "Stands out most; – if none.")
        ),
        Column(
            f"{name}_share",
            Text(f"{label.ko}의 비율", f"Share of {label.en.lower()}"),
            "share",
            description=Text("블록의 주체 가운데", "Of the members."),
        ),
    )


BLOCKS = TableSpec(
    "blocks",
    Text("블록", "Blocks"),
    (
        Column("block", Text("블록", "Block"), type="text"),
        Column("name", Text("특징", "What marks it"), type="label"),
        Column("actors", Text("주체", "Actors"), "actors", "integer"),
        Column(
            "share", Text("비율", "Share"), "share", description=Text("블록에 든 주체 가운데", "Of actors in blocks.")
        ),
        Column("mean_degree", Text("평균 연결 수", "Mean degree"), "actors"),
        *_trait("kind", Text("두드러진 유형", "Marked kind")),
        *_trait("field", Text("두드러진 분야", "Marked field")),
        *_trait("district", Text("두드러진 자치구", "Marked district")),
        *_trait("tie", Text("두드러진 관계", "Marked tie")),
        Column(
            "examples", Text("보기", "Examples"), type="label", description=Text("연결이 가장 많은 셋", "Best linked.")
        ),
    ),
)
IMAGE = TableSpec(
    "image",
    Text("블록 사이의 밀도", "Densities between blocks"),
    (
        Column("from_block", Text("보내는 블록", "From"), type="text"),
        Column("to_block", Text("받는 블록", "To"), type="text"),
        Column("density", Text("밀도", "Density"), "share", description=Text("가능한 짝 가운데", "Of possible pairs.")),
        Column("ratio", Text("전체 밀도의 몇 배", "Times the overall density"), "ratio"),
        Column(
            "tied",
            Text("이어진 블록", "Tied blocks"),
            type="boolean",
            description=Text("밀도가 전체 밀도 이상이면 참", "True where at least the overall density."),
        ),
        Column("pairs", Text("이어진 짝", "Tied pairs"), "pairs", "integer", Text("방향이 있는 짝", "Ordered pairs.")),
    ),
)
FIT = TableSpec(
    "fit",
    Text("들어맞는 정도", "Fit"),
    (
        Column("name", Text("이름", "Name"), type="text", description=Text("프로그램용 이름", "Name for programs.")),
        Column("figure", Text("지표", "Figure"), type="label"),
        Column("value", Text("값", "Value"), description=Text("정의할 수 없으면 빈칸", "Empty where undefined.")),
        Column("unit", Text("단위", "Unit"), type="text"),
        Column(
            "expected",
            Text("무작위 평균", "Mean of random networks"),
            description=Text(
                "연결 수를 지킨 무작위 연결망에서 같은 방법으로",
                "Same method in random networks with the same degrees.",
            ),
        ),
        Column("z", Text("표준화 차이", "Standardised difference"), "standard deviations"),
        Column("p", Text("p값", "p"), "p"),
    ),
)
MEMBERS = TableSpec(
    "members",
    Text("주체의 위치", "Positions of actors"),
    (
        Column("id", Text("주체 id", "Actor id"), type="id"),
        Column("name", Text("주체", "Actor"), type="label"),
        Column("kind", Text("유형", "Kind"), type="label"),
        Column("block", Text("블록", "Block"), type="text"),
        Column("degree", Text("연결 수", "Degree"), "actors", "integer"),
        Column("core", Text("중심", "In the core"), type="boolean"),
    ),
    actor="id",
)
