"""Forces between the actors of a drawing: ties pull, actors push, a home holds; pushes through a quadtree.

Barnes and Hut's approximation: what is far away pushes as one body in its middle. The naive sum is in the tests.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Reals = NDArray[np.float64]
Ints = NDArray[np.int32]

THETA = 1.2
"""A square pushes as one body where its side is less than this times the distance; the usual value for drawings."""
_DEEPEST = 24
_DEEP_STACK = 4 * _DEEPEST


@numba.njit(cache=True, nogil=True)
def grow(points: Points, mass: Reals) -> tuple[Ints, Reals, Reals]:
    """Return a quadtree of some points.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    mass : ndarray, length n

    Returns
    -------
    child : ndarray of int32, shape (nodes, 4)
        Numbers of the nodes below, -1 for none; all -1 for a leaf.
    body : ndarray, shape (nodes, 3)
        Middle and mass of what is inside.
    side : ndarray, length nodes
        Side of the square.
    """
    n = len(points)
    room = 2 * n + 16
    child = np.full((room, 4), -1, dtype=np.int32)
    body = np.zeros((room, 3))
    side = np.zeros(room)
    low_x, low_y = points[:, 0].min(), points[:, 1].min()
    whole = max(points[:, 0].max() - low_x, points[:, 1].max() - low_y, 1e-12) * 1.0001
    side[0] = whole
    used = 1
    for i in range(n):
        x, y, m = points[i, 0], points[i, 1], mass[i]
        node, depth = 0, 0
        left, bottom, width = low_x, low_y, whole
        while True:
            if body[node, 2] == 0.0:
                body[node, 0], body[node, 1], body[node, 2] = x, y, m
                break
            leaf = child[node, 0] == -1 and child[node, 1] == -1 and child[node, 2] == -1 and child[node, 3] == -1
            if leaf and depth < _DEEPEST:
                if used + 2 > len(side):
                    child, body, side = _more(child, body, side)
                half = width / 2
                old = (1 if body[node, 0] >= left + half else 0) + (2 if body[node, 1] >= bottom + half else 0)
                child[node, old] = used
                body[used] = body[node]
                side[used] = half
                used += 1
            total = body[node, 2] + m
            body[node, 0] += (x - body[node, 0]) * m / total
            body[node, 1] += (y - body[node, 1]) * m / total
            body[node, 2] = total
            if leaf and depth >= _DEEPEST:
                break
            width /= 2
            corner = (1 if x >= left + width else 0) + (2 if y >= bottom + width else 0)
            left += width * (corner & 1)
            bottom += width * (corner >> 1)
            depth += 1
            if child[node, corner] == -1:
                if used + 1 > len(side):
                    child, body, side = _more(child, body, side)
                child[node, corner] = used
                side[used] = width
                used += 1
            node = child[node, corner]
    return child[:used], body[:used], side[:used]


@numba.njit(cache=True, nogil=True)
def _more(child: Ints, body: Reals, side: Reals) -> tuple[Ints, Reals, Reals]:
    """Return the same arrays with room for twice as many nodes."""
    room = len(side)
    wider = np.full((2 * room, 4), -1, dtype=np.int32)
    wider[:room] = child
    bodies = np.zeros((2 * room, 3))
    bodies[:room] = body
    sides = np.zeros(2 * room)
    sides[:room] = side
    return wider, bodies, sides


@numba.njit(cache=True, nogil=True, fastmath=True)
def push(points: Points, mass: Reals, theta: float) -> Points:
    """Return ``Σ over j of m_i m_j (p_i − p_j) / |p_i − p_j|²`` for every point.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
        Faster where neighbours in the array are near each other.
    mass : ndarray, length n
    theta : float
        0 for the exact sum.

    Notes
    -----
    Cost: O(n log n).

    References
    ----------
    Barnes, J. and Hut, P. (1986). A hierarchical O(N log N) force-calculation algorithm. Nature 324, 446–449.
    doi:10.1038/324446a0
    """
    child, body, side = grow(points, mass)
    force = np.zeros((len(points), 2))
    stack = np.empty(_DEEP_STACK, dtype=np.int32)
    bound = theta * theta
    for i in range(len(points)):
        x, y = points[i, 0], points[i, 1]
        fx = fy = 0.0
        stack[0] = 0
        top = 1
        while top:
            top -= 1
            node = stack[top]
            dx, dy = x - body[node, 0], y - body[node, 1]
            square = dx * dx + dy * dy
            leaf = child[node, 0] < 0 and child[node, 1] < 0 and child[node, 2] < 0 and child[node, 3] < 0
            if leaf or side[node] * side[node] < bound * square:
                if square > 1e-18:
                    pull = body[node, 2] / square
                    fx += dx * pull
                    fy += dy * pull
            else:
                for corner in range(4):
                    if child[node, corner] >= 0:
                        stack[top] = child[node, corner]
                        top += 1
        force[i, 0], force[i, 1] = mass[i] * fx, mass[i] * fy
    return force


@numba.njit(cache=True, nogil=True)
def push_in_groups(points: Points, mass: Reals, start: NDArray[np.int64], strength: Reals, theta: float) -> Points:
    """Return `push` among the members of each group alone, times the group's strength.

    Parameters
    ----------
    points, mass
        Members of a group behind one another.
    start : ndarray of int64, length groups + 1
        Where each group begins; the last entry is the number of points.
    strength : ndarray, length groups
    theta : float
    """
    force = np.zeros((len(points), 2))
    for group in range(len(strength)):
        first, last = start[group], start[group + 1]
        if last - first > 1:
            force[first:last] = strength[group] * push(points[first:last], mass[first:last], theta)
    return force


@numba.njit(cache=True, nogil=True, fastmath=True)
def pull(points: Points, indptr: Ints, indices: Ints, weight: Reals) -> Points:
    """Return Noack's LinLog attraction of every point: ``Σ over neighbours of s (p_j − p_i)`` and ``Σ s``.

    A tie of weight ``w`` and length ``d`` has the stiffness ``s = w log(1 + d) / d``.

    Parameters
    ----------
    points : ndarray, shape (n, 2)
    indptr, indices, weight : ndarray
        Symmetric adjacency.

    Returns
    -------
    ndarray, shape (n, 3)
        Force, and the sum of stiffnesses.

    References
    ----------
    Noack, A. (2009). Modularity clustering is force-directed layout. Physical Review E 79, 026102.
    doi:10.1103/PhysRevE.79.026102
    """
    force = np.zeros((len(points), 3))
    for i in range(len(points)):
        for k in range(indptr[i], indptr[i + 1]):
            j = indices[k]
            dx, dy = points[j, 0] - points[i, 0], points[j, 1] - points[i, 1]
            distance = np.sqrt(dx * dx + dy * dy) + 1e-9
            stiffness = weight[k] * np.log1p(distance) / distance
            force[i, 0] += dx * stiffness
            force[i, 1] += dy * stiffness
            force[i, 2] += stiffness
    return force
