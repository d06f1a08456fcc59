"""The stand-alone page: one HTML file that draws with no network.

pyvis holds the network and its drawing library; the page around it is our own template, because the one of pyvis
asks outside hosts for styles and takes some names for markup. Everything from the register reaches the page as
JSON inside a data block, whose ``<``, ``>`` and ``&`` are escaped, and is shown as text nodes.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.maps.payload import NetworkPayload, plain
from ecomap.maps.words import words

if TYPE_CHECKING:
    from pyvis.network import Network

SCALE = 1600.0
_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"


def network_page(payload: NetworkPayload, *, lang: str, title: str = "", base_url: str = "", focus: str = "") -> str:
    """Return a map as one HTML page.

    Parameters
    ----------
    payload : NetworkPayload
    lang : str
        Language of the page.
    title : str
        Shown above the map; the general title by default.
    base_url : str
        Address of a server whose actor pages the cards link to; empty for a file on its own.
    focus : str
        Id of the actor to select at the start.

    Returns
    -------
    str
        A page for UTF-8; with the library it has about half a mebibyte before its data.
    """
    from pyvis.network import Network  # noqa: PLC0415  it brings networkx and IPython, which only a map needs

    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.templateEnv = Environment(
        loader=PackageLoader("ecomap", "maps/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    network.path = "network.html"
    network.templateEnv.globals |= {
        "w": words(lang),
        "lang": lang,
        "title": title,
        "library": _library(),
        "payload": payload,
        "synthetic": payload.synthetic,
        "empty": not payload.actors,
        "kinds": payload.kinds,
        "types": payload.types,
        "counts": words(lang)["counts"].format(actors=f"{len(payload.actors):,}", pairs=f"{len(payload.pairs):,}"),
        "page": {
            "actors": [plain(actor) for actor in payload.actors],
            "districts": [
                {"name": place.name, "x": place.x * SCALE, "y": -place.y * SCALE} for place in payload.districts
            ],
            "kinds": {entry.name: entry.label for entry in payload.kinds},
            "base": base_url,
            "lang": lang,
            "focus": focus,
        },
    }
    _fill(network, payload)
    return str(network.generate_html())


def _fill(network: Network, payload: NetworkPayload) -> None:
    for actor in payload.actors:
        colour, shape = KIND_STYLE[actor.kind]
        network.add_node(
            actor.id,
            label=_short(actor.name) if actor.labelled else " ",
            x=actor.x * SCALE,
            y=-actor.y * SCALE,
            size=actor.size,
            color=colour,
            shape=shape,
            physics=False,
        )
    for pair in payload.pairs:
        network.add_edge(
            pair.source,
            pair.target,
            color=TIE_COLOUR[pair.type],
            type=pair.type,
            width=min(1 + 0.5 * (pair.count - 1), 4),
            arrows="to" if pair.directed else "",
        )


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "…"


@cache
def _library() -> str:
    # A comment that names a map file would send the browser's developer tools out for it.
    text = files("pyvis").joinpath(*_LIBRARY.split("/")).read_text(encoding="utf-8")
    kept = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL")]
    return "\n".join(kept).replace("</script", "<\\/script")
