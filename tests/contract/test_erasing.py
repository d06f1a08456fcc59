"""What one change did, and taking personal data out of all states of a record."""

from __future__ import annotations

from ecomap.stores.contract import Store
from tests.support.builders import actor, change, put, tie

PHONE = "02-123-MARKER"


def erase(store: Store, *ids: str, names: tuple[str, ...] = ("contact_phone", "note")) -> int:
    with store.write(change(who="officer")) as writing:
        count = writing.erase(ids, names)
        writing.commit()
    return count


def test_a_change_tells_what_it_did(store: Store) -> None:
    put(store, actor("a"), actor("b"), tie("a", "b", edge_id="t"))
    put(store, actor("a", name="새 이름"), tie("a", "b", edge_id="t", weight=2.0), actor("c"))
    with store.write(change()) as writing:
        writing.remove_edges(["t"])
        writing.remove_nodes(["c"])
        writing.commit()
    first = store.changed(1).items
    assert [(e.subject, e.before, e.after) for e in first] == [
        ("a", None, actor("a")),
        ("b", None, actor("b")),
        ("t", None, tie("a", "b", edge_id="t")),
    ]
    second = {entry.subject: entry for entry in store.changed(2).items}
    assert second.keys() == {"a", "c", "t"}
    assert (second["a"].before, second["a"].after) == (actor("a"), actor("a", name="새 이름"))
    assert (second["c"].before, second["c"].after) == (None, actor("c"))
    third = {entry.subject: entry for entry in store.changed(3).items}
    assert third.keys() == {"c", "t"}
    assert third["t"].after is third["c"].after is None
    assert third["t"].revision == 3
    assert store.changed(4).items == store.changed(0).items == ()
    for entry in (*first, *second.values(), *third.values()):
        assert entry in store.history(entry.subject).items


def test_what_a_change_did_comes_in_pages(store: Store) -> None:
    put(store, *(actor(f"a{i}") for i in range(5)))
    page, found = store.changed(1, limit=2), []
    while True:
        found += [entry.subject for entry in page.items]
        if not page.next_cursor:
            break
        page = store.changed(1, limit=2, cursor=page.next_cursor)
    assert found == [f"a{i}" for i in range(5)]


def test_erased_properties_are_in_no_state(store: Store) -> None:
    put(store, actor("a", contact_phone=PHONE, staff=1), actor("b"), tie("a", "b", edge_id="t", note=PHONE))
    put(store, actor("a", contact_phone=PHONE, staff=2), tie("a", "b", edge_id="t"))
    assert erase(store, "a", "b", "t", "nobody") == 2
    assert store.get_nodes(["a"])["a"] == actor("a", staff=2)
    with store.contents() as contents:
        assert PHONE not in repr([*contents.nodes, *contents.edges, *contents.past])
    newest, *rest = store.history("a").items
    assert (newest.change.who, newest.before, newest.after) == ("officer", actor("a", staff=2), actor("a", staff=2))
    assert [entry.after for entry in rest] == [actor("a", staff=2), actor("a", staff=1)]
    assert len(store.history("t").items) == 2, "it lost the note before, so this change did not touch it"


def test_removed_records_are_erased_too(store: Store) -> None:
    put(store, actor("a", contact_phone=PHONE))
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        writing.commit()
    assert erase(store, "a") == 1
    assert store.history("a").items[-1].after == actor("a")
    assert store.revision() == 3


def test_erasing_nothing_is_no_change(store: Store) -> None:
    put(store, actor("a", staff=1))
    assert erase(store, "a") == erase(store) == erase(store, "a", names=()) == 0
    assert store.revision() == 1
