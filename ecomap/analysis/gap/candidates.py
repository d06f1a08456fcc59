"""The actors nearest to a cell: those that miss one of its two groups and have ties into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.words import PLACES, group_phrase, listed
from ecomap.snapshot import Grouping, Snapshot
from graph_schema import Text

_INSIDE = np.int64(1) << 60
ROW, COL, BOTH = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One actor near a cell.

    Parameters
    ----------
    node : int
        Position in the snapshot.
    shares : int
        Which group of the cell it is in: `ROW`, `COL` or `BOTH`.
    partners : int
        Different actors of the missing group that it has ties with.
    steps : int or None
        Ties to the nearest actor of the missing group: 0 if it misses none, 1, 2, or ``None`` for more.
    degree : int
        Different actors that it has ties with.
    """

    node: int
    shares: int
    partners: int | None
    steps: int | None
    degree: int


class Finder:
    """Finds candidates for cells; keeps what it learnt about a group for the next cell.

    An actor can reach out to another place, field or task, but it does not change its kind or level, and a
    government unit does not act for another place. Candidates therefore share one group of the cell and miss the
    other, if it is of the sort that can be gained. Where programmes or funding are missing, actors that are
    already in both come first.

    Order: fewest steps in the graph of ties to an actor of the missing group, most partners in it, highest
    degree, id.

    Parameters
    ----------
    snapshot : Snapshot
    rows, cols : Grouping
        With the memberships of actors.
    kind : str
        Restrict candidates to actors of this kind; ``all`` for none.
    inside : bool
        Whether actors that are in both groups are candidates too.

    Notes
    -----
    Cost: for each group, the ties of its members once (those of its partners too where a cell has not enough
    candidates one step away); for each cell, one pass over the members of its row and column.
    """

    def __init__(self, snapshot: Snapshot, rows: Grouping, cols: Grouping, kind: str, *, inside: bool) -> None:
        ties = snapshot.ties
        self._snapshot = snapshot
        self._inside = inside
        self._adjacency = ties.adjacency
        self._degree = np.diff(self._adjacency.indptr).astype(np.int64)
        self._groups = (rows, cols)
        self._members = tuple(group.membership[ties.nodes].tocsc() for group in (rows, cols))
        codes = snapshot.kind[ties.nodes]
        self._eligible = np.ones(ties.n, dtype=np.bool_)
        if kind != "all":
            self._eligible = codes == snapshot.kinds.index(kind)
        self._settled = codes == snapshot.kinds.index("government")
        self._partners: dict[tuple[int, int], NDArray[np.int64]] = {}
        self._second: dict[tuple[int, int], NDArray[np.bool_]] = {}

    def near(self, row: int, col: int, most: int) -> list[Candidate]:
        """Return the best candidates of one cell, best first.

        Parameters
        ----------
        row, col : int
            Numbers of the groups.
        most : int
            How many at most.
        """
        in_row, in_col = (members[self._eligible[members]] for members in (self._of(ROW, row), self._of(COL, col)))
        both = in_row[np.isin(in_row, in_col, assume_unique=True)]
        pools = [(both, BOTH, np.full(len(both), _INSIDE))] if self._inside else []
        for pool, shares, missing in ((in_row, ROW, (COL, col)), (in_col, COL, (ROW, row))):
            by = self._groups[missing[0]].by
            if by not in ("kind", "level"):
                gaining = pool[~np.isin(pool, both, assume_unique=True)]
                if by in PLACES:
                    gaining = gaining[~self._settled[gaining]]
                pools.append((gaining, shares, self._nearness(missing, gaining, most)))
        return self._best(pools, (row, col), most)

    def _best(
        self, pools: Sequence[tuple[NDArray[Any], int, NDArray[np.int64]]], cell: tuple[int, int], most: int
    ) -> list[Candidate]:
        if not pools or not most:
            return []
        actors = np.concatenate([pool for pool, _, _ in pools])
        shares = np.concatenate([np.full(len(pool), code) for pool, code, _ in pools])
        score = np.concatenate([near for _, _, near in pools]) + self._degree[actors]
        kept = np.arange(len(actors))
        if len(kept) > most:
            kept = np.flatnonzero(score >= np.partition(score, -most)[-most])
        kept = kept[np.lexsort((actors[kept], -score[kept]))][:most]
        found = zip(actors[kept].tolist(), shares[kept].tolist(), strict=True)
        return [self._candidate(actor, code, cell) for actor, code in found]

    def _candidate(self, actor: int, shares: int, cell: tuple[int, int]) -> Candidate:
        node, degree = int(self._snapshot.ties.nodes[actor]), int(self._degree[actor])
        if shares == BOTH:
            return Candidate(node, shares, None, 0, degree)
        missing = (COL, cell[COL]) if shares == ROW else (ROW, cell[ROW])
        partners = int(self._reach(missing)[actor])
        second = not partners and bool(self._two_steps(missing)[actor])
        return Candidate(node, shares, partners, 1 if partners else 2 if second else None, degree)

    def _of(self, axis: int, group: int) -> NDArray[Any]:
        matrix = self._members[axis]
        return np.asarray(np.sort(matrix.indices[matrix.indptr[group] : matrix.indptr[group + 1]]))

    def _nearness(self, group: tuple[int, int], pool: NDArray[Any], most: int) -> NDArray[np.int64]:
        """Return numbers that order by partners in the group, then by whether a partner of theirs has one."""
        partners: NDArray[np.int64] = self._reach(group)[pool]
        # degrees stay below 2^32, so that the parts of the number do not run into each other
        near: NDArray[np.int64] = partners << 33
        if np.count_nonzero(partners) < most:
            second = self._two_steps(group)[pool] & (partners == 0)
            near |= second.astype(np.int64) << 32
        return near

    def _reach(self, group: tuple[int, int]) -> NDArray[np.int64]:
        if group not in self._partners:
            self._partners[group] = self._neighbours(self._of(*group))
        return self._partners[group]

    def _two_steps(self, group: tuple[int, int]) -> NDArray[np.bool_]:
        if group not in self._second:
            self._second[group] = self._neighbours(np.flatnonzero(self._reach(group))) > 0
        return self._second[group]

    def _neighbours(self, actors: NDArray[Any]) -> NDArray[np.int64]:
        found = self._adjacency[actors].indices
        return np.bincount(found, minlength=len(self._degree)).astype(np.int64)

    def why(self, candidate: Candidate, cell: tuple[int, int]) -> Text:
        """Return the reason for a candidate of a cell in words."""
        row, col = (
            group_phrase(group.by, group.labels[number]) for group, number in zip(self._groups, cell, strict=True)
        )
        if candidate.shares == BOTH:
            return Text(f"이미 {row.ko}, {col.ko}", f"already in {row.en} and {col.en}")
        shared, missing = (row, col) if candidate.shares == ROW else (col, row)
        now = self._now(candidate, 1 - candidate.shares)
        link = _link(candidate, missing)
        return Text(f"{shared.ko}{now.ko}; {link.ko}", f"{shared.en}{now.en}; {link.en}")

    def _now(self, candidate: Candidate, axis: int) -> Text:
        """Return the groups that a candidate is in instead of the missing one."""
        group = self._groups[axis]
        matrix = group.membership
        own = matrix.indices[matrix.indptr[candidate.node] : matrix.indptr[candidate.node + 1]]
        if not len(own):
            return Text("", "")
        names = listed([group.labels[int(i)] for i in own], 2)
        return Text(f"(지금은 {names.ko})", f" (now {names.en})")


def _link(candidate: Candidate, missing: Text) -> Text:
    if candidate.steps == 1:
        count = candidate.partners or 0
        noun = "actor" if count == 1 else "actors"
        return Text(f"{missing.ko} 주체 {count:,}곳과 이어짐", f"tied to {count:,} {noun} in {missing.en}")
    if candidate.steps == 2:
        return Text(f"{missing.ko} 주체와 한 곳 건너 이어짐", f"one partner away from actors in {missing.en}")
    return Text(
        f"{missing.ko} 주체와 두 단계 안에서는 이어지지 않음",
        f"no way to actors in {missing.en} within two steps",
    )
