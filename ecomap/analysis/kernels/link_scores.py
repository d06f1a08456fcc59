"""Scores that predict ties, for given pairs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int32]
Float = NDArray[np.float64]

SCORES = 5
FEATURES = 12
PPR = 4  # the position of the random walk among scores and among features


class Traits(NamedTuple):
    """The graph and what is known of its actors, as arrays that the kernels read.

    Parameters
    ----------
    indptr, indices : ndarray of int32
        Symmetric adjacency without loops or repeated entries, sorted.
    inverse_log : ndarray of float64, length n
        ``1 / ln k`` of each actor with ``k`` partners, 0 where ``k < 2``.
    log_degree : ndarray of float64, length n
        ``ln(1 + k)``.
    fields, places : ndarray of uint64 (n × words)
        Memberships as bits.
    kind, level : ndarray of int32, length n
        Codes; level 0 is unknown.
    bridging, governing : ndarray of uint8, length n
        1 for intermediaries, 1 for government units.
    programmes, takes_part : ndarray of int32
        CSR from actors to programmes: where each actor's list begins, and programme numbers.
    takers, taken_by : ndarray of int32
        CSR from programmes to actors.
    """

    indptr: Int
    indices: Int
    inverse_log: Float
    log_degree: Float
    fields: NDArray[np.uint64]
    places: NDArray[np.uint64]
    kind: Int
    level: Int
    bridging: NDArray[np.uint8]
    governing: NDArray[np.uint8]
    programmes: Int
    takes_part: Int
    takers: Int
    taken_by: Int


@numba.njit(cache=True, nogil=True)
def buffers(n: int) -> Any:
    """Return the working arrays of `gather` and `walk`, all clear."""
    return (
        np.zeros((n, 4)),  # common neighbours, Adamic-Adar, resource allocation, shared programmes: one cache line
        np.empty(n, dtype=np.int32),  # actors with any of these
        np.zeros(n),  # rank of the walk
        np.zeros(n),  # mass not yet spread
        np.zeros(n, dtype=np.uint8),  # 1 reached, 2 waiting
        np.empty(n, dtype=np.int32),  # actors reached by the walk
        np.empty(n + 1, dtype=np.int32),  # queue
    )


@numba.njit(cache=True, nogil=True)
def gather(graph: Any, u: int, work: Any) -> int:
    """Add up what u shares with the actors two steps away and in its programmes; return how many there are."""
    sums, found = work[0], work[1]
    count = 0
    for i in range(graph.indptr[u], graph.indptr[u + 1]):
        z = graph.indices[i]
        weight, share = graph.inverse_log[z], 1.0 / (graph.indptr[z + 1] - graph.indptr[z])
        for j in range(graph.indptr[z], graph.indptr[z + 1]):
            v = graph.indices[j]
            if v != u:
                if sums[v, 0] == 0:
                    found[count] = v
                    count += 1
                sums[v, 0] += 1.0
                sums[v, 1] += weight
                sums[v, 2] += share
    for i in range(graph.programmes[u], graph.programmes[u + 1]):
        programme = graph.takes_part[i]
        for j in range(graph.takers[programme], graph.takers[programme + 1]):
            v = graph.taken_by[j]
            if v != u:
                if sums[v, 0] == 0 and sums[v, 3] == 0:
                    found[count] = v
                    count += 1
                sums[v, 3] += 1.0
    return count


@numba.njit(cache=True, nogil=True)
def walk(graph: Any, u: int, restart: float, tolerance: float, work: Any) -> int:
    """Spread the walk from u until no actor holds more than its tolerance; return how many were reached."""
    rank, rest, state, reached, queue = work[2], work[3], work[4], work[5], work[6]
    size = len(queue)
    rest[u] = 1.0
    state[u] = 2
    reached[0], queue[0] = u, u
    count, head, tail = 1, 0, 1
    if graph.indptr[u] == graph.indptr[u + 1]:
        rank[u] = 1.0
        return count
    while head != tail:
        x = queue[head]
        head = head + 1 if head + 1 < size else 0
        state[x] = 1
        rank[x] += restart * rest[x]
        begin, end = graph.indptr[x], graph.indptr[x + 1]
        share = (1.0 - restart) * rest[x] / (end - begin)
        rest[x] = 0.0
        for i in range(begin, end):
            y = graph.indices[i]
            rest[y] += share
            if state[y] == 0:
                state[y] = 1
                reached[count] = y
                count += 1
            if state[y] == 1 and rest[y] > tolerance * (graph.indptr[y + 1] - graph.indptr[y]):
                state[y] = 2
                queue[tail] = y
                tail = tail + 1 if tail + 1 < size else 0
    return count


@numba.njit(cache=True, nogil=True)
def forget(work: Any, found: int, reached: int) -> None:
    """Clear what `gather` found and `walk` reached."""
    for i in range(found):
        work[0][work[1][i]] = 0.0
    for i in range(reached):
        v = work[5][i]
        work[2][v] = 0.0
        work[3][v] = 0.0
        work[4][v] = 0


@numba.njit(cache=True, nogil=True)
def _meet(masks: Any, u: int, v: int) -> float:
    for word in range(masks.shape[1]):
        if masks[u, word] & masks[v, word]:
            return 1.0
    return 0.0


@numba.njit(cache=True, nogil=True)
def _mutual_rank(graph: Any, u: int, v: int, work: Any) -> float:
    # the walk is reversible: k(u) p_u(v) = k(v) p_v(u), so one walk gives both directions
    own, other = graph.indptr[u + 1] - graph.indptr[u], graph.indptr[v + 1] - graph.indptr[v]
    return float(work[2][v] * (1.0 + own / other)) if other else 0.0


@numba.njit(cache=True, nogil=True)
def fill_features(graph: Any, u: int, v: int, work: Any, row: Any) -> None:
    """Write the features of a pair (see `describe_pairs`), once `gather` and `walk` have started from u."""
    # roots, not logarithms: they tame the long tails as well, at a tenth of the time
    row[0] = np.sqrt(work[0][v, 0])
    row[1] = np.sqrt(work[0][v, 1])
    row[2] = np.sqrt(work[0][v, 2])
    row[3] = graph.log_degree[u] + graph.log_degree[v]
    row[4] = np.sqrt(len(graph.kind) * _mutual_rank(graph, u, v, work))
    row[5] = _meet(graph.fields, u, v)
    row[6] = _meet(graph.places, u, v)
    row[7] = np.sqrt(work[0][v, 3])
    row[8] = 1.0 if graph.kind[u] == graph.kind[v] else 0.0
    row[9] = 1.0 if graph.bridging[u] or graph.bridging[v] else 0.0
    row[10] = 1.0 if graph.governing[u] or graph.governing[v] else 0.0
    known = graph.level[u] > 0 and graph.level[v] > 0
    row[11] = 1.0 if known and graph.level[u] != graph.level[v] else 0.0


@numba.njit(cache=True, nogil=True)
def describe_pairs(
    graph: Any, first: Any, second: Any, restart: float, tolerance: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the scores and the features of pairs of actors.

    Scores, with Γ the partners, k their number and ``p_u`` the walk with restart from ``u``:
    common neighbours ``|Γ(u) ∩ Γ(v)|``; Adamic–Adar ``Σ 1 / ln k(z)`` and resource allocation ``Σ 1 / k(z)``
    over the common ones; preferential attachment ``k(u) k(v)``; personalised PageRank ``p_u(v) + p_v(u)``.
    Features: the square roots of the first three, ``ln(1 + k(u)) + ln(1 + k(v))``, ``√(n × PageRank)``; 1 or
    0 for a shared field and a shared district; ``√(shared programmes)``; 1 or 0 for the same kind, for
    an intermediary and for a government unit in the pair, and for different known levels.

    Parameters
    ----------
    graph : Traits
    first, second : ndarray of int64, length p
        Actor numbers; the walk is computed once for equal neighbours in ``first``, so sort by it.
    restart : float
        Probability that the walk returns to its source at a step, ``α``.
    tolerance : float
        ``ε``: a walk's ``p_u(v)`` is too small by at most ``ε k(v)``. 0 leaves the walk out.

    Returns
    -------
    (ndarray (p × 5), ndarray (p × 12))

    Notes
    -----
    Cost: for each different actor in ``first``, the partners of its partners, and at most ``1 / (α ε)`` steps.

    References
    ----------
    Liben-Nowell, D. and Kleinberg, J. (2007). The link-prediction problem for social networks. Journal of the
    American Society for Information Science and Technology 58(7), 1019–1031. doi:10.1002/asi.20591
    Zhou, T., Lü, L. and Zhang, Y.-C. (2009). Predicting missing links via local information. European Physical
    Journal B 71(4), 623–630. doi:10.1140/epjb/e2009-00335-8
    Andersen, R., Chung, F. and Lang, K. (2006). Local graph partitioning using PageRank vectors. FOCS 2006,
    475–486. doi:10.1109/FOCS.2006.44
    """
    scores = np.empty((len(first), SCORES))
    features = np.empty((len(first), FEATURES))
    work = buffers(len(graph.kind))
    found, reached, last = 0, 0, -1
    for row in range(len(first)):
        u, v = first[row], second[row]
        if u != last:
            forget(work, found, reached)
            found, last = gather(graph, u, work), u
            reached = walk(graph, u, restart, tolerance, work) if tolerance > 0 else 0
        scores[row, 0] = work[0][v, 0]
        scores[row, 1] = work[0][v, 1]
        scores[row, 2] = work[0][v, 2]
        own, other = graph.indptr[u + 1] - graph.indptr[u], graph.indptr[v + 1] - graph.indptr[v]
        scores[row, 3] = float(own) * float(other)
        scores[row, 4] = _mutual_rank(graph, u, v, work)
        fill_features(graph, u, v, work, features[row])
    return scores, features
