"""gaps/holes: pairs of groups that hang on few go-betweens, and ties that would close the hole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ecomap.analysis.common import PLACE_LINKS, actor_id, actor_name, joined, optional
from ecomap.analysis.gap import holes_record as record
from ecomap.analysis.gap import holes_text as text
from ecomap.analysis.gap.spans import Holes, Span
from ecomap.analysis.record import Analysis, Cell, Chart, Parameters, Result, Table
from ecomap.snapshot import Grouping, Snapshot, grouping

Row = tuple[Cell, ...]
_LOOKED_AT, _CLOSED = 400, 10


@dataclass(frozen=True, slots=True)
class Hole:
    """Two groups by number, the tied pairs that chance would give, and what spans them."""

    a: int
    b: int
    expected: float
    span: Span


def holes(snapshot: Snapshot, parameters: Parameters) -> Result:
    """Find structural holes; see ``ANALYSIS`` for parameters, tables and method.

    Parameters
    ----------
    snapshot : Snapshot
    parameters : mapping
        As ``ANALYSIS.bind`` returns.

    Returns
    -------
    Result
        Tables ``holes`` and ``closings``.
    """
    links = PLACE_LINKS[parameters["place_links"]]
    return holes_between(snapshot, grouping(snapshot, parameters["by"], place_links=links), parameters)


def holes_between(snapshot: Snapshot, groups: Grouping, parameters: Parameters) -> Result:
    """Find structural holes between groups of any origin such as communities.

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
        As `holes`.
    """
    ties = snapshot.ties
    who = np.ones(ties.n, dtype=np.bool_)
    if not parameters["government"]:
        who = snapshot.kind[ties.nodes] != snapshot.kinds.index("government")
    members = sparse.csr_array(sparse.diags_array(who.astype(np.float64)) @ groups.membership[ties.nodes])
    members.eliminate_zeros()
    finder = Holes(ties, members, who)
    found, possible = _look(finder)
    shown = found[: parameters["limit"]]
    closings = _closing_rows(snapshot, groups, finder, shown[:_CLOSED], parameters["closings"])
    tables = (
        Table(record.HOLES, tuple(_hole_row(snapshot, groups, hole) for hole in shown)),
        Table(record.CLOSINGS, closings),
    )
    notes = text.notes(parameters, members[np.flatnonzero(who)], groups, (len(shown), len(found), possible))
    return Result(tables, text.explain(tables, groups), notes)


def _look(finder: Holes) -> tuple[list[Hole], int]:
    """Return the pairs of groups with most expected, the most weakly spanned first, and how many there are in all."""
    tied, expected = finder.tied, finder.expected
    row, col = (tied[index] for index in np.triu_indices(len(tied), 1))
    largest = np.argsort(-expected[row, col], kind="stable")[:_LOOKED_AT]
    found = [
        Hole(a, b, float(expected[a, b]), finder.span(a, b))
        for a, b in zip(row[largest].tolist(), col[largest].tolist(), strict=True)
    ]
    return sorted(found, key=_weakest_first), len(row)


def _weakest_first(hole: Hole) -> tuple[bool, float, float]:
    share = hole.span.top_share if hole.span.paths else 2.0  # no way at all comes before one go-between
    return (hole.expected < 1, -share, -hole.expected)


def _names(groups: Grouping, hole: Hole) -> Row:
    return (groups.ids[hole.a], groups.labels[hole.a], groups.ids[hole.b], groups.labels[hole.b])


def _hole_row(snapshot: Snapshot, groups: Grouping, hole: Hole) -> Row:
    span = hole.span
    top: Row = (None, None)
    if span.paths:
        top = (actor_id(snapshot, int(span.carriers[0])), actor_name(snapshot, int(span.carriers[0])))
    return (
        *_names(groups, hole),
        joined(groups.labels[hole.a], groups.labels[hole.b], "–"),
        text.finding(span),
        span.direct,
        hole.expected,
        span.paths,
        len(span.carriers),
        span.effective,
        *top,
        optional(span.top_share),
    )


def _closing_rows(snapshot: Snapshot, groups: Grouping, finder: Holes, shown: list[Hole], most: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    for hole in shown:
        for rank, one in enumerate(finder.closings(hole.a, hole.b, most), start=1):
            ends = [part for i in (one.first, one.second) for part in (actor_id(snapshot, i), actor_name(snapshot, i))]
            change = [optional(value) for before_after in one.constraint for value in before_after]
            rows.append((*_names(groups, hole), rank, *ends, one.common, one.gained, *change))
    return tuple(rows)


ANALYSIS = Analysis(
    id="gaps/holes",
    label=record.LABEL,
    question=record.QUESTION,
    method=record.METHOD,
    parameters=record.PARAMETERS,
    outputs=(record.HOLES, record.CLOSINGS),
    references=record.REFERENCES,
    cost=record.COST,
    limits=record.LIMITS,
    function=holes,
    chart=Chart("bar", x="between", value="top_share"),
)
