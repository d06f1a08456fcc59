"""What several routes do to parse and to shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fastapi import Request

from ecomap.services.filters import FILTER_NAMES, parse_date
from ecomap.services.workspace import Workspace


def directed_types(workspace: Workspace) -> Mapping[str, bool]:
    """Return whether each edge type has a direction."""
    return {name: kind.directed for name, kind in workspace.ontology.edges.items()}


def parse_on(text: str, name: str = "on") -> date | None:
    """Return the day of an ``on`` parameter, or of another of that kind, ``None`` where it is empty."""
    return parse_date(name, text, end=True) if text else None


def split_query(request: Request, *own: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return the filters and the other parameters of an address, without empty ones and without ``own`` ones.

    Forms send every box, also the empty ones; an empty box means not asked.
    """
    filters: dict[str, list[str]] = {}
    rest: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if not value or name in own:
            continue
        if name in FILTER_NAMES:
            filters.setdefault(name, []).append(value)
        else:
            rest[name] = value
    return filters, rest


def chosen_filters(filters: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the filters in force as the boxes of a form show them."""
    return {name: ",".join(filters.get(name, [])) for name in FILTER_NAMES}
