"""GraphML: typed attributes for networkx, igraph, yEd, Gephi and most other programs.

Readers agree on files in which all edges have a direction or none has, so ties without one are written from one end to
the other beside those that have one, and the attribute ``directed`` tells them apart.

References
----------
Brandes, Eiglsperger, Lerner, Pich: Graph Markup Language (GraphML). Handbook of Graph Drawing and Visualization, 2013.
http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from typing import BinaryIO

from ecomap.exchange.exports.content import Content
from ecomap.exchange.exports.notes import note_text
from ecomap.exchange.exports.xml_text import (
    TYPES,
    Field,
    Lines,
    actor_fields,
    actor_values,
    label_of,
    rgb,
    tie_fields,
    tie_values,
    xml,
)

_LOOK: tuple[Field, ...] = (
    ("label", "string"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
    ("r", "integer"),
    ("g", "integer"),
    ("b", "integer"),
)
_TIE: tuple[Field, ...] = (("weight", "double"), ("directed", "boolean"))
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
)


def write_graphml(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:  # noqa: ARG001  for CSV
    """Write GraphML. Parallel ties stay, each with its id; names of attributes are the same in both languages."""
    lines = Lines(out)
    for line in _HEAD:
        lines.add(line)
    lines.add(f"<desc>{xml(note_text(content, lang))}</desc>")
    for name, type_ in (*_LOOK, *actor_fields(content)):
        lines.add(f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="{TYPES[type_]}"/>')
    for name, type_ in (*_TIE, *tie_fields(content)):
        lines.add(f'<key id="e_{name}" for="edge" attr.name="{name}" attr.type="{TYPES[type_]}"/>')
    lines.add('<graph id="ecomap" edgedefault="directed">')
    for actor in content.actors:
        look, (r, g, b) = actor.look, rgb(actor.look.colour)
        values = [("label", label_of(actor, lang)), ("x", f"{look.x:.2f}"), ("y", f"{look.y:.2f}")]
        values += [("size", f"{look.size:.2f}"), ("r", str(r)), ("g", str(g)), ("b", str(b))]
        values += actor_values(content, actor, lang)
        data = "".join(f'<data key="n_{name}">{xml(text)}</data>' for name, text in values)
        lines.add(f'<node id="{xml(actor.node.id)}">{data}</node>')
    for tie in content.ties:
        values = [] if tie.weight is None else [("weight", repr(float(tie.weight)))]
        values.append(("directed", "true" if content.directed(tie) else "false"))
        values += tie_values(content, tie, lang)
        data = "".join(f'<data key="e_{name}">{xml(text)}</data>' for name, text in values)
        lines.add(f'<edge id="{xml(tie.id)}" source="{xml(tie.source)}" target="{xml(tie.target)}">{data}</edge>')
    lines.add("</graph></graphml>")
    lines.flush()
