"""What several routes do to parse and to shape."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from fastapi import Request

from ecomap.services.filters import FILTER_NAMES, parse_date
from ecomap.services.workspace import Workspace
from ecomap.snapshot.reports import RULES


def query_parameter(name: str, description: str, schema: Mapping[str, Any], example: Any = None) -> dict[str, Any]:
    """Return the description of an optional query parameter, for a route that reads its query itself."""
    shown = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    return shown if example is None else shown | {"example": example}


_TEXT = {"type": "string"}
FILTER_PARAMETERS = (
    query_parameter("actor_kind", "Filter: actor kinds, separated by commas.", _TEXT, "civil_society"),
    query_parameter("tie_type", "Filter: tie types, separated by commas.", _TEXT, "cooperates"),
    query_parameter("place", "Filter: places by name or code, with all inside them.", _TEXT, "마포구"),
    query_parameter("field", "Filter: fields by name or code, with all below them.", _TEXT, "welfare"),
    query_parameter("actor", "Filter: actors by id, separated by commas, 2,000 at most.", _TEXT, "demo-0002"),
    query_parameter("on", "Filter: as of this day.", _TEXT, "2024-12-31"),
    query_parameter("from", "Filter: first day of a period.", _TEXT),
    query_parameter("to", "Filter: last day of a period.", _TEXT),
    query_parameter("known_on", "The register as it was known on this day.", _TEXT),
    query_parameter(
        "reports",
        "Filter: which ties that partners reported in surveys count; other than either needs `read-members`.",
        {"type": "string", "enum": list(RULES)},
    ),
)
"""The filters of every analysis and map, as the description of the API shows them."""


def directed_types(workspace: Workspace) -> Mapping[str, bool]:
    """Return whether each edge type has a direction."""
    return {name: kind.directed for name, kind in workspace.ontology.edges.items()}


def parse_on(text: str, name: str = "on") -> date | None:
    """Return the day of an ``on`` parameter, or of another of that kind, ``None`` where it is empty."""
    return parse_date(name, text, end=True) if text else None


def split_query(
    request: Request, *own: str, parameters: Collection[str] = ()
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the filters and the other parameters of an address, without empty ones and without ``own`` ones.

    Forms send every box, also the empty ones; an empty box means not asked. What is among ``parameters`` is no filter,
    whatever its name: some analyses ask about one ``actor``.
    """
    filters: dict[str, list[str]] = {}
    rest: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if not value or name in own:
            continue
        if name in FILTER_NAMES and name not in parameters:
            filters.setdefault(name, []).append(value)
        else:
            rest[name] = value
    return filters, rest


def chosen_filters(filters: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the filters in force as the boxes of a form show them."""
    return {name: ",".join(filters.get(name, [])) for name in FILTER_NAMES}
