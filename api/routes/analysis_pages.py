"""The pages of analyses: the list, one analysis with its form, and what is shown while it computes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.charts import chart_svg
from api.pages.choices import filter_choices
from api.pages.rendering import link, page, problem_of
from api.pages.tables import shown
from api.routes.shapes import chosen_filters, split_query
from api.routes.waiting import first_unfinished, waiting_page
from ecomap.analysis.record import FAMILIES, Analysis, Parameter, Result
from ecomap.errors import EcomapError
from ecomap.services import analyses, jobs
from ecomap.services.filters import parse_filter
from ecomap.services.jobs import Asked
from ecomap.services.workspace import Workspace

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/analyses")
def analysis_list(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> HTMLResponse:
    """List the analyses by family, each with its question."""
    families = [
        (
            label.get(lang),
            [
                {"id": record.id, "label": record.label.get(lang), "question": record.question.get(lang)}
                for record in analyses.describe_all()
                if record.family == family
            ],
        )
        for family, label in FAMILIES.items()
    ]
    return page(request, workspace, lang, "analyses.html", {"here": "analyses", "families": families})


@router.get("/analyses/{family}/{name}")
def one_analysis(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, family: str, name: str, job: str = ""
) -> Response:
    """Show an analysis as its record describes it: form, sentences, chart, tables, method.

    What takes longer than `PATIENCE` goes on as a job; until it ends, a page that looks again by itself shows how far
    it is. ``job`` is the one that such a page waits for.
    """
    record = analyses.describe(f"{family}/{name}")
    filters, raw = split_query(request, "lang", "job", parameters=[p.name for p in record.parameters])
    asked = Asked(record.id, raw, filters)
    values: dict[str, Any] = {
        "here": "analyses",
        "record": _record(record, raw, lang),
        "chosen": chosen_filters(filters),
        "problem": None,
    }
    status = 200
    try:
        if unfinished := first_unfinished(workspace, who, [asked], job_id=job):
            again = _address(unfinished.asked, lang, unfinished.id)
            return waiting_page(request, workspace, lang, values, unfinished, again)
        if job:
            return RedirectResponse(_address(asked, lang), status_code=303)
        result = analyses.run_analysis(workspace, who, record.id, raw, parse_filter(workspace, filters))
    except EcomapError as error:
        values["problem"], status = problem_of(error, lang), status_of(type(error))
    else:
        values |= _found(workspace, record, result, {**filters, **raw}, lang)
    return page(request, workspace, lang, "analysis.html", values | filter_choices(workspace, who, lang), status=status)


@router.post("/jobs/{job}/cancel")
def cancel(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, job: str) -> Response:
    """Cancel a job and go back to the page that waited for it."""
    ended = jobs.cancel_job(workspace, who, job)
    return RedirectResponse(_address(ended.asked, lang, job), status_code=303)


def _address(asked: Asked, lang: str, job_id: str = "") -> str:
    return link(lang, f"/analyses/{asked.analysis}", **{**asked.filters, **asked.parameters, "job": job_id})


def _found(workspace: Workspace, record: Analysis, result: Result, asked: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return what the page shows of a result."""
    snapshot = workspace.snapshot()
    ids = frozenset(snapshot.node_id[snapshot.actors])
    return {
        "explanation": [text.get(lang) for text in result.explanation],
        "notes": [text.get(lang) for text in result.notes],
        "chart": chart_svg(record.chart, result, lang),
        "tables": [shown(table, lang, ids) for table in result.tables],
        "csv_href": link(lang, f"/api/v1/{record.id}", **asked, format="csv"),
        "xlsx_href": link(lang, f"/api/v1/{record.id}", **asked, format="xlsx"),
        "json_href": link(lang, f"/api/v1/{record.id}", **asked),
    }


def _record(record: Analysis, raw: dict[str, str], lang: str) -> dict[str, Any]:
    parameters = [
        {
            "name": p.name,
            "type": p.type,
            "label": p.label.get(lang),
            "help": p.help.get(lang),
            "value": _form_value(p, raw.get(p.name, p.default)),
            "optional": p.default is None,
            "minimum": p.minimum,
            "maximum": p.maximum,
            "choices": [(value, label.get(lang)) for value, label in p.choices],
        }
        for p in record.parameters
    ]
    texts = {name: getattr(record, name).get(lang) for name in ("label", "question", "method", "limits", "cost")}
    family = FAMILIES[record.family].get(lang)
    return {"id": record.id, "family": family, "parameters": parameters, "references": record.references, **texts}


def _form_value(parameter: Parameter, value: Any) -> Any:
    """Return a value as the form's boxes compare it: booleans as the words that they send."""
    if parameter.type != "boolean" or value is None:
        return value
    return "true" if str(value).casefold() in ("true", "1", "yes", "on") else "false"
