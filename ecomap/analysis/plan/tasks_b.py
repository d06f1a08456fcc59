"""Indicators of the tasks that build the resource base: B1 to B3."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from ecomap.analysis.plan import needs
from ecomap.analysis.plan.building import anybody, gini, homes, linked, mask, mean, money, received, share
from ecomap.analysis.plan.record import Floats, Indicator, Moment, Parts, Task
from ecomap.snapshot import Snapshot
from ecomap.snapshot.graph import LEVELS
from graph_schema import Text


def _holders(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("holds")):
        return None
    return share(at.now.actors, linked(at.now, anybody(at.now), ("holds",), ends="source"))


def _sharing(at: Moment) -> Parts:
    return share(at.now.of_kinds("civil_society"), linked(at.now, anybody(at.now), ("shares_resource",)))


def _supported(at: Moment) -> Parts:
    helped = linked(at.now, anybody(at.now), ("supports", "trains"), ends="target")
    return share(at.now.of_kinds("civil_society"), helped)


B1 = Task(
    "B1",
    (
        Indicator(
            "b1-sharing",
            Text("자원을 나누는 시민사회단체", "Civil-society organisations that share resources"),
            Text(
                "시민사회단체 가운데 공간·장비·자료·인력을 함께 쓰는 관계가 있는 곳의 비율.",
                "Share of civil-society organisations with a tie of shared space, equipment, data or staff.",
            ),
            "share",
            "more",
            _sharing,
        ),
        Indicator(
            "b1-supported",
            Text("지원이나 교육을 받는 시민사회단체", "Civil-society organisations supported or trained"),
            Text(
                "시민사회단체 가운데 상담·보육·공간 지원이나 교육을 받는 관계가 있는 곳의 비율.",
                "Share of civil-society organisations that receive support other than money, or training.",
            ),
            "share",
            "more",
            _supported,
        ),
        Indicator(
            "b1-holders",
            Text("자원을 보유한 주체", "Actors that hold a resource"),
            Text(
                "모든 주체 가운데 등록된 자원을 하나라도 보유한 곳의 비율.",
                "Share of all actors that hold at least one registered resource.",
            ),
            "share",
            "more",
            _holders,
        ),
    ),
    (needs.RESOURCES, needs.SEATS_OF_ACTORS, needs.TIE_DATES),
    ("cooperation/layers", "gaps/coverage", "gaps/isolates?lacking=type&type=shares_resource"),
)


def _public(snapshot: Snapshot) -> Floats:
    government = mask(snapshot, snapshot.of_kinds("government"))
    return received(snapshot, money(snapshot, givers=government))


def _per_resident(at: Moment) -> Parts:
    snapshot = at.now
    amounts = _public(snapshot)
    paid = np.flatnonzero(amounts)
    places = snapshot.of_kinds("place")
    gu = places[snapshot.level[places] == LEVELS.index("gu")]
    gu = gu[~np.isnan(snapshot.population[gu])]
    return Parts(paid, amounts[paid], gu, snapshot.population[gu])


def _inequality(at: Moment) -> float | None:
    parts = _per_resident(at)
    _, inside = homes(at.now)
    amounts = np.asarray(inside[parts.nodes].T @ parts.top)
    people = np.asarray(inside[parts.base_nodes].T @ parts.base)
    known = people > 0
    return gini(amounts[known] / people[known], people[known])


def _with_public_money(at: Moment) -> Parts:
    return share(at.now.of_kinds("civil_society"), _public(at.now) > 0)


B2 = Task(
    "B2",
    (
        Indicator(
            "b2-per-resident",
            Text("주민 한 사람당 공공 재원", "Public money per resident"),
            Text(
                "그날 유효한 행정의 재정지원·민간위탁 금액을 자치구 인구로 나눈 값. 자치구별로는 소재지가 그 구인 곳이 "
                "받은 금액. 여러 해에 걸친 위탁은 계약 금액 전체로 센다.",
                "Amounts of government's funding and delegation in force on the day, divided by the residents of the "
                "gu; by district what those seated there receive. Contracts over several years count whole.",
            ),
            "KRW",
            "",
            _per_resident,
        ),
        Indicator(
            "b2-gini",
            Text("자치구 사이의 불균등(지니)", "Inequality between districts (Gini)"),
            Text(
                "주민 한 사람당 공공 재원이 자치구 사이에 얼마나 고르지 않은가: 0은 모두 같음, 1에 가까우면 한 구에 "
                "몰림. 인구를 가중치로 쓴다.",
                "How unevenly public money per resident is spread over the districts: 0 where all have the same, "
                "towards 1 where one has all; weighted by residents.",
            ),
            "index",
            "less",
            _per_resident,
            _inequality,
        ),
        Indicator(
            "b2-reach",
            Text("공공 재원을 받는 시민사회단체", "Civil-society organisations with public money"),
            Text(
                "시민사회단체 가운데 그날 행정의 재정지원이나 민간위탁을 받고 있는 곳의 비율.",
                "Share of civil-society organisations that receive funding or delegation of government on the day.",
            ),
            "share",
            "more",
            _with_public_money,
        ),
    ),
    (needs.AMOUNTS, needs.POPULATION, needs.SEATS_OF_ACTORS),
    ("cooperation/money", "gaps/coverage?count=funding"),
)


def _funders(snapshot: Snapshot) -> sparse.csr_array[np.float64]:
    """Return what each civil-society organisation (row) receives of each giver (column), on the day."""
    paid = money(snapshot)
    paid = paid[mask(snapshot, snapshot.of_kinds("civil_society"))[snapshot.target[paid]]]
    shape = (snapshot.n_nodes, snapshot.n_nodes)
    entries = (snapshot.amount[paid], (snapshot.target[paid], snapshot.source[paid]))
    return sparse.csr_array(entries, shape=shape)


def _one_funder(at: Moment) -> Parts:
    givers = np.diff(_funders(at.now).indptr)
    return share(np.flatnonzero(givers > 0), givers == 1)


def _largest(at: Moment) -> Parts:
    amounts = _funders(at.now)
    total: Floats = np.asarray(amounts.sum(axis=1)).ravel()
    funded = np.flatnonzero(total > 0)
    rows, most = amounts.tocoo().coords[0], np.zeros(len(total))
    np.maximum.at(most, rows, amounts.tocoo().data)
    return mean(funded, most[funded] / total[funded])


def _public_part(at: Moment) -> Parts:
    snapshot = at.now
    amounts = _funders(snapshot)
    government = mask(snapshot, snapshot.of_kinds("government")).astype(np.float64)
    total: Floats = np.asarray(amounts.sum(axis=1)).ravel()
    funded = np.flatnonzero(total > 0)
    return Parts(funded, np.asarray(amounts @ government)[funded], funded, total[funded])


B3 = Task(
    "B3",
    (
        Indicator(
            "b3-one-funder",
            Text("재원이 한 곳뿐인 단체", "Organisations with a single funder"),
            Text(
                "그날 재정지원·민간위탁 금액이 기록된 시민사회단체 가운데 준 곳이 하나뿐인 곳의 비율.",
                "Of the civil-society organisations with recorded amounts of funding or delegation on the day, the "
                "share with one giver only.",
            ),
            "share",
            "less",
            _one_funder,
        ),
        Indicator(
            "b3-largest",
            Text("가장 큰 재원의 평균 비중", "Mean share of the largest funder"),
            Text(
                "재원이 기록된 시민사회단체마다 가장 많이 준 곳의 비중을 구해 평균한 값. 1이면 모두 한 곳에만 기댄다.",
                "Of each funded civil-society organisation the part that its largest giver gives, averaged; 1 where "
                "all depend on one.",
            ),
            "share",
            "less",
            _largest,
        ),
        Indicator(
            "b3-public",
            Text("재원 가운데 공공의 비중", "Public part of the money"),
            Text(
                "시민사회단체가 받은 금액 가운데 행정기관이 준 금액의 비율.",
                "Share of the amounts that civil-society organisations receive which government gives.",
            ),
            "share",
            "",
            _public_part,
        ),
    ),
    (needs.AMOUNTS, needs.TIE_DATES),
    ("cooperation/money", "gaps/robustness"),
)

TASKS = (B1, B2, B3)
