"""The Poisson model of gaps/coverage against scikit-learn, and what it must keep."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import PoissonRegressor

from ecomap.analysis.gap.poisson import fit_poisson


def drawn(seed, places=12, groups=4):
    rng = np.random.default_rng(seed)
    residents, x = rng.integers(1000, 50_000, places).astype(float), rng.normal(size=places)
    rate = np.outer(residents * np.exp(0.6 * (x - x.mean()) / x.std()), rng.uniform(1, 8, groups) / 10_000)
    return rng.poisson(rate).astype(float), residents, x


@pytest.mark.parametrize("seed", range(20))
def test_means_and_slope_are_those_of_scikit_learn(seed) -> None:
    observed, residents, x = drawn(seed)
    found = fit_poisson(observed, residents, x)
    z = (x - x.mean()) / x.std()
    places, groups = observed.shape
    design = np.hstack([np.tile(np.eye(groups), (places, 1)), np.repeat(z, groups)[:, None]])
    weight = np.repeat(residents, groups)  # an offset: rates as the target, residents as weights
    model = PoissonRegressor(alpha=0, fit_intercept=False, solver="newton-cholesky", tol=1e-10, max_iter=500)
    model.fit(design, observed.ravel() / weight, sample_weight=weight)
    np.testing.assert_allclose(found.mean.ravel(), model.predict(design) * weight, rtol=1e-4)
    assert found.slope == pytest.approx(model.coef_[-1], rel=1e-4)
    # leverage, dispersion and standard error by the textbook's matrices
    mean = found.mean.ravel()
    inverse = np.linalg.inv(design.T @ (mean[:, None] * design))
    leverage = mean * np.einsum("ij,jk,ik->i", design, inverse, design)
    dispersion = max(((observed.ravel() - mean) ** 2 / mean).sum() / (places * groups - groups - 1), 1.0)
    assert found.dispersion == pytest.approx(dispersion)
    assert found.error == pytest.approx(np.sqrt(dispersion * inverse[-1, -1]))
    expected = (observed.ravel() - mean) / np.sqrt(dispersion * mean * (1 - leverage))
    np.testing.assert_allclose(found.residual.ravel(), expected, rtol=1e-6)


def test_without_covariate_totals_are_spread_by_residents() -> None:
    found = fit_poisson(np.array([[3.0, 0.0], [1.0, 8.0]]), np.array([1000.0, 3000.0]))
    np.testing.assert_allclose(found.mean, [[1, 2], [3, 6]])
    assert np.isnan(found.slope)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_column_totals_are_kept_and_places_without_residents_left_out(seed, with_covariate) -> None:
    observed, residents, x = drawn(seed)
    residents[0] = np.nan
    found = fit_poisson(observed, residents, x if with_covariate else None)
    assert np.isnan(found.mean[0]).all()
    np.testing.assert_allclose(found.mean[1:].sum(axis=0), observed[1:].sum(axis=0))
    p = found.p[np.isfinite(found.p)]
    assert ((p >= 0) & (p <= 1)).all()


@pytest.mark.parametrize("observed", [np.zeros((3, 2)), np.zeros((0, 2)), np.array([[5.0, 0.0]]), np.eye(3)])
def test_little_data_gives_no_error(observed) -> None:
    places = len(observed)
    for covariate in (None, np.arange(places, dtype=float), np.ones(places)):
        found = fit_poisson(observed, np.full(places, 100.0), covariate)
        assert found.mean.shape == observed.shape
        assert not np.isinf(found.residual).any()
