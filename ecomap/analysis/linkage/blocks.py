"""Actors in equivalent positions: profiles of their ties, and blocks of actors whose profiles are alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ecomap.analysis.kernels.rewiring import rewired
from ecomap.snapshot import TieGraph
from ecomap.snapshot.columns import Float

Labels = NDArray[np.int64]

MOST_BLOCKS = 8
_DIMENSIONS = 8
_ROUNDS = 5
_DENSE = 300
_LARGE = 10_000


@dataclass(frozen=True, eq=False, slots=True)
class Partition:
    """Blocks of actors.

    Parameters
    ----------
    block : ndarray of int64, length n
        Number of the block, 0 … k − 1, largest first; -1 for actors without ties.
    count : int
        Blocks ``k``.
    profile_fit : float
        Share of the variance of the profiles that lies between blocks; NaN where profiles do not vary.
    """

    block: Labels
    count: int
    profile_fit: float


def partition(ties: TieGraph, kind: NDArray[Any], *, regular: bool, blocks: int, seed: int) -> Partition:
    """Divide the actors that have ties into blocks of equivalent position.

    Structural equivalence: the same ties with the same actors. Profiles are the leading singular vectors of
    the matrix of arcs, outwards and inwards, scaled by the root of their singular values.

    Regular equivalence: the same ties with equivalent actors. Profiles are the logarithms of one plus the number
    of ties by type, direction and block of the other; the others' blocks are their kinds at first and those
    found before in up to five rounds.

    Profiles are clustered by k-means.

    Parameters
    ----------
    ties : TieGraph
    kind : ndarray of int, length n
        Code of each actor's kind.
    regular : bool
    blocks : int
        Number of blocks; 0 for the number from 3 to 8 with the largest mean silhouette. Two are not tried:
        they part the few with many ties from the rest in almost any network.
    seed : int

    Returns
    -------
    Partition

    Notes
    -----
    Cost: O(ties) for profiles, about 10 singular vectors, and k-means over all tied actors: seconds at 50
    thousand actors.

    References
    ----------
    Lorrain, F. and White, H. C. (1971). Structural equivalence of individuals in social networks. Journal of
    Mathematical Sociology 1(1), 49–80. doi:10.1080/0022250X.1971.9989788
    White, D. R. and Reitz, K. P. (1983). Graph and semigroup homomorphisms on networks of relations. Social
    Networks 5(2), 193–234. doi:10.1016/0378-8733(83)90025-4
    Sussman, D. L., Tang, M., Fishkind, D. E. and Priebe, C. E. (2012). A consistent adjacency spectral embedding
    for stochastic blockmodel graphs. Journal of the American Statistical Association 107(499), 1119–1128.
    doi:10.1080/01621459.2012.699795
    """
    tied = np.flatnonzero(np.diff(ties.adjacency.indptr) > 0)
    block = np.full(ties.n, -1, dtype=np.int64)
    if not len(tied):
        return Partition(block, 0, float("nan"))
    if not regular:
        profiles = _embedded(ties)[tied]
        found = _clustered(profiles, blocks or _best_count(profiles, seed), seed)
        return _partition(block, tied, profiles, found)
    profiles = _role_profiles(ties, np.unique(kind, return_inverse=True)[1])[tied]
    count = blocks or _best_count(profiles, seed)
    found = _clustered(profiles, count, seed)
    for _ in range(_ROUNDS):
        block[tied] = found
        profiles = _role_profiles(ties, block)[tied]
        before, found = found, _clustered(profiles, count, seed)
        if _same(before, found):
            break
    return _partition(block, tied, profiles, found)


def _partition(block: Labels, tied: NDArray[np.int64], profiles: Float, found: Labels) -> Partition:
    size = np.bincount(found)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.argsort(-size, kind="stable")] = np.arange(len(size))
    block = block.copy()
    block[tied] = rank[found]
    total = float(((profiles - profiles.mean(axis=0)) ** 2).sum())
    centres = np.stack([profiles[found == number].mean(axis=0) for number in range(len(size))])
    within = float(((profiles - centres[found]) ** 2).sum())
    return Partition(block, len(size), 1 - within / total if total > 1e-12 else float("nan"))


def _embedded(ties: TieGraph) -> Float:
    arcs = ties.arcs()
    arcs.data[:] = 1.0
    if ties.n <= _DENSE:
        u, s, vt = np.linalg.svd(arcs.toarray())
    else:
        u, s, vt = linalg.svds(arcs, k=_DIMENSIONS, v0=np.ones(ties.n), random_state=0)
    scale = np.sqrt(s[:_DIMENSIONS])
    return np.asarray(np.hstack([u[:, :_DIMENSIONS] * scale, vt[:_DIMENSIONS].T * scale]))


def _role_profiles(ties: TieGraph, block: Labels) -> Float:
    """Count each actor's ties by type, direction (out, in, without) and block of the other; as log(1 + count)."""
    types, type_code = np.unique(ties.type, return_inverse=True)
    width = 3 * int(block.max() + 1)
    out, into = np.where(ties.directed, 0, 2), np.where(ties.directed, 1, 2)
    rows = np.concatenate([ties.source, ties.target])
    direction = np.concatenate([out, into])
    other = block[np.concatenate([ties.target, ties.source])]
    columns = np.concatenate([type_code, type_code]) * width + other * 3 + direction
    counts = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(ties.n, len(types) * width))
    return np.asarray(np.log1p(counts.toarray()))


def _clustered(profiles: Float, count: int, seed: int) -> Labels:
    from sklearn.cluster import KMeans  # noqa: PLC0415  importing it takes longer than most analyses

    count = min(count, _distinct(profiles))
    if count < 2:
        return np.zeros(len(profiles), dtype=np.int64)
    starts = 3 if len(profiles) > _LARGE else 10
    with threadpool_limits(1):  # its threads wait actively, which costs more than they save where cores are shared
        found = KMeans(count, n_init=starts, random_state=seed).fit_predict(profiles)
    return np.unique(found, return_inverse=True)[1].astype(np.int64)


def _distinct(profiles: Float) -> int:
    """Count different profiles by one random mixture of their entries, which is much faster than by all."""
    mixture = profiles @ np.random.default_rng(0).standard_normal(profiles.shape[1])
    return len(np.unique(mixture.round(9)))


def _best_count(profiles: Float, seed: int) -> int:
    """Return the number of blocks with the largest mean silhouette, on at most 2,000 actors."""
    from sklearn.metrics import silhouette_score  # noqa: PLC0415  as above

    chosen = np.arange(len(profiles))
    if len(profiles) > 2_000:
        chosen = np.random.default_rng(seed).choice(len(profiles), 2_000, replace=False)
    sample = profiles[chosen]
    distinct = _distinct(sample)
    best, best_score = min(2, distinct), -1.0
    for count in range(3, min(MOST_BLOCKS, distinct, len(sample) - 1) + 1):
        score = float(silhouette_score(sample, _clustered(sample, count, seed)))
        if score > best_score + 1e-9:
            best, best_score = count, score
    return best


def _same(one: Labels, other: Labels) -> bool:
    pairs = len(np.unique(one * (int(other.max()) + 1) + other))
    return pairs == len(np.unique(one)) == len(np.unique(other))


def image(ties: TieGraph, found: Partition) -> tuple[Float, Float]:
    """Return how many arcs run from block to block, and how many could.

    Returns
    -------
    arcs, possible : ndarray of float64 (blocks × blocks)
        Ordered pairs of actors with at least one tie from the first to the second (ties of undirected types run
        both ways), and all ordered pairs of different actors.

    Notes
    -----
    Cost: O(ties).

    References
    ----------
    White, H. C., Boorman, S. A. and Breiger, R. L. (1976). Social structure from multiple networks. I.
    Blockmodels of roles and positions. American Journal of Sociology 81(4), 730–780. doi:10.1086/226141
    """
    k = found.count
    if not k:
        return np.zeros((0, 0)), np.zeros((0, 0))
    arcs = ties.arcs().tocoo()
    code = found.block[arcs.row] * k + found.block[arcs.col]
    size = np.bincount(found.block[found.block >= 0], minlength=k).astype(np.float64)
    return np.bincount(code, minlength=k * k).reshape(k, k).astype(np.float64), np.outer(size, size) - np.diag(size)


def density_fit(arcs: Float, possible: Float) -> float:
    """Return the share of the variance of the cells (tied or not) that the block densities explain.

    ``R² = Σ N(r,s) (d(r,s) − d)² ÷ (N d (1 − d))`` with cells ``N`` and densities ``d``: the square of the
    correlation between the matrix of ties and the matrix of block densities. NaN where all cells are alike.
    """
    cells, total = float(possible.sum()), float(arcs.sum())
    if not cells or total in (0.0, cells):
        return float("nan")
    density = np.divide(arcs, possible, out=np.zeros_like(arcs), where=possible > 0)
    mean = total / cells
    return float((possible * (density - mean) ** 2).sum() / (cells * mean * (1 - mean)))


def shuffled(ties: TieGraph, seed: int) -> TieGraph:
    """Return ties in which pairs have swapped partners: every actor keeps its number of neighbours.

    The ties of a pair move together, with their types; which end they start from stays with the lower or
    higher number. Cost: see `ecomap.analysis.kernels.rewiring.rewired`.
    """
    low, high, pair = ties.pairs
    new_low, new_high = rewired(low, high, ties.n, seed)
    forward = ties.source == low[pair]
    source = np.where(forward, new_low[pair], new_high[pair]).astype(np.int32)
    target = np.where(forward, new_high[pair], new_low[pair]).astype(np.int32)
    return replace(ties, source=source, target=target)
