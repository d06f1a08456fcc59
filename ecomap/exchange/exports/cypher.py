"""A Cypher script that builds the actors, their places, fields and tasks, and the ties in any Neo4j 5.

It needs no parameters and may run twice: everything is merged by id. Labels, types and properties are those of our
graph model, without what only ecomap's own store keeps, so it is a copy to work with and no backup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO, TypeVar

from ecomap.domain.records import Edge, Node, Value
from ecomap.exchange.exports.content import LINKS, Content
from ecomap.exchange.exports.notes import notes
from ecomap.exchange.exports.xml_text import Lines
from graph_schema import PropertySpec

BATCH = 500
"""Records a statement: enough that a script is quick, few enough that a statement is soon planned."""
_HOW = (
    "cypher-shell -u neo4j -p … -f FILE.cypher",
    "Run it in a database of its own: records of the same id are overwritten.",
)
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\ufffd"}
_SPECIAL = re.compile(r"[\\'\n\r\t\x00\ud800-\udfff]")
# Neo4j 5 reads \u0027 as a quote before it looks for the end of a text, whatever stands in front: no backslash may
# stand before a u, so the text is cut there.
_CUT = re.compile(r"(?<=\\)(?=u)")

Plain = Value | date | None
Item = TypeVar("Item")


def write_cypher(content: Content, out: BinaryIO, lang: str, table: str = "") -> None:  # noqa: ARG001  for CSV
    """Write the script. No statement has ``;`` before a line end but at its own end, so it can be cut there."""
    lines = Lines(out)
    for label, value in notes(content):
        lines.add("// " + " ".join(f"{label.get(lang)}: {value.get(lang)}".split()))
    for line in _HOW:
        lines.add(f"// {line}")
    lines.add("CREATE CONSTRAINT ecomap_export IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;")
    dates = {spec.name for spec in content.actor_columns if spec.type == "date"}
    _write_nodes(lines, content, content.references.values(), frozenset())
    _write_nodes(lines, content, (actor.node for actor in content.actors), dates)
    _write_edges(lines, content, _links(content), frozenset())
    _write_edges(lines, content, content.ties, _dates(content.tie_columns))
    lines.flush()


def _dates(specs: Iterable[PropertySpec]) -> frozenset[str]:
    return frozenset(spec.name for spec in specs if spec.type == "date")


def _write_nodes(lines: Lines, content: Content, nodes: Iterable[Node], dates: Iterable[str]) -> None:
    dated = frozenset(dates)
    for kind, batch in _by(nodes, lambda node: node.kind):
        spec = content.ontology.nodes[kind]
        labels = "".join(f":{label}" for label in (*reversed(spec.base_labels), spec.neo4j_label))
        rows = ",\n".join(
            literal({"id": n.id, "name_ko": n.name_ko, "name_en": n.name_en, **_dated(n.properties, dated)})
            for n in batch
        )
        extra = labels.removeprefix(":Record")
        then = f"SET n{extra} SET n += row" if extra else "SET n += row"
        lines.add(f"UNWIND [\n{rows}\n] AS row MERGE (n:Record {{id: row.id}}) {then};")


def _links(content: Content) -> Iterator[Edge]:
    for actor in content.actors:
        for type_ in LINKS:
            for target in actor.links[type_]:
                yield Edge(f"{type_}:{actor.node.id}:{target}", type_, actor.node.id, target)


def _write_edges(lines: Lines, content: Content, edges: Iterable[Edge], dates: frozenset[str]) -> None:
    for type_, batch in _by(edges, lambda edge: edge.type):
        rows = ",\n".join(
            f"{{a: {literal(edge.source)}, b: {literal(edge.target)}, p: {literal(_edge(edge, dates))}}}"
            for edge in batch
        )
        lines.add(
            f"UNWIND [\n{rows}\n] AS row MATCH (a:Record {{id: row.a}}) MATCH (b:Record {{id: row.b}}) "
            f"MERGE (a)-[r:{content.ontology.edges[type_].neo4j_type} {{id: row.p.id}}]->(b) SET r += row.p;"
        )


def _edge(edge: Edge, dates: frozenset[str]) -> dict[str, Plain]:
    return {
        "id": edge.id,
        "from": edge.valid_from,
        "to": edge.valid_to,
        "weight": edge.weight,
        "amount": edge.amount,
        "unit": edge.unit or None,
        "field": edge.field or None,
        **_dated(edge.properties, dates),
    }


def _dated(properties: Mapping[str, Value], dates: frozenset[str]) -> dict[str, Plain]:
    return {name: _date(value) if name in dates else value for name, value in properties.items()}


def _date(value: Value) -> Plain:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value


def _by(items: Iterable[Item], key: Callable[[Item], str]) -> Iterator[tuple[str, list[Item]]]:
    """Yield items in groups of one key and at most `BATCH`."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        name = key(item)
        group = groups.setdefault(name, [])
        group.append(item)
        if len(group) == BATCH:
            yield name, groups.pop(name)
    yield from groups.items()


def literal(value: Plain | Mapping[str, Plain]) -> str:
    """Return a value as Cypher writes it; a map without what is unknown, its names in backticks."""
    if isinstance(value, Mapping):
        known = (f"`{name}`: {literal(one)}" for name, one in value.items() if one is not None)
        return f"{{{', '.join(known)}}}"
    if isinstance(value, str):
        return " + ".join(f"'{_SPECIAL.sub(_escaped, part)}'" for part in _CUT.split(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    return "null" if value is None else repr(value)


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "\ufffd")
