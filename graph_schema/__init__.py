"""What may be stored: the ontology in YAML, its frozen records, and what is generated from it."""

from graph_schema.errors import OntologyError, UnknownMigration
from graph_schema.headers import normalise_header
from graph_schema.loading import load_ontology
from graph_schema.model import (
    CURRENCIES,
    EDGE_CORE,
    EDGE_FAMILIES,
    NODE_CORE,
    NODE_FAMILIES,
    NUMERIC_TYPES,
    PRIVACY_LEVELS,
    PROPERTY_TYPES,
    UNITS,
    Choice,
    EdgeKind,
    NodeKind,
    Ontology,
    PropertySpec,
    Sheet,
    SheetColumn,
)
from graph_schema.text import Text

__all__ = [
    "CURRENCIES",
    "EDGE_CORE",
    "EDGE_FAMILIES",
    "NODE_CORE",
    "NODE_FAMILIES",
    "NUMERIC_TYPES",
    "PRIVACY_LEVELS",
    "PROPERTY_TYPES",
    "UNITS",
    "Choice",
    "EdgeKind",
    "NodeKind",
    "Ontology",
    "OntologyError",
    "PropertySpec",
    "Sheet",
    "SheetColumn",
    "Text",
    "UnknownMigration",
    "load_ontology",
    "normalise_header",
]
