"""What analyses say of single actors and of missing ties, in the order of a network map."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ecomap.analysis.record import Analysis, Column, Result, Table, TableSpec
from ecomap.errors import InvalidParameter, NotFound
from ecomap.maps.packed import map_order
from ecomap.services.access import Principal
from ecomap.services.analyses import describe, describe_all
from ecomap.services.filters import Raw, parse_filter
from ecomap.services.jobs import Asked, JobView, result_or_job
from ecomap.services.network_maps import drawn_snapshot, kept_ready
from ecomap.services.workspace import Workspace
from graph_schema import Text

NUMBERS = ("integer", "number", "boolean")
PATIENCE = 2.0
"""Seconds after which a job is returned instead of what it computes."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of numbers, one for each actor, by which a map can be coloured or its actors sized."""

    analysis: Analysis
    table: TableSpec
    column: Column


def actor_measures(who: Principal) -> tuple[Measure, ...]:
    """Return all measures that a caller may read, in the order of the catalogue; ranks are left out."""
    return tuple(
        Measure(record, table, column)
        for record in describe_all()
        if not record.members or "read-members" in who.scopes
        for table in record.outputs
        if table.actor
        for column in table.columns
        if column.type in NUMBERS and column.name != "rank"
    )


def measure_values(
    workspace: Workspace, who: Principal, analysis: str, column: str, filters: Raw, *, table: str = ""
) -> bytes | JobView:
    """Return one measure of the actors of a packed map, in its order.

    The analysis runs with its default parameters, on what the filter keeps, and lists as many actors as it can.

    Parameters
    ----------
    workspace, who
    analysis, column : str
        As `actor_measures` lists them.
    filters : mapping
        See `ecomap.services.filters.parse_filter`.
    table : str
        Name of the table; the first that has the column by default.

    Returns
    -------
    bytes or JobView
        Little-endian 32-bit floats compressed by gzip, NaN where the analysis says nothing of an actor; or the job
        that still computes it.

    Raises
    ------
    NotFound
        For an unknown analysis, or a column that is no measure of it.
    EcomapError
        As `ecomap.services.jobs.result_or_job`.
    """
    measure = _measure(describe(analysis), column, table)
    snapshot = drawn_snapshot(workspace, who, parse_filter(workspace, filters))
    asked = Asked(analysis, _whole(measure.analysis, snapshot.ties.n), filters)
    found = result_or_job(workspace, who, asked, patience=PATIENCE)
    if isinstance(found, JobView):
        return found

    def write() -> bytes:
        ids = snapshot.node_id[snapshot.ties.nodes[map_order(snapshot)]]
        number = _by_actor(_table(found, measure.table), measure)
        return np.array([number.get(name, np.nan) for name in ids], dtype="<f4").tobytes()

    key = ("measure", snapshot.content_hash, analysis, measure.table.name, column)
    return kept_ready(workspace, key, write)


def missing_ties(
    workspace: Workspace, who: Principal, analysis: str, parameters: Mapping[str, Any], filters: Raw, *, lang: str
) -> bytes | JobView:
    """Return the pairs of actors of a packed map that an analysis of gaps would bring together.

    Returns
    -------
    bytes or JobView
        JSON compressed by gzip: ``label``, ``score`` (what the numbers are) and ``pairs`` of two places in the order
        of the map and a number, ``null`` where it is not known.

    Raises
    ------
    NotFound
        For an unknown analysis.
    InvalidParameter
        For an analysis that finds no missing ties; names those that do.
    EcomapError
        As `ecomap.services.jobs.result_or_job`.
    """
    record = describe(analysis)
    spec = next((table for table in record.outputs if table.missing), None)
    if spec is None:
        raise _no_missing(analysis)
    snapshot = drawn_snapshot(workspace, who, parse_filter(workspace, filters))
    asked = Asked(analysis, {**_whole(record, snapshot.ties.n), **parameters}, filters)
    found = result_or_job(workspace, who, asked, patience=PATIENCE)
    if isinstance(found, JobView):
        return found

    def write() -> bytes:
        ids = snapshot.node_id[snapshot.ties.nodes[map_order(snapshot)]]
        at = {name: place for place, name in enumerate(ids)}
        one, other, score = (_index(spec, name) for name in spec.missing)
        rows = [row for row in _table(found, spec).rows if row[one] in at and row[other] in at]
        content = {
            "label": spec.label.get(lang),
            "score": spec.columns[score].label.get(lang),
            "pairs": [[at[str(row[one])], at[str(row[other])], row[score]] for row in rows],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    given = json.dumps(record.bind(asked.parameters), sort_keys=True)
    return kept_ready(workspace, ("missing", snapshot.content_hash, analysis, given, lang), write)


def missing_records() -> tuple[Analysis, ...]:
    """Return the analyses that find missing ties."""
    return tuple(record for record in describe_all() if any(table.missing for table in record.outputs))


def _measure(record: Analysis, column: str, table: str) -> Measure:
    tables = [spec for spec in record.outputs if spec.actor and table in ("", spec.name)]
    known = [(spec, one) for spec in tables for one in spec.columns if one.type in NUMBERS]
    for spec, one in known:
        if one.name == column:
            return Measure(record, spec, one)
    near = ", ".join(one.name for _, one in known) or "-"
    raise NotFound(
        Text(
            f"분석 '{record.id}'에는 주체별 수치 '{column}'이(가) 없습니다.",
            f"The analysis '{record.id}' has no number '{column}' for each actor.",
        ),
        Text(f"있는 것: {near}", f"It has: {near}"),
        id=column,
    )


def _whole(record: Analysis, actors: int) -> dict[str, Any]:
    """Return parameters that make an analysis list as many actors as it can."""
    return {
        parameter.name: min(max(actors, 1), int(parameter.maximum or actors))
        for parameter in record.parameters
        if parameter.name == "limit"
    }


def _table(result: Result, spec: TableSpec) -> Table:
    return next(table for table in result.tables if table.spec.name == spec.name)


def _index(spec: TableSpec, column: str) -> int:
    return [one.name for one in spec.columns].index(column)


def _by_actor(table: Table, measure: Measure) -> dict[str, float]:
    who, what = _index(measure.table, measure.table.actor), _index(measure.table, measure.column.name)
    return {str(row[who]): float(cell) for row in table.rows if isinstance(cell := row[what], int | float)}


def _no_missing(analysis: str) -> InvalidParameter:
    known = ", ".join(record.id for record in missing_records())
    return InvalidParameter(
        Text(
            f"분석 '{analysis}'은(는) 없는 관계를 찾지 않습니다.", f"The analysis '{analysis}' finds no missing ties."
        ),
        Text(f"쓸 수 있는 분석: {known}", f"Those that do: {known}"),
        field="analysis",
        value=analysis,
    )
