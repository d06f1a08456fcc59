"""The API's manual as a page, drawn from the OpenAPI description with no outside script."""

from __future__ import annotations

import json
from typing import Any


def operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every operation with its parameters and an example of its answer."""
    found = []
    for path, verbs in schema["paths"].items():
        for verb, operation in verbs.items():
            found.append(
                {
                    "verb": verb.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "description": operation.get("description", ""),
                    "parameters": [_parameter(p) for p in operation.get("parameters", [])],
                    "example": _example(schema, operation),
                }
            )
    return found


def _parameter(parameter: dict[str, Any]) -> dict[str, str]:
    schema = parameter.get("schema", {})
    allowed = ", ".join(map(str, schema.get("enum", [])))
    bounds = " … ".join(str(schema[name]) for name in ("minimum", "maximum") if name in schema)
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "type": str(schema.get("type", "")),
        "allowed": allowed or bounds,
        "default": str(schema.get("default", "")),
        "description": parameter.get("description", ""),
    }


def _example(schema: dict[str, Any], operation: dict[str, Any]) -> str:
    content = operation.get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
    if "schema" not in content:
        return ""
    example = _sample(schema, content["schema"], depth=0)
    return json.dumps(example, ensure_ascii=False, indent=2) if example not in (None, {}, []) else ""


def _sample(root: dict[str, Any], part: dict[str, Any], depth: int) -> Any:
    """Return an example value of a schema: its own example, or one made of its parts' examples."""
    if "$ref" in part:
        part = root["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    if part.get("examples"):
        return part["examples"][0]
    if "anyOf" in part:
        return _sample(root, part["anyOf"][0], depth)
    kind = part.get("type")
    if kind == "object" and "properties" in part and depth < 5:
        return {name: _sample(root, inner, depth + 1) for name, inner in part["properties"].items()}
    if kind == "array" and depth < 5:
        return [_sample(root, part.get("items", {}), depth + 1)]
    return {"string": "", "integer": 0, "number": 0.0, "boolean": False, "object": {}}.get(str(kind))
