"""All tasks for which indicators are defined, in the order of the plan."""

from __future__ import annotations

from ecomap.analysis.plan import tasks_a1, tasks_a3, tasks_b, tasks_c, tasks_d
from ecomap.analysis.plan.record import Task

_ALL = (*tasks_a1.TASKS, *tasks_a3.TASKS, *tasks_b.TASKS, *tasks_c.TASKS, *tasks_d.TASKS)
TASKS: dict[str, Task] = {task.id: task for task in _ALL}
