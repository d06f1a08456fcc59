"""What a few typed letters may mean: places, fields and actors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecomap.domain.texts import clean, key
from ecomap.errors import InvalidRecord
from ecomap.exchange.columns import Vocabulary
from ecomap.services.access import Principal
from ecomap.services.actors import Actor, list_actors
from ecomap.services.listing import nodes_of
from ecomap.services.live_index import SEAT
from ecomap.services.vocabulary import vocabulary_of
from ecomap.services.workspace import Workspace
from graph_schema import Text

MOST = 10
_DONG = re.compile(r"[가-힣]+(?:제?\d+)?[가-힣\d·.]*동(?![가-힣])")
_WITH_ID = re.compile(r"\[([^\[\]]+)\]\s*$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that is meant.

    Parameters
    ----------
    id : str
    label : Text
        What a box takes for it.
    note : Text
        What tells it apart from others of the same name.
    """

    id: str
    label: Text
    note: Text = Text("", "")


def known_names(workspace: Workspace) -> Vocabulary:
    """Return the names of places, fields and tasks of the register as it is now, read once a state of the store."""
    state = workspace.store.describe().state
    found = workspace.results.get(("vocabulary", state), lambda: vocabulary_of(workspace))
    assert isinstance(found, Vocabulary)  # noqa: S101  what was put there
    return found


def all_places(workspace: Workspace) -> tuple[Suggestion, ...]:
    """Return every place by its full name."""
    places = known_names(workspace).places
    return tuple(Suggestion(place, places.path(place)) for place in places.ids())


def all_fields(workspace: Workspace) -> tuple[Suggestion, ...]:
    """Return every field by name."""
    return tuple(
        Suggestion(node.id, Text(node.name_ko, node.name_en or node.name_ko))
        for node in nodes_of(workspace.store, "field")
    )


def place_of(workspace: Workspace, text: str) -> str:
    """Return the id of the place that a text names: an id, a code, a name, or an address inside the city.

    Raises
    ------
    InvalidRecord
        If it names none, or several.
    """
    places, asked = known_names(workspace).places, clean(text)
    try:
        return places.find(asked)
    except InvalidRecord:
        if not (gu := places.gu_in(asked)):
            raise
    for name in _DONG.findall(asked):
        try:
            return places.find(f"{places.path(gu).ko.split()[-1]} {name}")
        except InvalidRecord:  # a dong of the law, which is no administrative one, or a building
            continue
    return gu


def suggest_places(workspace: Workspace, text: str, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Return the places that a text names or is a part of the name of."""
    asked = key(text)
    try:
        first = place_of(workspace, text) if asked else ""
    except InvalidRecord:
        first = ""
    found = [
        one
        for one in all_places(workspace)
        if one.id == first or (asked and (asked in key(one.label.ko) or asked in key(one.label.en)))
    ]
    return tuple(sorted(found, key=lambda one: one.id != first)[:limit])


def suggest_fields(workspace: Workspace, text: str, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Return the fields that a text names, by name or by the words that belong to them."""
    asked = key(text)
    if not asked:
        return ()
    ids, _ = known_names(workspace).fields.find(clean(text))
    found = [
        one
        for one in all_fields(workspace)
        if one.id in ids or asked in key(one.label.ko) or asked in key(one.label.en)
    ]
    return tuple(sorted(found, key=lambda one: one.id not in ids)[:limit])


def suggest_actors(workspace: Workspace, who: Principal, text: str, limit: int = MOST) -> tuple[Suggestion, ...]:
    """Return the actors whose names or registration numbers have the words of a text, best first."""
    if not text.strip():
        return ()
    page = list_actors(workspace, who, text=text[:200], limit=limit)
    return tuple(map(_actor, page.actors))


def actor_of(workspace: Workspace, text: str) -> str:
    """Return the id of the actor that a box names: by the id in brackets behind the name, or by its only name.

    Raises
    ------
    InvalidRecord
        If it names none, or several.
    """
    asked = clean(text)
    match = _WITH_ID.search(asked)
    for candidate in (match[1] if match else "", asked):
        node = workspace.store.get_nodes([candidate]).get(candidate) if candidate else None
        if node is not None and node.kind in workspace.ontology.actor_kinds:
            return node.id
    found = workspace.store.find_named([asked]).get(asked, ())
    if len(found) == 1:
        return found[0]
    many = bool(found)
    raise InvalidRecord(
        Text(f"'{asked[:80]}'인 단체가 여럿입니다.", f"Several actors are named '{asked[:80]}'.")
        if many
        else Text(f"'{asked[:80]}'은(는) 등록된 단체가 아닙니다.", f"'{asked[:80]}' is no registered actor."),
        Text("아래에서 고르거나 다른 이름으로 찾으십시오.", "Choose one below, or search by another name."),
        value=asked,
    )


def _actor(actor: Actor) -> Suggestion:
    node, seats = actor.node, actor.links.get(SEAT, ())
    label = Text(f"{node.name_ko} [{node.id}]", f"{node.name_en or node.name_ko} [{node.id}]")
    return Suggestion(node.id, label, Text(seats[0].name_ko, seats[0].name_en) if seats else Text("", ""))
