"""The formats of exports: what each is for, and which writer writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ecomap.exchange.exports.content import Content
from ecomap.exchange.exports.csv_files import TABLES, write_csv
from ecomap.exchange.exports.cypher import write_cypher
from ecomap.exchange.exports.gexf import write_gexf
from ecomap.exchange.exports.graphml import write_graphml
from ecomap.exchange.exports.jsonld import write_jsonld
from ecomap.exchange.exports.xlsx_book import write_xlsx
from ecomap.exchange.result_workbook import MEDIA_TYPE as XLSX
from graph_schema import Text

Write = Callable[[Content, BinaryIO, str, str], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Parameters
    ----------
    name : str
        As addresses and commands name it.
    label : Text
    purpose : Text
        What it is for, in a sentence.
    ending : str
        Of the file's name.
    media_type : str
    write : callable
        Takes content, binary file, language and table.
    """

    name: str
    label: Text
    purpose: Text
    ending: str
    media_type: str
    write: Write

    def ending_of(self, table: str) -> str:
        """Return the ending of a file with one table, or with all."""
        return "csv" if table else self.ending

    def media_type_of(self, table: str) -> str:
        """Return the media type of a file with one table, or with all."""
        return "text/csv; charset=utf-8" if table else self.media_type

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that can be taken alone."""
        return TABLES if self.name == "csv" else ()


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            "xlsx",
            Text("엑셀 (XLSX)", "Excel (XLSX)"),
            Text(
                "주체와 관계를 시트로 나눈 파일 하나. 엑셀이나 한셀로 열어 살펴보고, 고쳐서 다시 가져올 수 있습니다.",
                "One file with a sheet of actors and one of ties: to read in a spreadsheet program, correct, and "
                "import again.",
            ),
            "xlsx",
            XLSX,
            write_xlsx,
        ),
        Format(
            "csv",
            Text("CSV", "CSV"),
            Text(
                "주체와 관계를 표 두 개로. 통계 프로그램과 다른 데이터베이스로 옮길 때 쓰고, 그대로 다시 가져올 수 "
                "있습니다.",
                "Actors and ties as two tables: for statistics programs and other databases, and to import again as "
                "it is.",
            ),
            "zip",
            "application/zip",
            write_csv,
        ),
        Format(
            "gexf",
            Text("GEXF (Gephi)", "GEXF (Gephi)"),
            Text(
                "Gephi에서 여기와 같은 자리, 색, 크기로 열립니다. 시작일과 종료일이 있어 시간에 따라 볼 수 있습니다.",
                "Opens in Gephi with the places, colours and sizes of this map, and with start and end days for its "
                "timeline.",
            ),
            "gexf",
            "application/gexf+xml",
            write_gexf,
        ),
        Format(
            "graphml",
            Text("GraphML", "GraphML"),
            Text(
                "networkx, igraph, yEd, Cytoscape 등 대부분의 관계망 프로그램이 읽는 형식입니다.",
                "What networkx, igraph, yEd, Cytoscape and most other network programs read.",
            ),
            "graphml",
            "application/graphml+xml",
            write_graphml,
        ),
        Format(
            "jsonld",
            Text("JSON-LD (연결된 데이터)", "JSON-LD (linked data)"),
            Text(
                "schema.org와 W3C 조직 온톨로지의 낱말로 적은 연결된 데이터. 다른 공개 데이터와 이을 때 씁니다.",
                "Linked data in the words of schema.org and of the W3C's organisation ontology, to join with other "
                "open data.",
            ),
            "jsonld",
            "application/ld+json",
            write_jsonld,
        ),
        Format(
            "cypher",
            Text("Cypher (Neo4j)", "Cypher (Neo4j)"),
            Text(
                "Neo4j 5에서 실행하면 같은 그래프를 만드는 스크립트입니다.",
                "A script that builds the same graph in any Neo4j 5.",
            ),
            "cypher",
            "application/x-cypher-query",
            write_cypher,
        ),
    )
}
"""Formats by name, in the order in which pages list them."""
