"""Drawing maps of the register."""

from __future__ import annotations

import numpy as np

from ecomap.errors import NotFound
from ecomap.maps.kept_layout import places_in
from ecomap.maps.large_page import large_page
from ecomap.maps.layout import layout
from ecomap.maps.payload import network_payload
from ecomap.maps.pyvis_page import network_page
from ecomap.services.access import Principal
from ecomap.services.network_maps import network_data, register_layout
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot
from ecomap.snapshot.filters import actors_only
from graph_schema import Text


def network_html(
    workspace: Workspace,
    who: Principal,
    wanted: Filter | None = None,
    *,
    lang: str,
    base_url: str = "",
    focus: str = "",
) -> str:
    """Return the network as one HTML page that draws with no network.

    Up to ``map_max_actors`` actors pyvis draws it, which lets them be dragged; more are drawn by WebGL: see `is_large`.
    Anybody may ask: snapshots hold public data only.

    Parameters
    ----------
    workspace : Workspace
    wanted : Filter, optional
    lang : str
        Language of the page.
    base_url : str
        Address of the server whose actor pages the map links to.
    focus : str
        Id of an actor; the map then shows it with its alters only.

    Returns
    -------
    str

    Raises
    ------
    NotFound
        If the actor in focus is not on the map.
    """
    snapshot = workspace.snapshot(wanted)
    if wanted and wanted.reports not in ("", "either"):
        who.require("read-members")
    key = ("map", snapshot.content_hash, lang, base_url, focus)
    if not focus and is_large(workspace, wanted):
        packed = network_data(workspace, who, wanted, lang=lang)
        return str(workspace.results.get(key, lambda: large_page(snapshot, packed, lang=lang, base_url=base_url)))
    return str(workspace.results.get(key, lambda: _draw(workspace, snapshot, lang, base_url, focus)))


def is_large(workspace: Workspace, wanted: Filter | None) -> bool:
    """Return whether `network_html` draws what a filter keeps by WebGL instead of pyvis."""
    return workspace.snapshot(wanted).ties.n > workspace.settings.map_max_actors


def _draw(workspace: Workspace, snapshot: Snapshot, lang: str, base_url: str, focus: str) -> str:
    title = ""
    if focus:
        snapshot = _around(snapshot, focus)
        title = snapshot.name(snapshot.position[focus], lang)
        points = layout(snapshot)
    else:
        points = places_in(register_layout(workspace), snapshot)
    payload = network_payload(snapshot, points, lang)
    return network_page(payload, lang=lang, title=title, base_url=base_url, focus=focus)


def _around(snapshot: Snapshot, focus: str) -> Snapshot:
    ties = snapshot.ties
    found = np.flatnonzero(ties.nodes == snapshot.position.get(focus, -1))
    if not len(found):
        raise NotFound(
            Text(f"'{focus}'은(는) 이 지도에 없습니다.", f"'{focus}' is not on this map."),
            Text("조건을 풀거나 id를 확인하십시오.", "Use fewer conditions, or check the id."),
            id=focus,
        )
    row = ties.adjacency[[int(found[0])]]
    return actors_only(snapshot, ties.nodes[np.append(row.indices, found)], f"around {focus}")
