"""Indicators on registers small enough to count by hand, and their invariants."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

import seed_data
from ecomap.analysis.plan.building import gini, homes
from ecomap.analysis.plan.evaluate import FEW, MOST_YEARS, TaskFigures, figures, moment, wilson, years
from ecomap.analysis.plan.record import Moment
from ecomap.analysis.plan.tables import tables
from ecomap.analysis.plan.tasks import TASKS
from ecomap.analysis.plan.text import explain, notes, shown_value, to_register
from ecomap.domain.records import Node
from ecomap.snapshot import Snapshot
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

MAPO, JUNG = "place:1144000000", "place:1114000000"
PLACES = [
    Place("place:1100000000", "city", population=300),
    Place(MAPO, "gu", "place:1100000000", 100),
    Place(JUNG, "gu", "place:1100000000", 200),
    Place("place:m1", "dong", MAPO, 60),
    Place("place:m2", "dong", MAPO, 40),
]
FIELDS = ["field:a", "field:b", "field:c", ("field:a.1", "field:a")]


def small() -> Snapshot:
    """Four organisations, one intermediary and two government units in two districts, as of 2020 and 2021."""
    return snapshot_of(
        [
            Actor("o1", places=("place:m1",), fields=("field:a.1",), level="gu", founded="2010-01-01"),
            Actor("o2", places=(MAPO,), fields=("field:b",), level="gu", founded="2019-06-01"),
            Actor("o3", places=(JUNG,), fields=("field:a",), level="gu", founded="2010-01-01", closed="2021-05-01"),
            Actor("o4", places=(JUNG,), level="city", founded="2021-03-01"),
            Actor("i1", "intermediary", places=(MAPO,), fields=("field:a",), level="gu"),
            Actor("g1", "government", places=(MAPO,), level="gu", tasks=("task:A1",)),
            Actor("g2", "government", level="city"),
            Actor("p1", "partner", places=(JUNG,)),
        ],
        [
            Tie("o1", "o2", "cooperates", since="2019-01-01"),
            Tie("o1", "o4", "cooperates", since="2021-06-01"),
            Tie("i1", "o1", "supports", since="2019-01-01", until="2020-12-31"),
            Tie("i1", "o2", "trains", since="2021-01-01"),
            Tie("g1", "o1", "funds", amount=3000, since="2020-01-01", until="2021-12-31"),
            Tie("g2", "o1", "funds", amount=1000, since="2021-01-01", until="2021-12-31"),
            Tie("g2", "o2", "delegates", amount=6000, since="2021-01-01", until="2021-12-31"),
            Tie("p1", "o2", "funds", amount=2000, since="2021-01-01", until="2021-12-31"),
        ],
        places=PLACES,
        fields=FIELDS,
        tasks=["task:A1", "task:A2"],
    )


def values(snapshot: Snapshot, *asked: int) -> dict[str, float | None]:
    moments = [moment(snapshot, year) for year in asked]
    return {
        measured.indicator.id: measured.value for task in TASKS.values() for measured in figures(task, moments).measured
    }


EXPECTED = {
    "a1-tasks-with-unit": 1 / 2,
    "a1-units-with-task": 1 / 2,
    "a1-fields-with-ordinance": None,
    "a1-orphans": None,
    "a2-tied-to-government": 2 / 3,  # o3 has closed
    "a2-seats-reach": None,
    "a2-seats-concentration": None,
    "a3-new-ties": 5 / 7,
    "a3-kept-ties": 2 / 3,  # of the cooperation, the support and the grant of 2020, the support has ended
    "a3-fields-with-programme": None,
    "a4-local-support": 1.0,
    "a4-only-through-city": 1 / 2,
    "a4-local-money": 3 / 10,
    "a4-dong-reached": 1 / 2,
    "a5-with-field": 3 / 7,
    "a5-on-the-map": 6 / 7,
    "a5-english": 1.0,
    "b1-sharing": 0.0,
    "b1-supported": 1 / 3,
    "b1-holders": None,
    "b2-per-resident": 10_000 / 300,
    "b2-gini": 2 / 3,  # all of the money is where a third of the residents live
    "b2-reach": 2 / 3,
    "b3-one-funder": 0.0,
    "b3-largest": 3 / 4,
    "b3-public": 10 / 12,
    "c1-isolated": 0.0,
    "c1-lasting": 1 / 3,
    "c1-young": 1 / 3,
    "c1-closed": 1 / 3,
    "c2-unseen": 0.0,
    "c2-recognised": None,
    "c2-in-programmes": None,
    "c3-cooperating": 1.0,
    "c3-across-fields": 1.0,
    "c3-across-districts": 1 / 2,
    "c3-trained": 1 / 3,
    "d-served": 1 / 3,
    "d-ei-fields": 1.0,
    "d-bridging": 0.0,
    "d-fields-without": 2 / 3,
}


def test_every_indicator_is_what_one_counts_by_hand() -> None:
    found = values(small(), 2020, 2021)
    assert found.keys() == EXPECTED.keys()
    for name, expected in EXPECTED.items():
        assert found[name] == (None if expected is None else pytest.approx(expected)), name


def test_a_value_a_year_earlier_is_of_what_held_then() -> None:
    before = {
        measured.indicator.id: measured.before
        for task in TASKS.values()
        for measured in figures(task, [moment(small(), year) for year in (2020, 2021)]).measured
    }
    assert before["b2-per-resident"] == pytest.approx(3000 / 300)
    assert before["d-served"] == pytest.approx(1 / 3)
    assert before["d-ei-fields"] == pytest.approx(-1.0)  # o1 and i1 share a field, below one of them
    assert before["b3-one-funder"] == 1.0
    assert before["c1-closed"] == 0.0


def test_two_grants_of_one_funder_are_one_funder() -> None:
    ties = [Tie("g", "a", "funds", amount=5, since=f"2021-0{month}-01") for month in (1, 2)]
    ties += [
        Tie("g", "b", "funds", amount=5, since="2021-01-01"),
        Tie("p", "b", "funds", amount=15, since="2021-01-01"),
    ]
    found = values(snapshot_of([Actor("g", "government"), Actor("p", "partner"), "a", "b"], ties), 2021)
    assert (found["b3-one-funder"], found["b3-largest"], found["b3-public"]) == (0.5, 0.875, 0.5)


def test_records_that_exist_are_counted() -> None:
    nodes = [Node("body:1", "body", "b"), Node("body:2", "body", "b"), Node("body:3", "body", "b")]
    nodes += [Node("ord:1", "ordinance", "o"), Node("ord:2", "ordinance", "o")]
    nodes += [Node("res:1", "resource", "r"), Node("rec:1", "recognition", "r"), Node("pro:1", "programme", "p")]
    edges = [("sits_on", "o1", f"body:{number}") for number in (1, 2, 3)] + [("sits_on", "o2", "body:1")]
    edges += [("works_in", "ord:1", "field:a.1"), ("responsible_for", "g1", "ord:1"), ("holds", "o1", "res:1")]
    edges += [("received", "o2", "rec:1"), ("takes_part_in", "o1", "pro:1"), ("works_in", "pro:1", "field:b")]
    actors = [Actor("o1"), Actor("o2"), Actor("o3"), Actor("o4"), Actor("g1", "government")]
    found = values(snapshot_of(actors, fields=FIELDS, nodes=nodes, edges=edges), 2021)
    assert found["a1-fields-with-ordinance"] == pytest.approx(1 / 3)
    assert found["a1-orphans"] == 0.5
    assert found["a2-seats-reach"] == 0.5
    assert found["a2-seats-concentration"] == 0.75
    assert found["a3-fields-with-programme"] == pytest.approx(1 / 3)
    assert found["b1-holders"] == pytest.approx(1 / 5)
    assert found["c2-recognised"] == found["c2-in-programmes"] == 0.25


@pytest.mark.parametrize(
    "snapshot",
    [
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"], [("a", "b")]),
        snapshot_of(places=PLACES, fields=["f"]),
    ],
    ids=["empty", "one actor", "no places or dates", "no actors"],
)
def test_a_poor_register_has_figures_or_reasons(snapshot: Snapshot) -> None:
    for task in TASKS.values():
        found = figures(task, [moment(snapshot, year) for year in years(snapshot, date(2024, 7, 1))])
        assert len(explain(found)) == len(task.indicators)
        assert notes(found)
        assert len(tables(found)) == 4
        for item in found.measured:
            assert item.value is None or np.isfinite(item.value)


def test_every_task_of_the_plan_has_two_to_four_indicators_with_ids_of_their_own() -> None:
    assert list(TASKS) == [task.id for task in seed_data.plan().tasks]
    indicators = [indicator for task in TASKS.values() for indicator in task.indicators]
    assert len({indicator.id for indicator in indicators}) == len(indicators)
    for task in TASKS.values():
        assert 2 <= len(task.indicators) <= 4
        assert task.needs
        for indicator in task.indicators:
            assert indicator.better in ("more", "less", "")
            assert indicator.label.ko
            assert indicator.meaning.en


def test_districts_add_up_to_the_whole_where_everybody_has_one() -> None:
    at = moment(small(), 2021)
    measured = {item.indicator.id: item for task in TASKS.values() for item in figures(task, [at]).measured}
    money = measured["b2-per-resident"]
    assert sum((d.value or 0) * d.cases for d in money.districts) == pytest.approx((money.value or 0) * money.cases)
    assert [(d.id, d.value) for d in money.districts] == [(MAPO, 100.0), (JUNG, 0.0)]
    dong = measured["a4-dong-reached"]
    assert [(d.id, d.value, d.cases) for d in dong.districts] == [(MAPO, 0.5, 2.0)]


def test_places_lie_in_the_district_that_holds_them() -> None:
    snapshot = small()
    ids, inside = homes(snapshot)
    column = ids.index(MAPO)
    here = {str(snapshot.node_id[int(i)]) for i in inside[:, [column]].tocoo().coords[0]}
    assert here == {MAPO, "place:m1", "place:m2", "o1", "o2", "i1", "g1"}


def test_districts_with_few_cases_are_not_ranked_and_stand_at_the_end() -> None:
    actors = [Actor(f"m{i}", places=(MAPO,)) for i in range(FEW)] + [Actor("j", places=(JUNG,))]
    found = figures(TASKS["C1"], [moment(snapshot_of(actors, [("m0", "m1")], places=PLACES), 2021)])
    rows = [row for row in tables(found)[2].rows if row[0] == "c1-isolated"]
    assert [(row[2], row[1]) for row in rows] == [(MAPO, 1), (JUNG, None)]
    assert any("순위를 매기지 않고" in note.ko for note in notes(found))


def test_years_are_whole_ones_with_records() -> None:
    def of(*since: str, today: date) -> list[int]:
        ties = [Tie("a", "b", since=day) for day in since]
        return years(snapshot_of(["a", "b"], ties), today)

    assert of("2019-05-01", "2021-01-01", today=date(2026, 3, 1)) == [2019, 2020, 2021]
    assert of("2019-05-01", "2026-01-01", today=date(2021, 3, 1)) == [2019, 2020]
    assert of("2019-05-01", "2026-01-01", today=date(2020, 12, 31)) == [2019, 2020]
    assert of("2030-01-01", today=date(2021, 3, 1)) == [2030]
    assert of(today=date(2021, 3, 1)) == [2020]
    assert of("1990-01-01", "2020-01-01", today=date(2024, 1, 1)) == list(range(2021 - MOST_YEARS, 2021))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=40)
def test_the_interval_of_a_share_is_wilsons(case: tuple[int, int]) -> None:
    hits, cases = case
    other = binomtest(hits, cases).proportion_ci(0.95, method="wilson")
    assert wilson(hits, cases) == pytest.approx((other.low, other.high), abs=1e-6)


def test_wilson_gives_the_published_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: 81 of 263.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(1, 1000)), min_size=1, max_size=12))
@settings(max_examples=40)
def test_gini_is_half_the_relative_mean_difference(items: list[tuple[float, int]]) -> None:
    amounts, people = (np.array(column, dtype=np.float64) for column in zip(*items, strict=True))
    total = float((amounts * people).sum())
    found = gini(amounts, people)
    if total <= 0:
        assert found is None
        return
    differences = np.abs(amounts[:, None] - amounts[None, :]) * people[:, None] * people[None, :]
    assert found == pytest.approx(float(differences.sum()) / (2 * people.sum() * total), abs=1e-9)


def test_values_are_shown_as_people_write_them() -> None:
    assert [shown_value(0.1234, "share", "ko"), shown_value(6784.4, "KRW", "ko")] == ["12.3%", "6,784원"]
    assert [shown_value(6784.4, "KRW", "en"), shown_value(-0.5, "index", "ko")] == ["KRW 6,784", "-0.50"]
    assert shown_value(None, "share", "ko") == "–"


def figures_of(snapshot: Snapshot, task: str) -> TaskFigures:
    return figures(TASKS[task], [Moment(date(2021, 12, 31), snapshot, snapshot)])


def test_what_is_missing_is_what_to_register() -> None:
    advice = [text.en for text in to_register(figures_of(small(), "A2"))]
    assert advice == [
        "Governance bodies: none. Register committees and residents' councils as bodies.",
        "Seats on bodies: none. Say who sits on which body, with the term.",
    ]
    assert "Actors with a field: 4 / 8" in " ".join(text.en for text in to_register(figures_of(small(), "A5")))


def test_a_sentence_names_the_districts_that_need_attention() -> None:
    actors = [Actor(f"m{i}", places=(MAPO,)) for i in range(10)] + [Actor(f"j{i}", places=(JUNG,)) for i in range(10)]
    ties = [(f"m{i}", f"m{i + 1}") for i in range(9)]
    first = explain(figures_of(snapshot_of(actors, ties, places=PLACES), "C1"))[0]
    assert first.en.startswith("Civil-society organisations without any tie: 50.0% (end of 2021).")
    assert f"Highest districts: {JUNG} name 100.0%." in first.en
    assert "2 of 2 districts differ" in first.en
    assert "가장 높은 자치구" in first.ko
