"""The ties of a snapshot as a graph of actors alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.columns import Float, Int

if TYPE_CHECKING:
    from ecomap.snapshot.graph import Snapshot


@dataclass(frozen=True, eq=False)
class TieGraph:
    """Ties between actors; actors are numbered 0 … n - 1 in order of their id.

    Ties of an actor to itself are left out. Parallel ties stay apart here and are merged by the matrices.

    Parameters
    ----------
    nodes : ndarray of int64, length n
        Node position in the snapshot of each actor.
    edges : ndarray of int64, length m
        Edge position in the snapshot of each tie.
    source, target : ndarray of int32, length m
        Actor numbers of the ends.
    type : ndarray of int32, length m
        Position of the type in ``Snapshot.types``.
    directed : ndarray of bool, length m
        Whether the tie's type has a direction.
    weight : ndarray of float64, length m
        Reported strength, 1 where none was recorded.
    """

    nodes: NDArray[np.int64]
    edges: NDArray[np.int64]
    source: Int
    target: Int
    type: Int
    directed: NDArray[np.bool_]
    weight: Float

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot) -> TieGraph:
        """Pick the ties of a snapshot. Cost: one pass over its edges."""
        nodes = snapshot.actors
        number = np.full(snapshot.n_nodes, -1, dtype=np.int32)
        number[nodes] = np.arange(len(nodes), dtype=np.int32)
        edges = snapshot.of_types(*snapshot.ontology.tie_types)
        source, target = number[snapshot.source[edges]], number[snapshot.target[edges]]
        kept = (source >= 0) & (target >= 0) & (source != target)
        edges, source, target = edges[kept], source[kept], target[kept]
        directed = np.array([kind.directed for kind in snapshot.ontology.edges.values()], dtype=np.bool_)
        types = snapshot.type[edges]
        weight = snapshot.weight[edges]
        return cls(
            nodes=nodes,
            edges=edges,
            source=source,
            target=target,
            type=types,
            directed=directed[types],
            weight=np.where(np.isnan(weight), 1.0, weight),
        )

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.nodes)

    @property
    def m(self) -> int:
        """Number of ties."""
        return len(self.edges)

    def undirected(self, values: Float | None = None) -> sparse.csr_array[Any]:
        """Return the symmetric matrix (n × n) whose entries add up the ties of a pair, whatever their direction.

        Parameters
        ----------
        values : ndarray of float64, length m, optional
            What each tie counts; 1 by default, so that an entry is the number of ties of the pair.
        """
        values = np.ones(self.m) if values is None else values
        rows = np.concatenate([self.source, self.target])
        columns = np.concatenate([self.target, self.source])
        return sparse.csr_array((np.concatenate([values, values]), (rows, columns)), shape=(self.n, self.n))

    def arcs(self, values: Float | None = None) -> sparse.csr_array[Any]:
        """Return the matrix (n × n) from source to target; ties of undirected types count both ways.

        Parameters
        ----------
        values : ndarray of float64, length m, optional
            What each tie counts; 1 by default.
        """
        values = np.ones(self.m) if values is None else values
        both = ~self.directed
        rows = np.concatenate([self.source, self.target[both]])
        columns = np.concatenate([self.target, self.source[both]])
        data = np.concatenate([values, values[both]])
        return sparse.csr_array((data, (rows, columns)), shape=(self.n, self.n))

    @cached_property
    def adjacency(self) -> sparse.csr_array[Any]:
        """Number of ties of each pair (n × n, symmetric, sorted indices, zero diagonal)."""
        matrix = self.undirected()
        matrix.sort_indices()
        return matrix

    @cached_property
    def pairs(self) -> tuple[Int, Int, NDArray[np.int64]]:
        """Unique unordered pairs: lower actor number, higher actor number, and the pair number of each tie."""
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        code, inverse = np.unique(low.astype(np.int64) * max(self.n, 1) + high, return_inverse=True)
        return (code // max(self.n, 1)).astype(np.int32), (code % max(self.n, 1)).astype(np.int32), inverse


def to_networkx(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Return actors and ties as a networkx graph: the door for people who bring their own method.

    Nodes are actor ids with ``kind``, ``name_ko``, ``name_en``; edges carry ``type``, ``directed``, ``weight``
    and ``amount``. Ties of undirected types appear once, in the order reported.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    networkx.MultiDiGraph
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties = snapshot.ties
    ids = [str(snapshot.node_id[int(i)]) for i in ties.nodes]
    for actor, position in zip(ids, ties.nodes.tolist(), strict=True):
        graph.add_node(
            actor,
            kind=snapshot.kinds[int(snapshot.kind[position])],
            name_ko=snapshot.name_ko[position],
            name_en=snapshot.name_en[position],
        )
    amounts = snapshot.amount[ties.edges].tolist()
    rows = zip(ties.source.tolist(), ties.target.tolist(), ties.type.tolist(), ties.directed.tolist(), strict=True)
    for (source, target, code, directed), weight, amount in zip(rows, ties.weight.tolist(), amounts, strict=True):
        graph.add_edge(
            ids[source],
            ids[target],
            type=snapshot.types[code],
            directed=directed,
            weight=weight,
            amount=None if amount != amount else amount,  # noqa: PLR0124
        )
    return graph
