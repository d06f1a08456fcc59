"""From a caller's words to an edit: who goes, who comes, who is tied to whom."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.partner_traits import PLACE_LINKS
from ecomap.analysis.record import Parameters
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot, grouping
from ecomap.snapshot.edit import Edit, NewActor, TieEnds
from ecomap.snapshot.lookup import find_group, find_node, refuse
from graph_schema import Text

_PARTS = 3


def read_edit(snapshot: Snapshot, parameters: Parameters) -> Edit:
    """Return the edit that ``remove``, ``remove_ties``, ``add_actor``, ``add_tie`` and ``connect`` mean.

    Raises
    ------
    InvalidParameter
        If something is written otherwise than the parameter says, or unknown.
    """
    kinds = snapshot.ontology.actor_kinds
    removed = [
        str(snapshot.node_id[find_node(snapshot, name, kinds, "remove")]) for name in _listed(parameters["remove"], ",")
    ]
    added = [_actor(snapshot, i, text) for i, text in enumerate(_listed(parameters["add_actor"], ";"), 1)]
    ties = [_tie(text, "add_tie", typed=True) for text in _listed(parameters["add_tie"], ";")]
    for actor in added:
        ties += _nearest(snapshot, actor, parameters["connect"], set(removed))
    gone = [_tie(text, "remove_ties", typed=False) for text in _listed(parameters["remove_ties"], ";")]
    return Edit(tuple(removed), tuple(gone), tuple(added), tuple(ties))


def _listed(text: str | None, sign: str) -> list[str]:
    return [part.strip() for part in (text or "").split(sign) if part.strip()]


def _tie(text: str, parameter: str, *, typed: bool) -> TieEnds:
    parts = [part.strip() for part in text.split(">")]
    if not all(parts) or len(parts) not in ((_PARTS,) if typed else (2, _PARTS)):
        raise _form(parameter, text, "source>type>target" if typed else "source>target, source>type>target")
    return TieEnds(parts[0], parts[1] if len(parts) == _PARTS else "", parts[-1])


def _form(parameter: str, text: str, form: str) -> InvalidParameter:
    return InvalidParameter(
        Text(
            f"매개변수 {parameter}의 값 '{text}'을(를) 읽을 수 없습니다.",
            f"Parameter {parameter}: '{text}' cannot be read.",
        ),
        Text(f"쓰는 법: {form}", f"Written as: {form}"),
        field=parameter,
        value=text,
    )


def _actor(snapshot: Snapshot, number: int, text: str) -> NewActor:
    parts = [part.strip() for part in text.split("@")]
    if len(parts) > _PARTS:
        raise _form("add_actor", text, "kind@district@field")
    kind, district, field = (*parts, "", "")[:_PARTS]
    nodes = snapshot.ontology.nodes
    names = {name: name for name in snapshot.ontology.actor_kinds}
    names |= {spelling: name for name in snapshot.ontology.actor_kinds for spelling in _spellings(nodes[name].label)}
    if kind not in names:
        raise refuse("add_actor", kind, Text("주체 유형", "actor kind"), snapshot.ontology.actor_kinds)
    label, where = nodes[names[kind]].label, []
    places: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    if district:
        groups = grouping(snapshot, "district")
        row = find_group(groups, district, "add_actor", Text("자치구", "district"))
        places, where = (groups.ids[row],), [groups.labels[row]]
    if field:
        position = find_node(snapshot, field, ("field",), "add_actor")
        fields = (str(snapshot.node_id[position]),)
        where = [*where, Text(snapshot.name(position), snapshot.name(position, "en"))]
    ko, en = ", ".join(one.ko for one in where), ", ".join(one.en for one in where)
    name = f"new-{number}"
    while name in snapshot.position:
        name += "x"
    return NewActor(
        name,
        names[kind],
        f"새 {label.ko} {number}" + (f"({ko})" if ko else ""),
        f"New {label.en[:1].lower() + label.en[1:]} {number}" + (f" ({en})" if en else ""),
        "gu" if district else "",
        places,
        fields,
    )


def _spellings(label: Text) -> tuple[str, str]:
    return label.ko, label.en


def _nearest(snapshot: Snapshot, actor: NewActor, most: int, gone: set[str]) -> list[TieEnds]:
    """Tie a new actor to the nearest others: those of its field and district, then district, then field.

    Within each, those with the most partners come first; an actor that shares neither is not near.
    """
    nodes = snapshot.ties.nodes
    if not most or not len(nodes):
        return []
    here = _members(snapshot, "district", actor.places)
    alike = _members(snapshot, "field", actor.fields)
    score = 2 * here.astype(np.int64) + alike
    degree = np.diff(snapshot.ties.adjacency.indptr)
    order = np.lexsort((np.arange(len(nodes)), -degree, -score))
    ids = [str(snapshot.node_id[int(nodes[i])]) for i in order[: most + len(gone)] if score[i] > 0]
    tie = "supports" if actor.kind == "intermediary" else "cooperates"
    return [TieEnds(actor.id, tie, name) for name in ids if name not in gone][:most]


def _members(snapshot: Snapshot, by: str, ids: tuple[str, ...]) -> NDArray[np.bool_]:
    nodes = snapshot.ties.nodes
    found = np.zeros(len(nodes), dtype=np.bool_)
    for name in ids:
        position = snapshot.position[name]
        while by == "field" and snapshot.parent[position] >= 0:
            position = int(snapshot.parent[position])
        groups = grouping(snapshot, by, place_links=PLACE_LINKS)
        column = groups.ids.index(str(snapshot.node_id[position]))
        found |= groups.membership[nodes][:, [column]].toarray().ravel() > 0
    return found
