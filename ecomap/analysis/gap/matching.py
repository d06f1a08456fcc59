"""How many pairs join two groups, and how many would if ends met at random with every actor's degree kept.

Arithmetic on arrays: any grouping will do, overlapping or not, communities too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.swaps import tally
from ecomap.snapshot.columns import Float
from ecomap.snapshot.ties import TieGraph

MOST_SORTS = 600
Int = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Joined:
    """Pairs of actors with a tie, and the groups of the actors.

    A pair joins groups ``a`` and ``b`` if one of its actors is in ``a`` and the other in ``b``. It counts once
    for every two groups that it joins.

    Parameters
    ----------
    n : int
        Actors.
    low, high : ndarray of int32
        Ends of the pairs that have at least one tie.
    members : sparse matrix (actors × groups)
        1 where the actor is in the group, column indices sorted.
    """

    n: int
    low: Int
    high: Int
    members: sparse.csr_array[Any]

    @property
    def size(self) -> int:
        """Number of groups."""
        return int(self.members.shape[1])

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """Different partners of every actor."""
        return np.bincount(self.low, minlength=self.n) + np.bincount(self.high, minlength=self.n)

    def table(self, low: Int, high: Int) -> NDArray[np.int64]:
        """Return how many of some pairs join each two groups, in the upper triangle."""
        found = np.zeros((self.size, self.size), dtype=np.int64)
        tally(low, high, self.members.indptr.astype(np.int32), self.members.indices.astype(np.int32), found)
        return found

    @cached_property
    def sorts(self) -> tuple[Int, sparse.csr_array[Any]]:
        """Actors by the set of groups they are in: the sort of each actor, and the groups of each sort."""
        sets = self.members.indices.astype(np.uint64) + np.uint64(1)
        # sums of scrambled numbers are alike for equal sets only, but for a chance of n² / 2^64
        scrambled = sets * np.uint64(0x9E3779B97F4A7C15)
        scrambled ^= scrambled >> np.uint64(29)
        scrambled *= np.uint64(0xBF58476D1CE4E5B9)
        sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(scrambled, dtype=np.uint64)])
        code = sums[self.members.indptr[1:]] - sums[self.members.indptr[:-1]]
        _, first, sort = np.unique(code, return_index=True, return_inverse=True)
        return sort.astype(np.int32), sparse.csr_array(self.members[first])

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which sorts of actors share no group (sorts × sorts)."""
        groups = self.sorts[1]
        return np.asarray((groups @ groups.T).toarray() == 0)

    @cached_property
    def across(self) -> NDArray[np.bool_]:
        """Which pairs lie between actors that share no group."""
        sort = self.sorts[0]
        return np.asarray(self.allowed[sort[self.low], sort[self.high]])


def joined(ties: TieGraph, members: sparse.csr_array[Any]) -> Joined:
    """Return the tied pairs of a network with the groups of its actors.

    Parameters
    ----------
    ties : TieGraph
    members : sparse matrix (actors × groups)
        0/1 membership of any grouping, in the order of the ties' actors.
    """
    low, high, _ = ties.pairs
    members = sparse.csr_array(members)
    members.sort_indices()
    return Joined(ties.n, low, high, members)


@dataclass(frozen=True, eq=False)
class Moments:
    """Mean and variance of the number of pairs between two groups, in the upper triangle (groups × groups).

    ``fixed`` are the pairs that the null model leaves where they are.
    """

    mean: Float
    variance: Float
    fixed: NDArray[np.int64]


def all_ends(net: Joined) -> Moments:
    """Return what is expected if all ends of pairs are matched at random (configuration model).

    With ``N`` ends in all, ``D(a)`` of them at actors of group ``a`` and ``D(ab)`` at actors of both groups,
    ``H = D(a) D(b) − D(ab) − D(ab)(D(ab) − 1) / 2`` pairs of ends would join the groups, each with the chance
    ``1 / (N − 1)``: ``E = H / (N − 1)``, which is ``d_a d_b / 2m`` but for the one end that cannot meet itself. Two
    pairs of ends without a common end come together with the chance ``1 / ((N − 1)(N − 3))``; hence
    ``V = (H² − H − S) / ((N − 1)(N − 3)) + E − E²`` with ``S`` the ordered pairs of them that share an end. Both
    are exact for the matching, also where groups overlap; the matching may tie a pair twice or an actor to itself.

    Notes
    -----
    Cost: O(actors × groups of an actor² + groups²).

    References
    ----------
    Molloy, M. and Reed, B. (1995). A critical point for random graphs with a given degree sequence. Random
    Structures and Algorithms 6(2–3), 161–180. doi:10.1002/rsa.3240060204
    Newman, M. E. J. (2006). Modularity and community structure in networks. PNAS 103(23), 8577–8582.
    doi:10.1073/pnas.0601602103
    """
    ends = 2.0 * len(net.low)
    both = (net.members.T @ (sparse.diags_array(net.degree.astype(np.float64)) @ net.members)).toarray()
    a = np.diag(both)[:, None]
    b = a.T
    pairs = a * b - both - both * (both - 1) / 2
    last = a + b - both - 1
    sharing = (a - both) * b * (b - 1) + (b - both) * a * (a - 1) + both * last * (last - 1)
    mean = pairs / max(ends - 1, 1.0)
    together = (pairs**2 - pairs - sharing) / ((ends - 1) * (ends - 3)) if ends > 3 else np.zeros_like(pairs)
    variance = np.maximum(together + mean - mean**2, 0.0)
    return Moments(np.triu(mean), np.triu(variance), np.zeros(mean.shape, dtype=np.int64))


def outward_ends(net: Joined) -> Moments:
    """Return what is expected if only pairs between actors without a common group are matched anew.

    Pairs inside groups stay. The others are spread by quasi-independence over the sorts of actors (sets of groups)
    that share no group: ``E(s, t) = x(s) x(t)`` with ``x`` such that every sort keeps its outward ends. The variance
    of a sum ``w`` of cells is that of the residuals of this log-linear model, ``w'Ew − r'Gr`` with
    ``r(s) = Σ_t w(s, t) E(s, t)`` and ``G`` the inverse of ``diag(outward ends) + E``.

    Notes
    -----
    Cost: O(pairs + sorts² × groups²), with sorts³ for the inverse; districts have as many sorts as groups. Asymptotic:
    `ecomap.analysis.gap.rewiring` has no such limit.

    References
    ----------
    Goodman, L. A. (1968). The analysis of cross-classified data: independence, quasi-independence, and interactions
    in contingency tables with or without missing entries. JASA 63(324), 1091–1131. doi:10.1080/01621459.1968.10480916
    Haberman, S. J. (1973). The analysis of residuals in cross-classified tables. Biometrics 29(1), 205–220.
    doi:10.2307/2529686
    """
    sort, groups = net.sorts
    free = net.across
    fixed = net.table(net.low[~free], net.high[~free])
    ends = np.bincount(sort[net.low[free]], minlength=groups.shape[0]).astype(np.float64)
    ends += np.bincount(sort[net.high[free]], minlength=groups.shape[0])
    used = np.flatnonzero(ends > 0)
    if not len(used):
        return Moments(np.triu(fixed).astype(np.float64), np.zeros(fixed.shape), fixed)
    members = groups[used].toarray()
    cells = _spread(ends[used], net.allowed[np.ix_(used, used)])
    variance, mean = _residual_variance(cells, ends[used], members)
    return Moments(np.triu(mean, 1) + fixed, np.triu(variance, 1), fixed)


def _spread(ends: Float, allowed: NDArray[np.bool_]) -> Float:
    """Return symmetric cells ``x(s) x(t)`` where allowed, whose rows add up to the ends."""
    open_cells = allowed.astype(np.float64)
    x = ends / np.sqrt(ends.sum())
    for _ in range(1000):
        row = x * (open_cells @ x)
        if np.abs(row - ends).max() <= 1e-6 * ends.max():
            break
        x = x * np.sqrt(np.divide(ends, row, out=np.zeros_like(row), where=row > 0))
    return np.asarray(open_cells * np.outer(x, x))


def _residual_variance(cells: Float, ends: Float, members: Float) -> tuple[Float, Float]:
    toward = cells @ members
    mean = members.T @ toward
    # a part of the network with two sides only leaves one direction without information; nothing points into it
    inverse = np.linalg.inv(np.diag(ends * (1 + 1e-10)) + cells)
    if (members.sum(axis=1) <= 1).all() and (members.sum(axis=0) <= 1).all():
        g = members.T @ inverse @ members
        taken = mean**2 * (np.diag(g)[:, None] + np.diag(g)[None, :] + 2 * g)
    else:
        taken = np.empty_like(mean)
        for a in range(members.shape[1]):
            r = members[:, [a]] * toward + members * toward[:, [a]]
            taken[a] = (r * (inverse @ r)).sum(axis=0)
    return np.where(mean - taken > 1e-7 * mean, mean - taken, 0.0), mean
