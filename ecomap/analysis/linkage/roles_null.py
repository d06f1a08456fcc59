"""What brokerage roles would be if ties ignored groups: the null model of Gould and Fernandez, and of R's sna."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.brokerage_null import broker_variances, total_variances
from ecomap.analysis.linkage.roles import RoleNetwork, role_counts
from ecomap.analysis.rounds import rounds
from ecomap.snapshot.columns import Float

MOST_TYPES = 100
"""Most different memberships for which variances of totals are exact; they cost its third power."""


@dataclass(frozen=True, eq=False)
class Moments:
    """Mean and standard deviation of roles under the null; NaN where they cannot be given.

    Parameters
    ----------
    mean, deviation : ndarray of float64 (actors × 6), (groups × 6) or (1 × 6)
        In the order of `role_counts`.
    simulated : bool
        Whether the deviations come from simulated networks.
    """

    mean: Float
    deviation: Float
    simulated: bool

    def scores(self, counts: Float) -> Float:
        """Return ``(count − mean) ÷ deviation``, NaN where the deviation is 0 or unknown."""
        known = np.nan_to_num(self.deviation) > 1e-12
        return np.where(known, (counts - self.mean) / np.where(known, self.deviation, 1.0), np.nan)


@dataclass(frozen=True, eq=False)
class Null:
    """Moments of the roles of every actor, of every group's brokers together, and of all brokers together."""

    actors: Moments
    groups: Moments
    network: Moments


def null_moments(network: RoleNetwork, *, shared: bool, simulations: int, seed: int) -> Null:
    """Return what is expected when every arc is there with the observed density, whoever its ends are.

    Group memberships and the number of actors stay. Per actor, mean and variance are exact. Totals of groups and of
    the network have exact means, and exact variances up to `MOST_TYPES` different memberships; with more, and for
    shared counts, deviations come from simulated networks, in which actors of equal membership are taken together.

    Parameters
    ----------
    network : RoleNetwork
    shared : bool
        As in `role_counts`.
    simulations : int
        Networks to simulate where no exact variance is known; 0 leaves these deviations out.
    seed : int
        Of the simulation.

    Notes
    -----
    Cost: O(actors × groups + memberships² × groups), for totals memberships³ × groups, and one count of roles for
    each simulated network.
    """
    mean = _means(network, shared)
    types, type_of, count = _types(network.shares)
    actors = np.full_like(mean, np.nan)
    totals = np.full((network.shares.shape[1] + 1, mean.shape[1]), np.nan)
    exact_totals = not shared and len(count) <= MOST_TYPES
    if network.n >= 3 and not shared:
        half = 1.0 if network.directed else 0.5
        variance = broker_variances(types, count, network.coefficients, network.density)
        actors = np.sqrt(half * variance)[type_of]
    if network.n >= 3 and exact_totals:
        found = total_variances(types, count, network.coefficients, network.density, not network.directed)
        totals = np.sqrt(np.maximum(found, 0.0))
    simulate = network.n >= 3 and not exact_totals and simulations > 0
    if simulate:
        by_actor, totals = _simulated(network, mean, type_of, (shared, simulations, seed))
        actors = by_actor if shared else actors
    group_mean = np.asarray(network.shares.T @ mean)
    return Null(
        Moments(mean, actors, simulate and shared),
        Moments(group_mean, totals[:-1], simulate),
        Moments(mean.sum(axis=0, keepdims=True), totals[-1:], simulate),
    )


def _means(network: RoleNetwork, shared: bool) -> Float:
    """Return ``d²(1 − d)`` times the weights of all two-paths; shared, times the mean of 1 ÷ the brokers between.

    Another broker lies between two ends with chance ``d²``, independently for each of the ``n − 3`` others, and
    ``E[1 / (1 + B)] = (1 − (1 − d²)^(n − 2)) / ((n − 2) d²)`` for such a number ``B``.
    """
    n, d, f = network.n, network.density, network.shares
    if n < 3 or not d:
        return np.zeros((n, len(network.coefficients)))
    total = np.asarray(f.sum(axis=0)).ravel()
    square = sparse.csr_array(f.power(2))
    squares = np.asarray(square.sum(axis=0)).ravel()
    own = np.asarray(square.sum(axis=1)).ravel()
    cube = np.asarray(f.power(3).sum(axis=1)).ravel()
    sums = np.empty((n, 5))
    sums[:, 0] = (n - 1) * (n - 2)
    sums[:, 1] = total @ total - squares.sum() - 2.0 * (f @ total) + 2.0 * own
    sums[:, 2] = sums[:, 3] = (f @ total - own) * (n - 2)
    sums[:, 4] = f @ (total**2 - squares) - 2.0 * (square @ total) + 2.0 * cube
    chance = d**2 * (1.0 - d)
    if shared:
        chance = (1.0 - d) * (1.0 - (1.0 - d**2) ** (n - 2)) / (n - 2)
    means = chance * (sums @ network.coefficients.T) / (1.0 if network.directed else 2.0)
    return np.maximum(means, 0.0)


def _types(shares: sparse.csr_array) -> tuple[Float, NDArray[np.int64], Float]:
    """Return the different memberships (types × groups), the type of each actor, and the actors of each type."""
    keys: dict[bytes, int] = {}
    starts, groups = shares.indptr.tolist(), shares.indices
    type_of = np.empty(shares.shape[0], dtype=np.int64)
    for actor in range(shares.shape[0]):
        key = groups[starts[actor] : starts[actor + 1]].tobytes()
        type_of[actor] = keys.setdefault(key, len(keys))
    first = np.zeros(len(keys), dtype=np.int64)
    first[type_of[::-1]] = np.arange(shares.shape[0])[::-1]
    count = np.bincount(type_of, minlength=len(keys)).astype(np.float64)
    return np.ascontiguousarray(shares[first].toarray()), type_of, count


def _simulated(
    network: RoleNetwork, mean: Float, type_of: NDArray[np.int64], options: tuple[bool, int, int]
) -> tuple[Float, Float]:
    shared, simulations, seed = options
    rng = np.random.default_rng(seed)
    roles = mean.shape[1]
    squared = np.zeros((type_of.max() + 1, roles))
    totals = np.zeros((network.shares.shape[1] + 1, roles))
    for _ in rounds(range(simulations)):
        drawn = RoleNetwork(network.actors, _random_arcs(network, rng), network.shares, network.directed)
        apart = role_counts(drawn, shared=shared) - mean
        for role in range(roles):
            squared[:, role] += np.bincount(type_of, apart[:, role] ** 2, len(squared))
        totals[:-1] += np.asarray(network.shares.T @ apart) ** 2
        totals[-1] += apart.sum(axis=0) ** 2
    per_type = squared / (simulations * np.bincount(type_of)[:, None])
    return np.sqrt(per_type)[type_of], np.sqrt(totals / simulations)


def _random_arcs(network: RoleNetwork, rng: np.random.Generator) -> sparse.csr_array:
    """Draw every arc, or every tie, with the network's density."""
    n = network.n
    possible = n * (n - 1) // (1 if network.directed else 2)
    wanted = int(rng.binomial(possible, network.density))
    code = np.zeros(0, dtype=np.int64)
    while len(code) < wanted:
        ends = rng.integers(n, size=(2, int(1.3 * (wanted - len(code))) + 16))
        low, high = (ends[0], ends[1]) if network.directed else (ends.min(axis=0), ends.max(axis=0))
        code = np.unique(np.concatenate([code, (low * n + high)[low != high]]))
    code = np.sort(rng.choice(code, wanted, replace=False))
    rows, columns = code // n, code % n
    if not network.directed:
        rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
    arcs = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n, n))
    arcs.sort_indices()
    return arcs
