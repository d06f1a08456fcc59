"""What every export writes: actors with their look, ties, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecomap.domain.records import Edge, Node
from graph_schema import Ontology, PropertySpec, Text

LINKS = ("located_in", "active_in", "works_in", "responsible_for")
"""Structural links that an export carries, from actors to places, fields and tasks."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an actor is drawn.

    Parameters
    ----------
    x, y : float
        Place on the map, x to the right and y up.
    size : float
        Diameter in the unit of the place.
    colour : str
        Such as ``#0072B2``.
    shape : str
        ``disc``, ``square``, ``triangle`` or ``diamond``.
    """

    x: float
    y: float
    size: float
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor.

    Parameters
    ----------
    node : Node
        With the properties that the reader of the file may see.
    links : mapping
        Ids of places, fields and tasks, for each of `LINKS`.
    degree : int
        Number of other actors that it has a tie with in this export.
    look : Look
    """

    node: Node
    links: Mapping[str, Sequence[str]]
    degree: int
    look: Look


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about itself.

    Parameters
    ----------
    revision : int
        Revision of the register.
    day : date
        Day on which the file is made.
    filters : tuple of (Text, Text)
        Label and value of every restriction in force; empty for the whole register.
    synthetic : bool
        Whether the register holds made-up data.
    members : bool
        Whether the file holds members-only properties.
    """

    revision: int
    day: date
    filters: tuple[tuple[Text, Text], ...] = ()
    synthetic: bool = False
    members: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that an export writes.

    Parameters
    ----------
    ontology : Ontology
    actors, ties : iterable
        Read anew at every pass, so that no pass has to hold them all.
    counts : tuple of (int, int)
        Number of actors and of ties.
    references : mapping
        Places, fields and tasks by id.
    name : callable
        Name of an actor by id and language.
    actor_columns, tie_columns : tuple of PropertySpec
        The properties that the file may hold, each once.
    tie_colours : mapping
        Colour by tie type.
    about : About
    base : str
        What stands before an id in its IRI.
    """

    ontology: Ontology
    actors: Iterable[Actor]
    ties: Iterable[Edge]
    counts: tuple[int, int]
    references: Mapping[str, Node]
    name: Callable[[str, str], str]
    actor_columns: tuple[PropertySpec, ...]
    tie_columns: tuple[PropertySpec, ...]
    tie_colours: Mapping[str, str]
    about: About
    base: str = "urn:ecomap:"

    def reference(self, node_id: str, lang: str) -> str:
        """Return the name of a place, field or task; the id of an unknown one."""
        node = self.references.get(node_id)
        return name_of(node, lang) if node else node_id

    def directed(self, tie: Edge) -> bool:
        """Whether a tie has a direction."""
        return self.ontology.edges[tie.type].directed


def name_of(node: Node, lang: str) -> str:
    """Return a name in a language, falling back to the other one."""
    first, second = (node.name_en, node.name_ko) if lang == "en" else (node.name_ko, node.name_en)
    return first or second
