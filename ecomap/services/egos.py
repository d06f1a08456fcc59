"""The network around one actor: whom it is tied to, by which ties, and which of them are tied among themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ecomap.services.access import Principal
from ecomap.services.actors import read_actor
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

GROUPS = ("kind", "field", "district")
OUT, IN, BOTH = 1, -1, 0


@dataclass(frozen=True, slots=True)
class Alter:
    """An actor that another one is tied to.

    Parameters
    ----------
    id, kind : str
    node : int
        Position in the snapshot.
    ties : dict of (str, int) to int
        Number of ties by type and direction: `OUT` from the centre, `IN` towards it, `BOTH` where it has none.
    group : int
        Number of its first group in `Ego.groups`, -1 if it is in none.
    """

    id: str
    kind: str
    node: int
    ties: dict[tuple[str, int], int]
    group: int

    @property
    def count(self) -> int:
        """Number of ties with the centre."""
        return sum(self.ties.values())


@dataclass(frozen=True, eq=False)
class Ego:
    """One actor, its alters and the pairs of alters that are tied.

    Parameters
    ----------
    snapshot : Snapshot
    node : int
        Position of the centre.
    by : str
        Of `GROUPS`: how alters are grouped.
    groups : tuple of Text
        Labels of all groups.
    alters : tuple of Alter
        By group, those in none last; then most ties first, then by Korean name.
    between : tuple of (int, int)
        Positions in ``alters`` of every tied pair of them, the lower first.
    """

    snapshot: Snapshot
    node: int
    by: str
    groups: tuple[Text, ...]
    alters: tuple[Alter, ...]
    between: tuple[tuple[int, int], ...]

    @property
    def possible(self) -> int:
        """Number of pairs of alters."""
        return len(self.alters) * (len(self.alters) - 1) // 2

    @cached_property
    def sizes(self) -> dict[int, int]:
        """Number of alters of each group, in the order of ``alters``."""
        return dict(Counter(alter.group for alter in self.alters))


def read_ego(workspace: Workspace, who: Principal, actor: str, *, by: str = "kind") -> Ego:
    """Return the network around an actor. Anybody may ask: snapshots hold public data only.

    Parameters
    ----------
    workspace, who
    actor : str
    by : str
        Of `GROUPS`. An actor in several fields or districts stands with the first of them.

    Raises
    ------
    NotFound
        If there is no such actor.

    Notes
    -----
    Cost: one pass over the ties, and over the ties of the alters.
    """
    snapshot = workspace.snapshot()
    node = snapshot.position[read_actor(workspace, who, actor).node.id]
    ties = snapshot.ties
    centre = int(np.searchsorted(ties.nodes, node))
    groups = grouping(snapshot, by)
    found: dict[int, Counter[tuple[str, int]]] = {}
    for tie in np.flatnonzero((ties.source == centre) | (ties.target == centre)).tolist():
        outward = int(ties.source[tie]) == centre
        other = int(ties.target[tie] if outward else ties.source[tie])
        way = (OUT if outward else IN) if ties.directed[tie] else BOTH
        found.setdefault(other, Counter())[snapshot.types[int(ties.type[tie])], way] += 1
    alters = []
    for other, types in found.items():
        position = int(ties.nodes[other])
        own = groups.membership[[position]].indices
        kind = snapshot.kinds[int(snapshot.kind[position])]
        group = int(own.min()) if len(own) else -1
        alters.append(Alter(str(snapshot.node_id[position]), kind, position, dict(sorted(types.items())), group))
    alters.sort(key=lambda alter: (alter.group < 0, alter.group, -alter.count, snapshot.name(alter.node), alter.id))
    return Ego(snapshot, node, by, groups.labels, tuple(alters), _between(snapshot, alters))


def _between(snapshot: Snapshot, alters: list[Alter]) -> tuple[tuple[int, int], ...]:
    numbers = np.searchsorted(snapshot.ties.nodes, np.array([alter.node for alter in alters], dtype=np.int64))
    block = snapshot.ties.adjacency[numbers][:, numbers].tocoo()
    return tuple(sorted((i, j) for i, j in zip(block.row.tolist(), block.col.tolist(), strict=True) if i < j))
