"""Which names share rare sequences of sounds: a sparse matrix of names and the sounds in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ecomap.domain.organisation_names import OrganisationName
from ecomap.matching.entries import Profile

LENGTH = 4
_POSTINGS = 250_000
_CHUNK = 2_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def grams_of(name: OrganisationName) -> set[str]:
    """Return the sequences of four sounds in a name, word boundaries marked, without and with its places."""
    found: set[str] = set()
    for sounded in name.sounds:
        marked = f"^{sounded}$"
        found.update(marked[at : at + LENGTH] for at in range(max(1, len(marked) - LENGTH + 1)))
    return found


class Grams:
    """Names by their sequences of sounds, weighted by rarity (inverse document frequency) and normed to length one.

    Parameters
    ----------
    profiles : sequence of Profile
        Every name of a profile is a row.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._number: dict[str, int] = {}
        columns: list[int] = []
        starts, owners = [0], []
        for at, profile in enumerate(profiles):
            for name in profile.names:
                columns += [self._number.setdefault(gram, len(self._number)) for gram in grams_of(name)]
                starts.append(len(columns))
                owners.append(at)
        self.owners = np.array(owners, dtype=np.int64)
        shape = (len(owners), max(1, len(self._number)))
        ones = np.ones(len(columns))
        matrix = sparse.csr_matrix((ones, np.array(columns, dtype=np.int64), np.array(starts)), shape=shape)
        self._frequency: Ints = np.bincount(matrix.indices, minlength=shape[1]).astype(np.int64)
        self._rarity: Floats = np.log((1 + len(owners)) / (1 + self._frequency)) + 0.1
        weighted = matrix @ sparse.diags(self._rarity)
        length = np.sqrt(np.asarray(weighted.power(2).sum(axis=1)).ravel())
        self._rows = sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ weighted)
        self._columns = self._rows.tocsc()

    def nearest(self, name: OrganisationName, most: int) -> Ints:
        """Return the positions of the profiles whose names share most with a name, at most ``most``, in no order.

        The rarest sequences are looked up first, until a fixed number of entries has been read: this bounds the time.
        """
        known = [self._number[gram] for gram in grams_of(name) if gram in self._number]
        known.sort(key=self._frequency.__getitem__)
        rows: list[NDArray[np.int32]] = []
        values: list[Floats] = []
        read = 0
        for column in known:
            read += int(self._frequency[column])
            if read > _POSTINGS and rows:
                break
            part = slice(self._columns.indptr[column], self._columns.indptr[column + 1])
            rows.append(self._columns.indices[part])
            values.append(self._columns.data[part] * self._rarity[column])
        if not rows:
            return np.empty(0, dtype=np.int64)
        likeness = np.bincount(np.concatenate(rows), np.concatenate(values), minlength=len(self.owners))
        best = np.argpartition(-likeness, min(most, len(likeness) - 1))[:most]
        return np.unique(self.owners[best[likeness[best] > 0]])

    def pairs(self, likeness: float, common: int, since: int = 0) -> Iterator[tuple[Ints, Ints]]:
        """Yield pairs of positions, the smaller first, of profiles with names at least so alike, block by block.

        Parameters
        ----------
        likeness : float
            Cosine from which a pair counts, over the sequences that at most ``common`` names have.
        common : int
            Sequences in more names are left out: they tell little and cost most. Cost grows with names × ``common``.
        since : int
            Position from which on a profile is compared with those before it.
        """
        kept = self._columns[:, np.flatnonzero(self._frequency <= common)].tocsr()
        length = np.sqrt(np.asarray(kept.power(2).sum(axis=1)).ravel())
        kept = sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ kept)
        other = kept.T.tocsr()
        for start in range(int(np.searchsorted(self.owners, since)), kept.shape[0], _CHUNK):
            product = (kept[start : start + _CHUNK] @ other).tocoo()
            found = product.data >= likeness
            a, b = self.owners[product.col[found]], self.owners[product.row[found] + start]
            before = a < b
            yield a[before].astype(np.int64), b[before].astype(np.int64)


def unique_pairs(parts: Iterable[tuple[Ints, Ints]], count: int) -> tuple[Ints, Ints]:
    """Return pairs of positions below ``count`` with each pair once, in order."""
    packed = [np.unique(a * count + b) for a, b in parts]
    if not packed:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    whole = np.unique(np.concatenate(packed))
    return whole // count, whole % count
