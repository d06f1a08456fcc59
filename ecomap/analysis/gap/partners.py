"""gaps/partners: who could work with whom, why, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import actor_id, actor_name, optional
from ecomap.analysis.gap import partners_record as record
from ecomap.analysis.gap import partners_tables as tables
from ecomap.analysis.gap import partners_text as text
from ecomap.analysis.gap.partner_choice import best_per_candidate, diversified
from ecomap.analysis.gap.partner_effects import Effect, effect, reasons
from ecomap.analysis.gap.partner_model import Model, single_weights, train
from ecomap.analysis.gap.partner_query import Asked, ask
from ecomap.analysis.gap.partner_traits import RESTART, TOLERANCE, Attributes, attributes, traits
from ecomap.analysis.gap.words import listed
from ecomap.analysis.kernels.link_scores import Traits, describe_pairs
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text


def partners(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Recommend ties; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``candidates``, ``effects``, ``scores``, ``quality`` and ``weights``.

    Raises
    ------
    InvalidParameter
        If an id is unknown, or more than one sort of question is asked.
    """
    known = attributes(snapshot)
    graph = traits(snapshot, known)
    model = train(snapshot, parameters["cut_year"], parameters["sample"], parameters["k"], parameters["seed"])
    method = parameters["method"]
    weights = model.weights if method == "combined" else single_weights(method)
    asked = ask(snapshot, known, graph, parameters, weights)
    shown = _choose(graph, asked, weights, model, parameters)
    pairs = [(int(u), int(v)) for u, v in zip(shown.first, shown.second, strict=True)]
    effects = [effect(graph, u, v) for u, v in pairs]
    filled = (
        Table(tables.CANDIDATES, _candidates(snapshot, known, graph, asked, shown)),
        Table(tables.EFFECTS, _effects(snapshot, pairs, effects)),
        Table(tables.SCORES, _scores(snapshot, pairs, shown.scores)),
        Table(tables.QUALITY, _quality(model)),
        Table(tables.WEIGHTS, _weights(model)),
    )
    explanation = text.explain(parameters, asked, (filled[0], filled[1]), model, graph, shown.second)
    return Result(filled, explanation, text.notes(snapshot, parameters, asked, model, known))


@dataclass(frozen=True, eq=False)
class Shown:
    """The chosen pairs, in order: whom with, candidate, scores, chance (NaN where unknown)."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    scores: Float
    chance: Float


def _choose(graph: Traits, asked: Asked, weights: Float, model: Model, parameters: Parameters) -> Shown:
    scores, features = describe_pairs(graph, asked.first, asked.second, RESTART, TOLERANCE)
    value = features @ weights
    if asked.mode == "all":
        order = np.lexsort((asked.second, asked.first, -value))
    else:
        order = best_per_candidate(asked.first, asked.second, value)
    ranked = asked.first[order], asked.second[order], value[order]
    picked = order[diversified(graph, *ranked, parameters["diversity"], parameters["limit"], once=asked.mode == "all")]
    chance = model.chance(features[picked] @ model.weights)  # NaN where it could not be learnt
    return Shown(asked.first[picked], asked.second[picked], scores[picked], chance)


def _candidates(
    snapshot: Snapshot, known: Attributes, graph: Traits, asked: Asked, shown: Shown
) -> tuple[tuple[Cell, ...], ...]:
    degree = np.diff(graph.indptr)
    rows: list[tuple[Cell, ...]] = []
    found = zip(shown.first.tolist(), shown.second.tolist(), shown.chance.tolist(), strict=True)
    for rank, (u, v, chance) in enumerate(found, 1):
        node = int(snapshot.ties.nodes[v])
        rows.append(
            (
                rank,
                actor_id(snapshot, v),
                actor_name(snapshot, v),
                actor_id(snapshot, u),
                actor_name(snapshot, u),
                _why(asked, v, reasons(snapshot, known, graph, u, v)),
                optional(chance),
                int(degree[v]),
                snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[node])]].label,
                _own(known.districts, node),
                _own(known.fields, node),
            )
        )
    return tuple(rows)


def _why(asked: Asked, candidate: int, why: Text) -> Text:
    if asked.roles is None:
        return why
    inside, local, foreign = asked.roles
    role = local if inside[candidate] else foreign
    return Text(f"{role.ko}; {why.ko}", f"{role.en}; {why.en}")


def _effects(snapshot: Snapshot, pairs: list[tuple[int, int]], effects: list[Effect]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            rank,
            actor_name(snapshot, v),
            actor_name(snapshot, u),
            change.pairs,
            change.across_fields,
            change.across_districts,
            change.before[1],
            change.after[1],
            change.before[0],
            change.after[0],
        )
        for rank, ((u, v), change) in enumerate(zip(pairs, effects, strict=True), 1)
    )


def _scores(snapshot: Snapshot, pairs: list[tuple[int, int]], scores: Float) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (rank, actor_name(snapshot, v), actor_name(snapshot, u), int(values[0]), *values[1:])
        for rank, ((u, v), values) in enumerate(zip(pairs, scores.tolist(), strict=True), 1)
    )


def _own(groups: Any, node: int) -> Text | None:
    own = groups.membership[[node]].indices
    return listed([groups.labels[int(i)] for i in own], 3) if len(own) else None


def _quality(model: Model) -> tuple[tuple[Cell, ...], ...]:
    if model.judged is None:
        return ()
    new, other = int(model.judged.new.sum()), int((~model.judged.new).sum())
    rows: list[tuple[Cell, ...]] = []
    for one in model.quality:
        precision = one.hits / one.listed if one.listed else None
        lift = precision / model.by_chance if precision is not None and model.by_chance else None
        label = tables.METHOD_LABELS[one.method]
        area = (one.auc, one.low, one.high, one.near_auc)
        rows.append((label, *map(optional, area), precision, lift, one.hits, one.listed, new, other))
    rows.append((tables.BY_CHANCE, 0.5, None, None, 0.5, model.by_chance, 1.0, None, None, new, other))
    return tuple(rows)


def _weights(model: Model) -> tuple[tuple[Cell, ...], ...]:
    order = np.argsort(-np.abs(model.standard), kind="stable").tolist()
    return tuple((tables.FEATURE_LABELS[i], float(model.standard[i])) for i in order)


ANALYSIS = Analysis(
    id="gaps/partners",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(tables.CANDIDATES, tables.EFFECTS, tables.SCORES, tables.QUALITY, tables.WEIGHTS),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=partners,
    chart=Chart("bar", x="name", value="chance"),
)
