"""The tables of linkage/intermediaries besides the profiles."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.common import GROUPING_LABELS, ratio
from ecomap.analysis.linkage import intermediaries_record as record
from ecomap.analysis.linkage.listing import identity
from ecomap.analysis.linkage.mandates import Mandates, blocks
from ecomap.analysis.record import Cell, Table
from ecomap.snapshot import Grouping, Snapshot, grouping
from graph_schema import Text

Row = tuple[Cell, ...]
_MOST_OVERLAPS = 10_000


def labels(groups: Grouping, chosen: NDArray[np.bool_], most: int = 5) -> Text:
    """Return the names of the chosen groups in one line, the rest as a number."""
    names = [groups.labels[group] for group in np.flatnonzero(chosen).tolist()]
    ko, en = ", ".join(name.ko for name in names[:most]), ", ".join(name.en for name in names[:most])
    rest = len(names) - most
    return Text(ko, en) if rest <= 0 else Text(f"{ko} 외 {rest:,}개", f"{en} and {rest:,} more")


def mandate_label(held: Mandates, i: int) -> Text:
    """Return fields and districts of an intermediary, such as ``주거 · 서울 전체``."""
    fields = labels(held.fields, held.in_fields[i]) if held.in_fields[i].any() else Text("분야 미기록", "no field")
    count = int(held.in_districts[i].sum())
    if not count:
        where = Text("지역 미기록", "no place")
    elif count == len(held.districts) > 1:
        where = Text(f"자치구 {count}곳 모두", f"all {count} districts")
    else:
        where = labels(held.districts, held.in_districts[i], 3)
    return Text(f"{fields.ko} · {where.ko}", f"{fields.en} · {where.en}")


def kinds_label(snapshot: Snapshot, contacts: NDArray[np.int32]) -> Text | None:
    """Return how many contacts of each kind there are, in one line; ``None`` without contacts."""
    if not len(contacts):
        return None
    count = np.bincount(snapshot.kind[snapshot.ties.nodes[contacts]], minlength=len(snapshot.kinds))
    order = [code for code in np.argsort(-count, kind="stable").tolist() if count[code]]
    names = [(snapshot.ontology.nodes[snapshot.kinds[code]].label, int(count[code])) for code in order]
    return Text(", ".join(f"{n.ko} {c:,}" for n, c in names), ", ".join(f"{n.en} {c:,}" for n, c in names))


def detail_tables(
    snapshot: Snapshot,
    held: Mandates,
    groups: Grouping,
    bridges: list[tuple[int, int, int]],
    options: tuple[int | None, int | None, int],
) -> tuple[Table, ...]:
    """Return the tables ``connects``, ``missed``, ``bridges``, ``overlaps`` and ``cells``.

    Parameters
    ----------
    snapshot : Snapshot
    held : Mandates
    groups : Grouping
        What makes a silo.
    bridges : list of (group, group, actor)
    options : (int or None, int or None, int)
        The intermediary to open; the same if it was asked for, else ``None``; most rows of a table, 0 for all.
    """
    opened, chosen, limit = options
    most = limit or None
    connects = [] if opened is None else list(_connects(snapshot, held, opened))
    missed = [] if opened is None else list(_missed(snapshot, held, opened))
    return (
        Table(record.CONNECTS, tuple(connects)),
        Table(record.MISSED, tuple(missed[:most])),
        Table(record.BRIDGES, tuple(_bridges(snapshot, held, groups, bridges, chosen))),
        Table(record.OVERLAPS, tuple(_overlaps(snapshot, held, chosen)[:most])),
        Table(record.CELLS, tuple(_cells(held, chosen))),
    )


def _connects(snapshot: Snapshot, held: Mandates, i: int) -> Iterator[Row]:
    adjacency, nodes = snapshot.ties.adjacency, snapshot.ties.nodes
    actor = int(held.actors[i])
    contacts = adjacency.indices[adjacency.indptr[actor] : adjacency.indptr[actor + 1]]
    mandate = {"field": held.in_fields[i], "district": held.in_districts[i]}
    for by in ("kind", "field", "district"):
        groups = grouping(snapshot, by)
        member = groups.membership[nodes]
        count = np.asarray(member[contacts].sum(axis=0)).ravel()
        size = np.asarray(member.sum(axis=0)).ravel()
        own = mandate.get(by)
        for group in np.argsort(-count, kind="stable").tolist():
            charged = None if own is None else bool(own[group])
            if count[group] or charged:
                label = groups.labels[group]
                yield (GROUPING_LABELS[by], groups.ids[group], label, int(count[group]), int(size[group]), charged)


def _missed(snapshot: Snapshot, held: Mandates, i: int) -> Iterator[Row]:
    """Yield the clients of the mandate without a tie to it, those without any intermediary first."""
    others = held.ties_of_clients
    missed = np.flatnonzero(held.inside(i) & ~held.tied_to(i))
    for client in missed[np.argsort(others[missed], kind="stable")].tolist():
        yield (
            *identity(snapshot, int(held.clients[client]))[:2],
            labels(held.fields, held.client_fields[client]),
            labels(held.districts, held.client_districts[client]),
            int(others[client]),
        )


def _bridges(
    snapshot: Snapshot, held: Mandates, groups: Grouping, bridges: list[tuple[int, int, int]], chosen: int | None
) -> Iterator[Row]:
    for a, b, actor in bridges:
        if chosen is None or actor == held.actors[chosen]:
            yield (groups.ids[a], groups.labels[a], groups.ids[b], groups.labels[b], *identity(snapshot, actor))


def _overlaps(snapshot: Snapshot, held: Mandates, chosen: int | None) -> list[Row]:
    every = np.arange(len(held.actors))
    best = np.zeros((0, 4))  # clients, cells, first, second
    for rows in blocks(len(held.actors)) if chosen is None else [np.array([chosen])]:
        clients, cells = held.overlaps(rows)
        other = every > rows[:, None] if chosen is None else every != chosen
        worst = best[-1, :2] if len(best) == _MOST_OVERLAPS else (0.0, 0.0)
        kept = other & ((clients > worst[0]) | ((clients == worst[0]) & (cells >= max(worst[1], 1e-12))))
        row, j = np.nonzero(kept)
        pair = np.sort(np.stack([rows[row], j]), axis=0)
        best = np.concatenate([best, np.column_stack([clients[kept], cells[kept], *pair])])
        best = best[np.lexsort((best[:, 3], best[:, 2], -best[:, 1], -best[:, 0]))[:_MOST_OVERLAPS]]
    shown: list[Row] = []
    for line in best.tolist():
        first, second = (identity(snapshot, int(held.actors[int(k)]))[:2] for k in line[2:])
        shown.append((*first, *second, line[0], line[1]))
    return shown


def _cells(held: Mandates, chosen: int | None) -> Iterator[Row]:
    """Yield the cells, those that nobody has and with most clients first; of one intermediary, only its own."""
    count, clients, reached = held.mandated, held.clients_in, held.reached_in
    kept = np.ones(count.shape, dtype=np.bool_)
    if chosen is not None:
        kept = np.outer(held.in_fields[chosen], held.in_districts[chosen])
    field, district = np.nonzero(kept)
    order = np.lexsort((district, field, -clients[field, district], count[field, district]))
    for f, d in zip(field[order].tolist(), district[order].tolist(), strict=True):
        yield (
            held.fields.ids[f],
            held.fields.labels[f],
            held.districts.ids[d],
            held.districts.labels[d],
            int(count[f, d]),
            int(clients[f, d]),
            int(reached[f, d]),
            ratio(int(reached[f, d]), int(clients[f, d])),
        )
