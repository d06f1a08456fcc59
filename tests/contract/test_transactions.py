"""Transactions: all or nothing, once, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

from ecomap.errors import Conflict, InvalidRecord, StoreBusy
from ecomap.stores.contract import EdgeQuery, Store
from tests.support.builders import actor, change, put, tie

Open = Callable[[], Store]


def test_leaving_without_commit_undoes(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
    assert store.get_nodes(["a"]) == {}
    assert store.revision() == 0


def test_an_exception_undoes(store: Store) -> None:
    def fail() -> None:
        with store.write(change()) as writing:
            writing.put_nodes([actor("a")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.get_nodes(["a"]) == {}


def test_a_commit_stays_when_the_block_then_fails(store: Store) -> None:
    def fail() -> None:
        with store.write(change()) as writing:
            writing.put_nodes([actor("a")])
            writing.commit()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.get_nodes(["a"]).keys() == {"a"}


def test_the_store_can_be_written_after_an_undone_transaction(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
    assert put(store, actor("b")) == 1


def test_each_commit_raises_the_revision_by_one(store: Store) -> None:
    assert [put(store, actor(name)) for name in "abc"] == [1, 2, 3]
    assert store.revision() == store.describe().revision == 3


def test_changing_nothing_keeps_the_revision_and_records_no_change(store: Store) -> None:
    put(store, actor("a"))
    assert put(store, actor("a")) == 1
    with store.write(change()) as writing:
        writing.remove_nodes(["none"])
        assert writing.commit() == 1
    assert len(store.changes().items) == 1


def test_removing_alone_is_a_change(store: Store) -> None:
    put(store, actor("a"))
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        assert writing.commit() == 2


def test_a_transaction_reads_what_it_put(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a", name="마을넷", registration_number="1"), actor("b")])
        writing.put_edges([tie("a", "b")])
        assert writing.get_nodes(["a"]).keys() == {"a"}
        assert writing.get_edges(["cooperates-a-b"])
        assert writing.find_named(["마을 넷"]) == {"마을 넷": ("a",)}
        assert writing.find_registered(["1"]) == {"1": ("a",)}
        assert len(writing.find_edges(EdgeQuery(nodes=["b"])).items) == 1


def test_others_do_not_see_it_before_the_commit(store: Store, open_handle: Open) -> None:
    other = open_handle()
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
        assert other.get_nodes(["a"]) == {}
        assert store.get_nodes(["a"]) == {}
        writing.commit()
    assert other.get_nodes(["a"]).keys() == {"a"}


def test_a_change_id_is_applied_once(store: Store, open_handle: Open) -> None:
    put(store, actor("z"))
    put(store, actor("a"), change_id="key-1")
    with pytest.raises(Conflict, match="key-1") as caught, open_handle().write(change("key-1")):
        pytest.fail("entered")
    assert caught.value.context["revision"] == 2


def test_the_id_of_an_undone_change_is_free(store: Store) -> None:
    with store.write(change("key-1")) as writing:
        writing.put_nodes([actor("a")])
    assert put(store, actor("a"), change_id="key-1") == 1


def test_a_second_writer_is_told_that_the_store_is_busy(store: Store, open_handle: Open) -> None:
    other = open_handle()
    with store.write(change()), pytest.raises(StoreBusy) as caught, other.write(change()):
        pytest.fail("entered")
    assert caught.value.remedy is not None


def test_a_second_writer_waits_its_turn(store: Store, open_handle: Open) -> None:
    other = open_handle()
    done = []
    with store.write(change()) as writing:
        thread = Thread(target=lambda: done.append(put(other, actor("b"))))
        thread.start()
        writing.put_nodes([actor("a")])
        writing.commit()
    thread.join()
    assert done == [2]


def test_a_failed_put_spoils_the_transaction(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
        with pytest.raises(InvalidRecord):
            writing.put_edges([tie("a", "nobody")])
        with pytest.raises(RuntimeError):
            writing.commit()
    assert store.counts() == {}


def test_a_failing_source_of_records_spoils_the_transaction(store: Store) -> None:
    with store.write(change()) as writing:
        with pytest.raises(ZeroDivisionError):
            writing.put_nodes(actor(str(1 // (5 - i))) for i in range(9))
        with pytest.raises(RuntimeError):
            writing.commit()


def test_a_committed_transaction_is_over(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
        writing.commit()
        with pytest.raises(RuntimeError):
            writing.put_nodes([actor("b")])
        with pytest.raises(RuntimeError):
            writing.get_nodes(["a"])
        with pytest.raises(RuntimeError):
            writing.commit()


def test_a_transaction_that_was_left_is_over(store: Store) -> None:
    with store.write(change()) as writing:
        pass
    with pytest.raises(RuntimeError):
        writing.put_nodes([actor("a")])


def test_threads_write_one_after_the_other(store: Store, open_handle: Open) -> None:
    patient = open_handle()
    failures: list[StoreBusy] = []

    def work(name: str) -> None:
        for i in range(5):
            while True:
                try:
                    put(patient, actor(f"{name}{i}"))
                    break
                except StoreBusy as error:
                    failures.append(error)

    threads = [Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.revision() == 20
    assert store.counts() == {"civil_society": 20}
