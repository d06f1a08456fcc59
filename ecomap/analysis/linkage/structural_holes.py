"""linkage/structural_holes: who stands between others who are apart, who depends on one circle."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import optional
from ecomap.analysis.kernels.holes import Holes, structural_holes
from ecomap.analysis.linkage import structural_holes_record as record
from ecomap.analysis.linkage.listing import identity, listed_actors
from ecomap.analysis.linkage.scores import competition_ranks, significant
from ecomap.analysis.linkage.structural_holes_text import explain, notes
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, TieGraph
from ecomap.snapshot.columns import Float

Row = tuple[Cell, ...]
_MEASURES = ("contacts", "constraint", "typical", "closure", "effective_size", "efficiency", "hierarchy")


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Rank the actors by Burt's measures.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        ``rank_by``, ``weight``, ``min_contacts``, ``kind``, ``limit``.

    Returns
    -------
    Result
        Tables ``ranking`` and ``kinds``.

    Notes
    -----
    Cost: see `ecomap.analysis.kernels.holes.structural_holes`.
    """
    holes, values = measures(snapshot.ties, parameters["weight"])
    enough = values["contacts"] >= parameters["min_contacts"]
    listed = listed_actors(snapshot, parameters["kind"])
    listed = listed[enough[listed] & np.isfinite(values["constraint"][listed])]
    by = parameters["rank_by"]
    key = -values["constraint"] if by == "constraint" else values["constraint" if by == "constrained" else by]
    score = np.nan_to_num(key[listed], nan=-np.inf)
    order = np.lexsort((listed, -significant(np.maximum(score, -1e300))))
    ranks = competition_ranks(np.maximum(score, -1e300))
    shown = order[: parameters["limit"] or len(order)]
    tables = (
        Table(record.RANKING, tuple(_rows(snapshot, holes, values, listed[shown], ranks[shown]))),
        Table(record.KINDS, tuple(_kind_rows(snapshot, values, enough))),
    )
    return Result(
        tables,
        explain(snapshot, values, listed, by),
        notes(snapshot, values, parameters, len(listed) - len(shown)),
    )


def measures(ties: TieGraph, weight: str) -> tuple[Holes, dict[str, Float]]:
    """Return Burt's measures of every actor.

    Parameters
    ----------
    ties : TieGraph
    weight : str
        What a pair counts: ``ties`` (their number), ``strength`` (their sum of weights) or ``pairs`` (1).

    Returns
    -------
    holes : Holes
        As the kernel gives them.
    values : dict of str to ndarray of float64, length n each
        Contacts, constraint, its median among actors with as many contacts, the part of it that comes from ties
        among contacts, effective size, efficiency and hierarchy; NaN where undefined.

    Notes
    -----
    Cost: O(pairs^1.5) at worst.
    """
    matrix = ties.undirected(ties.weight) if weight == "strength" else ties.adjacency
    matrix.sort_indices()
    strength = np.ones(matrix.nnz) if weight == "pairs" else matrix.data
    holes = structural_holes(matrix.indptr, matrix.indices, strength)
    contacts = np.diff(matrix.indptr).astype(np.float64)
    values = {
        "contacts": contacts,
        "constraint": holes.constraint,
        "typical": _medians(contacts, holes.constraint),
        "closure": np.maximum(holes.constraint - holes.direct, 0.0),
        "effective_size": holes.effective_size,
        "efficiency": holes.effective_size / np.maximum(contacts, 1.0),
        "hierarchy": holes.hierarchy,
    }
    return holes, values


def _medians(groups: Float, values: Float) -> Float:
    """Return, for every entry, the median of the values in its group; undefined values are left out."""
    found = np.full(len(values), np.nan)
    order = np.lexsort((values, groups))
    order = order[np.isfinite(values[order])]
    if not len(order):
        return found
    _, first, size = np.unique(groups[order], return_index=True, return_counts=True)
    ordered = values[order]
    middle = (ordered[first + (size - 1) // 2] + ordered[first + size // 2]) / 2
    found[order] = np.repeat(middle, size)
    return found


def _rows(
    snapshot: Snapshot, holes: Holes, values: dict[str, Float], actors: NDArray[np.int64], ranks: NDArray[np.int64]
) -> list[Row]:
    columns: list[list[Any]] = [values[name][actors].tolist() for name in _MEASURES]
    rows = []
    for rank, actor, figures in zip(ranks.tolist(), actors.tolist(), zip(*columns, strict=True), strict=True):
        node, name, kind = identity(snapshot, actor)
        contacts, *rest = figures
        heaviest = identity(snapshot, int(holes.heaviest[actor]))
        share = optional(holes.share[actor])
        rows.append((rank, node, name, kind, int(contacts), *map(optional, rest), *heaviest[:2], share))
    return rows


def _kind_rows(snapshot: Snapshot, values: dict[str, Float], enough: NDArray[np.bool_]) -> list[Row]:
    rows = []
    for name in snapshot.ontology.actor_kinds:
        actors = listed_actors(snapshot, name)
        measured = actors[enough[actors] & np.isfinite(values["constraint"][actors])]
        medians = [
            float(np.median(values[column][measured])) if len(measured) else None
            for column in ("contacts", "constraint", "effective_size", "efficiency")
        ]
        rows.append((name, snapshot.ontology.nodes[name].label, len(actors), len(measured), *medians))
    return rows


ANALYSIS = Analysis(
    id="linkage/structural_holes",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.RANKING, record.KINDS),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="constraint"),
)
