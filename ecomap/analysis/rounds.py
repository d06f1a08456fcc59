"""Doing the same work many times, one after the other or side by side, telling how far it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from ecomap.analysis.progress import report

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def rounds(items: Collection[Item]) -> Iterator[Item]:
    """Yield items, telling before each how many are done; raises as `ecomap.analysis.progress.report` does."""
    for done, item in enumerate(items):
        report(done, len(items))
        yield item


def side_by_side(work: Callable[[Item], Answer], items: Collection[Item]) -> list[Answer]:
    """Return the answers for all items, in their order, computed on all processors.

    Pays where the work frees the interpreter lock, as compiled kernels and numpy do.

    Parameters
    ----------
    work : callable
        Has to be pure: several threads run it at once.
    items : collection

    Raises
    ------
    Cancelled, OverBudget
        As `ecomap.analysis.progress.report` does; what has not begun by then is left undone.
    """
    found: list[Answer] = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        futures = [pool.submit(work, item) for item in items]
        try:
            for future in rounds(futures):
                found.append(future.result())  # noqa: PERF401  those before a failure are of no use, but readable
        finally:
            for future in futures:
                future.cancel()
    return found
