"""What an indicator is: a quotient of two sums over nodes, so that one definition gives all districts as well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import Snapshot
from graph_schema import Text

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Moment:
    """The register as of one day.

    Parameters
    ----------
    day : date
    now : Snapshot
        What held on that day.
    whole : Snapshot
        Everything recorded, of any time.
    """

    day: date
    now: Snapshot
    whole: Snapshot


@dataclass(frozen=True, eq=False)
class Parts:
    """An indicator taken apart: Σ ``top`` / Σ ``base``.

    Parameters
    ----------
    nodes : ndarray of int64, length p
        Positions, in the snapshot of the day, of the nodes that the top belongs to.
    top : ndarray of float64, length p
    base_nodes : ndarray of int64, length q
    base : ndarray of float64, length q
    counts : bool
        Whether it is a share of nodes, each counted once or not, so that chance can be told from a difference.
    """

    nodes: Ints
    top: Floats
    base_nodes: Ints
    base: Floats
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure that answers a part of a task's question.

    Parameters
    ----------
    id : str
        Stable: ``a1-units``.
    label : Text
    meaning : Text
        What is divided by what, and what a high value means.
    unit : str
        ``share``, ``KRW``, ``units``, ``index``.
    better : str
        ``more``, ``less``, or empty where neither is better by itself.
    parts : callable
        ``parts(moment) -> Parts``, ``None`` where the records that it needs do not exist at all.
    whole : callable, optional
        ``whole(moment) -> float``, for figures that are no quotient of sums, such as an inequality; they have no
        value by district.
    """

    id: str
    label: Text
    meaning: Text
    unit: str
    better: str
    parts: Callable[[Moment], Parts | None]
    whole: Callable[[Moment], float | None] | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Records without which a task's question cannot be answered well.

    Parameters
    ----------
    label : Text
        What is counted.
    have : callable
        ``have(snapshot) -> (complete, all)``; ``all`` is 0 where nothing is recorded.
    advice : Text
        What to register to know more.
    """

    label: Text
    have: Callable[[Snapshot], tuple[int, int]]
    advice: Text


@dataclass(frozen=True, slots=True)
class Task:
    """What is computed for one task of the plan.

    Parameters
    ----------
    id : str
        Of the task in the plan: ``A1``.
    indicators : tuple of Indicator
        Two to four.
    needs : tuple of Need
    analyses : tuple of str
        Analyses that go deeper, as ``family/name``, with a query where it helps.
    """

    id: str
    indicators: tuple[Indicator, ...]
    needs: tuple[Need, ...]
    analyses: tuple[str, ...]
