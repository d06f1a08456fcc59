"""Which actors a ranking lists, and the columns and parameters that rankings share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_id, actor_name
from ecomap.analysis.parameters import limit
from ecomap.analysis.record import Column, Parameter
from ecomap.snapshot import Snapshot
from graph_schema import Text, load_ontology

KIND_PARAMETER = Parameter(
    "kind",
    "choice",
    "all",
    Text("실을 주체 유형", "Kind of actors to list"),
    Text(
        "값은 전체 연결망에서 구하고, 고른 유형의 주체만 싣고 그 안에서 순위를 매깁니다.",
        "Figures are of the whole network; only actors of this kind are listed and ranked.",
    ),
    choices=(
        ("all", Text("모두", "All")),
        *((name, load_ontology().nodes[name].label) for name in load_ontology().actor_kinds),
    ),
)

LIMIT_PARAMETER = limit(
    50,
    Text("행 수", "Rows"),
    Text("0은 모두", "0 for all."),
    minimum=0,
    maximum=1_000_000,
)

ACTOR_COLUMNS = (
    Column("rank", Text("순위", "Rank"), type="integer"),
    Column("id", Text("주체 id", "Actor id"), type="id"),
    Column("name", Text("주체", "Actor"), type="label"),
    Column("kind", Text("유형", "Kind"), type="label"),
)


def listed_actors(snapshot: Snapshot, kind: str) -> NDArray[np.int64]:
    """Return the numbers of the actors of a kind, or of all, in order of their id."""
    if kind == "all":
        return np.arange(snapshot.ties.n)
    code = snapshot.kinds.index(kind)
    return np.flatnonzero(snapshot.kind[snapshot.ties.nodes] == code)


def identity(snapshot: Snapshot, actor: int) -> tuple[str, Text, Text]:
    """Return id, names and kind of an actor, given by its number among the ties' actors."""
    kind = snapshot.kinds[int(snapshot.kind[snapshot.ties.nodes[actor]])]
    return actor_id(snapshot, actor), actor_name(snapshot, actor), snapshot.ontology.nodes[kind].label


def hidden_note(hidden: int) -> list[Text]:
    """Say how many actors a limit left out."""
    if not hidden:
        return []
    return [
        Text(
            f"그 아래 주체 {hidden:,}곳은 싣지 않았습니다.",
            f"{hidden:,} {'actor' if hidden == 1 else 'actors'} further down not listed.",
        )
    ]
