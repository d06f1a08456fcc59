"""What partners reported of their ties in surveys, beside a snapshot, and how reports of one tie become one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ecomap.snapshot.filters import without_edges
from ecomap.snapshot.graph import Snapshot
from ecomap.snapshot.told import Report, Reports
from graph_schema import Text

RULES: dict[str, Text] = {
    "either": Text("한쪽이라도 알린 관계", "Ties that either end reported"),
    "both": Text("양쪽이 모두 알린 관계", "Ties that both ends reported"),
    "one": Text("한쪽만 알린 관계", "Ties that only one end reported"),
}
"""Which reported ties count; each counts once, however many report it. Ties from elsewhere always count."""


def surveyed(snapshot: Snapshot, reports: Reports, rule: str = "either") -> Snapshot:
    """Return a whole snapshot that knows its reports, with the reported ties that a rule lets count, each once.

    Parameters
    ----------
    snapshot : Snapshot
        With every report as a tie of its own.
    reports : Reports
    rule : str
        Of `RULES`.

    Notes
    -----
    Reported ties have neither date, strength nor amount. Ties that are equal in all columns cannot be told apart,
    so it does not matter which of them goes. Cost: a pass over the edges for each tie type that is reported.
    """
    content = hashlib.blake2b(f"{snapshot.content_hash}|{reports.key()}|{rule}".encode(), digest_size=16).hexdigest()
    key = snapshot.filter_key if rule == "either" else f"reports={rule}"
    kept = without_edges(snapshot, _dropped(snapshot, reports.reports, rule), key)
    return replace(kept, survey=reports, content_hash=content)


def _dropped(snapshot: Snapshot, reports: Iterable[Report], rule: str) -> list[int]:
    groups: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        directed = snapshot.ontology.edges[report.type].directed
        ends = (report.source, report.target) if directed else tuple(sorted((report.source, report.target)))
        groups.setdefault((report.type, *ends), []).append(report)
    rows = _rows(snapshot, {key[0] for key in groups})
    dropped: list[int] = []
    for told in groups.values():
        both = len({report.reporter for report in told}) > 1
        first = int(rule == "either" or (rule == "both") == both)
        places = (rows.get((report.type, report.source, report.target)) for report in told)
        present = [found.pop() for found in places if found]
        dropped += present[first:]
    return dropped


def _rows(snapshot: Snapshot, types: set[str]) -> dict[tuple[str, str, str], list[int]]:
    """Return the positions of ties without date, strength, amount and field, by type and ends."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for name in types:
        edges = snapshot.of_types(name)
        bare = (snapshot.since[edges] == 0) & (snapshot.until[edges] == 0) & (snapshot.field[edges] < 0)
        bare &= np.isnan(snapshot.weight[edges]) & np.isnan(snapshot.amount[edges])
        for edge in edges[bare].tolist():
            ends = (snapshot.node_id[int(snapshot.source[edge])], snapshot.node_id[int(snapshot.target[edge])])
            found.setdefault((name, *ends), []).append(edge)
    return found
