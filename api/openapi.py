"""The description of the API as it really answers: problem details, examples, the shape of results."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from api.errors import MEDIA_TYPE
from api.schemas import AnalysisOut, Problem

_PROBLEMS = {
    "400": "A parameter is unknown or out of bounds.",
    "401": "There is no key, or it does not count.",
    "403": "The caller may not do this.",
    "404": "No record has this id.",
    "409": "It contradicts what is stored, or the Idempotency-Key was used for something else.",
    "412": "Somebody else changed the record meanwhile.",
    "413": "The body or the answer is too large.",
    "422": "The data cannot be accepted; nothing was written.",
    "428": "If-Match is missing.",
    "503": "The store cannot be used now.",
}
_EXAMPLES: dict[str, Any] = {
    "actor": "demo-0002",
    "tie": "demo-t-00001",
    "rows": "district",
    "cols": "field",
    "from": "2020-01-01",
    "to": "2024-12-31",
    "on": "2024-12-31",
    "format": "csv",
    "lang": "en",
    "cursor": "",
    "actor_kind": "civil_society",
    "tie_type": "cooperates",
    "place": "마포구",
    "field": "welfare",
    "task": "A1",
    "code": "1144000000",
    "kind": "intermediary",
    "type": "funds",
}


def install(app: FastAPI) -> None:
    """Complete the description that the framework draws, the first time that it is asked for."""
    drawn = app.openapi

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(drawn())
        return app.openapi_schema

    app.openapi = completed  # type: ignore[method-assign]


def _completed(schema: dict[str, Any]) -> dict[str, Any]:
    _, own = models_json_schema(
        [(AnalysisOut, "serialization"), (Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    parts = schema["components"]["schemas"]
    parts |= own["$defs"]
    for path, verbs in schema["paths"].items():
        for verb, operation in verbs.items():
            _describe_answers(path, verb, operation)
            for parameter in operation.get("parameters", ()):
                _show_example(parameter)
    for name in ("HTTPValidationError", "ValidationError"):  # no route answers with these
        parts.pop(name, None)
    return schema


def _describe_answers(path: str, verb: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    answers.pop("422", None)
    statuses = ["400", "503"]
    if "{" in path:
        statuses.append("404")
    if verb != "get":
        statuses += ["401", "413", "422"]
    headers = {p["name"] for p in operation.get("parameters", ())}
    if "Idempotency-Key" in headers:
        statuses += ["403", "409"]
    if "If-Match" in headers:
        statuses += ["412", "428"]
    for status in sorted(statuses):
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[status] = {"description": _PROBLEMS[status], "content": content}
    names = {p["name"]: p.get("schema", {}) for p in operation.get("parameters", ())}
    if "csv" in names.get("format", {}).get("enum", ()):
        table = {"schema": {"type": "string"}, "example": "group,count\r\n마포구,12\r\n"}
        result = {"schema": {"$ref": "#/components/schemas/AnalysisOut"}}
        answers["200"]["content"] = {"application/json": result, "text/csv": table}


def _show_example(parameter: dict[str, Any]) -> None:
    """Give a parameter an example: one that the route allows, else its default."""
    schema = parameter.get("schema", {})
    if "example" in parameter or "examples" in parameter or schema.get("examples"):
        return
    allowed = schema.get("enum", ())
    wanted = schema.get("default", _EXAMPLES.get(parameter["name"]))
    if parameter["name"] in _EXAMPLES and (not allowed or _EXAMPLES[parameter["name"]] in allowed):
        wanted = _EXAMPLES[parameter["name"]]
    if allowed and wanted not in allowed:
        wanted = allowed[0]
    if wanted is None:
        wanted = schema.get("minimum", {"integer": 1, "number": 0.5, "boolean": True}.get(schema.get("type", ""), ""))
    parameter["example"] = [wanted] if schema.get("type") == "array" else wanted
