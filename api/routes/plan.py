"""``/api/v1/plan``: the plan's tasks with their indicators."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.deps import CallerDep, WorkspaceDep
from ecomap.analysis.plan.evaluate import Measured
from ecomap.analysis.plan.tables import tables
from ecomap.analysis.plan.text import explain, notes, to_register
from ecomap.exchange.results import bilingual, plain_table
from ecomap.services.plan import PlanTask, plan_title, read_plan, read_plan_task

router = APIRouter(prefix="/api/v1/plan", tags=["plan"])


@router.get("", summary="The plan's tasks with their indicators")
def whole_plan(workspace: WorkspaceDep, who: CallerDep) -> dict[str, Any]:
    """Each with its question and two to four indicators at the end of the last whole year and a year before."""
    day, headlines = read_plan(workspace, who)
    title, source = plan_title()
    return {
        "title": bilingual(title),
        "source": source,
        "day": day.isoformat(),
        "synthetic": workspace.snapshot().synthetic,
        "tasks": [
            _task(head.task) | {"indicators": [_indicator(item) for item in head.measured]} for head in headlines
        ],
    }


@router.get("/{task}", summary="One task of the plan: indicators by year and district, completeness of the records")
def one_task(workspace: WorkspaceDep, who: CallerDep, task: str) -> dict[str, Any]:
    """Tables `indicators`, `trend`, `districts`, `completeness`, sentences, and what to register to know more."""
    page = read_plan_task(workspace, who, task)
    return _task(page.task) | {
        "day": page.figures.day.isoformat(),
        "synthetic": workspace.snapshot().synthetic,
        "explanation": [bilingual(text) for text in explain(page.figures)],
        "notes": [bilingual(text) for text in notes(page.figures)],
        "to_register": [bilingual(text) for text in to_register(page.figures)],
        "tables": [plain_table(table) for table in tables(page.figures)],
        "analyses": [
            {"id": record.id, "label": bilingual(record.label), "href": f"/api/v1/{address}"}
            for address, record in page.deeper
        ],
    }


def _task(task: PlanTask) -> dict[str, Any]:
    texts = {name: bilingual(getattr(task, name)) for name in ("group", "label", "question", "holds", "computes")}
    return {"id": task.id, "href": f"/api/v1/plan/{task.id}", **texts}


def _indicator(item: Measured) -> dict[str, Any]:
    return {
        "id": item.indicator.id,
        "label": bilingual(item.indicator.label),
        "meaning": bilingual(item.indicator.meaning),
        "unit": item.indicator.unit,
        "better": item.indicator.better,
        "value": item.value,
        "before": item.before,
    }
