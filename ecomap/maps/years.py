"""Years of actors and ties, counted from the first one, as a map's slider of years needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ecomap.snapshot import Snapshot
from ecomap.snapshot.columns import Int

_EPOCH = 719163  # day number of 1 January 1970
_MOST = 255
_AHEAD = 10

Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Years:
    """From which year to which a map's slider goes; both 0 where no date is known."""

    first: int
    last: int

    def codes(self, days: NDArray[np.integer[Any]]) -> Codes:
        """Return year - first + 1 of some day numbers, 0 where unknown or open.

        Years before the first count as the first, later ones than the last as the last.
        """
        if not self.last:
            return np.zeros(len(days), dtype=np.uint8)
        years = np.clip(year_of(days), self.first, self.last) - self.first + 1
        return np.where(days > 0, years, 0).astype(np.uint8)


def years_of(snapshot: Snapshot) -> Years:
    """Return the years that the actors and ties of a snapshot span.

    Ends more than ten years after the last start are left out, as some write 9999 for an open end, and of more than
    255 years the latest are kept.
    """
    ties = snapshot.ties
    starts = _known(snapshot.node_since[ties.nodes], snapshot.since[ties.edges])
    ends = _known(snapshot.node_until[ties.nodes], snapshot.until[ties.edges])
    if not len(starts) + len(ends):
        return Years(0, 0)
    if len(starts):
        ends = ends[ends <= starts[-1] + _AHEAD]
    every = np.concatenate([starts, ends])
    return Years(max(int(every.min()), int(every.max()) - _MOST + 1), int(every.max()))


def year_of(days: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Return the year of day numbers, meaningless for 0."""
    return (days.astype(np.int64) - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _known(actors: Int, ties: Int) -> NDArray[np.int64]:
    days = np.unique(np.concatenate([actors, ties]))
    return np.unique(year_of(days[days > 0]))
