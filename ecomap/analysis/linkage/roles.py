"""Gould and Fernandez' brokerage roles of every actor: counts, and the network that they are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.brokerage import closed_sums, shared_sums, whole_sums
from ecomap.snapshot import Grouping, TieGraph
from ecomap.snapshot.columns import Float
from graph_schema import Text

ROLES: dict[str, Text] = {
    "coordinator": Text("조정자", "Coordinator"),
    "itinerant": Text("순회 중개자", "Itinerant broker"),
    "gatekeeper": Text("문지기", "Gatekeeper"),
    "representative": Text("대표자", "Representative"),
    "liaison": Text("연락자", "Liaison"),
}
TOTAL = Text("모든 역할", "All roles")
ROLE_HELP: dict[str, Text] = {
    "coordinator": Text("자기 집단 안의 둘을 이음", "links two of its own group"),
    "itinerant": Text("자신이 속하지 않은 한 집단 안의 둘을 이음", "links two of one group that it is not in"),
    "gatekeeper": Text("밖에서 자기 집단으로 들여옴", "from outside into its own group"),
    "representative": Text("자기 집단에서 밖으로 내보냄", "from its own group to the outside"),
    "liaison": Text("자신이 속하지 않은 서로 다른 두 집단을 이음", "links two groups, neither of which is its own"),
}

# Roles from the kernel's five sums: all, ends alike, first end and broker alike, broker and second end, all three.
COEFFICIENTS: Float = np.array(
    [
        [0.0, 0.0, 0.0, 0.0, 1.0],
        [0.0, 1.0, 0.0, 0.0, -1.0],
        [0.0, 0.0, 0.0, 1.0, -1.0],
        [0.0, 0.0, 1.0, 0.0, -1.0],
        [1.0, -1.0, -1.0, -1.0, 2.0],
        [1.0, 0.0, 0.0, 0.0, 0.0],
    ]
)


@dataclass(frozen=True, eq=False)
class RoleNetwork:
    """The actors that are in a group, the arcs between them, and their shares in the groups.

    Parameters
    ----------
    actors : ndarray of int64, length n
        Numbers among the actors of the ties.
    arcs : sparse matrix of float64 (n × n)
        1 where there is an arc; without direction, both ways.
    shares : sparse matrix of float64 (n × groups)
        Rows add up to 1.
    directed : bool
    """

    actors: NDArray[np.int64]
    arcs: sparse.csr_array[Any]
    shares: sparse.csr_array[Any]
    directed: bool

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.actors)

    @property
    def density(self) -> float:
        """Arcs ÷ ordered pairs of actors, which is ties ÷ unordered pairs without direction; 0 below two actors."""
        return float(self.arcs.nnz / (self.n * (self.n - 1))) if self.n > 1 else 0.0

    @property
    def coefficients(self) -> Float:
        """Roles from the sums; without direction, gatekeeper and representative cannot be told apart and are halved."""
        if self.directed:
            return COEFFICIENTS
        mixed = COEFFICIENTS.copy()
        mixed[2:4] = COEFFICIENTS[2:4].mean(axis=0)
        return mixed


def role_network(ties: TieGraph, groups: Grouping, *, directed: bool) -> RoleNetwork:
    """Return the network of the actors that are in a group.

    Parallel ties count once. Ties of undirected types go both ways; without direction, all do. An actor in several
    groups has an equal share in each.

    Notes
    -----
    Cost: one sort of the ties.
    """
    shares = sparse.csr_array(groups.shares()[ties.nodes])
    actors = np.flatnonzero(np.diff(shares.indptr) > 0)
    arcs = sparse.csr_array((ties.arcs() if directed else ties.adjacency)[actors][:, actors])
    arcs.sort_indices()
    arcs = sparse.csr_array((np.ones(arcs.nnz), arcs.indices, arcs.indptr), shape=arcs.shape)
    shares = sparse.csr_array(shares[actors])
    shares.sort_indices()
    return RoleNetwork(actors, arcs, shares, directed)


def role_counts(network: RoleNetwork, *, shared: bool) -> Float:
    """Return how often every actor plays each role.

    A two-path ``i → j → k`` without the arc ``i → k`` is one count for ``j``: coordinator if all three are in one
    group, itinerant if only the ends are, gatekeeper if only ``j`` and ``k`` are, representative if only ``i`` and
    ``j`` are, liaison if no two are. With shares in several groups, the count is divided between the roles by the
    chance of each when every one of the three is seen in one of its groups at random.

    Parameters
    ----------
    network : RoleNetwork
    shared : bool
        Whether a two-path counts 1 ÷ the number of brokers between its ends, in place of 1.

    Returns
    -------
    ndarray of float64 (n × 6)
        In the order of `ROLES`, then the total. Without direction every two-path counts once.

    Notes
    -----
    Cost: O(pairs^1.5) at worst; ``shared`` O(Σ in-degree × out-degree).

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
    networks. Sociological Methodology 19, 89–126. doi:10.2307/270949
    """
    shares = network.shares
    rows = (_int32(shares.indptr), _int32(shares.indices), shares.data)
    if not network.arcs.nnz:
        return np.zeros((network.n, len(COEFFICIENTS)))
    if shared:
        sums = shared_sums(_int32(network.arcs.indptr), _int32(network.arcs.indices), *rows)
    else:
        both = _both_ways(network)
        sums = whole_sums(*both, *rows) - closed_sums(*both, *rows)
    counts = sums @ network.coefficients.T
    # what cancels leaves rounding behind
    return np.where(np.abs(counts) < 1e-9, 0.0, counts) / (1.0 if network.directed else 2.0)


def _both_ways(network: RoleNetwork) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    arcs = network.arcs
    if not network.directed:
        return _int32(arcs.indptr), _int32(arcs.indices), np.full(arcs.nnz, 3, dtype=np.int32)
    ways = sparse.csr_array(arcs + 2.0 * sparse.csr_array(arcs.T))
    ways.sort_indices()
    return _int32(ways.indptr), _int32(ways.indices), ways.data.astype(np.int32)


def _int32(values: NDArray[Any]) -> NDArray[np.int32]:
    """Return indices in the one width that the kernels are compiled for; scipy makes them 32 or 64 bits wide."""
    return values.astype(np.int32, copy=False)
