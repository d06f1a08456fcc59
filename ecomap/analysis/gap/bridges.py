"""Who could bridge two groups: the actors of each that are nearest to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.ties import TieGraph

MOST_STEPS = 4


@dataclass(frozen=True, slots=True)
class Bridge:
    """One actor that could bridge.

    Parameters
    ----------
    actor : int
        Number among the ties' actors.
    steps : int or None
        Ties to the nearest actor of the other group; ``None`` for more than `MOST_STEPS`, or no way.
    partners : int
        Different actors of the other group that it has ties with.
    shared : int
        Partners of its own that have ties into the other group.
    via : int
        The partner with most partners in the other group, -1 where none has any.
    degree : int
        Different partners in all.
    """

    actor: int
    steps: int | None
    partners: int
    shared: int
    via: int
    degree: int


class BridgeFinder:
    """Finds the actors of one group that are nearest to another.

    Order: fewest steps, most partners in the other group, most shared partners, highest degree, number. Actors that
    are in both groups already are left out.

    Parameters
    ----------
    ties : TieGraph
    members : sparse matrix (actors × groups)

    Notes
    -----
    Cost: a few products of the adjacency with a vector for each group that is asked about.
    """

    def __init__(self, ties: TieGraph, members: sparse.csr_array[Any]) -> None:
        pattern = ties.adjacency.copy()
        pattern.data = np.ones(len(pattern.data))
        self._adjacency = pattern
        self._degree = np.diff(pattern.indptr).astype(np.int64)
        self._members = members.tocsc()
        self._seen: dict[int, tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    def near(self, own: int, other: int, most: int) -> list[Bridge]:
        """Return the best bridges from one group to another, best first."""
        actors = np.setdiff1d(self._of(own), self._of(other), assume_unique=True)
        partners, shared = self._toward(other)
        steps = self._steps(other, actors, most)
        distance = np.where(steps[actors] < 0, MOST_STEPS + 1, steps[actors])
        keys = (actors, -self._degree[actors], -shared[actors], -partners[actors], distance)
        best = actors[np.lexsort(keys)][:most]
        return [
            Bridge(
                actor,
                int(steps[actor]) if steps[actor] > 0 else None,
                int(partners[actor]),
                int(shared[actor]),
                self._via(actor, partners),
                int(self._degree[actor]),
            )
            for actor in best.tolist()
        ]

    def _of(self, group: int) -> NDArray[np.int64]:
        span = slice(self._members.indptr[group], self._members.indptr[group + 1])
        return np.sort(self._members.indices[span]).astype(np.int64)

    def _toward(self, group: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return partners in a group, and partners with a partner in it, by actor."""
        if group not in self._seen:
            inside = np.zeros(len(self._degree))
            inside[self._of(group)] = 1.0
            partners = self._adjacency @ inside
            shared = self._adjacency @ (partners > 0).astype(np.float64)
            self._seen[group] = (partners.astype(np.int64), shared.astype(np.int64))
        return self._seen[group]

    def _steps(self, group: int, actors: NDArray[np.int64], most: int) -> NDArray[np.int64]:
        """Return steps to a group by actor, -1 for too far; beyond two only where too few are as near."""
        partners, shared = self._toward(group)
        steps = np.where(partners > 0, 1, np.where(shared > 0, 2, -1))
        for step in range(3, MOST_STEPS + 1):
            if np.count_nonzero(steps[actors] > 0) >= most:
                break
            reached = (self._adjacency @ (steps > 0).astype(np.float64)) > 0
            steps[reached & (steps < 0)] = step
        return steps

    def _via(self, actor: int, partners: NDArray[np.int64]) -> int:
        span = slice(self._adjacency.indptr[actor], self._adjacency.indptr[actor + 1])
        own = self._adjacency.indices[span]
        if not len(own) or not partners[own].any():
            return -1
        return int(own[np.argmax(partners[own])])
