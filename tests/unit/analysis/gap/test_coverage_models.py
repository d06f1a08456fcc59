"""gaps/coverage: models of expectation, residents reached, and the cost of closing a gap."""

import itertools

import numpy as np
import pytest

from ecomap.analysis.gap.covariates import COVARIATES
from ecomap.analysis.gap.coverage import ANALYSIS
from tests.unit.analysis.gap.reading import assert_sound, cells, rows
from tests.unit.analysis.gap.test_coverage import SMALL
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

CITY = "place:1100000000"
A, B, C = (f"place:11{i}0000000" for i in (10, 20, 30))
DONG = [f"place:11100510{i}0" for i in range(3)]
X, Y, Z = "field:x", "field:y", "field:z"
PLACES = [
    Place(CITY, "city"),
    Place(A, "gu", CITY, 60_000),
    Place(B, "gu", CITY, 30_000),
    Place(C, "gu", CITY, 10_000),
    *(Place(dong, "dong", A, 10_000 * (i + 1)) for i, dong in enumerate(DONG)),
]
FIELDS = [X, Y, Z]


def spread(table, *more, ties=()):
    """Return a snapshot with so many actors in each district and field."""
    actors = [
        Actor(f"{place[8]}{field[-1]}{i:02d}", places=(place,), fields=(field,), founded=f"{2000 + i}-01-01")
        for place, row in zip((A, B, C), table, strict=True)
        for field, count in zip(FIELDS, row, strict=True)
        for i in range(count)
    ]
    return snapshot_of([*actors, *more], ties, places=PLACES, fields=FIELDS)


def test_per_resident_spreads_each_field_by_residents() -> None:
    found = cells(ANALYSIS.run(spread([[6, 0, 5], [3, 9, 3], [1, 1, 2]]), {"model": "residents"}))
    assert found[A, X]["expected"] == pytest.approx(6)  # 10 actors, 60 of 100 thousand residents
    assert found[A, Y]["expected"] == pytest.approx(6)
    assert found[C, Z]["expected"] == pytest.approx(1)
    assert found[A, Y]["residual"] < -1.5 < found[A, X]["residual"]
    assert found[A, Y]["p"] < 0.1
    assert found[A, Y]["finding"].en == "empty, though expected"


def test_model_is_the_same_whichever_way_the_table_lies() -> None:
    snapshot = spread([[6, 0, 5], [3, 9, 3], [1, 1, 2]])
    for model in ("residents", "poisson"):
        one = cells(ANALYSIS.run(snapshot, {"model": model, "covariate": "actors"}))
        other = cells(
            ANALYSIS.run(snapshot, {"rows": "field", "cols": "district", "model": model, "covariate": "actors"})
        )
        for (row, col), cell in one.items():
            for name in ("expected", "residual", "p", "q"):
                assert cell[name] == pytest.approx(other[col, row][name])


@pytest.mark.parametrize("covariate", COVARIATES)
def test_every_covariate_gives_a_model_and_says_whether_it_matters(covariate) -> None:
    result = ANALYSIS.run(spread([[6, 0, 5], [3, 9, 3], [1, 1, 2]]), {"model": "poisson", "covariate": covariate})
    assert_sound(result, ANALYSIS)
    assert "null model, not a norm" in result.explanation[-1].en


def test_without_places_the_model_falls_back_and_says_so() -> None:
    result = ANALYSIS.run(spread([[6, 0, 5], [3, 9, 3], [1, 1, 2]]), {"rows": "kind", "model": "poisson"})
    assert any("expected is what independence gives" in note.en for note in result.notes)


def test_residents_reached_are_those_of_dong_with_actors_and_nobody_twice() -> None:
    more = [
        Actor("p", places=(DONG[0],), fields=(Y,)),
        Actor("q", places=(DONG[0], DONG[2]), fields=(Y,)),
        Actor("r", places=(CITY,), fields=(Y,)),
    ]
    snapshot = spread([[1, 0, 0], [0, 1, 0], [0, 0, 0]], *more)
    found = cells(ANALYSIS.run(snapshot, {"count": "reach"}))
    assert found[A, Y]["count"] == 10_000 + 30_000
    assert found[A, X]["count"] == 60_000  # recorded for the whole gu: all its dong
    assert found[B, Y]["count"] == 30_000  # a gu without registered dong
    assert found[C, Z]["count"] == 0
    assert {cell["unit"] for cell in found.values()} == {"residents"}
    assert all(cell["p"] is None and cell["count"] <= cell["residents"] for cell in found.values())
    by_dong = cells(ANALYSIS.run(snapshot, {"count": "reach", "rows": "dong"}))
    assert {key: cell["count"] for key, cell in by_dong.items() if key[1] == Y} == {
        (DONG[0], Y): 10_000,
        (DONG[1], Y): 0,
        (DONG[2], Y): 30_000,
    }
    by_kind = cells(ANALYSIS.run(snapshot, {"count": "reach", "rows": "field", "cols": "kind"}))
    assert by_kind[Y, "civil_society"]["count"] == 40_000 + 30_000
    assert any("It is not known who was served" in note.en for note in ANALYSIS.run(snapshot, {"count": "reach"}).notes)


def test_cost_is_steps_and_how_strange_the_missing_group_is() -> None:
    ties = [("1x00", "2y00"), ("1x01", "2y01"), ("2y00", "3z00"), ("1x02", "1z00")]
    result = ANALYSIS.run(spread([[12, 0, 6], [6, 12, 6], [3, 3, 3]], ties=ties), {"show": "gaps", "candidates": 10})
    (gap,) = [row for row in rows(result, "cells") if (row["row_id"], row["col_id"]) == (A, Y)]
    found = [row for row in rows(result, "candidates") if (row["row_id"], row["col_id"]) == (A, Y)]
    # tied pairs by district: A–B 2, B–C 1, A–A 1; ends: A 4, B 3, C 1 of 8; A–B expected 4 × 3 ÷ 7
    between_districts = 1 / (1 + 2 / (12 / 7))
    # by field: x–y 2, y–z 1, x–z 1; ends: x 3, y 3, z 2; x–y expected 9 ÷ 7, z–y 6 ÷ 7
    by_field = {"x": 1 / (1 + 2 / (9 / 7)), "z": 1 / (1 + 1 / (6 / 7))}
    for row in found:
        distance = between_districts if row["actor"][0] == "2" else by_field.get(row["actor"][1])
        if row["actor"][0] == "3":
            distance = 1.0  # no tie between C and A
        assert row["cost"] == pytest.approx((row["steps"] or 3) + distance)
    assert gap["cost"] == pytest.approx(min(row["cost"] for row in found))


def test_order_by_cost_puts_the_cheapest_gaps_first() -> None:
    rng = np.random.default_rng(3)
    table = [[20, 0, 20], [0, 20, 20], [20, 20, 0]]
    ids = [
        f"{p[8]}{f[-1]}{i:02d}"
        for (p, f), n in zip(itertools.product((A, B, C), FIELDS), itertools.chain.from_iterable(table), strict=True)
        for i in range(n)
    ]
    ties = [Tie(str(a), str(b)) for a, b in rng.choice(ids, (60, 2)) if a != b]
    result = ANALYSIS.run(spread(table, ties=ties), {"order": "cost", "show": "gaps"})
    costs = [row["cost"] for row in rows(result, "cells")]
    assert len(costs) >= 3
    assert costs == sorted(costs)
    assert any(f"cost {costs[0]:.2f}" in text.en for text in result.explanation)


@pytest.mark.parametrize("model", ["residents", "poisson"])
@pytest.mark.parametrize("count", ["actors", "reach", "funding"])
@pytest.mark.parametrize("name", SMALL)
def test_little_data_gives_an_answer_without_nan(name, count, model) -> None:
    for groupings in (("district", "field"), ("field", "dong"), ("kind", "level")):
        asked = {"rows": groupings[0], "cols": groupings[1], "count": count, "model": model, "order": "cost"}
        assert_sound(ANALYSIS.run(SMALL[name], asked), ANALYSIS)
