"""Shared statistics against hand values and against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import chi2_contingency, false_discovery_control
from scipy.stats.contingency import expected_freq

from ecomap.analysis.independence import adjusted_residuals, benjamini_hochberg, expected_counts, two_sided

COUNTS = arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.integers(0, 50))


def test_expected_counts_by_hand() -> None:
    # margins 30, 70 and 40, 60 of 100: 30 × 40 / 100 = 12 …
    observed = np.array([[20, 10], [20, 50]])
    assert expected_counts(observed).tolist() == [[12.0, 18.0], [28.0, 42.0]]


def test_expected_counts_agree_with_scipy() -> None:
    observed = np.array([[10, 20, 30], [6, 15, 9], [1, 2, 3]])
    assert np.allclose(expected_counts(observed), expected_freq(observed))


@given(COUNTS)
def test_expected_margins_equal_observed_margins(observed: np.ndarray) -> None:
    expected = expected_counts(observed)
    assert np.allclose(expected.sum(axis=0), observed.sum(axis=0))
    assert np.allclose(expected.sum(axis=1), observed.sum(axis=1))


def test_adjusted_residual_by_hand() -> None:
    # (20 − 12) / sqrt(12 × 0.7 × 0.6) = 8 / sqrt(5.04)
    observed = np.array([[20, 10], [20, 50]])
    residuals = adjusted_residuals(observed, expected_counts(observed))
    assert residuals[0, 0] == pytest.approx(8 / 5.04**0.5)


def test_squared_adjusted_residual_of_a_fourfold_table_is_its_chi_square() -> None:
    # In a 2 × 2 table each squared adjusted residual equals Pearson's chi-square without correction.
    observed = np.array([[20, 10], [20, 50]])
    chi_square = chi2_contingency(observed, correction=False)
    residuals = adjusted_residuals(observed, expected_counts(observed))
    assert np.allclose(residuals**2, chi_square.statistic)
    assert np.allclose(two_sided(residuals), chi_square.pvalue)


@pytest.mark.parametrize("observed", [np.zeros((2, 3)), np.array([[3, 4]]), np.array([[0, 0], [3, 4]])])
def test_residuals_without_variance_are_nan(observed: np.ndarray) -> None:
    assert np.isnan(adjusted_residuals(observed, expected_counts(observed))).all()


def test_a_full_column_of_fractional_shares_leaves_no_rounding_noise() -> None:
    observed = np.array([[0.1, 0.0], [0.2, 0.0], [0.7, 0.0]])
    assert np.isnan(adjusted_residuals(observed, expected_counts(observed))).all()


def test_benjamini_hochberg_on_the_published_example() -> None:
    # Benjamini and Hochberg (1995), section 3.2: 15 p-values; at 0.05 the first four are rejected.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
    ]
    p += [0.7590, 1.0000]
    corrected = benjamini_hochberg(np.array(p))
    assert (corrected <= 0.05).sum() == 4
    assert corrected[3] == pytest.approx(0.0095 * 15 / 4)


@given(arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1)))
def test_benjamini_hochberg_agrees_with_scipy(p: np.ndarray) -> None:
    assert np.allclose(benjamini_hochberg(p), false_discovery_control(p))


def test_tests_that_were_not_made_are_not_counted() -> None:
    corrected = benjamini_hochberg(np.array([[0.01, np.nan], [0.04, np.nan]]))
    assert corrected[:, 0].tolist() == [0.02, 0.04]
    assert np.isnan(corrected[:, 1]).all()


def test_no_test_at_all() -> None:
    assert benjamini_hochberg(np.array([])).shape == (0,)


def test_a_probability_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg(np.array([0.5, 1.5]))
