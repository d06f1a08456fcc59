"""Asking the analyses, with results kept by the content that they were computed from."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from typing import Any

from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.record import Analysis, Result
from ecomap.errors import NotFound
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter
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
    cache_key = (snapshot.content_hash, name, json.dumps(bound, sort_keys=True))
    result = workspace.results.get(cache_key, lambda: record.function(snapshot, bound))
    assert isinstance(result, Result)  # noqa: S101  the cache holds values of any type
    return result
