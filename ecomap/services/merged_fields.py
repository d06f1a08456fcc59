"""Which value of each field stands when two records become one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ecomap.domain.records import Node, Value
from ecomap.domain.texts import key, number_key
from ecomap.exchange.said import LINKS, NAMES, Problems
from graph_schema import Ontology, Text

CHOICES: dict[str, Text] = {
    "own": Text("남는 기록의 값", "The value of the record that stays"),
    "other": Text("합쳐질 기록의 값", "The value of the record that goes"),
    "both": Text("둘 다", "Both"),
}
NUMBER = "registration_number"
# Names always stay findable, and what was made up for a demonstration makes nothing else so.
_NOT_CHOSEN = ("aliases", "synthetic")
# That a record was closed when its organisation went into another does not close the other.
_OWN_UNLESS_CHOSEN = ("closed",)


def choosable(ontology: Ontology, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the fields of a record about which a merge may be told what stands, each with the choices."""
    one, several = ("own", "other"), ("own", "other", "both")
    fields: dict[str, tuple[str, ...]] = dict.fromkeys(NAMES, one)
    for spec in ontology.nodes[kind].properties:
        if spec.name not in _NOT_CHOSEN:
            fields[spec.name] = several if spec.type == "list" else one
    linked = {name: one if name == "located_in" else several for name in LINKS if _has(ontology, kind, name)}
    return fields | linked


def _has(ontology: Ontology, kind: str, link: str) -> bool:
    return ontology.edges[link].allows(kind, LINKS[link])


def read_choices(ontology: Ontology, kind: str, said: Mapping[str, Any], problems: Problems) -> dict[str, str]:
    """Return what ``said`` chooses by field; what cannot be chosen goes to ``problems``."""
    keep, known = said.get("keep") or {}, choosable(ontology, kind)
    if not isinstance(keep, Mapping):
        keep = {str(keep): ""}
    for name, choice in keep.items():
        if choice not in known.get(name, ()):
            allowed = ", ".join(known.get(name, ())) or ", ".join(known)
            problems.say(
                name,
                str(choice),
                Text(f"'{name}' 칸에 고를 수 없는 값입니다.", f"This cannot be chosen for '{name}'."),
                Text(f"쓸 수 있는 값: {allowed}", f"Allowed: {allowed}"),
            )
    return {str(name): str(choice) for name, choice in keep.items()}


def merged_node(ontology: Ontology, own: Node, other: Node, keep: Mapping[str, str], problems: Problems) -> Node:
    """Return the record that stays as it is after a merge.

    Its own values stand and those of the other fill what it lacks, unless ``keep`` says otherwise; a day of dissolution
    is taken over only where it does. Lists are joined.
    Every name of the other, and a registration number that does not stand, become aliases.
    """
    names = {name: _one(getattr(own, name), getattr(other, name), keep.get(name)) or "" for name in NAMES}
    properties: dict[str, Value] = {}
    for spec in ontology.nodes[own.kind].properties:
        mine, theirs = own.properties.get(spec.name), other.properties.get(spec.name)
        if spec.name in _NOT_CHOSEN:
            value = mine
        elif spec.type == "list":
            value = _list(mine, theirs, keep.get(spec.name, "both"))
        else:
            value = _one(mine, theirs, keep.get(spec.name, usual(spec.name, mine)))
        if value not in (None, ()):
            properties[spec.name] = value
    if aliases := tuple(_aliases(own, other, str(names["name_ko"]), str(names["name_en"]), properties)):
        properties["aliases"] = aliases
    _check_period(properties, problems)
    return Node(own.id, own.kind, str(names["name_ko"]), str(names["name_en"]), properties)


def _one(own: Value | None, other: Value | None, choice: str | None) -> Value | None:
    if choice == "own":
        return own
    if choice == "other" and other not in (None, ""):
        return other
    return own if own not in (None, "") else other


def usual(name: str, own: object) -> str:
    """Return which value of a field with one value stands unless something else is chosen."""
    return "own" if own not in (None, "", ()) or name in _OWN_UNLESS_CHOSEN else "other"


def _list(own: Value | None, other: Value | None, choice: str) -> Value | None:
    mine, theirs = (value if isinstance(value, tuple) else () for value in (own, other))
    return {"own": mine, "other": theirs or mine}.get(choice, tuple(dict.fromkeys((*mine, *theirs))))


def _aliases(own: Node, other: Node, name_ko: str, name_en: str, properties: Mapping[str, Value]) -> Iterator[str]:
    told = {key(name_ko), key(name_en), ""}
    number = number_key(str(properties.get(NUMBER, "")))
    for node in (own, other):
        listed = node.properties.get("aliases", ())
        for text in (node.name_ko, node.name_en, *(listed if isinstance(listed, tuple) else ())):
            if key(text) not in told:
                told.add(key(text))
                yield text
    for node in (own, other):
        text = str(node.properties.get(NUMBER, ""))
        if number_key(text) not in ("", number) and key(text) not in told:
            told.add(key(text))
            yield text


def _check_period(properties: Mapping[str, Value], problems: Problems) -> None:
    founded, closed = str(properties.get("founded", "")), str(properties.get("closed", ""))
    if founded and closed and closed < founded:
        problems.say(
            "closed",
            closed,
            Text(
                f"합치면 해산일 {closed}이(가) 설립일 {founded}보다 앞섭니다.",
                f"Merged, it would be closed on {closed}, before it was founded on {founded}.",
            ),
            Text("두 날짜 가운데 어느 기록의 것이 맞는지 고르십시오.", "Choose which record has the right dates."),
        )
