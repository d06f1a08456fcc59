from __future__ import annotations

import time

import pytest

from benchmarks.matching import typing_times
from benchmarks.name_pairs import register
from ecomap.matching import SAME, Entry, Index, compare, scan

SIZE = 4_000


@pytest.fixture(scope="module")
def made() -> tuple[list[Entry], set[frozenset[str]], Index]:
    entries, truth = register(SIZE, duplicates=200)
    return entries, truth, Index(entries)


def test_typing_finds_the_twin_whichever_is_typed(made: tuple[list[Entry], set[frozenset[str]], Index]) -> None:
    entries, truth, index = made
    by_id = {entry.id: entry for entry in entries}
    found = 0
    for pair in truth:
        typed, twin = (by_id[id_] for id_ in sorted(pair))
        found += twin.id in {match.id for match in index.check(typed)}
    assert found / len(truth) >= 0.95


def test_typing_is_quick(made: tuple[list[Entry], set[frozenset[str]], Index]) -> None:
    entries, _, index = made
    times = sorted(typing_times(index, entries, 100))
    assert times[94] < 0.05


def test_a_scan_misses_little_that_comparing_all_pairs_finds(
    made: tuple[list[Entry], set[frozenset[str]], Index],
) -> None:
    few = made[2].profiles()[:700]
    every = {
        frozenset({a.id, b.id}) for at, a in enumerate(few) for b in few[at + 1 :] if compare(a, b).score >= SAME
    }  # fmt: skip
    found = {frozenset({pair.first, pair.match.id}) for pair in scan(few).pairs}
    assert found <= every
    assert len(found) >= 0.93 * len(every) > 0


def test_a_scan_is_quick_and_finds_the_duplicates(made: tuple[list[Entry], set[frozenset[str]], Index]) -> None:
    _, truth, index = made
    seen: list[tuple[int, int]] = []
    start = time.perf_counter()
    result = scan(index.profiles(), progress=lambda done, whole: seen.append((done, whole)))
    assert time.perf_counter() - start < 10
    found = {frozenset({pair.first, pair.match.id}) for pair in result.pairs}
    assert len(found & truth) / len(truth) >= 0.93
    assert seen[-1] == (result.compared, result.compared)
    scores = [pair.match.score for pair in result.pairs]
    assert scores == sorted(scores, reverse=True)


def test_an_index_of_nothing_answers() -> None:
    assert Index([]).check(Entry("", "햇살마루")) == []
    assert scan([]).pairs == ()
    assert Index([Entry("a", "햇살마루")]).check(Entry("", "")) == []


def test_a_record_does_not_find_itself() -> None:
    index = Index([Entry("a", "햇살마루"), Entry("b", "햇살 마루")])
    assert [match.id for match in index.check(Entry("a", "햇살마루"))] == ["b"]
    assert [match.id for match in index.check(Entry("", "(사)햇살마루"))] == ["a", "b"]


def test_a_beginning_of_a_name_is_found() -> None:
    index = Index([Entry("a", "햇살마루 이웃사촌네"), Entry("b", "온새길")])
    assert [match.id for match in index.check(Entry("", "햇살마루"), threshold=0.3)] == ["a"]


def test_an_updated_index_knows_what_changed() -> None:
    first = Index([Entry("a", "햇살마루"), Entry("b", "온새길모임"), Entry("c", "도란터모임")])
    second = first.updated([Entry("b", "푸른고리"), Entry("d", "햇살 마루")], removed=["c"])
    third = second.updated([Entry("d", "나란길")], removed=["a"])
    asked = {name: Entry("", name) for name in ("햇살마루", "온새길모임", "도란터모임", "푸른고리", "나란길")}
    assert {n: [m.id for m in first.check(e)] for n, e in asked.items()} == {
        "햇살마루": ["a"], "온새길모임": ["b"], "도란터모임": ["c"], "푸른고리": [], "나란길": [],
    }  # fmt: skip
    assert {n: [m.id for m in second.check(e)] for n, e in asked.items()} == {
        "햇살마루": ["a", "d"], "온새길모임": [], "도란터모임": [], "푸른고리": ["b"], "나란길": [],
    }  # fmt: skip
    assert {n: [m.id for m in third.check(e)] for n, e in asked.items()} == {
        "햇살마루": [], "온새길모임": [], "도란터모임": [], "푸른고리": ["b"], "나란길": ["d"],
    }  # fmt: skip
    assert [profile.id for profile in third.profiles()] == ["b", "d"]


def test_what_very_many_share_is_told_and_not_compared() -> None:
    crowd = [
        Entry(f"e-{i}", f"모임{chr(0xAC00 + 29 * i)}{chr(0xB098 + 31 * i)}", phone="02-312-4567") for i in range(160)
    ]
    assert scan(Index(crowd).profiles()).skipped == (("phone", 160),)
