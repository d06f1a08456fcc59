"""cooperation/two_mode: who shares bodies, programmes and resources, more than chance, and who never does."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.bipartite import Backbone, backbone, degrees
from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS, actor_id, actor_name, optional, ratio
from ecomap.analysis.cooperation import two_mode_record as record
from ecomap.analysis.cooperation.two_mode_text import explain, notes
from ecomap.analysis.independence import benjamini_hochberg
from ecomap.analysis.inequality import count_gini
from ecomap.analysis.kernels.overlap import hypergeometric_tail
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float
from graph_schema import Text

Row = tuple[Cell, ...]
OTHER = {"configuration": "hypergeometric", "hypergeometric": "configuration"}
REACH_BY = ("kind", "district", "field")


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Project a two-mode network on its actors and its events, test the pairs, and measure who takes part.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``actors``, ``reach``, ``pairs``, ``interlocks`` and ``network``.

    Raises
    ------
    OverBudget
        If too many pairs take part together.

    Notes
    -----
    Cost: see `ecomap.analysis.bipartite.backbone`.
    """
    link, kind = record.MODES[parameters["mode"]]
    events = snapshot.of_kinds(kind)
    matrix = sparse.csr_array(snapshot.links(link)[snapshot.ties.nodes][:, events])
    of_actors, of_events = backbone(matrix), backbone(sparse.csr_array(matrix.T))
    links = PLACE_LINKS[parameters["place_links"]]
    groups = [grouping(snapshot, by, place_links=links) for by in REACH_BY]
    tables = (
        Table(record.ACTORS, _actor_rows(snapshot, matrix, of_actors, parameters)),
        Table(record.REACH, tuple(row for group in groups for row in _reach_rows(snapshot, matrix, group))),
        Table(record.PAIRS, _pair_rows(snapshot, of_actors, parameters)),
        Table(record.INTERLOCKS, _interlock_rows(snapshot, events, of_events, parameters)),
        Table(record.NETWORK, (_network_row(matrix, of_actors, of_events, parameters),)),
    )
    error = max(of_actors.error, of_events.error)
    return Result(tables, explain(tables, parameters), notes(snapshot, tables, matrix, error, parameters))


def _actor_rows(
    snapshot: Snapshot, matrix: sparse.csr_array[Any], pairs: Backbone, parameters: Parameters
) -> tuple[Row, ...]:
    """Return the actors that take part, most seats first."""
    seats = degrees(matrix)[0]
    n, total = len(seats), int(seats.sum())
    clear = (pairs.q[parameters["null"]] <= parameters["alpha"])[pairs.case]
    met = np.bincount(pairs.first, minlength=n) + np.bincount(pairs.second, minlength=n)
    bound = np.bincount(pairs.first[clear], minlength=n) + np.bincount(pairs.second[clear], minlength=n)
    order = np.lexsort((np.arange(n), -seats))[: int((seats > 0).sum())]
    ranks = 1 + n - np.searchsorted(np.sort(seats), seats[order], side="right")
    return tuple(
        (
            rank,
            actor_id(snapshot, i),
            actor_name(snapshot, i),
            snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[snapshot.ties.nodes[i]])]].label,
            int(seats[i]),
            ratio(seats[i], total),
            int(met[i]),
            int(bound[i]),
        )
        for rank, i in zip(ranks.tolist(), order.tolist(), strict=True)
    )


def _reach_rows(snapshot: Snapshot, matrix: sparse.csr_array[Any], groups: Grouping) -> list[Row]:
    """Return the groups of a grouping, the lowest share taking part first; actors without a group are left out."""
    actors = snapshot.ties.nodes
    member = sparse.csr_array(groups.membership[actors])
    seats = degrees(matrix)[0]
    grouped = np.diff(member.indptr) > 0
    size = np.rint(np.asarray(member.sum(axis=0)).ravel()).astype(np.int64)
    inside = np.rint(member.T @ (seats > 0).astype(np.float64)).astype(np.int64)
    everyone, taking = int(grouped.sum()), int((grouped & (seats > 0)).sum())
    q = benjamini_hochberg(_two_sided(inside, size, taking, everyone))
    given = groups.shares()[actors].T @ seats.astype(np.float64)
    share = np.divide(inside, size, out=np.full(len(size), np.inf), where=size > 0)
    if not seats.any():
        return []  # nothing recorded is no evidence that nobody takes part
    return [
        (
            GROUPING_LABELS[groups.by],
            groups.ids[i],
            groups.labels[i],
            int(size[i]),
            int(inside[i]),
            optional(share[i]),
            ratio(taking, everyone),
            optional(q[i]),
            float(given[i]),
        )
        for i in np.lexsort((-size, share)).tolist()
        if size[i]
    ]


def _two_sided(inside: NDArray[np.int64], size: NDArray[np.int64], taking: int, everyone: int) -> Float:
    """Return twice the smaller hypergeometric tail of every group, NaN where nothing can differ."""
    wanted = np.full(len(size), taking, dtype=np.int64)
    high = hypergeometric_tail(inside, size, wanted, everyone)
    low = hypergeometric_tail(wanted - inside, everyone - size, wanted, everyone)
    p = np.minimum(1.0, 2.0 * np.minimum(high, low))
    varies = (size > 0) & (size < everyone) & (0 < taking < everyone)
    return np.asarray(np.where(varies, p, np.nan))


def _pair_rows(snapshot: Snapshot, pairs: Backbone, parameters: Parameters) -> tuple[Row, ...]:
    null = parameters["null"]
    rows: list[Row] = []
    for k in pairs.best(null, parameters["limit"]).tolist():
        a, b, case = int(pairs.first[k]), int(pairs.second[k]), int(pairs.case[k])
        rows.append(
            (
                actor_id(snapshot, a),
                actor_name(snapshot, a),
                actor_id(snapshot, b),
                actor_name(snapshot, b),
                int(pairs.shared[case]),
                float(pairs.expected[case]),
                float(pairs.p[null][case]),
                float(pairs.q[null][case]),
                float(pairs.p[OTHER[null]][case]),
                bool(snapshot.ties.adjacency[a, b] > 0),
            )
        )
    return tuple(rows)


def _interlock_rows(
    snapshot: Snapshot, events: NDArray[np.int64], pairs: Backbone, parameters: Parameters
) -> tuple[Row, ...]:
    null = parameters["null"]
    rows: list[Row] = []
    for k in pairs.best(null, parameters["limit"]).tolist():
        case = int(pairs.case[k])
        cells: list[Cell] = []
        for side in (pairs.first, pairs.second):
            position = int(events[side[k]])
            cells += [str(snapshot.node_id[position]), Text(snapshot.name(position), snapshot.name(position, "en"))]
        figures = (float(values[case]) for values in (pairs.expected, pairs.p[null], pairs.q[null]))
        rows.append((*cells, int(pairs.shared[case]), *figures))
    return tuple(rows)


def _network_row(
    matrix: sparse.csr_array[Any], of_actors: Backbone, of_events: Backbone, parameters: Parameters
) -> Row:
    seats = degrees(matrix)[0]
    total, null = int(seats.sum()), parameters["null"]
    held = np.sort(seats[seats > 0])[::-1]
    hhi = float(((held / total) ** 2).sum()) if total else None
    tenth = held[: max(1, round(len(held) / 10))].sum()
    chance, p = _drawn(seats, parameters["permutations"], parameters["seed"])
    return (
        len(seats),
        len(held),
        matrix.shape[1],
        total,
        optional(count_gini(seats)),
        optional(chance),
        optional(p),
        optional(count_gini(held)),
        hhi,
        1.0 / hhi if hhi else None,
        ratio(tenth, total),
        len(of_actors.first),
        of_actors.clear(null, parameters["alpha"]),
        of_actors.clear(OTHER[null], parameters["alpha"]),
        len(of_events.first),
        of_events.clear(null, parameters["alpha"]),
    )


def _drawn(seats: NDArray[np.int64], times: int, seed: int) -> tuple[float, float]:
    """Return mean Gini with every seat given to a random actor, and how rarely it is as high as observed."""
    total, n = int(seats.sum()), len(seats)
    if not total or not times:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    values = np.array([count_gini(np.bincount(rng.integers(n, size=total), minlength=n)) for _ in range(times)])
    return float(values.mean()), float((1 + (values >= count_gini(seats) - 1e-12).sum()) / (1 + times))


ANALYSIS = Analysis(
    id="cooperation/two_mode",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.ACTORS, record.REACH, record.PAIRS, record.INTERLOCKS, record.NETWORK),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="seats"),
)
