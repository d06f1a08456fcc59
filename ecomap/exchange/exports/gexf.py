"""GEXF 1.3 for Gephi: the map as it is drawn here, with places, colours, sizes, and the days on which ties held.

References
----------
GEXF File Format. https://gexf.net/
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from ecomap.domain.records import Edge, Node
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

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
)


def write_gexf(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:  # noqa: ARG001  for CSV
    """Write GEXF with dynamics by the day.

    Parallel ties stay: Gephi tells them apart by ``kind``, which is the tie's type.
    """
    lines = Lines(out)
    for line in _HEAD:
        lines.add(line)
    lines.add(f'<meta lastmodifieddate="{content.about.day.isoformat()}"><creator>ecomap</creator>')
    lines.add(f"<description>{xml(note_text(content, lang))}</description></meta>")
    default = _default_direction(content)
    lines.add(f'<graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="{default}">')
    _declare(lines, "node", actor_fields(content))
    _declare(lines, "edge", tie_fields(content))
    _write_actors(lines, content, lang)
    _write_ties(lines, content, lang, default)
    lines.add("</graph></gexf>")
    lines.flush()


def _default_direction(content: Content) -> str:
    """Return the direction that all ties have; readers that know no mixed graphs then take the file as it is."""
    return "directed" if any(content.directed(tie) for tie in content.ties) else "undirected"


def _declare(lines: Lines, of: str, fields: Iterable[Field]) -> None:
    lines.add(f'<attributes class="{of}" mode="static">')
    for name, type_ in fields:
        lines.add(f'<attribute id="{name}" title="{name}" type="{TYPES[type_]}"/>')
    lines.add("</attributes>")


def _write_actors(lines: Lines, content: Content, lang: str) -> None:
    lines.add("<nodes>")
    for actor in content.actors:
        look, (r, g, b) = actor.look, rgb(actor.look.colour)
        lines.add(
            f'<node id="{xml(actor.node.id)}" label="{xml(label_of(actor, lang))}"{_life(actor.node)}>'
            f"{_values(actor_values(content, actor, lang))}"
            f'<viz:color r="{r}" g="{g}" b="{b}"/><viz:position x="{look.x:.2f}" y="{look.y:.2f}" z="0.0"/>'
            f'<viz:size value="{look.size:.2f}"/><viz:shape value="{look.shape}"/></node>'
        )
    lines.add("</nodes>")


def _write_ties(lines: Lines, content: Content, lang: str, default: str) -> None:
    colours = {name: '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb(one)) for name, one in content.tie_colours.items()}
    lines.add("<edges>")
    for tie in content.ties:
        direction = "directed" if content.directed(tie) else "undirected"
        own = "" if direction == default else f' type="{direction}"'
        weight = "" if tie.weight is None else f' weight="{float(tie.weight)!r}"'
        lines.add(
            f'<edge id="{xml(tie.id)}" source="{xml(tie.source)}" target="{xml(tie.target)}"{own}{weight} '
            f'label="{xml(content.ontology.edges[tie.type].label.get(lang))}" kind="{tie.type}"{_span(tie)}>'
            f"{_values(tie_values(content, tie, lang))}{colours.get(tie.type, '')}</edge>"
        )
    lines.add("</edges>")


def _values(values: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f'<attvalue for="{name}" value="{xml(text)}"/>' for name, text in values)
    return f"<attvalues>{inside}</attvalues>" if inside else ""


def _span(tie: Edge) -> str:
    return _spell(tie.valid_from, tie.valid_to)


def _life(node: Node) -> str:
    return _spell(_day(node.properties.get("founded")), _day(node.properties.get("closed")))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _spell(first: date | None, last: date | None) -> str:
    """Return the days between which something was there; an end that nobody knows is left open."""
    if first and last and last < first:
        return ""
    return (f' start="{first.isoformat()}"' if first else "") + (f' end="{last.isoformat()}"' if last else "")
