"""What analyses of all families share: parameters, labels, names, and figures as text."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.record import Parameter
from ecomap.snapshot import Snapshot
from graph_schema import Text

GROUPING_LABELS: dict[str, Text] = {
    "kind": Text("주체 유형", "Actor kind"),
    "district": Text("자치구", "District"),
    "field": Text("분야", "Field"),
    "level": Text("행정 층위", "Level of government"),
    "subfield": Text("세부 분야", "Subfield"),
    "task": Text("정책 과제", "Policy task"),
}

GROUP_ID = Text(
    "장소·분야·과제의 식별자, 또는 유형·층위의 이름",
    "Id of the place, field or task; name of a kind or level.",
)

PLACE_LINKS: dict[str, tuple[str, ...]] = {
    "located_in": ("located_in",),
    "active_in": ("active_in",),
    "either": ("located_in", "active_in"),
}

PLACE_LINKS_PARAMETER = Parameter(
    "place_links",
    "choice",
    "located_in",
    Text("자치구를 정하는 기준", "What puts an actor in a district"),
    Text(
        "소재지, 활동 지역, 또는 둘 다. 자치구로 묶을 때만 쓰입니다.",
        "Where it is located, where it is active, or both. Used only when grouping by district.",
    ),
    choices=(
        ("located_in", Text("소재지", "Located in")),
        ("active_in", Text("활동 지역", "Active in")),
        ("either", Text("소재지 또는 활동 지역", "Either")),
    ),
)


def optional(value: float) -> float | None:
    """Return a finite number as it is, anything undefined as ``None``."""
    return float(value) if math.isfinite(value) else None


def ratio(part: float, whole: float) -> float | None:
    """Return ``part / whole``, ``None`` where the whole is 0."""
    return float(part) / float(whole) if whole else None


def figure(value: float | None, digits: int = 1) -> str:
    """Return a number for a sentence: thousands separated, no decimals where it is whole, ``–`` where missing."""
    if value is None:
        return "–"
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    return f"{value:,.{digits}f}"


def percent(value: float | None) -> str:
    """Return a share as a percentage with one decimal, ``–`` where missing."""
    return "–" if value is None else f"{100 * value:.1f}%"


def actor_name(snapshot: Snapshot, actor: int) -> Text:
    """Return both names of an actor, given by its number among the ties' actors."""
    position = int(snapshot.ties.nodes[actor])
    return Text(snapshot.name(position), snapshot.name(position, "en"))


def actor_id(snapshot: Snapshot, actor: int) -> str:
    """Return the id of an actor, given by its number among the ties' actors."""
    return str(snapshot.node_id[int(snapshot.ties.nodes[actor])])


def types_of_pairs(snapshot: Snapshot, pairs: NDArray[np.int64]) -> dict[int, Text]:
    """Return the labels of the tie types of some pairs, in the order of the ontology, by pair.

    Notes
    -----
    Cost: one pass over the ties.
    """
    wanted = np.zeros(len(snapshot.ties.pairs[0]), dtype=np.bool_)
    wanted[pairs] = True
    of_tie = snapshot.ties.pairs[2]
    ties = np.flatnonzero(wanted[of_tie])
    codes: dict[int, set[int]] = {}
    for pair, code in zip(of_tie[ties].tolist(), snapshot.ties.type[ties].tolist(), strict=True):
        codes.setdefault(pair, set()).add(code)
    return {pair: _labels(snapshot, found) for pair, found in codes.items()}


def type_label(snapshot: Snapshot, code: int) -> Text:
    """Return the label of a tie type, given by its code."""
    return snapshot.ontology.edges[snapshot.types[code]].label


def _labels(snapshot: Snapshot, codes: set[int]) -> Text:
    labels = [type_label(snapshot, code) for code in sorted(codes)]
    return Text(", ".join(label.ko for label in labels), ", ".join(label.en for label in labels))


def joined(first: Text, second: Text, sign: str) -> Text:
    """Return two names with a sign between them, so that no particle has to follow either."""
    return Text(f"{first.ko} {sign} {second.ko}", f"{first.en} {sign} {second.en}")
