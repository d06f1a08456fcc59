"""The import sheets: core and link columns from ``columns.yaml``, then the properties of a family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_schema.checks import check_headers
from graph_schema.model import (
    EDGE_FAMILIES,
    NODE_FAMILIES,
    EdgeKind,
    NodeKind,
    PropertySpec,
    Sheet,
    SheetColumn,
)
from graph_schema.reading import Block

_SHEET_KEYS = frozenset({"family", "label", "columns"})
_COLUMN_KEYS = frozenset({"label", "description", "required", "aliases"})

Kinds = Sequence[NodeKind | EdgeKind]


def read_sheets(file: Block, kinds: Kinds) -> dict[str, Sheet]:
    """Return the sheets of ``columns.yaml`` with the properties of ``kinds`` added."""
    return {name: _sheet(name, block, kinds) for name, block in file.blocks()}


def _sheet(name: str, block: Block, kinds: Kinds) -> Sheet:
    block.allow(_SHEET_KEYS)
    family = block.string("family")
    if family not in NODE_FAMILIES + EDGE_FAMILIES:
        block.fail("family", f"모르는 갈래입니다: {family}", f"Unknown family: {family}")
    own = [_column(key, column) for key, column in block.block("columns").blocks()]
    columns = (*own, *_property_columns(block, [kind for kind in kinds if kind.family == family]))
    check_headers(block, columns, "columns")
    return Sheet(name, block.text("label"), columns)


def _column(name: str, block: Block) -> SheetColumn:
    block.allow(_COLUMN_KEYS)
    return SheetColumn(
        name,
        block.text("label"),
        block.text("description"),
        block.flag("required", False),
        block.strings("aliases"),
    )


def _property_columns(block: Block, kinds: Kinds) -> Iterator[SheetColumn]:
    """Yield one column for each property name; kinds may share a property but not differ in it."""
    seen: dict[str, PropertySpec] = {}
    for kind in kinds:
        for spec in kind.properties:
            if seen.setdefault(spec.name, spec) != spec:
                block.fail(
                    f"columns.{spec.name}",
                    f"{kind.name}에서 뜻이 다릅니다.",
                    f"It means something else in {kind.name}.",
                )
    for spec in seen.values():
        yield SheetColumn(spec.name, spec.label, spec.description, spec.required, spec.columns)
