"""gaps/cooperation: pairs of groups with far fewer ties than chance gives, and who could bridge them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ecomap.analysis.common import PLACE_LINKS, actor_id, actor_name, joined, optional
from ecomap.analysis.gap import cooperation_method as method
from ecomap.analysis.gap import cooperation_record as record
from ecomap.analysis.gap import cooperation_text as text
from ecomap.analysis.gap.between import NONE, Between, compare_groups
from ecomap.analysis.gap.bridges import BridgeFinder
from ecomap.analysis.gap.cooperation_notes import notes
from ecomap.analysis.gap.through_city import ThroughCity, through_city
from ecomap.analysis.gap.unserved import HELPERS, WHOLE, Unserved, find_unserved
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping

Row = tuple[Cell, ...]
_BRIDGED, _BRIDGED_NONE = 10, 5


def cooperation(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Find pairs of groups with too few ties; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``pairs``, ``bridges``, ``unserved``, ``through_city``.
    """
    links = PLACE_LINKS[parameters["place_links"]]
    return missing_between(snapshot, grouping(snapshot, parameters["by"], place_links=links), parameters)


def missing_between(snapshot: Snapshot, groups: Grouping, parameters: Parameters) -> Result:
    """Find pairs of groups with too few ties, for groups of any origin such as communities.

    Parameters
    ----------
    snapshot : Snapshot
    groups : Grouping
        Memberships of nodes; groups may overlap.
    parameters : mapping
        As ``ANALYSIS.bind`` returns; ``by`` is not read.

    Returns
    -------
    Result
        As `cooperation`.
    """
    links = PLACE_LINKS[parameters["place_links"]]
    members = groups.membership[snapshot.ties.nodes]
    between = compare_groups(
        snapshot.ties,
        members,
        keep_inside=parameters["inside"] == "kept",
        alpha=parameters["alpha"],
        rewirings=parameters["rewirings"],
        seed=parameters["seed"],
    )
    fields, districts = grouping(snapshot, "field"), grouping(snapshot, "district", place_links=links)
    unserved, city = find_unserved(snapshot, fields, districts), through_city(snapshot, districts)
    order = between.by_missing()
    tables = (
        Table(record.PAIRS, tuple(_pair_row(between, groups, k) for k in order[: parameters["limit"]].tolist())),
        Table(record.BRIDGES, _bridge_rows(snapshot, between, groups, parameters["bridges"])),
        Table(record.UNSERVED, _unserved_rows(unserved, fields, districts)),
        Table(record.THROUGH_CITY, _city_rows(city, districts)),
    )
    explanation = text.explain(parameters, between, groups, tables, (unserved, fields), (city, districts))
    return Result(tables, explanation, notes(snapshot, parameters, between, groups, districts))


def _pair_row(between: Between, groups: Grouping, k: int) -> Row:
    a, b = int(between.row[k]), int(between.col[k])
    figures = (between.expected, between.missing, between.ratio, between.z, between.p, between.q)
    return (
        *_names(groups, a, b),
        joined(groups.labels[a], groups.labels[b], "–"),
        text.FINDINGS[int(between.finding[k])],
        int(between.pairs[k]),
        *(optional(values[k]) for values in figures),
        *_rewired(between, k),
    )


def _rewired(between: Between, k: int) -> Row:
    rewired = between.rewired
    if rewired is None:
        return (None, None, None)
    cell = (between.row[k], between.col[k])
    mean, deviation = float(rewired.mean[cell]), float(rewired.deviation[cell])
    z = (float(between.pairs[k]) - mean) / deviation if deviation > 0 else None
    return (mean, z, float(rewired.as_few[cell]))


def _names(groups: Grouping, a: int, b: int) -> Row:
    return (groups.ids[a], groups.labels[a], groups.ids[b], groups.labels[b])


def _bridge_rows(snapshot: Snapshot, between: Between, groups: Grouping, most: int) -> tuple[Row, ...]:
    """Return bridges for the most lacking pairs of groups, and for those without any tie where most is expected."""
    if not most:
        return ()
    order = between.by_missing()
    lacking = [k for k in order[:_BRIDGED].tolist() if between.missing[k] > 0]
    none = [k for k in order.tolist() if between.finding[k] == NONE and k not in lacking][:_BRIDGED_NONE]
    finder = BridgeFinder(snapshot.ties, between.net.members)
    rows: list[Row] = []
    for k in (*lacking, *none):
        a, b = int(between.row[k]), int(between.col[k])
        for own, other in ((a, b), (b, a)):
            found = enumerate(finder.near(own, other, most), start=1)
            rows += [(*_names(groups, a, b), groups.labels[own], *_bridge(snapshot, rank, one)) for rank, one in found]
    return tuple(rows)


def _bridge(snapshot: Snapshot, rank: int, found: Any) -> Row:
    code = int(snapshot.kind[int(snapshot.ties.nodes[found.actor])])
    via = (None, None) if found.via < 0 else (actor_id(snapshot, found.via), actor_name(snapshot, found.via))
    return (
        rank,
        actor_id(snapshot, found.actor),
        actor_name(snapshot, found.actor),
        snapshot.ontology.nodes[snapshot.kinds[code]].label,
        found.steps,
        found.partners,
        found.shared,
        *via,
        found.degree,
    )


def _unserved_rows(unserved: Unserved, fields: Grouping, districts: Grouping) -> tuple[Row, ...]:
    return tuple(
        (
            None if unserved.district[k] == WHOLE else districts.ids[int(unserved.district[k])],
            text.WHOLE_CITY if unserved.district[k] == WHOLE else districts.labels[int(unserved.district[k])],
            fields.ids[int(unserved.field[k])],
            fields.labels[int(unserved.field[k])],
            text.HELPER_LABELS[HELPERS[int(unserved.helper[k])]],
            int(unserved.actors[k]),
            *(optional(values[k]) for values in (unserved.share, unserved.p, unserved.q)),
        )
        for k in range(len(unserved.p))
    )


def _city_rows(city: ThroughCity, districts: Grouping) -> tuple[Row, ...]:
    shares = (city.city_share, city.outside_lost, city.inside_lost)
    keys = tuple(-np.nan_to_num(values, nan=-1.0) for values in shares)
    order = np.lexsort((keys[2], keys[0], keys[1]))
    return tuple(
        (
            districts.ids[i],
            districts.labels[i],
            int(city.actors[i]),
            int(city.intermediaries[i]),
            int(city.leaving[i]),
            optional(city.city_share[i]),
            optional(city.whole_share),
            optional(city.outside_lost[i]),
            optional(city.inside_lost[i]),
        )
        for i in order.tolist()
    )


ANALYSIS = Analysis(
    id="gaps/cooperation",
    label=method.LABEL,
    question=method.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.PAIRS, record.BRIDGES, record.UNSERVED, record.THROUGH_CITY),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=cooperation,
    chart=Chart("bar", x="between", value="missing"),
)
