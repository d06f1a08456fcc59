"""Gini, Theil, Lorenz and Herfindahl: published figures, plain definitions, bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from ecomap.analysis.inequality import gini, herfindahl, lorenz, theil, theil_between, theil_parts

# Incomes of the help pages of the R package ineq. Gini 0.4620911 and Theil 0.3623412 are what ineq gives for them, as
# its ports to other languages check.
INCOMES = np.array([541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261], dtype=float)

amounts = st.lists(st.floats(0, 1e6).map(lambda v: round(v, 2)), min_size=1, max_size=30).map(np.array)


def test_published_incomes() -> None:
    assert gini(INCOMES) == pytest.approx(0.4620911, abs=1e-7)
    assert theil(INCOMES) == pytest.approx(0.3623412, abs=1e-7)


def test_published_small_sample() -> None:
    # R package phylotools: gini(c(1,3,2,1,1,1,4)) is given as 0.3076923.
    assert gini(np.array([1, 3, 2, 1, 1, 1, 4.0])) == pytest.approx(0.3076923, abs=1e-7)


@settings(max_examples=40)
@given(amounts)
def test_gini_is_the_mean_difference(values: np.ndarray) -> None:
    if not values.sum():
        assert math.isnan(gini(values))
        return
    by_pairs = np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())
    assert gini(values) == pytest.approx(by_pairs, abs=1e-9)
    assert 0 <= gini(values) <= 1 - 1 / len(values) + 1e-9


@settings(max_examples=40)
@given(amounts, st.lists(st.integers(0, 3), min_size=30, max_size=30))
def test_theil_is_a_divergence_and_splits(values: np.ndarray, labels: list[int]) -> None:
    if not values.sum():
        assert math.isnan(theil(values))
        return
    groups = np.array(labels[: len(values)], dtype=np.int64)
    weights = np.ones(len(values))
    # T is the relative entropy of shares of money against shares of people, which scipy computes on its own.
    entropy = stats.entropy(values / values.sum(), weights / len(values))
    assert theil(values) == pytest.approx(entropy, abs=1e-9)
    within, between = theil_parts(values, weights, groups, 4)
    shares = [(values[groups == g].sum() / values.sum(), values[groups == g]) for g in range(4)]
    assert within == pytest.approx(sum(s * theil(part) for s, part in shares if s > 0), abs=1e-9)
    assert within + between == pytest.approx(theil(values), abs=1e-9)
    assert within >= -1e-9
    assert between >= 0


def test_weights_are_repetition() -> None:
    values, weights = np.array([1.0, 5.0, 0.0, 2.0]), np.array([3.0, 1.0, 2.0, 4.0])
    long = np.repeat(values, weights.astype(int))
    assert gini(values, weights) == pytest.approx(gini(long))
    assert theil(values, weights) == pytest.approx(theil(long))


def test_lorenz_is_convex_and_ends_in_the_corners() -> None:
    population, quantity = lorenz(INCOMES)
    assert (population[0], quantity[0], population[-1], quantity[-1]) == (0, 0, 1, pytest.approx(1))
    assert (np.diff(np.diff(quantity) / np.diff(population)) >= -1e-12).all()


def test_nothing_to_spread() -> None:
    none = np.zeros(0)
    assert math.isnan(gini(none))
    assert math.isnan(theil(np.zeros(3)))
    assert lorenz(none)[0].tolist() == [0, 1]
    assert np.isnan(theil_between(np.zeros(2), np.ones(2), np.zeros((3, 2), dtype=np.int64), 1)).all()
    assert herfindahl(none, np.zeros(0, dtype=np.int64), 2).tolist() == pytest.approx([np.nan, np.nan], nan_ok=True)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0.01, 1e6)), min_size=1, max_size=30))
def test_herfindahl_bounds(parts: list[tuple[int, float]]) -> None:
    owners, values = np.array([o for o, _ in parts]), np.array([v for _, v in parts])
    index = herfindahl(values, owners, 5)
    for owner in range(5):
        own = values[owners == owner]
        if not len(own):
            assert math.isnan(index[owner])
            continue
        assert index[owner] == pytest.approx(((own / own.sum()) ** 2).sum())
        assert 1 / len(own) - 1e-9 <= index[owner] <= 1 + 1e-9
