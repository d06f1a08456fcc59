"""Turning the YAML files into a cross-checked `Ontology`."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from graph_schema.checks import check_distinct, check_headers, check_symmetric
from graph_schema.kinds import edge_kind, node_kind
from graph_schema.lineage import Family
from graph_schema.model import EDGE_FAMILIES, NODE_FAMILIES, EdgeKind, NodeKind, Ontology, make_ontology
from graph_schema.reading import Block, read_file, read_folder
from graph_schema.sheets import read_sheets


def load_ontology(folder: Path | None = None) -> Ontology:
    """Load and cross-check an ontology.

    Parameters
    ----------
    folder : Path, optional
        A folder with ``nodes/``, ``edges/`` and ``columns.yaml``. ``None`` means the packaged one, which is
        read once a process.

    Returns
    -------
    Ontology

    Raises
    ------
    OntologyError
        If a file breaks a rule; the error names the file and the key.
    """
    return _packaged() if folder is None else _load(folder)


@cache
def _packaged() -> Ontology:
    return _load(files("graph_schema") / "ontology")


def _load(folder: Traversable) -> Ontology:
    node_files, edge_files = read_folder(folder, "nodes"), read_folder(folder, "edges")
    columns = read_file(folder, "columns.yaml")
    check_distinct([*node_files, *edge_files])
    nodes, groups = _nodes(Family(node_files))
    edges = _edges(Family(edge_files), groups)
    sheets = read_sheets(columns, [*nodes.values(), *edges.values()])
    return make_ontology(nodes, edges, sheets, _version([*node_files, *edge_files, columns]))


def _nodes(family: Family) -> tuple[dict[str, NodeKind], dict[str, tuple[str, ...]]]:
    """Return the node kinds, and for each name that an end may have the kinds that it stands for."""
    kinds = [(block, node_kind(block, family)) for block in family.concrete]
    for block, kind in kinds:
        check_headers(block, kind.properties)
    kinds.sort(key=lambda item: (NODE_FAMILIES.index(item[1].family), item[1].name))
    groups: dict[str, tuple[str, ...]] = {}
    for block, kind in kinds:
        for ancestor in family.lineage(block):
            name = ancestor.string("name")
            groups[name] = (*groups.get(name, ()), kind.name)
    return {kind.name: kind for _, kind in kinds}, groups


def _edges(family: Family, groups: dict[str, tuple[str, ...]]) -> dict[str, EdgeKind]:
    kinds = []
    for block in family.concrete:
        kind = edge_kind(block, family, groups)
        check_headers(block, kind.properties)
        check_symmetric(block, kind)
        kinds.append(kind)
    kinds.sort(key=lambda kind: (EDGE_FAMILIES.index(kind.family), kind.name))
    return {kind.name: kind for kind in kinds}


def _version(blocks: list[Block]) -> str:
    content = json.dumps([[block.file, block.data] for block in blocks], ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=6).hexdigest()
