"""Which store is held, and how it comes into being."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Thread

import pytest

from ecomap.errors import SchemaMismatch
from ecomap.stores.contract import Store
from tests.support.builders import actor, change, put

Open = Callable[[], Store]


def test_the_store_held_is_the_one_named(store: Store, backend: str) -> None:
    assert store.describe().backend == backend


def test_an_unmigrated_store_says_what_to_run(fresh: Store) -> None:
    with pytest.raises(SchemaMismatch) as caught:
        fresh.describe()
    assert caught.value.remedy is not None
    assert "ecomap migrate" in caught.value.remedy.ko
    assert "ecomap migrate" in caught.value.remedy.en


@pytest.mark.parametrize(
    "verb",
    [
        lambda store: store.check(),
        lambda store: store.revision(),
        lambda store: store.counts(),
        lambda store: store.snapshot(),
        lambda store: store.get_nodes(["a"]),
        lambda store: store.keys(),
        lambda store: store.write(change()).__enter__(),
    ],
)
def test_no_verb_works_before_migration(fresh: Store, verb: Callable[[Store], object]) -> None:
    with pytest.raises(SchemaMismatch):
        verb(fresh)


def test_migrating_names_what_it_applied_and_then_nothing(fresh: Store) -> None:
    assert fresh.migrate()
    assert fresh.migrate() == ()


def test_migrations_tell_when_they_were_applied(fresh: Store) -> None:
    before = fresh.migrations()
    assert {at for _, at in before} == {""}
    applied = fresh.migrate()
    assert tuple(name for name, _ in before) == applied
    assert all(datetime.fromisoformat(at) for _, at in fresh.migrations())


def test_several_may_migrate_at_once(fresh: Store, open_handle: Open) -> None:
    stores = [fresh, *(open_handle() for _ in range(3))]
    applied: list[str] = []
    threads = [Thread(target=lambda store=store: applied.extend(store.migrate())) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(applied) == sorted(name for name, _ in fresh.migrations())
    assert len({store.describe().uid for store in stores}) == 1


def test_migrating_again_keeps_what_is_stored(store: Store, open_handle: Open) -> None:
    put(store, actor("a"))
    open_handle().migrate()
    assert store.get_nodes(["a"]).keys() == {"a"}


def test_a_new_store_is_at_revision_zero_and_empty(store: Store) -> None:
    assert store.revision() == store.describe().revision == 0
    assert store.counts() == {}
    assert store.changes().items == ()
    assert store.keys() == ()


def test_a_migrated_store_passes_the_check(store: Store) -> None:
    store.check()


def test_the_uid_stays_with_the_register(store: Store, open_handle: Open) -> None:
    assert store.describe().uid
    assert open_handle().describe().uid == store.describe().uid


def test_the_state_changes_with_the_content_and_with_nothing_else(store: Store, open_handle: Open) -> None:
    first = store.describe().state
    assert open_handle().describe().state == store.describe().state == first
    put(store, actor("a"))
    second = open_handle().describe().state
    assert second == store.describe().state != first
    put(store, actor("a"))
    assert store.describe().state == second


def test_closing_twice_is_fine(store: Store) -> None:
    store.close()
    store.close()
