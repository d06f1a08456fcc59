"""Reading the whole graph as columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from ecomap.domain.records import Edge, Node
from ecomap.stores.contract import Store
from tests.support.builders import actor, change, field, link, place, put, snapshot_of, tie

RECORDS: tuple[Node | Edge, ...] = (
    actor("b", "government", "나", "B", level="gu", founded="2001-02-03", closed="2020-01-01"),
    actor("a", name="가", budget=5.0),
    place("p", population=1234, level="dong"),
    Node("g", "programme", "사업", "", {"start": "2020-01-01", "end": "2020-12-31", "budget": 7.5}),
    field("f"),
    tie("b", "a", "funds", valid_from="2020-01-01", valid_to="2020-06-30", amount=5e6, unit="KRW", field="f"),
    tie("a", "b", weight=2.0),
    tie("a", "b", weight=0.0, edge_id="zero"),
    tie("a", "b", "refers", unit="persons", amount=0.0),
    link("located_in", "a", "p"),
    link("takes_part_in", "a", "g"),
)


def test_a_snapshot_holds_what_the_records_say(store: Store) -> None:
    put(store, *RECORDS)
    read, expected = store.snapshot(), snapshot_of(*RECORDS)
    for name in ("node_id", "name_ko", "name_en"):
        assert list(getattr(read, name)) == list(getattr(expected, name))
    for name in ("kind", "level", "node_since", "node_until", "population", "budget", "source", "target"):
        np.testing.assert_array_equal(getattr(read, name), getattr(expected, name), err_msg=name)
    for name in ("type", "since", "until", "weight", "amount", "unit", "field"):
        np.testing.assert_array_equal(getattr(read, name), getattr(expected, name), err_msg=name)
    assert read.units == expected.units == ("", "KRW", "persons")
    assert read.content_hash == expected.content_hash


def test_the_columns_of_one_edge(store: Store) -> None:
    put(store, *RECORDS)
    snapshot = store.snapshot()
    (edge,) = snapshot.of_types("funds")
    assert snapshot.node_id[int(snapshot.source[edge])] == "b"
    assert snapshot.node_id[int(snapshot.target[edge])] == "a"
    assert snapshot.node_id[int(snapshot.field[edge])] == "f"
    assert snapshot.since[edge] == date(2020, 1, 1).toordinal()
    assert snapshot.until[edge] == date(2020, 6, 30).toordinal()
    assert np.isnan(snapshot.weight[edge])
    assert snapshot.amount[edge] == 5e6
    assert snapshot.units[snapshot.unit[edge]] == "KRW"


def test_an_empty_register_has_an_empty_snapshot(store: Store) -> None:
    snapshot = store.snapshot()
    assert (snapshot.n_nodes, snapshot.n_edges, snapshot.revision) == (0, 0, 0)
    assert snapshot.content_hash == snapshot_of().content_hash


def test_nodes_alone_are_a_graph(store: Store) -> None:
    put(store, actor("a"))
    assert (store.snapshot().n_nodes, store.snapshot().n_edges) == (1, 0)


def test_it_carries_the_revision(store: Store) -> None:
    put(store, actor("a"))
    put(store, actor("b"))
    assert store.snapshot().revision == 2


def test_synthetic_data_marks_it(store: Store) -> None:
    put(store, actor("a", synthetic=False))
    assert not store.snapshot().synthetic
    put(store, actor("b", synthetic=True))
    assert store.snapshot().synthetic


def test_the_hash_does_not_depend_on_the_order_of_writing(store: Store) -> None:
    for record in (record for record in reversed(RECORDS) if isinstance(record, Node)):
        put(store, record)
    for record in (record for record in reversed(RECORDS) if isinstance(record, Edge)):
        put(store, record)
    assert store.snapshot().content_hash == snapshot_of(*RECORDS).content_hash


def test_the_hash_follows_the_content(store: Store) -> None:
    put(store, *RECORDS)
    before = store.snapshot().content_hash
    put(store, tie("a", "b", weight=2.5))
    changed = store.snapshot().content_hash
    put(store, tie("a", "b", weight=2.0))
    assert changed != before == store.snapshot().content_hash


def test_removed_records_are_not_in_it(store: Store) -> None:
    put(store, actor("a"), actor("b"), actor("c"), tie("a", "b"), tie("b", "c"))
    with store.write(change()) as writing:
        writing.remove_edges(["cooperates-a-b"])
        writing.remove_nodes(["a"])
        writing.commit()
    expected = snapshot_of(actor("b"), actor("c"), tie("b", "c"))
    assert store.snapshot().content_hash == expected.content_hash


def test_an_open_transaction_is_not_in_it(store: Store, open_handle: Callable[[], Store]) -> None:
    put(store, actor("a"))
    with open_handle().write(change()) as writing:
        writing.put_nodes([actor("b")])
        assert store.snapshot().n_nodes == 1
