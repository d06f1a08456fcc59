"""Pairs of groups: tied pairs of actors, what is expected, and how sure a shortfall is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.gap.matching import MOST_SORTS, Joined, Moments, all_ends, joined, outward_ends
from ecomap.analysis.gap.rewiring import Rewired, rewire
from ecomap.analysis.gap.tails import count_lower_tail
from ecomap.analysis.independence import benjamini_hochberg, standardised
from ecomap.snapshot.columns import Float
from ecomap.snapshot.ties import TieGraph

CLEAR, NONE, BELOW, MET, UNKNOWN = range(5)
REWIRINGS = 100
MOST_TRIES = 2_000_000
FEWEST_REWIRINGS = 20


@dataclass(frozen=True, eq=False)
class Between:
    """Figures of every two different groups that both have ties, each an array of length k; NaN where undefined.

    Parameters
    ----------
    net : Joined
        The tied pairs and the groups they were counted from.
    kept_inside : bool
        Whether the null model keeps pairs inside groups.
    row, col : ndarray of int64
        Numbers of the groups, ``row < col``.
    pairs, expected, missing, ratio, z : ndarray of float64
        Tied pairs of actors between them, their expectation, the difference, the quotient, and
        ``(observed − expected) / standard deviation``.
    p, q : ndarray of float64
        Chance of so few or fewer, and the same corrected for all pairs of groups.
    finding : ndarray of int64
        `CLEAR`, `NONE` (no tie where at least one is expected), `BELOW`, `MET` or `UNKNOWN`.
    rewired : Rewired, optional
        Counts of random networks with the same degrees, group by group.
    clear_if_mixed : int
        Pairs that would be clear if the ends of all pairs were matched, those inside groups too.
    """

    net: Joined
    kept_inside: bool
    row: NDArray[np.int64]
    col: NDArray[np.int64]
    pairs: Float
    expected: Float
    missing: Float
    ratio: Float
    z: Float
    p: Float
    q: Float
    finding: NDArray[np.int64]
    rewired: Rewired | None
    clear_if_mixed: int

    def by_missing(self) -> NDArray[np.int64]:
        """Return the positions of all pairs of groups: clear ones first, then by missing ties."""
        order = np.lexsort((self.col, self.row, -self.missing, self.finding != CLEAR))
        return np.asarray(order, dtype=np.int64)


def compare_groups(
    ties: TieGraph, members: sparse.csr_array[Any], *, keep_inside: bool, alpha: float, rewirings: int | None, seed: int
) -> Between:
    """Compare the tied pairs between all groups with a null model that keeps every actor's number of partners.

    Parameters
    ----------
    ties : TieGraph
    members : sparse matrix (actors × groups)
        0/1 membership of any grouping, overlapping or not, such as fields or communities.
    keep_inside : bool
        Whether pairs of actors with a common group stay as they are, so that only the outward ones are matched anew.
        With more than `MOST_SORTS` different sets of groups all ends are matched instead, see ``kept_inside``.
    alpha : float
        Largest corrected p that is called clear.
    rewirings : int or None
        Random networks to draw as well; ``None`` draws 100, fewer in large networks, none where it would take long.
    seed : int

    Returns
    -------
    Between

    Notes
    -----
    Cost: linear in ties, see `all_ends` and `outward_ends`; with rewirings, see `rewire`.
    """
    net = joined(ties, members)
    keep_inside = keep_inside and net.sorts[1].shape[0] <= MOST_SORTS
    mixed = all_ends(net)
    moments = outward_ends(net) if keep_inside else mixed
    count = _default_rewirings(len(net.low)) if rewirings is None else rewirings
    tied = np.asarray(net.members.T @ net.degree) > 0
    row, col = (index.astype(np.int64) for index in np.nonzero(np.triu(np.outer(tied, tied), 1)))
    seen = net.table(net.low, net.high)[row, col].astype(np.float64)
    mean, variance = moments.mean[row, col], moments.variance[row, col]
    p, q = _tested(seen, moments, row, col)
    below = seen < mean * (1 - 1e-9)
    finding = np.select(
        [below & (q <= alpha), below & (seen == 0) & (mean >= 1), below, mean > 0], [CLEAR, NONE, BELOW, MET], UNKNOWN
    )
    return Between(
        net=net,
        kept_inside=keep_inside,
        row=row,
        col=col,
        pairs=seen,
        expected=mean,
        missing=mean - seen,
        ratio=np.divide(seen, mean, out=np.full(len(seen), np.nan), where=mean > 0),
        z=standardised(seen - mean, variance),
        p=p,
        q=q,
        finding=finding.astype(np.int64),
        rewired=rewire(net, count, seed, keep_inside=keep_inside),
        clear_if_mixed=int((_tested(seen, mixed, row, col)[1] <= alpha).sum()),
    )


def _tested(seen: Float, moments: Moments, row: NDArray[np.int64], col: NDArray[np.int64]) -> tuple[Float, Float]:
    fixed = moments.fixed[row, col]
    p = count_lower_tail(seen - fixed, moments.mean[row, col] - fixed, moments.variance[row, col])
    return p, benjamini_hochberg(p)


def _default_rewirings(pairs: int) -> int:
    possible = min(REWIRINGS, MOST_TRIES // max(pairs, 1))
    return possible if possible >= FEWEST_REWIRINGS else 0
