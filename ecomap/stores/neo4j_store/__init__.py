"""The production store: a Neo4j 5 database."""

from ecomap.stores.neo4j_store.store import Neo4jStore, open_neo4j

__all__ = ["Neo4jStore", "open_neo4j"]
