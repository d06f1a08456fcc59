"""Indicators of the tasks that build the ecosystem, C1 to C3."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.plan import needs
from ecomap.analysis.plan.building import anybody, degree, edges, linked, mask, of_edges, share, shared_field
from ecomap.analysis.plan.record import Indicator, Moment, Parts, Task
from ecomap.snapshot.groups import grouping
from graph_schema import Text

ACTIVE = 3
"""Alters from which on an organisation counts as active."""


def _lasting(at: Moment) -> Parts:
    civil = at.now.of_kinds("civil_society")
    civil = civil[at.now.node_since[civil] > 0]
    return share(civil, at.now.node_since <= at.day.toordinal() - 5 * 365)


def _young(at: Moment) -> Parts:
    civil = at.now.of_kinds("civil_society")
    civil = civil[at.now.node_since[civil] > 0]
    return share(civil, at.now.node_since > at.day.toordinal() - 365)


def _closed(at: Moment) -> float | None:
    whole, day = at.whole, at.day.toordinal()
    civil = whole.of_kinds("civil_society")
    since, until = whole.node_since[civil], whole.node_until[civil]
    before = (since > 0) & (since <= day - 365) & ((until == 0) | (until >= day - 365))
    gone = before & (until > 0) & (until < day)
    return float(gone.sum() / before.sum()) if before.any() else None


def _isolated(at: Moment) -> Parts:
    return share(at.now.of_kinds("civil_society"), degree(at.now) == 0)


C1 = Task(
    "C1",
    (
        Indicator(
            "c1-isolated",
            Text("아무와도 이어지지 않은 시민사회단체", "Civil-society organisations without any tie"),
            Text(
                "시민사회단체 가운데 그날 유효한 관계가 하나도 기록되지 않은 곳의 비율.",
                "Share of civil-society organisations with no recorded tie in force on the day.",
            ),
            "share",
            "less",
            _isolated,
        ),
        Indicator(
            "c1-lasting",
            Text("다섯 해 넘게 이어 온 시민사회단체", "Civil-society organisations older than five years"),
            Text(
                "설립일을 아는 시민사회단체 가운데 설립한 지 5년이 지난 곳의 비율.",
                "Of the civil-society organisations with a founding date, the share founded over five years ago.",
            ),
            "share",
            "",
            _lasting,
        ),
        Indicator(
            "c1-young",
            Text("한 해 안에 생긴 시민사회단체", "Civil-society organisations founded within a year"),
            Text(
                "설립일을 아는 시민사회단체 가운데 지난 365일 안에 설립한 곳의 비율.",
                "Of the civil-society organisations with a founding date, the share founded within 365 days.",
            ),
            "share",
            "",
            _young,
        ),
        Indicator(
            "c1-closed",
            Text("한 해 동안 문을 닫은 시민사회단체", "Civil-society organisations closed within a year"),
            Text(
                "한 해 전에 있던 시민사회단체(설립일을 아는 곳) 가운데 그날까지 해산한 곳의 비율.",
                "Of the civil-society organisations that existed a year before, the share closed since.",
            ),
            "share",
            "less",
            _isolated,
            _closed,
        ),
    ),
    (needs.FOUNDED, needs.SEATS_OF_ACTORS, needs.TIE_DATES),
    ("gaps/isolates", "linkage/cohesion", "gaps/robustness"),
)


def _recognised(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("received")):
        return None
    return share(at.now.of_kinds("civil_society"), linked(at.now, anybody(at.now), ("received",), ends="source"))


def _unseen(at: Moment) -> Parts:
    civil = at.now.of_kinds("civil_society")
    active = civil[degree(at.now)[civil] >= ACTIVE]
    seen = linked(at.now, mask(at.now, at.now.of_kinds("government")))
    seen |= linked(at.now, anybody(at.now), ("received",), ends="source")
    return share(active, ~seen)


def _in_programmes(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("takes_part_in")):
        return None
    part = linked(at.now, anybody(at.now), ("takes_part_in",), ends="source")
    return share(at.now.of_kinds("civil_society"), part)


C2 = Task(
    "C2",
    (
        Indicator(
            "c2-unseen",
            Text("활발하지만 행정에 드러나지 않는 단체", "Active organisations that government does not see"),
            Text(
                "상대가 셋 이상인 시민사회단체 가운데 행정기관과의 관계도 인정 기록도 없는 곳의 비율.",
                "Of the civil-society organisations with three alters or more, the share with neither a tie to a "
                "government unit nor a recognition.",
            ),
            "share",
            "less",
            _unseen,
        ),
        Indicator(
            "c2-recognised",
            Text("인정받은 시민사회단체", "Recognised civil-society organisations"),
            Text(
                "시민사회단체 가운데 수상·지정·등록 기록이 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations with an award, a designation or a registration.",
            ),
            "share",
            "more",
            _recognised,
        ),
        Indicator(
            "c2-in-programmes",
            Text("사업에 참여하는 시민사회단체", "Civil-society organisations in programmes"),
            Text(
                "시민사회단체 가운데 사업에 참여한 기록이 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations recorded as taking part in a programme.",
            ),
            "share",
            "more",
            _in_programmes,
        ),
    ),
    (needs.RECOGNITION, needs.TAKES_PART, needs.TIE_DATES),
    ("linkage/centrality", "linkage/structural_holes", "linkage/brokerage_roles"),
)


def _cooperating(at: Moment) -> Parts:
    return share(at.now.of_kinds("civil_society"), linked(at.now, anybody(at.now), ("cooperates",)))


def _trained(at: Moment) -> Parts:
    return share(at.now.of_kinds("civil_society"), linked(at.now, anybody(at.now), ("trains",), ends="target"))


def _across_fields(at: Moment) -> Parts:
    chosen = edges(at.now, ("cooperates",))
    known, same = shared_field(at.now, chosen)
    return of_edges(at.now, chosen[known], (~same[known]).astype(np.float64))


def _across_districts(at: Moment) -> Parts:
    chosen = edges(at.now, ("cooperates",))
    groups = grouping(at.now, "district").membership
    source, target = groups[at.now.source[chosen]], groups[at.now.target[chosen]]
    known = (np.asarray(source.sum(axis=1)).ravel() > 0) & (np.asarray(target.sum(axis=1)).ravel() > 0)
    same = np.asarray(source.multiply(target).sum(axis=1)).ravel() > 0
    return of_edges(at.now, chosen[known], (~same[known]).astype(np.float64))


C3 = Task(
    "C3",
    (
        Indicator(
            "c3-cooperating",
            Text("협력 관계가 있는 시민사회단체", "Civil-society organisations that cooperate"),
            Text(
                "시민사회단체 가운데 협력 관계가 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations with at least one tie of cooperation.",
            ),
            "share",
            "more",
            _cooperating,
        ),
        Indicator(
            "c3-across-fields",
            Text("분야를 넘는 협력", "Cooperation across fields"),
            Text(
                "두 쪽의 분야를 아는 협력 관계 가운데 같은 분야(대분류)가 하나도 없는 관계의 비율.",
                "Of the ties of cooperation whose ends have known fields, the share whose ends share no upper field.",
            ),
            "share",
            "",
            _across_fields,
        ),
        Indicator(
            "c3-across-districts",
            Text("자치구를 넘는 협력", "Cooperation across districts"),
            Text(
                "두 쪽의 소재 자치구를 아는 협력 관계 가운데 서로 다른 구에 있는 관계의 비율.",
                "Of the ties of cooperation whose ends have known districts, the share between different ones.",
            ),
            "share",
            "",
            _across_districts,
        ),
        Indicator(
            "c3-trained",
            Text("교육을 받는 시민사회단체", "Civil-society organisations that are trained"),
            Text(
                "시민사회단체 가운데 교육을 받는 관계가 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations that somebody trains.",
            ),
            "share",
            "more",
            _trained,
        ),
    ),
    (needs.FIELDS_OF_ACTORS, needs.TIE_DATES, needs.TIE_FIELDS),
    ("gaps/partners", "gaps/cooperation", "cooperation/pairs", "cooperation/communities"),
)

TASKS = (C1, C2, C3)
