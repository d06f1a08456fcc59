"""gaps/robustness: how the network falls apart as actors leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_id, actor_name, optional
from ecomap.analysis.gap import robustness_record as record
from ecomap.analysis.gap import robustness_text as text
from ecomap.analysis.gap.removals import (
    STRATEGIES,
    Network,
    area,
    network,
    null_areas,
    step_bounds,
    targeted,
)
from ecomap.analysis.gap.words import listed
from ecomap.analysis.kernels.cuts import depth_first, pieces
from ecomap.analysis.kernels.removal import largest_left
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.analysis.rounds import side_by_side
from ecomap.snapshot import Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text


@dataclass(frozen=True, eq=False)
class Curve:
    """What one way of removal leaves, step by step; several runs where it is random.

    Parameters
    ----------
    strategy : str
    largest : ndarray of float64 (runs × steps)
        Share of all actors in the largest component.
    across : ndarray of float64 (runs × steps)
        Share of the pairs across fields that are joined at the beginning and still are.
    areas : ndarray of float64, length runs
        Schneider's R, from every single removal.
    half : ndarray of float64, length runs
        Share removed until the largest component is below half of what it was.
    """

    strategy: str
    largest: Float
    across: Float
    areas: Float
    half: Float


def robustness(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Remove actors at random and on purpose; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``curve``, ``summary`` and ``critical``.
    """
    graph = network(snapshot)
    bounds = step_bounds(graph.n, parameters["steps"])
    joined = graph.across(np.empty(0, dtype=np.int64)) if graph.n else 0
    curves = [_curve(graph, strategy, parameters, bounds, joined) for strategy in STRATEGIES] if graph.n else []
    options = {"runs": parameters["null_runs"], "seed": parameters["seed"], "recalculate": parameters["recalculate"]}
    null = null_areas(graph, **options) if len(graph.indices) else {}
    critical = _critical(snapshot, graph, parameters["limit"], joined)
    tables = (
        Table(record.CURVE, _curve_rows(curves, bounds, graph.n)),
        Table(record.SUMMARY, tuple(_summary(curve, bounds / graph.n, null) for curve in curves)),
        Table(record.CRITICAL, critical),
    )
    return Result(tables, text.explain(snapshot, tables), text.notes(snapshot, parameters, joined))


def _curve(graph: Network, strategy: str, parameters: Parameters, bounds: NDArray[np.int64], joined: int) -> Curve:
    if strategy == "random":
        rng = np.random.default_rng(parameters["seed"])
        orders = [rng.permutation(graph.n) for _ in range(parameters["runs"])]
    else:
        options = {name: parameters[name] for name in ("recalculate", "steps", "samples", "seed")}
        orders = [targeted(graph, strategy, **options)]

    def one(order: NDArray[np.int64]) -> tuple[Any, ...]:
        left = largest_left(graph.indptr, graph.indices, order)
        across = [graph.across(order[:q]) / joined if joined else np.nan for q in bounds.tolist()]
        return left[bounds] / graph.n, across, area(left) or 0.0, int(np.argmax(left < left[0] / 2)) / graph.n

    largest, across, areas, half = zip(*side_by_side(one, orders), strict=True)
    return Curve(strategy, np.array(largest), np.array(across), np.array(areas), np.array(half))


def _curve_rows(curves: list[Curve], bounds: NDArray[np.int64], n: int) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    for curve in curves:
        low, high = np.percentile(curve.largest, [5, 95], axis=0)
        for i, removed in enumerate(bounds.tolist()):
            band: tuple[float | None, float | None] = (None, None)
            if len(curve.largest) > 1:
                band = float(low[i]), float(high[i])
            across = optional(float(curve.across[:, i].mean()))
            largest = float(curve.largest[:, i].mean())
            rows.append((record.LABELS[curve.strategy], removed / n, removed, largest, *band, across))
    return tuple(rows)


def _summary(curve: Curve, removed: Float, null: dict[str, Float]) -> tuple[Cell, ...]:
    value = float(curve.areas.mean())
    across = float(np.trapezoid(curve.across.mean(axis=0), removed))
    compared: tuple[Cell, ...] = (None, None, None, None)
    expected = null.get(curve.strategy)
    if expected is not None and len(expected):
        mean, deviation = float(expected.mean()), float(expected.std(ddof=1)) if len(expected) > 1 else 0.0
        distance = np.abs(expected - mean) >= abs(value - mean) - 1e-12
        p = (1 + int(distance.sum())) / (1 + len(expected))
        compared = (mean, value / mean if mean else None, (value - mean) / deviation if deviation > 1e-12 else None, p)
    label = record.LABELS[curve.strategy]
    return (label, value, optional(across), float(curve.half.mean()), *compared)


def _critical(snapshot: Snapshot, graph: Network, most: int, joined: int) -> tuple[tuple[Cell, ...], ...]:
    if not graph.n:
        return ()
    count, cut_off = pieces(depth_first(graph.indptr, graph.indices))
    degree = np.diff(graph.indptr)
    order = np.lexsort((np.arange(graph.n), -degree, -cut_off))
    fields = grouping(snapshot, "field")
    rows: list[tuple[Cell, ...]] = []
    for rank, actor in enumerate(order[cut_off[order] > 0][:most].tolist(), 1):
        node = int(snapshot.ties.nodes[actor])
        lost = joined - graph.across(np.array([actor]))
        rows.append(
            (
                rank,
                actor_id(snapshot, actor),
                actor_name(snapshot, actor),
                snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[node])]].label,
                _own(fields, node),
                int(degree[actor]),
                int(cut_off[actor]),
                int(count[actor]),
                lost,
                lost / joined if joined else None,
            )
        )
    return tuple(rows)


def _own(groups: Any, node: int) -> Text | None:
    own = groups.membership[[node]].indices
    return listed([groups.labels[int(i)] for i in own], 3) if len(own) else None


ANALYSIS = Analysis(
    id="gaps/robustness",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.CURVE, record.SUMMARY, record.CRITICAL),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=robustness,
    chart=Chart("line", x="removed", y="strategy", value="largest"),
)
