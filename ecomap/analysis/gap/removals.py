"""Orders of removal, and what each leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.gap.partner_traits import masks
from ecomap.analysis.kernels.betweenness import betweenness
from ecomap.analysis.kernels.removal import by_degree_left, components_left, largest_left, pairs_apart
from ecomap.analysis.kernels.rewiring import rewired
from ecomap.analysis.rounds import side_by_side
from ecomap.snapshot import Snapshot, grouping
from ecomap.snapshot.columns import Float

STRATEGIES = ("random", "degree", "betweenness")
Order = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Network:
    """Partners of every actor, and which fields each works in.

    Parameters
    ----------
    indptr, indices : ndarray of int32
    sort : ndarray of int64, length n
        Actors in the same fields are of one sort.
    apart : ndarray of bool (sorts × sorts)
        Whether two sorts have fields and share none.
    """

    indptr: NDArray[np.int32]
    indices: NDArray[np.int32]
    sort: NDArray[np.int64]
    apart: NDArray[np.bool_]

    @property
    def n(self) -> int:
        """Number of actors."""
        return len(self.sort)

    def across(self, removed: NDArray[Any]) -> int:
        """Return the pairs of actors of different fields that some path joins once others are removed."""
        present = np.ones(self.n, dtype=np.bool_)
        present[removed] = False
        return int(pairs_apart(components_left(self.indptr, self.indices, present), self.sort, self.apart))


def network(snapshot: Snapshot) -> Network:
    """Read a snapshot's network. Cost: O(ties), and the square of the number of different sets of fields."""
    adjacency = snapshot.ties.adjacency
    bits = masks(grouping(snapshot, "field").membership[snapshot.ties.nodes])
    kinds, sort = np.unique(bits, axis=0, return_inverse=True)
    known = (kinds != 0).any(axis=1)
    apart = np.ones((len(kinds), len(kinds)), dtype=np.bool_)
    for word in range(kinds.shape[1]):
        apart &= (kinds[:, None, word] & kinds[None, :, word]) == 0
    apart &= known[:, None] & known[None, :]
    return Network(
        adjacency.indptr.astype(np.int32), adjacency.indices.astype(np.int32), sort.ravel().astype(np.int64), apart
    )


def targeted(graph: Network, strategy: str, *, recalculate: bool, steps: int, samples: int, seed: int) -> Order:
    """Return the order of an attack on the best linked, or on those between most others.

    Parameters
    ----------
    graph : Network
    strategy : str
        ``degree`` or ``betweenness``.
    recalculate : bool
        Whether the measure is computed anew as actors go: after each for degree, after each step for betweenness.
    steps : int
        Steps that all actors are removed in.
    samples : int
        Sources that betweenness is estimated from; all where there are no more.
    seed : int

    Notes
    -----
    Cost: O((n + pairs) log n) for degree; samples × (n + pairs) a step for betweenness.
    """
    if strategy == "degree":
        if recalculate:
            return by_degree_left(graph.indptr, graph.indices)
        return by_degree(graph.indptr)
    rng = np.random.default_rng(seed)
    if not recalculate:
        return _ranked(graph.indptr, graph.indices, samples, rng)
    return _in_batches(graph, steps, samples, rng)


def by_degree(indptr: NDArray[np.int32]) -> Order:
    """Return all actors, those with the most partners at the beginning first, the smaller number among equals."""
    degree = np.diff(indptr)
    return np.lexsort((np.arange(len(degree)), -degree))


def _in_batches(graph: Network, steps: int, samples: int, rng: np.random.Generator) -> Order:
    n = graph.n
    matrix = sparse.csr_array((np.ones(len(graph.indices)), graph.indices, graph.indptr), shape=(n, n))
    left = np.arange(n)
    order: list[NDArray[np.int64]] = []
    bounds = step_bounds(n, steps)
    for batch in np.diff(bounds).tolist():
        part = matrix[left][:, left]
        part.sort_indices()
        ranked = _ranked(part.indptr.astype(np.int32), part.indices.astype(np.int32), samples, rng)
        order.append(left[ranked[:batch]])
        left = np.sort(left[ranked[batch:]])
    return np.concatenate(order) if order else np.empty(0, dtype=np.int64)


def _ranked(indptr: NDArray[np.int32], indices: NDArray[np.int32], samples: int, rng: np.random.Generator) -> Order:
    n = len(indptr) - 1
    sources = rng.choice(n, samples, replace=False) if n > samples else None
    score = betweenness(indptr, indices, sources) if len(indices) else np.zeros(n)
    return np.lexsort((np.arange(n), -np.diff(indptr), -np.round(score, 12)))


def step_bounds(n: int, steps: int) -> NDArray[np.int64]:
    """Return how many actors are removed at the beginning and after each step, without repeats."""
    return np.unique(np.rint(np.linspace(0, n, steps + 1)).astype(np.int64))


def area(left: NDArray[np.int64]) -> float | None:
    """Return Schneider's robustness ``R = 1/N Σ_{q=1…N} S(q)`` with ``S(q)`` the largest component ÷ N.

    Between ``1 / N`` in a star that loses its centre first (nearly) and ½ where no removal splits anything.

    Parameters
    ----------
    left : ndarray of int64, length N + 1
        Sizes of the largest component; see `largest_left`.

    References
    ----------
    Schneider, C. M., Moreira, A. A., Andrade, J. S., Havlin, S. and Herrmann, H. J. (2011). Mitigation of malicious
    attacks on networks. PNAS 108(10), 3838–3841. doi:10.1073/pnas.1009440108
    """
    n = len(left) - 1
    return float(left[1:].sum()) / n**2 if n else None


def null_areas(graph: Network, runs: int, seed: int, *, recalculate: bool) -> dict[str, Float]:
    """Return R of networks in which every actor keeps its number of partners, under random and degree removal.

    Parameters
    ----------
    graph : Network
    runs : int
    seed : int
    recalculate : bool
        Whether degree is computed anew after each removal, as for the network itself.

    Returns
    -------
    dict of str to ndarray of float64, length runs

    Notes
    -----
    Cost: ten draws of each pair a run, spread over the processors.
    """
    rows = np.repeat(np.arange(graph.n), np.diff(graph.indptr))
    upper = rows < graph.indices
    low, high = rows[upper], graph.indices[upper]
    rng = np.random.default_rng(seed)
    draws = [(int(rng.integers(2**31 - 1)), rng.permutation(graph.n)) for _ in range(runs)]

    def one(draw: tuple[int, Order]) -> tuple[float, float]:
        indptr, indices = _rewired(graph.n, low, high, draw[0])
        order = by_degree_left(indptr, indices) if recalculate else by_degree(indptr)
        by_chance, attacked = (area(largest_left(indptr, indices, each)) or 0.0 for each in (draw[1], order))
        return by_chance, attacked

    areas = np.array(side_by_side(one, draws)).reshape(-1, 2)
    return {"random": areas[:, 0], "degree": areas[:, 1]}


def _rewired(n: int, low: NDArray[Any], high: NDArray[Any], seed: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    a, b = rewired(low, high, n, seed)
    both = (np.concatenate([a, b]), np.concatenate([b, a]))
    matrix = sparse.csr_array((np.ones(2 * len(a)), both), shape=(n, n))
    return matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
