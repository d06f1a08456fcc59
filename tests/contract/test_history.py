"""Who changed what, when and why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ecomap.domain.records import Change
from ecomap.stores.contract import Store
from tests.support.builders import actor, change, field, put, tie


def test_creating_replacing_and_removing_are_told_newest_first(store: Store) -> None:
    old, new = actor("a", name="옛", aliases=("하나",)), actor("a", name="새", staff=3)
    put(store, old)
    put(store, new)
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        writing.commit()
    entries = store.history("a").items
    assert [(entry.revision, entry.before, entry.after) for entry in entries] == [
        (3, new, None),
        (2, old, new),
        (1, None, old),
    ]
    assert {entry.subject for entry in entries} == {"a"}


def test_edges_have_history_too(store: Store) -> None:
    first = tie("a", "b", "funds", "t", valid_from="2020-01-01", amount=5.0, unit="KRW", field="f", origin="x")
    second = tie("b", "a", "supports", "t")
    put(store, actor("a"), actor("b"), field("f"), first)
    put(store, second)
    with store.write(change()) as writing:
        writing.remove_edges(["t"])
        writing.commit()
    assert [(entry.before, entry.after) for entry in store.history("t").items] == [
        (second, None),
        (first, second),
        (None, first),
    ]


def test_history_outlives_the_ends_of_an_edge(store: Store) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b"))
    with store.write(change()) as writing:
        writing.remove_edges(["cooperates-a-b"])
        writing.remove_nodes(["a", "b"])
        writing.commit()
    assert store.history("cooperates-a-b").items[0].before == tie("a", "b")


def test_an_entry_says_who_why_through_what_and_when(store: Store) -> None:
    began = datetime.now(UTC)
    told = Change("김철수", "전화로 확인", "form", "key-1")
    with store.write(told) as writing:
        writing.put_nodes([actor("a")])
        writing.commit()
    (entry,) = store.history("a").items
    assert entry.change == told
    assert began - timedelta(seconds=1) <= entry.at <= datetime.now(UTC)
    assert entry.at.utcoffset() == timedelta(0)
    assert store.changes().items == ((1, entry.at, told),)


def test_a_change_without_id_gets_one(store: Store) -> None:
    put(store, actor("a"))
    put(store, actor("b"))
    ids = {told.id for _, _, told in store.changes().items}
    assert len(ids) == 2
    assert "" not in ids


def test_an_equal_put_leaves_no_history(store: Store) -> None:
    put(store, actor("a"))
    put(store, actor("a"), actor("b"))
    assert [entry.revision for entry in store.history("a").items] == [1]


def test_an_undone_change_leaves_no_history(store: Store) -> None:
    put(store, actor("a"))
    with store.write(change()) as writing:
        writing.put_nodes([actor("a", name="b")])
    assert len(store.history("a").items) == len(store.changes().items) == 1


def test_a_change_has_one_entry_however_often_it_puts(store: Store) -> None:
    put(store, actor("a", name="0"))
    with store.write(change()) as writing:
        writing.put_nodes([actor("a", name="1")])
        writing.put_nodes([actor("a", name="2"), actor("b", name="1"), actor("b", name="2")])
        writing.remove_nodes(["a"])
        writing.put_nodes([actor("a", name="3")])
        writing.commit()
    assert [(entry.before, entry.after) for entry in store.history("a").items] == [
        (actor("a", name="0"), actor("a", name="3")),
        (None, actor("a", name="0")),
    ]
    assert [(entry.before, entry.after) for entry in store.history("b").items] == [(None, actor("b", name="2"))]


def test_created_and_removed_at_once_leaves_nothing(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a"), actor("b")])
        writing.remove_nodes(["a"])
        writing.commit()
    assert store.history("a").items == ()


def test_coming_back_is_told_as_creating(store: Store) -> None:
    put(store, actor("a", name="1"))
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        writing.commit()
    put(store, actor("z"))
    put(store, actor("a", name="2"))
    assert [(e.revision, e.before is None, e.after is None) for e in store.history("a").items] == [
        (4, True, False),
        (2, False, True),
        (1, True, False),
    ]


def test_an_id_that_never_was_has_no_history(store: Store) -> None:
    assert store.history("nobody").items == ()


def test_a_node_and_an_edge_of_one_id_keep_their_own_history(store: Store) -> None:
    put(store, actor("x"), actor("b"), tie("x", "b", edge_id="x"))
    put(store, actor("x", name="새"))
    told = [(entry.revision, type(entry.after).__name__) for entry in store.history("x").items]
    assert sorted(told) == [(1, "Edge"), (1, "Node"), (2, "Node")]
    put(store, tie("x", "b", edge_id="x", weight=2.0))
    assert store.history("x", limit=1).items[0].before == tie("x", "b", edge_id="x")


def test_history_and_changes_come_in_pages(store: Store) -> None:
    for number in range(7):
        put(store, actor("a", name=str(number)))
    revisions: list[int] = []
    cursor = ""
    while True:
        page = store.history("a", limit=3, cursor=cursor)
        revisions += [entry.revision for entry in page.items]
        if not (cursor := page.next_cursor):
            break
    assert revisions == [7, 6, 5, 4, 3, 2, 1]
    first = store.changes(limit=4)
    rest = store.changes(limit=4, cursor=first.next_cursor)
    assert [item[0] for item in (*first.items, *rest.items)] == [7, 6, 5, 4, 3, 2, 1]
    assert rest.next_cursor == ""
