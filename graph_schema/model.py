"""The frozen records that the ontology is made of, and the closed lists their words come from.

Nodes and edges also have *core columns*, which every kind shares and which are therefore not properties:
`NODE_CORE` and `EDGE_CORE`. A property says what a kind knows beyond them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graph_schema.headers import normalise_header
from graph_schema.text import Text

NODE_CORE = ("id", "kind", "name_ko", "name_en")
EDGE_CORE = ("id", "type", "source", "target", "valid_from", "valid_to", "weight", "amount", "unit", "field")

# The order of the families is the order of the kinds wherever they are listed.
NODE_FAMILIES = (
    "actor",
    "place",
    "field",
    "task",
    "plan",
    "ordinance",
    "programme",
    "body",
    "resource",
    "recognition",
)
EDGE_FAMILIES = ("tie", "structural")

NUMERIC_TYPES = frozenset({"integer", "number", "money"})
PROPERTY_TYPES = NUMERIC_TYPES | {
    "string",
    "text",
    "boolean",
    "date",
    "year",
    "url",
    "email",
    "phone",
    "list",
    "choice",
}
PRIVACY_LEVELS = ("public", "members", "private")
CURRENCIES = ("KRW", "GBP", "USD", "EUR")
UNITS = frozenset({*CURRENCIES, "persons", "hours", "seats", "km2", "degrees", "share"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a choice property may take."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class PropertySpec:
    """What a kind may know about its records under one name.

    Parameters
    ----------
    name : str
    label, description : Text
    type : str
        One of `PROPERTY_TYPES`. Dates are ISO text, ``list`` holds texts.
    unit : str, optional
        One of `UNITS`, for numeric types; money always has one.
    required : bool
    privacy : str
        ``public``, ``members`` (callers who may read members-only data) or ``private`` (nobody outside).
    source : str
        Where values usually come from.
    columns : tuple of str
        Import headers that mean this property, besides its name and labels.
    choices : tuple of Choice
        The allowed values of a choice, empty for other types.
    minimum, maximum : float, optional
        Bounds of a numeric type, both included.
    """

    name: str
    label: Text
    description: Text
    type: str
    unit: str | None
    required: bool
    privacy: str
    source: str
    columns: tuple[str, ...]
    choices: tuple[Choice, ...]
    minimum: float | None = None
    maximum: float | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means this property."""
        return (self.name, self.label.ko, self.label.en, *self.columns)


@dataclass(frozen=True, slots=True)
class NodeKind:
    """One kind of node.

    Parameters
    ----------
    name : str
    family : str
        One of `NODE_FAMILIES`.
    neo4j_label : str
        The label of this kind alone.
    label, plural, description : Text
    properties : tuple of PropertySpec
        Own properties first, then those of the parents.
    base_labels : tuple of str
        Neo4j labels that the parents give it, the nearest first: an actor has ``Actor`` and ``Record``.
    """

    name: str
    family: str
    neo4j_label: str
    label: Text
    plural: Text
    description: Text
    properties: tuple[PropertySpec, ...]
    base_labels: tuple[str, ...] = ()

    def property(self, name: str) -> PropertySpec:
        """Return a property; ``KeyError`` if this kind has none of that name."""
        return _named(self.properties, name)


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """One type of edge: a tie between two actors, or a structural link.

    Parameters
    ----------
    name : str
    family : str
        ``tie`` or ``structural``.
    neo4j_type : str
    label, reverse : Text
        How the edge reads from source to target, and from target to source.
    description : Text
    ends : tuple of (str, str)
        Every allowed pair of source kind and target kind, sorted.
    directed : bool
    has_period : bool
        Whether it can begin and end.
    amount_units : tuple of str
        Units in which it may carry an amount; empty if it carries none.
    properties : tuple of PropertySpec
    """

    name: str
    family: str
    neo4j_type: str
    label: Text
    reverse: Text
    description: Text
    ends: tuple[tuple[str, str], ...]
    directed: bool
    has_period: bool
    amount_units: tuple[str, ...]
    properties: tuple[PropertySpec, ...]

    @property
    def sources(self) -> frozenset[str]:
        """Node kinds that may be the source of some pair."""
        return frozenset(source for source, _ in self.ends)

    @property
    def targets(self) -> frozenset[str]:
        """Node kinds that may be the target of some pair."""
        return frozenset(target for _, target in self.ends)

    def allows(self, source_kind: str, target_kind: str) -> bool:
        """Whether an edge of this type may go from one node kind to another."""
        return (source_kind, target_kind) in self.ends

    # Last, because the name hides the built-in decorator from what follows in the class.
    def property(self, name: str) -> PropertySpec:
        """Return a property; ``KeyError`` if this type has none of that name."""
        return _named(self.properties, name)


def _named(properties: tuple[PropertySpec, ...], name: str) -> PropertySpec:
    for spec in properties:
        if spec.name == name:
            return spec
    raise KeyError(name)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of an import sheet; ``aliases`` are headers besides its name and labels, best first."""

    name: str
    label: Text
    description: Text
    required: bool
    aliases: tuple[str, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return (self.name, self.label.ko, self.label.en, *self.aliases)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns that one import file may have: core columns, links, then properties."""

    name: str
    label: Text
    columns: tuple[SheetColumn, ...]

    def match(self, header: str) -> SheetColumn | None:
        """Return the column that a header means, or ``None``; see `normalise_header` for what is ignored."""
        return self.by_header().get(normalise_header(header))

    def by_header(self) -> dict[str, SheetColumn]:
        """Return every column by each of its normalised headers; build once to match many headers."""
        return {normalise_header(header): column for column in self.columns for header in column.headers}


@dataclass(frozen=True, slots=True)
class Ontology:
    """All kinds and sheets, cross-checked.

    Parameters
    ----------
    nodes, edges, sheets : mapping
        By name, in a stable order: families in theirs, names in alphabetical order.
    version : str
        Hash of the content; it changes whenever a kind, a property or a text does.
    """

    nodes: Mapping[str, NodeKind] = field(hash=False)
    edges: Mapping[str, EdgeKind] = field(hash=False)
    sheets: Mapping[str, Sheet] = field(hash=False)
    version: str

    @property
    def actor_kinds(self) -> tuple[str, ...]:
        """Names of the actor kinds, in stable order."""
        return tuple(kind.name for kind in self.nodes.values() if kind.family == "actor")

    @property
    def tie_types(self) -> tuple[str, ...]:
        """Names of the ties between actors, in stable order."""
        return tuple(kind.name for kind in self.edges.values() if kind.family == "tie")

    @property
    def structural_types(self) -> tuple[str, ...]:
        """Names of the structural links, in stable order."""
        return tuple(kind.name for kind in self.edges.values() if kind.family == "structural")

    def node(self, name: str) -> NodeKind:
        """Return a node kind; ``KeyError`` if there is none of that name."""
        return self.nodes[name]

    def edge(self, name: str) -> EdgeKind:
        """Return an edge kind; ``KeyError`` if there is none of that name."""
        return self.edges[name]

    def __reduce__(self) -> tuple[Any, ...]:
        # Read-only views don't pickle; worker processes and copies get the same content in new ones.
        return make_ontology, (dict(self.nodes), dict(self.edges), dict(self.sheets), self.version)


def make_ontology(
    nodes: Mapping[str, NodeKind], edges: Mapping[str, EdgeKind], sheets: Mapping[str, Sheet], version: str
) -> Ontology:
    """Return an ontology over read-only views of the mappings."""
    return Ontology(MappingProxyType(nodes), MappingProxyType(edges), MappingProxyType(sheets), version)
