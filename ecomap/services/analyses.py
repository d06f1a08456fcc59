"""Asking the analyses, with results kept by the content that they were computed from."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.record import Analysis, Result
from ecomap.analysis.words import percent
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
    workspace: Workspace, who: Principal, name: str, raw: Mapping[str, Any], wanted: Filter | None = None
) -> Result:
    """Compute an analysis of the register as it stands, or return it from the cache.

    Anybody may ask what follows from public data. What partners say of each other in a survey, or which ties both ends
    reported, needs ``read-members``.

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
    NotAuthenticated, NotAllowed
        If it needs ``read-members`` and the caller lacks it.
    """
    record = describe(name)
    bound = record.bind(raw)
    snapshot = workspace.snapshot(wanted)
    require_readable(who, record, snapshot, wanted)
    key = analysis_key(record, bound, snapshot)
    result = workspace.results.get(key, lambda: _with_response(record.function(snapshot, bound), snapshot))
    assert isinstance(result, Result)  # noqa: S101  the cache holds values of any type
    return result


def require_readable(who: Principal, record: Analysis, snapshot: Snapshot, wanted: Filter | None) -> None:
    """Return if the caller may read what an analysis of a snapshot tells; raises as `run_analysis`."""
    rule = wanted.reports if wanted else ""
    if snapshot.survey is not None and (record.members or rule not in ("", "either")):
        who.require("read-members")


def _with_response(result: Result, snapshot: Snapshot) -> Result:
    """Say beside a result that rests on a survey how many were asked and answered."""
    survey = snapshot.survey
    if survey is None or not any(report.reporter in snapshot.position for report in survey.reports):
        return result
    asked, told = len(survey.invited), len(survey.answered)
    note = Text(
        f"관계 가운데 일부는 설문으로 알려진 것입니다. 초대한 {asked:,}곳 가운데 {told:,}곳이 응답했고"
        f"(응답률 {percent(told / asked)}), 응답하지 않은 {asked - told:,}곳의 관계는 빠져 있을 수 있습니다.",
        f"Some ties were reported in a survey: of {asked:,} invited, {told:,} answered (response rate "
        f"{percent(told / asked)}); ties of the {asked - told:,} others may be missing.",
    )
    return replace(result, notes=(*result.notes, note))


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
