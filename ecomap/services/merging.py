"""Merging one record of an actor into another, inside a write transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from ecomap.domain.identity import natural_tie_id
from ecomap.domain.papers import Paper
from ecomap.domain.records import Edge
from ecomap.errors import Conflict
from ecomap.exchange.said import LINKS, Problems
from ecomap.services.desk import Desk, Held
from ecomap.services.listing import edges_of
from ecomap.services.merged_fields import merged_node, read_choices
from ecomap.services.redirects import MERGE, REDIRECT, STANDING
from ecomap.stores.contract import Reading
from graph_schema import Ontology, Text

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moves:
    """What becomes of the ties and links of two records that are merged.

    Parameters
    ----------
    moved : tuple of Edge
        As they are afterwards.
    dropped : tuple of Edge
        As they were: ties between the two, and what the one that stays already has.
    """

    moved: tuple[Edge, ...]
    dropped: tuple[Edge, ...]


def merge_actors(desk: Desk, subject: str, said: Said, tag: str) -> str:
    """Merge a record into another, which stays, and return the id of that.

    Parameters
    ----------
    desk : Desk
    subject : str
        Id of the record that stays.
    said : mapping
        ``other``: id of the record that goes; ``other_tag``: its tag as the writer saw it; ``keep``: ``own``, ``other``
        or ``both`` by field, for fields where the usual choice is not wanted.
    tag : str
        Tag of the record that stays.

    Raises
    ------
    NotFound
        If one of them is no registered actor.
    Conflict
        If both are one record, or one was merged into the other before.
    Outdated
        If one of them is another than the writer saw.
    OutsideScope
        If the caller may not write about both.
    RefusedFields
        For a choice that cannot be had, or ties that a record of this kind cannot have.
    """
    asked = str(said.get("other", ""))
    own, other = desk.actor(subject), desk.actor(asked)
    _require_two(own, other, subject, asked)
    desk.require_tag(own.node.id, tag, own.tag)
    desk.require_tag(other.node.id, str(said.get("other_tag", "")), other.tag)
    problems = Problems()
    keep = read_choices(desk.workspace.ontology, own.node.kind, said, problems)
    node = merged_node(desk.workspace.ontology, own.node, other.node, keep, problems)
    moves = moves_of(desk.workspace.ontology, desk.writing, own, other, keep)
    _check_kinds(desk, own, other, moves.moved, problems)
    problems.check()
    desk.require_all(own, other)
    desk.writing.put_nodes([node])
    desk.writing.remove_edges([edge.id for edge in moves.dropped])
    desk.writing.put_edges(moves.moved)
    desk.writing.remove_nodes([other.node.id])
    _file(desk, own, other, moves)
    return own.node.id


def moves_of(ontology: Ontology, reading: Reading, own: Held, other: Held, keep: Mapping[str, str]) -> Moves:
    """Return what a merge does to the ties and links of two records."""
    types = tuple(ontology.edges)
    stay, go = own.node.id, other.node.id
    theirs = list(edges_of(reading, [go], types))
    ours = [edge for edge in edges_of(reading, [stay], types) if go not in (edge.source, edge.target)]
    dropped = [edge for edge in ours if _gives_way(edge, own, other, keep)]
    kept = _Kept(ontology, [edge for edge in ours if edge not in dropped])
    moved = []
    for edge in theirs:
        after = _at(edge, go, stay)
        if after.source == after.target or _not_chosen(edge, own, other, keep) or kept.has(after):
            dropped.append(edge)
        else:
            moved.append(after)
    return Moves(tuple(moved), tuple(dropped))


def _at(edge: Edge, old: str, new: str) -> Edge:
    source, target = (new if end == old else end for end in (edge.source, edge.target))
    return replace(edge, source=source, target=target)


def _gives_way(edge: Edge, own: Held, other: Held, keep: Mapping[str, str]) -> bool:
    """Whether a link of the record that stays goes, because those of the other were chosen in its place."""
    if edge.source != own.node.id or _choice(edge.type, own, other, keep) != "other":
        return False
    return edge.target not in other.targets(edge.type)


def _not_chosen(edge: Edge, own: Held, other: Held, keep: Mapping[str, str]) -> bool:
    return edge.source == other.node.id and _choice(edge.type, own, other, keep) == "own"


def _choice(type_: str, own: Held, other: Held, keep: Mapping[str, str]) -> str:
    """Return which links of a type stand; where nothing is chosen, all of them, but one seat alone."""
    if type_ not in LINKS:
        return "both"
    usual = "both" if type_ != "located_in" else "own" if own.targets(type_) else "other"
    choice = keep.get(type_, usual)
    return usual if choice == "other" and not other.targets(type_) else choice


class _Kept:
    """The ties and links that a record has already."""

    def __init__(self, ontology: Ontology, edges: Iterable[Edge]) -> None:
        self._directed = {name: kind.directed for name, kind in ontology.edges.items()}
        self._ties = frozenset(ontology.tie_types)
        self._found: dict[tuple[object, ...], list[Edge]] = {}
        for edge in edges:
            self._found.setdefault(self._key(edge), []).append(edge)

    def has(self, edge: Edge) -> bool:
        """Whether an edge says nothing that one of these does not say."""
        found = self._found.get(self._key(edge), ())
        return bool(found) and (edge.type not in self._ties or any(_says_all(one, edge) for one in found))

    def _key(self, edge: Edge) -> tuple[object, ...]:
        ends = (edge.source, edge.target)
        told = ends if self._directed[edge.type] else tuple(sorted(ends))
        return (edge.type, told, edge.valid_from, edge.field) if edge.type in self._ties else (edge.type, told)


def _says_all(one: Edge, other: Edge) -> bool:
    values = ("valid_to", "weight", "amount", "unit")
    same = all(getattr(other, name) in (None, "", getattr(one, name)) for name in values)
    return same and all(one.properties.get(name) == value for name, value in other.properties.items())


def _require_two(own: Held, other: Held, subject: str, asked: str) -> None:
    if own.node.id != other.node.id:
        return
    if subject == asked:
        message = Text("한 기록을 자기 자신과 합칠 수는 없습니다.", "A record cannot be merged with itself.")
    else:
        message = Text(
            f"'{subject}'과(와) '{asked}'은(는) 이미 '{own.node.name_ko}'({own.node.id})(으)로 합친 기록입니다.",
            f"'{subject}' and '{asked}' are one record already: '{own.node.name_ko}' ({own.node.id}).",
        )
    raise Conflict(
        message,
        Text(
            "다른 기록을 고르거나, 앞서 합친 것을 되돌리십시오.",
            "Choose another record, or take the earlier merge back.",
        ),
        id=own.node.id,
    )


def _check_kinds(desk: Desk, own: Held, other: Held, moved: Iterable[Edge], problems: Problems) -> None:
    """Refuse a merge that would leave ties which a record of this kind cannot have."""
    if own.node.kind == other.node.kind:
        return
    edges, kinds = list(moved), desk.workspace.ontology.edges
    ends = desk.writing.get_nodes({end for edge in edges for end in (edge.source, edge.target)})
    bad = sorted({e.type for e in edges if not kinds[e.type].allows(ends[e.source].kind, ends[e.target].kind)})
    for type_ in bad:
        label, kind = kinds[type_].label, desk.workspace.ontology.nodes[own.node.kind].label
        problems.say(
            "other",
            other.node.id,
            Text(
                f"'{kind.ko}'에는 '{label.ko}' 관계를 옮길 수 없습니다.",
                f"Its ties '{label.en}' cannot be moved to a record of the kind '{kind.en}'.",
            ),
            Text(
                "반대 방향으로 합치거나 그 관계를 먼저 고치십시오.", "Merge the other way round, or change them first."
            ),
        )


def _file(desk: Desk, own: Held, other: Held, moves: Moves) -> None:
    name = uuid4().hex
    stay, go = own.node.id, other.node.id
    renamed = _renamed_ties(desk, moves.moved)
    data = {
        "from": go,
        "to": stay,
        "by": desk.who.name,
        "name_ko": other.node.name_ko,
        "name_en": other.node.name_en,
        "moved": len(moves.moved),
        "dropped": len(moves.dropped),
        "redirects": [go, *renamed],
    }
    leads = {go: stay, **renamed}
    desk.writing.put_papers([Paper(REDIRECT, old, {"to": new, "merge": name}, owner=new) for old, new in leads.items()])
    desk.writing.put_papers([Paper(MERGE, name, data, owner=stay, state=STANDING)])


def _renamed_ties(desk: Desk, moved: Iterable[Edge]) -> dict[str, str]:
    """Return ids that follow from what moved ties are now, with those that they keep.

    Who tells such a tie again, of whichever of the two records, means the tie that is there.
    """
    kinds = desk.workspace.ontology.edges
    found = {}
    for edge in moved:
        if edge.type in desk.workspace.ontology.tie_types and edge.id.startswith("tie-"):
            ends = (edge.source, edge.target)
            name = natural_tie_id(edge.type, ends, edge.valid_from, edge.field, directed=kinds[edge.type].directed)
            found[name] = edge.id
    taken = {*desk.writing.get_edges(found), *desk.writing.get_papers(REDIRECT, found)}
    return {name: tie for name, tie in found.items() if name not in taken and name != tie}
