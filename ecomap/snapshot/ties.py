"""The ties of a snapshot as a graph of actors alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.columns import Float, Int


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
