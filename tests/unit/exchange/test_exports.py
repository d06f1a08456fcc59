"""Exports as the programs read them that they are for; hostile names come through unharmed."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from datetime import date

import igraph
import networkx as nx
import openpyxl
import pytest

from ecomap.domain.records import Edge, Node
from ecomap.exchange.exports.content import LINKS, About, Actor, Content, Look
from ecomap.exchange.exports.cypher import literal
from ecomap.exchange.exports.registry import FORMATS
from graph_schema import load_ontology
from tests.support.builders import actor, place, tie

ONTOLOGY = load_ontology()
HOSTILE = "</node><script>alert('1')</script>\"'\\u0027]);\n // \u202e 이름 🌱 ]]>"
FORMULA = '=HYPERLINK("http://x")'
SEAT = place("place:1144000000", code="1144000000")
NODES = (
    actor("a", name=HOSTILE, founded="2001-02-03", staff=3),
    actor("b", "government", name=FORMULA),
    actor("c", "intermediary", name="bell\x07\x00 가운데", aliases=("하나", "둘")),
)
TIES = (
    tie("a", "b", "funds", "t1", amount=5e6, unit="KRW", valid_from="2020-01-01", valid_to="2020-12-31"),
    tie("a", "b", "funds", "t2", amount=6e6, unit="KRW", valid_from="2021-01-01"),
    tie("b", "c", "cooperates", "t3", weight=2),
)


class Again:
    def __init__(self, items: tuple[Actor, ...]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._items)


def content(nodes: tuple[Node, ...] = NODES, ties: tuple[Edge, ...] = TIES) -> Content:
    links = {**dict.fromkeys(LINKS, ()), "located_in": (SEAT.id,)}
    actors = tuple(Actor(n, links, 1, Look(10.0 * i, -5.0, 12.0, "#0072B2", "disc")) for i, n in enumerate(nodes))
    names = {node.id: node.name_ko for node in nodes}
    specs = {spec.name: spec for kind in ONTOLOGY.actor_kinds for spec in ONTOLOGY.nodes[kind].properties}
    return Content(
        ONTOLOGY,
        Again(actors),
        ties,
        (len(nodes), len(ties)),
        {SEAT.id: SEAT},
        lambda one, _: names[one],
        tuple(spec for spec in specs.values() if spec.privacy == "public"),
        tuple(spec for spec in ONTOLOGY.edges["funds"].properties if spec.privacy == "public"),
        {"funds": "#D55E00"},
        About(1, date(2026, 1, 2), synthetic=True),
    )


def written(form: str, of: Content | None = None, table: str = "") -> bytes:
    out = io.BytesIO()
    FORMATS[form].write(of or content(), out, "ko", table)
    return out.getvalue()


def test_graphml_opens_in_networkx_with_types_names_and_parallel_ties() -> None:
    graph = nx.read_graphml(io.BytesIO(written("graphml")))
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["a"]["name_ko"] == HOSTILE
    assert graph.nodes["a"]["staff"] == 3
    assert graph.nodes["c"]["label"] == "bell\ufffd\ufffd 가운데"
    assert {key: data["amount"] for _, _, key, data in graph.edges(keys=True, data=True) if "amount" in data} == {
        "t1": 5e6,
        "t2": 6e6,
    }
    assert [data["directed"] for *_, data in graph.edges(data=True)] == [True, True, False]


def test_graphml_opens_in_igraph(tmp_path: object) -> None:
    path = f"{tmp_path}/a.graphml"
    with open(path, "wb") as file:  # noqa: PTH123  igraph takes a name
        file.write(written("graphml"))
    graph = igraph.Graph.Read_GraphML(path)
    assert (graph.vcount(), graph.ecount()) == (3, 3)
    assert graph.vs[0]["label"] == HOSTILE
    assert graph.es["amount"][:2] == [5e6, 6e6]


GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


def test_gexf_has_what_gephi_reads() -> None:
    root = ET.fromstring(written("gexf"))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    declared = {one.get("id") for one in graph.iter(f"{GEXF}attribute")}
    assert {one.get("for") for one in graph.iter(f"{GEXF}attvalue")} <= declared
    node = next(graph.iter(f"{GEXF}node"))
    assert (node.get("label"), node.get("start"), node.get("end")) == (HOSTILE, "2001-02-03", None)
    colour, spot, size = (node.find(f"{VIZ}{name}") for name in ("color", "position", "size"))
    assert colour is not None and spot is not None and size is not None  # noqa: PT018
    assert colour.attrib == {"r": "0", "g": "114", "b": "178"}
    assert (spot.get("x"), spot.get("y"), size.get("value")) == ("0.00", "-5.00", "12.00")
    edges = {edge.get("id"): edge for edge in graph.iter(f"{GEXF}edge")}
    assert [edges["t1"].get(name) for name in ("start", "end", "kind")] == ["2020-01-01", "2020-12-31", "funds"]
    assert (edges["t3"].get("type"), edges["t3"].get("weight")) == ("undirected", "2.0")


@pytest.mark.parametrize("kept", [TIES[:2], TIES[2:]])
def test_gexf_of_one_direction_opens_in_networkx(kept: tuple[Edge, ...]) -> None:
    graph = nx.read_gexf(io.BytesIO(written("gexf", content(ties=kept))))
    assert graph.number_of_edges() == len(kept)
    assert graph.is_directed() == (kept[0].type == "funds")
    assert graph.nodes["b"]["viz"]["position"]["x"] == 10.0


def test_tables_are_guarded_and_complete() -> None:
    with zipfile.ZipFile(io.BytesIO(written("csv"))) as book:
        assert book.namelist() == ["actors.csv", "ties.csv", "about.txt"]
        raw = book.read("actors.csv")
        assert "합성" in book.read("about.txt").decode()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["name_ko"] for row in rows][:2] == [HOSTILE, f"'{FORMULA}"]
    assert rows[0]["located_in"] == SEAT.name_ko
    assert "email" not in rows[0]
    ties = list(csv.DictReader(io.StringIO(written("csv", table="ties").decode("utf-8-sig"), newline="")))
    assert [tie["amount"] for tie in ties] == ["5000000", "6000000", ""]
    assert ties[0]["target_name"] == f"'{FORMULA}"


def test_the_workbook_has_three_sheets_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    assert book.sheetnames == ["단체·기관", "관계", "설명"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    header, first, *_ = book["관계"].iter_rows(values_only=True)
    assert first[header.index("금액")] == 5_000_000
    assert any("합성" in str(cell.value) for cell in book["설명"]["B"])


def test_json_ld_is_json_with_its_context_inside() -> None:
    document = json.loads(written("jsonld"))
    assert isinstance(document["@context"], dict)
    records = {record["@id"]: record for record in document["@graph"]}
    first = records["urn:ecomap:actors/a"]
    assert first["name"]["ko"] == HOSTILE
    assert first["@type"][:2] == ["schema:NGO", "org:Organization"]
    assert first["located_in"] == ["urn:ecomap:nodes/place:1144000000"]
    assert records["urn:ecomap:ties/t1"]["money"] == {
        "@type": "schema:MonetaryAmount",
        "value": 5e6,
        "currency": "KRW",
    }


def test_no_backslash_of_a_literal_stands_before_a_u() -> None:
    assert literal("\\u0027") == "'\\\\' + 'u0027'"
    assert literal("it's\n") == "'it\\'s\\n'"
    assert literal({"on": date(2020, 1, 2), "no": None, "list": ("a", "b")}) == (
        "{`on`: date('2020-01-02'), `list`: ['a', 'b']}"
    )
