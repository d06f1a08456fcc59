"""Ranks against SciPy."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from ecomap.analysis.ranks import lowest_ranks, mean_ranks


@given(st.lists(st.one_of(st.integers(-3, 3).map(float), st.floats(allow_nan=False)), max_size=20))
def test_ranks_are_those_of_scipy(values: list[float]) -> None:
    array = np.array(values)
    assert mean_ranks(array).tolist() == rankdata(array).tolist()
    assert lowest_ranks(array).tolist() == rankdata(array, method="min").tolist()
