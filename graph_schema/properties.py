"""Reading the properties of a kind."""

from __future__ import annotations

from collections.abc import Iterator

from graph_schema.model import (
    CURRENCIES,
    NUMERIC_TYPES,
    PRIVACY_LEVELS,
    PROPERTY_TYPES,
    UNITS,
    Choice,
    PropertySpec,
)
from graph_schema.reading import Block

_KEYS = frozenset(
    {
        "label",
        "description",
        "type",
        "unit",
        "required",
        "privacy",
        "source",
        "columns",
        "choices",
        "minimum",
        "maximum",
    }
)


def read_properties(kind: Block) -> Iterator[PropertySpec]:
    """Yield the properties that a file itself lists."""
    for name, block in kind.block("properties").blocks():
        yield _property(name, block)


def _property(name: str, block: Block) -> PropertySpec:
    block.allow(_KEYS)
    spec = PropertySpec(
        name=name,
        label=block.text("label"),
        description=block.text("description"),
        type=_one_of(block, "type", tuple(sorted(PROPERTY_TYPES))),
        unit=block.string("unit") if "unit" in block.data else None,
        required=block.flag("required", False),
        privacy=_one_of(block, "privacy", PRIVACY_LEVELS),
        source=block.string("source"),
        columns=block.strings("columns"),
        choices=tuple(Choice(value, block.block("choices").text(value)) for value in block.block("choices").data),
        minimum=block.number("minimum"),
        maximum=block.number("maximum"),
    )
    _check_type(block, spec)
    return spec


def _one_of(block: Block, key: str, known: tuple[str, ...]) -> str:
    value = block.string(key)
    if value not in known:
        block.fail(
            key,
            f"{', '.join(known)} 가운데 하나여야 합니다: {value}",
            f"Must be one of {', '.join(known)}: {value}",
        )
    return value


def _check_type(block: Block, spec: PropertySpec) -> None:
    """Check what the type of a property demands of its unit, bounds and choices."""
    known = CURRENCIES if spec.type == "money" else UNITS if spec.type in NUMERIC_TYPES else ()
    if (spec.unit is None and spec.type == "money") or (spec.unit is not None and spec.unit not in known):
        block.fail(
            "unit",
            f"{spec.type}에 쓸 수 없는 단위입니다: {spec.unit}",
            f"Bad unit for {spec.type}: {spec.unit}",
        )
    if bool(spec.choices) != (spec.type == "choice"):
        block.fail(
            "choices",
            "choices는 choice 유형에만, 그리고 반드시 있어야 합니다.",
            "A choice needs choices; no other type has them.",
        )
    bounds = [bound for bound in (spec.minimum, spec.maximum) if bound is not None]
    if bounds and (spec.type not in NUMERIC_TYPES or bounds != sorted(bounds)):
        block.fail(
            "minimum",
            "숫자 유형이 아니거나 범위가 거꾸로입니다.",
            "Not a numeric type, or the bounds are reversed.",
        )
