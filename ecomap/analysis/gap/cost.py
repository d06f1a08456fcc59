"""What it would take to close a gap: how far the nearest actor is from the cell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.candidates import BOTH, COL, ROW, Candidate
from ecomap.analysis.gap.matching import all_ends, joined
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float

FAR = 3


class Costs:
    """The cost of moving candidates into cells, ``steps + distance``.

    *Steps* are those in the graph of ties to the nearest actor of the group that the candidate misses: 0 if it misses
    none, 1, 2, or `FAR` for more. *Distance* (0 … 1) is how strange that group is to a group that it is in now:
    ``1 / (1 + O / E)`` with ``O`` the tied pairs between the two groups and ``E`` those of the configuration model; ½
    where they have as many as chance gives, less between groups that work together, 1 where no tie joins them. The
    nearest of the candidate's own groups counts; 1 where it is in none. So a neighbour in the sense of the network is
    cheap: an actor of the same field in a district with many ties to this one, or of this district in a field that
    goes along with the missing one.

    Parameters
    ----------
    snapshot : Snapshot
    rows, cols : Grouping

    Notes
    -----
    Cost: a pass over the tied pairs for each of the two groupings, when it is first needed.
    """

    def __init__(self, snapshot: Snapshot, rows: Grouping, cols: Grouping) -> None:
        self._snapshot = snapshot
        self._groups = (rows, cols)
        self._distance: dict[int, Float] = {}

    def of(self, candidate: Candidate, cell: tuple[int, int]) -> float:
        """Return the cost of one candidate of one cell."""
        steps = FAR if candidate.steps is None else candidate.steps
        if candidate.shares == BOTH:
            return float(steps)
        axis = COL if candidate.shares == ROW else ROW
        own = self._own(candidate.node, axis)
        if not len(own):
            return steps + 1.0
        return steps + float(self._between(axis)[own, cell[axis]].min())

    def _own(self, node: int, axis: int) -> NDArray[np.int32]:
        matrix = self._groups[axis].membership
        return np.asarray(matrix.indices[matrix.indptr[node] : matrix.indptr[node + 1]])

    def _between(self, axis: int) -> Float:
        if axis not in self._distance:
            ties = self._snapshot.ties
            net = joined(ties, self._groups[axis].membership[ties.nodes])
            seen, expected = net.table(net.low, net.high), all_ends(net).mean
            known = expected > 0
            closeness = np.divide(seen, expected, out=np.zeros(expected.shape), where=known)
            closeness = closeness + np.triu(closeness, 1).T
            self._distance[axis] = 1.0 / (1.0 + closeness)
        return self._distance[axis]
