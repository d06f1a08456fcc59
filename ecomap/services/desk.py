"""One person's write transaction: what is stored, what may be changed, and how records look to who changes them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from ecomap.domain.identity import link_id
from ecomap.domain.records import Edge, Node
from ecomap.domain.texts import key
from ecomap.errors import InvalidRecord, NotFound, Outdated, OutsideScope, UnknownState
from ecomap.exchange.columns import Vocabulary
from ecomap.exchange.said import LINKS, Problems
from ecomap.services.access import Principal
from ecomap.services.listing import links_from
from ecomap.services.redirects import present_id
from ecomap.services.scopes import Scope
from ecomap.services.vocabulary import vocabulary_of
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import Reading, Writing
from ecomap.stores.record_text import record_values
from graph_schema import Text

ANY = "*"
"""The tag of whoever wants to write whatever the record is now."""


@dataclass(frozen=True, slots=True)
class Held:
    """An actor with the links that are fields of its form.

    Parameters
    ----------
    node : Node
    links : tuple of Edge
        In order of id.
    """

    node: Node
    links: tuple[Edge, ...]

    def targets(self, *types: str) -> tuple[str, ...]:
        """Return the ids that its links of some types reach."""
        return tuple(edge.target for edge in self.links if edge.type in types)

    @property
    def tag(self) -> str:
        """What changes whenever anything of the record does."""
        return tag_of(self.node, *self.links)


def tag_of(*records: Node | Edge) -> str:
    """Return a text that is equal as long as the records are."""
    told = [[record.id, record_values(record)] for record in records]
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=12).hexdigest()


def held(reading: Reading, actor: str) -> Held | None:
    """Return an actor with its links as they stand; ``None`` if nothing has this id."""
    node = reading.get_nodes([actor]).get(actor)
    if node is None:
        return None
    links = links_from(reading, [actor], tuple(LINKS))
    return Held(node, tuple(sorted(links, key=lambda edge: edge.id)))


@dataclass(frozen=True, slots=True)
class Desk:
    """A write transaction in the hands of one caller.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
    writing : Writing
    """

    workspace: Workspace
    who: Principal
    writing: Writing

    def actor(self, actor: str) -> Held:
        """Return an actor, the one into which it was merged for an old id; raises `NotFound` if there is none."""
        found = held(self.writing, actor) or held(self.writing, present_id(self.writing, actor))
        if found is None or found.node.kind not in self.workspace.ontology.actor_kinds:
            raise NotFound(
                Text(f"'{actor}'은(는) 등록된 단체가 아닙니다.", f"'{actor}' is no registered actor."),
                Text("검색에서 단체를 고르십시오.", "Choose an actor from the search."),
                id=actor,
            )
        return found

    def require_one(self, *actors: Held) -> None:
        """Return if the caller may write about one of some actors; raises `OutsideScope` otherwise."""
        if not any(may_write(self.who, self.writing, actor) for actor in actors):
            raise self._outside(actors[0].node)

    def require_all(self, *actors: Held) -> None:
        """Return if the caller may write about each of some actors; raises `OutsideScope` otherwise."""
        for actor in actors:
            self.require_one(actor)

    def require_tag(self, subject: str, given: str, now: str) -> None:
        """Return if a record is as its writer saw it.

        Raises
        ------
        UnknownState
            If no tag is given.
        Outdated
            If the record is another by now.
        """
        if given in (now, ANY):
            return
        if not given:
            raise UnknownState(
                Text(
                    "어느 상태를 고치는지 말하는 꼬리표가 없습니다.",
                    "The tag that says which state is changed is missing.",
                ),
                Text("기록의 ETag를 If-Match에 담아 보내십시오.", "Send the ETag of the record in If-Match."),
                field="If-Match",
                value="",
            )
        raise Outdated(
            Text(
                f"'{subject}'은(는) 그 사이 다른 사람이 바꾸었습니다.",
                f"'{subject}' was changed by somebody else meanwhile.",
            ),
            Text("새 상태를 읽고 고칠 곳을 다시 정하십시오.", "Read it again and decide anew what to change."),
            id=subject,
            tag=now,
        )

    def linked(self, node: Node, links: Mapping[str, tuple[str, ...]], problems: Problems) -> tuple[Edge, ...]:
        """Return the links that are said of an actor; what cannot be linked goes to ``problems``."""
        told = {
            edge_id: Edge(edge_id, type_, node.id, target)
            for type_, names in links.items()
            for name in names
            if (target := self._target(type_, name, node, problems)) and (edge_id := link_id(type_, node.id, target))
        }
        return tuple(told.values())

    def _target(self, type_: str, name: str, node: Node, problems: Problems) -> str:
        kind = LINKS[type_]
        found = self.writing.get_nodes([name]).get(name)
        target = found.id if found and found.kind == kind else ""
        if not target:
            try:
                target = named(vocabulary_of(self.workspace), kind, name)
            except InvalidRecord as error:
                problems.add(type_, error, name)
                return ""
        if not self.workspace.ontology.edges[type_].allows(node.kind, kind):
            label = self.workspace.ontology.nodes[node.kind].label
            problems.say(
                type_,
                name,
                Text(f"'{label.ko}'에는 쓸 수 없는 칸입니다.", f"'{label.en}' has no such field."),
                Text("비워 두십시오.", "Leave it empty."),
            )
            return ""
        return target

    def _outside(self, node: Node) -> OutsideScope:
        return OutsideScope(
            Text(
                f"'{node.name_ko}'은(는) 맡은 지역이나 분야의 단체가 아닙니다.",
                f"'{node.name_en or node.name_ko}' is outside your districts or fields.",
            ),
            Text(
                "제안으로 올리면 맡은 사람이 확인합니다.",
                "Propose it; whoever is in charge decides.",
            ),
            id=node.id,
        )


def may_write(who: Principal, reading: Reading, actor: Held) -> bool:
    """Return whether a caller may write about an actor, rather than propose it."""
    if "write-own" in who.scopes and who.actor and actor.node.id in (who.actor, present_id(reading, who.actor)):
        return True
    if "write" not in who.scopes:
        return False
    return Scope(reading, who).holds({type_: actor.targets(type_) for type_ in LINKS})


def named(vocabulary: Vocabulary, kind: str, name: str) -> str:
    """Return the id of the place, field or task that a text names; raises `InvalidRecord` if none or several."""
    if kind == "place":
        return vocabulary.places.find(name)
    if kind == "field":
        ids, unknown = vocabulary.fields.find(name)
        if len(ids) == 1 and not unknown:
            return ids[0]
    from_names = vocabulary.tasks if kind == "task" else {}
    if found := from_names.get(key(name)):
        return found
    raise InvalidRecord(
        Text(f"'{name[:80]}'을(를) 찾을 수 없습니다.", f"'{name[:80]}' is not found."),
        Text("목록에서 고르십시오.", "Choose one from the list."),
        value=name,
    )


def moved(actor: Held, links: tuple[Edge, ...], types: Collection[str], node: Node) -> Held:
    """Return an actor as it would be with other links of some types."""
    kept = tuple(edge for edge in actor.links if edge.type not in types)
    return replace(actor, node=node, links=tuple(sorted((*kept, *links), key=lambda edge: edge.id)))
