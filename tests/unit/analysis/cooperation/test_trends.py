"""cooperation/trends: a published difference, least squares with dummies, permutation, a planted change."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ecomap.analysis.cooperation.panel import contrast, panel, slopes
from ecomap.analysis.cooperation.trends import ANALYSIS
from ecomap.errors import InvalidParameter
from ecomap.snapshot import grouping
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.graphs import Actor, Place, Tie, snapshot_of

GU = [f"gu{k}" for k in range(8)]


def city(boost: str = "gu2", seed: int = 1):
    """Return eight districts with random ties every year; from 2020 on one has many more."""
    rng = np.random.default_rng(seed)
    actors = [Actor(f"{gu}-{i}", places=(gu,), fields=(f"field:{i % 2}",)) for gu in GU for i in range(6)]
    ties = []
    for year in range(2016, 2024):
        for gu in GU:
            count = 5 + int(rng.integers(3)) + (9 if gu == boost and year >= 2020 else 0)
            for _ in range(count):
                a, b = rng.choice(6, 2, replace=False)
                ties.append(Tie(f"{gu}-{a}", f"{gu}-{b}", since=f"{year}-03-01", until=f"{year}-11-30"))
    return snapshot_of(actors, ties, places=[Place(gu, "gu") for gu in GU], fields=["field:0", "field:1"])


def test_published_difference_in_differences() -> None:
    # Card and Krueger (1994), table 3, rows 1-2: employment fell by 2.16 in Pennsylvania and rose by 0.59 in New
    # Jersey; the difference is given as 2.76 (from unrounded means).
    found = contrast(np.array([0.59, -2.16]), np.array([True, False]), 19, 1)
    assert found.effect == pytest.approx(2.76, abs=0.015)


def test_a_planted_change_is_found_where_and_when_it_is() -> None:
    result = ANALYSIS.run(city(), {"district": "gu2", "date": "2020", "outcome": "new_ties"})
    assert_whole(result, ANALYSIS)
    (effect,) = rows_of(result, "effect")
    assert effect["p"] == pytest.approx(1 / 8)  # no smaller one is possible among eight districts
    assert effect["effect"] == pytest.approx(9 * 2 / 6, abs=0.5)  # nine ties a year have two ends among six actors
    assert effect["slope_p"] > 0.1
    untouched = ANALYSIS.run(city(), {"district": "gu5", "date": "2020", "outcome": "new_ties"})
    assert rows_of(untouched, "effect")[0]["p"] > 0.1
    unasked = ANALYSIS.run(city(), {"date": "2020", "outcome": "new_ties"})
    assert [row["id"] for row in rows_of(unasked, "districts") if row["chosen"]] == ["gu2"]
    assert any("no evidence" in sentence.en for sentence in unasked.explanation)


def test_the_effect_is_the_interaction_of_least_squares_with_dummies() -> None:
    snapshot = city(seed=3)
    years = [2017, 2018, 2019, 2020, 2021, 2022]
    values = panel(snapshot, grouping(snapshot, "district"), "mean_degree", years)
    treated = np.array([gu in ("gu2", "gu4") for gu in GU])
    rows = [(u, t, values[u, t]) for u in range(8) for t in range(6)]
    design = np.array(
        [
            [*(u == k for k in range(8)), *(t == k for k in range(1, 6)), treated[u] and years[t] >= 2020]
            for u, t, _ in rows
        ],
        dtype=float,
    )
    b = np.linalg.lstsq(design, np.array([value for *_, value in rows]), rcond=None)[0]
    (effect,) = rows_of(ANALYSIS.run(snapshot, {"district": "gu2, gu4", "date": "2020"}), "effect")
    assert effect["effect"] == pytest.approx(b[-1])
    assert effect["sets"] == 28  # all pairs of eight districts


def test_contrast_compares_all_sets_or_a_sample() -> None:
    rng = np.random.default_rng(1)
    for _ in range(200):
        n = int(rng.integers(2, 8))
        values, k = rng.normal(size=n), int(rng.integers(1, n))
        chosen = np.isin(np.arange(n), rng.choice(n, k, replace=False))
        found = contrast(values, chosen, 999, 1)
        own = values[chosen].mean() - values[~chosen].mean()
        sets = [np.isin(np.arange(n), units) for units in combinations(range(n), k)]
        far = [abs(values[s].mean() - values[~s].mean()) >= abs(own) - 1e-12 for s in sets]
        assert found.effect == pytest.approx(own)
        assert found.p == pytest.approx(np.mean(far))
    values = rng.normal(size=40)
    chosen = np.arange(40) < 4
    sampled = contrast(values, chosen, 499, 1)
    assert (sampled.complete, len(sampled.drawn)) == (False, 499)
    assert contrast(values, chosen, 499, 1).p == sampled.p
    assert contrast(values, np.zeros(40, dtype=bool), 19, 1) is None


def test_p_values_are_uniform_under_the_null() -> None:
    rng = np.random.default_rng(2)
    p = [contrast(rng.normal(size=20), np.arange(20) == 0, 99, 1).p for _ in range(400)]
    assert np.mean(p) == pytest.approx(0.525, abs=0.05)  # the mean of 1/20 … 20/20
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.05)


def test_panel_by_hand() -> None:
    actors = [
        Actor("a", places=("gu0",), fields=("f",)),
        Actor("b", places=("gu0",), fields=("g",), founded="2021-05-01"),
        Actor("c", places=("gu1",), fields=("f",)),
    ]
    ties = [Tie("a", "b", since="2021-06-01"), Tie("a", "c", since="2020-01-01", until="2020-02-01")]
    snapshot = snapshot_of(actors, ties, places=[Place("gu0", "gu"), Place("gu1", "gu")], fields=["f", "g"])
    groups = grouping(snapshot, "district")
    assert panel(snapshot, groups, "actors", [2020, 2021]).tolist() == [[1, 2], [1, 1]]
    assert panel(snapshot, groups, "mean_degree", [2020, 2021]).tolist() == [[1, 1], [1, 0]]
    assert panel(snapshot, groups, "new_ties", [2020, 2021]).tolist() == [[1, 1], [1, 0]]
    cross = panel(snapshot, groups, "cross_field", [2020, 2021])
    assert cross[0].tolist() == [0, 1]
    assert np.isnan(cross[1, 1])
    assert slopes(np.array([[1.0, 3.0, 5.0]])).tolist() == [2.0]


@pytest.mark.parametrize(
    "snapshot",
    [
        snapshot_of(),
        snapshot_of(["a"]),
        snapshot_of(["a", "b"], [("a", "b")]),
        snapshot_of(["a", "b"], [Tie("a", "b", since="2020-01-01")], places=[Place("gu0", "gu")]),
        snapshot_of(
            [Actor("a", places=("gu0",)), "b"], [Tie("a", "b", since="2019-01-01")], places=[Place("gu0", "gu")]
        ),
    ],
)
@pytest.mark.parametrize("outcome", ["mean_degree", "new_ties", "cross_field", "actors"])
def test_nothing_to_compare_gives_a_reason(snapshot, outcome: str) -> None:
    assert_whole(ANALYSIS.run(snapshot, {"outcome": outcome, "date": "2020-01-01"}), ANALYSIS)
    assert_whole(ANALYSIS.run(snapshot, {"outcome": outcome}), ANALYSIS)


def test_what_is_not_registered_or_no_date_is_refused() -> None:
    for raw in ({"district": "atlantis"}, {"date": "soon"}, {"years_before": 0}, {"outcome": "joy"}):
        with pytest.raises(InvalidParameter):
            ANALYSIS.run(city(), raw)
