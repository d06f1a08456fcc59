"""What one form says at once: an actor, its ties, and how it stands to records that look alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ecomap.domain.identity import link_id
from ecomap.domain.records import Edge
from ecomap.errors import NotFound, RefusedFields
from ecomap.exchange.said import Problems, plain_text
from ecomap.services.actor_verbs import DIFFERENT, change_actor, register_actor
from ecomap.services.decisions import RELATIONS, note_decisions
from ecomap.services.desk import Desk
from ecomap.services.tie_verbs import record_tie
from graph_schema import Text

Verb = Callable[[Desk, str, Mapping[str, Any], str], str]

TIES = "ties"
"""Field that lists ties: mappings as `record_tie` takes them, in which an empty end stands for the actor itself."""
RELATED = "related"
"""Field with one of `ecomap.services.decisions.RELATIONS` by the id of a record that looks alike."""


def register_with_ties(desk: Desk, subject: str, said: Mapping[str, Any], tag: str) -> str:
    """Register an actor as `register_actor` does, with its ties and decisions, in one transaction.

    Raises
    ------
    RefusedFields
        As `register_actor`, and for fields of the ties, named ``ties.0.target`` and so on.
    OutsideScope
        As `register_actor` and `record_tie`.
    """
    related = _related(desk, said)
    plain = {name: value for name, value in said.items() if name not in (TIES, RELATED)}
    others = said.get(DIFFERENT, ())
    plain[DIFFERENT] = [*(others if isinstance(others, list | tuple) else [others]), *related]
    return _completed(desk, register_actor(desk, subject, _with_former(desk, plain, related, ()), tag), said, related)


def change_with_ties(desk: Desk, subject: str, said: Mapping[str, Any], tag: str) -> str:
    """Change an actor as `change_actor` does, and record further ties and decisions in the same transaction."""
    related = _related(desk, said, desk.actor(subject).node.id)
    plain = {name: value for name, value in said.items() if name not in (TIES, RELATED)}
    stored = desk.actor(subject).node.properties.get("aliases", ())
    plain = _with_former(desk, plain, related, stored)
    return _completed(desk, change_actor(desk, subject, plain, tag), said, related)


def _completed(desk: Desk, actor: str, said: Mapping[str, Any], related: Mapping[str, str]) -> str:
    problems = Problems()
    ties = said.get(TIES, ())
    for number, tie in enumerate(ties if isinstance(ties, list | tuple) else ()):
        if isinstance(tie, Mapping):
            _record(desk, actor, tie, f"{TIES}.{number}", problems)
        else:
            reason = Text("관계를 읽을 수 없습니다.", "This is no tie.")
            problems.say(f"{TIES}.{number}", plain_text(tie), reason, Text("항목별로 적으십시오.", "Say it by fields."))
    problems.check()
    for other, relation in related.items():
        if relation == "branch":
            desk.writing.put_edges([Edge(link_id("part_of", actor, other), "part_of", actor, other)])
    note_decisions(desk.writing, desk.who, actor, related)
    return actor


def _record(desk: Desk, actor: str, tie: Mapping[str, Any], name: str, problems: Problems) -> None:
    empty = next((end for end in ("source", "target") if not tie.get(end)), "")
    try:
        record_tie(desk, "", {**tie, empty: actor} if empty else tie, "")
    except RefusedFields as error:
        for found in error.context["problems"]:
            problems.say(f"{name}.{found.field}", found.value, found.reason, found.remedy)
    except NotFound as error:
        end = "source" if tie.get("source") else "target"
        remedy = error.remedy or Text("검색에서 고르십시오.", "Choose one from the search.")
        problems.say(f"{name}.{end}", str(tie.get(end, "")), error.message, remedy)


def _related(desk: Desk, said: Mapping[str, Any], own: str = "") -> dict[str, str]:
    """Return the relations by the present ids of the records; raises `NotFound` for unknown ones."""
    told = said.get(RELATED) or {}
    problems = Problems()
    if not isinstance(told, Mapping):
        reason = Text("단체별 사이를 읽을 수 없습니다.", "The relations cannot be read.")
        problems.say(RELATED, plain_text(told), reason, Text("식별자별로 적으십시오.", "Say them by id."))
        problems.check()
    for other, relation in told.items():
        if not isinstance(relation, str) or relation not in RELATIONS:
            problems.say(
                RELATED,
                str(relation),
                Text(f"'{other[:80]}'와(과)의 사이를 알 수 없습니다.", f"The relation to '{other[:80]}' is unknown."),
                Text(f"쓸 수 있는 값: {', '.join(RELATIONS)}", f"Known: {', '.join(RELATIONS)}"),
            )
    problems.check()
    found = {desk.actor(str(other)).node.id: str(relation) for other, relation in told.items()}
    if own in found:
        reason = Text("자기 자신과의 사이는 적을 수 없습니다.", "A record stands in no relation to itself.")
        problems.say(RELATED, own, reason, Text("다른 단체를 고르십시오.", "Choose another actor."))
        problems.check()
    return found


def _with_former(desk: Desk, said: dict[str, Any], related: Mapping[str, str], stored: object) -> dict[str, Any]:
    """Return what is said with the names of former records among the aliases; raises `NotFound` for unknown ones."""
    names = {other: desk.actor(other).node.name_ko for other in related}
    former = [names[other] for other, relation in related.items() if relation == "former"]
    if not former:
        return said
    aliases = said.get("aliases", stored) or ()
    told = plain_text(aliases).split("; ") if aliases else []
    return {**said, "aliases": [*told, *(name for name in former if name not in told)]}
