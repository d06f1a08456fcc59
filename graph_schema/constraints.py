"""Ontology → constraints and indexes of Neo4j 5 Community, as text.

Community has no property existence constraints, so required properties are checked before a record is stored.
Every statement says ``IF NOT EXISTS``; none may share a transaction with data, which Neo4j refuses.
"""

from __future__ import annotations

from graph_schema.model import Ontology

NAMES_INDEX = "record_names"
"""Names for people who search in Neo4j Browser or Bloom; two Hangul syllables match inside a longer word."""
KEYS_INDEX = "record_keys"
"""Comparison forms of names, each one whole term."""
WORDS_INDEX = "record_words"
"""Search tokens that ecomap cuts itself, alike in every store."""


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
    """Return the indexes: names and registration numbers of nodes, ids of edges, and the full-text indexes."""
    names = [
        f"CREATE RANGE INDEX {label.lower()}_name_ko IF NOT EXISTS FOR (n:{label}) ON (n.name_ko)"
        for label in node_labels(ontology)
    ]
    ids = [
        f"CREATE RANGE INDEX {kind.name}_id IF NOT EXISTS FOR ()-[r:{kind.neo4j_type}]-() ON (r.id)"
        for kind in ontology.edges.values()
    ]
    return (
        *names,
        "CREATE RANGE INDEX record_registration IF NOT EXISTS FOR (n:Record) ON (n.registration_number)",
        *ids,
        _fulltext(NAMES_INDEX, "n.name_ko, n.name_en, n.aliases", "cjk"),
        _fulltext(KEYS_INDEX, "n._keys", "keyword"),
        _fulltext(WORDS_INDEX, "n._search", "whitespace"),
    )


def node_labels(ontology: Ontology) -> tuple[str, ...]:
    """Return the labels that nodes carry: base labels, the most general first, then one a kind."""
    base = (label for kind in ontology.nodes.values() for label in reversed(kind.base_labels))
    return (*dict.fromkeys(base), *(kind.neo4j_label for kind in ontology.nodes.values()))


def render(ontology: Ontology) -> str:
    """Return all statements as one script for ``cypher-shell``."""
    return "".join(f"{statement};\n" for statement in schema_statements(ontology))


def _fulltext(name: str, properties: str, analyzer: str) -> str:
    return (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:Record) ON EACH [{properties}] "
        f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    )
