"""Indicators of the tasks that innovate the system: rules, A1, and participation, A2."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.plan import needs
from ecomap.analysis.plan.building import anybody, linked, mask, share
from ecomap.analysis.plan.record import Indicator, Moment, Parts, Task
from graph_schema import Text


def _units_with_task(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("responsible_for")):
        return None
    units = at.now.of_kinds("government")
    tasks = mask(at.now, at.now.of_kinds("task"))
    return share(units, linked(at.now, tasks, ("responsible_for",), ends="source"))


def _tasks_with_unit(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("responsible_for")):
        return None
    units = mask(at.now, at.now.of_kinds("government"))
    return share(at.now.of_kinds("task"), linked(at.now, units, ("responsible_for",), ends="target"))


def _fields_with_ordinance(at: Moment) -> Parts | None:
    if not len(at.whole.of_kinds("ordinance")):
        return None
    snapshot = at.now
    ordinances = mask(snapshot, snapshot.of_kinds("ordinance"))
    covered = linked(snapshot, ordinances, ("works_in",), ends="target")
    above = snapshot.parent[covered.nonzero()[0]]
    covered[above[above >= 0]] = True
    fields = snapshot.of_kinds("field")
    return share(fields[snapshot.parent[fields] < 0], covered)


def _orphan_ordinances(at: Moment) -> Parts | None:
    ordinances = at.now.of_kinds("ordinance")
    if not len(ordinances):
        return None
    return share(ordinances, ~linked(at.now, anybody(at.now), ("responsible_for",), ends="target"))


A1 = Task(
    "A1",
    (
        Indicator(
            "a1-tasks-with-unit",
            Text("담당 부서가 있는 과제", "Tasks with a responsible unit"),
            Text(
                "정책 과제 가운데 맡은 행정기관이 하나라도 기록된 과제의 비율.",
                "Share of policy tasks that at least one government unit is recorded as answering for.",
            ),
            "share",
            "more",
            _tasks_with_unit,
        ),
        Indicator(
            "a1-units-with-task",
            Text("과제를 맡은 행정기관", "Government units with a task"),
            Text(
                "행정기관 가운데 정책 과제를 하나라도 맡은 곳의 비율.",
                "Share of government units that answer for at least one policy task.",
            ),
            "share",
            "more",
            _units_with_task,
        ),
        Indicator(
            "a1-fields-with-ordinance",
            Text("조례가 있는 분야", "Fields with an ordinance"),
            Text(
                "분야(대분류) 가운데 조례가 하나라도 있는 분야의 비율.",
                "Share of upper fields with at least one ordinance.",
            ),
            "share",
            "more",
            _fields_with_ordinance,
        ),
        Indicator(
            "a1-orphans",
            Text("담당이 없는 조례", "Ordinances nobody answers for"),
            Text(
                "조례 가운데 담당 기관도 사업도 기록되지 않은 조례의 비율.",
                "Share of ordinances without a responsible unit or programme.",
            ),
            "share",
            "less",
            _orphan_ordinances,
        ),
    ),
    (needs.ORDINANCES, needs.RESPONSIBLE),
    ("gaps/coverage?rows=task&cols=district", "cooperation/two_mode"),
)


def _reach(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("sits_on")):
        return None
    return share(at.now.of_kinds("civil_society"), linked(at.now, anybody(at.now), ("sits_on",), ends="source"))


def _concentration(at: Moment) -> Parts | None:
    if not len(at.whole.of_types("sits_on")):
        return None
    holders, seats = np.unique(at.now.source[at.now.of_types("sits_on")], return_counts=True)
    nodes, values = holders.astype(np.int64), seats.astype(np.float64)
    return Parts(nodes, np.where(values >= 3, values, 0.0), nodes, values)


def _tied_to_government(at: Moment) -> Parts:
    government = mask(at.now, at.now.of_kinds("government"))
    return share(at.now.of_kinds("civil_society"), linked(at.now, government))


A2 = Task(
    "A2",
    (
        Indicator(
            "a2-tied-to-government",
            Text("행정과 직접 이어진 시민사회단체", "Civil-society organisations tied to government"),
            Text(
                "시민사회단체 가운데 행정기관과 어떤 유형이든 관계가 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations with at least one tie, of any type, to a government unit.",
            ),
            "share",
            "more",
            _tied_to_government,
        ),
        Indicator(
            "a2-seats-reach",
            Text("위원을 낸 시민사회단체", "Civil-society organisations with a seat"),
            Text(
                "시민사회단체 가운데 거버넌스 기구에 자리가 하나라도 있는 곳의 비율.",
                "Share of civil-society organisations with at least one seat on a governance body.",
            ),
            "share",
            "more",
            _reach,
        ),
        Indicator(
            "a2-seats-concentration",
            Text("세 자리 이상을 가진 곳에 몰린 자리", "Seats held by those with three or more"),
            Text(
                "모든 위원 자리 가운데 자리가 셋 이상인 주체가 가진 자리의 비율. 높으면 같은 소수가 여러 기구에 "
                "앉아 있다는 뜻.",
                "Share of all seats held by actors with three seats or more; high where the same few sit everywhere.",
            ),
            "share",
            "less",
            _concentration,
        ),
    ),
    (needs.BODIES, needs.SEATS),
    ("gaps/isolates?lacking=government", "linkage/brokerage_roles", "cooperation/two_mode"),
)

TASKS = (A1, A2)
