"""``/api/v1/jobs``: analyses computed in the background, for those that take long."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from api.deps import CallerDep, WorkspaceDep
from api.schemas import JobIn, JobOut
from ecomap.services import jobs
from ecomap.services.jobs import Asked, JobView

router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"])


@router.post("", status_code=202, summary="Start an analysis in the background")
def start(workspace: WorkspaceDep, who: CallerDep, body: JobIn, response: Response) -> JobOut:
    """Answers 202 with the job's id at once; `Location` is where to look.

    Needs no key: reads are open. How many jobs compute at once and how many wait are settings; a full line answers 503
    with `Retry-After`. The same question is one job for all who ask it, and its result is what
    `GET /api/v1/{family}/{name}` answers from then on. Jobs live in the memory of one server process: a restart
    forgets them, and with several workers only the one that took this request knows the job.
    """
    job = jobs.start_job(workspace, who, Asked(body.analysis, body.parameters, body.filters))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return _shown(job, response)


@router.get("/{job}", summary="One job: state, progress, result")
def look(workspace: WorkspaceDep, who: CallerDep, job: str, response: Response) -> JobOut:
    """404 where this server process does not know it: after a restart, or where another worker process has it."""
    return _shown(jobs.read_job(workspace, who, job), response)


@router.delete("/{job}", summary="Cancel a job")
def cancel(workspace: WorkspaceDep, who: CallerDep, job: str, response: Response) -> JobOut:
    """End it for all who asked the same; a job that has ended stays as it is."""
    return _shown(jobs.cancel_job(workspace, who, job), response)


def _shown(job: JobView, response: Response) -> JobOut:
    response.headers["Cache-Control"] = "no-store"
    if not job.ended:
        response.headers["Retry-After"] = "1"
    return JobOut.wire(job, result_address(job.asked))


def job_answer(job: JobView) -> JSONResponse:
    """Return the answer of a route whose result a job still computes: 202, the job, and where to look."""
    headers = {"Location": f"/api/v1/jobs/{job.id}", "Cache-Control": "no-store", "Retry-After": "1"}
    body = JobOut.wire(job, result_address(job.asked)).model_dump(mode="json")
    return JSONResponse(body, status_code=202, headers=headers)


def result_address(asked: Asked) -> str:
    """Return the address that answers with the result of what was asked."""
    given = {name: _text(value) for name, value in asked.parameters.items() if value not in (None, "")}
    query = urlencode({**asked.filters, **given}, doseq=True)
    return f"/api/v1/{asked.analysis}" + (f"?{query}" if query else "")


def _text(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
