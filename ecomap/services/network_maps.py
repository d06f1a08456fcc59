"""The data of the network map: what the browser draws, kept compressed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

from ecomap.maps.layout import Positions, layout
from ecomap.maps.packed import map_order, packed_network
from ecomap.maps.regions import Communities, carried, communities
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from ecomap.snapshot import Filter, Snapshot

_EFFORT = 4  # of nine: two thirds of the time of six for one part in two hundred more bytes


def network_data(workspace: Workspace, who: Principal, wanted: Filter | None, *, lang: str) -> bytes:
    """Return the part of the register that a filter keeps as a packed map, compressed by gzip.

    Anybody may ask: snapshots hold public data only. Every part has the positions and communities of the whole
    register, so that places stay the same whatever is left out.

    Parameters
    ----------
    workspace, who
    wanted : Filter, optional
    lang : str
        Language of the names in its header.

    Returns
    -------
    bytes
        Of `ecomap.maps.packed.packed_network`; kept by content.

    Raises
    ------
    NotAuthenticated, NotAllowed
        If the filter asks whose word counts and the caller lacks ``read-members``.
    """
    snapshot = drawn_snapshot(workspace, who, wanted)
    whole = workspace.snapshot()

    def draw() -> bytes:
        points, found = register_layout(workspace)
        return packed_network(snapshot, carried(whole, snapshot, points, 0.0), found.of(whole, snapshot), lang)

    return kept_ready(workspace, ("network", whole.content_hash, snapshot.content_hash, lang), draw)


def network_labels(workspace: Workspace, who: Principal, wanted: Filter | None, *, lang: str) -> bytes:
    """Return ids and names of the actors of a packed map, in its order, as JSON compressed by gzip.

    Raises as `network_data`.
    """
    snapshot = drawn_snapshot(workspace, who, wanted)

    def write() -> bytes:
        nodes = snapshot.ties.nodes[map_order(snapshot)]
        names = [snapshot.name(node, lang) for node in nodes.tolist()]
        content = {"hash": snapshot.content_hash, "ids": snapshot.node_id[nodes], "names": names}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    return kept_ready(workspace, ("labels", snapshot.content_hash, lang), write)


def drawn_snapshot(workspace: Workspace, who: Principal, wanted: Filter | None) -> Snapshot:
    """Return what a filter keeps, for a map; raises as `network_data`."""
    snapshot = workspace.snapshot(wanted)
    if wanted and wanted.reports not in ("", "either"):
        who.require("read-members")
    return snapshot


def register_layout(workspace: Workspace) -> tuple[Positions, Communities]:
    """Return where the actors of the whole register are drawn, and their communities."""
    whole = workspace.snapshot()
    key = ("layout", whole.content_hash)
    kept = workspace.results.get(key, lambda: (layout(whole), communities(whole)))
    assert isinstance(kept, tuple)  # noqa: S101  the cache holds values of any type
    return kept


def kept_ready(workspace: Workspace, key: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
    """Return some bytes compressed by gzip, made once for a key."""
    body = workspace.results.get(key, lambda: gzip.compress(make(), _EFFORT, mtime=0))
    assert isinstance(body, bytes)  # noqa: S101  the cache holds values of any type
    return body
