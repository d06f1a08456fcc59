"""The graph as somebody finds it who knows Neo4j and not ecomap, and what ecomap makes of their changes."""

from __future__ import annotations

from datetime import date

import pytest

from ecomap.domain.records import Node
from ecomap.errors import SchemaMismatch, SettingError, StoreUnavailable
from ecomap.stores.contract import NodeQuery
from ecomap.stores.neo4j_store import Neo4jStore
from ecomap.stores.neo4j_store.address import parse
from tests.contract.neo4j.conftest import Ask
from tests.support.builders import actor, change, field, link, put, tie

RECORDS = (
    actor("a", name="마을공동체", name_en="Village Net", founded="2001-02-03", aliases=("마공",)),
    actor("b", "intermediary", name="마포 NPO지원센터"),
    field("field:f"),
    link("works_in", "a", "field:f"),
    tie(
        "a", "b", "funds", "t", valid_from="2020-01-01", valid_to="2020-12-31", amount=5e6, unit="KRW", field="field:f"
    ),
)


def test_kinds_are_labels_and_types_are_relationship_types(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    (row,) = ask("MATCH (a:Actor:CivilSociety)-[f:FUNDS]->(b:Actor:Intermediary) RETURN a.id, f{.*} AS f, b.name_ko")
    assert (row["a.id"], row["b.name_ko"]) == ("a", "마포 NPO지원센터")
    assert (row["f"]["id"], row["f"]["amount"], row["f"]["unit"]) == ("t", 5e6, "KRW")
    assert row["f"]["from"].to_native() == date(2020, 1, 1)
    assert row["f"]["to"].to_native() == date(2020, 12, 31)


def test_dates_are_dates(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    (row,) = ask("MATCH (a:CivilSociety) WHERE a.founded < date('2002-01-01') RETURN a.founded.year AS year")
    assert row["year"] == 2001


def test_two_syllables_find_names_in_the_index_for_people(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    found = ask("CALL db.index.fulltext.queryNodes('record_names', '공동') YIELD node RETURN node.id AS id")
    assert [row["id"] for row in found] == ["a"]


def test_the_server_keeps_ids_unique(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    with pytest.raises(Exception, match="already exists"):
        ask("CREATE (:Record:Actor:Government {id: 'a'})")


def test_a_transaction_that_cannot_remember_all_nodes_asks_again(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecomap.stores.neo4j_store.node_keys._REMEMBERED", 8)
    monkeypatch.setattr("ecomap.stores.neo4j_store.node_keys._FEW", 2)
    put(store, *(actor(f"n{i}") for i in range(4)))
    with store.write(change()) as writing:
        assert writing.put_edges([tie("n0", "n1")]).created == 1
        writing.put_nodes([actor(f"m{i}") for i in range(20)])
        assert writing.put_edges([tie("n0", f"m{i}") for i in range(20)]).created == 20
        assert writing.put_edges([tie("m1", "n1"), tie("n3", "m2")]).created == 2
        assert writing.get_kinds(["n0", "m19", "none"]) == {"n0": "civil_society", "m19": "civil_society"}
        writing.commit()
    assert store.counts() == {"civil_society": 24, "cooperates": 23}


def test_changes_made_by_others_are_noticed(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    before, snapshot = store.describe(), store.snapshot()
    ask("MATCH ()-[f:FUNDS {id: 't'}]->() SET f.amount = 7000000")
    after = store.describe()
    assert after.state != before.state
    assert after.revision == before.revision
    assert store.get_edges(["t"])["t"].amount == 7_000_000
    assert store.snapshot().content_hash != snapshot.content_hash


def test_what_changes_no_record_is_no_new_state_for_a_while(url: str, store: Neo4jStore, ask: Ask) -> None:
    patient = Neo4jStore(parse(url), notice=60)
    put(store, *RECORDS)
    first = patient.describe()
    ask("MATCH ()-[f:FUNDS {id: 't'}]->() SET f.amount = 7000000")
    assert patient.describe() == first != store.describe()
    put(store, actor("new"))
    assert patient.describe() == store.describe()
    patient.close()


def test_nodes_of_others_are_left_alone(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    before = store.snapshot().content_hash
    ask("MATCH (a:Record {id: 'a'}) CREATE (a)-[:FUNDS {id: 'other'}]->(:Note {id: 'n'}), (:CivilSociety {name: 'x'})")
    assert store.snapshot().content_hash == before
    assert len(store.find_nodes(NodeQuery()).items) == 3


def test_a_record_that_others_made_is_read_as_far_as_it_goes(store: Neo4jStore, ask: Ask) -> None:
    put(store, *RECORDS)
    ask("CREATE (:Record:Actor:Government {id: 'new', name_ko: '마포구청'})")
    assert store.get_nodes(["new"]) == {"new": Node("new", "government", "마포구청")}
    assert "new" in list(store.snapshot().node_id)
    put(store, actor("new", "government", name="마포구"))
    assert store.history("new").items[0].after == actor("new", "government", name="마포구")


def test_a_newer_schema_is_refused(store: Neo4jStore, ask: Ask, url: str) -> None:
    ask("CREATE (:EcomapMigration {name: '9999_later.cypher', digest: 'x', at: '2030-01-01'})")
    later = Neo4jStore(parse(url))
    for verb in (later.check, later.migrate, later.migrations, later.revision):
        with pytest.raises(SchemaMismatch, match="newer"):
            verb()
    later.close()


def test_a_register_that_was_emptied_underneath_is_told(store: Neo4jStore, ask: Ask) -> None:
    assert store.revision() == 0
    ask("MATCH (n) DETACH DELETE n")
    for verb in (store.revision, store.describe, lambda: store.write(change()).__enter__()):
        with pytest.raises(SchemaMismatch):
            verb()


def test_a_wrong_password_is_told_and_not_shown(url: str) -> None:
    wrong = url.replace(parse(url).password, "secret-of-mine")
    store = Neo4jStore(parse(wrong))
    with pytest.raises(StoreUnavailable, match="password") as caught:
        store.check()
    assert "secret-of-mine" not in str(caught.value) + repr(caught.value.context)
    assert "secret-of-mine" not in repr(parse(wrong))
    store.close()


@pytest.mark.parametrize("host", ["127.0.0.1:1", "no-such-host.invalid:7687"])
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_is_not_there_is_told(scheme: str, host: str) -> None:
    store = Neo4jStore(parse(f"{scheme}://neo4j:x@{host}/neo4j"))
    with pytest.raises(StoreUnavailable) as caught:
        store.check()
    assert caught.value.remedy is not None
    store.close()


@pytest.mark.parametrize("url", ["neo4j://", "bolt://u:p@/neo4j", "bolt://h:port/db", "bolt://h/a/b", "neo4j://h?x=1"])
def test_an_address_without_a_server_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(SettingError) as caught:
        parse(url)
    assert caught.value.context["field"] == "ECOMAP_STORE"


def test_addresses_may_have_escaped_characters_and_defaults() -> None:
    full = parse("neo4j+s://me:p%40ss%2Fword@db.example:7688/seoul")
    assert (full.uri, full.user, full.password, full.database) == (
        "neo4j+s://db.example:7688",
        "me",
        "p@ss/word",
        "seoul",
    )
    assert parse("bolt://[::1]").uri == "bolt://[::1]:7687"
    assert parse("bolt://[::1]").database == "neo4j"
