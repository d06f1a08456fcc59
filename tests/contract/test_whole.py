"""Taking all of a register out, and filling an empty one with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ecomap.domain.papers import Paper
from ecomap.errors import Conflict, InvalidRecord, StoreError
from ecomap.stores.contract import ApiKey, Contents, Past, Store
from ecomap.stores.sqlite_store import SqliteStore
from tests.support.builders import actor, change, field, put, tie

AT = datetime(2020, 5, 1, 12, 30, 15, 123456, tzinfo=UTC)
CHANGES = ((1, AT, change("one")), (2, AT.replace(year=2021), change("two", who="김철수")))
KEY = ApiKey("k", "센터", "hash", frozenset({"write"}), AT, AT.replace(year=2030))
PAPER = Paper("draft", "d1", {"이름": "돌봄"}, "u1", "open", AT, version=3)
CONTENTS = Contents(
    keys=(KEY,),
    papers=(PAPER,),
    changes=CHANGES,
    nodes=((actor("a", name="새 이름", staff=3), 2), (actor("b"), 1), (field("f"), 1)),
    edges=((tie("a", "b", "funds", "t", valid_from="2020-01-01", amount=5.0, unit="KRW", field="f"), 2),),
    past=(Past(actor("a", name="옛 이름"), 1, 2), Past(tie("a", "b", edge_id="gone"), 1, 2)),
)


def whole(store: Store) -> Contents:
    """Return all of a register, in an order of its own."""
    with store.contents() as found:
        return Contents(
            tuple(found.keys),
            tuple(found.papers),
            tuple(found.changes),
            tuple(sorted(found.nodes, key=lambda item: item[0].id)),
            tuple(sorted(found.edges, key=lambda item: item[0].id)),
            tuple(sorted(found.past, key=lambda past: past.record.id)),
        )


def test_what_is_loaded_comes_out_again(store: Store) -> None:
    store.load(CONTENTS)
    assert whole(store) == CONTENTS
    assert store.revision() == 2
    assert store.keys() == (KEY,)


def test_history_is_told_as_where_it_was_made(store: Store) -> None:
    store.load(CONTENTS)
    newest, oldest = store.history("a").items
    assert (newest.revision, newest.at, newest.change) == (2, CHANGES[1][1], CHANGES[1][2])
    assert (newest.before, newest.after) == (actor("a", name="옛 이름"), actor("a", name="새 이름", staff=3))
    assert (oldest.revision, oldest.before, oldest.after) == (1, None, actor("a", name="옛 이름"))
    gone, _ = store.history("gone").items
    assert gone.after is None


def test_work_goes_on_after_loading(store: Store) -> None:
    store.load(CONTENTS)
    assert put(store, actor("c")) == 3
    assert store.history("c").items[0].revision == 3
    with pytest.raises(Conflict):
        put(store, actor("d"), change_id="two")


def test_a_register_taken_out_loads_as_an_equal_one(store: Store, tmp_path: Path) -> None:
    put(store, actor("a", name="하나"), actor("b"), tie("a", "b"))
    put(store, actor("a", name="둘"))
    with store.write(change()) as writing:
        writing.remove_edges(["cooperates-a-b"])
        writing.commit()
    other = SqliteStore(tmp_path / "other.db")
    other.migrate()
    with store.contents() as contents:
        other.load(contents)
    assert whole(other) == whole(store)
    assert other.snapshot().content_hash == store.snapshot().content_hash
    assert other.describe().uid != store.describe().uid
    other.close()


def test_an_empty_register_is_taken_out_and_loaded(store: Store) -> None:
    empty = whole(store)
    assert empty == Contents((), (), (), (), (), ())
    store.load(empty)
    assert store.revision() == 0


def test_nothing_is_loaded_into_a_register_with_records(store: Store) -> None:
    put(store, actor("mine"))
    with pytest.raises(Conflict, match="empty"):
        store.load(CONTENTS)
    assert store.counts() == {"civil_society": 1}


def test_a_load_that_fails_leaves_nothing(store: Store) -> None:
    broken = replace(CONTENTS, edges=(*CONTENTS.edges, (tie("a", "nobody"), 1)))
    with pytest.raises(InvalidRecord):
        store.load(broken)

    def torn() -> object:
        yield Past(actor("a"), 1, 2)
        raise RuntimeError("the stream broke")

    with pytest.raises(RuntimeError):
        store.load(replace(CONTENTS, past=torn()))  # type: ignore[arg-type]
    assert whole(store) == Contents((), (), (), (), (), ())
    store.load(CONTENTS)
    assert whole(store) == CONTENTS


def test_both_need_a_migrated_store(fresh: Store) -> None:
    with pytest.raises(StoreError):
        fresh.load(CONTENTS)
    with pytest.raises(StoreError), fresh.contents():
        pass


def test_a_large_register_comes_in_parts(store: Store, open_handle: Callable[[], Store]) -> None:
    many = 12_000
    store.load(replace(CONTENTS, nodes=(*CONTENTS.nodes, *((actor(f"n{i}"), 1 + i % 2) for i in range(many)))))
    with open_handle().contents() as found:
        assert sum(1 for _ in found.nodes) == many + 3
