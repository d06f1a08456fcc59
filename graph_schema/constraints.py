"""Ontology → constraints and indexes of Neo4j 5 Community, as text.

Community has no property existence constraints, so required properties are checked before a record is stored.
Every statement says ``IF NOT EXISTS``; none may share a transaction with data, which Neo4j refuses.
"""

from __future__ import annotations

from graph_schema.model import Ontology

FULLTEXT_INDEX = "record_names"
FULLTEXT_PROPERTIES = ("name_ko", "name_en", "aliases")


def schema_statements(ontology: Ontology) -> tuple[str, ...]:
    """Return every statement, constraints before indexes, in an order that only the ontology decides."""
    return (*constraint_statements(ontology), *index_statements(ontology))


def constraint_statements(ontology: Ontology) -> tuple[str, ...]:
    """Return the uniqueness of ``id`` for each label.

    Ids are unique over all kinds, which the base label ``Record`` enforces; the other labels have the same
    constraint so that a look-up by any of them uses an index.
    """
    return tuple(
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in node_labels(ontology)
    )


def index_statements(ontology: Ontology) -> tuple[str, ...]:
    """Return the indexes: names of nodes, ids of edges, and the full-text index over names.

    The analyzer ``cjk`` splits Hangul into pairs of syllables, so that a query of two syllables matches
    inside a longer word.
    """
    names = [
        f"CREATE RANGE INDEX {label.lower()}_name_ko IF NOT EXISTS FOR (n:{label}) ON (n.name_ko)"
        for label in node_labels(ontology)
    ]
    ids = [
        f"CREATE RANGE INDEX {kind.name}_id IF NOT EXISTS FOR ()-[r:{kind.neo4j_type}]-() ON (r.id)"
        for kind in ontology.edges.values()
    ]
    return (*names, *ids, _fulltext(ontology))


def node_labels(ontology: Ontology) -> tuple[str, ...]:
    """Return the labels that nodes carry: base labels, the most general first, then one a kind."""
    base = (label for kind in ontology.nodes.values() for label in reversed(kind.base_labels))
    return (*dict.fromkeys(base), *(kind.neo4j_label for kind in ontology.nodes.values()))


def render(ontology: Ontology) -> str:
    """Return all statements as one script for ``cypher-shell``."""
    return "".join(f"{statement};\n" for statement in schema_statements(ontology))


def _fulltext(ontology: Ontology) -> str:
    labels = "|".join(dict.fromkeys(kind.neo4j_label for kind in ontology.nodes.values()))
    properties = ", ".join(f"n.{name}" for name in FULLTEXT_PROPERTIES)
    return (
        f"CREATE FULLTEXT INDEX {FULLTEXT_INDEX} IF NOT EXISTS FOR (n:{labels}) ON EACH [{properties}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
