"""The whole register searched for probable duplicates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ecomap.matching.blocks import Key, blocks, name_keys, number_keys
from ecomap.matching.entries import Profile
from ecomap.matching.grams import Grams, Ints, unique_pairs
from ecomap.matching.scoring import SAME, Match, compare

_LIKENESS = 0.45
_COMMON = 400
_LONGEST_BLOCK = 150
_STEP = 5_000
# No two names alone outweigh another district, see `ecomap.matching.reasons`.
_BEST_ACROSS_DISTRICTS = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are probably one: ``first`` is the id of the earlier in the order given, ``match`` the other."""

    first: str
    match: Match


@dataclass(frozen=True, slots=True)
class Scan:
    """What a search of the whole register found.

    Parameters
    ----------
    pairs : tuple of Pair
        Best first.
    compared : int
        How many pairs were compared in full.
    skipped : tuple of (str, int)
        What so many records share that its pairs were not compared for that reason alone: ``phone``,
        ``registration`` or ``name``, and the number of records.
    """

    pairs: tuple[Pair, ...]
    compared: int
    skipped: tuple[tuple[str, int], ...]


def scan(
    profiles: Sequence[Profile],
    *,
    threshold: float = SAME,
    since: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Scan:
    """Return all pairs of records that are probably the same, best first.

    Compared are the pairs that share a number, a telephone or a name, and those whose names share enough rare sounds
    (cosine of at least 0.45 over sequences of four sounds weighted by rarity). Pairs in different districts that share
    neither number nor telephone cannot reach a threshold above 0.4 and are left out under one.

    Parameters
    ----------
    profiles : sequence of Profile
        All records, see `ecomap.matching.index.Index.profiles`.
    threshold : float
        Lowest score.
    since : int
        Position of the first record whose pairs are wanted: those before it are not compared with each other.
    progress : callable, optional
        Called with the pairs compared and all pairs; may raise to stop.

    Returns
    -------
    Scan

    Cost: 50,000 records take some tens of seconds on one core; memory grows with the pairs compared.
    """
    a, b, skipped = _candidates(profiles, threshold, since)
    found = []
    for at, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        if progress and at % _STEP == 0:
            progress(at, len(a))
        match = compare(profiles[i], profiles[j])
        if match.score >= threshold:
            found.append(Pair(profiles[i].id, match))
    if progress:
        progress(len(a), len(a))
    found.sort(key=lambda pair: (-pair.match.score, pair.first, pair.match.id))
    return Scan(tuple(found), len(a), skipped)


def _candidates(
    profiles: Sequence[Profile], threshold: float, since: int
) -> tuple[Ints, Ints, tuple[tuple[str, int], ...]]:
    count = len(profiles)
    district = _numbered([profile.district for profile in profiles])
    numbers, skipped = _block_pairs(blocks(map(number_keys, profiles)), district)
    names, skipped_names = _block_pairs(blocks(map(name_keys, profiles)), district)
    alike = []
    for a, b in [names, *Grams(profiles).pairs(_LIKENESS, _COMMON, since)]:
        near = (district[a] == district[b]) | (district[a] == 0) | (district[b] == 0)
        if threshold <= _BEST_ACROSS_DISTRICTS:
            near[:] = True
        alike.append((a[near], b[near]))
    first, second = unique_pairs([numbers, *alike], count)
    wanted = second >= since
    return first[wanted], second[wanted], (*skipped, *skipped_names)


def _numbered(words: list[str]) -> Ints:
    """Return a number for each word, 0 for the empty one."""
    known = {"": 0}
    return np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)


def _block_pairs(found: dict[Key, list[int]], district: Ints) -> tuple[tuple[Ints, Ints], list[tuple[str, int]]]:
    """Return the pairs inside blocks; a long block falls apart by district first, and is skipped if still long."""
    a: list[Ints] = []
    b: list[Ints] = []
    skipped: list[tuple[str, int]] = []
    for (what, _), block in found.items():
        if len(block) < 2:
            continue
        whole = np.array(block, dtype=np.int64)
        parts = [whole] if len(block) <= _LONGEST_BLOCK else _by_district(whole, district)
        for part in parts:
            if len(part) > _LONGEST_BLOCK:
                skipped.append((what, len(part)))
                continue
            upper = np.triu_indices(len(part), 1)
            a.append(part[upper[0]])
            b.append(part[upper[1]])
    if not a:
        return (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)), skipped
    return (np.concatenate(a), np.concatenate(b)), skipped


def _by_district(block: Ints, district: Ints) -> list[Ints]:
    return [block[district[block] == one] for one in np.unique(district[block])]
