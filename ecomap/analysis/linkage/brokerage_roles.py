"""linkage/brokerage_roles: who links inside groups, who links between them, against chance."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import PLACE_LINKS, optional, ratio
from ecomap.analysis.linkage import brokerage_roles_record as record
from ecomap.analysis.linkage.brokerage_roles_text import explain, notes
from ecomap.analysis.linkage.listing import identity, listed_actors
from ecomap.analysis.linkage.roles import ROLES, TOTAL, RoleNetwork, role_counts, role_network
from ecomap.analysis.linkage.roles_null import Moments, Null, null_moments
from ecomap.analysis.linkage.scores import competition_ranks, significant
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]
_LABELS = (*ROLES.items(), ("total", TOTAL))


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Count the brokerage roles of every actor, of every group's brokers and of the network.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``actors``, ``network``, ``groups`` and ``details``.

    Notes
    -----
    Cost: see `role_counts` and `null_moments`.
    """
    groups = grouping(snapshot, parameters["by"], place_links=PLACE_LINKS[parameters["place_links"]])
    network = role_network(snapshot.ties, groups, directed=parameters["directed"])
    shared = parameters["counting"] == "shared"
    counts = role_counts(network, shared=shared)
    simulations = simulated_networks(network, parameters["simulations"])
    null = null_moments(network, shared=shared, simulations=simulations, seed=parameters["seed"])
    listed, ranks, missing = _ranked(snapshot, network, counts, null, parameters)
    shown = listed[: parameters["limit"] or len(listed)]
    tables = (
        Table(record.ACTORS, tuple(_actor_rows(snapshot, groups, network, counts, null, shown, ranks))),
        Table(record.NETWORK, tuple(_network_rows(counts, null.network))),
        Table(record.GROUPS, tuple(_group_rows(groups, network, counts, null.groups))),
        Table(record.DETAILS, tuple(_detail_rows(snapshot, network, counts, null.actors, shown))),
    )
    found = notes(snapshot, network, null, (simulations, missing, len(listed) - len(shown)), parameters)
    return Result(tables, explain(snapshot, groups, network, counts, null, parameters["by"]), found)


def simulated_networks(network: RoleNetwork, wanted: int | None) -> int:
    """Return how many networks to simulate: as wanted, else what a second or two allow, or none if below 20."""
    if wanted is not None:
        return wanted
    affordable = min(100, 4_000_000 // max(network.arcs.nnz, 1))
    return affordable if affordable >= 20 else 0


def _ranked(
    snapshot: Snapshot, network: RoleNetwork, counts: Float, null: Null, parameters: Parameters
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Return positions in the network, best first, their ranks, and how many actors of the kind are in no group."""
    of_kind = listed_actors(snapshot, parameters["kind"])
    listed = np.flatnonzero(np.isin(network.actors, of_kind))
    column = [name for name, _ in _LABELS].index(parameters["rank_by"])
    values = counts[:, column] if parameters["score"] == "count" else null.actors.scores(counts)[:, column]
    score = np.where(np.isfinite(values), values, -1e300)[listed]
    order = np.lexsort((listed, -significant(score)))
    return listed[order], competition_ranks(score)[order], len(of_kind) - len(listed)


def group_label(groups: Grouping, network: RoleNetwork, actor: int) -> Text:
    """Return the names of an actor's groups in one line, given by its position in the network."""
    start, end = network.shares.indptr[actor : actor + 2]
    labels = [groups.labels[group] for group in network.shares.indices[start:end].tolist()]
    return Text(", ".join(label.ko for label in labels), ", ".join(label.en for label in labels))


def main_role(counts: Float) -> Text | None:
    """Return the label of the role that one actor plays most often, the first of equals; ``None`` without any."""
    if counts[-1] <= 0:
        return None
    return list(ROLES.values())[int(np.argmax(significant(counts[:-1])))]


def _actor_rows(
    snapshot: Snapshot,
    groups: Grouping,
    network: RoleNetwork,
    counts: Float,
    null: Null,
    shown: NDArray[np.int64],
    ranks: NDArray[np.int64],
) -> Iterator[Row]:
    scores = null.actors.scores(counts)
    for rank, actor in zip(ranks.tolist(), shown.tolist(), strict=False):
        yield (
            rank,
            *identity(snapshot, int(network.actors[actor])),
            group_label(groups, network, actor),
            main_role(counts[actor]),
            *counts[actor].tolist(),
            *(optional(score) for score in scores[actor].tolist()),
        )


def _moment_rows(counts: Float, moments: Moments, row: int) -> Iterator[Row]:
    scores = moments.scores(counts)
    for column, (name, label) in enumerate(_LABELS):
        yield (
            name,
            label,
            float(counts[row, column]),
            optional(moments.mean[row, column]),
            optional(moments.deviation[row, column]),
            optional(scores[row, column]),
        )


def _network_rows(counts: Float, moments: Moments) -> Iterator[Row]:
    total = counts.sum(axis=0, keepdims=True)
    for column, row in enumerate(_moment_rows(total, moments, 0)):
        yield (*row, ratio(total[0, column], total[0, -1]))


def _group_rows(groups: Grouping, network: RoleNetwork, counts: Float, moments: Moments) -> Iterator[Row]:
    totals = np.asarray(network.shares.T @ counts)
    brokers = np.asarray(network.shares.sum(axis=0)).ravel()
    for group in range(len(groups)):
        for row in _moment_rows(totals, moments, group):
            yield (groups.ids[group], groups.labels[group], float(brokers[group]), *row)


def _detail_rows(
    snapshot: Snapshot, network: RoleNetwork, counts: Float, moments: Moments, shown: NDArray[np.int64]
) -> Iterator[Row]:
    part = Moments(moments.mean[shown], moments.deviation[shown], moments.simulated)
    for position, actor in enumerate(network.actors[shown].tolist()):
        node, name, _ = identity(snapshot, actor)
        for row in _moment_rows(counts[shown], part, position):
            yield (node, name, *row)


ANALYSIS = Analysis(
    id="linkage/brokerage_roles",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.ACTORS, record.NETWORK, record.GROUPS, record.DETAILS),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="total"),
)
