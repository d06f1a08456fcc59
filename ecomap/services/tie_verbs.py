"""Recording, changing and removing ties, inside a write transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ecomap.domain.identity import natural_tie_id
from ecomap.domain.records import Edge
from ecomap.errors import InvalidRecord, NotFound
from ecomap.exchange.said import Problems, SaidRecord, read_tie
from ecomap.services.desk import Desk, Held, named, tag_of
from ecomap.services.redirects import present_id
from ecomap.services.vocabulary import vocabulary_of
from graph_schema import EdgeKind, Text

ENDS = ("type", "source", "target")


def record_tie(desk: Desk, subject: str, said: Mapping[str, Any], _: str) -> str:
    """Record a tie between two actors, and return its id.

    Parameters
    ----------
    desk : Desk
    subject : str
        Id to record it under, empty for one that follows from what it is.
    said : mapping
        ``type``, ``source``, ``target``, and the fields of `ecomap.exchange.said.read_tie`.

    Raises
    ------
    RefusedFields
        If a field cannot be accepted, or the tie is recorded already.
    NotFound
        If an end is no registered actor.
    OutsideScope
        If the caller may write about neither end.
    """
    problems = Problems()
    kind = _kind(desk, said, problems)
    told = read_tie(kind, said, problems, ignore=ENDS)
    problems.check()
    source, target = (desk.actor(str(said.get(end, ""))) for end in ("source", "target"))
    _check_ends(kind, source, target, problems)
    tie = _tie(desk, kind, Edge(subject, kind.name, source.node.id, target.node.id), told, problems)
    ends = (tie.source, tie.target)
    name = subject or natural_tie_id(kind.name, ends, tie.valid_from, tie.field, directed=kind.directed)
    if desk.writing.get_edges([name, present_id(desk.writing, name)]):
        problems.say(
            "target",
            target.node.id,
            Text("이 관계는 이미 기록되어 있습니다.", "This tie is recorded already."),
            Text(
                "그 관계를 고치거나, 시작일이나 분야를 달리 적으십시오.",
                "Change that tie, or give another start or field.",
            ),
        )
    problems.check()
    desk.require_one(source, target)
    desk.writing.put_edges([replace(tie, id=name)])
    return name


def change_tie(desk: Desk, subject: str, said: Mapping[str, Any], tag: str) -> str:
    """Change what is said of a tie and leave the rest; giving ``valid_to`` ends it without deleting it.

    Raises
    ------
    NotFound
        If there is no such tie.
    Outdated
        If it is another than its writer saw.
    RefusedFields
        If a field cannot be accepted.
    OutsideScope
        If the caller may write about neither end.
    """
    before = tie_of(desk, subject)
    desk.require_tag(subject, tag, tag_of(before))
    problems = Problems()
    kind = desk.workspace.ontology.edges[before.type]
    told = read_tie(kind, said, problems)
    problems.check()
    after = _tie(desk, kind, before, told, problems)
    problems.check()
    desk.require_one(desk.actor(before.source), desk.actor(before.target))
    desk.writing.put_edges([after])
    return subject


def remove_tie(desk: Desk, subject: str, _: Mapping[str, Any], tag: str) -> str:
    """Remove a tie that never was; its history stays. A tie that came to its end is changed instead.

    Raises
    ------
    NotFound, Outdated, OutsideScope
        As `change_tie`.
    """
    before = tie_of(desk, subject)
    desk.require_tag(subject, tag, tag_of(before))
    desk.require_one(desk.actor(before.source), desk.actor(before.target))
    desk.writing.remove_edges([subject])
    return subject


def tie_of(desk: Desk, tie: str) -> Edge:
    """Return a tie; raises `NotFound` if there is none of that id."""
    found = desk.writing.get_edges([tie]).get(tie)
    if found is None or found.type not in desk.workspace.ontology.tie_types:
        raise NotFound(
            Text(f"'{tie}'은(는) 기록된 관계가 아닙니다.", f"'{tie}' is no recorded tie."),
            Text("단체의 쪽에서 관계를 고르십시오.", "Choose the tie from the page of an actor."),
            id=tie,
        )
    return found


def _kind(desk: Desk, said: Mapping[str, Any], problems: Problems) -> EdgeKind:
    ontology = desk.workspace.ontology
    name = str(said.get("type", ""))
    if name not in ontology.tie_types:
        known = ", ".join(ontology.tie_types)
        problems.say(
            "type",
            name,
            Text("관계의 종류를 골라야 합니다.", "The type of tie is missing or unknown."),
            Text(f"쓸 수 있는 값: {known}", f"Known: {known}"),
        )
    for end in ("source", "target"):
        if not said.get(end):
            problems.say(
                end,
                "",
                Text("관계의 한쪽이 비어 있습니다.", "One end of the tie is missing."),
                Text("등록된 단체를 고르십시오.", "Choose a registered actor."),
            )
    problems.check()
    return ontology.edges[name]


def _check_ends(kind: EdgeKind, source: Held, target: Held, problems: Problems) -> None:
    if source.node.id == target.node.id:
        problems.say(
            "target",
            target.node.id,
            Text("한 단체가 자기 자신과 맺을 수는 없습니다.", "An actor cannot have a tie to itself."),
            Text("다른 단체를 고르십시오.", "Choose another actor."),
        )
    elif not kind.allows(source.node.kind, target.node.kind):
        problems.say(
            "type",
            kind.name,
            Text(
                f"'{kind.label.ko}'은(는) 이 두 단체 사이에 쓸 수 없습니다.",
                f"'{kind.label.en}' cannot hold between these two.",
            ),
            Text("다른 종류를 고르거나 두 쪽을 바꾸십시오.", "Choose another type, or swap the ends."),
        )


def _tie(desk: Desk, kind: EdgeKind, stored: Edge, told: SaidRecord, problems: Problems) -> Edge:
    core: dict[str, Any] = {
        name: "" if value is None and name in ("unit", "field") else value for name, value in told.core.items()
    }
    if core.get("field"):
        core["field"] = _field(desk, core["field"], problems)
    tie = replace(stored, **core, properties=told.merged(stored.properties))
    if tie.amount is None:
        tie = replace(tie, unit="")
    elif not tie.unit and kind.amount_units:
        tie = replace(tie, unit=kind.amount_units[0])
    if tie.valid_from and tie.valid_to and tie.valid_to < tie.valid_from:
        problems.say(
            "valid_to",
            tie.valid_to.isoformat(),
            Text(
                f"끝나는 날이 시작하는 날 {tie.valid_from}보다 앞섭니다.",
                f"The end is before the start {tie.valid_from}.",
            ),
            Text("두 날짜를 확인하십시오.", "Check the two dates."),
        )
    return tie


def _field(desk: Desk, name: str, problems: Problems) -> str:
    found = desk.writing.get_nodes([name]).get(name)
    if found is not None and found.kind == "field":
        return name
    try:
        return named(vocabulary_of(desk.workspace), "field", name)
    except InvalidRecord as error:
        problems.add("field", error, name)
        return ""
