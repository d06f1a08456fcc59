"""From scored pairs to a short list: the best partner of each candidate, then not always the same sort."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.kernels.link_scores import Traits
from ecomap.analysis.ranks import lowest_ranks, mean_ranks
from ecomap.snapshot.columns import Float

_POOL = 5  # candidates considered for each that is shown


def best_per_candidate(first: NDArray[Any], second: NDArray[Any], value: Float) -> NDArray[np.int64]:
    """Return, for each candidate in ``second``, the position of the pair with the highest value, best first.

    Equal values are ordered by the numbers of candidate and partner.
    """
    order = np.lexsort((first, second, -value))
    _, earliest = np.unique(second[order], return_index=True)
    return np.asarray(order[np.sort(earliest)])


def popularity(graph: Traits) -> Float:
    """Return the share of actors with fewer partners, equal ones counted half: 0 … 1."""
    degree = np.diff(graph.indptr)
    n = len(degree)
    return np.asarray((mean_ranks(degree) - 0.5) / n) if n else np.zeros(0)


def diversified(
    graph: Traits, first: NDArray[Any], second: NDArray[Any], value: Float, diversity: float, most: int, *, once: bool
) -> NDArray[np.int64]:
    """Choose from ranked pairs by maximal marginal relevance, with a penalty on popular candidates.

    One after the other the pair is taken with the highest
    ``(1 − δ) relevance − δ (½ largest similarity to one taken + ½ popularity)``. Relevance is the position in the
    ranking, scaled from 1 for the best to 0 for the last of those considered (five times as many as asked for).
    The similarity of two candidates is the mean of: the share of partners in common (Jaccard), the same kind, a
    field in common, a district in common. With ``once`` it is 1 if an actor is in both pairs.

    Parameters
    ----------
    graph : Traits
    first, second : ndarray of int64
        Whom the candidate would work with, and the candidate; best first.
    value : ndarray of float64
        Their scores, best first.
    diversity : float
        ``δ``, 0 (by score alone) … 1.
    most : int
        How many to choose.
    once : bool
        Whether an actor should rather not be in two pairs on either side.

    Returns
    -------
    ndarray of int64
        Positions in the order in which they were chosen.

    Notes
    -----
    Cost: O(most² × partners of the candidates).

    References
    ----------
    Carbonell, J. and Goldstein, J. (1998). The use of MMR, diversity-based reranking for reordering documents and
    producing summaries. SIGIR 1998, 335–336. doi:10.1145/290941.291025
    """
    pool = min(len(second), _POOL * most)
    if not pool or diversity == 0:
        return np.arange(min(len(second), most))
    relevance = _relevance(value[:pool])
    fame = popularity(graph)[second[:pool]]
    similarity = np.zeros(pool)
    free = np.ones(pool, dtype=np.bool_)
    chosen: list[int] = []
    for _ in range(min(most, pool)):
        gain = (1 - diversity) * relevance - diversity * (similarity + fame) / 2
        best = int(np.argmax(np.where(free, gain, -np.inf)))
        chosen.append(best)
        free[best] = False
        alike = _similarity(graph, first[:pool], second[:pool], best, once=once)
        similarity = np.maximum(similarity, alike)
    return np.array(chosen, dtype=np.int64)


def _relevance(value: Float) -> Float:
    ranks = lowest_ranks(-value)
    spread = ranks.max() - 1
    return np.asarray(1 - (ranks - 1) / spread) if spread else np.ones(len(value))


def _similarity(graph: Traits, first: NDArray[Any], second: NDArray[Any], taken: int, *, once: bool) -> Float:
    v = int(second[taken])
    marked = np.zeros(len(graph.kind), dtype=np.bool_)
    marked[_partners(graph, v)] = True
    own = int(marked.sum())
    alike = np.empty(len(second))
    for i, w in enumerate(second.tolist()):
        others = _partners(graph, w)
        common = int(marked[others].sum())
        union = own + len(others) - common
        alike[i] = (
            (common / union if union else 0.0)
            + float(graph.kind[v] == graph.kind[w])
            + float((graph.fields[v] & graph.fields[w]).any())
            + float((graph.places[v] & graph.places[w]).any())
        ) / 4
    if not once:
        return alike
    repeated = (second == v) | (first == v) | (second == first[taken]) | (first == first[taken])
    return np.where(repeated, 1.0, alike)


def _partners(graph: Traits, actor: int) -> NDArray[np.int32]:
    return graph.indices[graph.indptr[actor] : graph.indptr[actor + 1]]
