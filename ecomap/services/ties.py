"""Listing and reading ties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ecomap.domain.records import Edge, Node
from ecomap.services.access import Principal
from ecomap.services.actors import check_limit, not_found
from ecomap.services.filters import unknown
from ecomap.services.redirects import present_id
from ecomap.services.views import visible_edge, visible_node
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import EdgeQuery, Page


def list_ties(
    workspace: Workspace,
    who: Principal,
    *,
    types: Sequence[str] = (),
    actor: str = "",
    on: date | None = None,
    limit: int = 50,
    cursor: str = "",
) -> Page[Edge]:
    """Return one page of the ties that match, in order of id.

    Parameters
    ----------
    workspace, who
    types : sequence of str
        Tie types; all by default.
    actor : str
        Id of an actor at either end; of a merged record, the one that it was merged into.
    on : date, optional
        A day on which the tie held.
    limit : int
        1 to 200.
    cursor : str
        ``next_cursor`` of the page before.

    Raises
    ------
    InvalidParameter
        For an unknown type, a limit out of bounds or a foreign cursor.
    """
    check_limit(limit)
    for name in types:
        if name not in workspace.ontology.tie_types:
            raise unknown(name, "type", workspace.ontology.tie_types)
    wanted = tuple(types) or workspace.ontology.tie_types
    nodes = [present_id(workspace.store, actor)] if actor else []
    page = workspace.store.find_edges(EdgeQuery(types=wanted, nodes=nodes, on=on, limit=limit, cursor=cursor))
    return Page(tuple(visible_edge(workspace, who, tie) for tie in page.items), page.next_cursor)


def read_tie(workspace: Workspace, who: Principal, tie: str) -> Edge:
    """Return one tie. Raises `NotFound` if there is none of that id."""
    edge = workspace.store.get_edges([tie]).get(tie)
    if edge is None or edge.type not in workspace.ontology.tie_types:
        raise not_found(tie)
    return visible_edge(workspace, who, edge)


def ends_of(workspace: Workspace, who: Principal, ties: Sequence[Edge]) -> dict[str, Node]:
    """Return the actors at the ends of some ties, by id."""
    found = workspace.store.get_nodes({end for tie in ties for end in (tie.source, tie.target)})
    return {node_id: visible_node(workspace, who, node) for node_id, node in found.items()}
