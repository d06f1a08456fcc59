"""A tile grid: one square a place, near to where it lies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

import seed_data

Tile = tuple[int, int]


def tile_grid(places: Sequence[tuple[str, float | None, float | None]]) -> Mapping[str, Tile]:
    """Return column and row of a square for each place.

    The packaged grid if it has all of them. Else, squares of a grid are given to the places so that the squared
    distances between squares and points add up to the least. Places without a point stand in their order below.

    Parameters
    ----------
    places : sequence of (str, float or None, float or None)
        Code, latitude, longitude.

    Notes
    -----
    Cost: O(n³) for n places with points; some milliseconds for a hundred.
    """
    known = seed_data.tiles()
    if all(code in known for code, _, _ in places):
        return {code: known[code] for code, _, _ in places}
    points = [(code, lat, lon) for code, lat, lon in places if lat is not None and lon is not None]
    grid = _by_position(points)
    width = max(math.ceil(math.sqrt(len(places))), *(column + 1 for column, _ in grid.values())) if grid else 0
    width = width or max(math.ceil(math.sqrt(len(places))), 1)
    below = max((row for _, row in grid.values()), default=-1) + 1
    rest = [code for code, _, _ in places if code not in grid]
    return {**grid, **{code: (i % width, below + i // width) for i, code in enumerate(rest)}}


def _by_position(points: Sequence[tuple[str, float, float]]) -> dict[str, Tile]:
    if not points:
        return {}
    lat, lon = (np.array([point[i] for point in points]) for i in (1, 2))
    x, y = lon * math.cos(math.radians(float(lat.mean()))), -lat
    across, down = max(float(np.ptp(x)), 1e-9), max(float(np.ptp(y)), 1e-9)
    cells = 1.3 * len(points)  # room for the shape of the city
    columns = min(max(round(math.sqrt(cells * across / down)), 1), len(points))
    rows = math.ceil(cells / columns)
    at_column, at_row = (index.ravel() for index in np.meshgrid(np.arange(columns), np.arange(rows)))
    want_x, want_y = (x - x.min()) / across * (columns - 1), (y - y.min()) / down * (rows - 1)
    cost = (want_x[:, None] - at_column) ** 2 + (want_y[:, None] - at_row) ** 2
    chosen = linear_sum_assignment(cost)[1]
    found = np.stack([at_column[chosen], at_row[chosen]], axis=1)
    found -= found.min(axis=0)
    return {code: (int(column), int(row)) for (code, _, _), (column, row) in zip(points, found, strict=True)}
