"""The quadratic assignment procedure on sparse layers: correlation and regression of ties, tested by moving actors.

A variable is a 0/1 value of every unordered pair of actors: a layer of ties, or whether two actors share a group. All
that correlation and least squares need of such variables are the numbers of pairs on which two of them are both 1,
and moving the actors of one variable only changes these numbers. So no n × n matrix is ever built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.overlaps import layer_alike, layer_overlaps
from ecomap.analysis.rounds import rounds
from ecomap.snapshot.columns import Float

Counts = NDArray[np.int64]
MOST_GROUPS = 5


@dataclass(frozen=True, eq=False)
class Sharing:
    """Whether two actors share a group.

    Parameters
    ----------
    pattern : ndarray of int64, length n
        Which set of groups each actor has.
    alike : ndarray of bool (sets × sets)
        Whether two sets have a group in common; a set without groups is not even alike itself.
    parts : sparse matrix (actors × sets of groups), optional
        1 where an actor has all groups of a non-empty set; none where that would be too many sets.
    sign : ndarray of float64, length columns of ``parts``
        1 for sets of an odd number of groups, −1 for an even one. By inclusion and exclusion, the signs of the sets
        that two actors both have add up to 1 if they share a group, and to 0 if not.
    """

    pattern: Counts
    alike: NDArray[np.bool_]
    parts: sparse.csr_array[Any] | None = None
    sign: Float = field(default_factory=lambda: np.zeros(0))


def sharing(member: NDArray[np.bool_]) -> Sharing:
    """Return who shares a group, from the memberships (actors × groups). Cost: O(n × groups + sets²)."""
    if not member.size:
        return Sharing(np.zeros(len(member), dtype=np.int64), np.zeros((1, 1), dtype=np.bool_))
    sets, pattern = np.unique(np.packbits(member, axis=1), axis=0, return_inverse=True)
    alike = np.asarray((sets[:, None, :] & sets[None, :, :]).any(axis=2))
    pattern = pattern.ravel().astype(np.int64)
    if int(member.sum(axis=1).max(initial=0)) > MOST_GROUPS:
        return Sharing(pattern, alike)
    return Sharing(pattern, alike, *_parts(member))


def _parts(member: NDArray[np.bool_]) -> tuple[sparse.csr_array[Any], Float]:
    rows: list[int] = []
    columns: list[int] = []
    number: dict[tuple[int, ...], int] = {}
    for actor, groups in enumerate(member):
        own = np.flatnonzero(groups).tolist()
        for size in range(1, len(own) + 1):
            for part in combinations(own, size):
                rows.append(actor)
                columns.append(number.setdefault(part, len(number)))
    shape = (len(member), max(len(number), 1))
    sign = np.array([1.0 if len(part) % 2 else -1.0 for part in number] or [0.0])
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape), sign


@dataclass(frozen=True, eq=False)
class Variables:
    """Variables of pairs: first the layers, then the shared groups.

    Parameters
    ----------
    n : int
        Number of actors.
    low, high : ndarray of int64
        Pairs with a tie in any layer, ``low < high``, each once, sorted.
    mask : ndarray of int64
        Bit ``a`` of each pair says whether it is in layer ``a``.
    n_layers : int
        At most 60.
    shared : tuple of Sharing
    """

    n: int
    low: Counts
    high: Counts
    mask: Counts
    n_layers: int
    shared: tuple[Sharing, ...]

    def __len__(self) -> int:
        return self.n_layers + len(self.shared)

    @property
    def dyads(self) -> int:
        """Unordered pairs of actors."""
        return self.n * (self.n - 1) // 2

    @cached_property
    def _rows(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.low, minlength=self.n))])
        return starts.astype(np.int32), self.high.astype(np.int32)

    def overlaps(self, moved: Counts) -> Counts:
        """Return on how many pairs a variable, its actors moved, and another one are both 1.

        Parameters
        ----------
        moved : ndarray of int64, length n
            A permutation: where each actor is moved to.

        Returns
        -------
        ndarray of int64 (variables × variables)
            Entry (a, b): a is moved, b is not. With nobody moved it is symmetric and its diagonal has the number of
            pairs of each variable.

        Notes
        -----
        Cost: O(pairs with a tie × (log degree + shared groups)) and, for shared groups, the products of their
        square matrices of sets.
        """
        size, layers = len(self), self.n_layers
        found = np.zeros((size, size), dtype=np.int64)
        indptr, high = self._rows
        found[:layers, :layers] = layer_overlaps(indptr, high, self.mask, moved, layers)
        back = np.empty(self.n, dtype=np.int64)
        back[moved] = np.arange(self.n)
        for k, group in enumerate(self.shared):
            at = layers + k
            for row, where in ((found[:layers, at], moved), (found[at, :layers], back)):
                row[:] = layer_alike(indptr, high, self.mask, group.pattern[where], group.alike, layers)
            for j, other in enumerate(self.shared):
                found[at, layers + j] = _both_alike(group, other, moved)
        return found

    def permuted(self, permutations: int, seed: int) -> Counts:
        """Return `overlaps` after each of some random permutations (permutations × variables × variables)."""
        rng = np.random.default_rng(seed)
        size = len(self)
        found = [self.overlaps(rng.permutation(self.n)) for _ in rounds(range(permutations))]
        return np.array(found, dtype=np.int64).reshape(permutations, size, size)


def _both_alike(first: Sharing, second: Sharing, moved: Counts) -> int:
    """Count the pairs that are alike in the first variable, its actors moved, and in the second.

    Ordered pairs, everybody with itself among them, are counted first.
    """
    if first.parts is not None and second.parts is not None:
        joint = (first.parts.T @ second.parts[moved]).tocoo()  # how many actors have which set here and which there
        ordered = float((joint.data**2 * first.sign[joint.row] * second.sign[joint.col]).sum())
        alone = float((np.diag(first.alike)[first.pattern] & np.diag(second.alike)[second.pattern[moved]]).sum())
        return round((ordered - alone) / 2)
    shape = len(first.alike), len(second.alike)
    code = first.pattern * shape[1] + second.pattern[moved]
    table = np.bincount(code, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
    left, right = first.alike.astype(np.float64), second.alike.astype(np.float64)
    ordered = float(((left @ table @ right) * table).sum())
    alone = float(np.diag(left) @ table @ np.diag(right))
    return round((ordered - alone) / 2)


def correlations(overlap: NDArray[np.integer], size: Counts, dyads: int) -> Float:
    """Return Pearson's correlations of 0/1 variables over all pairs of actors.

    ``r = (N s − a b) / sqrt(a (N − a) b (N − b))`` with a and b the pairs of two variables, s the pairs of both.

    Parameters
    ----------
    overlap : ndarray (… × variables × variables)
    size : ndarray, length variables
        Pairs of each variable.
    dyads : int
        N, all pairs of actors.

    Returns
    -------
    ndarray of float64, shape of ``overlap``
        NaN where a variable is constant.
    """
    count = size.astype(np.float64)
    spread = np.sqrt(np.outer(count * (dyads - count), count * (dyads - count)))
    return np.asarray(
        np.divide(
            dyads * overlap.astype(np.float64) - np.outer(count, count),
            spread,
            out=np.full(overlap.shape, np.nan),
            where=np.broadcast_to(spread > 0, overlap.shape),
        )
    )


def two_sided_p(observed: Float, permuted: Float) -> Float:
    """Return ``(1 + permutations at least as far from 0) / (1 + permutations)``, NaN where undefined.

    Parameters
    ----------
    observed : ndarray
    permuted : ndarray (permutations × shape of ``observed``)
    """
    far = np.abs(permuted) >= np.abs(observed) - 1e-12
    p = (1.0 + far.sum(axis=0)) / (1.0 + len(permuted))
    return np.asarray(np.where(np.isnan(observed), np.nan, p))
