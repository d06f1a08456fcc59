"""From dong and gu up to the city: who reaches it how, and how much cooperation stays local."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.cooperation.chance import two_sided_p
from ecomap.analysis.cooperation.closure import ends_of
from ecomap.analysis.kernels.inside import inside_values
from ecomap.analysis.rounds import rounds
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from ecomap.snapshot.graph import LEVELS

Bool = NDArray[np.bool_]
ROUTES = ("direct", "via_gu", "via_other", "three", "farther", "never")


@dataclass(frozen=True, eq=False)
class Funnel:
    """Every actor's way up.

    Parameters
    ----------
    local : dict of ndarray of bool
        Actors by level, ``gu`` and ``dong``.
    upper : ndarray of bool
        Actors of the city and the national level.
    steps : ndarray of int64
        Fewest ties to an upper actor, 0 for these themselves, -1 if there is no way.
    route : ndarray of int64
        Position in `ROUTES` of every actor below the city, -1 elsewhere.
    """

    local: dict[str, Bool]
    upper: Bool
    steps: NDArray[np.int64]
    route: NDArray[np.int64]

    @property
    def below(self) -> Bool:
        """Actors of the gu and the dong level."""
        return np.asarray(self.local["gu"] | self.local["dong"])


def funnel(snapshot: Snapshot) -> Funnel:
    """Find for every actor how it reaches a city-level actor.

    Notes
    -----
    Cost: one sparse product a step, breadth-first from all upper actors together.
    """
    ties = snapshot.ties
    level = snapshot.level[ties.nodes]
    local = {name: np.asarray(level == LEVELS.index(name)) for name in ("gu", "dong")}
    upper = np.isin(level, [LEVELS.index("city"), LEVELS.index("national")])
    steps = _steps(ties.adjacency, upper)
    through_gu = (ties.adjacency @ (local["gu"] & (steps == 1)).astype(np.float64)) > 0
    route = np.select(
        [steps == 1, (steps == 2) & through_gu, steps == 2, steps == 3, steps > 3],
        [0, 1, 2, 3, 4],
        5,
    )
    return Funnel(local, upper, steps, np.where(local["gu"] | local["dong"], route, -1).astype(np.int64))


def _steps(adjacency: sparse.csr_array[Any], start: Bool) -> NDArray[np.int64]:
    steps = np.where(start, 0, -1).astype(np.int64)
    front = start
    while front.any():
        near = (adjacency @ front.astype(np.float64)) > 0
        front = near & (steps < 0)
        steps[front] = int(steps.max()) + 1
    return steps


@dataclass(frozen=True, eq=False)
class Decentralisation:
    """How much of the cooperation of actors below the city stays below it.

    Parameters
    ----------
    among, upward : float
        Ties between two actors below the city, and from one of them to the city level or above.
    index : float
        ``among / (among + upward)``: 1 if none goes up, 0 if all do; NaN without such ties.
    chance, p : float
        Mean with levels shuffled among the actors that have one, and two-sided p-value; NaN without permutations.
    """

    among: float
    upward: float
    index: float
    chance: float
    p: float


def decentralisation(snapshot: Snapshot, ways: Funnel, permutations: int, seed: int) -> Decentralisation:
    """Compute the decentralisation index and what shuffled levels make of it."""
    ties = snapshot.ties
    side = np.where(ways.below, 0, np.where(ways.upper, 1, -1))
    labelled = np.flatnonzero(side >= 0)
    kept = (side[ties.source] >= 0) & (side[ties.target] >= 0)
    ends, value = (ties.source[kept], ties.target[kept]), np.ones(int(kept.sum()))
    strength = ends_of(ends, value, ties.n)
    indptr = np.concatenate([[0], np.cumsum(side >= 0)])
    labels = (indptr, side[labelled], np.ones(len(labelled)))
    order = np.arange(ties.n)

    def counted() -> tuple[float, float]:
        inside, total = inside_values(ends, value, strength, order, labels, 2)
        return float(inside[0]), float(total[0] - 2 * inside[0])

    among, upward = counted()
    index = share(among, upward)
    rng = np.random.default_rng(seed)
    drawn = np.full((permutations, 1), np.nan)
    for k in rounds(range(permutations)):
        order[labelled] = rng.permutation(labelled)
        drawn[k] = share(*counted())
    known = drawn[~np.isnan(drawn)]
    chance = float(known.mean()) if len(known) else float("nan")
    return Decentralisation(among, upward, index, chance, float(two_sided_p(np.array([index]), drawn)[0]))


def share(part: float, rest: float) -> float:
    """Return ``part / (part + rest)``, NaN where both are 0."""
    return part / (part + rest) if part + rest > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class Districts:
    """Figures of the actors below the city, a row each district.

    Parameters
    ----------
    actors : ndarray of int64
    routes : ndarray of int64 (districts × routes)
        Actors by `ROUTES`.
    own, other, upward : ndarray of float64
        Their ties to actors below the city of the same district, of another district, and to the city level or
        above. A tie inside the district counts once.
    """

    actors: NDArray[np.int64]
    routes: NDArray[np.int64]
    own: Float
    other: Float
    upward: Float


def by_district(snapshot: Snapshot, ways: Funnel, districts: Grouping) -> Districts:
    """Count the routes and the ties of every district's actors below the city; one in several counts in each."""
    ties, below = snapshot.ties, ways.below
    member = sparse.csr_array(districts.membership[ties.nodes])
    at = sparse.csr_array(sparse.diags_array(below.astype(np.float64)) @ member)
    routes = np.stack([np.asarray(at.T @ (ways.route == k).astype(np.float64)) for k in range(len(ROUTES))], axis=1)
    up = at.T @ (ties.adjacency @ ways.upper.astype(np.float64))
    among = at.T @ (ties.adjacency @ below.astype(np.float64))
    together = np.asarray(at[ties.source].multiply(at[ties.target]).sum(axis=0)).ravel() if ties.m else 0.0 * up
    return Districts(
        actors=np.rint(np.asarray(at.sum(axis=0)).ravel()).astype(np.int64),
        routes=np.rint(routes).astype(np.int64).reshape(len(districts), len(ROUTES)),
        own=np.asarray(together, dtype=np.float64),
        other=np.asarray(among - 2.0 * together, dtype=np.float64),
        upward=np.asarray(up, dtype=np.float64),
    )
