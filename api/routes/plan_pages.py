"""The pages of the plan: all tasks, and one with its indicators."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.pages.plan import indicator_cards, indicator_sections
from api.pages.rendering import link, page
from api.pages.tables import shown
from ecomap.analysis.plan.tables import completeness
from ecomap.analysis.plan.text import explain, notes, to_register
from ecomap.services.plan import plan_title, read_plan, read_plan_task

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/plan")
def whole_plan(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> HTMLResponse:
    """List the tasks by group, each with its question and indicators."""
    day, headlines = read_plan(workspace, who)
    title, source = plan_title()
    groups: dict[str, list[dict[str, Any]]] = {}
    for head in headlines:
        task: dict[str, Any] = {
            "id": head.task.id,
            "label": head.task.label.get(lang),
            "question": head.task.question.get(lang),
            "indicators": indicator_cards(head.measured, lang),
        }
        groups.setdefault(head.task.group.get(lang), []).append(task)
    values = {"here": "plan", "title": title.get(lang), "source": source, "day": day, "groups": groups}
    return page(request, workspace, lang, "plan.html", values)


@router.get("/plan/{task}")
def one_task(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, task: str) -> HTMLResponse:
    """Show a task: its question, indicators by year and district, completeness, analyses that go deeper."""
    found = read_plan_task(workspace, who, task)
    texts = {name: getattr(found.task, name).get(lang) for name in ("group", "label", "question", "holds", "computes")}
    values = {
        "here": "plan",
        "task": {"id": task, **texts},
        "day": found.figures.day,
        "explanation": [text.get(lang) for text in explain(found.figures)],
        "notes": [text.get(lang) for text in notes(found.figures)],
        "to_register": [text.get(lang) for text in to_register(found.figures)],
        "indicators": indicator_sections(found.figures.measured, lang),
        "completeness": shown(completeness(found.figures), lang, frozenset()),
        "json_href": link(lang, f"/api/v1/plan/{task}"),
        "deeper": [
            {
                "href": link(lang, f"/analyses/{record.id}", **_query(address)),
                "label": record.label.get(lang),
                "question": record.question.get(lang),
            }
            for address, record in found.deeper
        ],
    }
    return page(request, workspace, lang, "plan_task.html", values)


def _query(address: str) -> dict[str, str]:
    parts = [part.partition("=") for part in address.partition("?")[2].split("&") if part]
    return {name: value for name, _, value in parts}
