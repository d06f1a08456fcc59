"""Which actors have no tie of a wanted sort."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.isolates_record import COOPERATION_TYPES
from ecomap.analysis.gap.scopes import Bool, Scope
from ecomap.analysis.record import Parameters
from ecomap.snapshot import Snapshot

KINDS = ("intermediary", "government")


@dataclass(frozen=True, eq=False)
class Lack:
    """Who lacks what, actor by actor.

    Parameters
    ----------
    asked, judged, lacking : ndarray of bool
        Actors asked about; those of them that are in scope of anything; those of these without a wanted tie.
    wanted : ndarray of bool
        Actors that could be the partner.
    possible : ndarray of int64
        Wanted actors in the best cell of each, see `Scope.most`.
    degree : ndarray of int64
        Partners by any tie.
    """

    asked: Bool
    judged: Bool
    lacking: Bool
    wanted: Bool
    possible: NDArray[np.int64]
    degree: NDArray[np.int64]


def find_lacks(snapshot: Snapshot, parameters: Parameters, within: Scope) -> Lack:
    """Judge every actor.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
    within : Scope
        Where a partner has to be.

    Returns
    -------
    Lack
    """
    ties, sort = snapshot.ties, parameters["lacking"]
    kinds = snapshot.kind[ties.nodes]
    asked = np.ones(ties.n, dtype=np.bool_)
    wanted = asked.copy()
    if parameters["kind"] != "all":
        asked = kinds == snapshot.kinds.index(parameters["kind"])
    if sort in KINDS:
        wanted = kinds == snapshot.kinds.index(sort)
        asked = asked & ~wanted
    counted = within.together(ties.source, ties.target) & _of_sort(snapshot, sort, parameters["type"])
    tied = np.zeros(ties.n, dtype=np.bool_)
    tied[ties.source[counted & wanted[ties.target]]] = True
    tied[ties.target[counted & wanted[ties.source]]] = True
    judged = asked & within.judged
    degree = np.diff(ties.adjacency.indptr).astype(np.int64)
    return Lack(asked, judged, judged & ~tied, wanted, within.most(wanted), degree)


def _of_sort(snapshot: Snapshot, sort: str, chosen: str) -> Bool:
    names = {"type": (chosen,), "cooperation": COOPERATION_TYPES}.get(sort)
    if names is None:
        return np.ones(snapshot.ties.m, dtype=np.bool_)
    return np.isin(snapshot.ties.type, [snapshot.types.index(name) for name in names])
