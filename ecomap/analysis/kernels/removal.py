"""What is left of a graph while nodes are taken out one after the other."""

from __future__ import annotations

import heapq
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def _root(above: Any, v: int) -> int:
    while above[v] != v:
        above[v] = above[above[v]]
        v = above[v]
    return v


@numba.njit(cache=True, nogil=True)
def largest_left(indptr: Int, indices: Int, order: Any) -> NDArray[np.int64]:
    """Return the size of the largest component after each removal.

    Nodes are put back in reverse order and joined to those already there, so that the whole curve costs as much as
    finding components once.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.
    order : ndarray of int64, length n
        All nodes, the first to be removed first.

    Returns
    -------
    ndarray of int64, length n + 1
        Entry ``q`` is the size with the first ``q`` nodes of the order removed.

    Notes
    -----
    Cost: O(n + pairs), times the inverse of Ackermann's function.

    References
    ----------
    Newman, M. E. J. and Ziff, R. M. (2000). Efficient Monte Carlo algorithm and high-precision results for
    percolation. Physical Review Letters 85(19), 4104–4107. doi:10.1103/PhysRevLett.85.4104
    """
    n = len(order)
    above = np.arange(n)
    size = np.ones(n, dtype=np.int64)
    present = np.zeros(n, dtype=np.bool_)
    left = np.zeros(n + 1, dtype=np.int64)
    largest = 0
    for q in range(n - 1, -1, -1):
        v = order[q]
        present[v] = True
        for i in range(indptr[v], indptr[v + 1]):
            if present[indices[i]]:
                a, b = _root(above, v), _root(above, indices[i])
                if a != b:
                    if size[a] < size[b]:
                        a, b = b, a
                    above[b] = a
                    size[a] += size[b]
        largest = max(largest, size[_root(above, v)])
        left[q] = largest
    return left


@numba.njit(cache=True, nogil=True)
def components_left(indptr: Int, indices: Int, present: Any) -> NDArray[np.int64]:
    """Return a number of the component of each node that is present, -1 for the others. Cost: O(n + pairs)."""
    n = len(indptr) - 1
    label = np.full(n, -1, dtype=np.int64)
    stack = np.empty(n, dtype=np.int64)
    found = 0
    for start in range(n):
        if not present[start] or label[start] >= 0:
            continue
        stack[0], depth, label[start] = start, 1, found
        while depth:
            depth -= 1
            v = stack[depth]
            for i in range(indptr[v], indptr[v + 1]):
                w = indices[i]
                if present[w] and label[w] < 0:
                    label[w] = found
                    stack[depth] = w
                    depth += 1
        found += 1
    return label


@numba.njit(cache=True, nogil=True)
def pairs_apart(label: Any, sort: Any, apart: Any) -> int:
    """Count the pairs in one component whose sorts stand apart.

    Parameters
    ----------
    label : ndarray of int64, length n
        Component of each node, -1 for none.
    sort : ndarray of int64, length n
        Sort of each node: nodes in the same groups are of one sort.
    apart : ndarray of bool (sorts × sorts)
        Whether nodes of two sorts share no group; symmetric, with a false diagonal.

    Returns
    -------
    int
        Unordered pairs.

    Notes
    -----
    Cost: O(n log n), and for each component the square of the number of sorts in it.
    """
    order = np.argsort(label, kind="mergesort")
    count = np.zeros(len(apart), dtype=np.int64)
    kinds = np.empty(len(apart), dtype=np.int64)
    total, n = 0, len(label)
    begin = 0
    while begin < n:
        end = begin
        used = 0
        while end < n and label[order[end]] == label[order[begin]]:
            s = sort[order[end]]
            if count[s] == 0:
                kinds[used] = s
                used += 1
            count[s] += 1
            end += 1
        if label[order[begin]] >= 0:
            for i in range(used):
                for j in range(i):
                    if apart[kinds[i], kinds[j]]:
                        total += int(count[kinds[i]] * count[kinds[j]])
        for i in range(used):
            count[kinds[i]] = 0
        begin = end
    return total


@numba.njit(cache=True, nogil=True)
def by_degree_left(indptr: Int, indices: Int) -> NDArray[np.int64]:
    """Return all nodes in the order of a targeted attack: always the one with the most partners left.

    Among equals the smaller number goes first.

    Parameters
    ----------
    indptr : ndarray of int32, length n + 1
    indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries.

    Returns
    -------
    ndarray of int64, length n

    Notes
    -----
    Cost: O((n + pairs) log n).
    """
    n = len(indptr) - 1
    degree = np.empty(n, dtype=np.int64)
    queue = [(np.int64(0), np.int64(0)) for _ in range(0)]
    for v in range(n):
        degree[v] = indptr[v + 1] - indptr[v]
        queue.append((-degree[v], np.int64(v)))
    heapq.heapify(queue)
    order = np.empty(n, dtype=np.int64)
    gone = np.zeros(n, dtype=np.bool_)
    taken = 0
    while taken < n:
        least, best = heapq.heappop(queue)
        if gone[best] or -least != degree[best]:
            continue
        gone[best] = True
        order[taken] = best
        taken += 1
        for i in range(indptr[best], indptr[best + 1]):
            w = indices[i]
            if not gone[w]:
                degree[w] -= 1
                heapq.heappush(queue, (-degree[w], np.int64(w)))
    return order
