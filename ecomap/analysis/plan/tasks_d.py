"""Indicators of the role of intermediary support organisations, D."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.plan import needs
from ecomap.analysis.plan.building import edges, linked, mask, of_edges, share, shared_field
from ecomap.analysis.plan.record import Indicator, Ints, Moment, Parts, Task
from ecomap.snapshot import Snapshot
from ecomap.snapshot.groups import grouping
from graph_schema import Text


def _served(at: Moment) -> Parts:
    support = mask(at.now, at.now.of_kinds("intermediary"))
    return share(at.now.of_kinds("civil_society"), linked(at.now, support))


def _their_ties(snapshot: Snapshot) -> Ints:
    """Return the ties between an intermediary and a civil-society organisation."""
    support = mask(snapshot, snapshot.of_kinds("intermediary"))
    civil = mask(snapshot, snapshot.of_kinds("civil_society"))
    chosen = edges(snapshot)
    source, target = snapshot.source[chosen], snapshot.target[chosen]
    return chosen[(support[source] & civil[target]) | (civil[source] & support[target])]


def _external_internal(at: Moment) -> Parts:
    chosen = _their_ties(at.now)
    known, same = shared_field(at.now, chosen)
    return of_edges(at.now, chosen[known], np.where(same[known], -1.0, 1.0))


def _bridging(at: Moment) -> Parts:
    snapshot = at.now
    chosen = _their_ties(snapshot)
    support = mask(snapshot, snapshot.of_kinds("intermediary"))
    outward = support[snapshot.source[chosen]]
    own = np.where(outward, snapshot.source[chosen], snapshot.target[chosen]).astype(np.int64)
    other = np.where(outward, snapshot.target[chosen], snapshot.source[chosen])
    fields = grouping(snapshot, "field").membership
    pairs = fields[other].tocoo()
    code = np.unique(own[pairs.row] * max(fields.shape[1], 1) + pairs.col)
    reached = np.bincount(code // max(fields.shape[1], 1), minlength=snapshot.n_nodes)
    return share(np.flatnonzero(reached > 0), reached >= 3)


def _fields_without(at: Moment) -> Parts:
    snapshot = at.now
    support = mask(snapshot, snapshot.of_kinds("intermediary"))
    served = linked(snapshot, support, ("works_in",), ends="target")
    above = snapshot.parent[served.nonzero()[0]]
    served[above[above >= 0]] = True
    fields = snapshot.of_kinds("field")
    return share(fields[snapshot.parent[fields] < 0], ~served)


D = Task(
    "D",
    (
        Indicator(
            "d-served",
            Text("중간지원조직과 이어진 시민사회단체", "Civil-society organisations tied to an intermediary"),
            Text(
                "시민사회단체 가운데 중간지원조직과 어떤 유형이든 관계가 있는 곳의 비율.",
                "Share of civil-society organisations with a tie, of any type, to an intermediary.",
            ),
            "share",
            "more",
            _served,
        ),
        Indicator(
            "d-ei-fields",
            Text("중간지원조직 관계의 분야 E–I 지수", "E–I index of intermediaries' ties by field"),
            Text(
                "중간지원조직과 시민사회단체 사이의 관계에서 (분야가 다른 관계 − 같은 관계) ÷ 전체. 1이면 모두 다른 "
                "분야를 잇고, −1이면 모두 자기 분야 안에 머문다(Krackhardt·Stern 1988, doi:10.2307/2786835).",
                "Of the ties between intermediaries and civil-society organisations: (ties without a shared upper "
                "field - ties with one) / all. 1 where all reach other fields, -1 where all stay inside their own "
                "(Krackhardt and Stern 1988, doi:10.2307/2786835).",
            ),
            "index",
            "",
            _external_internal,
        ),
        Indicator(
            "d-bridging",
            Text("세 분야 이상을 잇는 중간지원조직", "Intermediaries that reach three fields or more"),
            Text(
                "시민사회단체와 이어진 중간지원조직 가운데 그 단체들의 분야(대분류)가 셋 이상인 곳의 비율.",
                "Of the intermediaries tied to civil-society organisations, the share whose alters work in three upper "
                "fields or more.",
            ),
            "share",
            "more",
            _bridging,
        ),
        Indicator(
            "d-fields-without",
            Text("중간지원조직이 없는 분야", "Fields without an intermediary"),
            Text(
                "분야(대분류) 가운데 맡은 중간지원조직이 하나도 없는 분야의 비율.",
                "Share of upper fields that no intermediary works in.",
            ),
            "share",
            "less",
            _fields_without,
        ),
    ),
    (needs.FIELDS_OF_ACTORS, needs.SEATS_OF_ACTORS, needs.TIE_DATES),
    ("linkage/intermediaries", "cooperation/silos", "linkage/brokerage_roles", "gaps/holes", "gaps/what_if"),
)

TASKS = (D,)
