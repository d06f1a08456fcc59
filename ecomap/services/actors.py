"""Listing, reading and looking around actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ecomap.domain.records import Edge, Node
from ecomap.errors import InvalidParameter, NotFound
from ecomap.services.access import Principal
from ecomap.services.filters import find_node, unknown
from ecomap.services.listing import edges_of, links_from
from ecomap.services.redirects import present_id
from ecomap.services.views import visible_edge, visible_node
from ecomap.services.workspace import Workspace
from ecomap.snapshot.filters import descendants
from ecomap.stores.contract import NodeQuery
from graph_schema import Text

MAX_LIMIT = 200
MAX_HOPS = 3
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ActorPage:
    """One page of actors with their places and fields, and how many there are in all."""

    actors: tuple[Actor, ...]
    total: int
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as the caller may see it, with what it is linked to.

    Parameters
    ----------
    node : Node
    links : mapping of str to tuple of Node
        Linked places, fields, tasks … by type of the link.
    """

    node: Node
    links: dict[str, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Actors within some hops of one, and the ties among them.

    Parameters
    ----------
    centre : str
    actors : tuple of Node
        The centre first, then by hop.
    hops : dict of str to int
        Hop at which each actor was reached.
    ties : tuple of Edge
        Ties between any two of the actors.
    truncated_at : int or None
        Hop at which the cap on actors was reached; ``None`` if all are here.
    """

    centre: str
    actors: tuple[Node, ...]
    hops: dict[str, int]
    ties: tuple[Edge, ...]
    truncated_at: int | None


def list_actors(  # noqa: PLR0913  the filters of one list
    workspace: Workspace,
    who: Principal,
    *,
    text: str = "",
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    fields: Sequence[str] = (),
    tasks: Sequence[str] = (),
    limit: int = 50,
    cursor: str = "",
) -> ActorPage:
    """Return one page of the actors that match; with text best first, else by Korean name.

    Parameters
    ----------
    workspace, who
    text : str
        Words of a name, alias or registration number.
    kinds, places, fields, tasks : sequence of str
        Actor kinds; places, fields and tasks by id, code or name. A place or field includes all below it.
    limit : int
        1 to 200.
    cursor : str
        ``next_cursor`` of the page before.

    Raises
    ------
    InvalidParameter
        For an unknown value, a limit out of bounds or a foreign cursor.
    """
    check_limit(limit)
    for kind in kinds:
        if kind not in workspace.ontology.actor_kinds:
            raise unknown(kind, "kind", workspace.ontology.actor_kinds)
    query = NodeQuery(
        kinds=tuple(kinds) or workspace.ontology.actor_kinds,
        places=_below(workspace, "place", places),
        fields=_below(workspace, "field", fields),
        tasks=[find_node(workspace, "task", task) for task in tasks],
        text=text,
        limit=limit,
        cursor=cursor,
    )
    page = workspace.store.find_nodes(query)
    actors = with_links(workspace, who, page.items)
    return ActorPage(actors, workspace.store.count_nodes(query), page.next_cursor)


def read_actor(workspace: Workspace, who: Principal, actor: str) -> Actor:
    """Return one actor with its places, fields and tasks; for the id of a merged record, the one it was merged into.

    Raises `NotFound` if there is none of that id.
    """
    return with_links(workspace, who, [_actor(workspace, actor)])[0]


def neighbourhood(
    workspace: Workspace,
    who: Principal,
    actor: str,
    *,
    hops: int = 1,
    types: Sequence[str] = (),
    on: date | None = None,
) -> Neighbourhood:
    """Return the actors within some hops of one, nearest first, up to the cap of the settings.

    Parameters
    ----------
    workspace, who
    actor : str
        Id of the centre.
    hops : int
        1 to 3.
    types : sequence of str
        Tie types to follow; all by default.
    on : date, optional
        Follow only ties that held on this day.

    Returns
    -------
    Neighbourhood

    Raises
    ------
    NotFound
        If there is no such actor.
    InvalidParameter
        For hops or types out of bounds.
    """
    actor = _actor(workspace, actor).id
    if not 1 <= hops <= MAX_HOPS:
        raise _bounds("hops", hops, 1, MAX_HOPS)
    for name in types:
        if name not in workspace.ontology.tie_types:
            raise unknown(name, "type", workspace.ontology.tie_types)
    followed = tuple(types) or workspace.ontology.tie_types
    reached, truncated = _spread(workspace, actor, hops, followed, on)
    nodes = workspace.store.get_nodes(list(reached))
    ties = [
        visible_edge(workspace, who, tie)
        for tie in edges_of(workspace.store, list(reached), followed, on=on)
        if tie.source in reached and tie.target in reached
    ]
    actors = tuple(visible_node(workspace, who, nodes[name]) for name in reached if name in nodes)
    return Neighbourhood(actor, actors, reached, tuple(ties), truncated)


def with_links(
    workspace: Workspace, who: Principal, nodes: Sequence[Node], types: Sequence[str] = ()
) -> tuple[Actor, ...]:
    """Return nodes with what they are structurally linked to, by type of the link; all types by default."""
    ids = [node.id for node in nodes]
    ours = set(ids)
    followed = tuple(types) or workspace.ontology.structural_types
    links = list(links_from(workspace.store, ours, followed))
    targets = workspace.store.get_nodes({edge.target for edge in links})
    found: dict[str, dict[str, list[Node]]] = {node_id: {} for node_id in ids}
    for edge in links:
        target = visible_node(workspace, who, targets[edge.target])
        found[edge.source].setdefault(edge.type, []).append(target)
    return tuple(
        Actor(visible_node(workspace, who, node), {name: tuple(ends) for name, ends in found[node.id].items()})
        for node in nodes
    )


def check_limit(limit: int) -> None:
    """Return if a page size is within bounds; raise `InvalidParameter` otherwise."""
    if not 1 <= limit <= MAX_LIMIT:
        raise _bounds("limit", limit, 1, MAX_LIMIT)


def not_found(record: str) -> NotFound:
    """Return the error for an id that nothing has."""
    return NotFound(
        Text(f"'{record}'은(는) 등록되어 있지 않습니다.", f"Nothing is registered as '{record}'."),
        Text("목록이나 검색에서 id를 확인하십시오.", "Look its id up in the list or by a search."),
        id=record,
    )


def _actor(workspace: Workspace, actor: str) -> Node:
    found = workspace.store.get_nodes([actor]) or workspace.store.get_nodes([present_id(workspace.store, actor)])
    node = next(iter(found.values()), None)
    if node is None or node.kind not in workspace.ontology.actor_kinds:
        raise not_found(actor)
    return node


def _below(workspace: Workspace, kind: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the named places or fields and all below them."""
    if not texts:
        return ()
    snapshot = workspace.snapshot()
    roots = [snapshot.position[find_node(workspace, kind, text)] for text in texts]
    return tuple(snapshot.node_id[np.flatnonzero(descendants(snapshot, np.array(roots)))])


def _spread(
    workspace: Workspace, actor: str, hops: int, types: tuple[str, ...], on: date | None
) -> tuple[dict[str, int], int | None]:
    cap = workspace.settings.neighbourhood_cap
    reached, frontier = {actor: 0}, [actor]
    for hop in range(1, hops + 1):
        inside, found = set(frontier), []
        for tie in edges_of(workspace.store, frontier, types, on=on):
            for near, far in ((tie.source, tie.target), (tie.target, tie.source)):
                if near in inside and far not in reached:
                    if len(reached) >= cap:
                        return reached, hop
                    reached[far] = hop
                    found.append(far)
        frontier = found
        if not frontier:
            break
    return reached, None


def _bounds(name: str, value: int, low: int, high: int) -> InvalidParameter:
    return InvalidParameter(
        Text(f"{name}의 값 {value}이(가) 범위를 벗어났습니다.", f"{name} cannot be {value}."),
        Text(f"{low}–{high} 사이로 쓰십시오.", f"Use {low} to {high}."),
        field=name,
        value=str(value),
    )
