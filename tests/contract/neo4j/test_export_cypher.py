"""The Cypher script of an export rebuilds the graph in a real server, whatever the names say."""

from __future__ import annotations

import io
from dataclasses import replace

from ecomap.exchange.exports.cypher import write_cypher
from tests.contract.neo4j.conftest import asking
from tests.support.builders import actor, tie
from tests.support.neo4j_servers import empty
from tests.unit.exchange.test_exports import content

NAMES = (
    "'}]) DETACH DELETE n;\n// 🌱",
    "\\u0027}) AS row MATCH (n) DETACH DELETE n //",
    '\\\\u0027 `backtick` "quoted" \\',
    "\x01\t가\u2028나\u202e다; ",
)


def test_the_script_rebuilds_hostile_names_twice_over(url: str) -> None:
    empty(url)
    nodes = tuple(actor(f"h{i}", name=name, founded="2001-02-03", aliases=(name,)) for i, name in enumerate(NAMES))
    ties = (
        tie("h0", "h1", "funds", "f'1", amount=5e6, unit="KRW", valid_from="2020-01-01", programme=NAMES[1]),
        tie("h0", "h1", "funds", "f2"),
    )
    out = io.BytesIO()
    write_cypher(replace(content(nodes, ties)), out, "ko")
    statements = [one for one in out.getvalue().decode().split(";\n") if one.strip()]
    driver, ask = asking(url)
    with driver:
        for statement in statements * 2:
            ask(statement)
        found = ask("MATCH (n:Actor:CivilSociety) RETURN n.name_ko AS name, n.aliases AS other ORDER BY n.id")
        assert [row["name"] for row in found] == list(NAMES)
        assert [row["other"] for row in found] == [[name] for name in NAMES]
        rows = ask("MATCH (:Record {id: 'h0'})-[r:FUNDS]->(:Record {id: 'h1'}) RETURN r ORDER BY r.id", shape=1)
        assert len(rows) == 2
        props = ask(
            "MATCH ()-[r:FUNDS {id: $id}]->() RETURN r.amount AS a, r.from.year AS y, r.programme AS p", id="f'1"
        )
        assert props == [{"a": 5e6, "y": 2020, "p": NAMES[1]}]
        assert ask("MATCH (:Actor)-[r:LOCATED_IN]->(:Place) RETURN count(r) AS n") == [{"n": len(NAMES)}]
        ask("DROP CONSTRAINT ecomap_export IF EXISTS")
    empty(url)
