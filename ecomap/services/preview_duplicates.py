"""Which new organisations of a file are probably registered already, or stand in the file twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ecomap.matching import Entry, prepare, scan
from ecomap.services.decisions import DECISION, pair_id
from ecomap.services.workspace import Workspace

MOST = 5
_FRESH = "\x00"
Progress = Callable[[int, int], None]


def find_duplicates(
    workspace: Workspace, entries: Mapping[int, Entry], numbers: Callable[[int], int], progress: Progress
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield the rows that may be duplicates, with at most `MOST` records and earlier rows that they may be, best first.

    Parameters
    ----------
    workspace : Workspace
    entries : mapping
        What is compared of the new organisations, by key of their row.
    numbers : callable
        Row number by key of the row.
    progress : callable

    Notes
    -----
    Compared are pairs as in `ecomap.matching.scan`; pairs decided to be different are left out. Memory: about five
    kilobytes a record.
    """
    if not entries:
        return
    known = workspace.actors.current().profiles()
    fresh = [prepare(replace(entry, id=f"{_FRESH}{key}")) for key, entry in entries.items()]
    found: defaultdict[int, list[tuple[str, Any]]] = defaultdict(list)
    for pair in scan([*known, *fresh], since=len(known), progress=progress).pairs:
        found[int(pair.match.id.removeprefix(_FRESH))].append((pair.first, pair.match))
    decided = _different(workspace, entries, found)
    names = {
        node.id: node.name_ko
        for node in workspace.store.get_nodes(
            {first for pairs in found.values() for first, _ in pairs if not first.startswith(_FRESH)}
        ).values()
    }
    for key, pairs in sorted(found.items()):
        told = [_told(first, match, entries, names, numbers) for first, match in pairs if (key, first) not in decided]
        if told:
            yield key, told[:MOST]


def _told(
    first: str, match: Any, entries: Mapping[int, Entry], names: Mapping[str, str], numbers: Callable[[int], int]
) -> dict[str, Any]:
    said = {
        "score": round(match.score, 3),
        "relation": match.relation,
        "reasons": [reason.code for reason in match.reasons],
    }
    if first.startswith(_FRESH):
        row = int(first.removeprefix(_FRESH))
        return {"id": f"row:{row}", "row": numbers(row), "name": entries[row].name, **said}
    return {"id": first, "row": None, "name": names.get(first, first), **said}


def _different(
    workspace: Workspace, entries: Mapping[int, Entry], found: Mapping[int, list[tuple[str, Any]]]
) -> set[tuple[int, str]]:
    """Return which pairs, as key of the row and the other's mark, were decided to be two organisations."""
    asked: dict[str, tuple[int, str]] = {}
    for key, pairs in found.items():
        for first, _ in pairs:
            other = entries[int(first.removeprefix(_FRESH))].id if first.startswith(_FRESH) else first
            asked[pair_id(entries[key].id, other)] = (key, first)
    papers = workspace.store.get_papers(DECISION, list(asked)) if asked else {}
    return {asked[name] for name, paper in papers.items() if paper.state == "different"}
