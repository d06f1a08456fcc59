"""Computations that run in threads of their own, a few at once, the others waiting in line.

Jobs live in the memory of one process: they end with it, and another worker process knows nothing of them. What they
compute goes into the cache of results, so nothing is lost but time.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, RLock, Thread
from typing import Any

from ecomap.analysis.progress import Watch, time_is_up, watched
from ecomap.errors import Cancelled, EcomapError, QueueFull
from graph_schema import Text

STATES = ("queued", "running", "done", "failed", "cancelled")
KEPT = 200
"""Ended jobs that can still be asked about."""

_log = logging.getLogger("ecomap.jobs")


@dataclass
class Job:
    """One computation.

    Parameters
    ----------
    id : str
        Cannot be guessed: who knows it may read and cancel the job.
    key : hashable
        Equal for jobs that compute the same.
    asked : Any
        What was asked for, as the submitter wrote it.
    compute : callable
        What to do; it keeps its own result.
    created : datetime
    state : str
        One of `STATES`.
    began, ended : float, optional
        Readings of the monotonic clock.
    watch : Watch, optional
        From the start on: progress, and how to stop it.
    error : EcomapError, optional
        Why it failed.
    over : Event
        Set when it has ended.
    """

    id: str
    key: Hashable
    asked: Any
    compute: Callable[[], object]
    created: datetime
    state: str = "queued"
    began: float | None = None
    ended: float | None = None
    watch: Watch | None = None
    error: EcomapError | None = None
    over: Event = field(default_factory=Event)

    @property
    def seconds(self) -> float:
        """How long it has computed, up to its end."""
        if self.began is None:
            return 0.0
        return (time.monotonic() if self.ended is None else self.ended) - self.began


class JobQueue:
    """Jobs of one process, safe between threads.

    A thread cannot be stopped from outside. A computation that calls `ecomap.analysis.progress.report` ends at its
    next round when its job is cancelled or out of time; one that does not is no longer waited for, but keeps its place
    until it ends by itself.

    Parameters
    ----------
    at_once : int
        Most computations at the same time.
    seconds : float
        Time budget of each.
    """

    def __init__(self, at_once: int, seconds: float) -> None:
        self._at_once, self._seconds = at_once, seconds
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._waiting: deque[Job] = deque()
        self._running = 0
        self._guard = RLock()

    def submit(self, key: Hashable, asked: Any, compute: Callable[[], object], *, most_waiting: int) -> Job:
        """Start a computation, or put it in line; one with the same key that has not ended yet is returned instead.

        Raises
        ------
        QueueFull
            If ``most_waiting`` jobs wait already.
        """
        with self._guard:
            for job in self._jobs.values():
                self._look_at_the_clock(job)
                if job.key == key and not job.over.is_set():
                    return job
            if self._running >= self._at_once and len(self._waiting) >= most_waiting:
                raise _full(len(self._waiting))
            job = Job(secrets.token_urlsafe(12), key, asked, compute, datetime.now(UTC))
            self._jobs[job.id] = job
            self._waiting.append(job)
            self._forget_the_oldest()
            self._start_next()
            return job

    def find(self, job_id: str) -> Job | None:
        """Return a job, or ``None`` where this process does not know it."""
        with self._guard:
            job = self._jobs.get(job_id)
            if job is not None:
                self._look_at_the_clock(job)
            return job

    def cancel(self, job_id: str) -> Job | None:
        """End a job if it has not ended yet, and return it."""
        with self._guard:
            job = self.find(job_id)
            if job is not None and not job.over.is_set():
                if job in self._waiting:
                    self._waiting.remove(job)
                self._end(job, "cancelled")
            return job

    def wait(self, job: Job, seconds: float) -> bool:
        """Wait for a job's end, at most some seconds; return whether it has ended."""
        return job.over.wait(seconds)

    def _forget_the_oldest(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.over.is_set()]
        for job_id in ended[: max(0, len(ended) - KEPT)]:
            del self._jobs[job_id]

    def _look_at_the_clock(self, job: Job) -> None:
        if job.state == "running" and job.watch is not None and job.watch.over_budget:
            self._end(job, "failed", time_is_up(self._seconds))

    def _start_next(self) -> None:
        while self._waiting and self._running < self._at_once:
            job = self._waiting.popleft()
            self._running += 1
            job.state, job.began, job.watch = "running", time.monotonic(), Watch(self._seconds)
            Thread(target=self._run, args=(job, job.watch), name=f"job-{job.id}", daemon=True).start()

    def _run(self, job: Job, watch: Watch) -> None:
        state, error = "done", None
        try:
            with watched(watch):
                job.compute()
        except Cancelled:
            state = "cancelled"
        except EcomapError as refused:
            state, error = "failed", refused
        except Exception as unexpected:  # noqa: BLE001  a job ends, and says how, whatever happens in it
            _log.exception("unexpected error in job %s", job.id, exc_info=unexpected)
            state, error = "failed", _unexpected()
        with self._guard:
            self._running -= 1
            self._end(job, state, error)
            self._start_next()

    def _end(self, job: Job, state: str, error: EcomapError | None = None) -> None:
        """Set how a job ended; the first end counts."""
        if job.over.is_set():
            return
        if job.watch is not None:
            job.watch.stop.set()
        job.state, job.error, job.ended = state, error, time.monotonic()
        job.compute = _nothing  # it holds a whole snapshot
        job.over.set()


def _nothing() -> None:
    return None


def _full(waiting: int) -> QueueFull:
    return QueueFull(
        Text(f"이미 작업 {waiting}개가 기다리고 있습니다.", f"{waiting} jobs wait already."),
        Text("잠시 뒤에 다시 요청하십시오.", "Ask again in a moment."),
        waiting=waiting,
    )


def _unexpected() -> EcomapError:
    return EcomapError(
        Text("계산하다가 문제가 생겼습니다. 기록을 남겼습니다.", "The computation went wrong; it was logged.")
    )
