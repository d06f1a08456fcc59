"""Telling how far a long computation is, and being asked to stop, without knowing who watches.

An analysis stays a pure function. A loop that may run for seconds calls `report` between its rounds; where a job runs
the analysis, the call notes the progress and raises if the job is to stop, and everywhere else it does nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event

from ecomap.errors import Cancelled, OverBudget
from graph_schema import Text


@dataclass
class Watch:
    """What the thread of a computation shares with those who ask about it.

    Parameters
    ----------
    seconds : float, optional
        Time budget from the moment at which the watch is made.

    Attributes
    ----------
    done, total : int
        Rounds done and rounds in all; 0 of 0 where the computation has told nothing yet.
    stop : Event
        Set by whoever wants the computation to end.
    """

    seconds: float | None = None
    done: int = 0
    total: int = 0
    stop: Event = field(default_factory=Event)
    began: float = field(default_factory=time.monotonic)

    @property
    def over_budget(self) -> bool:
        """Whether the time is used up."""
        return self.seconds is not None and time.monotonic() - self.began > self.seconds

    def note(self, done: int, total: int) -> None:
        """Note the progress; raise where the computation has to end.

        Raises
        ------
        Cancelled
            If it was asked to stop.
        OverBudget
            If its time is used up.
        """
        self.done, self.total = done, total
        if self.stop.is_set():
            raise Cancelled(Text("계산을 취소했습니다.", "The computation was cancelled."))
        if self.over_budget:
            raise time_is_up(self.seconds or 0.0)


def time_is_up(seconds: float) -> OverBudget:
    """Return the error of a computation that used up its time."""
    return OverBudget(
        Text(f"{seconds:g}초 안에 계산이 끝나지 않았습니다.", f"The computation did not end within {seconds:g} s."),
        Text(
            "범위를 좁히거나 표본과 되풀이 수를 줄이십시오. 관리자는 ECOMAP_JOB_SECONDS를 늘릴 수 있습니다.",
            "Narrow it down, or ask for fewer samples and rounds; an administrator can raise ECOMAP_JOB_SECONDS.",
        ),
        seconds=seconds,
    )


_watch: ContextVar[Watch | None] = ContextVar("ecomap_watch", default=None)


def report(done: int, total: int) -> None:
    """Tell that a long computation has done some of its rounds; call it between rounds, at most some times a second.

    Parameters
    ----------
    done, total : int
        Rounds done, and rounds in all.

    Raises
    ------
    Cancelled
        If a job runs the computation and was cancelled: let it pass, results are kept only when whole.
    OverBudget
        If a job runs it and its time is used up.

    Notes
    -----
    Cost: a look-up and two comparisons. Only the thread in which the job began the computation is watched.
    """
    watch = _watch.get()
    if watch is not None:
        watch.note(done, total)


@contextmanager
def watched(watch: Watch) -> Iterator[Watch]:
    """Let `report` tell a watch, within this context and this thread."""
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)
