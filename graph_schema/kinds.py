"""Building one node kind or edge kind from its file and its parents."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from graph_schema.lineage import Family
from graph_schema.model import (
    EDGE_CORE,
    EDGE_FAMILIES,
    NODE_CORE,
    NODE_FAMILIES,
    UNITS,
    EdgeKind,
    NodeKind,
    PropertySpec,
)
from graph_schema.properties import read_properties
from graph_schema.reading import Block

_COMMON = frozenset({"name", "abstract", "extends", "family", "label", "description", "properties"})
_NODE_KEYS = _COMMON | {"neo4j_label", "plural"}
_EDGE_KEYS = _COMMON | {"neo4j_type", "reverse", "ends", "directed", "has_period", "amount_units"}


def node_kind(block: Block, family: Family) -> NodeKind:
    """Return the node kind of a file."""
    lineage = family.lineage(block)
    for member in lineage:
        member.allow(_NODE_KEYS)
    return NodeKind(
        name=block.string("name"),
        family=_family(family.holder(block, "family"), NODE_FAMILIES),
        neo4j_label=block.string("neo4j_label"),
        label=block.text("label"),
        plural=block.text("plural"),
        description=block.text("description"),
        properties=_properties(lineage, NODE_CORE),
        base_labels=tuple(parent.string("neo4j_label") for parent in lineage[1:] if "neo4j_label" in parent.data),
    )


def edge_kind(block: Block, family: Family, groups: Mapping[str, tuple[str, ...]]) -> EdgeKind:
    """Return the edge kind of a file; ``groups`` are the node kinds that the name of an end stands for."""
    lineage = family.lineage(block)
    for member in lineage:
        member.allow(_EDGE_KEYS)
    return EdgeKind(
        name=block.string("name"),
        family=_family(family.holder(block, "family"), EDGE_FAMILIES),
        neo4j_type=block.string("neo4j_type"),
        label=block.text("label"),
        reverse=block.text("reverse"),
        description=block.text("description"),
        ends=_ends(family.holder(block, "ends"), groups),
        directed=family.holder(block, "directed").flag("directed", True),
        has_period=family.holder(block, "has_period").flag("has_period", False),
        amount_units=_units(family.holder(block, "amount_units")),
        properties=_properties(lineage, EDGE_CORE),
    )


def _family(block: Block, known: tuple[str, ...]) -> str:
    name = block.string("family")
    if name not in known:
        block.fail("family", f"모르는 갈래입니다: {name}", f"Unknown family: {name}")
    return name


def _properties(lineage: list[Block], core: tuple[str, ...]) -> tuple[PropertySpec, ...]:
    found: dict[str, PropertySpec] = {}
    for member in lineage:
        for spec in read_properties(member):
            if spec.name in found or spec.name in core:
                key = f"properties.{spec.name}"
                lineage[0].fail(
                    key, "부모나 공통 열에 이미 있는 이름입니다.", "A parent or a core column has this name."
                )
            found[spec.name] = spec
    return tuple(found.values())


def _units(block: Block) -> tuple[str, ...]:
    units = block.strings("amount_units")
    for unit in units:
        if unit not in UNITS:
            block.fail("amount_units", f"모르는 단위입니다: {unit}", f"Unknown unit: {unit}")
    return units


def _ends(block: Block, groups: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    pairs = block.data.get("ends")
    if not isinstance(pairs, list) or not pairs:
        block.fail("ends", "[출발, 도착] 쌍이 있어야 합니다.", "Pairs of [source, target] are needed.")
    found: set[tuple[str, str]] = set()
    for index, pair in enumerate(pairs):
        found.update(_pair(block, f"ends.{index}", pair, groups))
    return tuple(sorted(found))


def _pair(block: Block, key: str, pair: object, groups: Mapping[str, tuple[str, ...]]) -> product[tuple[str, str]]:
    if not isinstance(pair, list) or len(pair) != 2:
        block.fail(key, f"[출발, 도착] 쌍이 아닙니다: {pair!r}", f"Not a pair [source, target]: {pair!r}")
    for end in pair:
        if end not in groups:
            block.fail(key, f"모르는 끝입니다: {end}", f"Unknown end: {end}")
    return product(groups[pair[0]], groups[pair[1]])
