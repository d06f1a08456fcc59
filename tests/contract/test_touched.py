"""Which nodes changed since a revision."""

from __future__ import annotations

from collections.abc import Callable

from ecomap.stores.contract import Store
from tests.support.builders import actor, change, link, place, put, tie

LINKS = ("located_in",)


def test_what_changed_after_a_revision_is_told(store: Store) -> None:
    assert store.touched(0, LINKS) == (0, frozenset())
    put(store, actor("a"), actor("b"), actor("c"), place("p"), link("located_in", "b", "p"))
    assert store.touched(0, LINKS) == (1, frozenset("abcp"))
    assert store.touched(1, LINKS) == (1, frozenset())
    put(store, actor("a", name="새 이름"))
    put(store, link("located_in", "c", "p"), tie("a", "b"))
    assert store.touched(1, LINKS) == (3, frozenset("ac"))
    assert store.touched(2, ()) == (3, frozenset())
    assert store.touched(2, ("cooperates",)) == (3, frozenset("a"))


def test_removed_and_erased_records_are_told(store: Store, open_handle: Callable[[], Store]) -> None:
    moved = link("located_in", "b", "p")
    put(store, actor("a", phone="02-1-2345"), actor("b"), actor("c"), place("p"), moved)
    with store.write(change()) as writing:
        writing.remove_edges([moved.id])
        writing.remove_nodes(["c"])
        writing.commit()
    other = open_handle()
    assert other.touched(1, LINKS) == (2, frozenset("bc"))
    with store.write(change()) as writing:
        writing.erase(["a"], ["phone"])
        writing.commit()
    assert other.touched(2, LINKS) == (3, frozenset("a"))
    assert other.touched(1, ()) == (3, frozenset("ac"))


def test_ids_of_earlier_states_are_found_by_their_beginning(store: Store) -> None:
    gone, other = link("located_in", "a", "p"), link("located_in", "a1", "p")
    put(store, actor("a"), actor("a1"), place("p"), gone, other)
    assert store.former(["located_in:a>"]) == frozenset()
    with store.write(change()) as writing:
        writing.remove_edges([gone.id, other.id])
        writing.commit()
    assert store.former(["located_in:a>"]) == {gone.id}
    assert store.former(["located_in:", "located_in:a"]) == {gone.id, other.id}
    assert store.former(["x"]) == store.former([]) == frozenset()
