"""A snapshot with some actors and ties taken out and others put in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.errors import InvalidParameter
from ecomap.snapshot.columns import Strings
from ecomap.snapshot.graph import LEVELS, Snapshot
from ecomap.snapshot.lookup import find_node, refuse
from graph_schema import Text

_NODES = ("kind", "level", "node_since", "node_until", "population", "budget")
_EDGES = ("source", "target", "type", "since", "until", "weight", "amount", "unit", "field")


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor to put in.

    Parameters
    ----------
    id : str
        Not in the snapshot yet.
    kind : str
        An actor kind.
    name_ko, name_en : str
    level : str
        One of `LEVELS`.
    places, fields : tuple of str
        Node ids that it is located in and works in.
    """

    id: str
    kind: str
    name_ko: str
    name_en: str
    level: str = ""
    places: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieEnds:
    """A tie by its ends and type; an empty type means any, where ties are taken out."""

    source: str
    type: str
    target: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What to change. Actors are taken out with all their ties; ties may name actors that are put in.

    Parameters
    ----------
    remove_actors : tuple of str
    remove_ties : tuple of TieEnds
        All ties of that type, or of any, between two actors; for undirected types and without a type in either
        direction.
    add_actors : tuple of NewActor
    add_ties : tuple of TieEnds
        Without date, strength or amount.
    """

    remove_actors: tuple[str, ...] = ()
    remove_ties: tuple[TieEnds, ...] = ()
    add_actors: tuple[NewActor, ...] = ()
    add_ties: tuple[TieEnds, ...] = ()

    def key(self) -> str:
        """Return canonical text, equal for equal edits whatever their order, empty for none."""
        if not (self.remove_actors or self.remove_ties or self.add_actors or self.add_ties):
            return ""
        parts = {
            "remove_actors": sorted(set(self.remove_actors)),
            "remove_ties": sorted({astuple(tie) for tie in self.remove_ties}),
            "add_actors": sorted(astuple(actor) for actor in self.add_actors),
            "add_ties": sorted(astuple(tie) for tie in self.add_ties),
        }
        return json.dumps({name: value for name, value in parts.items() if value}, ensure_ascii=False, sort_keys=True)


def edited(snapshot: Snapshot, edit: Edit) -> Snapshot:
    """Return a snapshot with an edit made; the given one stays as it is.

    Parameters
    ----------
    snapshot : Snapshot
    edit : Edit

    Returns
    -------
    Snapshot
        Nodes and edges in canonical order, with another content hash and filter key; the same object for an edit
        that changes nothing.

    Raises
    ------
    InvalidParameter
        If an actor, place, field, type or tie is unknown, names the nearest; if an id is taken, or a type does
        not go between two kinds.

    Notes
    -----
    Cost: a few passes over nodes and edges, and a sort of the edges where some are put in.
    """
    if not (key := edit.key()):
        return snapshot
    keep_node, keep_edge = _kept(snapshot, edit)
    nodes, edges = np.flatnonzero(keep_node), np.flatnonzero(keep_edge)
    columns, rank, ids = _node_columns(snapshot, nodes, edit.add_actors)
    columns |= _edge_columns(snapshot, edges, rank, _new_edges(snapshot, edit, columns, ids))
    content = hashlib.blake2b(f"{snapshot.content_hash}|edit|{key}".encode(), digest_size=16).hexdigest()
    return replace(snapshot, content_hash=content, filter_key=f"{snapshot.filter_key}|edit|{key}", **columns)


def _kept(snapshot: Snapshot, edit: Edit) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    kinds = snapshot.ontology.actor_kinds
    keep_node = np.ones(snapshot.n_nodes, dtype=np.bool_)
    for name in edit.remove_actors:
        keep_node[find_node(snapshot, name, kinds, "remove")] = False
    keep_edge = keep_node[snapshot.source] & keep_node[snapshot.target]
    for tie in edit.remove_ties:
        keep_edge[_matching(snapshot, tie)] = False
    return keep_node, keep_edge


def _matching(snapshot: Snapshot, tie: TieEnds) -> NDArray[np.int64]:
    kinds = snapshot.ontology.actor_kinds
    a, b = (find_node(snapshot, name, kinds, "remove_ties") for name in (tie.source, tie.target))
    ties = snapshot.of_types(*snapshot.ontology.tie_types)
    source, target = snapshot.source[ties], snapshot.target[ties]
    forth, back = (source == a) & (target == b), (source == b) & (target == a)
    if tie.type:
        code = _type_code(snapshot, tie.type, "remove_ties")
        back &= not snapshot.ontology.edges[tie.type].directed
        found = ties[(forth | back) & (snapshot.type[ties] == code)]
    else:
        found = ties[forth | back]
    if not len(found):
        between = sorted({snapshot.types[int(code)] for code in snapshot.type[ties[forth | back]]})
        near = [f"{tie.source}>{name}>{tie.target}" for name in between]
        near = near or [f"{tie.source}>…>{snapshot.node_id[int(i)]}" for i in np.unique(target[source == a])[:3]]
        raise refuse("remove_ties", f"{tie.source}>{tie.type}>{tie.target}", Text("관계", "tie"), near)
    return np.asarray(found)


def _type_code(snapshot: Snapshot, name: str, parameter: str) -> int:
    types = snapshot.ontology.tie_types
    if name not in types:
        raise refuse(parameter, name, Text("관계 유형", "tie type"), types)
    return snapshot.types.index(name)


def _node_columns(
    snapshot: Snapshot, nodes: NDArray[np.int64], added: tuple[NewActor, ...]
) -> tuple[dict[str, Any], NDArray[np.int32], dict[str, int]]:
    """Return the columns of the nodes, where each old node stands in them (-1 for none), and where each new one."""
    for actor in added:
        if actor.id in snapshot.position or [other.id for other in added].count(actor.id) > 1:
            raise _taken(actor.id)
        if actor.kind not in snapshot.ontology.actor_kinds:
            raise refuse("add_actor", actor.kind, Text("주체 유형", "actor kind"), snapshot.ontology.actor_kinds)
    new = {
        "kind": [snapshot.kinds.index(actor.kind) for actor in added],
        "level": [LEVELS.index(actor.level) for actor in added],
        "node_since": [0] * len(added),
        "node_until": [0] * len(added),
        "population": [np.nan] * len(added),
        "budget": [np.nan] * len(added),
    }
    texts = {
        "node_id": [actor.id for actor in added],
        "name_ko": [actor.name_ko for actor in added],
        "name_en": [actor.name_en for actor in added],
    }
    ids = [*snapshot.node_id.take(nodes), *texts["node_id"]]
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__) if added else range(len(ids)), dtype=np.int64)
    place = np.empty(len(ids), dtype=np.int32)
    place[order] = np.arange(len(ids), dtype=np.int32)
    columns: dict[str, Any] = {}
    for name in _NODES:
        old = getattr(snapshot, name)
        columns[name] = np.concatenate([old[nodes], np.array(new[name], dtype=old.dtype)])[order]
    for name, values in texts.items():
        columns[name] = _joined(getattr(snapshot, name).take(nodes), Strings.pack(values)).take(order)
    rank = np.full(snapshot.n_nodes + 1, -1, dtype=np.int32)
    rank[nodes] = place[: len(nodes)]
    return columns, rank, dict(zip(texts["node_id"], place[len(nodes) :].tolist(), strict=True))


def _joined(first: Strings, second: Strings) -> Strings:
    offsets = np.concatenate([first.offsets, second.offsets[1:] + first.offsets[-1]])
    return Strings(np.concatenate([first.data, second.data]), offsets)


def _taken(name: str) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"매개변수 add_actor: 식별자 '{name}'은(는) 이미 쓰입니다.",
            f"Parameter add_actor: the id '{name}' is taken.",
        ),
        Text("다른 식별자를 쓰십시오.", "Use another id."),
        field="add_actor",
        value=name,
    )


def _new_edges(
    snapshot: Snapshot, edit: Edit, columns: dict[str, Any], added: dict[str, int]
) -> list[tuple[int, int, int]]:
    """Return (source, target, type) of the edges to put in; ends in the new order of nodes."""
    position = {name: int(i) for i, name in enumerate(columns["node_id"])}

    def actor(name: str) -> int:
        if name in added:
            return added[name]
        found = str(snapshot.node_id[find_node(snapshot, name, snapshot.ontology.actor_kinds, "add_tie")])
        if found not in position:
            raise refuse("add_tie", name, Text("남아 있는 주체", "actor left"), [])
        return position[found]

    edges = []
    for tie in edit.add_ties:
        code = _type_code(snapshot, tie.type, "add_tie")
        source, target = actor(tie.source), actor(tie.target)
        ends = tuple(snapshot.kinds[int(columns["kind"][end])] for end in (source, target))
        if source == target or ends not in snapshot.ontology.edges[tie.type].ends:
            raise refuse("add_tie", f"{tie.source}>{tie.type}>{tie.target}", Text("관계", "possible tie"), [])
        edges.append((source, target, code))
    for new in edit.add_actors:
        for link, kind, names in (("located_in", "place", new.places), ("works_in", "field", new.fields)):
            for name in names:
                target = position[str(snapshot.node_id[find_node(snapshot, name, (kind,), "add_actor")])]
                edges.append((added[new.id], target, snapshot.types.index(link)))
    return edges


def _edge_columns(
    snapshot: Snapshot, edges: NDArray[np.int64], rank: NDArray[np.int32], new: list[tuple[int, int, int]]
) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in _EDGES:
        values = getattr(snapshot, name)[edges]
        columns[name] = rank[values] if name in ("source", "target", "field") else values
    if not new:
        return columns
    fill: dict[str, Any] = dict.fromkeys(_EDGES, 0)
    fill |= {"weight": np.nan, "amount": np.nan, "unit": snapshot.units.index(""), "field": -1}
    for i, name in enumerate(("source", "target", "type")):
        fill[name] = [edge[i] for edge in new]
    for name, values in columns.items():
        more = np.broadcast_to(np.array(fill[name], dtype=values.dtype), len(new))
        columns[name] = np.concatenate([values, more])
    sequence = np.lexsort([columns[name] for name in reversed(_EDGES)])
    return {name: values[sequence] for name, values in columns.items()}
