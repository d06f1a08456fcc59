"""Structural holes between groups: what spans them, who carries it, and what one more tie would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.columns import Float
from ecomap.snapshot.ties import TieGraph

Bool = NDArray[np.bool_]

_CONSIDERED = 2000  # each actor is named once, so a few more pairs than are asked for have to be ranked


@dataclass(frozen=True, slots=True)
class Span:
    """How two groups are connected over two steps.

    Parameters
    ----------
    direct : int
        Tied pairs of an actor of the one group only and an actor of the other only.
    paths : int
        Ways ``a – w – b`` from an actor of one group over a go-between to another actor of the other.
    carriers : NDArray of int64
        The go-betweens, the one with most ways first.
    carried : NDArray of int64
        Ways over each of them.
    """

    direct: int
    paths: int
    carriers: NDArray[np.int64]
    carried: NDArray[np.int64]

    @property
    def top_share(self) -> float:
        """Share of the ways that would fall if the first go-between left; NaN without any."""
        return float(self.carried[0] / self.paths) if self.paths else float("nan")

    @property
    def effective(self) -> float:
        """Go-betweens of equal weight that would be as concentrated: ``1 / Σ share²``; 0 without any."""
        return float(1.0 / ((self.carried / self.paths) ** 2).sum()) if self.paths else 0.0


@dataclass(frozen=True, slots=True)
class Closing:
    """One tie that would close a hole.

    Parameters
    ----------
    first, second : int
        Actor of the one group and actor of the other, by number among the ties' actors.
    common : int
        Partners that both have.
    gained : int
        Pairs of an actor of one group and an actor of the other that would come within two steps.
    constraint : ((float, float), (float, float))
        Burt's constraint of each of the two, before and after.
    """

    first: int
    second: int
    common: int
    gained: int
    constraint: tuple[tuple[float, float], tuple[float, float]]


class Holes:
    """Looks at the holes between the groups of a network.

    Parameters
    ----------
    ties : TieGraph
    members : sparse matrix (actors × groups)
        0/1 membership of any grouping.
    between : ndarray of bool, length n
        Who counts as a go-between and may be named in a closing tie.

    Notes
    -----
    Cost: one product of the adjacency with the memberships; then a pass over the actors for each pair of groups, and
    for its closing ties a product of the adjacency rows of both groups.
    """

    def __init__(self, ties: TieGraph, members: sparse.csr_array[Any], between: Bool) -> None:
        self._weights = ties.adjacency
        pattern = ties.adjacency.copy()
        pattern.data = np.ones(len(pattern.data))
        self._adjacency = pattern
        self._members = members.tocsc()
        self._between = between
        self._degree = np.diff(pattern.indptr).astype(np.float64)
        self._partners = np.asarray((pattern @ members).toarray())

    @property
    def tied(self) -> NDArray[np.int64]:
        """Return the groups with at least one tied actor."""
        return np.flatnonzero(self._members.T @ self._degree > 0)

    @property
    def expected(self) -> Float:
        """Tied pairs between actors of one group only and actors of the other only, if ends met at random.

        ``d_a d_b / (2m − 1)`` with the degrees of those actors (groups × groups), see
        `ecomap.analysis.gap.matching.all_ends`.
        """
        both = (self._members.T @ (sparse.diags_array(self._degree) @ self._members)).toarray()
        only = np.diag(both)[:, None] - both
        return np.asarray(only * only.T / max(self._degree.sum() - 1, 1))

    def span(self, a: int, b: int) -> Span:
        """Return how two groups are connected directly and over two steps.

        Ends are actors of one of the two groups only; go-betweens may be in either or in both.
        """
        first, second = self._partners[:, a], self._partners[:, b]
        left = self._only(a, b)
        both = np.setdiff1d(self._of(a), left, assume_unique=True)
        if len(both):
            inside = np.zeros(len(first))
            inside[both] = 1.0
            shared = self._adjacency @ inside
            first, second = first - shared, second - shared
        ways = np.where(self._between, first * second, 0.0).astype(np.int64)
        carriers = np.flatnonzero(ways > 0)
        carriers = carriers[np.lexsort((carriers, -ways[carriers]))]
        return Span(int(second[left].sum()), int(ways.sum()), carriers, ways[carriers])

    def closings(self, a: int, b: int, most: int) -> list[Closing]:
        """Return the ties that would close the hole between two groups: those with most common partners first.

        Each actor is named once, so that not every suggestion is about the same hub.
        """
        left, right = (only[self._between[only]] for only in (self._only(a, b), self._only(b, a)))
        if not most or not len(left) or not len(right):
            return []
        u, v, count = self._common(left, right)
        if len(count) > _CONSIDERED:
            kept = count >= np.partition(count, -_CONSIDERED)[-_CONSIDERED]
            u, v, count = u[kept], v[kept], count[kept]
        order = np.lexsort((v, u, -count))
        found: list[Closing] = []
        used: set[int] = set()
        for one, other, common in zip(u[order].tolist(), v[order].tolist(), count[order].tolist(), strict=True):
            if len(found) == most:
                break
            if one not in used and other not in used:
                used |= {one, other}
                found.append(self._closing(one, other, common, (a, b)))
        return found

    def _common(
        self, left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return all pairs of actors without a tie that have common partners, and how many."""
        rows = self._adjacency[left]
        common, tied = sparse.coo_array(rows @ self._adjacency[right].T), sparse.coo_array(rows[:, right])
        code, known = (one.row.astype(np.int64) * len(right) + one.col for one in (common, tied))
        kept = ~np.isin(code, known)
        return left[common.row[kept]], right[common.col[kept]], common.data[kept].astype(np.int64)

    def _closing(self, u: int, v: int, common: int, groups: tuple[int, int]) -> Closing:
        gained = self._gained(u, v, groups[1]) + self._gained(v, u, groups[0])
        constraint = tuple(
            (burt_constraint(self._weights, one), burt_constraint(self._weights, one, other))
            for one, other in ((u, v), (v, u))
        )
        return Closing(u, v, common, gained, (constraint[0], constraint[1]))

    def _gained(self, one: int, other: int, group: int) -> int:
        """Return partners of the other in its group who are more than two steps away from the one."""
        near = np.zeros(len(self._between), dtype=np.bool_)
        own = _row(self._adjacency, one)[0]
        near[one] = True
        near[own] = True
        near[self._adjacency[own].indices] = True
        new = np.intersect1d(_row(self._adjacency, other)[0], self._of(group), assume_unique=True)
        return int(np.count_nonzero(~near[new]))

    def _of(self, group: int) -> NDArray[np.int64]:
        span = slice(self._members.indptr[group], self._members.indptr[group + 1])
        return np.sort(self._members.indices[span]).astype(np.int64)

    def _only(self, group: int, other: int) -> NDArray[np.int64]:
        return np.setdiff1d(self._of(group), self._of(other), assume_unique=True)


def burt_constraint(weights: sparse.csr_array[Any], actor: int, extra: int = -1) -> float:
    """Return Burt's constraint of one actor, with one more tie of its own if asked.

    ``c(i) = Σ_j (p(i, j) + Σ_q p(i, q) p(q, j))²`` over the partners ``j`` of ``i``, with ``p(i, j)`` the share of
    its ties that ``i`` has with ``j``.

    Parameters
    ----------
    weights : sparse matrix (n × n)
        Number of ties of each pair, symmetric, sorted indices.
    actor : int
    extra : int
        Actor with whom one tie is added, -1 for none.

    Returns
    -------
    float
        NaN without partners.

    Notes
    -----
    Cost: O(partners of the partners).

    References
    ----------
    Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    """
    partners, ties = _row(weights, actor)
    if extra >= 0:
        partners, ties = _with(partners, ties, extra)
    if not len(partners):
        return float("nan")
    share: Float = ties / ties.sum()
    invested = share.copy()
    for q, part in zip(partners.tolist(), share.tolist(), strict=True):
        others, strength = _row(weights, q)
        total = strength.sum() + (q == extra)
        place = np.searchsorted(partners, others)
        place[place == len(partners)] = 0
        met = partners[place] == others
        invested[place[met]] += part * strength[met] / total
    return float((invested**2).sum())


def _row(matrix: sparse.csr_array[Any], row: int) -> tuple[NDArray[np.int64], Float]:
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span].astype(np.int64), matrix.data[span].astype(np.float64)


def _with(partners: NDArray[np.int64], ties: Float, extra: int) -> tuple[NDArray[np.int64], Float]:
    place = int(np.searchsorted(partners, extra))
    if place < len(partners) and partners[place] == extra:
        more = ties.copy()
        more[place] += 1.0
        return partners, more
    return np.insert(partners, place, extra), np.insert(ties, place, 1.0)
