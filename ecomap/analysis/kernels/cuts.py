"""What holds a graph together: articulation points, bridges and the parts that each keeps attached."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@dataclass(frozen=True, eq=False, slots=True)
class Forest:
    """A depth-first forest of a graph, one tree a component, and what its back edges reach.

    A node and all below it stand side by side in ``order``: those of node ``v`` at
    ``order[visit[v] : visit[v] + below[v]]``. Roots stand in the order of their number.

    Parameters
    ----------
    order : ndarray of int32, length n
        Nodes as they were visited.
    visit : ndarray of int32, length n
        Position of each node in ``order``.
    parent : ndarray of int32, length n
        Node above, -1 for roots.
    low : ndarray of int32, length n
        Earliest visit that a node or any below it is adjacent to (the edge to the parent aside).
    below : ndarray of int32, length n
        Nodes in the subtree, the node itself included.
    root : ndarray of int32, length n
        Root of the tree that each node is in.
    """

    order: Int
    visit: Int
    parent: Int
    low: Int
    below: Int
    root: Int

    def cuts(self) -> NDArray[np.bool_]:
        """Return which nodes' subtrees have no edge past their parent: removing the parent cuts them off."""
        inside = self.parent >= 0
        cut = np.zeros(len(self.parent), dtype=np.bool_)
        cut[inside] = self.low[inside] >= self.visit[self.parent[inside]]
        return cut

    def bridges(self) -> NDArray[np.int64]:
        """Return the lower ends of all bridges: edges to the parent without which the subtree is cut off."""
        return np.flatnonzero((self.parent >= 0) & (self.low == self.visit))


@numba.njit(cache=True, nogil=True)
def _search(indptr: Int, indices: Int, columns: Int) -> None:
    n = len(indptr) - 1
    order, visit, parent, low, below, root = columns
    position = np.empty(n, dtype=np.int64)
    stack = np.empty(n, dtype=np.int32)
    visit[:] = -1
    count = 0
    for start in range(n):
        if visit[start] >= 0:
            continue
        stack[0], depth = start, 1
        parent[start] = -1
        while depth:
            v = stack[depth - 1]
            if visit[v] < 0:
                visit[v] = low[v] = count
                order[count] = v
                root[v] = start
                below[v] = 1
                position[v] = indptr[v]
                count += 1
            if position[v] < indptr[v + 1]:
                w = indices[position[v]]
                position[v] += 1
                if visit[w] < 0:
                    parent[w] = v
                    stack[depth] = w
                    depth += 1
                elif w != parent[v]:
                    low[v] = min(low[v], visit[w])
                continue
            depth -= 1
            if depth:
                above = stack[depth - 1]
                below[above] += below[v]
                low[above] = min(low[above], low[v])


def depth_first(indptr: Int, indices: Int) -> Forest:
    """Search a graph depth first.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.

    Returns
    -------
    Forest

    Notes
    -----
    Cost: O(n + pairs), without recursion.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
    Communications of the ACM 16(6), 372–378. doi:10.1145/362248.362272
    """
    columns = np.empty((6, len(indptr) - 1), dtype=np.int32)
    _search(indptr, indices, columns)
    return Forest(*columns)


def pieces(forest: Forest) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return into how many pieces each node's component falls without it, and how many nodes that cuts off.

    All nodes outside the largest remaining piece count as cut off. A node is an articulation point if there
    are at least two pieces.

    Parameters
    ----------
    forest : Forest

    Returns
    -------
    count, cut_off : ndarray of int64, length n

    Notes
    -----
    Cost: O(n).
    """
    n = len(forest.parent)
    cut = np.flatnonzero(forest.cuts())
    above = forest.parent[cut]
    sizes = forest.below[cut].astype(np.int64)
    number = np.bincount(above, minlength=n)
    hanging = np.bincount(above, weights=sizes, minlength=n).astype(np.int64)
    largest = np.zeros(n, dtype=np.int64)
    np.maximum.at(largest, above, sizes)
    others = forest.below[forest.root].astype(np.int64) - 1
    rest = others - hanging  # what stays attached to the parent, or nothing at a root
    return number + (rest > 0), others - np.maximum(largest, rest)
