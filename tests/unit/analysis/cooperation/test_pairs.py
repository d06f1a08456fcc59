"""cooperation/pairs: published networks, hand-worked periods, networkx, invariants."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecomap.analysis.cooperation.pairs import ANALYSIS
from ecomap.analysis.record import Result
from ecomap.errors import InvalidParameter
from ecomap.snapshot.to_networkx import to_networkx
from tests.unit.analysis.graphs import Actor, Tie, snapshot_of

# Business ties among the Florentine families of 1430 (Padgett and Ansell 1993, as listed in UCINET's PADGB).
BUSINESS = [
    ("Barbadori", "Castellani"),
    ("Barbadori", "Ginori"),
    ("Barbadori", "Medici"),
    ("Barbadori", "Peruzzi"),
    ("Bischeri", "Guadagni"),
    ("Bischeri", "Lamberteschi"),
    ("Bischeri", "Peruzzi"),
    ("Castellani", "Lamberteschi"),
    ("Castellani", "Peruzzi"),
    ("Ginori", "Medici"),
    ("Guadagni", "Lamberteschi"),
    ("Lamberteschi", "Peruzzi"),
    ("Medici", "Pazzi"),
    ("Medici", "Salviati"),
    ("Medici", "Tornabuoni"),
]


def rows(result: Result, table: int = 0) -> list[dict[str, Any]]:
    names = [column.name for column in result.tables[table].spec.columns]
    return [dict(zip(names, row, strict=True)) for row in result.tables[table].rows]


def summary(result: Result) -> dict[str, Any]:
    return {row[0].en: row[1] for row in result.tables[1].rows}


def test_florentine_marriage_and_business_overlap() -> None:
    # 20 marriages (networkx's own data) and 15 business ties share 8 pairs, the multiplex core around the Medici.
    marriage = list(nx.florentine_families_graph().edges)
    families = sorted({name for pair in [*marriage, *BUSINESS] for name in pair})
    ties = [Tie(a, b, "cooperates") for a, b in marriage] + [Tie(a, b, "shares_resource") for a, b in BUSINESS]
    both = {frozenset(pair) for pair in marriage} & {frozenset(pair) for pair in BUSINESS}
    result = ANALYSIS.run(snapshot_of(families, ties), {"minimum_types": 2})
    assert {frozenset((r["source_id"], r["target_id"])) for r in rows(result)} == both
    assert len(both) == 8
    assert summary(result)["Pairs with a tie"] == 20 + 15 - 8
    assert rows(result, 2)[0]["pairs"] == 8
    assert rows(result, 2)[0]["jaccard"] == pytest.approx(8 / 27)


def test_duration_is_the_union_of_the_periods() -> None:
    # 2020 (366 days) and the second half of 2020 to the end of 2021 overlap: together 731 days.
    ties = [
        Tie("a", "b", since="2020-01-01", until="2020-12-31"),
        Tie("a", "b", "supports", since="2020-07-01", until="2021-12-31"),
        Tie("a", "c"),
    ]
    result = ANALYSIS.run(snapshot_of(["a", "b", "c"], ties), {"rank_by": "duration"})
    (row,) = rows(result)
    assert row["duration"] == pytest.approx(731 / 365.25)
    assert (row["first_year"], row["last_year"], row["multiplexity"]) == (2020, 2021, 2)
    assert any("1 pairs have no tie with a start" in note.en for note in result.notes)


def test_an_open_period_runs_to_the_last_known_day() -> None:
    ties = [Tie("a", "b", since="2020-01-01"), Tie("c", "d", since="2020-01-01", until="2020-12-31")]
    result = ANALYSIS.run(snapshot_of(["a", "b", "c", "d"], ties), {"rank_by": "duration"})
    assert {row["duration"] for row in rows(result)} == {366 / 365.25}


def test_amounts_add_up_by_unit() -> None:
    ties = [
        Tie("a", "b", "funds", amount=1000.0),
        Tie("a", "b", "funds", amount=500.0),
        Tie("b", "a", "funds", amount=7.0, unit="GBP"),
    ]
    (row,) = rows(ANALYSIS.run(snapshot_of(["a", "b"], ties)))
    assert row["amounts"] == "7 GBP, 1,500 KRW"
    assert row["reciprocal"] is True


def test_only_pairs_across_groups() -> None:
    actors = [
        Actor("a", fields=("field:x",)),
        Actor("b", fields=("field:x",)),
        Actor("c", fields=("field:y",)),
        Actor("d"),
    ]
    ties = [Tie("a", "b"), Tie("a", "c"), Tie("a", "d")]
    result = ANALYSIS.run(snapshot_of(actors, ties, fields=["field:x", "field:y"]), {"across": "field"})
    assert [(r["source_id"], r["target_id"]) for r in rows(result)] == [("a", "c")]
    assert any("1 pairs with an actor in no group" in note.en for note in result.notes)


def test_reciprocity_of_pairs_follows_from_networkx() -> None:
    # networkx counts arcs in mutual pairs over arcs, r; of pairs it is r / (2 - r).
    rng = np.random.default_rng(5)
    arcs = {(int(a), int(b)) for a, b in rng.integers(20, size=(120, 2)) if a != b}
    snapshot = snapshot_of([f"a{i:02}" for i in range(20)], [Tie(f"a{a:02}", f"a{b:02}", "refers") for a, b in arcs])
    of_arcs = nx.reciprocity(nx.DiGraph(to_networkx(snapshot)))
    assert summary(ANALYSIS.run(snapshot))["Reciprocity of pairs"] == pytest.approx(of_arcs / (2 - of_arcs))


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["cooperates", "funds", "refers"])), max_size=40
    ),
    st.sampled_from(["multiplexity", "strength", "duration", "ties"]),
)
def test_rows_are_ranked_and_add_up(ends: list[tuple[int, int, str]], rank_by: str) -> None:
    ties = [Tie(f"a{a}", f"a{b}", kind, since="2020-01-01") for a, b, kind in ends if a != b]
    result = ANALYSIS.run(snapshot_of([f"a{i}" for i in range(7)], ties), {"rank_by": rank_by})
    found = rows(result)
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    assert sum(row["ties"] for row in found) == len(ties)
    assert all(1 <= row["multiplexity"] <= min(3, row["ties"]) for row in found)


def test_nothing_to_rank_gives_a_reason() -> None:
    assert ANALYSIS.run(snapshot_of([], [])).explanation[0].en == "No two actors have a tie."
    alone = ANALYSIS.run(snapshot_of(["a", "b"], [Tie("a", "b")]), {"minimum_types": 3})
    assert alone.explanation[-1].en == "No pair fits the conditions."


@pytest.mark.parametrize("raw", [{"rank_by": "fame"}, {"limit": 0}, {"minimum_types": 10}, {"across": "moon"}])
def test_parameters_out_of_bounds_are_refused(raw: dict[str, object]) -> None:
    with pytest.raises(InvalidParameter):
        ANALYSIS.bind(raw)
