"""Building blocks of indicators: which nodes are linked how, shares of them, money, fields."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis import inequality
from ecomap.analysis.common import optional
from ecomap.analysis.plan.record import Floats, Ints, Parts
from ecomap.snapshot import Snapshot
from ecomap.snapshot.graph import LEVELS
from ecomap.snapshot.groups import grouping

Mask = NDArray[np.bool_]

PUBLIC_MONEY = ("funds", "delegates")


def mask(snapshot: Snapshot, nodes: Ints) -> Mask:
    """Return which nodes are among some positions."""
    found = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    found[nodes] = True
    return found


def of_level(snapshot: Snapshot, nodes: Ints, *levels: str) -> Ints:
    """Return the nodes of some territorial levels."""
    return nodes[np.isin(snapshot.level[nodes], [LEVELS.index(level) for level in levels])]


def share(nodes: Ints, hit: Mask) -> Parts:
    """Return the share of nodes for which something holds."""
    return Parts(nodes, hit[nodes].astype(np.float64), nodes, np.ones(len(nodes)), counts=True)


def mean(nodes: Ints, values: Floats) -> Parts:
    """Return the mean of one value a node."""
    return Parts(nodes, values, nodes, np.ones(len(nodes)))


def edges(snapshot: Snapshot, types: Sequence[str] = ()) -> Ints:
    """Return the edges of some types; without types all ties. Ties of an actor to itself are left out."""
    ties = snapshot.ties.edges
    if not types:
        return ties
    found = snapshot.of_types(*types)
    kept: Ints = found[snapshot.source[found] != snapshot.target[found]]
    return kept


def linked(snapshot: Snapshot, others: Mask, types: Sequence[str] = (), *, ends: str = "both") -> Mask:
    """Return which nodes have an edge to one of some others.

    Parameters
    ----------
    snapshot : Snapshot
    others : ndarray of bool, length n
        Which nodes count at the other end.
    types : sequence of str
        Edge types; all ties by default.
    ends : str
        Where the node stands: ``source``, ``target`` or ``both``.
    """
    chosen = edges(snapshot, types)
    source, target = snapshot.source[chosen], snapshot.target[chosen]
    found = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    if ends in ("both", "source"):
        found[source[others[target]]] = True
    if ends in ("both", "target"):
        found[target[others[source]]] = True
    return found


def anybody(snapshot: Snapshot) -> Mask:
    """Return a mask of all nodes."""
    return np.ones(snapshot.n_nodes, dtype=np.bool_)


def degree(snapshot: Snapshot) -> Floats:
    """Return the number of different alters of every node, 0 where it is no actor."""
    found = np.zeros(snapshot.n_nodes)
    found[snapshot.ties.nodes] = np.diff(snapshot.ties.adjacency.indptr)
    return found


def money(snapshot: Snapshot, types: Sequence[str] = PUBLIC_MONEY, givers: Mask | None = None) -> Ints:
    """Return the edges that carry an amount of KRW, from some givers if they are named."""
    chosen = edges(snapshot, types)
    known = ~np.isnan(snapshot.amount[chosen]) & (snapshot.amount[chosen] > 0)
    won = snapshot.units.index("KRW") if "KRW" in snapshot.units else -1
    known &= snapshot.unit[chosen] == won
    if givers is not None:
        known &= givers[snapshot.source[chosen]]
    kept: Ints = chosen[known]
    return kept


def received(snapshot: Snapshot, chosen: Ints) -> Floats:
    """Return the amount that every node received over some edges."""
    amounts = np.bincount(snapshot.target[chosen], weights=snapshot.amount[chosen], minlength=snapshot.n_nodes)
    return amounts.astype(np.float64)  # of no edges, counts come back instead of sums


def homes(snapshot: Snapshot) -> tuple[tuple[str, ...], sparse.csr_array[np.float64]]:
    """Return the district ids, and which node (row) is in which of them; places lie in the one that holds them.

    Actors, bodies and resources are where they are seated.
    """
    groups = grouping(snapshot, "district")
    column = np.full(snapshot.n_nodes + 1, -1, dtype=np.int64)
    column[groups.nodes] = np.arange(len(groups))
    column[:-1] = np.where(column[:-1] < 0, column[snapshot.parent], column[:-1])
    places = snapshot.of_kinds("place")
    places = places[column[places] >= 0]
    shape = (snapshot.n_nodes, len(groups))
    inside = sparse.csr_array((np.ones(len(places)), (places, column[places])), shape=shape)
    return groups.ids, sparse.csr_array(groups.membership + inside)


def shared_field(snapshot: Snapshot, chosen: Ints) -> tuple[Mask, Mask]:
    """Return of some edges whether the fields of both ends are known, and whether they share an upper field."""
    groups = grouping(snapshot, "field").membership
    source, target = groups[snapshot.source[chosen]], groups[snapshot.target[chosen]]
    known = (_sum(source) > 0) & (_sum(target) > 0)
    return known, _sum(source.multiply(target)) > 0


def _sum(matrix: sparse.csr_array[np.float64]) -> Floats:
    return np.asarray(matrix.sum(axis=1)).ravel()


def of_edges(snapshot: Snapshot, chosen: Ints, values: Floats) -> Parts:
    """Return the mean of one value an edge; each end counts for half of it, so that districts share a tie."""
    ends = np.concatenate([snapshot.source[chosen], snapshot.target[chosen]]).astype(np.int64)
    return Parts(ends, np.concatenate([values, values]) / 2, ends, np.full(len(ends), 0.5))


def gini(values: Floats, weights: Floats) -> float | None:
    """Return `ecomap.analysis.inequality.gini`, or ``None`` where there is nothing to divide."""
    return optional(inequality.gini(values, weights))
