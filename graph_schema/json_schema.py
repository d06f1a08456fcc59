"""Ontology → JSON Schema 2020-12, one document a kind.

``python -m graph_schema.json_schema [KIND]`` prints one, or all of them by name. A document describes a
record with its core columns and its properties side by side, as files and forms show it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from graph_schema.loading import load_ontology
from graph_schema.model import EdgeKind, NodeKind, Ontology, PropertySpec
from graph_schema.text import Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "money": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "url": {"type": "string", "format": "uri"},
    "email": {"type": "string", "format": "email"},
    "phone": {"type": "string"},
    "list": {"type": "array", "items": {"type": "string"}},
    "choice": {"type": "string"},
}
_ID = {"type": "string", "minLength": 1}
_DAY = {"type": ["string", "null"], "format": "date"}
_AMOUNT = {"type": ["number", "null"], "minimum": 0}


def node_schema(kind: NodeKind) -> dict[str, Any]:
    """Return the JSON Schema of a node kind."""
    core = {"id": _ID, "kind": {"const": kind.name}, "name_ko": _ID, "name_en": {"type": "string"}}
    return _document(kind, kind.properties, core, ("id", "kind", "name_ko"))


def edge_schema(kind: EdgeKind) -> dict[str, Any]:
    """Return the JSON Schema of an edge kind; columns that the kind cannot use are absent."""
    core: dict[str, Any] = {"id": _ID, "type": {"const": kind.name}, "source": _ID, "target": _ID}
    if kind.has_period:
        core |= {"valid_from": _DAY, "valid_to": _DAY}
    if kind.family == "tie":
        core |= {"weight": _AMOUNT, "field": {"type": "string"}}
    if kind.amount_units:
        core |= {"amount": _AMOUNT, "unit": {"enum": ["", *kind.amount_units]}}
    return _document(kind, kind.properties, core, ("id", "type", "source", "target"))


def all_schemas(ontology: Ontology) -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every kind by name."""
    nodes = {name: node_schema(kind) for name, kind in ontology.nodes.items()}
    return nodes | {name: edge_schema(kind) for name, kind in ontology.edges.items()}


def _document(
    kind: NodeKind | EdgeKind, specs: Iterable[PropertySpec], core: dict[str, Any], required: tuple[str, ...]
) -> dict[str, Any]:
    specs = tuple(specs)
    return {
        "$schema": DIALECT,
        "$id": f"urn:ecomap:schema:{kind.name}",
        **_words(kind.label, kind.description),
        "type": "object",
        "properties": core | {spec.name: _property(spec) for spec in specs},
        "required": [*required, *(spec.name for spec in specs if spec.required)],
        "additionalProperties": False,
    }


def _property(spec: PropertySpec) -> dict[str, Any]:
    bounds = {"minimum": spec.minimum, "maximum": spec.maximum}
    schema = _words(spec.label, spec.description) | _TYPES[spec.type]
    schema |= {name: bound for name, bound in bounds.items() if bound is not None}
    if spec.choices:
        schema["enum"] = [choice.value for choice in spec.choices]
    if spec.unit:
        schema["x-unit"] = spec.unit
    return schema | {"x-privacy": spec.privacy}


def _words(label: Text, description: Text) -> dict[str, Any]:
    # JSON Schema has one title; the two languages stand in it side by side, Korean first.
    return {"title": f"{label.ko} / {label.en}", "description": f"{description.ko} / {description.en}"}


def main(arguments: list[str] | None = None) -> None:
    """Print the JSON Schema of one kind or of all."""
    schemas = all_schemas(load_ontology())
    parser = argparse.ArgumentParser(prog="python -m graph_schema.json_schema", description=main.__doc__)
    parser.add_argument("kind", nargs="?", choices=sorted(schemas), metavar="KIND", help="a node or edge kind")
    kind = parser.parse_args(arguments).kind
    json.dump(schemas[kind] if kind else schemas, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
