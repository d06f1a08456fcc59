"""Taking a merge back, inside a write transaction, although the records may have been edited since.

What a merge did is in the history: the change that removed the record. Everything that is still as the merge left it
goes back to what it was; what was edited later stays as it is, and is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge, HistoryEntry, Node, Value
from ecomap.errors import Conflict, NotFound
from ecomap.exchange.said import LINKS
from ecomap.services.desk import Desk, Held, held
from ecomap.services.listing import changes_of, edges_of
from ecomap.services.redirects import MERGE, REDIRECT, STANDING, UNDONE, holders_of, present_ids
from graph_schema import Text


def unmerge_actors(desk: Desk, subject: str, _said: Mapping[str, Any], _tag: str) -> str:
    """Take a merge back and return the id of the record that is there again.

    Ties and links that the merge moved go back to it, those that were added later stay where they are. What could not
    be put back as it was is listed in the paper of the merge, ``conflicts``.

    Parameters
    ----------
    desk : Desk
    subject : str
        Id of the merge.

    Raises
    ------
    NotFound
        If there is no such merge.
    Conflict
        If it was taken back before, or the record into which it merged was itself merged into another.
    OutsideScope
        If the caller may not write about both records.
    """
    paper = _standing(desk, subject)
    old, new = str(paper.data["from"]), str(paper.data["to"])
    now = _present(desk, new)
    undoing = _Undoing(desk, old, new, _told(desk, old))
    before = undoing.record(old)
    desk.require_all(now, undoing.former(before))
    desk.writing.remove_papers(REDIRECT, list(paper.data["redirects"]))
    desk.writing.put_nodes([undoing.own_again(now.node), undoing.other_again(before)])
    undoing.put_edges_back()
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    data = {**paper.data, "undone_by": desk.who.name, "undone": moment, "conflicts": undoing.conflicts}
    desk.writing.put_papers([replace(paper, data=data, state=UNDONE)])
    return old


@dataclass(slots=True)
class _Undoing:
    """One merge that is taken back.

    Parameters
    ----------
    desk : Desk
    old, new : str
        Ids of the record that comes back and of the one that stayed.
    told : mapping
        What the merge did, by id of the record.
    conflicts : list of dict
        What stays otherwise than before the merge: record, and why in Korean and English.
    """

    desk: Desk
    old: str
    new: str
    told: Mapping[str, HistoryEntry]
    conflicts: list[dict[str, str]] = field(default_factory=list)

    def record(self, name: str) -> Node:
        """Return a node as it was before the merge."""
        found = self.told[name].before
        assert isinstance(found, Node)  # noqa: S101  told of a removal
        return found

    def former(self, node: Node) -> Held:
        """Return the record that comes back with the links that it had."""
        edges = [entry.before for entry in self.told.values() if isinstance(entry.before, Edge)]
        return Held(node, tuple(edge for edge in edges if edge.type in LINKS and edge.source == self.old))

    def own_again(self, now: Node) -> Node:
        """Return the record that stayed, without what the merge gave it and with what was written since."""
        entry = self.told.get(self.new)
        if entry is None or not isinstance(entry.before, Node) or not isinstance(entry.after, Node):
            return now
        before, after = entry.before, entry.after
        names = {}
        for name in ("name_ko", "name_en"):
            was, merged, is_now = (getattr(node, name) for node in (before, after, now))
            names[name] = self._back(name, was, merged, is_now) or ""
        changed = {
            name: self._back(name, before.properties.get(name), after.properties.get(name), now.properties.get(name))
            for name in {*before.properties, *after.properties}
        }
        properties = {name: value for name, value in {**now.properties, **changed}.items() if value not in (None, ())}
        return Node(now.id, now.kind, str(names["name_ko"]), str(names["name_en"]), properties)

    def other_again(self, before: Node) -> Node:
        """Return the record that comes back; without its registration number if another has it by now."""
        number = str(before.properties.get("registration_number", ""))
        holders = holders_of(self.desk.writing, [number]).get(number, ()) if number else ()
        if not (others := [holder for holder in holders if holder not in (self.old, self.new)]):
            return before
        self._say(
            self.old,
            Text(
                f"등록번호 {number}은(는) 지금 '{others[0]}'의 것이어서 비웠습니다.",
                f"The registration number {number} belongs to '{others[0]}' by now and was left out.",
            ),
        )
        kept = {name: value for name, value in before.properties.items() if name != "registration_number"}
        return replace(before, properties=kept)

    def put_edges_back(self) -> None:
        """Move ties and links back and put those that were dropped there again."""
        entries = [entry for entry in self.told.values() if isinstance(entry.before, Edge)]
        present = self.desk.writing.get_edges([entry.subject for entry in entries])
        wanted = [edge for entry in entries if (edge := self._edge(entry, present.get(entry.subject)))]
        leads = present_ids(self.desk.writing, {end for edge in wanted for end in (edge.source, edge.target)})
        wanted = [
            replace(edge, source=leads.get(edge.source, edge.source), target=leads.get(edge.target, edge.target))
            for edge in wanted
        ]
        nodes = self.desk.writing.get_nodes({end for edge in wanted for end in (edge.source, edge.target, edge.field)})
        good = [edge for edge in wanted if self._has_ends(edge, nodes)]
        moved = [edge for edge in good if edge.id in present]
        self.desk.writing.put_edges(moved)
        # Afterwards: what stands there by now decides about what the merge had dropped.
        types = {edge.type for edge in good if edge.type not in self.desk.workspace.ontology.tie_types}
        there = list(edges_of(self.desk.writing, [self.old, self.new], types)) if types else []
        links = {(edge.type, edge.source, edge.target) for edge in there}
        seats = {edge.source for edge in there if edge.type == "located_in"}
        self.desk.writing.put_edges(
            [edge for edge in good if edge.id not in present and self._fits(edge, links, seats)]
        )

    def _back(self, name: str, was: Value | None, merged: Value | None, is_now: Value | None) -> Value | None:
        """Return a value without what the merge did to it."""
        if was in (merged, is_now):
            return is_now
        if is_now == merged:
            return was
        if isinstance(is_now, tuple):
            before, after = (value if isinstance(value, tuple) else () for value in (was, merged))
            stayed = [text for text in is_now if text in before or text not in after]
            return tuple(dict.fromkeys((*stayed, *(text for text in before if text not in after))))
        self._say(
            self.new,
            Text(
                f"'{name}' 칸은 합친 뒤에 고쳐서 그대로 두었습니다.",
                f"The field '{name}' was edited after the merge and stays.",
            ),
        )
        return is_now

    def _edge(self, entry: HistoryEntry, now: Edge | None) -> Edge | None:
        """Return a tie or link with its former ends, ``None`` where it has to stay as it is."""
        before, after = entry.before, entry.after
        assert isinstance(before, Edge)  # noqa: S101  the caller asked
        if now is None:
            if isinstance(after, Edge) and before.type in self.desk.workspace.ontology.tie_types:
                self._say(
                    before.id,
                    Text(
                        f"관계 {before.id}은(는) 합친 뒤에 지워서 돌아오지 않습니다.",
                        f"The tie {before.id} was removed after the merge and does not come back.",
                    ),
                )
                return None
            return before
        if now == after:
            return before
        end = "source" if before.source == self.old else "target"
        if getattr(now, end) != self.new:
            self._say(
                now.id,
                Text(
                    f"{now.id}의 한쪽이 그 사이 바뀌어 그대로 둡니다.",
                    f"An end of {now.id} was changed since; it stays.",
                ),
            )
            return None
        return replace(now, source=self.old) if end == "source" else replace(now, target=self.old)

    def _has_ends(self, edge: Edge, nodes: Mapping[str, Node]) -> bool:
        if edge.source in nodes and edge.target in nodes and edge.source != edge.target:
            return edge.field in nodes or not edge.field
        self._say(
            edge.id,
            Text(
                f"{edge.id}의 상대가 이제 없어 돌아오지 않습니다.",
                f"{edge.id} does not come back: its other end is gone.",
            ),
        )
        return False

    def _fits(self, edge: Edge, links: set[tuple[str, str, str]], seats: set[str]) -> bool:
        if (edge.type, edge.source, edge.target) in links:
            return False
        if edge.type != "located_in" or edge.source not in seats:
            return True
        self._say(
            edge.source,
            Text(
                "소재지는 합친 뒤에 고쳐서 그대로 두었습니다.",
                "The seat was changed after the merge and stays.",
            ),
        )
        return False

    def _say(self, record: str, why: Text) -> None:
        self.conflicts.append({"record": record, "ko": why.ko, "en": why.en})


def _standing(desk: Desk, merge: str) -> Paper:
    paper = desk.writing.get_papers(MERGE, [merge]).get(merge)
    if paper is None:
        raise unknown_merge(merge)
    if paper.state != STANDING:
        raise Conflict(
            Text("이미 되돌린 합치기입니다.", "This merge was taken back already."),
            Text("두 기록의 이력을 보십시오.", "See the history of both records."),
            id=merge,
        )
    return paper


def _present(desk: Desk, actor: str) -> Held:
    if found := held(desk.writing, actor):
        return found
    later = present_ids(desk.writing, [actor]).get(actor, "")
    raise Conflict(
        Text(
            f"'{actor}'은(는) 그 뒤 '{later}'(으)로 합쳤습니다.",
            f"'{actor}' was itself merged into '{later}' afterwards.",
        )
        if later
        else Text(f"'{actor}'은(는) 이제 등록되어 있지 않습니다.", f"'{actor}' is no longer registered."),
        Text("나중 것부터 되돌리십시오.", "Take the later one back first."),
        id=actor,
    )


def _told(desk: Desk, old: str) -> dict[str, HistoryEntry]:
    """Return what the merge did, by id of the record: the last change of a record that is gone."""
    store = desk.workspace.store
    revision = store.history(old, limit=1).items[0].revision
    return {entry.subject: entry for entry in changes_of(store, revision)}


def unknown_merge(merge: str) -> NotFound:
    """Return the error for an id that no merge has."""
    return NotFound(
        Text(f"합치기 '{merge}'이(가) 없습니다.", f"There is no merge '{merge}'."),
        Text("단체의 쪽에서 되돌릴 합치기를 고르십시오.", "Choose it on the page of the record."),
        id=merge,
    )
