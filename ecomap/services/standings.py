"""Where an actor stands among actors like it: its rank by each measure, and the middle of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.linkage.roles import ROLES
from ecomap.analysis.linkage.silos import own_index
from ecomap.analysis.record import Table
from ecomap.services.access import Principal
from ecomap.services.actors import read_actor
from ecomap.services.analyses import run_analysis
from ecomap.services.jobs import Asked
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float

MEASURES = ("degree", "betweenness", "constraint", "brokerage", "fields_index", "districts_index")
LOW_FIRST = frozenset({"constraint"})
"""Measures of which the lowest value is ranked first."""
ENOUGH = 10
"""Fewest actors among which a rank says anything."""

ASKED = (
    Asked("linkage/centrality", {"limit": 0}),
    Asked("linkage/structural_holes", {"limit": 0, "min_contacts": 1}),
    Asked("linkage/brokerage_roles", {"limit": 0, "simulations": 0}),
)
"""The analyses that the measures are taken from, the same for all actors."""


@dataclass(frozen=True, eq=False)
class Measures:
    """The measures of every actor of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    values : dict of ndarray of float64, length n
        Every one of `MEASURES` by number among the actors of the ties; NaN where undefined.
    roles : ndarray of float64 (n × 5)
        Times that each actor plays each of `ROLES` between fields.
    """

    snapshot: Snapshot
    values: dict[str, Float]
    roles: Float


@dataclass(frozen=True, slots=True)
class Among:
    """A rank among like actors.

    Parameters
    ----------
    like : str
        ``kind``, ``field`` or ``district``: of the same kind; and of one of its fields, or districts, too.
    size : int
        Like actors with a value, this one among them.
    rank : int
        1 for the first; equal values share the best of theirs.
    median : float
    """

    like: str
    size: int
    rank: int
    median: float

    @property
    def top(self) -> float:
        """Share of the like actors that are not behind this one."""
        return self.rank / self.size


@dataclass(frozen=True, eq=False)
class Standing:
    """One measure of an actor, with its ranks among like actors.

    Parameters
    ----------
    measure : str
        Of `MEASURES`.
    value : float or None
        ``None`` where undefined.
    among : tuple of Among
        Of the same kind first; then those with at least `ENOUGH` actors.
    others : ndarray of float64
        Values of the actors of its kind, ascending.
    """

    measure: str
    value: float | None
    among: tuple[Among, ...]
    others: Float


@dataclass(frozen=True, eq=False)
class Standings:
    """All of them, with how often the actor plays each of `ROLES` between fields."""

    kind: str
    every: tuple[Standing, ...]
    roles: dict[str, float]


def read_standings(workspace: Workspace, who: Principal, actor: str) -> Standings:
    """Return where an actor stands. Asks the analyses of `ASKED` once for all actors: see `run_analysis`.

    Raises `NotFound` if there is no such actor.

    Notes
    -----
    Cost: O(actors) once the analyses have been computed.
    """
    node = read_actor(workspace, who, actor).node
    measures = _measures(workspace, who)
    snapshot = measures.snapshot
    number = int(np.searchsorted(snapshot.ties.nodes, snapshot.position[node.id]))
    like = _like(snapshot, number)
    every = tuple(_standing(name, measures.values[name], number, like) for name in MEASURES)
    return Standings(node.kind, every, dict(zip(ROLES, measures.roles[number].tolist(), strict=True)))


def _measures(workspace: Workspace, who: Principal) -> Measures:
    snapshot = workspace.snapshot()
    tables = [run_analysis(workspace, who, one.analysis, one.parameters).tables[0] for one in ASKED]
    key = ("measures", snapshot.content_hash)
    found = workspace.results.get(key, lambda: _gathered(snapshot, tables))
    assert isinstance(found, Measures)  # noqa: S101  the cache holds values of any type
    return found


def _gathered(snapshot: Snapshot, tables: Sequence[Table]) -> Measures:
    central, holes, roles = tables
    values = {name: _column(snapshot, central, name) for name in ("degree", "betweenness")}
    values |= {"constraint": _column(snapshot, holes, "constraint"), "brokerage": _column(snapshot, roles, "total")}
    for name, by in (("fields_index", "field"), ("districts_index", "district")):
        member = sparse.csr_array(grouping(snapshot, by).membership[snapshot.ties.nodes])
        values[name] = own_index(snapshot.ties, member)
    played = np.column_stack([np.nan_to_num(_column(snapshot, roles, name)) for name in ROLES])
    return Measures(snapshot, values, played)


def _column(snapshot: Snapshot, table: Table, name: str) -> Float:
    """Return a column of a table of actors by their number; NaN for those that it does not list."""
    names = [column.name for column in table.spec.columns]
    node, value = names.index("id"), names.index(name)
    found = np.full(snapshot.ties.n, np.nan)
    positions = np.array([snapshot.position[str(row[node])] for row in table.rows], dtype=np.int64)
    cells = [row[value] for row in table.rows]
    figures = [float(cell) if isinstance(cell, int | float) else float("nan") for cell in cells]
    found[np.searchsorted(snapshot.ties.nodes, positions)] = figures
    return found


def _like(snapshot: Snapshot, number: int) -> dict[str, NDArray[np.bool_]]:
    nodes = snapshot.ties.nodes
    kind = snapshot.kind[nodes] == snapshot.kind[nodes[number]]
    like = {"kind": np.asarray(kind)}
    for by in ("field", "district"):
        shared = _sharing(grouping(snapshot, by), nodes, number)
        like[by] = np.asarray(kind & shared)
    return like


def _sharing(groups: Grouping, nodes: NDArray[np.int64], number: int) -> NDArray[np.bool_]:
    own = groups.membership[[int(nodes[number])]].indices
    return np.asarray(groups.membership[nodes][:, own].sum(axis=1)).ravel() > 0


def _standing(name: str, values: Float, number: int, like: dict[str, NDArray[np.bool_]]) -> Standing:
    value = float(values[number])
    known = np.isfinite(values)
    others = np.sort(values[like["kind"] & known])
    if not np.isfinite(value):
        return Standing(name, None, (), others)
    among = []
    for by, members in like.items():
        found = values[members & known]
        if by == "kind" or len(found) >= ENOUGH:
            before = found < value - 1e-12 if name in LOW_FIRST else found > value + 1e-12
            among.append(Among(by, len(found), int(before.sum()) + 1, float(np.median(found))))
    return Standing(name, value, tuple(among), others)
