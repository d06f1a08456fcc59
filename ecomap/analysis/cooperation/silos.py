"""cooperation/silos: who keeps to its own group, and how far dong and gu are from the city."""

from __future__ import annotations

import numpy as np

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS, actor_id, actor_name, optional, ratio
from ecomap.analysis.cooperation import silos_record as record
from ecomap.analysis.cooperation.cells import compute_cells
from ecomap.analysis.cooperation.closure import Closure, actor_closure, closure, permutations_for
from ecomap.analysis.cooperation.funnel import (
    ROUTES,
    Decentralisation,
    Districts,
    Funnel,
    by_district,
    decentralisation,
    funnel,
    share,
)
from ecomap.analysis.cooperation.mixing import Mixing
from ecomap.analysis.cooperation.silos_text import explain, notes
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.groups import LEVEL_LABELS
from graph_schema import Text

Row = tuple[Cell, ...]
CLEAR = 0.05
FINDINGS = {
    "closed": Text("우연보다 닫힘", "More closed than chance"),
    "open": Text("우연보다 열림", "More open than chance"),
    "chance": Text("우연의 범위", "Within chance"),
}


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Measure how closed groups are, how levels and fields mix, and the way from dong and gu to the city.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``groups``, ``network``, ``actors``, ``mixing``, ``funnel``, ``districts``, ``decentralisation``.

    Notes
    -----
    Cost: see `ecomap.analysis.cooperation.closure.closure`.
    """
    links = PLACE_LINKS[parameters["place_links"]]
    names = dict.fromkeys((parameters["by"], "level", "field", "district"))
    groups = {by: grouping(snapshot, by, place_links=links) for by in names}
    mixings = {by: _mixing(snapshot, groups[by]) for by in names if by != "district" or by == parameters["by"]}
    chosen, mixing = groups[parameters["by"]], mixings[parameters["by"]]
    times = permutations_for(len(snapshot.ties.pairs[0]), parameters["permutations"])
    closed = closure(mixing, parameters["measure"], times, parameters["seed"])
    ways = funnel(snapshot)
    whole = decentralisation(snapshot, ways, times, parameters["seed"])
    tables = (
        Table(record.GROUPS, _group_rows(snapshot, closed, chosen)),
        Table(record.NETWORK, (_network_row(snapshot, closed),)),
        Table(record.ACTORS, _actor_rows(snapshot, mixing, chosen, parameters["measure"])),
        Table(record.MIXING, tuple(row for by in mixings for row in _mixing_rows(mixings[by], groups[by], parameters))),
        Table(record.FUNNEL, _funnel_rows(ways)),
        Table(record.DISTRICTS, _district_rows(by_district(snapshot, ways, groups["district"]), groups["district"])),
        Table(record.DECENTRALISATION, (_whole_row(whole),)),
    )
    return Result(tables, explain(tables, parameters), notes(snapshot, mixing, ways, parameters))


def _mixing(snapshot: Snapshot, groups: Grouping) -> Mixing:
    shares = groups.shares()[snapshot.ties.nodes]
    return Mixing(snapshot.ties, shares, shares)


def _finding(closed: Closure, group: int) -> Text | None:
    if not np.isfinite(closed.q[group]):
        return None
    if closed.q[group] > CLEAR:
        return FINDINGS["chance"]
    return FINDINGS["closed" if closed.e_i[group] < closed.chance[group] else "open"]


def _group_rows(snapshot: Snapshot, closed: Closure, groups: Grouping) -> tuple[Row, ...]:
    """Return the groups, most closed against chance first, those without a comparison last."""
    count = np.asarray(groups.membership[snapshot.ties.nodes].sum(axis=0)).ravel()
    order = np.lexsort((closed.e_i[:-1], closed.z[:-1]))
    return tuple(
        (
            groups.ids[i],
            groups.labels[i],
            int(count[i]),
            float(closed.inside[i]),
            float(closed.outside[i]),
            *(optional(values[i]) for values in (closed.e_i, closed.chance, closed.z, closed.p, closed.q)),
            _finding(closed, i),
        )
        for i in order.tolist()
    )


def _network_row(snapshot: Snapshot, closed: Closure) -> Row:
    return (
        snapshot.ties.m,
        float(closed.inside[-1]),
        float(closed.outside[-1]),
        *(optional(values[-1]) for values in (closed.e_i, closed.chance, closed.z, closed.p)),
        closed.permutations,
    )


def _actor_rows(snapshot: Snapshot, mixing: Mixing, groups: Grouping, measure: str) -> tuple[Row, ...]:
    """Return the actors that have ties between groups, most closed first, those with more ties before others."""
    found = actor_closure(mixing, measure)
    counted = np.flatnonzero(np.isfinite(found.e_i))
    weight = found.inside + found.outside
    order = counted[np.lexsort((counted, -weight[counted], found.e_i[counted]))]
    indptr, indices = mixing.rows.indptr, mixing.rows.indices
    rows: list[Row] = []
    for actor in order.tolist():
        labels = [groups.labels[g] for g in sorted(indices[indptr[actor] : indptr[actor + 1]].tolist())]
        named = Text(", ".join(label.ko for label in labels), ", ".join(label.en for label in labels))
        figures = (found.inside[actor], found.outside[actor], found.e_i[actor], found.expected[actor])
        rows.append((actor_id(snapshot, actor), actor_name(snapshot, actor), named, *map(optional, figures)))
    return tuple(rows)


def _mixing_rows(mixing: Mixing, groups: Grouping, parameters: Parameters) -> list[Row]:
    cells = compute_cells(mixing, parameters["measure"])
    names = (parameters["measure"], "expected", "ratio", "residual", "p")
    figures = zip(*(map(optional, cells.figures[name].tolist()) for name in names), strict=True)
    return [
        (GROUPING_LABELS[groups.by], groups.ids[i], groups.labels[i], groups.ids[j], groups.labels[j], *values)
        for i, j, values in zip(cells.row.tolist(), cells.column.tolist(), figures, strict=True)
    ]


def _funnel_rows(ways: Funnel) -> tuple[Row, ...]:
    rows: list[Row] = []
    for level in ("dong", "gu"):
        counts = np.bincount(ways.route[ways.local[level]], minlength=len(ROUTES)).tolist()
        before = 0
        for route, count in zip(ROUTES, counts, strict=True):
            before += count
            upto = None if route == "never" else ratio(before, sum(counts))
            label = record.ROUTE_LABELS[route]
            rows.append((LEVEL_LABELS[level], label, count, ratio(count, sum(counts)), upto))
    return tuple(rows)


def _district_rows(found: Districts, districts: Grouping) -> tuple[Row, ...]:
    """Return the districts with actors below the city, least decentralised first."""
    index = [share(own + other, up) for own, other, up in zip(found.own, found.other, found.upward, strict=True)]
    order = np.argsort(np.array(index), kind="stable")
    return tuple(
        (
            districts.ids[i],
            districts.labels[i],
            int(found.actors[i]),
            *(ratio(count, found.actors[i]) for count in found.routes[i].tolist()),
            float(found.own[i]),
            float(found.other[i]),
            float(found.upward[i]),
            optional(index[i]),
            ratio(found.upward[i], found.upward[i] + found.other[i]),
        )
        for i in order.tolist()
        if found.actors[i]
    )


def _whole_row(whole: Decentralisation) -> Row:
    return (whole.among, whole.upward, *map(optional, (whole.index, whole.chance, whole.p)))


ANALYSIS = Analysis(
    id="cooperation/silos",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(
        record.GROUPS,
        record.NETWORK,
        record.ACTORS,
        record.MIXING,
        record.FUNNEL,
        record.DISTRICTS,
        record.DECENTRALISATION,
    ),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=run,
    chart=Chart("bar", x="group", value="e_i"),
)
