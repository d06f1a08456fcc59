"""Indicators of the tasks that innovate the system: change, A3, nearness, A4, and openness, A5."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.plan import needs
from ecomap.analysis.plan.building import anybody, edges, linked, mask, money, of_level, share
from ecomap.analysis.plan.record import Indicator, Moment, Parts, Task
from graph_schema import Text

LOCAL = ("gu", "dong")


def _new_ties(at: Moment) -> Parts | None:
    snapshot = at.now
    dated = edges(snapshot)
    dated = dated[snapshot.since[dated] > 0]
    fresh = snapshot.since[dated] > at.day.toordinal() - 365
    ends = np.concatenate([snapshot.source[dated], snapshot.target[dated]]).astype(np.int64)
    return Parts(ends, np.concatenate([fresh, fresh]) / 2, ends, np.full(len(ends), 0.5))


def _kept_ties(at: Moment) -> Parts | None:
    whole, day = at.whole, at.day.toordinal()
    ties = whole.ties.edges
    since, until = whole.since[ties], whole.until[ties]
    ended = (until > 0) & (until < day - 365)
    ties = ties[(since > 0) & (since <= day - 365) & ~ended]
    kept = (whole.until[ties] == 0) | (whole.until[ties] >= day)
    none = np.empty(0, dtype=np.int64)  # a tie that has ended is in no snapshot of the day, so districts stay out
    return Parts(none, np.array([float(kept.sum())]), none, np.array([float(len(ties))]))


def _kept_share(at: Moment) -> float | None:
    parts = _kept_ties(at)
    base = float(parts.base.sum()) if parts else 0.0
    return float(parts.top.sum()) / base if parts and base else None


def _fields_with_programme(at: Moment) -> Parts | None:
    if not len(at.whole.of_kinds("programme")):
        return None
    snapshot = at.now
    programmes = mask(snapshot, snapshot.of_kinds("programme"))
    active = linked(snapshot, programmes, ("works_in",), ends="target")
    above = snapshot.parent[active.nonzero()[0]]
    active[above[above >= 0]] = True
    fields = snapshot.of_kinds("field")
    return share(fields[snapshot.parent[fields] < 0], active)


A3 = Task(
    "A3",
    (
        Indicator(
            "a3-new-ties",
            Text("한 해 안에 시작한 관계", "Ties begun within a year"),
            Text(
                "그날 유효하고 시작일을 아는 관계 가운데 지난 365일 안에 시작한 관계의 비율. 해마다 새로 맺는 "
                "재정지원도 들어간다.",
                "Share of the dated ties in force that began within the last 365 days; yearly grants are among them.",
            ),
            "share",
            "",
            _new_ties,
        ),
        Indicator(
            "a3-kept-ties",
            Text("한 해 뒤에도 이어지는 관계", "Ties that last another year"),
            Text(
                "한 해 전에 유효하던 관계(시작일을 아는 것) 가운데 그날까지 이어지는 관계의 비율.",
                "Share of the dated ties in force a year before that still hold.",
            ),
            "share",
            "",
            _kept_ties,
            _kept_share,
        ),
        Indicator(
            "a3-fields-with-programme",
            Text("사업이 있는 분야", "Fields with a programme"),
            Text(
                "분야(대분류) 가운데 그날 진행 중인 사업이 하나라도 있는 분야의 비율.",
                "Share of upper fields with at least one programme running on the day.",
            ),
            "share",
            "more",
            _fields_with_programme,
        ),
    ),
    (needs.TIE_DATES,),
    ("cooperation/change", "cooperation/pairs?rank_by=duration"),
)


def _local_support(at: Moment) -> Parts:
    snapshot = at.now
    near = of_level(snapshot, snapshot.of_kinds("government", "intermediary"), *LOCAL)
    local = of_level(snapshot, snapshot.of_kinds("civil_society"), *LOCAL)
    return share(local, linked(snapshot, mask(snapshot, near)))


def _only_through_city(at: Moment) -> Parts:
    snapshot = at.now
    government = snapshot.of_kinds("government")
    near = linked(snapshot, mask(snapshot, of_level(snapshot, government, *LOCAL)))
    far = linked(snapshot, mask(snapshot, of_level(snapshot, government, "city", "national")))
    local = of_level(snapshot, snapshot.of_kinds("civil_society"), *LOCAL)
    return share(local[(near | far)[local]], far & ~near)


def _local_money(at: Moment) -> Parts:
    snapshot = at.now
    government = snapshot.of_kinds("government")
    paid = money(snapshot, givers=mask(snapshot, government))
    near = mask(snapshot, of_level(snapshot, government, *LOCAL))[snapshot.source[paid]]
    ends = snapshot.target[paid].astype(np.int64)
    amounts = snapshot.amount[paid]
    return Parts(ends, np.where(near, amounts, 0.0), ends, amounts)


def _dong_reached(at: Moment) -> Parts:
    snapshot = at.now
    actors = mask(snapshot, snapshot.of_kinds("civil_society", "intermediary"))
    dong = of_level(snapshot, snapshot.of_kinds("place"), "dong")
    return share(dong, linked(snapshot, actors, ("located_in", "active_in"), ends="target"))


A4 = Task(
    "A4",
    (
        Indicator(
            "a4-local-support",
            Text("가까운 행정·중간지원조직과 이어진 지역 단체", "Local organisations tied to local support"),
            Text(
                "자치구·동 단위 시민사회단체 가운데 자치구·동 단위 행정기관이나 중간지원조직과 관계가 있는 곳의 비율.",
                "Share of civil-society organisations of gu or dong level with a tie to a government unit or an "
                "intermediary of gu or dong level.",
            ),
            "share",
            "more",
            _local_support,
        ),
        Indicator(
            "a4-only-through-city",
            Text("시를 통해서만 행정과 이어진 지역 단체", "Local organisations tied to the city only"),
            Text(
                "행정과 이어진 자치구·동 단위 시민사회단체 가운데 시·중앙 기관하고만 이어진 곳의 비율.",
                "Of the civil-society organisations of gu or dong level that are tied to government at all, the share "
                "tied to city or national units only.",
            ),
            "share",
            "less",
            _only_through_city,
        ),
        Indicator(
            "a4-local-money",
            Text("자치구·동이 준 공공 재원", "Public money given by gu and dong"),
            Text(
                "행정이 준 재정지원·민간위탁 금액 가운데 자치구·동 단위 기관이 준 금액의 비율.",
                "Share of the funding and delegation amounts of government that units of gu or dong level gave.",
            ),
            "share",
            "more",
            _local_money,
        ),
        Indicator(
            "a4-dong-reached",
            Text("주체가 있는 동", "Dong with an actor"),
            Text(
                "행정동 가운데 시민사회단체나 중간지원조직의 소재지 또는 활동 지역으로 기록된 동의 비율.",
                "Share of dong recorded as seat or area of activity of a civil-society organisation or intermediary.",
            ),
            "share",
            "more",
            _dong_reached,
        ),
    ),
    (needs.SEATS_OF_ACTORS, needs.BODIES, needs.AMOUNTS),
    ("cooperation/matrix?by=level", "linkage/overview?by=level", "linkage/position"),
)


def _english(at: Moment) -> Parts:
    snapshot = at.now
    named = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    actors = snapshot.actors
    named[actors] = [bool(snapshot.name_en[int(i)]) for i in actors]
    return share(actors, named)


def _on_the_map(at: Moment) -> Parts:
    return share(at.now.actors, linked(at.now, anybody(at.now), ("located_in",), ends="source"))


def _with_field(at: Moment) -> Parts:
    return share(at.now.actors, linked(at.now, anybody(at.now), ("works_in",), ends="source"))


A5 = Task(
    "A5",
    (
        Indicator(
            "a5-with-field",
            Text("분야로 찾을 수 있는 주체", "Actors that can be found by field"),
            Text(
                "모든 주체 가운데 활동 분야가 기록된 곳의 비율.",
                "Share of all actors whose field is recorded.",
            ),
            "share",
            "more",
            _with_field,
        ),
        Indicator(
            "a5-on-the-map",
            Text("지역으로 찾을 수 있는 주체", "Actors that can be found by place"),
            Text(
                "모든 주체 가운데 소재지가 기록된 곳의 비율.",
                "Share of all actors whose seat is recorded.",
            ),
            "share",
            "more",
            _on_the_map,
        ),
        Indicator(
            "a5-english",
            Text("영문 이름이 있는 주체", "Actors with an English name"),
            Text(
                "모든 주체 가운데 영문 이름이 있는 곳의 비율. 외국인 주민과 연구자가 읽을 수 있는 만큼.",
                "Share of all actors with an English name: what foreign residents and researchers can read.",
            ),
            "share",
            "more",
            _english,
        ),
    ),
    (needs.FIELDS_OF_ACTORS, needs.SEATS_OF_ACTORS),
    ("linkage/overview",),
)

TASKS = (A3, A4, A5)
