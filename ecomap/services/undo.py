"""Taking a whole change back.

Every record that the change touched gets the state it had before, unless somebody changed it since: then nothing is
done and those records are listed. Taking back is a change like any other, so taking it back again does it anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from typing import Any

from ecomap.domain.records import Change, Edge, HistoryEntry, Node
from ecomap.errors import Conflict, NotFound, OutsideScope
from ecomap.services.access import Principal
from ecomap.services.imports_inspect import links_of
from ecomap.services.listing import changes_of, edges_of, papers_of
from ecomap.services.redirects import MERGE, REDIRECT, UNDONE
from ecomap.services.scopes import Scope
from ecomap.services.survey_papers import SURVEY
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery, Reading, Store, Writing
from graph_schema import Text

_PAGE = 5_000
_LISTED = 100


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a change back did.

    Parameters
    ----------
    revision : int
        Of the change that took it back; taking that back does the first anew.
    restored : int
        Records that have their former state again, those that are there again included.
    removed : int
        Records that the change had created and that are gone.
    """

    revision: int
    restored: int
    removed: int


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A record that keeps a change from being taken back, with the reason."""

    id: str
    name: str
    reason: Text


def undo_change(
    workspace: Workspace, who: Principal, revision: int, *, via: str, reason: str = "", key: str = ""
) -> Undone:
    """Take a change back as a whole, or not at all.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``write``; bound to districts or fields, everything that the change touched has to lie inside.
    revision : int
        Revision of the change.
    via : str
        Channel for the audit history.
    reason : str
        Why; by default which change was taken back.
    key : str
        Idempotency key: sent again it changes nothing and has the first outcome.

    Returns
    -------
    Undone

    Raises
    ------
    NotAllowed
        If the caller may not write.
    OutsideScope
        If part of it is outside the caller's districts and fields.
    NotFound
        If there is no such change.
    Conflict
        If records were changed since; ``context["changed"]`` lists them as `ChangedSince`. Also for a merge and its
        taking back, and for ties that were taken out of a survey.

    Notes
    -----
    Memory grows with the records of the change, some kilobytes each.
    """
    who.require("write")
    known = 0 < revision <= workspace.store.revision()
    entries = list(_changed(workspace.store, revision)) if known else []
    if not entries:
        raise NotFound(
            Text(f"변경 {revision}이(가) 없습니다.", f"There is no change {revision}."),
            Text("변경 이력에서 고르십시오.", "Choose one from the history."),
            id=str(revision),
        )
    _require_undoable(workspace.store, entries)
    told = reason or f"{revision}번 변경을 되돌림 (undo of change {revision})"
    name = blake2b(f"{who.account or who.name}\0{key}\0{revision}".encode(), digest_size=16).hexdigest()
    change = Change(who.name, told, via, id=f"undo-{name}" if key else "")
    removed = sum(entry.before is None for entry in entries)
    try:
        with workspace.store.write(change) as writing:
            _require_unchanged(writing, revision, entries)
            _require_inside(writing, who, entries)
            _restore(writing, entries)
            made = writing.commit()
    except Conflict as error:
        if not key or error.context.get("id") != change.id:
            raise
        made = int(error.context["revision"])
    return Undone(made, len(entries) - removed, removed)


def _changed(store: Store, revision: int) -> Iterator[HistoryEntry]:
    # What only lost erased data has no two states that differ any more.
    return (entry for entry in changes_of(store, revision) if entry.before != entry.after)


def _require_undoable(store: Store, entries: Sequence[HistoryEntry]) -> None:
    """Refuse what is taken back in a way of its own: more than the records hangs on it."""
    gone = [entry.subject for entry in entries if isinstance(entry.before, Node) and entry.after is None]
    new = {entry.subject: entry for entry in entries if isinstance(entry.after, Node) and entry.before is None}
    if store.get_papers(REDIRECT, gone) or (new and _comes_from_merge(store, new)):
        raise Conflict(
            Text(
                "두 기록을 합치거나 합친 것을 되돌린 변경은 여기서 되돌릴 수 없습니다.",
                "A merge, or its taking back, cannot be undone here.",
            ),
            Text(
                "남은 단체의 쪽에서 합치기를 되돌리거나 다시 합치십시오.",
                "Take the merge back on the page of the record that stayed, or merge again.",
            ),
        )
    removed = [entry.before for entry in entries if isinstance(entry.before, Edge) and entry.after is None]
    origins = {str(tie.properties.get("origin", "")) for tie in removed} - {""}
    if origins and store.get_papers(SURVEY, origins):
        raise Conflict(
            Text(
                "단체가 설문에서 거둔 관계는 그 단체만 다시 알릴 수 있습니다.",
                "Ties that were taken out of a survey can only be reported again by who reported them.",
            ),
            Text("그 단체에 다시 물으십시오.", "Ask the organisation again."),
        )


def _comes_from_merge(store: Store, new: Mapping[str, HistoryEntry]) -> bool:
    """Whether one of the records that are there since a change came back from a merge by it."""
    undone = papers_of(store, PaperQuery(MERGE, states=(UNDONE,), limit=_PAGE))
    merged = {str(paper.data["from"]) for paper in undone} & new.keys()
    return any(store.history(name, limit=_PAGE).items[-1].revision < new[name].revision for name in merged)


def _require_unchanged(writing: Writing, revision: int, entries: Sequence[HistoryEntry]) -> None:
    found = list(islice(_hindrances(writing, entries), _LISTED + 1))
    if not found:
        return
    first, more = found[0], " …" if len(found) > 1 else ""
    raise Conflict(
        Text(
            f"그 뒤에 바뀐 기록이 있어 {revision}번 변경을 되돌릴 수 없습니다. {first.name}: {first.reason.ko}{more}",
            f"Change {revision} cannot be taken back, records changed since. {first.name}: {first.reason.en}{more}",
        ),
        Text(
            "나중의 변경을 먼저 되돌리거나, 목록의 기록을 하나씩 고치십시오.",
            "Take the later changes back first, or correct the listed records one by one.",
        ),
        revision=revision,
        changed=found[:_LISTED],
    )


def _hindrances(reading: Reading, entries: Sequence[HistoryEntry]) -> Iterator[ChangedSince]:
    """Yield what the change left otherwise than it is now, and what would be without an end."""
    nodes = [entry for entry in entries if isinstance(entry.before or entry.after, Node)]
    edges = [entry for entry in entries if isinstance(entry.before or entry.after, Edge)]
    for part in _parts(nodes):
        present: dict[str, Any] = dict(reading.get_nodes([entry.subject for entry in part]))
        yield from (_since(entry) for entry in part if present.get(entry.subject) != entry.after)
    for part in _parts(edges):
        present = dict(reading.get_edges([entry.subject for entry in part]))
        yield from (_since(entry) for entry in part if present.get(entry.subject) != entry.after)
    yield from _loose(reading, nodes, edges)


def _loose(reading: Reading, nodes: Sequence[HistoryEntry], edges: Sequence[HistoryEntry]) -> Iterator[ChangedSince]:
    leaving = {entry.subject: entry for entry in nodes if entry.before is None}
    moved = {entry.subject for entry in edges}
    for part in _parts(list(leaving)):
        wanted = set(part)
        for edge in edges_of(reading, wanted):
            if edge.id not in moved:
                end = edge.source if edge.source in wanted else edge.target
                yield ChangedSince(end, _name(leaving[end]), _TIED)
    back = {entry.subject for entry in nodes if entry.before is not None}
    for part in _parts([entry for entry in edges if entry.before is not None]):
        ends = {end for entry in part for end in _ends(entry.before)} - back
        there = reading.get_nodes(ends).keys()
        for entry in part:
            if not set(_ends(entry.before)) <= there | back:
                yield ChangedSince(entry.subject, entry.subject, _END_GONE)


def _require_inside(writing: Writing, who: Principal, entries: Sequence[HistoryEntry]) -> None:
    """Refuse a caller who may not write about everything that the change touched."""
    scope = Scope(writing, who)
    if not scope.bound:
        return
    touched = {entry.subject for entry in entries if isinstance(entry.before or entry.after, Node)}
    ties = [edge for entry in entries for edge in (entry.before, entry.after) if isinstance(edge, Edge)]
    asked = touched | {tie.source for tie in ties} | {tie.target for tie in ties}
    now = links_of(writing, asked)
    then = _links_before(now, entries)
    absent = {entry.subject for entry in entries if isinstance(entry.after or entry.before, Node) and not entry.after}
    created = {entry.subject for entry in entries if isinstance(entry.after, Node) and not entry.before}
    # As with any other change, a record has to lie inside as it is, and as it is going to be.
    inside = {
        node
        for node in asked
        if (node in absent or scope.holds(now.get(node, {}))) and (node in created or scope.holds(then.get(node, {})))
    }
    loose = [node for node in touched if node not in inside]
    loose += [tie.id for tie in ties if tie.source not in inside and tie.target not in inside]
    if loose:
        raise OutsideScope(
            Text(
                f"맡은 지역이나 분야 밖의 기록이 들어 있어 되돌릴 수 없습니다: {loose[0]}",
                f"Part of this change is outside your districts or fields: {loose[0]}",
            ),
            Text("관리자에게 부탁하십시오.", "Ask an administrator."),
            id=loose[0],
        )


def _links_before(
    now: Mapping[str, Mapping[str, tuple[str, ...]]], entries: Sequence[HistoryEntry]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the links of records as they were before a change."""
    then = {node: dict(own) for node, own in now.items()}
    for entry in entries:
        if isinstance(after := entry.after, Edge) and after.target in then.get(after.source, {}).get(after.type, ()):
            own = then[after.source]
            own[after.type] = tuple(target for target in own[after.type] if target != after.target)
        if isinstance(before := entry.before, Edge):
            own = then.setdefault(before.source, {})
            own[before.type] = (*own.get(before.type, ()), before.target)
    return then


def _restore(writing: Writing, entries: Sequence[HistoryEntry]) -> None:
    nodes = [entry.before for entry in entries if isinstance(entry.before, Node)]
    edges = [entry.before for entry in entries if isinstance(entry.before, Edge)]
    writing.put_nodes(nodes)
    writing.remove_edges([e.subject for e in entries if e.before is None and isinstance(e.after, Edge)])
    writing.put_edges(edges)
    writing.remove_nodes([e.subject for e in entries if e.before is None and isinstance(e.after, Node)])


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + _PAGE] for start in range(0, len(items), _PAGE))


def _ends(edge: Node | Edge | None) -> tuple[str, ...]:
    return tuple(filter(None, (edge.source, edge.target, edge.field))) if isinstance(edge, Edge) else ()


def _since(entry: HistoryEntry) -> ChangedSince:
    return ChangedSince(entry.subject, _name(entry), _CHANGED)


def _name(entry: HistoryEntry) -> str:
    record = entry.after or entry.before
    return record.name_ko if isinstance(record, Node) else entry.subject


_CHANGED = Text("그 뒤에 다시 바뀌었습니다.", "It was changed again since.")
_TIED = Text("그 뒤에 이 기록에 관계가 생겼습니다.", "A tie to it was recorded since.")
_END_GONE = Text("관계의 한쪽 단체가 없어졌습니다.", "One end of this tie is gone.")
