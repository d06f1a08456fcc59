"""Whether intermediaries reach across groups: their E-I index, and pairs of groups that meet in one actor only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot import TieGraph
from ecomap.snapshot.columns import Float


@dataclass(frozen=True, eq=False)
class Reach:
    """Contacts of some actors inside and outside their own groups, and what chance would give.

    Parameters
    ----------
    inside, outside : ndarray of float64, length a
        Contacts that share a group with the actor; that are in other groups only.
    expected, variance : ndarray of float64, length a
        Mean and variance of ``inside`` if each drew as many contacts of each kind at random.
    """

    inside: Float
    outside: Float
    expected: Float
    variance: Float

    @property
    def index(self) -> Float:
        """E-I index ``(outside − inside) ÷ (outside + inside)`` of each actor, NaN without contacts in groups."""
        return _index(self.inside, self.outside + self.inside)

    @property
    def chance(self) -> Float:
        """What the index would be at the expected number inside."""
        return _index(self.expected, self.outside + self.inside)

    @property
    def z(self) -> Float:
        """How far the index lies from chance in standard deviations; above 0 it reaches out more."""
        known = self.variance > 1e-12
        return np.where(known, (self.expected - self.inside) / np.sqrt(np.where(known, self.variance, 1.0)), np.nan)

    def together(self) -> Reach:
        """Return all actors as one; their draws are independent, so variances add up."""
        return Reach(*(part.sum(keepdims=True) for part in (self.inside, self.outside, self.expected, self.variance)))


def _index(inside: Float, total: Float) -> Float:
    return np.asarray(np.divide(total - 2.0 * inside, total, out=np.full(len(total), np.nan), where=total > 0))


def reach(ties: TieGraph, member: sparse.csr_array[Any], kind: NDArray[Any], actors: NDArray[np.int64]) -> Reach:
    """Compare the contacts of some actors inside and outside their own groups with random contacts.

    Only contacts in a group count, and actors in no group have none. Under the null an actor keeps the number of its
    contacts of each kind and draws them without replacement among all other actors of that kind that are in a group;
    the number inside is then hypergeometric.

    Parameters
    ----------
    ties : TieGraph
    member : sparse matrix (actors × groups)
        1 where an actor is in a group.
    kind : ndarray of int, length n
        Kind code of every actor.
    actors : ndarray of int64
        Whom to look at.

    Returns
    -------
    Reach

    Notes
    -----
    Cost: O(contacts) for each actor looked at, and O(n) for each different set of groups that they are in.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an experimental simulation.
    Social Psychology Quarterly 51(2), 123–140. doi:10.2307/2786835
    """
    adjacency, codes = ties.adjacency, int(kind.max(initial=0)) + 1
    grouped = np.diff(member.indptr) > 0
    size = np.bincount(kind[grouped], minlength=codes).astype(np.float64)
    found = np.zeros((4, len(actors)))
    own = sparse.csr_array(member[actors])
    sets: dict[bytes, list[int]] = {}
    for row in np.flatnonzero(grouped[actors]).tolist():
        sets.setdefault(own.indices[own.indptr[row] : own.indptr[row + 1]].tobytes(), []).append(row)
    for rows in sets.values():
        groups = own.indices[own.indptr[rows[0]] : own.indptr[rows[0] + 1]]
        alike = np.asarray(member[:, groups].sum(axis=1)).ravel() > 0
        count = np.bincount(kind[alike], minlength=codes)
        for row in rows:
            actor = int(actors[row])
            contacts = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
            contacts = contacts[grouped[contacts]]
            itself = np.arange(codes) == kind[actor]
            inside = int(alike[contacts].sum())
            drawn, others = np.bincount(kind[contacts], minlength=codes), size - itself
            near = (count - itself) / np.maximum(others, 1.0)
            spread = drawn * near * (1.0 - near) * (others - drawn) / np.maximum(others - 1.0, 1.0)
            found[:, row] = inside, len(contacts) - inside, (drawn * near).sum(), spread.sum()
    return Reach(*found)


def own_index(ties: TieGraph, member: sparse.csr_array[Any]) -> Float:
    """Return the E-I index of every actor, as `reach` gives it for some, without the null model.

    Parameters
    ----------
    ties : TieGraph
    member : sparse matrix (actors × groups)
        1 where an actor is in a group.

    Returns
    -------
    ndarray of float64, length n
        NaN for actors in no group or without a contact in one.

    Notes
    -----
    Cost: O(pairs × groups of an actor).
    """
    low, high, _ = ties.pairs
    grouped = np.diff(member.indptr) > 0
    counted = grouped[low] & grouped[high]
    low, high = low[counted], high[counted]
    alike = np.asarray(member[low].multiply(member[high]).sum(axis=1)).ravel() > 0
    ends = np.concatenate([low, high])
    inside = np.bincount(ends, np.concatenate([alike, alike]).astype(np.float64), ties.n)
    return _index(inside.astype(np.float64), np.bincount(ends, minlength=ties.n).astype(np.float64))


def sole_bridges(
    ties: TieGraph, member: sparse.csr_array[Any], counted: NDArray[np.bool_]
) -> list[tuple[int, int, int]]:
    """Return the pairs of groups with exactly one actor that has contacts in both, and that actor.

    Parameters
    ----------
    ties : TieGraph
    member : sparse matrix (actors × groups)
    counted : ndarray of bool, length n
        Who counts as a bridge.

    Returns
    -------
    list of (group, group, actor)
        In order of the groups.

    Notes
    -----
    Cost: O(contacts × groups of an actor + actors × groups²) at worst.
    """
    touched = sparse.csr_array(ties.adjacency @ member)
    touched.data[:] = 1.0
    rows = np.flatnonzero(counted)
    mine = sparse.csr_array(touched[rows])
    both = np.triu((mine.T @ mine).toarray(), 1)
    sums = np.triu((mine.T @ sparse.csr_array(sparse.diags_array(rows.astype(np.float64)) @ mine)).toarray(), 1)
    return [(int(a), int(b), round(float(sums[a, b]))) for a, b in np.argwhere(both == 1)]
