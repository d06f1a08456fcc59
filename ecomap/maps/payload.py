"""What a network map shows: actors with their look and words, pairs with theirs, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.maps.layout import Positions
from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.snapshot import Snapshot, grouping

LABELLED = 60


@dataclass(frozen=True, slots=True)
class DrawnActor:
    """One actor on a map; ``alters`` are the ids of all it has a drawn tie with."""

    id: str
    name: str
    other_name: str
    kind: str
    district: str
    fields: str
    degree: int
    x: float
    y: float
    size: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """All ties of one type between two actors."""

    source: str
    target: str
    type: str
    count: int
    directed: bool


@dataclass(frozen=True, slots=True)
class DrawnDistrict:
    """The name of a district in the middle of its actors."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One actor kind or tie type in use, with its look."""

    name: str
    label: str
    colour: str
    shape: str
    count: int


@dataclass(frozen=True, slots=True)
class NetworkPayload:
    """A map's whole content."""

    actors: tuple[DrawnActor, ...]
    pairs: tuple[DrawnPair, ...]
    districts: tuple[DrawnDistrict, ...]
    kinds: tuple[LegendEntry, ...]
    types: tuple[LegendEntry, ...]
    synthetic: bool


def network_payload(snapshot: Snapshot, positions: Positions, lang: str) -> NetworkPayload:
    """Return what a map of a snapshot shows.

    Parameters
    ----------
    snapshot : Snapshot
    positions : ndarray, shape (actors, 2)
    lang : str
        Language of names and labels.

    Returns
    -------
    NetworkPayload
    """
    ties = snapshot.ties
    degree = np.diff(ties.adjacency.indptr)
    best_first = np.argsort(-degree, kind="stable")
    labelled = frozenset(best_first[:LABELLED].tolist())
    districts, fields = _names(snapshot, "district", lang), _names(snapshot, "field", lang)
    actors = tuple(
        _drawn(snapshot, i, int(degree[i]), positions[i], i in labelled, (districts, fields), lang)
        for i in range(ties.n)
    )
    pairs = _pairs(snapshot)
    return NetworkPayload(
        actors,
        pairs,
        _districts(actors),
        _kind_legend(snapshot, actors, lang),
        _type_legend(snapshot, pairs, lang),
        synthetic=snapshot.synthetic,
    )


def _names(snapshot: Snapshot, by: str, lang: str) -> dict[int, str]:
    groups = grouping(snapshot, by)
    rows = groups.membership[snapshot.ties.nodes].tocoo()
    found: dict[int, list[str]] = {}
    for actor, group in zip(rows.row.tolist(), rows.col.tolist(), strict=True):
        found.setdefault(actor, []).append(groups.labels[group].get(lang))
    return {actor: ", ".join(names) for actor, names in found.items()}


def _drawn(
    snapshot: Snapshot,
    actor: int,
    degree: int,
    point: NDArray[np.float32],
    labelled: bool,
    names: tuple[dict[int, str], dict[int, str]],
    lang: str,
) -> DrawnActor:
    node = int(snapshot.ties.nodes[actor])
    name, other = snapshot.name(node, lang), snapshot.name(node, "ko" if lang == "en" else "en")
    return DrawnActor(
        id=str(snapshot.node_id[node]),
        name=name,
        other_name=other if other != name else "",
        kind=snapshot.kinds[int(snapshot.kind[node])],
        district=names[0].get(actor, ""),
        fields=names[1].get(actor, ""),
        degree=degree,
        x=float(point[0]),
        y=float(point[1]),
        size=float(4 + 2.2 * np.sqrt(degree)),
        labelled=labelled,
    )


def _districts(actors: tuple[DrawnActor, ...]) -> tuple[DrawnDistrict, ...]:
    points: dict[str, list[tuple[float, float]]] = {}
    for actor in actors:
        if actor.district:
            points.setdefault(actor.district, []).append((actor.x, actor.y))
    return tuple(
        DrawnDistrict(name, *(float(middle) for middle in np.median(np.array(found), axis=0)))
        for name, found in sorted(points.items())
    )


def _pairs(snapshot: Snapshot) -> tuple[DrawnPair, ...]:
    ties = snapshot.ties
    counts: dict[tuple[int, int, int], int] = {}
    ends = zip(ties.source.tolist(), ties.target.tolist(), strict=True)
    for (source, target), code, directed in zip(ends, ties.type.tolist(), ties.directed.tolist(), strict=True):
        key = (source, target, code) if directed or source < target else (target, source, code)
        counts[key] = counts.get(key, 0) + 1
    ids = snapshot.node_id
    edges = tuple(snapshot.ontology.edges.values())
    return tuple(
        DrawnPair(
            str(ids[int(ties.nodes[a])]), str(ids[int(ties.nodes[b])]), edges[code].name, count, edges[code].directed
        )
        for (a, b, code), count in counts.items()
    )


def _kind_legend(snapshot: Snapshot, actors: tuple[DrawnActor, ...], lang: str) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(kind, snapshot.ontology.nodes[kind].label.get(lang), *KIND_STYLE[kind], count)
        for kind in snapshot.ontology.actor_kinds
        if (count := sum(actor.kind == kind for actor in actors))
    )


def _type_legend(snapshot: Snapshot, pairs: tuple[DrawnPair, ...], lang: str) -> tuple[LegendEntry, ...]:
    return tuple(
        LegendEntry(name, snapshot.ontology.edges[name].label.get(lang), TIE_COLOUR[name], "", count)
        for name in snapshot.ontology.tie_types
        if (count := sum(pair.type == name for pair in pairs))
    )


def plain(record: Any) -> dict[str, Any]:
    """Return a slotted record as JSON-ready data."""
    return {name: getattr(record, name) for name in record.__slots__}
