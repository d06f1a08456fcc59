"""The tie strength score of cooperation/pairs: by hand, bounds, weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecomap.analysis.cooperation.pair_columns import PairColumns
from ecomap.analysis.cooperation.pairs import ANALYSIS
from ecomap.analysis.cooperation.tie_strength import PARTS, tie_strength
from ecomap.errors import InvalidParameter
from tests.unit.analysis.cooperation.tables import assert_whole, rows_of
from tests.unit.analysis.graphs import Tie, snapshot_of


def town():
    ties = [
        Tie("a", "b", "funds", amount=100.0, since="2020-01-01", until="2023-12-31"),
        Tie("a", "b", since="2020-01-01", until="2023-12-31"),
        Tie("a", "c", "funds", amount=900.0, since="2021-01-01", until="2021-12-31"),
        Tie("b", "c", "refers"),
        Tie("a", "d", "funds", since="2022-01-01", until="2022-12-31"),
    ]
    return snapshot_of(["a", "b", "c", "d"], ties)


def scores(**raw: object) -> dict[str, float]:
    result = ANALYSIS.run(town(), {"rank_by": "tie_strength", **raw})
    return {row["source_id"] + row["target_id"]: row["tie_strength"] for row in rows_of(result, "pairs")}


def only(part: str) -> dict[str, object]:
    return {f"weight_{name}": float(name == part) for name in PARTS}


def test_every_part_by_hand() -> None:
    assert scores(**only("types")) == {"ab": 0.75, "ac": 0.5, "ad": 0.5, "bc": 0.5}
    # four years are longest of three known lengths, 2021 and 2022 are equal: (3 - 1/2) / 3, (1.5 - 1/2) / 3
    assert scores(**only("length")) == pytest.approx({"ab": 5 / 6, "ac": 1 / 3, "ad": 1 / 3})
    # money: 100 is the lower of two, 900 the higher; nothing passes between b and c; what a gives d is not known
    assert scores(**only("amount")) == {"ab": 0.25, "ac": 0.75, "bc": 0.0}
    recent = scores(**only("recency"), half_life=2.0)
    assert recent == pytest.approx({"ab": 1.0, "ac": 0.5, "ad": 0.5**0.5}, abs=1e-3)


def test_the_score_is_the_weighted_mean_of_what_is_known() -> None:
    found = scores(weight_types=3.0, weight_length=1.0, weight_amount=0.0, weight_recency=0.0)
    assert found["ab"] == pytest.approx((3 * 0.75 + 5 / 6) / 4)
    assert found["bc"] == 0.5  # its length is not known
    result = ANALYSIS.run(town(), {})
    assert_whole(result, ANALYSIS)
    unknown = {row["part"].en: row["unknown"] for row in rows_of(result, "strength")}
    assert unknown == {"Tie types": 0, "Length": 1, "Amount": 1, "Recency": 1}
    assert sum(row["pairs"] for row in rows_of(result, "distribution")) == 4


@settings(max_examples=40, deadline=None)
@example(ends=[(0, 1, "funds", 0)], weights=[5e-324, 0.0, 0.0, 0.0])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(["funds", "cooperates"]), st.integers(0, 3)),
        max_size=20,
    ),
    st.lists(st.floats(0, 10), min_size=4, max_size=4),
)
def test_scores_stay_between_their_parts(ends: list[tuple[int, int, str, int]], weights: list[float]) -> None:
    ties = [
        Tie(
            f"a{a}",
            f"a{b}",
            kind,
            amount=10.0**k if kind == "funds" and k else None,
            since=f"202{k}-01-01" if k else "",
        )
        for a, b, kind, k in ends
        if a != b
    ]
    columns = PairColumns(snapshot_of([f"a{i}" for i in range(6)], ties))
    found = tie_strength(columns, dict(zip(PARTS, weights, strict=True)), 2.0)
    for pair, score in enumerate(found.score.tolist()):
        known = [found.parts[part][pair] for part, weight in zip(PARTS, weights, strict=True) if weight > 0]
        known = [value for value in known if not np.isnan(value)]
        assert np.isnan(score) == (not known)
        if known:
            assert min(known) - 1e-9 <= score <= max(known) + 1e-9
            assert 0 <= score <= 1 + 1e-9


def test_no_weight_at_all_gives_a_reason_and_bounds_hold() -> None:
    result = ANALYSIS.run(town(), {f"weight_{part}": 0 for part in PARTS})
    assert_whole(result, ANALYSIS)
    assert "no tie strength scores" in result.explanation[-1].en
    for raw in ({"weight_types": -1}, {"weight_amount": 11}, {"half_life": 0}):
        with pytest.raises(InvalidParameter):
            ANALYSIS.bind(raw)
