"""Registering and changing actors, inside a write transaction."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any

from ecomap.domain.identity import natural_id
from ecomap.domain.records import Edge, Node
from ecomap.exchange.said import Problems, SaidRecord, read_actor
from ecomap.services.desk import Desk, Held, moved
from ecomap.services.redirects import holders_of, present_id, present_ids
from graph_schema import NodeKind, Text

DIFFERENT = "different_from"
"""Field of a registration that lists the actors of which the writer says that they are not this one."""


def register_actor(desk: Desk, subject: str, said: Mapping[str, Any], _: str) -> str:
    """Register an actor under an id of its own, and return the id.

    Parameters
    ----------
    desk : Desk
    subject : str
        Id to register it under, empty for one that follows from its name and place.
    said : mapping
        ``kind``, and the fields of `ecomap.exchange.said.read_actor`.

    Raises
    ------
    RefusedFields
        If a field cannot be accepted, the id or the registration number is taken, or there is an actor of this
        name, kind and place of which ``different_from`` does not say that it is another.
    OutsideScope
        If the caller may not register actors of these places and fields.
    """
    problems = Problems()
    kind = _kind(desk, said, problems)
    told = read_actor(kind, {"name_ko": "", **said}, problems, ignore=("kind", DIFFERENT))
    problems.check()
    draft = _node(Node(subject, kind.name, ""), told)
    place = next(iter(_ids_of(desk, draft, told, problems)), "")
    node = _node(Node(subject or _new_id(desk, draft, place, said, problems), kind.name, ""), told)
    if subject and (desk.writing.get_nodes([subject]) or present_ids(desk.writing, [subject])):
        problems.say("id", subject, Text("이미 쓰이는 식별자입니다.", "This id is taken."), _OPEN)
    links = desk.linked(node, told.links, Problems())
    check_number(desk, node, problems)
    problems.check()
    desk.require_one(Held(node, links))
    desk.writing.put_nodes([node])
    desk.writing.put_edges(links)
    return node.id


def change_actor(desk: Desk, subject: str, said: Mapping[str, Any], tag: str) -> str:
    """Change what is said of an actor and leave the rest; fields said empty are cleared.

    Raises
    ------
    NotFound
        If there is no such actor.
    Outdated
        If it is another than its writer saw.
    RefusedFields
        If a field cannot be accepted.
    OutsideScope
        If the caller may not write about the actor as it is, or as it would be.
    """
    before = desk.actor(subject)
    desk.require_tag(subject, tag, before.tag)
    problems = Problems()
    told = read_actor(desk.workspace.ontology.nodes[before.node.kind], said, problems)
    problems.check()
    node = _node(before.node, told)
    links = desk.linked(node, told.links, problems)
    check_number(desk, node, problems)
    problems.check()
    after = moved(before, links, told.links.keys(), node)
    desk.require_all(before, after)
    put_actor(desk, before, after)
    return before.node.id


def put_actor(desk: Desk, before: Held, after: Held) -> None:
    """Store an actor and its links as they are to be."""
    stale = {edge.id for edge in before.links} - {edge.id for edge in after.links}
    known = {(edge.type, edge.target): edge for edge in before.links}
    # A link that an import named otherwise stays the record that it is.
    kept = {known[key].id for edge in after.links if (key := (edge.type, edge.target)) in known}
    desk.writing.put_nodes([after.node])
    desk.writing.remove_edges(stale - kept)
    desk.writing.put_edges([edge for edge in after.links if (edge.type, edge.target) not in known])


def _kind(desk: Desk, said: Mapping[str, Any], problems: Problems) -> NodeKind:
    ontology = desk.workspace.ontology
    name = str(said.get("kind", ""))
    if name not in ontology.actor_kinds:
        known = ", ".join(ontology.actor_kinds)
        problems.say(
            "kind",
            name,
            Text("단체의 종류를 골라야 합니다.", "The kind of actor is missing or unknown."),
            Text(f"쓸 수 있는 값: {known}", f"Known: {known}"),
        )
        problems.check()
    return ontology.nodes[name]


def _node(stored: Node, told: SaidRecord) -> Node:
    name_ko = told.core.get("name_ko", stored.name_ko)
    name_en = told.core.get("name_en", stored.name_en)
    return Node(stored.id, stored.kind, name_ko, name_en, told.merged(stored.properties))


def _ids_of(desk: Desk, draft: Node, told: SaidRecord, problems: Problems) -> tuple[str, ...]:
    """Return the places said of an actor, its seat first."""
    links: tuple[Edge, ...] = desk.linked(draft, told.links, problems)
    return tuple(edge.target for edge in links if edge.type in ("located_in", "active_in"))


def _new_id(desk: Desk, node: Node, place: str, said: Mapping[str, Any], problems: Problems) -> str:
    plain = natural_id("org", node.kind, node.name_ko, place)
    holder = present_id(desk.writing, plain)
    namesake = desk.writing.get_nodes([holder]).get(holder)
    if namesake is None and holder == plain:
        return plain
    different = said.get(DIFFERENT, ())
    if namesake and holder not in (different if isinstance(different, list | tuple) else [different]):
        problems.say(
            "name_ko",
            node.name_ko,
            Text(
                f"같은 지역에 '{namesake.name_ko}'이(가) 이미 등록되어 있습니다 ({holder}).",
                f"'{namesake.name_ko}' is already registered in this place ({holder}).",
            ),
            Text(
                "같은 단체면 그 기록을 고치고, 다른 단체면 다르다고 표시하십시오.",
                "Change that record if it is the same; say that it is different otherwise.",
            ),
        )
    return f"{plain}-{token_hex(3)}"


def check_number(desk: Desk, node: Node, problems: Problems) -> None:
    """Add a problem if the registration number of an actor is another's."""
    number = str(node.properties.get("registration_number", ""))
    holders = holders_of(desk.writing, [number]).get(number, ()) if number else ()
    if others := [holder for holder in holders if holder != node.id]:
        holder = desk.writing.get_nodes(others[:1])[others[0]]
        problems.say(
            "registration_number",
            number,
            Text(
                f"이 번호는 '{holder.name_ko}'({holder.id})의 것입니다.",
                f"This number belongs to '{holder.name_ko}' ({holder.id}).",
            ),
            _OPEN,
        )


_OPEN = Text(
    "같은 단체면 그 기록을 고치고, 아니면 값을 고치십시오.",
    "Change that record if it is the same organisation; correct the value otherwise.",
)
