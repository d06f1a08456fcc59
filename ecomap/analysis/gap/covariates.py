"""One number for each place that may explain how much it has, taken from the snapshot."""

from __future__ import annotations

import numpy as np

from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text

COVARIATES: dict[str, Text] = {
    "actors": Text("전체 주체 수", "all actors"),
    "partners": Text("주체의 평균 상대 수", "mean partners of an actor"),
    "funding": Text("받은 재원", "funding received"),
    "programmes": Text("전체 사업 수", "all programmes"),
    "founded": Text("주체의 평균 설립 시기", "mean founding date of actors"),
}
_MONEY = ("funds", "delegates")


def covariate_of(snapshot: Snapshot, places: Grouping, name: str) -> Float:
    """Return a property of every place.

    Counts and sums enter as ``log(1 + value)``, because counts tend to grow as a power of them.

    Parameters
    ----------
    snapshot : Snapshot
    places : Grouping
    name : str
        One of `COVARIATES`.

    Returns
    -------
    ndarray of float64, length places
        NaN where nothing is known, such as the founding date of no actor.

    Notes
    -----
    Cost: one pass over the memberships, and over the ties for partners and funding.
    """
    actors = snapshot.actors
    members = places.membership[actors]
    count = np.asarray(members.sum(axis=0)).ravel()
    if name == "actors":
        return np.asarray(np.log1p(count))
    if name == "programmes":
        kind = np.zeros(snapshot.n_nodes)
        kind[snapshot.of_kinds("programme")] = 1.0
        return np.asarray(np.log1p(places.membership.T @ kind))
    if name == "funding":
        return np.asarray(np.log1p(members.T @ _received(snapshot)))
    if name == "partners":
        value = np.diff(snapshot.ties.adjacency.indptr).astype(np.float64)
        known = np.ones(len(actors))
    else:
        value = snapshot.node_since[actors].astype(np.float64)
        known = (value > 0).astype(np.float64)
    total, having = members.T @ (value * known), members.T @ known
    return np.asarray(np.divide(total, having, out=np.full(len(count), np.nan), where=having > 0))


def _received(snapshot: Snapshot) -> Float:
    ties = snapshot.ties
    local = snapshot.units.index("KRW") if "KRW" in snapshot.units else -1
    money = np.isin(ties.type, [snapshot.types.index(name) for name in _MONEY])
    money &= snapshot.unit[ties.edges] == local
    amount = np.nan_to_num(snapshot.amount[ties.edges]) * money
    return np.bincount(ties.target, weights=amount, minlength=ties.n).astype(np.float64)
