"""cooperation/communities: who cooperates with each other more than with the rest, and along which lines."""

from __future__ import annotations

from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import GROUPING_LABELS, PLACE_LINKS, actor_id, actor_name, optional, ratio
from ecomap.analysis.communities import Labels, modularity
from ecomap.analysis.cooperation import communities_method as method
from ecomap.analysis.cooperation import communities_record as record
from ecomap.analysis.cooperation.communities_text import explain, notes
from ecomap.analysis.cooperation.community_figures import (
    Closure,
    Partitions,
    bridge,
    closure,
    partitions,
    profile,
    strongest_links,
)
from ecomap.analysis.cooperation.community_names import NAMED_BY, Mark, mark, names
from ecomap.analysis.partitions import adjusted_rand, contingency, shuffled_information
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]
LINKS_SHOWN = 100


def run(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Find communities, name them, and compare them with districts, fields and kinds.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As bound by `ANALYSIS`.

    Returns
    -------
    Result
        Tables ``communities``, ``actors``, ``links``, ``agreement``, ``profile`` and ``network``.

    Notes
    -----
    Cost: see `ecomap.analysis.communities.leiden`, once a run, a random network and a step of the profile.
    """
    every = partitions(snapshot, parameters)
    closed = closure(every.matrix, every.chosen)
    links = PLACE_LINKS[parameters["place_links"]]
    groups = {by: grouping(snapshot, by, place_links=links) for by in NAMED_BY}
    marks = {by: mark(snapshot, every.chosen, group) for by, group in groups.items()}
    labels = names(snapshot, marks, closed.hub)
    tables = (
        Table(record.COMMUNITIES, _community_rows(snapshot, every, closed, marks, labels)),
        Table(record.ACTORS, _actor_rows(snapshot, every, closed, labels)),
        Table(record.LINKS, _link_rows(snapshot, every, closed, labels)),
        Table(
            record.AGREEMENT, tuple(_agreement(snapshot, every.chosen, group, parameters) for group in groups.values())
        ),
        Table(record.PROFILE, tuple(starmap(_profile_row, profile(every, parameters)))),
        Table(record.NETWORK, (_network_row(every),)),
    )
    return Result(tables, explain(tables), notes(snapshot, tables, groups, parameters))


def _community_rows(
    snapshot: Snapshot, every: Partitions, closed: Closure, marks: dict[str, Mark], labels: list[Text]
) -> tuple[Row, ...]:
    member = every.chosen >= 0
    sure = np.bincount(every.chosen[member], every.certainty[member], every.count) / np.maximum(closed.size, 1)
    return tuple(
        (
            i + 1,
            labels[i],
            int(closed.size[i]),
            float(closed.inside[i]),
            float(closed.outside[i]),
            optional(closed.e_i[i]),
            optional(sure[i]),
            *(cell for by in NAMED_BY for cell in (marks[by].label(i), marks[by].part(i))),
            actor_id(snapshot, int(closed.hub[i])),
            actor_name(snapshot, int(closed.hub[i])),
        )
        for i in range(every.count)
    )


def _actor_rows(snapshot: Snapshot, every: Partitions, closed: Closure, labels: list[Text]) -> tuple[Row, ...]:
    member: NDArray[np.int64] = np.flatnonzero(every.chosen >= 0)
    order = member[np.lexsort((member, -closed.own[member], every.chosen[member]))]
    figures = zip(
        order.tolist(),
        every.chosen[order].tolist(),
        (closed.own[order] / closed.all[order]).tolist(),
        every.certainty[order].tolist(),
        strict=True,
    )
    return tuple(
        (
            actor_id(snapshot, actor),
            actor_name(snapshot, actor),
            community + 1,
            labels[community],
            inside,
            optional(sure),
        )
        for actor, community, inside, sure in figures
    )


def _link_rows(snapshot: Snapshot, every: Partitions, closed: Closure, labels: list[Text]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for first, second, weight, expected in strongest_links(closed, LINKS_SHOWN):
        actor = bridge(every.matrix, every.chosen, first, second)
        rows.append(
            (
                first + 1,
                labels[first],
                second + 1,
                labels[second],
                weight,
                expected,
                ratio(weight, expected),
                actor_id(snapshot, actor),
                actor_name(snapshot, actor),
            )
        )
    return tuple(rows)


def _agreement(snapshot: Snapshot, community: Labels, groups: Grouping, parameters: Parameters) -> Row:
    actors = snapshot.ties.nodes
    shares = groups.shares()[actors]
    count = np.diff(shares.indptr)
    nmi, chance, p = shuffled_information(community, shares, parameters["permutations"], parameters["seed"])
    single = np.where(count == 1, 0, -1)
    single[count == 1] = shares.indices[shares.indptr[:-1][count == 1]]
    return (
        GROUPING_LABELS[groups.by],
        int(((community >= 0) & (count > 0)).sum()),
        optional(nmi),
        optional(chance),
        optional(p),
        optional(adjusted_rand(contingency(community, single))),
        int(((community >= 0) & (count == 1)).sum()),
    )


def _profile_row(resolution: float, count: int, largest: float, quality: float, alike: float) -> Row:
    return resolution, count, float(largest), optional(quality), optional(alike)


def _network_row(every: Partitions) -> Row:
    values = [modularity(every.matrix, labels) for labels in (every.chosen, every.best, every.agreed)]
    as_high = int((every.null >= values[0] - 1e-12).sum())
    return (
        int((every.chosen >= 0).sum()),
        every.count,
        *(optional(value) for value in values),
        float(every.null.mean()) if len(every.null) else None,
        (1 + as_high) / (1 + len(every.null)) if len(every.null) else None,
        len(every.runs),
        *(optional(value) for value in every.alike),
    )


ANALYSIS = Analysis(
    id="cooperation/communities",
    label=method.LABEL,
    question=method.QUESTION,
    method=method.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.COMMUNITIES, record.ACTORS, record.LINKS, record.AGREEMENT, record.PROFILE, record.NETWORK),
    references=method.REFERENCES,
    cost=method.COST,
    limits=method.LIMITS,
    function=run,
    chart=Chart("bar", x="name", value="actors"),
)
