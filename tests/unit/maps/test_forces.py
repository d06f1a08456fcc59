"""Forces by quadtree against the naive sum over all pairs, and ties against their formula."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ecomap.maps.forces import pull, push, push_in_groups

Reals = NDArray[np.float64]


def naive(points: Reals, mass: Reals) -> Reals:
    apart = points[:, None, :] - points[None, :, :]
    square = (apart**2).sum(axis=2)
    share = np.divide(mass[:, None] * mass[None, :], square, out=np.zeros_like(square), where=square > 0)
    return np.asarray((apart * share[:, :, None]).sum(axis=1))


def cloud(kind: str) -> Reals:
    rng = np.random.default_rng(4)
    if kind == "clusters":
        return np.asarray(rng.normal(size=(300, 2)) * 0.01 + rng.integers(5, size=(300, 1)) * [3.0, 1.0])
    if kind == "line":
        return np.stack([np.linspace(0, 1, 200) ** 2, np.zeros(200)], axis=1)
    return np.asarray(rng.normal(size=(300, 2)))


@pytest.mark.parametrize("kind", ["even", "clusters", "line"])
@pytest.mark.parametrize(("theta", "error"), [(0.0, 1e-9), (0.5, 0.01), (1.2, 0.15)])
def test_pushes_are_those_of_the_naive_sum(kind: str, theta: float, error: float) -> None:
    points = cloud(kind)
    mass = np.random.default_rng(1).uniform(1, 9, len(points))
    exact = naive(points, mass)
    assert np.linalg.norm(push(points, mass, theta) - exact) <= error * np.linalg.norm(exact)


def test_points_in_one_place_do_not_push_each_other_and_end() -> None:
    points = np.concatenate([np.zeros((50, 2)), [[1.0, 0.0]]])
    force = push(points, np.ones(51), 0.0)
    assert force[:50, 0] == pytest.approx(-np.ones(50))
    assert force[50, 0] == pytest.approx(50)
    assert push(np.zeros((1, 2)), np.ones(1), 1.2).tolist() == [[0.0, 0.0]]


def test_groups_do_not_push_each_other() -> None:
    points, mass = cloud("even"), np.ones(300)
    force = push_in_groups(points, mass, np.array([0, 100, 101, 300]), np.array([1.0, 1.0, 2.0]), 0.0)
    expected = np.concatenate([naive(points[:100], mass[:100]), np.zeros((1, 2)), 2 * naive(points[101:], mass[101:])])
    assert force == pytest.approx(expected)


def test_a_tie_pulls_by_the_logarithm_of_its_length() -> None:
    points = np.array([[0.0, 0.0], [3.0, 4.0]])
    indptr, indices = np.array([0, 1, 2], dtype=np.int32), np.array([1, 0], dtype=np.int32)
    force = pull(points, indptr, indices, np.array([2.0, 2.0]))
    assert np.hypot(*force[0, :2]) == pytest.approx(2 * np.log(6), rel=1e-6)
    assert force[0, :2] == pytest.approx(-force[1, :2])
