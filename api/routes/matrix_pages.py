"""The matrix of two groupings, and the actors and ties behind one of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.choices import filter_choices
from api.pages.matrix import MARKED, SHOWS, figure_choices, matrix_view
from api.pages.matrix_cell import cell_view
from api.pages.matrix_order import NAME
from api.pages.rendering import link, page, problem_of
from api.routes.shapes import chosen_filters, split_query
from ecomap.analysis.common import GROUPING_LABELS
from ecomap.errors import EcomapError
from ecomap.services.filters import parse_filter, unknown
from ecomap.services.matrices import COUNTS, GROUPS, Crossing, Matrix, crossing_of, read_cell, read_matrix

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

OWN = ("rows", "cols", "count", "show", "row_order", "col_order")


@router.get("/matrix")
def matrix(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> HTMLResponse:
    """Show two groupings crossed: counted, expected, or how far apart the two are."""
    asked = _Asked(request, lang)
    values: dict[str, Any] = {
        "here": "matrix",
        "problem": None,
        "asked": asked.own,
        "chosen": chosen_filters(asked.filters),
        "groups": [(name, GROUPING_LABELS[name].get(lang)) for name in GROUPS],
        "counts": [(name, label.get(lang)) for name, label in COUNTS.items()],
        "figures": [(name, label, asked.address("/matrix", show=name)) for name, label in figure_choices(lang)],
        "reset": link(lang, "/matrix"),
    }
    status = 200
    try:
        asked.check(OWN)
        found = read_matrix(workspace, who, asked.crossing(), parse_filter(workspace, asked.filters))
        values |= _shown(found, asked, lang)
    except EcomapError as error:
        values["problem"], status = problem_of(error, lang), status_of(type(error))
    return page(request, workspace, lang, "matrix.html", values | filter_choices(workspace, who, lang), status=status)


@router.get("/matrix/cell")
def cell(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, row: str = "", col: str = ""
) -> HTMLResponse:
    """List the actors of a cell, or the ties between its two groups."""
    asked = _Asked(request, lang)
    asked.check((*OWN, "row", "col"))
    wanted = parse_filter(workspace, asked.filters)
    found = read_cell(workspace, who, asked.crossing(), (row, col), wanted)
    values = {"here": "matrix", "back": asked.address("/matrix"), **cell_view(found, asked.filters, lang)}
    return page(request, workspace, lang, "matrix_cell.html", values)


class _Asked:
    """What an address asks for: its own parameters with their defaults, and the filters."""

    def __init__(self, request: Request, lang: str) -> None:
        self.lang = lang
        self.filters, self.given = split_query(request, "lang")
        defaults = {"rows": "district", "cols": "field", "show": MARKED, "row_order": NAME, "col_order": NAME}
        self.own = {**defaults, **{name: value for name, value in self.given.items() if name in OWN}}
        same = self.own["rows"] == self.own["cols"]
        self.own.setdefault("count", "ties" if same else "actors")

    def check(self, known: tuple[str, ...]) -> None:
        for name in self.given:
            if name not in known:
                raise unknown(name, "parameter", known)
        if self.own["show"] not in SHOWS:
            raise unknown(self.own["show"], "show", SHOWS)

    def crossing(self) -> Crossing:
        return crossing_of(self.own)

    def address(self, path: str, **changes: str) -> str:
        """Return an address of these pages with some parameters changed, defaults left out."""
        asked = {**self.own, **changes}
        defaults = {"show": MARKED, "row_order": NAME, "col_order": NAME}
        kept = {name: value for name, value in asked.items() if defaults.get(name) != value}
        return link(self.lang, path, **kept, **self.filters)

    def swapped(self) -> str:
        turned = {
            "rows": self.own["cols"],
            "cols": self.own["rows"],
            "row_order": self.own["col_order"],
            "col_order": self.own["row_order"],
        }
        return self.address("/matrix", **turned)


def _shown(found: Matrix, asked: _Asked, lang: str) -> dict[str, Any]:
    orders = {name: asked.own[name] for name in ("row_order", "col_order")}
    query: Mapping[str, Any] = {**found.crossing.parameters, **asked.filters}
    data = f"/api/v1/{found.crossing.analysis}"
    return {
        "matrix": matrix_view(found, asked.own["show"], orders, asked.address, lang),
        "explanation": [text.get(lang) for text in found.result.explanation[:2]],
        "notes": [text.get(lang) for text in found.result.notes],
        "swap": asked.swapped(),
        "xlsx_href": link(lang, data, **query, format="xlsx"),
        "csv_href": link(lang, data, **query, format="csv"),
        "analysis_href": link(lang, f"/analyses/{found.crossing.analysis}", **query),
    }
