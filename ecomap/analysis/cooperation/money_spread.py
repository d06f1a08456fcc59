"""How evenly money is spread: among actors, and among the residents of districts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import optional, ratio
from ecomap.analysis.funding import Flows
from ecomap.analysis.inequality import gini, lorenz, theil, theil_between, theil_parts
from ecomap.analysis.record import Cell
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]
CURVE_POINTS = 100
MAY_RECEIVE = ("civil_society", "intermediary")

EQUAL = Text("똑같이 나눌 때", "Spread equally")
AMONG_RECIPIENTS = Text("받은 주체 사이", "Actors that received")
AMONG_ALL = Text("단체·중간지원조직 모두", "All organisations and intermediaries")
AMONG_RESIDENTS = Text("자치구 주민 사이", "Residents, by district")


@dataclass(frozen=True, eq=False)
class Spread:
    """Rows of the curve, of the figures of inequality and of the districts, and what they leave out.

    Parameters
    ----------
    curve, figures, districts : tuple of tuple
    outside : int
        Recipients in no district.
    money_outside : float
        What they received.
    without_residents : int
        Districts whose residents are not known.
    """

    curve: tuple[Row, ...]
    figures: tuple[Row, ...]
    districts: tuple[Row, ...]
    outside: int
    money_outside: float
    without_residents: int


def spread(snapshot: Snapshot, money: Flows, districts: Grouping, permutations: int, seed: int) -> Spread:
    """Compute how evenly money is spread.

    Parameters
    ----------
    snapshot : Snapshot
    money : Flows
    districts : Grouping
    permutations : int
        How often receipts are shuffled among actors for the share between districts.
    seed : int

    Returns
    -------
    Spread

    Notes
    -----
    Cost: O(n log n + n × permutations) for n actors.
    """
    recipients = np.flatnonzero(money.received > 0)
    eligible = np.isin(snapshot.ties.nodes, snapshot.of_kinds(*MAY_RECEIVE))
    everyone = np.flatnonzero(eligible | (money.received > 0))
    curve: list[Row] = [(EQUAL, 0.0, 0.0), (EQUAL, 1.0, 1.0)] if len(recipients) else []
    figures: list[Row] = []
    for label, who in ((AMONG_RECIPIENTS, recipients), (AMONG_ALL, everyone)):
        values = money.received[who]
        if not len(recipients):
            break
        curve += _curve(label, values, None)
        figures.append(_among_actors(label, snapshot, who, values, districts, (permutations, seed)))
    rows, received, residents = _districts(snapshot, money, districts)
    known = residents > 0
    if received[known].sum() > 0:
        per_resident, weights = received[known] / residents[known], residents[known]
        curve += _curve(AMONG_RESIDENTS, per_resident, weights)
        figures.append(_among_residents(per_resident, weights))
    grouped = np.diff(districts.membership[snapshot.ties.nodes].indptr) > 0
    outside = recipients[~grouped[recipients]]
    return Spread(
        tuple(curve), tuple(figures), rows, len(outside), float(money.received[outside].sum()), int((~known).sum())
    )


def _curve(label: Text, values: Float, weights: Float | None) -> list[Row]:
    population, quantity = lorenz(values, weights)
    if len(population) > CURVE_POINTS:  # every point of the drawn line lies on the curve, there are only fewer of them
        kept = np.unique(np.linspace(0, len(population) - 1, CURVE_POINTS).round().astype(np.int64))
        population, quantity = population[kept], quantity[kept]
    return [(label, p, min(q, 1.0)) for p, q in zip(population.tolist(), quantity.tolist(), strict=True)]


def _among_actors(
    label: Text,
    snapshot: Snapshot,
    who: NDArray[np.int64],
    values: Float,
    districts: Grouping,
    shuffling: tuple[int, int],
) -> Row:
    unit, group, weight = _in_districts(snapshot, who, districts)
    n_groups = len(districts) + 1
    within, between = theil_parts(values[unit], weight, group, n_groups)
    whole = theil(values)
    chance, p = None, None
    if whole > 0 and len(np.unique(group)) > 1:
        rng = np.random.default_rng(shuffling[1])
        # who is where stays, and what they received changes places
        drawn = np.array(
            [
                theil_between(rng.permutation(values)[unit] * weight, weight, group[None, :], n_groups)[0]
                for _ in range(shuffling[0])
            ]
        )
        chance = float(drawn.mean() / whole)
        p = float((1 + (drawn >= between * (1 - 1e-12)).sum()) / (1 + len(drawn)))
    return (
        label,
        len(who),
        float(values.sum()),
        optional(gini(values)),
        optional(whole),
        optional(within),
        optional(between),
        ratio(between, whole) if whole > 0 else None,
        chance,
        p,
        _top_tenth(values),
    )


def _in_districts(
    snapshot: Snapshot, who: NDArray[np.int64], districts: Grouping
) -> tuple[NDArray[np.int64], NDArray[np.int64], Float]:
    """Return parts of actors: which actor, which district (the last group: none), and how much of the actor."""
    member = districts.membership[snapshot.ties.nodes[who]]
    count = np.diff(member.indptr)
    inside = np.repeat(np.arange(len(who)), count)
    outside = np.flatnonzero(count == 0)
    unit = np.concatenate([inside, outside])
    group = np.concatenate([member.indices, np.full(len(outside), len(districts))]).astype(np.int64)
    return unit, group, 1.0 / np.maximum(count[unit], 1)


def _top_tenth(values: Float) -> float | None:
    population, quantity = lorenz(values)
    return 1.0 - float(np.interp(0.9, population, quantity)) if len(values) else None


def _among_residents(per_resident: Float, residents: Float) -> Row:
    whole = theil(per_resident, residents)
    money = float(per_resident @ residents)
    return (
        AMONG_RESIDENTS,
        int(residents.sum()),
        money,
        optional(gini(per_resident, residents)),
        optional(whole),
        0.0,  # what residents of one district have is not known one by one
        optional(whole),
        1.0 if whole > 0 else None,
        None,
        None,
        None,
    )


def _districts(snapshot: Snapshot, money: Flows, districts: Grouping) -> tuple[tuple[Row, ...], Float, Float]:
    shares = districts.shares()[snapshot.ties.nodes]
    received = np.asarray(shares.T @ money.received)
    recipients = np.asarray(
        districts.membership[snapshot.ties.nodes].T @ (money.received > 0).astype(np.float64)
    ).ravel()
    residents = np.nan_to_num(snapshot.population[districts.nodes])
    known = residents > 0
    average = ratio(float(received[known].sum()), float(residents[known].sum()))
    per_resident = np.divide(received, residents, out=np.full(len(received), np.nan), where=known)
    order = np.lexsort((-received, -np.nan_to_num(per_resident, nan=-1.0)))
    rows = tuple(
        (
            districts.ids[k],
            districts.labels[k],
            float(residents[k]) if known[k] else None,
            round(float(recipients[k])),
            float(received[k]),
            optional(float(per_resident[k])),
            float(per_resident[k] / average) if known[k] and average else None,
        )
        for k in order.tolist()
    )
    return rows, received, residents
