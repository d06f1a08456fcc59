"""Plain figures of districts, and what flows between them: counts and sums that every map of districts starts from."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.funding import flows as money_flows
from ecomap.analysis.record import Column
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float
from ecomap.snapshot.groups import Grouping, grouping
from graph_schema import Text

FIGURES = (
    Column(
        "actors",
        Text("주체 수", "Actors"),
        "actors",
        "integer",
        Text("그 자치구에 소재지가 있는 주체의 수.", "Number of actors located in the district."),
    ),
    Column(
        "per_10k",
        Text("인구 1만 명당 주체", "Actors per 10,000 residents"),
        "",
        "number",
        Text("주체 수 ÷ 주민등록 인구 × 10,000.", "Actors ÷ registered residents × 10,000."),
    ),
    Column(
        "per_km2",
        Text("1㎢당 주체", "Actors per km²"),
        "",
        "number",
        Text("주체 수 ÷ 면적(㎢).", "Actors ÷ area in km²."),
    ),
    Column(
        "ties_inside",
        Text("구 안의 관계", "Ties inside"),
        "ties",
        "number",
        Text(
            "양쪽 주체가 모두 그 자치구에 있는 관계의 수. 여러 구에 있는 주체의 관계는 고르게 나눕니다.",
            "Ties with both ends in the district; ties of an actor in several districts are shared equally.",
        ),
    ),
    Column(
        "ties_out",
        Text("다른 구와의 관계", "Ties to other districts"),
        "ties",
        "number",
        Text("한쪽 주체만 그 자치구에 있고 다른 쪽은 다른 구에 있는 관계의 수.", "Ties with the other end elsewhere."),
    ),
    Column(
        "partners",
        Text("이어진 자치구", "Districts it is tied to"),
        "districts",
        "integer",
        Text("관계가 하나라도 있는 다른 자치구의 수.", "Number of other districts with at least one tie."),
    ),
    Column(
        "money_in",
        Text("다른 구에서 들어온 돈", "Money in from other districts"),
        "KRW",
        "number",
        Text(
            "다른 자치구의 주체가 이 구의 주체에게 준 재정지원과 민간위탁 금액의 합.",
            "Funding and delegation from actors in other districts to actors here.",
        ),
    ),
    Column(
        "money_out",
        Text("다른 구로 나간 돈", "Money out to other districts"),
        "KRW",
        "number",
        Text(
            "이 구의 주체가 다른 자치구의 주체에게 준 재정지원과 민간위탁 금액의 합.",
            "Funding and delegation from actors here to actors in other districts.",
        ),
    ),
    Column(
        "money_inside",
        Text("구 안에서 오간 돈", "Money inside the district"),
        "KRW",
        "number",
        Text("주는 쪽과 받는 쪽이 모두 이 구에 있는 금액의 합.", "Funding with both ends here."),
    ),
)
"""What `district_figures` returns, in this order."""


@dataclass(frozen=True, eq=False)
class Between:
    """What lies between the districts of a snapshot.

    Parameters
    ----------
    ids : tuple of str, length g
        Ids of the districts.
    ties : ndarray of float64 (g × g)
        Number of ties; symmetric, the diagonal holds the ties inside.
    money : ndarray of float64 (g × g)
        KRW from the district of the row to that of the column.
    other_ties : float
        Ties with an end in no district, as of city-wide units.
    other_money : float
        KRW with an end in no district.
    """

    ids: tuple[str, ...]
    ties: Float
    money: Float
    other_ties: float
    other_money: float


def between_districts(snapshot: Snapshot) -> Between:
    """Add up ties and money by the districts of their ends.

    An actor located in several districts shares its ties and its money between them equally.

    Notes
    -----
    Cost: two products of a sparse matrix of the ties with the shares of the districts.
    """
    groups = grouping(snapshot, "district")
    shares = sparse.csr_array(groups.shares()[snapshot.ties.nodes])
    directed = _between(_ones(snapshot), shares)
    money = money_flows(snapshot).by_funder
    flown = _between(money, shares)
    inside = np.diagflat(np.diagonal(directed))
    return Between(
        groups.ids,
        directed + directed.T - inside,
        flown,
        max(float(snapshot.ties.m) - float(directed.sum()), 0.0),
        max(float(money.sum()) - float(flown.sum()), 0.0),
    )


def _ones(snapshot: Snapshot) -> sparse.csr_array[Any]:
    ties = snapshot.ties
    return sparse.csr_array((np.ones(ties.m), (ties.source, ties.target)), shape=(ties.n, ties.n))


def _between(matrix: sparse.csr_array[Any], shares: sparse.csr_array[Any]) -> Float:
    found = (shares.T @ (matrix @ shares)).toarray()
    return np.asarray(np.where(found < 1e-9, 0.0, found), dtype=np.float64)


def district_figures(snapshot: Snapshot, areas: Mapping[str, float]) -> dict[str, tuple[float | None, ...]]:
    """Return the `FIGURES` of every district by its id.

    Parameters
    ----------
    snapshot : Snapshot
    areas : mapping of str to float
        Area in km² by place id.

    Returns
    -------
    dict
        ``None`` where residents or area are not known.
    """
    groups, between = grouping(snapshot, "district"), between_districts(snapshot)
    actors = _actors(snapshot, groups)
    residents = snapshot.population[groups.nodes]
    off = ~np.eye(len(groups), dtype=np.bool_)
    found: dict[str, tuple[float | None, ...]] = {}
    for i, node_id in enumerate(groups.ids):
        others = off[i]
        found[node_id] = (
            int(actors[i]),
            _per(actors[i], residents[i] / 10_000),
            _per(actors[i], areas.get(node_id, 0.0)),
            float(between.ties[i, i]),
            float(between.ties[i][others].sum()),
            int((between.ties[i][others] > 0).sum()),
            float(between.money[others, i].sum()),
            float(between.money[i][others].sum()),
            float(between.money[i, i]),
        )
    return found


def city_figures(snapshot: Snapshot, districts: Collection[str], areas: Mapping[str, float]) -> dict[str, float]:
    """Return those `FIGURES` that a city has as a whole, by name; an actor in two of its districts counts once.

    Parameters
    ----------
    snapshot : Snapshot
    districts : collection of str
        Ids of the city's districts.
    areas : mapping of str to float
        Area in km² by place id.
    """
    groups, between = grouping(snapshot, "district"), between_districts(snapshot)
    here = [i for i, node_id in enumerate(groups.ids) if node_id in districts]
    inside = np.asarray(groups.membership[snapshot.actors][:, here].sum(axis=1)).ravel() > 0
    actors, block = int(inside.sum()), np.ix_(here, here)
    found = {
        "actors": actors,
        "per_10k": _per(actors, float(snapshot.population[groups.nodes[here]].sum()) / 10_000),
        "per_km2": _per(actors, sum(areas.get(groups.ids[i], math.nan) for i in here)),
        "ties_inside": float(np.trace(between.ties[block])),
        "money_inside": float(np.trace(between.money[block])),
    }
    return {name: value for name, value in found.items() if value is not None}


def _actors(snapshot: Snapshot, groups: Grouping) -> NDArray[Any]:
    return np.asarray(groups.membership[snapshot.actors].sum(axis=0)).ravel()


def _per(count: float, base: float) -> float | None:
    return float(count / base) if base > 0 else None
