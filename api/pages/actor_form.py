"""The form of an actor: its groups of boxes, and what they say of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from api.pages.form_fields import Box, Filled, Values, many, one
from ecomap.errors import InvalidRecord
from ecomap.exchange.said import LINKS, NAMES, FieldProblem, Problems, plain_text, read_actor
from ecomap.matching import Entry
from ecomap.services.access import Principal
from ecomap.services.desk import Held, named
from ecomap.services.suggestions import all_fields, known_names, place_of
from ecomap.services.workspace import Workspace
from graph_schema import NUMERIC_TYPES, NodeKind, PropertySpec, Text

_FIRST = ("registration_number", "phone", "address", "email", "contact_person", "homepage")
_UNSAID = frozenset({"synthetic"})
_LABELS = {**NAMES, "name_ko": Text("이름", "Name")}
_SINGLE = "located_in"
MOST_BOXES = 30


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that stand together."""

    title: str
    boxes: tuple[Box, ...]
    kind: str = ""

    @property
    def touched(self) -> bool:
        """Whether something in it is filled in or wrong."""
        return any(box.touched for box in self.boxes)


def main_boxes(workspace: Workspace, filled: Filled, *, new: bool) -> list[Box]:
    """Return the boxes that everybody fills in: name, kind, place, fields."""
    lang, words = filled.lang, filled.words
    ontology = workspace.ontology
    boxes = [filled.box("name_ko", _LABELS["name_ko"], help=words["name_hint"], required=True)]
    if new:
        kinds = [(name, ontology.nodes[name].label.get(lang)) for name in ontology.actor_kinds]
        kind = Text("단체의 종류", "Kind")
        boxes.append(filled.box("kind", kind, widget="select", choices=kinds, required=True, help=words["kind_hint"]))
    edges = ontology.edges
    boxes.append(filled.box("located_in", edges["located_in"].label, listed="places", help=words["place_hint"]))
    boxes.append(_several(filled, "works_in", edges["works_in"].label, "fields", words["field_hint"]))
    return boxes


def more_groups(workspace: Workspace, who: Principal, filled: Filled, *, kind: str, subject: str = "") -> list[Group]:
    """Return the other boxes in groups; without a kind those of all kinds, each under its own name."""
    ontology, words = workspace.ontology, filled.words
    kinds = [ontology.nodes[name] for name in ([kind] if kind else ontology.actor_kinds)]
    common = [
        spec for spec in kinds[0].properties if all(spec in other.properties for other in ontology_kinds(workspace))
    ]
    shown = [spec for spec in common if spec.name not in _UNSAID and (not kind or who.may_see(spec, subject))]
    first = [spec for name in _FIRST for spec in shown if spec.name == name]
    numbers = [spec for spec in shown if spec.type in NUMERIC_TYPES]
    rest = [spec for spec in shown if spec not in first and spec not in numbers]
    elsewhere = [_several(filled, "active_in", ontology.edges["active_in"].label, "places", words["active_hint"])]
    if any(ontology.edges["responsible_for"].allows(one_kind.name, "task") for one_kind in kinds):
        label = ontology.edges["responsible_for"].label
        elsewhere.append(_several(filled, "responsible_for", label, "tasks", words["task_hint"]))
    groups = [
        Group(words["group_contact"], _boxes(filled, first)),
        Group(
            words["group_more"],
            (filled.box("name_en", NAMES["name_en"]), *_boxes(filled, rest), *elsewhere),
        ),
        Group(words["group_numbers"], _boxes(filled, numbers)),
    ]
    return groups + [group for one_kind in kinds if (group := _own_group(filled, one_kind, common))]


def ontology_kinds(workspace: Workspace) -> tuple[NodeKind, ...]:
    """Return the kinds of actors."""
    return tuple(workspace.ontology.nodes[name] for name in workspace.ontology.actor_kinds)


def _own_group(filled: Filled, kind: NodeKind, common: list[PropertySpec]) -> Group | None:
    boxes = _boxes(filled, [spec for spec in kind.properties if spec not in common])
    title = filled.words["group_kind"].format(kind=kind.label.get(filled.lang))
    return Group(title, boxes, kind.name) if boxes else None


def _boxes(filled: Filled, specs: list[PropertySpec]) -> tuple[Box, ...]:
    return tuple(filled.property_box(spec) for spec in specs)


def _several(filled: Filled, name: str, label: Text, listed: str, hint: str) -> Box:
    box = filled.box(name, label, widget="many", listed=listed, help=hint)
    written = many(filled.values, name)
    wanted = min(max(2, len(filled.values.get(name, ()))), MOST_BOXES)
    return replace(box, values=[*written, *[""] * max(1, wanted - len(written))])


def shown_values(workspace: Workspace, who: Principal, held: Held, lang: str) -> Values:
    """Return what the boxes of a stored actor show."""
    kind = workspace.ontology.nodes[held.node.kind]
    values: Values = {"name_ko": [held.node.name_ko], "name_en": [held.node.name_en]}
    for spec in kind.properties:
        if spec.name not in _UNSAID and who.may_see(spec, held.node.id):
            values[spec.name] = [plain_text(held.node.properties.get(spec.name))]
    for link, target in LINKS.items():
        values[link] = [_shown(workspace, target, node, lang) for node in held.targets(link)]
    return values


def _shown(workspace: Workspace, kind: str, node_id: str, lang: str) -> str:
    if kind == "place":
        return known_names(workspace).places.path(node_id).get(lang)
    if kind == "field":
        return next((one.label.get(lang) for one in all_fields(workspace) if one.id == node_id), node_id)
    return node_id.removeprefix("task:")


def said_of(workspace: Workspace, values: Values, base: Values | None) -> tuple[dict[str, Any], list[FieldProblem]]:
    """Return what a form says of an actor, and what of it cannot be understood.

    Parameters
    ----------
    workspace : Workspace
    values : dict
    base : dict or None
        What the boxes showed before somebody typed: only what differs from it is said. ``None`` for a new actor, of
        which empty boxes say nothing.
    """
    names = {*NAMES, *(spec.name for kind in ontology_kinds(workspace) for spec in kind.properties)} - _UNSAID
    said: dict[str, Any] = {name: one(values, name) for name in names if _is_said(name, values, base)}
    problems = Problems()
    for link, kind in LINKS.items():
        texts = many(values, link)
        if (link in values) and texts != (many(base, link) if base else []):
            said[link] = [found for text in texts if (found := _meant(workspace, link, kind, text, problems))]
    _note_address(workspace, values, said)
    return said, problems.found


def refused_fields(workspace: Workspace, kind: str, said: dict[str, Any]) -> list[FieldProblem]:
    """Return what of a form's values the register would not take."""
    problems = Problems()
    if kind in workspace.ontology.actor_kinds:
        plain = {name: value for name, value in said.items() if name not in LINKS}
        read_actor(workspace.ontology.nodes[kind], plain, problems, ignore=("kind",))
    return problems.found


def _is_said(name: str, values: Values, base: Values | None) -> bool:
    if name not in values:
        return False
    return one(values, name) != one(base, name) if base is not None else bool(one(values, name))


def _meant(workspace: Workspace, link: str, kind: str, text: str, problems: Problems) -> str:
    try:
        return place_of(workspace, text) if kind == "place" else named(known_names(workspace), kind, text)
    except InvalidRecord as error:
        problems.add(link, error, text)
        return ""


def _note_address(workspace: Workspace, values: Values, said: dict[str, Any]) -> None:
    """Keep a whole address that was written for the place as the address, if there is none."""
    text = one(values, _SINGLE)
    if not said.get(_SINGLE) or one(values, "address") or not any(char.isdigit() for char in text):
        return
    try:
        known_names(workspace).places.find(text)
    except InvalidRecord:
        said["address"] = text


def entry_of_form(workspace: Workspace, subject: str, values: Values) -> Entry:
    """Return the identifying part of what is typed so far."""
    place = one(values, _SINGLE)
    try:
        seat = place_of(workspace, place) if place else ""
    except InvalidRecord:
        seat = ""
    aliases = tuple(part.strip() for part in one(values, "aliases").split(";") if part.strip())
    registration, phone = one(values, "registration_number"), one(values, "phone")
    address = one(values, "address") or (place if any(char.isdigit() for char in place) else "")
    return Entry(
        subject, one(values, "name_ko")[:200], one(values, "name_en")[:200], aliases[:10], registration[:100],
        phone[:100], address[:300], seat,
    )  # fmt: skip


def decisions(values: Values) -> Iterator[tuple[str, str]]:
    """Yield the ids of look-alikes with what was chosen for each."""
    for name in values:
        if name.startswith("alike-") and (chosen := one(values, name)):
            yield name.removeprefix("alike-"), chosen


def packed(values: Values) -> str:
    """Return what boxes show as one text for a hidden box."""
    return json.dumps(values, ensure_ascii=False)


def unpacked(text: str) -> Values:
    """Return what `packed` packed; nothing for what somebody else wrote."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {str(name): [str(text) for text in texts] for name, texts in told.items() if isinstance(texts, list)}
