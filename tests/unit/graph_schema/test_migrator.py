"""Which migrations a ledger lacks."""

from __future__ import annotations

import pytest

from graph_schema import UnknownMigration, load_ontology
from graph_schema.constraints import schema_statements
from graph_schema.migrator import migrations, missing

LEDGER = {migration.name: migration.digest for migration in migrations()}


def test_an_empty_ledger_lacks_all_in_order() -> None:
    assert [migration.name for migration in missing({})] == sorted(LEDGER)


def test_a_full_ledger_lacks_none() -> None:
    assert missing(LEDGER) == ()


def test_one_whose_text_changed_runs_again() -> None:
    assert [migration.name for migration in missing(LEDGER | {"0002_records.cypher": "other"})] == [
        "0002_records.cypher"
    ]


def test_an_unknown_one_means_that_the_store_is_newer() -> None:
    with pytest.raises(UnknownMigration) as caught:
        missing(LEDGER | {"9999_later.cypher": "x"})
    assert caught.value.names == ("9999_later.cypher",)


def test_every_statement_of_the_ontology_is_in_a_migration() -> None:
    written = {statement for migration in migrations() for statement in migration.statements}
    assert set(schema_statements(load_ontology())) <= written


def test_statements_are_single_and_can_run_twice() -> None:
    for migration in migrations():
        for statement in migration.statements:
            assert ";" not in statement
            assert "IF NOT EXISTS" in statement or statement.startswith("MERGE ")
