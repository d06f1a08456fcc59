"""What actors and ties refer to: places, fields, policy tasks, programmes."""

from __future__ import annotations

from ecomap.services.access import Principal
from ecomap.services.actors import Actor, check_limit, with_links
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import NodeQuery, Page

# A place or a field is the end of thousands of links; only what lies above it describes it.
_LINKS: dict[str, tuple[str, ...]] = {
    "place": ("part_of",),
    "field": ("part_of",),
    "task": ("part_of",),
    "programme": (),
}


def list_reference(
    workspace: Workspace, who: Principal, kind: str, *, text: str = "", limit: int = 50, cursor: str = ""
) -> Page[Actor]:
    """Return one page of the places, fields, policy tasks or programmes, each with what it is part of.

    Parameters
    ----------
    workspace, who
    kind : str
        ``place``, ``field``, ``task`` or ``programme``.
    text : str
        Words of the name.
    limit : int
        1 to 200.
    cursor : str
        ``next_cursor`` of the page before.

    Raises
    ------
    InvalidParameter
        For a limit out of bounds or a foreign cursor.
    """
    check_limit(limit)
    page = workspace.store.find_nodes(NodeQuery(kinds=[kind], text=text, limit=limit, cursor=cursor))
    return Page(with_links(workspace, who, page.items, _LINKS[kind]), page.next_cursor)
