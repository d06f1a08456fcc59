"""cooperation/layers: which types of ties come together, beyond chance and beyond what actors share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional, ratio
from ecomap.analysis.cooperation import layers_record as record
from ecomap.analysis.cooperation.layers_text import explain, notes
from ecomap.analysis.independence import benjamini_hochberg
from ecomap.analysis.mrqap import Regression, regression
from ecomap.analysis.qap import Sharing, Variables, correlations, sharing, two_sided_p
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]
SHARED = {
    "field": Text("같은 분야", "Same field"),
    "district": Text("같은 자치구", "Same district"),
    "kind": Text("같은 주체 유형", "Same kind"),
}


@dataclass(frozen=True, eq=False)
class Layers:
    """The variables of pairs with their names, for the actors that are looked at."""

    names: tuple[str, ...]
    labels: tuple[Text, ...]
    variables: Variables
    left_out: int
    ungrouped: dict[str, int]


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Correlate and regress layers of ties. See `METHOD` in the record.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``correlations``, ``regression`` and ``model``.

    Notes
    -----
    Cost: proportional to pairs with a tie × permutations.
    """
    layers = _layers(snapshot, int(parameters["actors"]), PLACE_LINKS[parameters["place_links"]])
    variables, dependent = layers.variables, str(parameters["dependent"])
    overlap = variables.overlaps(np.arange(variables.n))
    permuted = variables.permuted(int(parameters["permutations"]), int(parameters["seed"]))
    fitted = None
    if dependent in layers.names:
        at = layers.names.index(dependent)
        others = tuple(k for k in range(len(variables)) if k != at)
        fitted = regression(overlap, permuted, variables.dyads, at, others)
    tables = (
        Table(record.CORRELATIONS, _correlation_rows(layers, overlap, permuted)),
        Table(record.REGRESSION, _regression_rows(layers, fitted)),
        Table(record.MODEL, (_model_row(layers, overlap, dependent, fitted, len(permuted)),)),
    )
    label = snapshot.ontology.edges[dependent].label
    found = notes(snapshot, layers.left_out, layers.ungrouped, _unused(layers, dependent, fitted))
    return Result(tables, explain(label, tables), found)


def _layers(snapshot: Snapshot, most: int, place_links: tuple[str, ...]) -> Layers:
    ties = snapshot.ties
    degree = np.diff(ties.adjacency.indptr)
    chosen = np.sort(np.argsort(-degree, kind="stable")[:most])
    number = np.full(ties.n, -1, dtype=np.int64)
    number[chosen] = np.arange(len(chosen))
    low, high, of_tie = ties.pairs
    codes = np.flatnonzero(np.bincount(ties.type, minlength=len(snapshot.types)))
    bit = np.zeros(len(snapshot.types), dtype=np.int64)
    bit[codes] = np.int64(1) << np.arange(len(codes), dtype=np.int64)
    mask = np.zeros(len(low), dtype=np.int64)
    np.bitwise_or.at(mask, of_tie, bit[ties.type])
    kept = (number[low] >= 0) & (number[high] >= 0)
    shared, ungrouped = _shared(snapshot, chosen, place_links)
    return Layers(
        names=tuple(snapshot.types[code] for code in codes) + tuple(f"same_{by}" for by in SHARED),
        labels=tuple(snapshot.ontology.edges[snapshot.types[code]].label for code in codes) + tuple(SHARED.values()),
        variables=Variables(
            n=len(chosen),
            low=number[low[kept]],  # actors keep their order, so pairs stay sorted
            high=number[high[kept]],
            mask=mask[kept],
            n_layers=len(codes),
            shared=shared,
        ),
        left_out=ties.n - len(chosen),
        ungrouped=ungrouped,
    )


def _shared(
    snapshot: Snapshot, chosen: NDArray[np.int64], place_links: tuple[str, ...]
) -> tuple[tuple[Sharing, ...], dict[str, int]]:
    found, ungrouped = [], {}
    for by in SHARED:
        groups = grouping(snapshot, by, place_links=place_links)
        member = np.asarray(groups.membership[snapshot.ties.nodes[chosen]].toarray()) > 0
        ungrouped[by] = int((~member.any(axis=1)).sum())
        found.append(sharing(member))
    return tuple(found), ungrouped


def _correlation_rows(layers: Layers, overlap: NDArray[np.int64], permuted: NDArray[np.int64]) -> tuple[Row, ...]:
    size, dyads = np.diag(overlap), layers.variables.dyads
    r = correlations(overlap, size, dyads)
    first, second = np.triu_indices(len(size), 1)
    # two shared groups say nothing about ties, however they go together
    about_ties = first < layers.variables.n_layers
    first, second = first[about_ties], second[about_ties]
    p = benjamini_hochberg(two_sided_p(r[first, second], correlations(permuted, size, dyads)[:, first, second]))
    order = np.lexsort((second, first, -np.nan_to_num(r[first, second], nan=-2.0)))
    return tuple(
        (
            layers.names[i],
            layers.labels[i],
            layers.names[j],
            layers.labels[j],
            int(size[i]),
            int(size[j]),
            int(overlap[i, j]),
            ratio(float(size[i]) * float(size[j]), dyads),
            ratio(float(overlap[i, j]) * dyads, float(size[i]) * float(size[j])),
            optional(float(r[i, j])),
            optional(float(p[k])),
        )
        for k in order.tolist()
        for i, j in [(int(first[k]), int(second[k]))]
    )


def _regression_rows(layers: Layers, fitted: Regression | None) -> tuple[Row, ...]:
    if fitted is None:
        return ()
    order = np.argsort(-np.abs(np.nan_to_num(fitted.standardised)), kind="stable")
    return tuple(
        (
            layers.names[fitted.predictors[k]],
            layers.labels[fitted.predictors[k]],
            optional(float(fitted.coefficient[k])),
            optional(float(fitted.standardised[k])),
            optional(float(fitted.t[k])),
            optional(float(fitted.p[k])),
        )
        for k in order.tolist()
    )


def _model_row(
    layers: Layers, overlap: NDArray[np.int64], dependent: str, fitted: Regression | None, permutations: int
) -> Row:
    at = layers.names.index(dependent) if dependent in layers.names else None
    ontology_label = layers.labels[at] if at is not None else Text(dependent, dependent)
    return (
        ontology_label,
        layers.variables.n,
        layers.variables.dyads,
        int(overlap[at, at]) if at is not None else 0,
        optional(fitted.r_squared) if fitted else None,
        permutations,
    )


def _unused(layers: Layers, dependent: str, fitted: Regression | None) -> list[Text]:
    if fitted is None:
        return []
    used = {layers.names[k] for k in fitted.predictors} | {dependent}
    return [label for name, label in zip(layers.names, layers.labels, strict=True) if name not in used]


ANALYSIS = Analysis(
    id="cooperation/layers",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=record.OUTPUTS,
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("heatmap", x="second", y="first", value="r"),
)
