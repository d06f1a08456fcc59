"""Kaplan-Meier and log-rank: the leukaemia trial of Freireich et al., scipy, edge cases."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ecomap.analysis.lifetimes import kaplan_meier, log_rank

# Weeks in remission (Freireich et al. 1963; Cox 1972, table 1); + marks a patient still in remission.
TREATED = "6+ 6 6 6 7 9+ 10+ 10 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
CONTROL = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def weeks(text: str) -> tuple[np.ndarray, np.ndarray]:
    parts = text.split()
    return np.array([float(p.strip("+")) for p in parts]), np.array([not p.endswith("+") for p in parts])


def test_published_remissions() -> None:
    # The textbook table of this trial: S = .857 .807 .753 .690 .627 .538 .448 in the treated group.
    found = kaplan_meier(*weeks(TREATED))
    assert found.time.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert found.share == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert found.median == 23
    assert kaplan_meier(*weeks(CONTROL)).median == 8
    # The log-rank statistic of this trial is widely given as 16.79.
    (t, a), (c, b) = weeks(TREATED), weeks(CONTROL)
    statistic, p = log_rank(np.concatenate([t, c]), np.concatenate([a, b]), np.repeat([0, 1], 21))
    assert statistic == pytest.approx(16.79, abs=0.01)
    assert p < 1e-4


lives = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=40)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of scipy, where it divides by 0
@settings(max_examples=50, deadline=None)
@given(lives)
def test_survival_equals_scipy(rows: list[tuple[int, bool]]) -> None:
    duration, ended = np.array([float(t) for t, _ in rows]), np.array([e for _, e in rows])
    found = kaplan_meier(duration, ended)
    data = stats.CensoredData(uncensored=duration[ended], right=duration[~ended])
    peer = stats.ecdf(data).sf
    for time, share in zip(found.time, found.share, strict=True):
        assert share == pytest.approx(float(peer.evaluate(time)))
    assert (np.diff(found.share) <= 1e-12).all()
    inside = (found.share > 0) & (found.share < 1)
    assert (found.low[inside] <= found.share[inside]).all()
    assert (found.high[inside] >= found.share[inside]).all()
    interval = peer.confidence_interval(method="log-log") if inside.any() else None
    for time, low in zip(found.time[inside], found.low[inside], strict=True):
        assert low == pytest.approx(float(interval.low.evaluate(time)), abs=1e-5)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of scipy, where it divides by 0
@settings(max_examples=50, deadline=None)
@given(lives, lives)
def test_log_rank_of_two_groups_equals_scipy(first: list[tuple[int, bool]], second: list[tuple[int, bool]]) -> None:
    if not any(e for _, e in first) or not any(e for _, e in second):
        return
    groups = []
    for rows in (first, second):
        duration, ended = np.array([float(t) for t, _ in rows]), np.array([e for _, e in rows])
        groups.append((duration, ended))
    code = np.repeat([0, 1], [len(first), len(second)])
    statistic, p = log_rank(*(np.concatenate(parts) for parts in zip(*groups, strict=True)), code)
    peers = [stats.CensoredData(uncensored=t[e], right=t[~e]) for t, e in groups]
    peer = stats.logrank(*peers)
    if math.isfinite(peer.statistic):
        assert statistic == pytest.approx(peer.statistic**2)
        assert p == pytest.approx(peer.pvalue)


def test_three_groups_are_a_chi_squared_under_the_null() -> None:
    rng = np.random.default_rng(4)
    p = []
    for _ in range(300):
        duration, ended = rng.exponential(5, 60), rng.random(60) < 0.7
        p.append(log_rank(duration, ended, rng.integers(3, size=60))[1])
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.05)


def test_nothing_ended_or_nobody_there() -> None:
    found = kaplan_meier(np.array([1.0, 2.0]), np.array([False, False]))
    assert found.at(5) == pytest.approx((1.0, math.nan, math.nan), nan_ok=True)
    assert math.isnan(found.median)
    assert math.isnan(log_rank(np.array([1.0]), np.array([True]), np.array([0]))[1])
    empty = kaplan_meier(np.zeros(0), np.zeros(0, dtype=bool))
    assert empty.at(1)[0] == 1.0
