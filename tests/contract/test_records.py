"""Putting, reading and removing nodes and edges."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from ecomap.domain.records import Edge, Node
from ecomap.errors import Conflict, InvalidRecord
from ecomap.stores.contract import PutCounts, Store
from tests.support.builders import actor, change, field, link, put, tie

FULL_NODE = Node(
    "org-1",
    "civil_society",
    "마을 '넷' \"<b>\"",
    "Village; DROP TABLE node",
    {
        "aliases": ("마을넷", "Maeul"),
        "registration_number": "123-45-67890",
        "founded": "2001-02-03",
        "staff": 3,
        "budget": 12.5,
        "synthetic": False,
    },
)
FULL_EDGE = Edge(
    "t-1",
    "funds",
    "a",
    "b",
    date(2020, 1, 1),
    date(2020, 12, 31),
    2.5,
    1e9,
    "KRW",
    "field:f",
    {"origin": "a register", "confidence": 0.5},
)


def test_a_node_comes_back_as_it_was_put(store: Store) -> None:
    put(store, FULL_NODE)
    assert store.get_nodes(["org-1"]) == {"org-1": FULL_NODE}


def test_property_values_keep_their_types(store: Store) -> None:
    put(store, FULL_NODE)
    stored = store.get_nodes(["org-1"])["org-1"].properties
    assert {name: type(value) for name, value in stored.items()} == {
        name: type(value) for name, value in FULL_NODE.properties.items()
    }


def test_an_edge_comes_back_as_it_was_put(store: Store) -> None:
    put(store, actor("a"), actor("b"), field("field:f"), FULL_EDGE)
    assert store.get_edges(["t-1"]) == {"t-1": FULL_EDGE}


def test_unknown_values_of_an_edge_come_back_unknown(store: Store) -> None:
    plain = Edge("t-1", "cooperates", "a", "b")
    put(store, actor("a"), actor("b"), plain)
    assert store.get_edges(["t-1"]) == {"t-1": plain}


def test_zero_is_not_unknown(store: Store) -> None:
    edge = tie("a", "b", weight=0.0, amount=0.0, unit="KRW")
    put(store, actor("a"), actor("b"), edge)
    assert store.get_edges([edge.id])[edge.id] == edge


def test_absent_ids_are_left_out(store: Store) -> None:
    put(store, actor("a"))
    assert store.get_nodes(["a", "b", "", "a\0", "\ud800", "' OR 1=1 --"]).keys() == {"a"}
    assert store.get_kinds(["a", "b", "", "a\0", "\ud800", "' OR 1=1 --"]) == {"a": "civil_society"}
    assert store.get_edges(["a", "b"]) == {}


def test_no_ids_give_no_records(store: Store) -> None:
    assert store.get_nodes([]) == {}
    assert store.get_kinds([]) == {}
    assert store.get_edges([]) == {}


def test_puts_count_created_updated_and_unchanged(store: Store) -> None:
    put(store, actor("a"), actor("b"))
    with store.write(change()) as writing:
        counts = writing.put_nodes([actor("a"), actor("b", name="other"), actor("c")])
        writing.commit()
    assert counts == PutCounts(created=1, updated=1, unchanged=1)


def test_edge_puts_count_likewise(store: Store) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b"), tie("b", "a"))
    with store.write(change()) as writing:
        counts = writing.put_edges([tie("a", "b"), tie("b", "a", weight=2.0), tie("a", "b", "funds")])
        writing.commit()
    assert counts == PutCounts(created=1, updated=1, unchanged=1)


def test_putting_nothing_counts_nothing(store: Store) -> None:
    with store.write(change()) as writing:
        assert writing.put_nodes([]) == writing.put_edges([]) == PutCounts()
        assert writing.remove_nodes([]) == writing.remove_edges([]) == 0


def test_a_put_replaces_all_of_a_node(store: Store) -> None:
    put(store, FULL_NODE)
    put(store, actor("org-1"))
    assert store.get_nodes(["org-1"]) == {"org-1": actor("org-1")}


def test_a_put_replaces_all_of_an_edge(store: Store) -> None:
    put(store, actor("a"), actor("b"), field("field:f"), FULL_EDGE)
    other = Edge("t-1", "cooperates", "b", "a")
    put(store, other)
    assert store.get_edges(["t-1"]) == {"t-1": other}


def test_one_and_one_point_zero_are_equal(store: Store) -> None:
    put(store, actor("a", staff=1))
    with store.write(change()) as writing:
        assert writing.put_nodes([actor("a", staff=1.0)]) == PutCounts(unchanged=1)


def test_of_two_with_one_id_the_later_stands(store: Store) -> None:
    with store.write(change()) as writing:
        counts = writing.put_nodes([actor("a", name="first"), actor("b"), actor("a", name="second")])
        edges = writing.put_edges([tie("a", "b"), tie("a", "b", weight=3.0)])
        writing.commit()
    assert counts == PutCounts(created=2, updated=1)
    assert edges == PutCounts(created=1, updated=1)
    assert store.get_nodes(["a"])["a"].name_ko == "second"
    assert store.get_edges(["cooperates-a-b"])["cooperates-a-b"].weight == 3.0


def test_puts_take_any_iterable_and_more_than_a_batch(store: Store) -> None:
    with store.write(change()) as writing:
        assert writing.put_nodes(actor(f"n{i}") for i in range(25_000)).created == 25_000
        assert writing.put_edges(tie(f"n{i}", f"n{i + 1}") for i in range(24_000)).created == 24_000
        writing.commit()
    assert store.counts() == {"civil_society": 25_000, "cooperates": 24_000}


def test_parallel_edges_are_told_apart_by_id(store: Store) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b", edge_id="one"), tie("a", "b", edge_id="two"))
    assert store.counts()["cooperates"] == 2


def test_a_node_may_not_change_its_kind(store: Store) -> None:
    put(store, actor("a"))
    with pytest.raises(InvalidRecord, match="'a'"), store.write(change()) as writing:
        writing.put_nodes([actor("a", "government")])
    assert store.get_nodes(["a"])["a"].kind == "civil_society"


@pytest.mark.parametrize(
    "node",
    [
        actor("a", "no_such_kind"),
        actor(""),
        actor("line\nbreak"),
        actor("nul\0"),
        actor("a", founded="2021.13.40"),
        actor("a", budget=math.nan),
        actor("a", budget=math.inf),
        actor("a", aliases=object()),  # type: ignore[arg-type]
    ],
    ids=lambda node: repr(node.id) + node.kind + ",".join(node.properties),
)
def test_a_node_that_cannot_be_kept_is_refused(store: Store, node: Node) -> None:
    with pytest.raises(InvalidRecord), store.write(change()) as writing:
        writing.put_nodes([actor("good"), node])
    assert store.counts() == {}


@pytest.mark.parametrize(
    ("edge", "column"),
    [
        (tie("nobody", "b"), "source"),
        (tie("a", "nobody"), "target"),
        (tie("a", "b", field="field:none"), "field"),
        (tie("a", "b", "no_such_type"), "type"),
        (tie("a", "b", edge_id="\t"), "id"),
    ],
    ids=["source", "target", "field", "type", "id"],
)
def test_an_edge_that_cannot_be_kept_is_refused(store: Store, edge: Edge, column: str) -> None:
    put(store, actor("a"), actor("b"))
    with pytest.raises(InvalidRecord) as caught, store.write(change()) as writing:
        writing.put_edges([tie("a", "b", edge_id="good"), edge])
    assert caught.value.context["column"] == column
    assert store.get_edges(["good"]) == {}


def test_an_edge_may_end_at_a_node_of_the_same_transaction(store: Store) -> None:
    assert put(store, actor("a"), actor("b"), tie("a", "b")) == 1


def test_an_edge_may_not_end_at_a_node_removed_in_the_same_transaction(store: Store) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b"))
    with store.write(change()) as writing:
        writing.put_edges([tie("a", "b", weight=2.0)])
        writing.remove_edges(["cooperates-a-b"])
        writing.remove_nodes(["b"])
        with pytest.raises(InvalidRecord):
            writing.put_edges([tie("a", "b")])


def test_removing_counts_what_went_and_passes_over_the_rest(store: Store) -> None:
    put(store, actor("a"), actor("b"), actor("c"), tie("a", "b"))
    with store.write(change()) as writing:
        assert writing.remove_edges(["cooperates-a-b", "none"]) == 1
        assert writing.remove_nodes(["a", "b", "none"]) == 2
        writing.commit()
    assert store.counts() == {"civil_society": 1}
    assert store.get_nodes(["a", "b", "c"]).keys() == {"c"}


@pytest.mark.parametrize("node_id", ["a", "b", "field:f"])
def test_a_node_that_an_edge_needs_stays(store: Store, node_id: str) -> None:
    put(store, actor("a"), actor("b"), field("field:f"), tie("a", "b", field="field:f"))
    with pytest.raises(Conflict, match=node_id), store.write(change()) as writing:
        writing.remove_nodes([node_id])
    assert store.get_nodes([node_id])


def test_a_removed_node_can_be_put_again(store: Store) -> None:
    put(store, actor("a", name="마을넷"))
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        writing.put_nodes([actor("a", "government", name="새마을")])
        writing.commit()
    assert store.get_nodes(["a"])["a"].kind == "government"
    assert store.find_named(["마을넷"]) == {}


def test_counts_tell_kinds_and_types_apart(store: Store) -> None:
    put(store, actor("a"), actor("b", "government"), field("field:f"), tie("a", "b"), link("works_in", "a", "field:f"))
    assert store.counts() == {"civil_society": 1, "government": 1, "field": 1, "cooperates": 1, "works_in": 1}


def test_many_ids_can_be_asked_for_at_once(store: Store) -> None:
    put(store, *(actor(f"n{i}") for i in range(3)))
    assert len(store.get_nodes([f"n{i}" for i in range(300_000)])) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        Edge("\n", "cooperates", "a", "b"),
        Edge("", "cooperates", "a", "b"),
        Edge("t", "no such type", "a", "b"),
        Edge("t", "cooperates", "", "b"),
        Edge("t", "cooperates", "a", "nobody"),
        Edge("t", "cooperates", "a", "b", field="field:none"),
        Edge("t", "cooperates", "a", "b", properties={"note": object()}),  # type: ignore[dict-item]
    ],
    ids=lambda edge: repr(edge)[:60],
)
def test_one_edge_that_cannot_be_kept_is_found_among_others(store: Store, wrong: Edge) -> None:
    put(store, actor("a"), actor("b"))
    others = [Edge(f"o{i}", "cooperates", "a", "b") for i in range(3)]
    with pytest.raises(InvalidRecord), store.write(change()) as writing:
        writing.put_edges([*others, wrong, Edge("last", "cooperates", "b", "a")])
    assert store.counts() == {"civil_society": 2}


def test_kinds_follow_what_a_transaction_does(store: Store) -> None:
    put(store, *(actor(f"n{i}") for i in range(700)), field("field:f"))
    wanted = [f"n{i}" for i in range(700)]
    with store.write(change()) as writing:
        assert writing.get_kinds([*wanted, "later", "field:f", "\ud800"]) == {
            **dict.fromkeys(wanted, "civil_society"),
            "field:f": "field",
        }
        writing.put_nodes([actor("later", "government")])
        writing.put_edges([tie("n1", "later")])
        assert writing.get_kinds(["n1", "later"]) == {"n1": "civil_society", "later": "government"}
        writing.remove_nodes(["n2"])
        assert writing.get_kinds(["n2", "n3"]) == {"n3": "civil_society"}
        with pytest.raises(InvalidRecord):
            writing.put_edges([tie("n2", "n3")])
    assert store.get_kinds(["n2", "later"]) == {"n2": "civil_society"}


def test_renaming_moves_the_name(store: Store) -> None:
    node = actor("a", name="옛이름")
    put(store, node)
    put(store, replace(node, name_ko="새이름"))
    assert store.find_named(["옛이름", "새 이름"]) == {"새 이름": ("a",)}
