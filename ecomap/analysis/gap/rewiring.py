"""Ties between groups in networks with the same degrees, drawn by swapping ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.matching import Joined
from ecomap.analysis.kernels.swaps import halves, swap_ends
from ecomap.analysis.rounds import rounds
from ecomap.snapshot.columns import Float

BURN_IN = 5  # tries a pair before the first network: a pair that no try touched is then one in 20 thousand


@dataclass(frozen=True, eq=False)
class Rewired:
    """What random networks with the same degrees have between groups, in the upper triangle (groups × groups).

    Parameters
    ----------
    networks : int
    mean, deviation : ndarray of float64
        Of the number of pairs; the standard deviation has ``networks − 1`` below it.
    as_few : ndarray of float64
        ``(1 + networks with as few pairs or fewer) / (1 + networks)``: the one-sided p-value.
    swapped : float
        Share of the tries that swapped.
    """

    networks: int
    mean: Float
    deviation: Float
    as_few: Float
    swapped: float


def rewire(net: Joined, networks: int, seed: int, *, keep_inside: bool) -> Rewired | None:
    """Draw networks by double swaps and count the pairs between groups in each.

    Parameters
    ----------
    net : Joined
    networks : int
        How many; one try a pair lies between two of them.
    seed : int
    keep_inside : bool
        Whether pairs of actors with a common group stay, and new ones never arise.

    Returns
    -------
    Rewired or None
        ``None`` for no networks or nothing to swap.

    Notes
    -----
    Cost: O((`BURN_IN` + networks) × pairs × a small degree); about 1 µs a try where the network exceeds the
    processor's cache, a tenth of it in small ones.
    """
    free = net.across if keep_inside else np.ones(len(net.low), dtype=np.bool_)
    count = int(free.sum())
    if networks < 1 or count < 2:
        return None
    fixed, seen = net.table(net.low[~free], net.high[~free]), net.table(net.low, net.high)
    ends = halves(net.n, net.low[free], net.high[free])
    sort, allowed = net.sorts[0], net.allowed
    if not keep_inside:
        sort, allowed = np.zeros(net.n, dtype=np.int32), np.ones((1, 1), dtype=np.bool_)
    total, square = np.zeros(seen.shape), np.zeros(seen.shape)
    few = np.ones(seen.shape)
    state, done, tries = np.uint64(seed), 0, BURN_IN * count
    for _ in rounds(range(networks)):
        made, state = swap_ends(ends.indptr, ends.owner, ends.target, ends.twin, sort, allowed, tries, state)
        state = np.uint64(state)  # comes back as a plain integer, which would be taken for a signed one
        table = fixed + net.table(*ends.pairs)
        total += table
        square += (table - seen).astype(np.float64) ** 2
        few += table <= seen
        done, tries = done + int(made), count
    mean = total / networks
    return Rewired(
        networks,
        mean,
        np.sqrt(_spread(square, mean - seen, networks)),
        few / (networks + 1),
        done / (count * (BURN_IN + networks - 1)),
    )


def _spread(square: Float, shift: NDArray[np.float64], networks: int) -> Float:
    return np.maximum(square - networks * shift**2, 0.0) / max(networks - 1, 1)
