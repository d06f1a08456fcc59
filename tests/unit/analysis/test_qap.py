"""QAP and MRQAP on sparse layers: dense matrices and least squares, a published pair of networks, uniform p-values."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from ecomap.analysis.mrqap import regression
from ecomap.analysis.qap import Variables, correlations, sharing, two_sided_p

# Business ties among the Florentine families of 1430 (Padgett and Ansell 1993, as listed in UCINET's PADGB).
BUSINESS = [
    ("Barbadori", "Castellani"),
    ("Barbadori", "Ginori"),
    ("Barbadori", "Medici"),
    ("Barbadori", "Peruzzi"),
    ("Bischeri", "Guadagni"),
    ("Bischeri", "Lamberteschi"),
    ("Bischeri", "Peruzzi"),
    ("Castellani", "Lamberteschi"),
    ("Castellani", "Peruzzi"),
    ("Ginori", "Medici"),
    ("Guadagni", "Lamberteschi"),
    ("Lamberteschi", "Peruzzi"),
    ("Medici", "Pazzi"),
    ("Medici", "Salviati"),
    ("Medici", "Tornabuoni"),
]


def variables(layers: list[np.ndarray], members: list[np.ndarray]) -> Variables:
    n = len(layers[0])
    mask = sum(layer.astype(np.int64) << a for a, layer in enumerate(layers))
    low, high = np.nonzero(np.triu(mask, 1))
    shared = tuple(sharing(member) for member in members)
    return Variables(n, low, high, mask[low, high], len(layers), shared)


def random_case(seed: int) -> tuple[list[np.ndarray], list[np.ndarray]]:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(4, 12))
    layers = []
    for _ in range(3):
        upper = np.triu(rng.random((n, n)) < rng.uniform(0.1, 0.7), 1)
        layers.append(upper | upper.T)
    several = rng.random((n, 4)) < 0.3
    one = np.eye(3, dtype=bool)[rng.integers(3, size=n)]
    return layers, [several, one]


def dense(layers: list[np.ndarray], members: list[np.ndarray]) -> list[np.ndarray]:
    return [layer.astype(float) for layer in layers] + [
        ((member.astype(int) @ member.T.astype(int)) > 0).astype(float) for member in members
    ]


def moved_matrix(matrix: np.ndarray, moved: np.ndarray) -> np.ndarray:
    result = np.empty_like(matrix)
    result[np.ix_(moved, moved)] = matrix
    return result


def test_overlaps_and_correlations_equal_dense_matrices() -> None:
    for seed in range(200):
        layers, members = random_case(seed)
        found = variables(layers, members)
        whole_sets = replace(found, shared=tuple(replace(group, parts=None) for group in found.shared))
        matrices = dense(layers, members)
        upper = np.triu_indices(found.n, 1)
        moved = np.random.default_rng(seed).permutation(found.n)
        for where in (np.arange(found.n), moved):
            overlap = found.overlaps(where)
            assert whole_sets.overlaps(where).tolist() == overlap.tolist()
            expected = [[(moved_matrix(a, where) * b)[upper].sum() for b in matrices] for a in matrices]
            assert overlap.tolist() == expected
        size = np.diag(found.overlaps(np.arange(found.n)))
        r = correlations(found.overlaps(moved), size, found.dyads)
        for a, first in enumerate(matrices):
            for b, second in enumerate(matrices):
                x, y = moved_matrix(first, moved)[upper], second[upper]
                if x.std() and y.std():
                    assert r[a, b] == pytest.approx(np.corrcoef(x, y)[0, 1])
                else:
                    assert np.isnan(r[a, b])


def least_squares(columns: list[np.ndarray], y: np.ndarray, k: int) -> tuple[float, float, float]:
    """Return coefficient k, its t statistic and R², by plain least squares with a constant first."""
    design = np.column_stack([np.ones(len(y)), *columns])
    inverse = np.linalg.inv(design.T @ design)
    b = inverse @ design.T @ y
    left = y - design @ b
    error = left @ left / (len(y) - design.shape[1])
    return b[k + 1], b[k + 1] / np.sqrt(error * inverse[k + 1, k + 1]), 1 - left @ left / ((y - y.mean()) ** 2).sum()


def test_double_semi_partialing_equals_dense_least_squares() -> None:
    compared = 0
    for seed in range(200):
        layers, members = random_case(seed)
        found = variables(layers, members)
        matrices = dense(layers, members)
        upper = np.triu_indices(found.n, 1)
        flat = [matrix[upper] for matrix in matrices]
        design = np.column_stack([np.ones(found.dyads), *flat[1:]])
        if found.dyads < 15 or np.linalg.matrix_rank(design) < 5 or not flat[0].std():
            continue
        result = regression(found.overlaps(np.arange(found.n)), found.permuted(19, seed), found.dyads, 0, (1, 2, 3, 4))
        assert result.predictors == (1, 2, 3, 4)
        rng = np.random.default_rng(seed)
        shuffles = [rng.permutation(found.n) for _ in range(19)]
        for k in range(4):
            b, t, r_squared = least_squares(flat[1:], flat[0], k)
            assert (result.coefficient[k], result.t[k]) == (pytest.approx(b), pytest.approx(t))
            assert result.r_squared == pytest.approx(r_squared)
            others = [x for j, x in enumerate(flat[1:]) if j != k]
            around = np.column_stack([np.ones(found.dyads), *others])
            residual = np.zeros((found.n, found.n))
            residual[upper] = flat[k + 1] - around @ np.linalg.lstsq(around, flat[k + 1], rcond=None)[0]
            residual += residual.T
            drawn = [least_squares([moved_matrix(residual, m)[upper], *others], flat[0], 0)[1] for m in shuffles]
            far = sum(abs(value) >= abs(t) - 1e-9 for value in drawn)
            assert result.p[k] == pytest.approx((1 + far) / 20, abs=0.051)  # equal but for ties of rounding
            assert result.standardised[k] == pytest.approx(b * flat[k + 1].std() / flat[0].std())
        compared += 1
    assert compared > 100


def test_florentine_marriage_and_business() -> None:
    # UCINET's example: marriage and business of the 16 families correlate by Pearson 0.372, p well below 0.01.
    marriage = list(nx.florentine_families_graph().edges)
    families = sorted({name for pair in [*marriage, *BUSINESS] for name in pair} | {"Pucci"})
    assert len(families) == 16
    layers = []
    for pairs in (marriage, BUSINESS):
        graph = nx.Graph()
        graph.add_nodes_from(families)
        graph.add_edges_from(pairs)
        layers.append(nx.to_numpy_array(graph, nodelist=families) > 0)
    found = variables(layers, [])
    overlap = found.overlaps(np.arange(16))
    size = np.diag(overlap)
    r = correlations(overlap, size, found.dyads)
    assert r[0, 1] == pytest.approx(0.372, abs=5e-4)
    p = two_sided_p(r, correlations(found.permuted(999, 1), size, found.dyads))
    assert p[0, 1] < 0.01


def test_p_values_are_uniform_under_the_null() -> None:
    p = []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        layers = []
        for _ in range(3):  # unequal activity, so that dyads of one actor depend on each other
            activity = rng.uniform(0.1, 0.9, 40)
            upper = np.triu(rng.random((40, 40)) < np.outer(activity, activity), 1)
            layers.append(upper | upper.T)
        found = variables(layers, [])
        overlap, permuted = found.overlaps(np.arange(40)), found.permuted(39, seed)
        size = np.diag(overlap)
        single = two_sided_p(
            correlations(overlap, size, found.dyads)[0, 1], correlations(permuted, size, found.dyads)[:, 0, 1]
        )
        p.append([float(single), *regression(overlap, permuted, found.dyads, 0, (1, 2)).p])
    for column in np.array(p).T:
        assert np.mean(column) == pytest.approx(0.5, abs=0.06)
        assert 0.03 <= np.mean(column <= 0.1) <= 0.17


def test_a_constant_and_a_repeated_predictor_are_left_out() -> None:
    rng = np.random.default_rng(1)
    upper = np.triu(rng.random((8, 8)) < 0.4, 1)
    layer, other = upper | upper.T, np.triu(rng.random((8, 8)) < 0.4, 1)
    found = variables([layer, other | other.T, other | other.T, np.zeros((8, 8), dtype=bool)], [])
    result = regression(found.overlaps(np.arange(8)), found.permuted(19, 1), found.dyads, 0, (1, 2, 3))
    assert result.predictors == (1,)
    empty = variables([np.zeros((0, 0), dtype=bool)], [])
    nothing = regression(empty.overlaps(np.arange(0)), empty.permuted(3, 1), 0, 0, ())
    assert np.isnan(nothing.r_squared)
