"""API keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from ecomap.stores.contract import ApiKey, Store

NOON = datetime(2025, 1, 1, 12, tzinfo=UTC)
KEY = ApiKey("k1", "김철수의 '키'", "pbkdf2$abc", frozenset({"write", "read-members"}), NOON, NOON + timedelta(days=90))
BOUND = replace(KEY, places=frozenset({"place:1144000000"}), fields=frozenset({"field:welfare", "field:housing"}))


def test_a_key_comes_back_as_it_was_put(store: Store, open_handle: Callable[[], Store]) -> None:
    store.put_key(BOUND)
    assert tuple(open_handle().keys()) == (BOUND,)


def test_a_key_may_have_no_times_and_no_scopes(store: Store) -> None:
    bare = ApiKey("k", "n", "h")
    store.put_key(bare)
    assert tuple(store.keys()) == (bare,)


def test_keys_come_oldest_first(store: Store) -> None:
    seoul = timezone(timedelta(hours=9))
    for key_id, created in (("c", NOON + timedelta(hours=2)), ("a", NOON), ("b", NOON.astimezone(seoul))):
        store.put_key(replace(KEY, id=key_id, created=created))
    stored = store.keys()
    assert [key.id for key in stored] == ["a", "b", "c"]


def test_putting_again_replaces(store: Store) -> None:
    store.put_key(KEY)
    revoked = replace(KEY, revoked=NOON + timedelta(days=1))
    store.put_key(revoked)
    assert tuple(store.keys()) == (revoked,)


def test_keys_are_no_part_of_history(store: Store) -> None:
    store.put_key(KEY)
    assert store.revision() == 0
    assert store.changes().items == store.history("k1").items == ()
