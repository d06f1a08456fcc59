"""Records that the tasks need, and how many of them are complete."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ecomap.analysis.plan.record import Need
from ecomap.snapshot import Snapshot
from graph_schema import Text


def recorded(kind: str, label: Text, advice: Text) -> Need:
    """Return the need that nodes of a kind are recorded at all."""

    def have(snapshot: Snapshot) -> tuple[int, int]:
        count = len(snapshot.of_kinds(kind))
        return count, count

    return Need(label, have, advice)


def edges_recorded(types: tuple[str, ...], label: Text, advice: Text) -> Need:
    """Return the need that edges of some types are recorded at all."""

    def have(snapshot: Snapshot) -> tuple[int, int]:
        count = len(snapshot.of_types(*types))
        return count, count

    return Need(label, have, advice)


def linked_need(kinds: tuple[str, ...], types: tuple[str, ...], label: Text, advice: Text) -> Need:
    """Return the need that nodes of some kinds have a structural link of some types."""

    def have(snapshot: Snapshot) -> tuple[int, int]:
        nodes = snapshot.of_kinds(*kinds)
        with_link = np.zeros(snapshot.n_nodes, dtype=np.bool_)
        with_link[snapshot.source[snapshot.of_types(*types)]] = True
        return int(with_link[nodes].sum()), len(nodes)

    return Need(label, have, advice)


def column_need(types: tuple[str, ...], filled: Callable[[Snapshot], object], label: Text, advice: Text) -> Need:
    """Return the need that a column of edges is filled; without types of all ties."""

    def have(snapshot: Snapshot) -> tuple[int, int]:
        chosen = snapshot.of_types(*(types or snapshot.ontology.tie_types))
        return int(np.asarray(filled(snapshot))[chosen].sum()), len(chosen)

    return Need(label, have, advice)


ACTORS = ("civil_society", "intermediary", "government", "partner")

TIE_DATES = column_need(
    (),
    lambda snapshot: snapshot.since > 0,
    Text("시작일이 있는 관계", "Ties with a start date"),
    Text("관계마다 시작일과 종료일을 적으십시오.", "Give every tie its start and end dates."),
)
TIE_FIELDS = column_need(
    (),
    lambda snapshot: snapshot.field >= 0,
    Text("분야가 있는 관계", "Ties with a field"),
    Text("관계가 어느 분야의 일인지 적으십시오.", "Say which field a tie belongs to."),
)
AMOUNTS = column_need(
    ("funds", "delegates"),
    lambda snapshot: ~np.isnan(snapshot.amount),
    Text("금액이 있는 재정지원·민간위탁", "Funding and delegation with an amount"),
    Text("재정지원과 민간위탁의 금액과 단위를 적으십시오.", "Give amount and unit of funding and delegation."),
)
SEATS_OF_ACTORS = linked_need(
    ACTORS,
    ("located_in",),
    Text("소재지가 있는 주체", "Actors with a seat"),
    Text("주체의 소재지(동까지)를 적으십시오.", "Say where actors are seated, down to the dong."),
)
FIELDS_OF_ACTORS = linked_need(
    ACTORS,
    ("works_in",),
    Text("분야가 있는 주체", "Actors with a field"),
    Text("주체의 활동 분야를 적으십시오.", "Say in which fields actors work."),
)
FOUNDED = Need(
    Text("설립일이 있는 시민사회단체", "Civil-society organisations with a founding date"),
    lambda snapshot: (
        int((snapshot.node_since[snapshot.of_kinds("civil_society")] > 0).sum()),
        len(snapshot.of_kinds("civil_society")),
    ),
    Text("설립일을, 해산한 곳은 해산일을 적으십시오.", "Give founding dates, and closing dates where they closed."),
)
POPULATION = Need(
    Text("인구가 있는 지역", "Places with a population"),
    lambda snapshot: (
        int((~np.isnan(snapshot.population[snapshot.of_kinds("place")])).sum()),
        len(snapshot.of_kinds("place")),
    ),
    Text("지역의 인구를 채우십시오.", "Fill in the population of places."),
)
BODIES = recorded(
    "body",
    Text("거버넌스 기구", "Governance bodies"),
    Text(
        "위원회와 협의체, 주민자치회를 기구로 등록하십시오.",
        "Register committees and residents' councils as bodies.",
    ),
)
SEATS = edges_recorded(
    ("sits_on",),
    Text("위원 자리", "Seats on bodies"),
    Text("누가 어느 기구의 위원인지 임기와 함께 적으십시오.", "Say who sits on which body, with the term."),
)
ORDINANCES = recorded(
    "ordinance",
    Text("조례", "Ordinances"),
    Text("조례를 분야, 담당 부서와 함께 등록하십시오.", "Register ordinances with their fields and responsible units."),
)
RESOURCES = recorded(
    "resource",
    Text("자원", "Resources"),
    Text("공간, 장비 같은 자원과 보유 주체를 등록하십시오.", "Register resources such as space, and who holds them."),
)
RECOGNITION = edges_recorded(
    ("received",),
    Text("인정 기록", "Recognition received"),
    Text("수상, 지정, 등록을 받은 주체와 함께 적으십시오.", "Record awards, designations and registrations received."),
)
TAKES_PART = edges_recorded(
    ("takes_part_in",),
    Text("사업 참여 기록", "Participation in programmes"),
    Text("누가 어느 사업에 참여하는지 적으십시오.", "Say who takes part in which programme."),
)
RESPONSIBLE = edges_recorded(
    ("responsible_for",),
    Text("담당 연결", "Responsibility links"),
    Text("부서와 사업이 어느 과제를 맡는지 적으십시오.", "Say which task a unit or a programme answers for."),
)
