"""The store as tests look at it, and files written the way people write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from ecomap.domain.records import Edge, Node
from ecomap.services.access import LOCAL
from ecomap.services.imports import ImportReport, import_files
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import EdgeQuery, NodeQuery

Rows = Sequence[Sequence[Any]]


@dataclass
class Register:
    """The store as tests look at it, and imports into it."""

    workspace: Workspace
    folder: Path

    def csv(self, name: str, rows: Rows, *, encoding: str = "utf-8") -> Path:
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        return self.raw(name, out.getvalue().encode(encoding))

    def raw(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def xlsx(self, name: str, **sheets: Rows) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(self.folder / name)
        return self.folder / name

    def load(self, *paths: Path, **options: Any) -> ImportReport:
        return import_files(self.workspace, LOCAL, paths, **options)

    def node(self, node_id: str) -> Node:
        return self.workspace.store.get_nodes([node_id])[node_id]

    def edge(self, edge_id: str) -> Edge:
        return self.workspace.store.get_edges([edge_id])[edge_id]

    def edges(self, node_id: str, *types: str) -> list[Edge]:
        return list(self.workspace.store.find_edges(EdgeQuery(types=types, nodes=[node_id])).items)

    def links(self, node_id: str, link: str) -> set[str]:
        return {edge.target for edge in self.edges(node_id, link) if edge.source == node_id}

    def named(self, name: str) -> list[Node]:
        return list(self.workspace.store.find_nodes(NodeQuery(text=name)).items)

    def state(self) -> tuple[int, Mapping[str, int]]:
        return self.workspace.store.revision(), dict(self.workspace.store.counts())
