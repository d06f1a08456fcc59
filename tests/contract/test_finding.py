"""Finding by name, by number, by words, by links; pages and cursors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ecomap.errors import InvalidParameter
from ecomap.stores.contract import EdgeQuery, NodeQuery, Store
from tests.contract.conftest import STORES
from tests.support.builders import actor, change, field, link, place, put, task, tie


def found(store: Store, **query: Any) -> list[str]:
    """Return the ids that a query finds, having checked that counting agrees."""
    ids = [node.id for node in store.find_nodes(NodeQuery(**query)).items]
    assert store.count_nodes(NodeQuery(**query)) == len(ids)
    return ids


def all_pages(find: Callable[[Any], Any], query: Any) -> list[str]:
    """Return all ids of a paged list, having checked that no page is too long and none but the last is short."""
    ids: list[str] = []
    while True:
        page = find(query)
        ids += [item.id for item in page.items]
        assert len(page.items) <= query.limit
        if not page.next_cursor:
            return ids
        assert len(page.items) == query.limit
        query = replace(query, cursor=page.next_cursor)


# --- names and numbers


@pytest.mark.parametrize(
    "asked", ["마을 공동체", "마을공동체", "[마을]공동체", "village NET", "VILLAGE-net", "마공", "(마공)"]
)
def test_names_are_equal_under_their_comparison_form(store: Store, asked: str) -> None:
    put(store, actor("a", name="마을공동체", name_en="Village Net", aliases=("마공",)), actor("b", name="다른 곳"))
    assert store.find_named([asked]) == {asked: ("a",)}


def test_a_part_of_a_name_is_not_the_name(store: Store) -> None:
    put(store, actor("a", name="마을공동체"))
    assert store.find_named(["마을", ""]) == {}


def test_namesakes_are_all_found_in_order_of_id(store: Store) -> None:
    put(store, actor("b", name="마을넷"), actor("a", "government", name="마을 넷"))
    assert store.find_named(["마을넷"]) == {"마을넷": ("a", "b")}


def test_only_actors_are_found_by_name(store: Store) -> None:
    put(store, field("마을"), place("마을넷"))
    assert store.find_named(["마을", "마을넷"]) == {}


def test_a_name_without_letters_finds_nobody(store: Store) -> None:
    put(store, actor("a", name="···"))
    assert store.find_named(["···", "---"]) == {}


def test_registration_numbers_are_equal_if_letters_and_digits_are(store: Store) -> None:
    put(store, actor("a", registration_number="123-45"), actor("b", registration_number="제2020-9호"), actor("c"))
    asked = ["123-45", "12345", "１２３ 45", "제 2020-9 호", "9", "", "-"]
    found = store.find_registered(asked)
    assert found == {"123-45": ("a",), "12345": ("a",), "１２３ 45": ("a",), "제 2020-9 호": ("b",)}
    assert store.get_nodes(["a"])["a"].properties["registration_number"] == "123-45"


def test_a_number_is_no_name_and_is_forgotten_when_it_changes(store: Store) -> None:
    put(store, actor("a", name="가", registration_number="123-45"))
    assert store.find_named(["12345", "No12345", "№12345"]) == {}
    put(store, actor("a", name="가", registration_number="67"))
    assert store.find_registered(["12345", "6-7"]) == {"6-7": ("a",)}


def test_a_number_held_twice_is_found_twice(store: Store) -> None:
    put(store, actor("b", registration_number="1"), actor("a", registration_number="1"))
    assert store.find_registered(["1"]) == {"1": ("a", "b")}


# --- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("마을", ["centre", "net"]),
        ("공동체", ["centre"]),
        ("지원센터", ["centre"]),
        ("지원 센터", ["centre"]),
        ("마을지원", []),
        ("체지", ["centre"]),
        ("센", ["centre"]),
        ("터", ["centre"]),
        ("공동체 마을", ["centre"]),
        ("마을 없음", []),
        ("npo", ["hub"]),
        ("NP", ["hub"]),
        ("po", []),
        ("café", ["hub"]),
        ("cafe", ["hub"]),
        ("허브 npo", ["hub"]),
        ("123-45", ["net"]),
        ("12345", ["net"]),
        ("1동", ["dong"]),
        ("역삼1동", ["dong"]),
        ("靑年", ["dong"]),
    ],
)
def test_words_find_names_aliases_and_numbers(store: Store, text: str, expected: list[str]) -> None:
    put(
        store,
        actor("centre", name="마을공동체 지원센터"),
        actor("net", name="우리마을", registration_number="123-45"),
        actor("hub", name="서울NPO허브", name_en="Café Centre"),
        actor("dong", "government", name="역삼1동 주민회관", aliases=("靑年 모임",)),
    )
    assert sorted(found(store, text=text)) == expected


@pytest.mark.parametrize(
    "text", ['"', "'", "*", '마을"', "마을*", "(마을", "마을)", "-마을", "마을^", "{마을}", "마을:", "마을;--", "+마을"]
)
def test_characters_of_query_languages_are_harmless(store: Store, text: str) -> None:
    put(store, actor("a", name="마을넷"))
    assert found(store, text=text) == (["a"] if "마을" in text else [])


@pytest.mark.parametrize("text", ["AND", "마을 OR 허브", "NOT 허브", "마을 NEAR 허브", "name:마을", "\0", "\ud800"])
def test_words_of_query_languages_are_words(store: Store, text: str) -> None:
    put(store, actor("a", name="마을넷"), actor("b", name="허브"))
    assert found(store, text=text) == []


def test_equal_names_come_first_then_beginnings_then_the_rest(store: Store) -> None:
    put(
        store,
        actor("rest", name="우리 마을넷"),
        actor("begins", name="마을넷 지원단"),
        actor("equal", name="마을 넷"),
        actor("alias", name="가나다", aliases=("마을넷",)),
    )
    assert found(store, text="마을넷") == ["alias", "equal", "begins", "rest"]


def test_search_follows_renaming_and_removal(store: Store) -> None:
    put(store, actor("a", name="마을넷"), actor("b", name="마을방"))
    put(store, actor("a", name="환경넷"))
    assert found(store, text="마을") == ["b"]
    assert found(store, text="환경") == ["a"]
    with store.write(change()) as writing:
        writing.remove_nodes(["a"])
        writing.commit()
    assert found(store, text="환경") == []


def test_search_takes_filters(store: Store) -> None:
    put(store, actor("a", name="마을넷"), actor("b", "government", name="마을과"), field("마을"))
    assert found(store, text="마을", kinds=["government", "field"]) == ["마을", "b"]


def test_white_space_is_no_text(store: Store) -> None:
    put(store, actor("a"))
    assert found(store, text="  \t") == ["a"]


# --- lists


def test_lists_come_by_korean_name_and_id(store: Store) -> None:
    put(store, actor("3", name="나"), actor("2", name="가"), actor("1", name="나"), actor("4", "government", name="다"))
    assert found(store) == ["2", "1", "3", "4"]


def test_kinds_restrict(store: Store) -> None:
    put(store, actor("a"), actor("b", "government"), field("c"))
    assert found(store, kinds=["government", "field"]) == ["b", "c"]
    assert found(store, kinds=["no_such_kind"]) == []


def test_links_restrict_and_all_have_to_hold(store: Store) -> None:
    put(
        store,
        *(actor(name) for name in "abcd"),
        place("p1"),
        place("p2"),
        field("f"),
        task("t"),
        link("located_in", "a", "p1"),
        link("active_in", "b", "p1"),
        link("located_in", "c", "p2"),
        link("works_in", "a", "f"),
        link("works_in", "c", "f"),
        link("responsible_for", "c", "t"),
    )
    assert found(store, places=["p1"]) == ["a", "b"]
    assert found(store, places=["p1", "p2"]) == ["a", "b", "c"]
    assert found(store, fields=["f"]) == ["a", "c"]
    assert found(store, places=["p1"], fields=["f"]) == ["a"]
    assert found(store, tasks=["t"], fields=["f"], places=["p2"]) == ["c"]
    assert found(store, places=["nowhere"]) == []


def test_a_node_linked_twice_is_listed_once(store: Store) -> None:
    put(store, actor("a"), place("p"), link("located_in", "a", "p"), link("active_in", "a", "p"))
    assert found(store, places=["p"]) == ["a"]


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
@pytest.mark.parametrize("query", [{}, {"kinds": ["civil_society", "government"]}, {"text": "모임"}, {"text": "모"}])
def test_pages_give_every_node_once_in_order(store: Store, limit: int, query: dict[str, Any]) -> None:
    kinds = ("civil_society", "government", "intermediary")
    names = ("모임", "모임 가", "나 모임", "가나다 모임 마을")
    put(store, *(actor(f"n{i}", kinds[i % 3], name=names[i % 4]) for i in range(20)))
    whole = found(store, **query)
    assert whole
    assert all_pages(store.find_nodes, NodeQuery(limit=limit, **query)) == whole


def test_a_full_last_page_has_no_cursor(store: Store) -> None:
    put(store, actor("a"), actor("b"))
    assert store.find_nodes(NodeQuery(limit=2)).next_cursor == ""


def test_a_cursor_survives_other_writes(store: Store) -> None:
    put(store, *(actor(name) for name in "bdf"))
    first = store.find_nodes(NodeQuery(limit=2))
    put(store, *(actor(name) for name in "aceg"))
    rest = store.find_nodes(NodeQuery(cursor=first.next_cursor))
    assert [node.id for node in rest.items] == ["e", "f", "g"]


@pytest.fixture
def cursors(store: Store) -> dict[str, str]:
    """Return a genuine cursor of each list."""
    put(store, *(actor(name) for name in "abc"), *(tie("a", "b", edge_id=f"t{i}") for i in range(3)))
    for weight in (1.0, 2.0):
        put(store, tie("a", "b", edge_id="t0", weight=weight))
    return {
        "nodes": store.find_nodes(NodeQuery(limit=1)).next_cursor,
        "edges": store.find_edges(EdgeQuery(limit=1)).next_cursor,
        "history": store.history("t0", limit=1).next_cursor,
        "changes": store.changes(limit=1).next_cursor,
    }


LISTS: dict[str, Callable[[Store, str], object]] = {
    "nodes": lambda store, cursor: store.find_nodes(NodeQuery(cursor=cursor)),
    "search": lambda store, cursor: store.find_nodes(NodeQuery(text="a", cursor=cursor)),
    "edges": lambda store, cursor: store.find_edges(EdgeQuery(cursor=cursor)),
    "history": lambda store, cursor: store.history("t0", cursor=cursor),
    "changes": lambda store, cursor: store.changes(cursor=cursor),
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_cursors_are_refused_where_they_do_not_belong(store: Store, cursors: dict[str, str], name: str) -> None:
    genuine = cursors.get(name, "")
    LISTS[name](store, genuine)
    tampered = [genuine[:-2] + "xx", genuine + "x", "Zm9v", "!", "글", "A" * 5000, "\ud800"]
    foreign = [cursor for other, cursor in cursors.items() if other != name]
    for cursor in tampered + foreign:
        with pytest.raises(InvalidParameter) as caught:
            LISTS[name](store, cursor)
        assert caught.value.context["field"] == "cursor"


def test_cursors_of_another_register_are_refused(
    store: Store, cursors: dict[str, str], backend: str, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = STORES[backend](tmp_path / "other")
    other.migrate()
    with pytest.raises(InvalidParameter):
        other.find_nodes(NodeQuery(cursor=cursors["nodes"]))
    other.close()


@pytest.mark.parametrize("limit", [0, -1, 100_001, 2**70])
def test_limits_out_of_bounds_are_refused(store: Store, limit: int) -> None:
    for call in (
        lambda: store.find_nodes(NodeQuery(limit=limit)),
        lambda: store.find_nodes(NodeQuery(text="a", limit=limit)),
        lambda: store.find_edges(EdgeQuery(limit=limit)),
        lambda: store.history("a", limit=limit),
        lambda: store.changes(limit=limit),
    ):
        with pytest.raises(InvalidParameter) as caught:
            call()
        assert caught.value.context["field"] == "limit"


# --- edges


def edge_ids(store: Store, **query: Any) -> list[str]:
    return [edge.id for edge in store.find_edges(EdgeQuery(**query)).items]


def test_edges_come_by_id(store: Store) -> None:
    put(store, actor("a"), actor("b"), *(tie("a", "b", edge_id=name) for name in ("t3", "t1", "t2")))
    assert edge_ids(store) == ["t1", "t2", "t3"]


def test_edges_match_by_type_and_either_end(store: Store) -> None:
    put(
        store,
        *(actor(name) for name in "abc"),
        tie("a", "b", edge_id="1"),
        tie("b", "c", "funds", edge_id="2"),
        tie("c", "a", "funds", edge_id="3"),
        tie("a", "a", "refers", edge_id="4"),
    )
    assert edge_ids(store, nodes=["a"]) == ["1", "3", "4"]
    assert edge_ids(store, nodes=["a", "c"]) == ["1", "2", "3", "4"]
    assert edge_ids(store, types=["funds"]) == ["2", "3"]
    assert edge_ids(store, nodes=["b"], types=["funds", "refers"]) == ["2"]
    assert edge_ids(store, nodes=["nobody"]) == edge_ids(store, types=["no_such_type"]) == []


def test_edges_match_on_a_day_with_open_ends_holding(store: Store) -> None:
    put(
        store,
        actor("a"),
        actor("b"),
        tie("a", "b", edge_id="always"),
        tie("a", "b", edge_id="from", valid_from="2020-01-01"),
        tie("a", "b", edge_id="to", valid_to="2019-12-31"),
        tie("a", "b", edge_id="within", valid_from="2019-12-31", valid_to="2020-01-01"),
    )
    assert edge_ids(store, on=date(2019, 12, 30)) == ["always", "to"]
    assert edge_ids(store, on=date(2019, 12, 31)) == ["always", "to", "within"]
    assert edge_ids(store, on=date(2020, 1, 1)) == ["always", "from", "within"]
    assert edge_ids(store, on=date(2020, 1, 2), nodes=["a"], types=["cooperates"]) == ["always", "from"]


@pytest.mark.parametrize("limit", [1, 4, 50])
@pytest.mark.parametrize("query", [{}, {"nodes": ["a"]}, {"types": ["cooperates", "funds"]}])
def test_pages_give_every_edge_once_in_order(store: Store, limit: int, query: dict[str, Any]) -> None:
    types = ("cooperates", "funds", "refers")
    put(store, actor("a"), actor("b"), *(tie("a", "b", types[i % 3], edge_id=f"t{i}") for i in range(17)))
    whole = edge_ids(store, **query)
    assert whole
    assert all_pages(store.find_edges, EdgeQuery(limit=limit, **query)) == whole
