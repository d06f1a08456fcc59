"""The figures that every change is shown in: cohesion, reach between fields, links to government and intermediaries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from ecomap.analysis.gap.partner_traits import PLACE_LINKS, masks
from ecomap.analysis.gap.words import GROUPS
from ecomap.analysis.kernels.reach import count_apart_within_two
from ecomap.analysis.record import Cell
from ecomap.snapshot import Grouping, Snapshot, grouping
from graph_schema import Text

BRIDGES = ("government", "intermediary")


@dataclass(frozen=True, eq=False)
class Panel:
    """Figures of one snapshot.

    Parameters
    ----------
    values : dict of str to float or None
        By name of `MEASURES`.
    groups : tuple of Grouping
        Districts and fields.
    links : dict of (str, str) to ndarray of int64
        By grouping and kind of partner: ties of each group's members to actors of that kind.
    """

    values: dict[str, float | None]
    groups: tuple[Grouping, ...]
    links: dict[tuple[str, str], NDArray[np.int64]]


MEASURES: dict[str, tuple[Text, str]] = {
    "actors": (Text("주체", "Actors"), "actors"),
    "ties": (Text("관계", "Ties"), "ties"),
    "components": (Text("서로 이어지지 않은 덩어리", "Components"), "components"),
    "largest": (Text("가장 큰 덩어리의 몫", "Share of actors in the largest component"), "share"),
    "isolates": (Text("관계가 없는 주체", "Isolates"), "actors"),
    "across": (Text("두 단계 안의 다른 분야 쌍", "Pairs across fields within two steps"), "pairs"),
    "district_government": (Text("행정과 이어지지 않은 자치구", "Districts without a tie to government"), "districts"),
    "district_intermediary": (
        Text("중간지원조직과 이어지지 않은 자치구", "Districts without a tie to an intermediary"),
        "districts",
    ),
    "field_government": (Text("행정과 이어지지 않은 분야", "Fields without a tie to government"), "fields"),
    "field_intermediary": (
        Text("중간지원조직과 이어지지 않은 분야", "Fields without a tie to an intermediary"),
        "fields",
    ),
}


def panel(snapshot: Snapshot) -> Panel:
    """Compute the figures of one snapshot.

    Notes
    -----
    Cost: the partners of the partners of every actor; half a second at 50 thousand actors and 300 thousand ties.
    """
    ties = snapshot.ties
    groups = (grouping(snapshot, "district", place_links=PLACE_LINKS), grouping(snapshot, "field"))
    adjacency = ties.adjacency
    components, component = csgraph.connected_components(adjacency, directed=False)
    largest = int(np.bincount(component).max()) if ties.n else 0
    fields = masks(groups[1].membership[ties.nodes])
    values: dict[str, float | None] = {
        "actors": ties.n,
        "ties": ties.m,
        "components": int(components) if ties.n else 0,
        "largest": largest / ties.n if ties.n else None,
        "isolates": int((np.diff(adjacency.indptr) == 0).sum()),
        "across": int(
            count_apart_within_two(adjacency.indptr.astype(np.int32), adjacency.indices.astype(np.int32), fields)
        ),
    }
    links = {(group.by, kind): _links(snapshot, group, kind) for group in groups for kind in BRIDGES}
    values |= {f"{by}_{kind}": int((counts == 0).sum()) for (by, kind), counts in links.items()}
    return Panel(values, groups, links)


def _links(snapshot: Snapshot, group: Grouping, kind: str) -> NDArray[np.int64]:
    """Count the ties between each group's members and actors of a kind; those of that kind are no members here."""
    ties = snapshot.ties
    of_kind = snapshot.kind[ties.nodes] == snapshot.kinds.index(kind)
    to_kind = np.asarray(ties.adjacency @ of_kind.astype(np.float64)).ravel()
    counts = group.membership[ties.nodes].T @ np.where(of_kind, 0.0, to_kind)
    return np.asarray(np.rint(np.asarray(counts).ravel()), dtype=np.int64)


def panel_rows(before: Panel, after: Panel) -> tuple[tuple[Cell, ...], ...]:
    """Return one row a measure: label, unit, before, after, difference."""
    rows: list[tuple[Cell, ...]] = []
    for name, (label, unit) in MEASURES.items():
        old, new = before.values[name], after.values[name]
        rows.append((label, unit, old, new, None if old is None or new is None else new - old))
    return tuple(rows)


def link_rows(before: Panel, after: Panel, label: Callable[[str], Text]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each group whose ties to government or intermediaries change; lost links first."""
    rows: list[tuple[int, int, tuple[Cell, ...]]] = []
    for group in before.groups:
        for kind in BRIDGES:
            old, new = before.links[group.by, kind], after.links[group.by, kind]
            for i in np.flatnonzero(old != new).tolist():
                effect = _effect(int(old[i]), int(new[i]))
                row = (GROUPS[group.by], group.ids[i], group.labels[i], label(kind), int(old[i]), int(new[i]), effect)
                rows.append((_ORDER.index(effect), int(new[i]) - int(old[i]), row))
    return tuple(row for _, _, row in sorted(rows, key=lambda one: (one[0], -abs(one[1]))))


LOST, GAINED = Text("끊어짐", "lost"), Text("새로 이어짐", "gained")
_FEWER, _MORE = Text("줄어듦", "fewer"), Text("늘어남", "more")
_ORDER = (LOST, GAINED, _FEWER, _MORE)


def _effect(old: int, new: int) -> Text:
    if not new:
        return LOST
    if not old:
        return GAINED
    return _FEWER if new < old else _MORE
