"""How alike two partitions are, and what several of them agree on. Pure functions of label arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.communities import Labels, leiden
from ecomap.analysis.rounds import rounds
from ecomap.snapshot.columns import Float


def contingency(first: Labels, second: Labels) -> sparse.csr_array[Any]:
    """Return how many things are in group ``i`` of one partition and ``j`` of another; -1 in either is left out."""
    both = (first >= 0) & (second >= 0)
    ones = np.ones(int(both.sum()))
    shape = (int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1)
    return sparse.csr_array((ones, (first[both], second[both])), shape=shape)


def normalised_mutual_information(table: sparse.csr_array[Any] | NDArray[Any]) -> float:
    """Return ``2 I(A; B) / (H(A) + H(B))`` of a table of counts or shares.

    0 if one partition says nothing about the other, 1 if each tells the other; 1 too if both have one group
    only. NaN for an empty table. Small random groups reach values above 0: compare with shuffled labels.

    References
    ----------
    Danon, L., Díaz-Guilera, A., Duch, J. and Arenas, A. (2005). Comparing community structure identification.
    Journal of Statistical Mechanics, P09008. doi:10.1088/1742-5468/2005/09/P09008
    """
    total = float(table.sum())
    if total <= 0:
        return float("nan")
    cells = table.data if isinstance(table, sparse.csr_array) else np.asarray(table).ravel()
    rows, columns = (_entropy(np.asarray(table.sum(axis=axis)).ravel() / total) for axis in (1, 0))
    if rows + columns == 0:
        return 1.0
    shared = rows + columns - _entropy(cells / total)
    return float(np.clip(2.0 * shared / (rows + columns), 0.0, 1.0))


def adjusted_rand(table: sparse.csr_array[Any]) -> float:
    """Return Hubert and Arabie's adjusted Rand index of a table of whole counts.

    ``(Σ C(n_ij, 2) − E) / ((Σ C(a_i, 2) + Σ C(b_j, 2)) / 2 − E)`` with ``E = Σ C(a_i, 2) Σ C(b_j, 2) / C(n, 2)``:
    0 on average at random, 1 for equal partitions. NaN for fewer than two things.

    References
    ----------
    Hubert, L. and Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.
    doi:10.1007/BF01908075
    """
    total = float(table.sum())
    if total < 2:
        return float("nan")
    together = _pairs(table.data)
    rows, columns = (_pairs(np.asarray(table.sum(axis=axis)).ravel()) for axis in (1, 0))
    chance = rows * columns / (total * (total - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most - chance == 0 else (together - chance) / (most - chance)


def mean_agreement(partitions: Sequence[Labels]) -> tuple[float, float]:
    """Return the mean normalised mutual information and adjusted Rand index over all pairs; NaN for fewer than 2."""
    tables = [contingency(a, b) for i, a in enumerate(partitions) for b in partitions[i + 1 :]]
    if not tables:
        return float("nan"), float("nan")
    return (
        float(np.mean([normalised_mutual_information(table) for table in tables])),
        float(np.mean([adjusted_rand(table) for table in tables])),
    )


def consensus(
    matrix: sparse.csr_array[Any], partitions: Sequence[Labels], *, quality: str, resolution: float, seed: int
) -> Labels:
    """Return the partition that several runs agree on.

    Every tie is weighted by the share of the runs in which its two ends are together, ties of ends that are
    together in less than half of them are dropped, and `leiden` runs once more. Only tied pairs are looked at,
    as in fast consensus clustering, so that cost stays linear.

    References
    ----------
    Lancichinetti, A. and Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2,
    336. doi:10.1038/srep00336
    Tandon, A., Albeshri, A., Thayananthan, V., Alhalabi, W. and Fortunato, S. (2019). Fast consensus clustering in
    complex networks. Physical Review E 99, 042301. doi:10.1103/PhysRevE.99.042301
    """
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    together = np.zeros(matrix.nnz)
    for labels in partitions:
        together += labels[row] == labels[matrix.indices]
    share = together / len(partitions)
    weights = np.where(share >= 0.5, matrix.data * share, 0.0)
    weighted = sparse.csr_array((weights, matrix.indices, matrix.indptr), shape=matrix.shape)
    found = leiden(weighted, quality=quality, resolution=resolution, seed=seed)
    alone = np.flatnonzero((found < 0) & (np.diff(matrix.indptr) > 0))  # with nobody in half of the runs
    found[alone] = found.max(initial=-1) + 1 + np.arange(len(alone))
    return found


def certainty(chosen: Labels, others: Sequence[Labels]) -> Float:
    """Return the share of other partitions that put each thing where the chosen one does.

    A group of another partition stands for the group of the chosen one that holds most of its members.

    Returns
    -------
    ndarray of float64, length n
        0 … 1; NaN where nothing can be compared.
    """
    result = np.full(len(chosen), np.nan)
    if not others:
        return result
    agreed = np.zeros(len(chosen))
    for labels in others:
        table = contingency(labels, chosen)
        stands_for = np.asarray(table.argmax(axis=1)).ravel() if table.nnz else np.zeros(0, dtype=np.int64)
        member = (labels >= 0) & (chosen >= 0)
        agreed[member] += stands_for[labels[member]] == chosen[member]
    return np.where(chosen >= 0, agreed / len(others), result)


def shuffled_information(
    labels: Labels, shares: sparse.csr_array[Any], permutations: int, seed: int
) -> tuple[float, float, float]:
    """Compare a partition with groups that things may share, against shuffled labels.

    A thing in several groups counts for each with its share, so the table of partition × groups adds up to the
    number of things. Things without a group or a label are left out.

    Parameters
    ----------
    labels : ndarray of int64, length n
    shares : sparse matrix (n × groups)
        Rows add up to 1, or to 0.
    permutations, seed : int
        How often the labels are shuffled among the things compared, and the seed of it.

    Returns
    -------
    observed, chance, p : float
        Normalised mutual information, its mean under shuffling, and the share of values at least as large with
        the observed one counted among them; NaN where nothing can be compared or nothing is shuffled.
    """
    compared = np.flatnonzero((labels >= 0) & (np.diff(shares.indptr) > 0))
    part = sparse.coo_array(shares[compared])
    thing, group = part.coords
    codes, n_groups = by_order(labels[compared]), shares.shape[1]
    size = (int(codes.max(initial=-1)) + 1) * n_groups

    def information(order: NDArray[np.int64]) -> float:
        table = np.bincount(order[thing] * n_groups + group, part.data, size).reshape(-1, max(n_groups, 1))
        return normalised_mutual_information(table)

    observed = information(codes)
    if not len(compared) or not permutations:
        return observed, float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    drawn = np.array([information(rng.permutation(codes)) for _ in rounds(range(permutations))])
    return observed, float(drawn.mean()), float((1 + (drawn >= observed - 1e-12).sum()) / (permutations + 1))


def by_order(labels: Labels) -> Labels:
    """Return labels numbered without gaps, in their order."""
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)


def _entropy(shares: NDArray[Any]) -> float:
    positive = shares[shares > 0]
    return float(-(positive * np.log(positive)).sum())


def _pairs(counts: NDArray[Any]) -> float:
    return float((counts * (counts - 1)).sum() / 2)
