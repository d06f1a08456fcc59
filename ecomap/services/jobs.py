"""Asking for analyses that take long: start, look, cancel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ecomap.analysis.record import Result
from ecomap.errors import Cancelled, EcomapError, NotFound
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.analyses import analysis_key, describe, is_at_hand, require_readable, run_analysis
from ecomap.services.filters import Raw, parse_filter
from ecomap.services.job_queue import Job
from ecomap.services.workspace import Workspace
from graph_schema import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """An analysis as the caller asked for it."""

    analysis: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    filters: Raw = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobView:
    """A job at one moment.

    Parameters
    ----------
    id : str
    asked : Asked
    state : str
        ``queued``, ``running``, ``done``, ``failed`` or ``cancelled``.
    progress : float, optional
        0 … 1; ``None`` where the computation tells nothing of it.
    done, total : int
        Rounds done and rounds in all, 0 of 0 where it tells nothing.
    created : datetime
        When it was asked for.
    seconds : float
        How long it has computed.
    error : EcomapError, optional
        Why it failed.
    """

    id: str
    asked: Asked
    state: str
    progress: float | None
    done: int
    total: int
    created: datetime
    seconds: float
    error: EcomapError | None

    @property
    def ended(self) -> bool:
        """Whether nothing of it will change any more."""
        return self.state in ("done", "failed", "cancelled")


def start_job(workspace: Workspace, who: Principal, asked: Asked, *, patience: float = 0.0) -> JobView:
    """Start computing an analysis in the background, or join the job that already computes the same.

    Anybody may ask, as for `run_analysis`; how many may wait in line is limited. The result goes into the same
    cache. The same question is one job for all who ask it: who cancels it cancels it for all of them.

    Parameters
    ----------
    workspace, who
    asked : Asked
    patience : float
        Seconds to wait for the end before returning.

    Returns
    -------
    JobView

    Raises
    ------
    NotFound
        For an unknown analysis.
    InvalidParameter
        For an unknown parameter or filter, or a value out of bounds.
    QueueFull
        If too many jobs wait already.
    """
    record, wanted = describe(asked.analysis), parse_filter(workspace, asked.filters)
    snapshot = workspace.snapshot(wanted)
    require_readable(who, record, snapshot, wanted)
    key = analysis_key(record, record.bind(asked.parameters), snapshot)
    room = workspace.settings.jobs_waiting
    job = workspace.jobs.submit(
        key,
        asked,
        lambda: run_analysis(workspace, who, asked.analysis, asked.parameters, wanted),
        most_waiting=room if who == ANONYMOUS else 2 * room,
    )
    workspace.jobs.wait(job, patience)
    return view_of(job)


def result_or_job(workspace: Workspace, who: Principal, asked: Asked, *, patience: float) -> Result | JobView:
    """Return an analysis's result, or the job that still computes it after some seconds.

    Raises
    ------
    EcomapError
        As `start_job`, or what the computation ended with.
    """
    wanted = parse_filter(workspace, asked.filters)
    if not is_at_hand(workspace, asked.analysis, asked.parameters, wanted):
        job = start_job(workspace, who, asked, patience=patience)
        if job.error is not None:
            raise job.error
        if not job.ended:
            return job
        if job.state == "cancelled":
            raise cancelled()
    return run_analysis(workspace, who, asked.analysis, asked.parameters, wanted)


def cancelled(again: Text | None = None) -> Cancelled:
    """Return the error of a cancelled job for those who waited for it; ``again`` says how to compute it anew."""
    return Cancelled(
        Text("계산을 취소했습니다.", "The computation was cancelled."),
        again or Text("다시 계산하려면 다시 요청하십시오.", "Ask again to compute it again."),
    )


def read_job(workspace: Workspace, _who: Principal, job_id: str) -> JobView:
    """Return a job. Anybody may who knows its id.

    Raises
    ------
    NotFound
        If this process does not know it.
    """
    job = workspace.jobs.find(job_id)
    if job is None:
        raise _unknown(job_id)
    return view_of(job)


def cancel_job(workspace: Workspace, _who: Principal, job_id: str) -> JobView:
    """Cancel a job that has not ended, and return it. Anybody may who knows its id.

    Raises
    ------
    NotFound
        If this process does not know it.
    """
    job = workspace.jobs.cancel(job_id)
    if job is None:
        raise _unknown(job_id)
    return view_of(job)


def view_of(job: Job) -> JobView:
    """Return a job as it is at this moment."""
    done, total = (job.watch.done, job.watch.total) if job.watch else (0, 0)
    progress = 1.0 if job.state == "done" else min(1.0, done / total) if total else None
    return JobView(job.id, job.asked, job.state, progress, done, total, job.created, job.seconds, job.error)


def _unknown(job_id: str) -> NotFound:
    return NotFound(
        Text(f"이 서버 프로세스는 작업 '{job_id}'을(를) 모릅니다.", f"This server process knows no job '{job_id}'."),
        Text(
            "작업은 프로세스 하나의 메모리에만 있습니다. 서버를 다시 시작했거나 --workers가 1보다 커서 "
            "다른 프로세스가 이 요청을 받았을 수 있습니다. 다시 요청하십시오.",
            "Jobs live in the memory of one process: a restart forgets them, and with --workers above 1 another "
            "process may have taken this request. Ask again.",
        ),
        id=job_id,
    )
