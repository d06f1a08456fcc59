"""linkage/overview: how well the ecosystem is connected, and who is left out."""

from __future__ import annotations

import math

from ecomap.analysis.linkage import overview_record as record
from ecomap.analysis.linkage.figures import (
    ActorFigures,
    GroupFigures,
    NetworkFigures,
    actor_figures,
    group_figures,
    network_figures,
    type_figures,
)
from ecomap.analysis.linkage.overview_text import explain, notes
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text


def overview(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Describe the whole network, its tie types, its actor kinds and, if asked, groups of actors.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``by``: ``none`` or the grouping of the last table.

    Returns
    -------
    Result
        Tables ``figures``, ``ties_by_type``, ``actors_by_kind`` and ``groups`` (empty without ``by``).

    Notes
    -----
    Cost: see `ecomap.analysis.linkage.figures.network_figures`.
    """
    by = parameters["by"]
    actors = actor_figures(snapshot.ties)
    network = network_figures(snapshot.ties, actors)
    groups = None if by == "none" else group_figures(snapshot.ties, grouping(snapshot, by), actors)
    tables = (
        Table(record.FIGURES, _figure_rows(network)),
        Table(record.TYPES, _type_rows(snapshot)),
        Table(record.KINDS, _kind_rows(snapshot, actors)),
        Table(record.BY_GROUP, () if groups is None else _group_rows(snapshot, by, groups)),
    )
    return Result(tables, explain(network, tables[1], tables[3], by), notes(snapshot, by, groups))


def _figure_rows(network: NetworkFigures) -> tuple[tuple[Cell, ...], ...]:
    def share(part: int, whole: int) -> float | None:
        return part / whole if whole else None

    return (
        ("actors", Text("주체", "Actors"), network.actors, "actors"),
        ("ties", Text("관계", "Ties"), network.ties, "ties"),
        ("pairs", Text("이어진 쌍", "Tied pairs"), network.pairs, "pairs"),
        ("density", Text("밀도", "Density"), network.density, "share"),
        ("components", Text("연결된 덩어리", "Components"), network.components, "components"),
        ("largest_component", Text("가장 큰 덩어리", "Largest component"), network.largest, "actors"),
        (
            "largest_share",
            Text("가장 큰 덩어리의 비율", "Share in the largest component"),
            share(network.largest, network.actors),
            "share",
        ),
        ("isolates", Text("관계 없는 주체", "Isolates"), network.isolates, "actors"),
        (
            "isolate_share",
            Text("관계 없는 주체의 비율", "Share of isolates"),
            share(network.isolates, network.actors),
            "share",
        ),
        ("mean_degree", Text("평균 연결 수", "Mean degree"), network.mean_degree, "actors"),
        ("reciprocity", Text("상호성", "Reciprocity"), network.reciprocity, "share"),
        ("clustering", Text("평균 뭉침 계수", "Average clustering"), network.clustering, "share"),
        ("transitivity", Text("이행성", "Transitivity"), network.transitivity, "share"),
    )


def _type_rows(snapshot: Snapshot) -> tuple[tuple[Cell, ...], ...]:
    ties = snapshot.ties
    found = sorted(type_figures(ties).items(), key=lambda item: (-item[1].ties, item[0]))
    rows: list[tuple[Cell, ...]] = []
    for code, figures in found:
        kind = snapshot.ontology.edges[snapshot.types[code]]
        counts = (figures.ties, figures.ties / ties.m, figures.pairs, figures.actors)
        rows.append((snapshot.types[code], kind.label, kind.directed, *counts))
    return tuple(rows)


def _kind_rows(snapshot: Snapshot, actors: ActorFigures) -> tuple[tuple[Cell, ...], ...]:
    groups = grouping(snapshot, "kind")
    figures = group_figures(snapshot.ties, groups, actors)
    return tuple(
        (
            groups.ids[i],
            groups.labels[i],
            int(figures.actors[i]),
            int(figures.actors[i]) / snapshot.ties.n if snapshot.ties.n else None,
            int(figures.isolates[i]),
            _defined(figures.mean_degree[i]),
        )
        for i in range(len(groups))
    )


def _group_rows(snapshot: Snapshot, by: str, figures: GroupFigures) -> tuple[tuple[Cell, ...], ...]:
    groups = grouping(snapshot, by)
    return tuple(
        (
            groups.ids[i],
            groups.labels[i],
            int(figures.actors[i]),
            int(figures.inside[i]),
            int(figures.outside[i]),
            _defined(figures.density[i]),
            int(figures.isolates[i]),
            _defined(figures.mean_degree[i]),
            _defined(figures.clustering[i]),
        )
        for i in range(len(groups))
    )


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


ANALYSIS = Analysis(
    id="linkage/overview",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.FIGURES, record.TYPES, record.KINDS, record.BY_GROUP),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=overview,
    chart=Chart("none"),
)
