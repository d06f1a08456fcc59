"""The plan's tasks with their indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import seed_data
from ecomap.analysis.catalogue import catalogue
from ecomap.analysis.plan.evaluate import Measured, TaskFigures, figures, measured, moment, years
from ecomap.analysis.plan.record import Moment
from ecomap.analysis.plan.tasks import TASKS
from ecomap.analysis.record import Analysis
from ecomap.errors import NotFound
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace
from graph_schema import Text


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the plan in its own words; ``group`` is the name of the group that it belongs to."""

    id: str
    group: Text
    label: Text
    question: Text
    holds: Text
    computes: Text


@dataclass(frozen=True, slots=True)
class Headline:
    """A task with its indicators as of the last day and a year before."""

    task: PlanTask
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """A task with all its figures, and the analyses that go deeper: address in the catalogue, and record."""

    task: PlanTask
    figures: TaskFigures
    deeper: tuple[tuple[str, Analysis], ...]


def plan_title() -> tuple[Text, str]:
    """Return the plan's name and its source."""
    plan = seed_data.plan()
    return Text(plan.title.ko, plan.title.en), plan.source


def read_plan(workspace: Workspace, _who: Principal, *, today: date | None = None) -> tuple[date, tuple[Headline, ...]]:
    """Return all tasks with their indicators, and the day that these are of.

    Anybody may ask: snapshots hold public data only. The day is the end of the last whole year with records.

    Parameters
    ----------
    workspace : Workspace
    today : date, optional
    """
    looked_at = _years(workspace, today)[-2:]
    key = ("plan", workspace.snapshot().content_hash, *looked_at)

    def compute() -> tuple[Headline, ...]:
        moments = _moments(workspace, looked_at)
        return tuple(
            Headline(task, tuple(measured(item, moments, districts=False) for item in TASKS[task.id].indicators))
            for task in _tasks().values()
        )

    found = workspace.results.get(key, compute)
    assert isinstance(found, tuple)  # noqa: S101  the cache holds values of any type
    return date(looked_at[-1], 12, 31), found


def read_plan_task(workspace: Workspace, _who: Principal, task_id: str, *, today: date | None = None) -> TaskPage:
    """Return one task with all its figures: today, by year, by district, and how complete the records are.

    Raises
    ------
    NotFound
        If the plan has no such task.
    """
    tasks = _tasks()
    if task_id not in tasks:
        known = ", ".join(tasks)
        raise NotFound(
            Text(f"계획에 과제 '{task_id}'은(는) 없습니다.", f"The plan has no task '{task_id}'."),
            Text(f"과제: {known}", f"Tasks: {known}"),
            id=task_id,
        )
    looked_at = _years(workspace, today)
    key = ("plan", workspace.snapshot().content_hash, task_id, *looked_at)
    found = workspace.results.get(key, lambda: figures(TASKS[task_id], _moments(workspace, looked_at)))
    assert isinstance(found, TaskFigures)  # noqa: S101  the cache holds values of any type
    return TaskPage(tasks[task_id], found, deeper(TASKS[task_id].analyses, catalogue()))


def deeper(addresses: tuple[str, ...], records: Mapping[str, Analysis]) -> tuple[tuple[str, Analysis], ...]:
    """Return those of some addresses, ``family/name?query``, whose analysis exists and has their parameters."""
    found = []
    for address in addresses:
        name, _, query = address.partition("?")
        record = records.get(name)
        if record is None:
            continue
        known = {parameter.name for parameter in record.parameters}
        fits = all(part.partition("=")[0] in known for part in query.split("&") if part)
        found.append((address if fits else name, record))
    return tuple(found)


def _tasks() -> dict[str, PlanTask]:
    plan = seed_data.plan()
    groups = {group.id: group.label for group in plan.groups}
    return {
        task.id: PlanTask(
            task.id,
            *(Text(t.ko, t.en) for t in (groups[task.group], task.label, task.question, task.holds, task.computes)),
        )
        for task in plan.tasks
        if task.id in TASKS
    }


def _years(workspace: Workspace, today: date | None) -> list[int]:
    return years(workspace.snapshot(), today or datetime.now(UTC).astimezone().date())


def _moments(workspace: Workspace, looked_at: list[int]) -> list[Moment]:
    # Not kept: a dozen copies of a large register would stay in memory for the sake of a few figures.
    whole = workspace.snapshot()
    return [moment(whole, year) for year in looked_at]
