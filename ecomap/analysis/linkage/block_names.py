"""What distinguishes the members of a block: their kinds, fields, districts and ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.analysis.linkage.blocks import Partition
from ecomap.snapshot import Snapshot, grouping
from graph_schema import Text

_WAYS = (Text("보냄", "sent"), Text("받음", "received"), Text("서로", "mutual"))


@dataclass(frozen=True, slots=True)
class Trait:
    """A property that members of a block have more often than others.

    Parameters
    ----------
    label : Text
    share, overall : float
        Share of members, and of all actors in blocks, that have it.
    z : float
        (share − overall) ÷ its standard deviation if members were drawn at random with replacement.
    """

    label: Text
    share: float
    overall: float
    z: float


@dataclass(frozen=True, slots=True)
class Portrait:
    """The kind, field, district and sort of tie that most distinguish a block; ``None`` where nothing does."""

    kind: Trait | None
    field: Trait | None
    district: Trait | None
    tie: Trait | None

    @property
    def name(self) -> Text:
        """What distinguishes it clearly, the strongest first; at most two traits."""
        clear = [trait for trait in (self.kind, self.tie, self.field, self.district) if trait and trait.z >= 3]
        clear.sort(key=lambda trait: -trait.z)
        if not clear:
            return Text("뚜렷한 특징 없음", "no clear mark")
        return Text(" · ".join(t.label.ko for t in clear[:2]), " · ".join(t.label.en for t in clear[:2]))


def portraits(snapshot: Snapshot, found: Partition) -> list[Portrait]:
    """Describe every block.

    Notes
    -----
    Cost: one product of sparse matrices a grouping.
    """
    ties = snapshot.ties
    tied = found.block >= 0
    block = sparse.csr_array(
        (np.ones(int(tied.sum())), (np.flatnonzero(tied), found.block[tied])), shape=(ties.n, found.count)
    )
    tables = []
    for by in ("kind", "field", "district"):
        groups = grouping(snapshot, by)
        tables.append((groups.membership[ties.nodes], groups.labels))
    tables.append(_tie_traits(snapshot))
    traits = [_strongest(block, has, labels) for has, labels in tables]
    return [Portrait(*(column[number] for column in traits)) for number in range(found.count)]


def _tie_traits(snapshot: Snapshot) -> tuple[sparse.csr_array[Any], tuple[Text, ...]]:
    """Return which actors have at least one tie of a type and direction."""
    ties = snapshot.ties
    out, into = np.where(ties.directed, 0, 2), np.where(ties.directed, 1, 2)
    types = snapshot.types
    rows = np.concatenate([ties.source, ties.target])
    columns = np.concatenate([ties.type * 3 + out, ties.type * 3 + into])
    has = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(ties.n, 3 * len(types)))
    has.data[:] = 1.0
    kinds = [snapshot.ontology.edges[name].label for name in types]
    labels = tuple(Text(f"{kind.ko} {way.ko}", f"{kind.en} {way.en}") for kind in kinds for way in _WAYS)
    return has, labels


def _strongest(
    block: sparse.csr_array[Any], has: sparse.csr_array[Any], labels: tuple[Text, ...]
) -> list[Trait | None]:
    size = np.asarray(block.sum(axis=0), dtype=np.float64).ravel()
    count = np.asarray((block.T @ has).todense(), dtype=np.float64)
    overall = count.sum(axis=0) / max(float(size.sum()), 1.0)
    return [_trait(count[number] / size[number], overall, size[number], labels) for number in range(len(size))]


def _trait(share: NDArray[Any], overall: NDArray[Any], size: float, labels: tuple[Text, ...]) -> Trait | None:
    spread = np.sqrt(overall * (1 - overall).clip(min=0) / size)
    z = np.divide(share - overall, spread, out=np.zeros(len(share)), where=spread > 1e-12)
    if not len(z) or z.max() <= 0:
        return None
    best = int(np.argmax(z))
    return Trait(labels[best], float(share[best]), float(overall[best]), float(z[best]))
