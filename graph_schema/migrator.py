"""The ordered migrations of the Neo4j schema, and which of them a ledger lacks; no driver in here.

Every migration may run twice. One whose text has changed since it ran counts as not applied, so the file that is
generated from the ontology brings new kinds in by running again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files

from graph_schema.errors import UnknownMigration

LOCK_STATEMENT = "CREATE CONSTRAINT ecomap_lock_name IF NOT EXISTS FOR (n:EcomapLock) REQUIRE n.name IS UNIQUE"
"""Has to hold before two migrators can lock each other out."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of ``graph_schema/migrations``.

    Parameters
    ----------
    name : str
        File name; the order of names is the order in which they apply.
    statements : tuple of str
        Cypher, each for a transaction of its own: Neo4j lets schema and data not share one.
    digest : str
        Tells one text of the file from another.
    """

    name: str
    statements: tuple[str, ...]
    digest: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Return every migration in order."""
    folder = files("graph_schema").joinpath("migrations")
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".cypher")), key=lambda item: item.name)
    return tuple(_read(item.name, item.read_text(encoding="utf-8")) for item in found)


def missing(applied: Mapping[str, str]) -> tuple[Migration, ...]:
    """Return the migrations that a ledger lacks, in order.

    Parameters
    ----------
    applied : mapping
        Digest of every applied migration by name.

    Raises
    ------
    UnknownMigration
        If the ledger has a migration that this program does not: the schema is newer.
    """
    known = migrations()
    if unknown := sorted(applied.keys() - {migration.name for migration in known}):
        raise UnknownMigration(unknown)
    return tuple(migration for migration in known if applied.get(migration.name) != migration.digest)


def _read(name: str, text: str) -> Migration:
    lines = (line for line in text.splitlines() if not line.startswith("//"))
    statements = tuple(part.strip() for part in "\n".join(lines).split(";\n") if part.strip(" \n;"))
    digest = blake2b(text.encode(), digest_size=8).hexdigest()
    return Migration(name, tuple(part.rstrip(";") for part in statements), digest)
