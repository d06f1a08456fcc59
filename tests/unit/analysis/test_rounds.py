"""Work done many times tells how far it is, keeps its order, and stops when asked."""

from __future__ import annotations

import time

import pytest

from ecomap.analysis.progress import Watch, watched
from ecomap.analysis.rounds import rounds, side_by_side
from ecomap.errors import Cancelled


def test_answers_keep_the_order_of_the_items() -> None:
    def work(item: int) -> int:
        time.sleep(0.002 * (5 - item))
        return item * item

    assert side_by_side(work, range(5)) == [0, 1, 4, 9, 16]
    assert side_by_side(work, []) == []


def test_rounds_tell_how_many_are_done() -> None:
    with watched(Watch()) as watch:
        seen = [(item, watch.done, watch.total) for item in rounds("abc")]
    assert seen == [("a", 0, 3), ("b", 1, 3), ("c", 2, 3)]


@pytest.mark.parametrize("many", [rounds, lambda items: side_by_side(lambda item: item, items)])
def test_work_ends_when_it_is_cancelled(many) -> None:
    with watched(Watch()) as watch:
        watch.stop.set()
        with pytest.raises(Cancelled):
            list(many(range(3)))


def test_what_has_not_begun_is_left_undone() -> None:
    begun: list[int] = []

    def work(item: int) -> None:
        begun.append(item)
        time.sleep(0.02)
        if item == 0:
            raise ValueError(item)

    with pytest.raises(ValueError, match="0"):
        side_by_side(work, range(500))
    assert len(begun) < 500
