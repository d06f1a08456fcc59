"""cooperation/trust against figures worked out one by one with plain Python, and its bounds."""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import fmean

import pytest

from ecomap.analysis.cooperation.trust import ANALYSIS, NO_SURVEY
from ecomap.snapshot import Snapshot
from ecomap.snapshot.reports import surveyed
from ecomap.snapshot.told import Report, Reports
from tests.unit.analysis.graphs import Actor, snapshot_of

Ratings = tuple[int | None, ...]


def survey_of(names: str, answered: str, told: dict[str, Ratings]) -> Snapshot:
    """Return a snapshot with reports, each by its two letters: who says it, of whom."""
    snapshot = snapshot_of([Actor(name) for name in names], [tuple(pair) for pair in told])
    reports = [Report(a, b, "cooperates", a, b, rating) for (a, b), rating in told.items()]
    return surveyed(snapshot, Reports(frozenset(names), frozenset(answered), tuple(reports)))


def rows(snapshot: Snapshot, table: int = 0, **parameters: object) -> list[dict[str, object]]:
    found = ANALYSIS.run(snapshot, parameters).tables[table]
    return [dict(zip((c.name for c in found.spec.columns), row, strict=True)) for row in found.rows]


def test_a_small_survey_by_hand() -> None:
    told: dict[str, Ratings] = {
        "ac": (4, 3, 2, 4, 4, 4),
        "bc": (2, 3, 4, 2, 3, 1),
        "ab": (1, 1, 1, 1, 1, 1),
        "cd": (None, None, None, 4, None, None),
    }
    snapshot = survey_of("abcd", "abc", told)
    (c,) = rows(snapshot, raters=2)
    assert (c["actor"], c["raters"], c["missing"]) == ("c", 2, 1)
    assert [c[name] for name in ("power_influence", "involvement", "resource_contribution")] == [3, 3, 3]
    assert c["trust"] == pytest.approx((3 + 3.5 + 2.5) / 3)
    assert (c["trust_low"], c["trust_high"]) == (pytest.approx((3 * 2 + 1) / 3), pytest.approx((3 * 2 + 4) / 3))
    (network,) = rows(snapshot, 1, raters=2)
    assert (network["invited"], network["answered"], network["rated"]) == (4, 3, 4)
    assert network["density"] == pytest.approx(4 / 6)
    assert network["density_high"] == 1  # d could know a and b as well
    assert network["trust"] == pytest.approx(fmean([4, 2, 1, 4]) / 4)
    assert network["value"] == pytest.approx(fmean([3, 3, 1]) / 4)
    assert network["density_trust"] == pytest.approx(4 / 6 * fmean([4, 2, 1, 4]) / 4)
    assert network["trust_low"] == pytest.approx((11 + 4 / 3) / (4 + 4 / 3) / 4)


def test_random_surveys_agree_with_plain_sums_and_stay_within_bounds() -> None:
    names = "abcdefgh"
    for seed in range(60):
        draw = random.Random(seed)
        answered = "".join(name for name in names if draw.random() < 0.7)
        told: dict[str, Ratings] = {
            a + b: tuple(draw.choice([1, 2, 3, 4, None]) for _ in range(6))
            for a in answered
            for b in names
            if a != b and draw.random() < 0.5
        }
        snapshot = survey_of(names, answered, told)
        for mutual in (False, True):
            counted = {p: r for p, r in told.items() if any(r) and (not mutual or p[::-1] in told)}
            found = rows(snapshot, raters=2, pairs="both" if mutual else "either")
            assert {r["actor"] for r in found} == {b for b in names if sum(p[1] == b for p in counted) >= 2}
            for row in found:
                own = [rating for pair, rating in counted.items() if pair[1] == row["actor"]]
                means = [fmean(given) for item in range(3, 6) if (given := [r[item] for r in own if r[item]])]
                assert row["trust"] == (pytest.approx(fmean(means)) if means else None)
                if row["trust"] is not None:
                    low, mean, high = (float(str(row[f"trust{end}"])) for end in ("_low", "", "_high"))
                    assert 1 <= low <= mean + 1e-12 <= high + 2e-12 <= 4 + 3e-12
                    assert row["missing"] or low == pytest.approx(high)


def test_the_truth_lies_within_the_bounds_when_an_answer_comes_in() -> None:
    before = {"ac": (1,) * 6, "bc": (2,) * 6, "cd": (3,) * 6}
    (narrow,) = rows(survey_of("abcd", "abc", before), raters=2)
    for rating in (1, 4):
        (row,) = rows(survey_of("abcd", "abcd", {**before, "dc": (rating,) * 6}), raters=2)
        assert (
            float(str(narrow["trust_low"])) - 1e-9
            <= float(str(row["trust"]))
            <= float(str(narrow["trust_high"])) + 1e-9
        )


def test_without_answers_it_says_so() -> None:
    snapshot = snapshot_of(["a", "b"], [("a", "b")])
    for survey in (None, Reports(frozenset("ab"), frozenset(), ())):
        result = ANALYSIS.run(replace(snapshot, survey=survey))
        assert result.explanation == (NO_SURVEY,)
        assert [table.rows for table in result.tables] == [(), ()]
    silent = surveyed(snapshot, Reports(frozenset("ab"), frozenset("a"), ()))
    assert "응답했지만" in ANALYSIS.run(silent).explanation[0].ko


def test_reports_of_both_ends_are_one_tie_and_rules_choose() -> None:
    told = {"ab": (1,) * 6, "ba": (2,) * 6, "ac": (3,) * 6}
    snapshot = snapshot_of(["a", "b", "c"], [*map(tuple, told), ("b", "c")])
    reports = tuple(Report(a, b, "cooperates", a, b, r) for (a, b), r in told.items())
    asked = Reports(frozenset("abc"), frozenset("ab"), reports)
    counts = {rule: surveyed(snapshot, asked, rule).ties.m for rule in ("either", "both", "one")}
    assert counts == {"either": 3, "both": 2, "one": 2}
    assert len({surveyed(snapshot, asked, rule).content_hash for rule in counts}) == 3
