"""cooperation/survival: the leukaemia trial as actors, years by hand, invariants, reasons."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecomap.analysis.cooperation.survival import ANALYSIS
from ecomap.errors import InvalidParameter
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.graphs import Actor, Tie, snapshot_of
from tests.unit.analysis.test_lifetimes import CONTROL, TREATED, weeks

LAST = date(2024, 12, 31)


def trial():
    """Return the patients of Freireich et al. as actors; a week is a year of 365.25 days."""
    actors = []
    for level, text in (("gu", TREATED), ("dong", CONTROL)):
        for k, (time, ended) in enumerate(zip(*weeks(text), strict=True)):
            days = round(time * 365.25)
            # those that last have lasted their time on the last day, those that ended did so some days before it
            end = LAST - timedelta(days=1 if ended else 0)
            founded = end - timedelta(days=days - 1)
            actors.append(
                Actor(
                    f"{level}{k:02}",
                    level=level,
                    founded=founded.isoformat(),
                    closed=end.isoformat() if ended else "",
                )
            )
    return snapshot_of([*actors, "x", "y"], [Tie("x", "y", since="2020-01-01", until=LAST.isoformat())])


def test_the_published_trial() -> None:
    # S(10) = .753 with treatment (published), 8/21 = .381 without; log-rank 16.79, p < 0.001.
    result = ANALYSIS.run(trial(), {"horizon_years": 10})
    assert_whole(result, ANALYSIS)
    groups = {row["id"]: row for row in rows_of(result, "groups")}
    assert groups["gu"]["lasting"] == pytest.approx(0.753, abs=5e-4)
    assert groups["dong"]["lasting"] == pytest.approx(8 / 21)
    assert groups["gu"]["low"] < 0.753 < groups["gu"]["high"]
    assert groups["dong"]["median"] == pytest.approx(8, abs=0.01)
    assert (groups[""]["actors"], groups[""]["closed"], groups[""]["unknown"]) == (42, 30, 2)
    assert any("log-rank p = 0.000" in sentence.en for sentence in result.explanation)
    assert any("2 actors have no founding day" in note.en for note in result.notes)


def test_years_by_hand() -> None:
    actors = [
        Actor("a", founded="2019-05-01"),
        Actor("b", founded="2020-01-01", closed="2021-06-30"),
        Actor("c", founded="2021-02-01"),
        Actor("d", founded="2022-01-01", closed="2021-01-01"),
    ]
    result = ANALYSIS.run(snapshot_of(actors), {"from_year": 2019, "to_year": 2021})
    rows = [(r["year"], r["founded"], r["closed"], r["active"], r["exit_rate"]) for r in rows_of(result, "years")]
    assert rows == [(2019, 1, 0, 1, None), (2020, 1, 0, 2, 0.0), (2021, 1, 1, 2, 0.5)]
    assert any("1 actors are founded after their closing" in note.en for note in result.notes)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(2000, 2020), st.integers(0, 15), st.sampled_from(["city", "gu", ""])), max_size=15),
    st.sampled_from(["level", "kind", "district", "field"]),
)
def test_curves_fall_and_years_add_up(rows: list[tuple[int, int, str]], by: str) -> None:
    actors = [
        Actor(f"a{i}", level=level, founded=f"{year}-03-01", closed=f"{year + span}-12-01" if span else "")
        for i, (year, span, level) in enumerate(rows)
    ]
    result = ANALYSIS.run(snapshot_of(actors), {"by": by, "from_year": 2000, "to_year": 2040})
    assert_whole(result, ANALYSIS)
    curve = [row for row in rows_of(result, "curves") if row["series"].en == "All actors"]
    shares = [row["share"] for row in curve]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)
    years = rows_of(result, "years")
    assert sum(row["founded"] for row in years) == len(rows)
    assert sum(row["closed"] for row in years) == sum(span > 0 for _, span, _ in rows)
    for before, now in pairwise(years):
        assert now["active"] == before["active"] + now["founded"] - now["closed"]


@pytest.mark.parametrize("snapshot", [snapshot_of(), snapshot_of(["a"]), snapshot_of(["a", "b"], [("a", "b")])])
@pytest.mark.parametrize("by", ["level", "kind", "district", "field"])
def test_no_founding_days_give_a_reason(snapshot, by: str) -> None:
    result = ANALYSIS.run(snapshot, {"by": by})
    assert_whole(result, ANALYSIS)
    assert "No actor has a founding day" in result.explanation[0].en


def test_years_in_the_wrong_order_and_values_out_of_bounds_are_refused() -> None:
    for raw in ({"from_year": 2021, "to_year": 2020}, {"horizon_years": 0}, {"by": "moon"}):
        with pytest.raises(InvalidParameter):
            ANALYSIS.run(trial(), raw)
