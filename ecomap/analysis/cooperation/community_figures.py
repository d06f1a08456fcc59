"""The figures of cooperation/communities: partitions, their sizes, closure, ties between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis import communities as found
from ecomap.analysis.communities import Labels, modularity, quality_of
from ecomap.analysis.partitions import (
    certainty,
    consensus,
    contingency,
    mean_agreement,
    normalised_mutual_information,
)
from ecomap.analysis.record import Parameters
from ecomap.analysis.rounds import rounds
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float

LARGE = 30_000  # pairs of actors above which fewer runs are made unless a number is asked for
STEPS = (0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True, eq=False)
class Partitions:
    """What the runs found.

    Parameters
    ----------
    matrix : sparse matrix (actors × actors)
        The weights that communities were looked for in.
    runs : list of ndarray of int64
        One partition a run.
    chosen : ndarray of int64
        The partition that is reported.
    best, agreed : ndarray of int64
        The run of the highest quality, and the consensus of all.
    certainty : ndarray of float64
        Share of the (other) runs that put each actor where the chosen partition does.
    alike : (float, float)
        Mean normalised mutual information and adjusted Rand index of all pairs of runs.
    null : ndarray of float64
        Modularity that the same procedure finds in rewired networks.
    """

    matrix: sparse.csr_array[Any]
    runs: list[Labels]
    chosen: Labels
    best: Labels
    agreed: Labels
    certainty: Float
    alike: tuple[float, float]
    null: Float

    @property
    def count(self) -> int:
        """Number of communities."""
        return int(self.chosen.max(initial=-1)) + 1


def weights(snapshot: Snapshot, weight: str) -> sparse.csr_array[Any]:
    """Return the matrix of actors for ``ties``, ``strength`` or ``pairs``."""
    if weight == "ties":
        return snapshot.ties.adjacency
    matrix = snapshot.ties.undirected(snapshot.ties.weight if weight == "strength" else None)
    matrix.sort_indices()
    matrix.eliminate_zeros()  # a tie of strength 0 holds nobody together
    if weight == "pairs":
        matrix.data[:] = 1.0
    return matrix


def partitions(snapshot: Snapshot, parameters: Parameters) -> Partitions:
    """Run Leiden from several seeds, and on rewired networks."""
    matrix = weights(snapshot, parameters["weight"])
    quality, resolution, seed = parameters["quality"], parameters["resolution"], parameters["seed"]
    large = matrix.nnz > 2 * LARGE
    count = parameters["runs"] or (3 if large else 10)
    runs = found.leiden_runs(matrix, range(seed, seed + count), quality=quality, resolution=resolution)
    values = [quality_of(matrix, run, quality, resolution) for run in runs]
    first = int(np.argmax(values)) if matrix.nnz else 0
    agreed = consensus(matrix, runs, quality=quality, resolution=resolution, seed=seed)
    rewirings = (2 if large else 20) if parameters["rewirings"] is None else parameters["rewirings"]
    null = [_null(matrix, parameters, seed + i) for i in rounds(range(rewirings if matrix.nnz else 0))]
    by_consensus = parameters["partition"] == "consensus"
    others = runs if by_consensus else runs[:first] + runs[first + 1 :]
    chosen = agreed if by_consensus else runs[first]
    return Partitions(
        matrix=matrix,
        runs=runs,
        chosen=chosen,
        best=runs[first],
        agreed=agreed,
        certainty=certainty(chosen, others),
        alike=mean_agreement(runs),
        null=np.array(null, dtype=np.float64),
    )


def _null(matrix: sparse.csr_array[Any], parameters: Parameters, seed: int) -> float:
    random = found.rewired(matrix, seed)
    options = {"quality": parameters["quality"], "resolution": parameters["resolution"]}
    return modularity(random, found.leiden(random, seed=seed, **options))


def profile(every: Partitions, parameters: Parameters) -> list[tuple[float, int, float, float, float]]:
    """Return resolution, communities, share of the largest, modularity and likeness to the chosen, a row each."""
    if not every.matrix.nnz:
        return []
    steps = STEPS[::2] if every.matrix.nnz > 2 * LARGE else STEPS
    rows = []
    for step in steps:
        resolution = step * parameters["resolution"]
        labels = (
            every.chosen
            if step == 1.0
            else found.leiden(
                every.matrix, quality=parameters["quality"], resolution=resolution, seed=parameters["seed"]
            )
        )
        size = np.bincount(labels[labels >= 0])
        alike = normalised_mutual_information(contingency(labels, every.chosen))
        rows.append((resolution, len(size), size.max() / size.sum(), modularity(every.matrix, labels), alike))
    return rows


@dataclass(frozen=True, eq=False)
class Closure:
    """Ties inside and between communities.

    Parameters
    ----------
    table : sparse matrix (communities × communities)
        Weight of ties, symmetric; the diagonal counts each tie once.
    size : ndarray of int64
    inside, outside, e_i : ndarray of float64
        Weight that stays, weight that leaves, ``(outside − inside) / (outside + inside)``.
    hub : ndarray of int64
        Actor with the most weight inside its community, one a community.
    own, all : ndarray of float64, one entry an actor
        Weight of its ties inside its community, and of all of them.
    """

    table: sparse.csr_array[Any]
    size: NDArray[np.int64]
    inside: Float
    outside: Float
    e_i: Float
    hub: NDArray[np.int64]
    own: Float
    all: Float


def closure(matrix: sparse.csr_array[Any], community: Labels) -> Closure:
    """Count the ties inside and between communities."""
    count = int(community.max(initial=-1)) + 1
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    a, b = community[row], community[matrix.indices]
    kept = (a >= 0) & (b >= 0)
    between = sparse.csr_array((matrix.data[kept], (a[kept], b[kept])), shape=(count, count))
    twice = between.diagonal()
    table = sparse.csr_array(between - sparse.diags_array(twice / 2))
    inside = twice / 2
    outside = np.asarray(between.sum(axis=1)).ravel() - twice
    own: Float = np.bincount(row, matrix.data * ((a == b) & kept), matrix.shape[0]).astype(np.float64)
    total: Float = np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()
    order = np.lexsort((np.arange(len(own)), -own, community))
    order = order[community[order] >= 0]
    size = np.bincount(community[order], minlength=count).astype(np.int64)
    hub = order[np.cumsum(size) - size]
    index = np.divide(outside - inside, outside + inside, out=np.full(count, np.nan), where=outside + inside > 0)
    return Closure(table, size, inside, outside, index, hub, own, total)


def strongest_links(closed: Closure, limit: int) -> list[tuple[int, int, float, float]]:
    """Return the pairs of communities with most weight between them, with what their ends let expect."""
    upper = sparse.coo_array(sparse.triu(closed.table, 1))
    first, second = upper.coords
    ends = 2 * closed.inside + closed.outside
    order = np.lexsort((second, first, -upper.data))[:limit]
    total = max(float(ends.sum()), np.finfo(np.float64).tiny)
    expected = ends[first] * ends[second] / total
    return [(int(first[i]), int(second[i]), float(upper.data[i]), float(expected[i])) for i in order]


def bridge(matrix: sparse.csr_array[Any], community: Labels, first: int, second: int) -> int:
    """Return the actor with the most weight of ties between two communities."""
    members = np.flatnonzero((community == first) | (community == second))
    part = sparse.csr_array(matrix[members][:, members])
    side = community[members]
    row = np.repeat(np.arange(len(members)), np.diff(part.indptr))
    across = np.bincount(row, part.data * (side[row] != side[part.indices]), len(members))
    return int(members[int(across.argmax())])
