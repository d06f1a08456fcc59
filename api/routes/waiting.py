"""Pages that wait for computations: which one is not done yet, and what is shown meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.pages.rendering import link, page
from ecomap.errors import NotFound
from ecomap.services import analyses, jobs
from ecomap.services.access import Principal
from ecomap.services.filters import parse_filter
from ecomap.services.jobs import Asked, JobView
from ecomap.services.workspace import Workspace
from graph_schema import Text

PATIENCE = 2.0
"""Seconds after which a page shows how far the computation is instead of its result."""
REFRESH = 2
"""Seconds between two looks at a computation."""


def first_unfinished(
    workspace: Workspace, who: Principal, needed: Sequence[Asked], *, job_id: str = "", again: Text | None = None
) -> JobView | None:
    """Return the first job to wait for, ``None`` where all results are at hand; raise what one ended with instead.

    Parameters
    ----------
    workspace, who
    needed : sequence of Asked
        What a page is made of; a computation is started when it is its turn.
    job_id : str
        The job that the page waited for so far.
    again : Text, optional
        How to compute it again once it was cancelled.
    """
    for asked in needed:
        if analyses.is_at_hand(workspace, asked.analysis, asked.parameters, parse_filter(workspace, asked.filters)):
            continue
        job = None
        if job_id:
            with suppress(NotFound):  # another worker process may have it; then this one computes as well
                job = jobs.read_job(workspace, who, job_id)
        if job is None or job.state not in ("cancelled", "failed"):
            job = jobs.start_job(workspace, who, asked, patience=PATIENCE)
        if job.error is not None:
            raise job.error
        if job.state == "cancelled":
            raise jobs.cancelled(again)
        if not job.ended:
            return job
    return None


def waiting_page(
    request: Request, workspace: Workspace, lang: str, values: dict[str, Any], job: JobView, again: str
) -> HTMLResponse:
    """Return the page of a job that goes on, which opens ``again``; 202, so that no copy is kept as the answer."""
    shown = {
        "state": job.state,
        "progress": job.progress,
        "done": job.done,
        "total": job.total,
        "seconds": round(job.seconds),
        "again": again,
        "cancel": link(lang, f"/jobs/{job.id}/cancel"),
    }
    answer = page(request, workspace, lang, "waiting.html", {**values, "job": shown, "refresh": REFRESH}, status=202)
    answer.headers["Cache-Control"] = "no-store"
    return answer
