"""Districts whose actors reach each other, or other districts, only through actors of the city level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from ecomap.analysis.gap.matching import joined
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from ecomap.snapshot.graph import LEVELS

CITY_LEVELS = ("city", "national")


@dataclass(frozen=True, eq=False)
class ThroughCity:
    """What districts would lose without the city-level actors, each an array of length districts; NaN where undefined.

    Parameters
    ----------
    actors, intermediaries : ndarray of int64
        The district's actors below the city level, and the intermediaries among them.
    inside, inside_left : ndarray of float64
        Pairs of them that reach each other over any number of ties, and how many of these pairs still do without the
        city-level actors.
    outside, outside_left : ndarray of float64
        The same for pairs of one of them and an actor, below the city level, of another district.
    leaving, to_city : ndarray of float64
        Tied pairs of one of them and anyone who is not, and those of them with a city-level actor.
    """

    actors: NDArray[np.int64]
    intermediaries: NDArray[np.int64]
    inside: Float
    inside_left: Float
    outside: Float
    outside_left: Float
    leaving: Float
    to_city: Float

    @property
    def inside_lost(self) -> Float:
        """Share of the connected pairs inside each district that only city-level actors connect."""
        return _share(self.inside - self.inside_left, self.inside)

    @property
    def outside_lost(self) -> Float:
        """Share of the connected pairs with other districts that only city-level actors connect."""
        return _share(self.outside - self.outside_left, self.outside)

    @property
    def city_share(self) -> Float:
        """Share of the pairs leaving each district that lead to the city level."""
        return _share(self.to_city, self.leaving)

    @property
    def whole_share(self) -> float:
        """The same share over all districts together; NaN where nothing leaves any."""
        return float(_share(self.to_city.sum(keepdims=True), self.leaving.sum(keepdims=True))[0])


def through_city(snapshot: Snapshot, districts: Grouping) -> ThroughCity:
    """Remove the actors of the city and national level and see who still reaches whom.

    Parameters
    ----------
    snapshot : Snapshot
    districts : Grouping

    Notes
    -----
    Cost: two searches for connected components and a pass over the tied pairs: O(actors + pairs).
    """
    ties = snapshot.ties
    level = snapshot.level[ties.nodes]
    city = np.isin(level, [LEVELS.index(name) for name in CITY_LEVELS])
    local = sparse.csr_array(sparse.diags_array((~city).astype(np.float64)) @ districts.membership[ties.nodes])
    local.eliminate_zeros()
    helping = snapshot.kind[ties.nodes] == snapshot.kinds.index("intermediary")
    low, high, _ = ties.pairs
    before = _reach(ties.n, low, high, local)
    kept = ~city[low] & ~city[high]
    after = _reach(ties.n, low[kept], high[kept], local)
    net = joined(ties, local)
    inside = np.diag(net.table(low, high))
    city_partners = np.bincount(low[city[high]], minlength=ties.n) + np.bincount(high[city[low]], minlength=ties.n)
    return ThroughCity(
        np.asarray(local.sum(axis=0)).ravel().astype(np.int64),
        np.asarray(local.T @ helping.astype(np.float64)).astype(np.int64),
        before[0],
        after[0],
        before[1],
        after[1],
        np.asarray(local.T @ net.degree - 2.0 * inside),
        np.asarray(local.T @ city_partners.astype(np.float64)),
    )


def _reach(n: int, low: NDArray[Any], high: NDArray[Any], local: sparse.csr_array[Any]) -> tuple[Float, Float]:
    """Return connected pairs of actors inside each district, and between it and the others."""
    graph = sparse.csr_array((np.ones(len(low)), (low, high)), shape=(n, n))
    count, label = connected_components(graph, directed=False)
    actor = np.repeat(np.arange(n), np.diff(local.indptr))
    ones, shape = np.ones(len(actor)), (local.shape[1], count)
    table = sparse.csr_array((ones, (local.indices, label[actor])), shape=shape)  # districts × components
    table.sum_duplicates()
    own: Float = np.asarray(table.power(2).sum(axis=1)).ravel()
    size: Float = np.asarray(table.sum(axis=1)).ravel()
    every = np.bincount(label[np.diff(local.indptr) > 0], minlength=count).astype(np.float64)
    return (own - size) / 2, table @ every - own


def _share(part: Float, whole: Float) -> Float:
    return np.asarray(np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0))
