"""The page from which data are taken away."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.choices import filter_choices
from api.pages.rendering import page
from api.routes.shapes import chosen_filters, split_query
from ecomap.exchange.exports.registry import FORMATS

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/exports")
def exports(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> HTMLResponse:
    """Show the filters and every format with what it is for; ``actor`` in the address makes it a selection."""
    filters, _ = split_query(request, "lang", "actor")
    ids = [one for text in request.query_params.getlist("actor") for one in text.split(",") if one]
    formats = [
        {"name": one.name, "label": one.label.get(lang), "purpose": one.purpose.get(lang), "tables": one.tables}
        for one in FORMATS.values()
    ]
    values = {
        "here": "exports",
        "chosen": chosen_filters(filters),
        "actors": list(dict.fromkeys(ids)),
        "formats": formats,
        "may_members": "read-members" in who.scopes,
        **filter_choices(workspace, who, lang),
    }
    return page(request, workspace, lang, "exports.html", values)
