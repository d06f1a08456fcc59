"""What is known of the actors, in the arrays that the kernels of link prediction read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.kernels.link_ranking import best_of_sources
from ecomap.analysis.kernels.link_scores import Traits
from ecomap.analysis.rounds import side_by_side
from ecomap.snapshot import Grouping, Snapshot, grouping
from ecomap.snapshot.columns import Float

RESTART = 0.15
TOLERANCE = 2e-4
_PARTS = 64
PLACE_LINKS = ("located_in", "active_in")


@dataclass(frozen=True, eq=False)
class Attributes:
    """Groups of the actors of a snapshot.

    Parameters
    ----------
    fields, districts : Grouping
        Upper fields; districts where an actor is located or active.
    in_field, in_district : sparse matrix (actors × groups)
    programmes : sparse matrix (actors × programmes)
        1 where the actor takes part.
    programme_nodes : ndarray of int64
        Node position of each programme.
    """

    fields: Grouping
    districts: Grouping
    in_field: sparse.csr_array[Any]
    in_district: sparse.csr_array[Any]
    programmes: sparse.csr_array[Any]
    programme_nodes: NDArray[np.int64]


def attributes(snapshot: Snapshot, before: int | None = None) -> Attributes:
    """Read fields, districts and programmes of all actors.

    Parameters
    ----------
    snapshot : Snapshot
    before : int, optional
        Day number; leaves out taking part in programmes that is known to have begun on that day or later.
    """
    fields, districts = grouping(snapshot, "field"), grouping(snapshot, "district", place_links=PLACE_LINKS)
    nodes = snapshot.ties.nodes
    programme_nodes = snapshot.of_kinds("programme")
    return Attributes(
        fields,
        districts,
        sparse.csr_array(fields.membership[nodes]),
        sparse.csr_array(districts.membership[nodes]),
        _programmes(snapshot, programme_nodes, before),
        programme_nodes,
    )


def _programmes(snapshot: Snapshot, programmes: NDArray[np.int64], before: int | None) -> sparse.csr_array[Any]:
    edges = snapshot.of_types("takes_part_in")
    actor, programme = np.full((2, snapshot.n_nodes), -1, dtype=np.int64)
    actor[snapshot.ties.nodes] = np.arange(snapshot.ties.n)
    programme[programmes] = np.arange(len(programmes))
    rows, columns = actor[snapshot.source[edges]], programme[snapshot.target[edges]]
    begun = np.maximum(snapshot.since[edges], snapshot.node_since[snapshot.target[edges]])
    kept = (rows >= 0) & (columns >= 0)
    if before is not None:
        kept &= begun < before
    shape = (snapshot.ties.n, len(programmes))
    matrix = sparse.csr_array((np.ones(int(kept.sum())), (rows[kept], columns[kept])), shape=shape)
    matrix.sort_indices()
    return matrix


def masks(membership: sparse.csr_array[Any]) -> NDArray[np.uint64]:
    """Return memberships as bits, 64 groups a word: two actors share a group if a word has a bit in common."""
    rows, columns = membership.nonzero()
    bits = np.zeros((membership.shape[0], max(1, -(-membership.shape[1] // 64))), dtype=np.uint64)
    np.bitwise_or.at(bits, (rows, columns // 64), np.uint64(1) << (columns % 64).astype(np.uint64))
    return bits


def traits(snapshot: Snapshot, known: Attributes, pairs: NDArray[np.int64] | None = None) -> Traits:
    """Put graph and attributes into the arrays of the kernels.

    Parameters
    ----------
    snapshot : Snapshot
    known : Attributes
    pairs : ndarray of int64, optional
        Numbers of the pairs (see `TieGraph.pairs`) that count as tied; all by default.

    Notes
    -----
    Cost: O(n + pairs).
    """
    indptr, indices = _adjacency(snapshot, pairs)
    degree = np.diff(indptr).astype(np.float64)
    inverse = np.divide(1.0, np.log(np.maximum(degree, 1.0)), out=np.zeros(len(degree)), where=degree > 1)
    takers = sparse.csr_array(known.programmes.T)
    kind = snapshot.kind[snapshot.ties.nodes].astype(np.int32)
    return Traits(
        indptr,
        indices,
        inverse,
        np.log1p(degree),
        masks(known.in_field),
        masks(known.in_district),
        kind,
        snapshot.level[snapshot.ties.nodes].astype(np.int32),
        (kind == snapshot.kinds.index("intermediary")).astype(np.uint8),
        (kind == snapshot.kinds.index("government")).astype(np.uint8),
        known.programmes.indptr.astype(np.int32),
        known.programmes.indices.astype(np.int32),
        takers.indptr.astype(np.int32),
        takers.indices.astype(np.int32),
    )


def _adjacency(snapshot: Snapshot, pairs: NDArray[np.int64] | None) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    low, high, _ = snapshot.ties.pairs
    if pairs is not None:
        low, high = low[pairs], high[pairs]
    n = snapshot.ties.n
    both = (np.concatenate([low, high]), np.concatenate([high, low]))
    matrix = sparse.csr_array((np.ones(len(both[0])), both), shape=(n, n))
    matrix.sort_indices()
    return matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)


def best_partners(
    graph: Traits, weights: Float, most: int = 10, sources: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int32], Float]:
    """Return the best new partners of all actors at once.

    Parameters
    ----------
    graph : Traits
    weights : ndarray of float64, length 12
        Weight of each feature; see `ecomap.analysis.kernels.link_scores.describe_pairs`.
    most : int
        Partners an actor.
    sources : ndarray of int64, optional
        Actors to recommend for; all by default.

    Returns
    -------
    (ndarray of int32 (s × most), ndarray of float64 (s × most))
        Partners, best first, -1 where there are no more; and their values.

    Notes
    -----
    Cost: the partners of every partner's partners and a bounded walk an actor, spread over the processors.
    """
    chosen = np.arange(len(graph.kind), dtype=np.int64) if sources is None else sources
    parts = [part for part in np.array_split(chosen, _PARTS) if len(part)]
    if not parts:
        return np.empty((0, most), dtype=np.int32), np.empty((0, most))
    found = side_by_side(lambda part: best_of_sources(graph, part, weights, RESTART, TOLERANCE, most), parts)
    return np.concatenate([best for best, _ in found]), np.concatenate([value for _, value in found])
