"""Asking the analyses, with results kept by the content that they were computed from."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.record import Analysis, Result
from ecomap.errors import NotFound
from ecomap.exchange.result_workbook import Source, result_workbook
from ecomap.services.access import Principal
from ecomap.services.filters import described_filter
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from graph_schema import Text


def describe_all() -> tuple[Analysis, ...]:
    """Return the record of every analysis, in the order of the catalogue."""
    return tuple(catalogue().values())


def describe(name: str) -> Analysis:
    """Return the record of one analysis.

    Raises
    ------
    NotFound
        If there is none of that id; names the nearest.
    """
    records = catalogue()
    if name in records:
        return records[name]
    near = ", ".join(difflib.get_close_matches(name, records, n=2, cutoff=0.4) or records)
    raise NotFound(
        Text(f"'{name}' 분석은 없습니다.", f"There is no analysis '{name}'."),
        Text(f"가까운 이름: {near}", f"Near: {near}"),
        id=name,
    )


def run_analysis(
    workspace: Workspace, _who: Principal, name: str, raw: Mapping[str, Any], wanted: Filter | None = None
) -> Result:
    """Compute an analysis of the register as it stands, or return it from the cache.

    Anybody may ask: snapshots hold public data only.

    Parameters
    ----------
    workspace : Workspace
    name : str
        ``family/name``.
    raw : mapping
        Parameters as the caller wrote them.
    wanted : Filter, optional

    Returns
    -------
    Result

    Raises
    ------
    NotFound
        For an unknown analysis.
    InvalidParameter
        For an unknown parameter or a value out of bounds.
    """
    record = describe(name)
    bound = record.bind(raw)
    snapshot = workspace.snapshot(wanted)
    key = analysis_key(record, bound, snapshot)
    result = workspace.results.get(key, lambda: record.function(snapshot, bound))
    assert isinstance(result, Result)  # noqa: S101  the cache holds values of any type
    return result


def analysis_key(record: Analysis, bound: Mapping[str, Any], snapshot: Snapshot) -> tuple[str, str, str]:
    """Return what a result depends on; equal keys mean equal results."""
    return snapshot.content_hash, record.id, json.dumps(bound, sort_keys=True)


def is_at_hand(workspace: Workspace, name: str, raw: Mapping[str, Any], wanted: Filter | None = None) -> bool:
    """Whether `run_analysis` would answer from the cache. Raises as it does."""
    record = describe(name)
    return analysis_key(record, record.bind(raw), workspace.snapshot(wanted)) in workspace.results


def analysis_workbook(
    workspace: Workspace,
    who: Principal,
    name: str,
    raw: Mapping[str, Any],
    wanted: Filter | None = None,
    *,
    lang: str,
    day: date | None = None,
) -> bytes:
    """Return an analysis as an XLSX workbook that says what it was asked of: see `run_analysis`.

    Parameters
    ----------
    workspace, who, name, raw, wanted
    lang : str
        Language of headings and sentences.
    day : date, optional
        Day that the file says it was made on; today by default.
    """
    record, snapshot = describe(name), workspace.snapshot()
    result = run_analysis(workspace, who, name, raw, wanted)
    source = Source(
        revision=snapshot.revision,
        day=day or datetime.now(UTC).astimezone().date(),
        filters=described_filter(workspace, wanted or Filter()),
        synthetic=snapshot.synthetic,
    )
    return result_workbook(record, record.bind(raw), result, source, lang)
