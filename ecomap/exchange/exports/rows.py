"""Actors and ties as rows that an import reads back: the columns of the import sheets, and names beside ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ecomap.domain.records import Edge, Value
from ecomap.errors import InvalidRecord
from ecomap.exchange.exports.content import Content
from ecomap.exchange.fields import FieldIndex
from ecomap.exchange.headers import COMPANIONS
from ecomap.exchange.places import PlaceIndex
from graph_schema import PropertySpec, Text

Cell = str | int | float | bool | None

_LINK_OF = {"located_in": "located_in", "active_in": "active_in", "fields": "works_in", "tasks": "responsible_for"}
_TIE_CORE = ("valid_from", "valid_to", "weight", "amount", "unit", "field")
_BREAKS = frozenset(";|,\n\r")


class Sheets:
    """The two tables of an export.

    Parameters
    ----------
    content : Content
    lang : str
        Language of names of places and fields.
    labels : bool
        Whether headers and choices are words for people instead of names for programs; imports read both.
    """

    def __init__(self, content: Content, lang: str, *, labels: bool) -> None:
        self._content, self._lang, self._labels = content, lang, labels
        specs = {spec.name: spec for spec in (*content.actor_columns, *content.tie_columns)}
        visible_actor = {spec.name for spec in content.actor_columns}
        visible_tie = {spec.name for spec in content.tie_columns}
        sheets = content.ontology.sheets
        node_core = ("id", "kind", "name_ko", "name_en", *_LINK_OF)
        tie_core = ("id", "type", "source", "target", *_TIE_CORE)
        self._specs: dict[str, PropertySpec] = specs
        self._label = {
            sheet: {column.name: column.label for column in sheets[sheet].columns}
            for sheet in ("organisations", "ties")
        }
        self._actor_names = [c.name for c in sheets["organisations"].columns if c.name in {*node_core, *visible_actor}]
        ties = [c.name for c in sheets["ties"].columns if c.name in {*tie_core, *visible_tie}]
        behind = ties.index("target") + 1
        self._tie_names = [*ties[:behind], *COMPANIONS, *ties[behind:]]
        self._said = _Said(content, lang)

    def actor_headers(self) -> list[str]:
        """Return the header of the table of actors."""
        return [self._header("organisations", name) for name in self._actor_names]

    def tie_headers(self) -> list[str]:
        """Return the header of the table of ties."""
        return [self._header("ties", name) for name in self._tie_names]

    def actor_rows(self) -> Iterator[list[Cell]]:
        """Yield one row an actor."""
        kinds = {name: self._word(name, kind.label) for name, kind in self._content.ontology.nodes.items()}
        for actor in self._content.actors:
            node = actor.node
            values: dict[str, Cell] = {"id": node.id, "kind": kinds[node.kind]}
            values |= {"name_ko": node.name_ko, "name_en": node.name_en}
            for column, link in _LINK_OF.items():
                ids = actor.links[link][: 1 if column == "located_in" else None]
                values[column] = "; ".join(map(self._said.of, ids))
            values |= {name: self._property(name, value) for name, value in node.properties.items()}
            yield [values.get(name) for name in self._actor_names]

    def tie_rows(self) -> Iterator[list[Cell]]:
        """Yield one row a tie."""
        types = {name: self._word(name, kind.label) for name, kind in self._content.ontology.edges.items()}
        for tie in self._content.ties:
            values: dict[str, Cell] = {"id": tie.id, "type": types[tie.type]}
            values |= {"source": tie.source, "target": tie.target} | self._core(tie)
            for name, end in zip(COMPANIONS, (tie.source, tie.target), strict=True):
                values[name] = self._content.name(end, self._lang)
            values |= {name: self._property(name, value) for name, value in tie.properties.items()}
            yield [values.get(name) for name in self._tie_names]

    def _core(self, tie: Edge) -> dict[str, Cell]:
        return {
            "valid_from": _day(tie.valid_from),
            "valid_to": _day(tie.valid_to),
            "weight": number(tie.weight),
            "amount": number(tie.amount),
            "unit": tie.unit or None,
            "field": self._said.of(tie.field) if tie.field else None,
        }

    def _header(self, sheet: str, name: str) -> str:
        label = COMPANIONS.get(name) or self._label[sheet][name]
        return label.get(self._lang) if self._labels else name

    def _word(self, name: str, label: Text) -> str:
        return label.get(self._lang) if self._labels else name

    def _property(self, name: str, value: Value) -> Cell:
        if isinstance(value, tuple):
            return "; ".join(value)
        if isinstance(value, float):
            return number(value)
        if self._labels and isinstance(value, str) and (spec := self._specs.get(name)) and spec.choices:
            return next((choice.label.get(self._lang) for choice in spec.choices if choice.value == value), value)
        return value


class _Said:
    """Names by which an import finds places and fields again; ids and codes where a name would not do."""

    def __init__(self, content: Content, lang: str) -> None:
        nodes = content.references.values()
        places = [node for node in nodes if node.kind == "place"]
        self._places, self._fields = PlaceIndex(places), FieldIndex(n for n in nodes if n.kind == "field")
        self._references, self._lang = content.references, lang
        self._known: dict[str, str] = {}

    def of(self, node_id: str) -> str:
        """Return how a cell names a place, field or task."""
        if node_id not in self._known:
            self._known[node_id] = self._find(node_id)
        return self._known[node_id]

    def _find(self, node_id: str) -> str:
        node = self._references.get(node_id)
        if node is None:
            return node_id
        if node.kind == "place":
            name = self._places.path(node_id).get(self._lang)
            return _checked(name, node_id, self._places.find)
        if node.kind == "field":
            name = node.name_en if self._lang == "en" else node.name_ko
            return _checked(name, node_id.removeprefix("field:"), lambda text: _one(self._fields.find(text), node_id))
        return node_id.removeprefix("task:")


def _checked(name: str, code: str, find: Callable[[str], str]) -> str:
    """Return the name if it leads back and could stand in a list, else the code."""
    if not name or not _BREAKS.isdisjoint(name):
        return code
    try:
        return name if find(name).endswith(code) else code
    except InvalidRecord:
        return code


def _one(found: tuple[Sequence[str], Sequence[str]], wanted: str) -> str:
    return wanted if list(found[0]) == [wanted] else ""


def number(value: float | None) -> int | float | None:
    """Return a number without a fraction of nothing."""
    return int(value) if value is not None and float(value).is_integer() else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
