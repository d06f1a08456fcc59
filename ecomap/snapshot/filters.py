"""One filter for every analysis and map: which actors and ties take part."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot.graph import Snapshot


@dataclass(frozen=True, slots=True)
class Filter:
    """Which actors and ties take part. Empty tuples do not restrict; all that are given have to hold.

    Parameters
    ----------
    kinds : tuple of str
        Actor kinds.
    types : tuple of str
        Tie types.
    places : tuple of str
        Place ids; an actor stays if it is located or active in one of them or in a place inside it.
    fields : tuple of str
        Field ids; an actor stays if it works in one of them or in a field below it.
    since, until : date, optional
        First and last day of a period: ties stay that held on any day of it, actors that existed. One day
        (as-of) is a period with equal ends. Unknown starts and ends count as holding.
    known_on : date, optional
        The graph as it was known on this day. Whoever has the store takes the snapshot of that day; here it only tells
        filters apart.
    actors : tuple of str
        Actor ids, such as those of a selection on a map.
    reports : str
        Which ties that partners reported count, of `ecomap.snapshot.reports.RULES`; empty for either end's word.
    """

    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    actors: tuple[str, ...] = ()
    reports: str = ""

    def key(self) -> str:
        """Return canonical text, equal for filters that mean the same, empty for no restriction."""
        parts = {
            "kinds": sorted(set(self.kinds)),
            "types": sorted(set(self.types)),
            "places": sorted(set(self.places)),
            "fields": sorted(set(self.fields)),
            "actors": sorted(set(self.actors)),
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "known_on": self.known_on.isoformat() if self.known_on else "",
            "reports": "" if self.reports == "either" else self.reports,
        }
        kept = {name: value for name, value in parts.items() if value}
        return json.dumps(kept, sort_keys=True, ensure_ascii=False) if kept else ""


def filtered(snapshot: Snapshot, wanted: Filter) -> Snapshot:
    """Return the part of a snapshot that a filter keeps.

    Nodes that are no actors stay unless a period ends before they start or begins after they end. Edges stay
    if both ends do. Ids, names and order are kept, so results of different filters can be compared.

    Parameters
    ----------
    snapshot : Snapshot
        The whole graph.
    wanted : Filter
        Ids in it must exist: see `ecomap.services`, which checks them and names the unknown one.

    Returns
    -------
    Snapshot
        The same object if the filter restricts nothing.

    Notes
    -----
    Cost: a few passes over nodes and edges.
    """
    if not (key := wanted.key()):
        return snapshot
    keep_node = _actors_kept(snapshot, wanted) & _held(
        snapshot.node_since, snapshot.node_until, wanted.since, wanted.until
    )
    keep_edge = keep_node[snapshot.source] & keep_node[snapshot.target]
    keep_edge &= _held(snapshot.since, snapshot.until, wanted.since, wanted.until)
    if wanted.types:
        is_tie = np.zeros(snapshot.n_edges, dtype=np.bool_)
        is_tie[snapshot.of_types(*snapshot.ontology.tie_types)] = True
        asked = np.zeros(snapshot.n_edges, dtype=np.bool_)
        asked[snapshot.of_types(*wanted.types)] = True
        keep_edge &= asked | ~is_tie
    return _subset(snapshot, np.flatnonzero(keep_node), np.flatnonzero(keep_edge), key)


def actors_only(snapshot: Snapshot, actors: NDArray[np.integer[Any]], note: str) -> Snapshot:
    """Return the part of a snapshot with some actors, the ties among them, and all nodes that are no actors.

    Parameters
    ----------
    snapshot : Snapshot
    actors : ndarray of int
        Node positions of the actors to keep.
    note : str
        What the choice means; it becomes part of the filter key and the content hash.
    """
    keep = np.ones(snapshot.n_nodes, dtype=np.bool_)
    keep[snapshot.actors] = False
    keep[actors] = True
    edges = np.flatnonzero(keep[snapshot.source] & keep[snapshot.target])
    return _subset(snapshot, np.flatnonzero(keep), edges, f"{snapshot.filter_key}|{note}")


def without_edges(snapshot: Snapshot, edges: list[int], key: str) -> Snapshot:
    """Return a snapshot without some edges, given by position, under another filter key."""
    keep = np.ones(snapshot.n_edges, dtype=np.bool_)
    keep[edges] = False
    return _subset(snapshot, np.arange(snapshot.n_nodes), np.flatnonzero(keep), key)


def descendants(snapshot: Snapshot, roots: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which nodes are one of the roots or part of one, over any number of levels."""
    inside = np.zeros(snapshot.n_nodes + 1, dtype=np.bool_)
    inside[roots] = True
    while True:
        grown = inside.copy()
        grown[:-1] |= inside[snapshot.parent] & (snapshot.parent >= 0)
        if (grown == inside).all():
            return inside[:-1]
        inside = grown


def _actors_kept(snapshot: Snapshot, wanted: Filter) -> NDArray[np.bool_]:
    keep = np.ones(snapshot.n_nodes, dtype=np.bool_)
    is_actor = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    is_actor[snapshot.actors] = True
    if wanted.kinds:
        of_kind = np.zeros(snapshot.n_nodes, dtype=np.bool_)
        of_kind[snapshot.of_kinds(*wanted.kinds)] = True
        keep &= of_kind | ~is_actor
    if wanted.actors:
        named = np.zeros(snapshot.n_nodes, dtype=np.bool_)
        named[[snapshot.position[name] for name in wanted.actors if name in snapshot.position]] = True
        keep &= named | ~is_actor
    for ids, types in ((wanted.places, ("located_in", "active_in")), (wanted.fields, ("works_in",))):
        if ids:
            roots = np.array([snapshot.position[i] for i in ids if i in snapshot.position], dtype=np.int64)
            keep &= _linked(snapshot, descendants(snapshot, roots), types) | ~is_actor
    return keep


def _linked(snapshot: Snapshot, targets: NDArray[np.bool_], types: tuple[str, ...]) -> NDArray[np.bool_]:
    edges = snapshot.of_types(*types)
    hit = np.zeros(snapshot.n_nodes, dtype=np.bool_)
    hit[snapshot.source[edges][targets[snapshot.target[edges]]]] = True
    return hit


def _held(
    since: NDArray[np.int32], until: NDArray[np.int32], first: date | None, last: date | None
) -> NDArray[np.bool_]:
    held = np.ones(len(since), dtype=np.bool_)
    if last is not None:
        held &= since <= last.toordinal()
    if first is not None:
        held &= (until == 0) | (until >= first.toordinal())
    return held


def _subset(snapshot: Snapshot, nodes: NDArray[np.int64], edges: NDArray[np.int64], key: str) -> Snapshot:
    rank = np.full(snapshot.n_nodes + 1, -1, dtype=np.int32)
    rank[nodes] = np.arange(len(nodes), dtype=np.int32)
    content = hashlib.blake2b(f"{snapshot.content_hash}|{key}".encode(), digest_size=16).hexdigest()
    columns: dict[str, Any] = {
        name: getattr(snapshot, name)[nodes]
        for name in ("kind", "level", "node_since", "node_until", "population", "budget")
    }
    columns |= {name: getattr(snapshot, name)[edges] for name in ("type", "since", "until", "weight", "amount", "unit")}
    columns |= {name: rank[getattr(snapshot, name)[edges]] for name in ("source", "target", "field")}
    columns |= {name: getattr(snapshot, name).take(nodes) for name in ("node_id", "name_ko", "name_en")}
    return replace(snapshot, content_hash=content, filter_key=key, **columns)
