"""Progress is told to whoever watches and to nobody else."""

from __future__ import annotations

import threading

import pytest

from ecomap.analysis.progress import Watch, report, watched
from ecomap.errors import Cancelled, OverBudget


def test_outside_a_job_a_report_does_nothing() -> None:
    report(1, 2)


def test_a_watch_sees_the_rounds_and_only_inside_its_context() -> None:
    watch = Watch()
    with watched(watch):
        report(3, 10)
    report(9, 10)
    assert (watch.done, watch.total) == (3, 10)


def test_the_inner_watch_counts_and_the_outer_one_is_back_afterwards() -> None:
    outer, inner = Watch(), Watch()
    with watched(outer):
        with watched(inner):
            report(1, 2)
        report(5, 6)
    assert (inner.done, outer.done) == (1, 5)


def test_other_threads_are_not_watched() -> None:
    watch = Watch()
    watch.stop.set()
    with watched(watch):
        thread = threading.Thread(target=report, args=(1, 2))
        thread.start()
        thread.join()
    assert watch.done == 0


def test_a_report_raises_when_asked_to_stop_and_when_time_is_up() -> None:
    stopped, late = Watch(), Watch(seconds=0.0)
    stopped.stop.set()
    with watched(stopped), pytest.raises(Cancelled):
        report(1, 2)
    with watched(late), pytest.raises(OverBudget) as refused:
        report(1, 2)
    assert refused.value.context["seconds"] == 0.0
