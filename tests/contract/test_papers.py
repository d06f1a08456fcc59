"""Papers: what is kept about the work on the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ecomap.domain.papers import Paper
from ecomap.errors import Conflict, InvalidParameter, InvalidRecord
from ecomap.stores.contract import PaperQuery, Store
from tests.support.builders import actor, change, put

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DRAFT = Paper("draft", "d1", {"이름": "돌봄 '모임'", "n": [1, 2.5, None, True]}, "u1", "open", NOON)


def keep(store: Store, *papers: Paper) -> None:
    with store.write(change()) as writing:
        writing.put_papers(papers)
        writing.commit()


def ids(papers: Iterable[Paper]) -> list[str]:
    return [paper.id for paper in papers]


def test_a_paper_comes_back_with_version_one(store: Store, open_handle: Callable[[], Store]) -> None:
    keep(store, DRAFT)
    other = open_handle()
    assert other.get_papers("draft", ["d1", "d2", "\0", "\ud800"]) == {"d1": replace(DRAFT, version=1)}
    assert other.get_papers("note", ["d1"]) == {}


def test_a_paper_is_replaced_by_the_next_version_only(store: Store) -> None:
    keep(store, DRAFT)
    keep(store, replace(DRAFT, version=1, state="done"))
    for version in (0, 1, 3):
        with pytest.raises(Conflict) as caught:
            keep(store, replace(DRAFT, version=version, state="lost"))
        assert caught.value.context["stored"] == 2
    with pytest.raises(Conflict) as caught:
        keep(store, replace(DRAFT, id="new", version=1))
    assert caught.value.context["stored"] == 0
    assert store.get_papers("draft", ["d1"])["d1"].state == "done"


def test_one_put_may_replace_its_own_paper(store: Store) -> None:
    keep(store, DRAFT, replace(DRAFT, version=1, state="second"))
    assert store.get_papers("draft", ["d1"])["d1"] == replace(DRAFT, version=2, state="second")


def test_papers_are_found_by_kind_owner_and_state_newest_first(store: Store) -> None:
    made = [replace(DRAFT, id=f"d{i}", owner=f"u{i % 2}", made=NOON + timedelta(hours=i // 2)) for i in range(6)]
    assert store.paper_kinds() == ()
    keep(store, *made, replace(DRAFT, kind="note"), replace(DRAFT, id="z", owner="u1", state="done"))
    assert store.paper_kinds() == ("draft", "note")
    assert ids(store.find_papers(PaperQuery("draft")).items) == ["d4", "d5", "d2", "d3", "d0", "d1", "z"]
    assert ids(store.find_papers(PaperQuery("draft", owners=["u1"])).items) == ["d5", "d3", "d1", "z"]
    assert ids(store.find_papers(PaperQuery("draft", owners=["u1"], states=["done"])).items) == ["z"]
    assert store.find_papers(PaperQuery("none")).items == ()


def test_pages_of_papers_join_up(store: Store) -> None:
    keep(store, *(replace(DRAFT, id=f"d{i}", made=NOON + timedelta(hours=i // 3)) for i in range(7)))
    whole = ids(store.find_papers(PaperQuery("draft")).items)
    cursor, found = "", []
    while True:
        page = store.find_papers(PaperQuery("draft", limit=2, cursor=cursor))
        found += ids(page.items)
        if not (cursor := page.next_cursor):
            break
    assert found == whole
    with pytest.raises(InvalidParameter):
        store.find_papers(PaperQuery("draft", cursor="x"))
    with pytest.raises(InvalidParameter):
        store.find_papers(PaperQuery("draft", limit=0))


def test_papers_are_removed_without_trace(store: Store) -> None:
    keep(store, DRAFT)
    with store.write(change()) as writing:
        assert writing.remove_papers("draft", ["d1", "d2"]) == 1
        assert writing.remove_papers("note", ["d1"]) == 0
        writing.commit()
    assert store.get_papers("draft", ["d1"]) == {}
    keep(store, DRAFT)


def test_papers_alone_change_no_revision_and_no_history(store: Store) -> None:
    before = store.describe().revision
    with store.write(change("once")) as writing:
        writing.put_papers([DRAFT])
        assert writing.commit() == before
    assert store.describe().revision == before
    assert store.changes().items == ()


def test_papers_and_records_are_one_transaction(store: Store) -> None:
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
        writing.put_papers([DRAFT])
        assert writing.get_papers("draft", ["d1"])["d1"].version == 1
    assert store.get_papers("draft", ["d1"]) == store.get_nodes(["a"]) == {}
    with store.write(change()) as writing:
        writing.put_nodes([actor("a")])
        writing.put_papers([DRAFT])
        assert writing.commit() == 1
    assert store.get_papers("draft", ["d1"])
    put(store, actor("b"))


@pytest.mark.parametrize(
    "bad",
    [
        replace(DRAFT, id=""),
        replace(DRAFT, id="a\n"),
        replace(DRAFT, kind=""),
        replace(DRAFT, data={"at": NOON}),
        replace(DRAFT, data={"n": float("nan")}),
        replace(DRAFT, data={"t": "\ud800"}),
    ],
)
def test_what_cannot_be_kept_is_refused(store: Store, bad: Paper) -> None:
    with pytest.raises(InvalidRecord):
        keep(store, bad)
