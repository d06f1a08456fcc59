"""linkage/centrality: who is linked most, who links others, who is at the core."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.linkage import centrality_method as method
from ecomap.analysis.linkage import centrality_record as record
from ecomap.analysis.linkage.centrality_text import explain, notes
from ecomap.analysis.linkage.intervals import rank_intervals
from ecomap.analysis.linkage.listing import listed_actors
from ecomap.analysis.linkage.scores import MEASURES, Effort, Scores, actor_scores, competition_ranks, significant
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot
from graph_schema import Text


def centrality(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Score every actor and rank those of a kind.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``rank_by``, ``limit``, ``kind``, ``resamples``, ``exact_up_to``, ``error``, ``samples``, ``seed``.

    Returns
    -------
    Result
        Table ``ranking``, largest first, equal values by id.

    Notes
    -----
    Cost: see `ecomap.analysis.linkage.scores.measure` and `ecomap.analysis.linkage.intervals.rank_intervals`.
    """
    effort = Effort(*(parameters[name] for name in ("exact_up_to", "error", "samples", "seed")))
    rank_by, resamples = parameters["rank_by"], parameters["resamples"]
    scores = actor_scores(snapshot.ties, effort)
    listed = listed_actors(snapshot, parameters["kind"])
    values = scores.values[rank_by][listed]
    order = np.lexsort((listed, -significant(values)))
    shown = order[: parameters["limit"] or len(order)]
    ranks: list[NDArray[Any]] = [competition_ranks(values)[shown]]
    if resamples:
        ranks += [bound[shown] for bound in rank_intervals(snapshot.ties, rank_by, effort, listed, resamples)]
    table = Table(record.RANKING, _rows(snapshot, scores, rank_by, listed[shown], ranks))
    return Result(
        (table,),
        explain(snapshot, scores, table, rank_by, len(listed)),
        notes(snapshot, scores, len(listed) - len(shown), resamples),
    )


def _rows(
    snapshot: Snapshot, scores: Scores, rank_by: str, actors: NDArray[np.int64], ranks: list[NDArray[Any]]
) -> tuple[tuple[Cell, ...], ...]:
    positions = snapshot.ties.nodes[actors].tolist()
    columns: list[list[Any]] = [scores.values[name][actors].tolist() for name in (rank_by, *MEASURES)]
    bounds: list[list[Any]] = [bound.tolist() for bound in ranks[1:]] or [[None] * len(actors)] * 2
    rows: list[tuple[Cell, ...]] = []
    for rank, position, between, values in zip(
        ranks[0].tolist(), positions, zip(*bounds, strict=True), zip(*columns, strict=True), strict=True
    ):
        name = Text(snapshot.name(position), snapshot.name(position, "en"))
        kind = snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[position])]].label
        rows.append((rank, str(snapshot.node_id[position]), name, kind, values[0], *between, *values[1:]))
    return tuple(rows)


ANALYSIS = Analysis(
    id="linkage/centrality",
    label=record.LABEL,
    question=record.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.RANKING,),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=centrality,
    chart=Chart("bar", x="name", value="score"),
)
