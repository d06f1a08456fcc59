"""Which pairs of actors a question is about: of an actor, of a gap cell, of a programme, or all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ecomap.analysis.gap.partner_traits import Attributes, best_partners
from ecomap.analysis.gap.words import cell_phrase, group_phrase
from ecomap.analysis.kernels.link_ranking import near_pairs
from ecomap.analysis.kernels.link_scores import Traits
from ecomap.analysis.record import Parameters
from ecomap.errors import InvalidParameter
from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Float
from ecomap.snapshot.lookup import find_group, find_node
from graph_schema import Text

Actors = NDArray[np.int64]
Bool = NDArray[np.bool_]

_MOST_PAIRS = 400_000


@dataclass(frozen=True, eq=False)
class Asked:
    """The pairs to score.

    Parameters
    ----------
    mode : str
        ``actor``, ``cell``, ``programme`` or ``all``.
    about : Text
        What was asked about, as part of a sentence.
    first, second : ndarray of int64
        Whom the candidate would work with, and the candidate; ordered by ``first``.
    nearby_only : bool
        Whether only pairs with a partner or a programme in common are among them.
    tied : int
        Pairs left out because they have a tie already.
    members : int
        Actors that are in the cell or programme already.
    roles : (ndarray of bool, Text, Text), optional
        For a cell: which actors are in its district, and what a candidate brings that is, or is not.
    """

    mode: str
    about: Text
    first: Actors
    second: Actors
    nearby_only: bool
    tied: int = 0
    members: int = 0
    roles: tuple[Bool, Text, Text] | None = None


def ask(snapshot: Snapshot, known: Attributes, graph: Traits, parameters: Parameters, weights: Float) -> Asked:
    """Return the pairs that the parameters ask about.

    Raises
    ------
    InvalidParameter
        If an id is unknown, or more than one sort of question is asked.

    Notes
    -----
    Cost: O(n) for an actor; for cells and programmes, their members × candidates up to a bound, above it only
    pairs that have a partner or a programme in common; for all actors see `best_partners`.
    """
    given = [name for name in ("actor", "programme") if parameters[name]]
    cell = [name for name in ("gap_district", "gap_field") if parameters[name]]
    if len(given) > 1 or (given and cell):
        raise _several([*given, *cell])
    eligible = np.ones(snapshot.ties.n, dtype=np.bool_)
    if parameters["kind"] != "all":
        eligible = graph.kind == snapshot.kinds.index(parameters["kind"])
    if parameters["actor"]:
        return _of_actor(snapshot, graph, parameters["actor"], eligible)
    if parameters["programme"]:
        return _of_programme(snapshot, known, graph, parameters["programme"], eligible)
    if cell:
        return _of_cell(known, graph, parameters, eligible)
    return _of_all(graph, weights, eligible)


def _several(names: list[str]) -> InvalidParameter:
    listed = ", ".join(names)
    return InvalidParameter(
        Text(f"매개변수 {listed}을(를) 함께 쓸 수 없습니다.", f"Parameters {listed} cannot be used together."),
        Text(
            "주체, 사업, 또는 자치구와 분야 가운데 하나만 정하십시오.",
            "Give an actor, or a programme, or a district and a field.",
        ),
        field=names[0],
        value=listed,
    )


def _of_actor(snapshot: Snapshot, graph: Traits, wanted: str, eligible: Bool) -> Asked:
    node = find_node(snapshot, wanted, snapshot.ontology.actor_kinds, "actor")
    actor = int(np.searchsorted(snapshot.ties.nodes, node))
    partners = _partners(graph, actor)
    candidate = eligible.copy()
    candidate[partners] = False
    candidate[actor] = False
    second = np.flatnonzero(candidate)
    about = Text(snapshot.name(node), snapshot.name(node, "en"))
    return Asked("actor", about, np.full(len(second), actor), second, False, tied=len(partners))


def _of_programme(snapshot: Snapshot, known: Attributes, graph: Traits, wanted: str, eligible: Bool) -> Asked:
    node = find_node(snapshot, wanted, ("programme",), "programme")
    name = Text(f"‘{snapshot.name(node)}’ 사업", f"the programme “{snapshot.name(node, 'en')}”")
    number = int(np.searchsorted(known.programme_nodes, node))
    takers = graph.taken_by[graph.takers[number] : graph.takers[number + 1]].astype(np.int64)
    if len(takers):
        candidate = eligible.copy()
        candidate[takers] = False
        asked = _crossed(graph, [(takers, np.flatnonzero(candidate))])
        return Asked("programme", name, *asked, members=len(takers))
    inside = np.ones(len(graph.kind), dtype=np.bool_)
    for groups, members in ((known.fields, known.in_field), (known.districts, known.in_district)):
        own = groups.membership[[node]].indices
        if len(own):
            inside &= np.asarray(members[:, own].sum(axis=1)).ravel() > 0
    actors = np.flatnonzero(inside)
    first, second, nearby, tied = _crossed(graph, [(actors, actors[eligible[actors]])])
    return Asked("programme", name, first, second, nearby, tied)


def _of_cell(known: Attributes, graph: Traits, parameters: Parameters, eligible: Bool) -> Asked:
    place, field = parameters["gap_district"], parameters["gap_field"]
    in_place, in_field = (np.ones(len(graph.kind), dtype=np.bool_) for _ in range(2))
    labels: dict[str, Text] = {}
    if place:
        row = find_group(known.districts, place, "gap_district", Text("자치구", "district"))
        in_place = _members(known.in_district[:, [row]].toarray())
        labels["district"] = known.districts.labels[row]
    if field:
        column = find_group(known.fields, field, "gap_field", Text("분야", "field"))
        in_field = _members(known.in_field[:, [column]].toarray())
        labels["field"] = known.fields.labels[column]
    outside = in_field & ~in_place & eligible & (graph.governing == 0)  # a government unit keeps its district
    inside = in_place & ~in_field & eligible
    sides = []
    if place:
        sides.append((np.flatnonzero(in_place), np.flatnonzero(outside)))
    if field:
        sides.append((np.flatnonzero(in_field), np.flatnonzero(inside)))
    crossed, members = _crossed(graph, sides), int((in_place & in_field).sum())
    if len(labels) == 1:
        ((by, label),) = labels.items()
        return Asked("cell", group_phrase(by, label), *crossed, members=members)
    about = cell_phrase(("district", "field"), (labels["district"], labels["field"]))
    return Asked("cell", about, *crossed, members=members, roles=(in_place, *_roles(labels)))


def _roles(labels: dict[str, Text]) -> tuple[Text, Text]:
    place, field = labels["district"], group_phrase("field", labels["field"])
    return (
        Text(f"{place.ko}에 있음({field.ko}: 새로)", f"is in {place.en} ({field.en} would be new to it)"),
        Text(f"{field.ko}에서 일함({place.ko}: 새로)", f"works in {field.en} ({place.en} would be new to it)"),
    )


def _members(column: Float) -> Bool:
    return np.asarray(column.ravel() > 0)


def _of_all(graph: Traits, weights: Float, eligible: Bool) -> Asked:
    best, _ = best_partners(graph, weights)
    first = np.repeat(np.arange(len(best), dtype=np.int64), best.shape[1])
    second = best.ravel().astype(np.int64)
    low, high = np.minimum(first, second), np.maximum(first, second)
    codes = np.unique((low * max(len(best), 1) + high)[second >= 0])
    low, high = codes // max(len(best), 1), codes % max(len(best), 1)
    kept = eligible[low] | eligible[high]
    return Asked("all", Text("전체 연결망", "the whole network"), low[kept], high[kept], True)


def _crossed(graph: Traits, sides: list[tuple[Actors, Actors]]) -> tuple[Actors, Actors, bool, int]:
    """Pair the partners with the candidates of each side, ties left out; return also whether only near ones."""
    every = sum(len(partners) * len(candidates) for partners, candidates in sides) <= _MOST_PAIRS
    first, second, tied = [np.empty(0, np.int64)], [np.empty(0, np.int64)], 0
    for partners, candidates in sides:
        wanted = np.zeros(len(graph.kind), dtype=np.bool_)
        wanted[candidates] = True
        if every:
            for partner in partners.tolist():
                free = wanted.copy()
                free[_partners(graph, partner)] = False
                free[partner] = False
                tied += int(wanted[_partners(graph, partner)].sum())
                second.append(np.flatnonzero(free))
                first.append(np.full(len(second[-1]), partner))
        else:
            one, other = near_pairs(graph, partners)
            first.append(one[wanted[other]])
            second.append(other[wanted[other]])
    return np.concatenate(first), np.concatenate(second), not every, tied


def _partners(graph: Traits, actor: int) -> NDArray[np.int32]:
    return graph.indices[graph.indptr[actor] : graph.indptr[actor + 1]]
