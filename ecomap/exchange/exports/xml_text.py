"""Text as XML can hold it, and what the two XML formats share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ecomap.domain.records import Edge, Value
from ecomap.exchange.exports.content import Actor, Content, name_of
from graph_schema import PropertySpec

# What XML 1.0 has no way to write, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\t"): "&#9;",
    ord("\n"): "&#10;",
    ord("\r"): "&#13;",
}

Field = tuple[str, str]
"""Name and type of an attribute; types are string, boolean, integer and double."""
TYPES = {"integer": "long", "double": "double", "boolean": "boolean", "string": "string"}
"""Those types as both formats call them."""


def xml(text: str) -> str:
    """Return text for an attribute or an element; characters that XML cannot hold become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_SPECIAL)


def text_of(value: Value) -> str:
    """Return a value as both formats write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if isinstance(value, str) else repr(value)


def type_of(spec: PropertySpec) -> str:
    """Return the type of a property's attribute."""
    return {"boolean": "boolean", "integer": "integer", "year": "integer", "number": "double", "money": "double"}.get(
        spec.type, "string"
    )


ACTOR_FIELDS: tuple[Field, ...] = (
    ("kind", "string"),
    ("kind_label", "string"),
    ("name_ko", "string"),
    ("name_en", "string"),
    ("district", "string"),
    ("active_in", "string"),
    ("fields", "string"),
    ("tasks", "string"),
    ("partners", "integer"),
)
TIE_FIELDS: tuple[Field, ...] = (
    ("tie_type", "string"),
    ("tie_label", "string"),
    ("valid_from", "string"),
    ("valid_to", "string"),
    ("amount", "double"),
    ("unit", "string"),
    ("field", "string"),
)


def actor_fields(content: Content) -> list[Field]:
    """Return the attributes of actors."""
    return [*ACTOR_FIELDS, *((spec.name, type_of(spec)) for spec in content.actor_columns)]


def tie_fields(content: Content) -> list[Field]:
    """Return the attributes of ties."""
    return [*TIE_FIELDS, *((spec.name, type_of(spec)) for spec in content.tie_columns)]


def actor_values(content: Content, actor: Actor, lang: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of every attribute that an actor has."""
    node, links = actor.node, actor.links

    def names(link: str) -> str:
        return "; ".join(content.reference(one, lang) for one in links[link])

    values: dict[str, Value] = {
        "kind": node.kind,
        "kind_label": content.ontology.nodes[node.kind].label.get(lang),
        "name_ko": node.name_ko,
        "name_en": node.name_en,
        "district": names("located_in"),
        "active_in": names("active_in"),
        "fields": names("works_in"),
        "tasks": names("responsible_for"),
        "partners": actor.degree,
        **node.properties,
    }
    return ((name, text_of(value)) for name, value in values.items() if value not in ("", ()))


def tie_values(content: Content, tie: Edge, lang: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of every attribute that a tie has, its strength apart."""
    values: dict[str, Value | None] = {
        "tie_type": tie.type,
        "tie_label": content.ontology.edges[tie.type].label.get(lang),
        "valid_from": tie.valid_from.isoformat() if tie.valid_from else "",
        "valid_to": tie.valid_to.isoformat() if tie.valid_to else "",
        "amount": None if tie.amount is None else float(tie.amount),
        "unit": tie.unit,
        "field": content.reference(tie.field, lang) if tie.field else "",
        **tie.properties,
    }
    return ((name, text_of(value)) for name, value in values.items() if value is not None and value not in ("", ()))


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour such as ``#0072B2``, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def label_of(actor: Actor, lang: str) -> str:
    """Return an actor's name in a language."""
    return name_of(actor.node, lang)


class Lines:
    """Lines of text for a binary file, handed over in large pieces."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._parts, self._size = out, list[str](), 0

    def add(self, line: str) -> None:
        """Add a line."""
        self._parts.append(line)
        self._size += len(line)
        if self._size > 1 << 18:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        if self._parts:
            self._out.write(("\n".join(self._parts) + "\n").encode("utf-8", "replace"))
            self._parts, self._size = [], 0
