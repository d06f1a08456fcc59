"""gaps/isolates: actors with no tie, or with none of a wanted sort in their district and field."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap import isolates_record as record
from ecomap.analysis.gap import isolates_text as text
from ecomap.analysis.gap.lacks import Lack, find_lacks
from ecomap.analysis.gap.scopes import scope
from ecomap.analysis.gap.words import GROUPS, listed, place_links
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from graph_schema import Text


def isolates(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Find the actors that lack a tie; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``groups`` and ``actors``.
    """
    links = place_links(parameters["place_links"])
    districts, fields = grouping(snapshot, "district", place_links=links), grouping(snapshot, "field")
    lack = find_lacks(snapshot, parameters, scope(snapshot, parameters["scope"], districts, fields))
    order = np.flatnonzero(lack.lacking)
    order = order[np.argsort(lack.degree[order], kind="stable")]
    shown = order[: parameters["limit"]]
    tables = (
        Table(record.GROUPS_TABLE, _groups(snapshot, lack, (districts, fields))),
        Table(record.ACTORS, _actors(snapshot, parameters, lack, shown, (districts, fields))),
    )
    explanation = text.explain(parameters, lack, tables[0])
    return Result(tables, explanation, text.notes(snapshot, parameters, lack, (districts, fields), len(shown)))


def _groups(snapshot: Snapshot, lack: Lack, groups: tuple[Grouping, Grouping]) -> tuple[tuple[Cell, ...], ...]:
    reachable = lack.lacking & (lack.possible > 0)
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        members = group.membership[snapshot.ties.nodes].T
        judged, lacking, near, possible = (
            np.asarray(members @ who.astype(np.float64)).astype(np.int64).tolist()
            for who in (lack.judged, lack.lacking, reachable, lack.wanted)
        )
        for i, name in enumerate(group.ids):
            share = lacking[i] / judged[i] if judged[i] else None
            counts = (judged[i], lacking[i], share, near[i], lacking[i] - near[i], possible[i])
            rows.append((GROUPS[group.by], name, group.labels[i], *counts))
    return tuple(sorted(rows, key=_by_share))


def _by_share(row: tuple[Cell, ...]) -> tuple[float, int]:
    share, lacking = row[5], row[4]
    return (-share if isinstance(share, float) else 1.0, -lacking if isinstance(lacking, int) else 0)


def _actors(
    snapshot: Snapshot,
    parameters: Parameters,
    lack: Lack,
    shown: NDArray[Any],
    groups: tuple[Grouping, Grouping],
) -> tuple[tuple[Cell, ...], ...]:
    contacts = _contacts(snapshot, parameters["lacking"], lack, shown, groups)
    rows: list[tuple[Cell, ...]] = []
    for actor, contact in zip(shown.tolist(), contacts, strict=True):
        node, degree, possible = int(snapshot.ties.nodes[actor]), int(lack.degree[actor]), int(lack.possible[actor])
        kind = snapshot.ontology.nodes[snapshot.kinds[int(snapshot.kind[node])]].label
        rows.append(
            (
                str(snapshot.node_id[node]),
                _name(snapshot, node),
                kind,
                *(_own(group, node) for group in groups),
                degree,
                possible,
                possible > 0,
                *((str(snapshot.node_id[contact]), _name(snapshot, contact)) if contact >= 0 else (None, None)),
                text.why(parameters, degree, possible),
            )
        )
    return tuple(rows)


def _contacts(
    snapshot: Snapshot, sort: str, lack: Lack, shown: NDArray[Any], groups: tuple[Grouping, Grouping]
) -> list[int]:
    """Return the node that could bring each shown actor in, -1 where there is none."""
    kinds = snapshot.kind[snapshot.ties.nodes]
    bridges = kinds == snapshot.kinds.index("government" if sort == "government" else "intermediary")
    scopes = [scope(snapshot, name, *groups) for name in ("district_and_field", "district", "field")]
    leaders = [within.leaders(bridges, lack.degree) for within in scopes]
    found = []
    for actor in shown.tolist():
        near = (within.leader_of(actor, best, lack.degree) for within, best in zip(scopes, leaders, strict=True))
        contact = next((other for other in near if other >= 0), -1)
        found.append(int(snapshot.ties.nodes[contact]) if contact >= 0 else -1)
    return found


def _name(snapshot: Snapshot, node: int) -> Text:
    return Text(snapshot.name(node), snapshot.name(node, "en"))


def _own(group: Grouping, node: int) -> Text | None:
    matrix = group.membership
    own = matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]]
    return listed([group.labels[int(i)] for i in np.sort(own)], len(own)) if len(own) else None


ANALYSIS = Analysis(
    id="gaps/isolates",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.GROUPS_TABLE, record.ACTORS),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=isolates,
    chart=Chart("bar", x="group", value="share"),
)
