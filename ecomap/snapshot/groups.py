"""Groupings of nodes: by district, dong, field, actor kind, level or policy task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.snapshot.graph import LEVELS, Snapshot
from graph_schema import Text

GROUPINGS = ("district", "dong", "field", "subfield", "kind", "level", "task")

LEVEL_LABELS = {
    "national": Text("전국", "National"),
    "city": Text("시", "City"),
    "gu": Text("구", "Gu"),
    "dong": Text("동", "Dong"),
}


@dataclass(frozen=True, eq=False)
class Grouping:
    """Which nodes belong to which groups. A node may be in several groups, or in none.

    Parameters
    ----------
    by : str
        One of `GROUPINGS`.
    ids : tuple of str, length g
        Node id of the place, field or task; name of the kind or level.
    labels : tuple of Text, length g
        Names for people.
    nodes : ndarray of int64, length g
        Node position of the group, -1 for kinds and levels.
    membership : sparse matrix of float64 (nodes × g)
        1 where the node belongs to the group.
    """

    by: str
    ids: tuple[str, ...]
    labels: tuple[Text, ...]
    nodes: NDArray[np.int64]
    membership: sparse.csr_array[Any]

    def __len__(self) -> int:
        return len(self.ids)

    def shares(self) -> sparse.csr_array[Any]:
        """Return the membership with every node's row adding up to 1 (or 0 where it is in no group)."""
        total = np.asarray(self.membership.sum(axis=1)).ravel()
        scale = np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
        return sparse.csr_array(sparse.diags_array(scale) @ self.membership)


def grouping(snapshot: Snapshot, by: str, *, place_links: tuple[str, ...] = ("located_in",)) -> Grouping:
    """Group the nodes of a snapshot.

    Parameters
    ----------
    snapshot : Snapshot
    by : str
        ``district`` (gu), ``dong``, ``field`` (upper level), ``subfield`` (lower level), ``kind`` (actor kinds),
        ``level`` (national, city, gu, dong) or ``task`` (policy tasks).
    place_links : tuple of str
        Which links put a node in a place: ``located_in``, ``active_in`` or both.

    Returns
    -------
    Grouping
        All groups that exist, also those without members. A dong counts for its gu, a lower field for its
        upper field.

    Raises
    ------
    ValueError
        If ``by`` is unknown.

    Notes
    -----
    Cost: one pass over the structural links.
    """
    if by == "kind":
        return _by_kind(snapshot)
    if by == "level":
        return _by_level(snapshot)
    if by in ("district", "dong"):
        level = LEVELS.index("gu" if by == "district" else "dong")
        places = snapshot.of_kinds("place")
        return _by_node(snapshot, by, places[snapshot.level[places] == level], place_links)
    if by in ("field", "subfield"):
        fields = snapshot.of_kinds("field")
        top = snapshot.parent[fields] < 0
        return _by_node(snapshot, by, fields[top if by == "field" else ~top], ("works_in",))
    if by == "task":
        return _by_node(snapshot, by, snapshot.of_kinds("task"), ("responsible_for",))
    raise ValueError(f"unknown grouping: {by}")


def _by_node(snapshot: Snapshot, by: str, groups: NDArray[np.int64], links: tuple[str, ...]) -> Grouping:
    column = np.full(snapshot.n_nodes + 1, -1, dtype=np.int64)
    column[groups] = np.arange(len(groups))
    for _ in range(3):  # city, gu and dong, or two levels of fields: no chain is longer
        column[:-1] = np.where(column[:-1] < 0, column[snapshot.parent], column[:-1])
    edges = snapshot.of_types(*links)
    rows, columns = snapshot.source[edges], column[snapshot.target[edges]]
    kept = columns >= 0
    return Grouping(
        by=by,
        ids=tuple(snapshot.node_id[groups]),
        labels=tuple(Text(snapshot.name(int(i)), snapshot.name(int(i), "en")) for i in groups),
        nodes=groups,
        membership=_indicator(rows[kept], columns[kept], snapshot.n_nodes, len(groups)),
    )


def _by_kind(snapshot: Snapshot) -> Grouping:
    names = snapshot.ontology.actor_kinds
    column = np.full(len(snapshot.kinds), -1, dtype=np.int64)
    column[[snapshot.kinds.index(name) for name in names]] = np.arange(len(names))
    return _by_code(
        snapshot, "kind", column[snapshot.kind], names, tuple(snapshot.ontology.nodes[k].label for k in names)
    )


def _by_level(snapshot: Snapshot) -> Grouping:
    names = LEVELS[1:]
    is_actor = np.isin(np.arange(snapshot.n_nodes), snapshot.actors)
    codes = np.where(is_actor, snapshot.level.astype(np.int64) - 1, -1)
    return _by_code(snapshot, "level", codes, names, tuple(LEVEL_LABELS[name] for name in names))


def _by_code(
    snapshot: Snapshot, by: str, codes: NDArray[np.int64], ids: tuple[str, ...], labels: tuple[Text, ...]
) -> Grouping:
    rows = np.flatnonzero(codes >= 0)
    membership = _indicator(rows, codes[rows], snapshot.n_nodes, len(ids))
    return Grouping(by, ids, labels, np.full(len(ids), -1, dtype=np.int64), membership)


def _indicator(rows: NDArray[Any], columns: NDArray[Any], n_rows: int, n_columns: int) -> sparse.csr_array[Any]:
    matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n_rows, n_columns))
    matrix.data[:] = 1.0  # a node linked twice to a group, as by two dong of one gu, is in it once
    return matrix
