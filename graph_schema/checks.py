"""Cross-checks that need more than one value of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_schema.headers import normalise_header
from graph_schema.model import EdgeKind, PropertySpec, SheetColumn
from graph_schema.reading import Block


def check_distinct(blocks: Iterable[Block]) -> None:
    """Check that no two files share a name, a Neo4j label or a Neo4j type.

    Nodes and edges share one space of names, so that a name alone says which kind is meant.
    """
    for key in ("name", "neo4j_label", "neo4j_type"):
        seen: dict[str, str] = {}
        for block in blocks:
            if key not in block.data and key != "name":
                continue
            value = block.string(key)
            if value in seen:
                block.fail(key, f"{seen[value]}에 이미 있습니다: {value}", f"Already used in {seen[value]}: {value}")
            seen[value] = block.file


def check_symmetric(block: Block, kind: EdgeKind) -> None:
    """Check that an undirected edge may be read from either end."""
    if not kind.directed and any((target, source) not in kind.ends for source, target in kind.ends):
        block.fail(
            "ends",
            "방향이 없는 관계는 양 끝이 같아야 합니다.",
            "An undirected edge needs the same ends both ways.",
        )


def check_headers(block: Block, columns: Sequence[PropertySpec | SheetColumn], prefix: str = "properties") -> None:
    """Check that no import header means two columns, and that no alias is written in vain.

    Headers are compared in normalised form. A name may equal a label, since the words are often the same.
    """
    owner: dict[str, str] = {}
    for column in columns:
        own = {normalise_header(text) for text in (column.name, column.label.ko, column.label.en)}
        aliases = [normalise_header(text) for text in column.headers[3:]]
        for header in (*own, *aliases):
            if owner.setdefault(header, column.name) != column.name:
                _refuse(block, prefix, column.name, header, owner[header])
        if len(own.union(aliases)) != len(own) + len(aliases):
            _refuse(block, prefix, column.name, "", column.name)


def _refuse(block: Block, prefix: str, name: str, header: str, owner: str) -> None:
    ko = f"'{owner}'에 이미 있는 머리글입니다: {header}" if header else "같은 머리글이 두 번 있습니다."
    en = f"'{owner}' already has this header: {header}" if header else "A header stands here twice."
    block.fail(f"{prefix}.{name}", ko, en)
