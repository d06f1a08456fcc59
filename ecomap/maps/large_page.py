"""The stand-alone page of a large network: one HTML file that draws by WebGL, or on a plain canvas without it.

It carries the packed map of `ecomap.maps.packed`, compressed and in base 64, the names as JSON, and a script that is
built from ``api/web/src/standalone.ts``. Everything from the register is in data blocks and shown as text nodes.
"""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from ecomap.maps.packed import map_order
from ecomap.maps.palette import KIND_STYLE, TIE_COLOUR
from ecomap.maps.payload import LegendEntry
from ecomap.maps.words import words
from ecomap.snapshot import Snapshot

_OTHER = {"ko": "en", "en": "ko"}


def large_page(snapshot: Snapshot, packed: bytes, *, lang: str, base_url: str = "") -> str:
    """Return a map as one HTML page.

    Parameters
    ----------
    snapshot : Snapshot
    packed : bytes
        Its packed map compressed by gzip, in the same language.
    lang : str
        Language of the page.
    base_url : str
        Address of a server whose actor pages the cards link to; empty for a file on its own.

    Returns
    -------
    str
        A page for UTF-8: 60 KiB before its data, and some 50 bytes an actor and 7 a tie.
    """
    environment = Environment(
        loader=PackageLoader("ecomap", "maps/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    nodes, text = snapshot.ties.nodes[map_order(snapshot)], words(lang)
    names, others = ([snapshot.name(node, one) for node in nodes.tolist()] for one in (lang, _OTHER[lang]))
    return environment.get_template("large.html").render(
        w=text,
        lang=lang,
        title="",
        synthetic=snapshot.synthetic,
        empty=not len(nodes),
        counts=text["all_ties"].format(actors=f"{snapshot.ties.n:,}", ties=f"{snapshot.ties.m:,}"),
        kinds=_kinds(snapshot, lang),
        types=_types(snapshot, lang),
        page={
            "ids": snapshot.node_id[nodes],
            "names": names,
            "others": [other if other != name else "" for name, other in zip(names, others, strict=True)],
            "words": text,
            "lang": lang,
            "base": base_url,
        },
        packed=base64.b64encode(packed).decode("ascii"),
        script=_script(),
    )


@cache
def _script() -> str:
    text = files("ecomap").joinpath("maps/templates/standalone.js").read_text(encoding="utf-8")
    if "</script" in text or "<!--" in text:
        raise RuntimeError("the script of the stand-alone map would end its own block")
    return text


def _kinds(snapshot: Snapshot, lang: str) -> list[LegendEntry]:
    kinds = snapshot.kind[snapshot.ties.nodes]
    names = snapshot.ontology.actor_kinds
    return [
        LegendEntry(name, snapshot.ontology.nodes[name].label.get(lang), *KIND_STYLE[name], count)
        for name in names
        if (count := int(np.count_nonzero(kinds == snapshot.kinds.index(name))))
    ]


def _types(snapshot: Snapshot, lang: str) -> list[LegendEntry]:
    types = snapshot.ties.type
    return [
        LegendEntry(name, snapshot.ontology.edges[name].label.get(lang), TIE_COLOUR[name], "", count)
        for name in snapshot.ontology.tie_types
        if (count := int(np.count_nonzero(types == snapshot.types.index(name))))
    ]
