"""The exact test against a published example, a hand calculation and SciPy's hypergeometric distribution."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from ecomap.analysis.gap.exact import lower_tail

TABLES = hnp.arrays(
    np.int64,
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
    elements=st.integers(0, 30),
)


def test_fishers_tea_tasting() -> None:
    # Fisher, The Design of Experiments (1935), ch. 2: three of four cups right, P(3 or more) = 17/70;
    # the off-diagonal cell has 1 or fewer with the same chance.
    p = lower_tail(np.array([[3, 1], [1, 3]]))
    assert p[0, 1] == pytest.approx(17 / 70)
    # P(X ≤ 3) = 1 − P(X = 4) = 1 − 1/70
    assert p[0, 0] == pytest.approx(69 / 70)


def test_two_of_ten_by_hand() -> None:
    # (C(10,0)C(10,10) + C(10,1)C(10,9) + C(10,2)C(10,8)) / C(20,10) = (1 + 100 + 2025) / 184756
    p = lower_tail(np.array([[8, 2], [2, 8]]))
    assert p[0, 1] == pytest.approx(2126 / 184756)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_equals_scipy(observed) -> None:
    total, row, col = observed.sum(), observed.sum(axis=1)[:, None], observed.sum(axis=0)[None, :]
    p = lower_tail(observed)
    tested = (row > 0) & (row < total) & (col > 0) & (col < total)
    assert (np.isnan(p) == ~tested).all()
    theirs = stats.hypergeom.cdf(observed, total, np.broadcast_to(row, p.shape), np.broadcast_to(col, p.shape))
    np.testing.assert_allclose(p[tested], theirs[tested], rtol=1e-8, atol=1e-12)


def test_large_table_keeps_its_precision() -> None:
    observed = np.random.default_rng(3).poisson(140, (25, 14))
    row, col = observed.sum(axis=1)[:, None], observed.sum(axis=0)[None, :]
    theirs = stats.hypergeom.cdf(observed, observed.sum(), row, col)
    np.testing.assert_allclose(lower_tail(observed), theirs, rtol=1e-6)


@pytest.mark.parametrize("shape", [(0, 3), (3, 0), (2, 2)])
def test_nothing_counted_is_nothing_tested(shape) -> None:
    assert np.isnan(lower_tail(np.zeros(shape, dtype=np.int64))).all()
