"""What distinguishes each community, and the name that follows from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.common import actor_name
from ecomap.analysis.communities import Labels
from ecomap.analysis.independence import standardised
from ecomap.snapshot import Grouping, Snapshot
from ecomap.snapshot.columns import Float
from graph_schema import Text

CLEAR = 3.0  # standard deviations: with 25 districts and as many fields, 2 would name many by chance
LEAST_SHARE = 0.25
LEAST_MEMBERS = 3
NAMED_BY = ("district", "field", "kind")


@dataclass(frozen=True, eq=False)
class Mark:
    """The group of a grouping that stands out most in each community.

    Parameters
    ----------
    groups : Grouping
    best : ndarray of int64, one entry a community
        Group, -1 where none stands out.
    share : ndarray of float64
        Share of the community's members that are in it.
    """

    groups: Grouping
    best: NDArray[np.int64]
    share: Float

    def label(self, community: int) -> Text | None:
        """Return the name of the group that stands out, or ``None``."""
        best = int(self.best[community])
        return self.groups.labels[best] if best >= 0 else None

    def part(self, community: int) -> float | None:
        """Return the share of the members that are in it, or ``None``."""
        return float(self.share[community]) if self.best[community] >= 0 else None


def mark(snapshot: Snapshot, community: Labels, groups: Grouping) -> Mark:
    """Find the group that is most over-represented in each community.

    With ``N`` actors in communities, ``K`` of them in the group, ``n`` in the community and ``k`` in both, the
    count is hypergeometric if the two have nothing to do with each other: mean ``nK / N``, variance
    ``n (K / N) (1 − K / N) (N − n) / (N − 1)``. Chosen is the largest ``(k − mean) / sd`` of at least 3 with at
    least 3 members and a quarter of the community.

    Notes
    -----
    Cost: one sparse product; actors in several groups count in each.
    """
    count = int(community.max(initial=-1)) + 1
    member = np.flatnonzero(community >= 0)
    inside = sparse.csr_array((np.ones(len(member)), (community[member], member)), shape=(count, len(community)))
    belongs = groups.membership[snapshot.ties.nodes]
    both = np.asarray((inside @ belongs).toarray())
    size = np.bincount(community[member], minlength=count)[:, None].astype(np.float64)
    of_group = both.sum(axis=0)[None, :]
    everyone = max(len(member), 2)
    mean = size * of_group / everyone
    variance = mean * (1 - of_group / everyone) * (everyone - size) / (everyone - 1)
    distance = standardised(both - mean, variance)
    stands_out = (distance >= CLEAR) & (both >= LEAST_MEMBERS) & (both >= LEAST_SHARE * size)
    score = np.where(stands_out, distance, -np.inf)
    if not len(groups) or not count:
        return Mark(groups, np.full(count, -1, dtype=np.int64), np.full(count, np.nan))
    best = np.asarray(score.argmax(axis=1), dtype=np.int64)
    rows = np.arange(count)
    best = np.where(np.isfinite(score[rows, best]), best, -1)
    return Mark(groups, best, both[rows, best] / size[:, 0])


def names(snapshot: Snapshot, marks: dict[str, Mark], hubs: NDArray[np.int64]) -> list[Text]:
    """Name every community by its district and field, else by its kind, else by its most tied actor.

    Names that would be alike get the most tied actor added.
    """
    found = [_name(marks, community) for community in range(len(hubs))]
    times = Counter(name.ko for name in found if name is not None)
    result = []
    for name, hub in zip(found, hubs.tolist(), strict=True):
        actor = actor_name(snapshot, hub)
        if name is None:
            result.append(Text(f"혼합({actor.ko} 중심)", f"Mixed (around {actor.en})"))
        elif times[name.ko] > 1:
            result.append(Text(f"{name.ko}({actor.ko} 중심)", f"{name.en} (around {actor.en})"))
        else:
            result.append(name)
    return result


def _name(marks: dict[str, Mark], community: int) -> Text | None:
    labels = [marks[by].label(community) for by in NAMED_BY]
    given = [label for label in labels[:2] if label is not None] or [label for label in labels if label is not None]
    if not given:
        return None
    return Text(" · ".join(label.ko for label in given), " · ".join(label.en for label in given))
