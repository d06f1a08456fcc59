"""Two records side by side, for whoever is about to merge them, and the merges that were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ecomap.domain.papers import Paper
from ecomap.domain.records import Node, Value
from ecomap.errors import Conflict
from ecomap.exchange.said import LINKS, NAMES
from ecomap.services.access import Principal
from ecomap.services.actors import Actor, read_actor
from ecomap.services.desk import held
from ecomap.services.merged_fields import choosable, usual
from ecomap.services.merging import moves_of
from ecomap.services.redirects import MERGE, STANDING, merge_papers, present_id
from ecomap.services.tags import tag_for
from ecomap.services.unmerging import unknown_merge
from ecomap.services.workspace import Workspace
from graph_schema import Text

Shown = Value | tuple[Node, ...] | None


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two records.

    Parameters
    ----------
    name : str
    label : Text
    own, other : value or tuple of Node, optional
        Of the record that stays and of the one that goes; nodes for links, ``None`` where unknown.
    choices : tuple of str
        What may be chosen, empty where there is nothing to choose.
    usual : str
        What stands if nothing is chosen.
    """

    name: str
    label: Text
    own: Shown
    other: Shown
    choices: tuple[str, ...]
    usual: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records before a merge.

    Parameters
    ----------
    own, other : Actor
        The record that stays and the one that goes, as the caller may see them.
    own_tag, other_tag : str
        Their tags, empty for who may not have them.
    fields : tuple of FieldPair
        Fields that at least one of them has.
    moved, dropped : int
        Ties and links that move to the one that stays, and those that go because they are between the two or there
        already.
    """

    own: Actor
    other: Actor
    own_tag: str
    other_tag: str
    fields: tuple[FieldPair, ...]
    moved: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was made.

    Parameters
    ----------
    id : str
    gone, stays : str
        Ids of the record that went and of the one into which it was merged.
    name : Text
        Names of the record that went.
    by : str
    made : datetime
    standing : bool
        Whether it was not taken back.
    conflicts : tuple of (str, Text)
        Records, and why each is otherwise than before although the merge was taken back.
    """

    id: str
    gone: str
    stays: str
    name: Text
    by: str
    made: datetime
    standing: bool
    conflicts: tuple[tuple[str, Text], ...]


def compare_actors(workspace: Workspace, who: Principal, stays: str, goes: str) -> Comparison:
    """Return two records side by side, with what a merge would do.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the caller may neither write nor propose.
    NotFound
        If there is no such actor.
    Conflict
        If both ids lead to one record.
    """
    who.require("write", "propose")
    own, other = read_actor(workspace, who, stays), read_actor(workspace, who, goes)
    if own.node.id == other.node.id:
        raise Conflict(
            Text("두 기록은 이미 하나입니다.", "The two are one record already."),
            Text("다른 기록을 고르십시오.", "Choose another record."),
            id=own.node.id,
        )
    first, second = (held(workspace.store, actor.node.id) for actor in (own, other))
    assert first  # noqa: S101  both were just read
    assert second  # noqa: S101
    moves = moves_of(workspace.ontology, workspace.store, first, second, {})
    fields = tuple(_fields(workspace, own, other))
    tags = [tag_for(workspace, who, actor.node.id) for actor in (own, other)]
    return Comparison(own, other, tags[0], tags[1], fields, len(moves.moved), len(moves.dropped))


def merges_of(workspace: Workspace, who: Principal, actor: str) -> tuple[Merge, ...]:
    """Return the standing merges that made a record what it is, newest first; none for who may not write."""
    if "write" not in who.scopes:
        return ()
    now = present_id(workspace.store, actor)
    return tuple(map(_merge, merge_papers(workspace.store, now)))


def read_merge(workspace: Workspace, who: Principal, merge: str) -> Merge:
    """Return one merge. Raises `NotAllowed` if the caller may neither write nor propose, `NotFound` if it is none."""
    who.require("write", "propose")
    paper = workspace.store.get_papers(MERGE, [merge]).get(merge)
    if paper is None:
        raise unknown_merge(merge)
    return _merge(paper)


def _merge(paper: Paper) -> Merge:
    data = paper.data
    return Merge(
        paper.id,
        data["from"],
        data["to"],
        Text(data["name_ko"], data["name_en"] or data["name_ko"]),
        data["by"],
        paper.made,
        paper.state == STANDING,
        tuple((one["record"], Text(one["ko"], one["en"])) for one in data.get("conflicts", ())),
    )


def _fields(workspace: Workspace, own: Actor, other: Actor) -> list[FieldPair]:
    kind = workspace.ontology.nodes[own.node.kind]
    labels = {**NAMES, **{spec.name: spec.label for spec in kind.properties}}
    labels |= {name: workspace.ontology.edges[name].label for name in LINKS}
    found = []
    for name, choices in {**choosable(workspace.ontology, own.node.kind), "aliases": ()}.items():
        mine, theirs = _value(own, name), _value(other, name)
        if mine in (None, "", ()) and theirs in (None, "", ()):
            continue
        # What only the one that goes has is a choice too: its day of dissolution need not be the other's.
        differ = theirs not in (None, "", ()) and mine != theirs
        several = not choices or "both" in choices
        stands = "both" if several else usual(name, mine)
        found.append(FieldPair(name, labels[name], mine, theirs, choices if differ else (), stands))
    return found


def _value(actor: Actor, name: str) -> Shown:
    if name in NAMES:
        return str(getattr(actor.node, name)) or None
    if name in LINKS:
        return actor.links.get(name, ())
    return actor.node.properties.get(name)
