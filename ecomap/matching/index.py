"""All actors, prepared once, to ask while a name is being typed whether it is already registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ecomap.matching.blocks import Key, address_keys, blocks, name_keys, number_keys
from ecomap.matching.entries import Entry, Profile, prepare
from ecomap.matching.grams import Grams
from ecomap.matching.scoring import SHOW, Match, compare

_NEAREST = 60
# A telephone or a name that more actors share than this tells nothing of any one of them.
_LONGEST_BLOCK = 200


class Index:
    """The profiles of all actors with look-ups by number, telephone, address, name and sound.

    Parameters
    ----------
    entries : iterable of Entry
        Every actor once.

    Notes
    -----
    Never changes, so any number of threads may read one. Building costs about 0.2 ms an actor and asking a few
    milliseconds whatever the number of actors. After a write use `updated` rather than building anew.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all = _Layer([prepare(entry) for entry in entries])
        self._recent = _Layer([])
        self._gone: frozenset[str] = frozenset()

    def profiles(self) -> list[Profile]:
        """Return the profiles of all actors, in the order of the entries, changed ones last."""
        return [profile for profile in self._all.profiles if profile.id not in self._gone] + self._recent.profiles

    def updated(self, changed: Iterable[Entry], removed: Iterable[str] = ()) -> Index:
        """Return an index with actors added or replaced and others gone; this one stays as it was.

        Costs in proportion to all changes since the index was built: build anew after some thousands.

        Parameters
        ----------
        changed : iterable of Entry
        removed : iterable of str
            Ids; unknown ones are passed over.
        """
        fresh = [prepare(entry) for entry in changed]
        gone = {profile.id for profile in fresh} | set(removed)
        new = Index(())
        new._all, new._gone = self._all, self._gone | gone
        new._recent = _Layer([*(profile for profile in self._recent.profiles if profile.id not in gone), *fresh])
        return new

    def check(self, entry: Entry, *, threshold: float = SHOW, limit: int = 10) -> list[Match]:
        """Return the actors that may be the same as a record, or related to it, best first.

        Parameters
        ----------
        entry : Entry
            As far as it is typed; the actor that has its id is left out.
        threshold : float
            Lowest score, 0 to 1; see `ecomap.matching.scoring.SHOW` and ``SAME`` beside it.
        limit : int

        Returns
        -------
        list of Match
            Empty if nothing comparable was typed.
        """
        asked = prepare(entry)
        hidden = self._gone | {entry.id}
        candidates = chain(
            (found for found in self._all.candidates(asked) if found.id not in hidden),
            (found for found in self._recent.candidates(asked) if found.id != entry.id or not entry.id),
        )
        matches = (compare(asked, found) for found in candidates)
        good = [match for match in matches if match.score >= threshold]
        return sorted(good, key=lambda match: (-match.score, match.id))[:limit]


class _Layer:
    def __init__(self, profiles: list[Profile]) -> None:
        self.profiles = profiles
        self._blocks = blocks(map(_keys, profiles))
        self._grams = Grams(profiles)

    def candidates(self, asked: Profile) -> Iterator[Profile]:
        at: set[int] = set()
        for key in _keys(asked):
            block = self._blocks.get(key, ())
            if len(block) <= _LONGEST_BLOCK:
                at.update(block)
        for name in asked.names:
            at.update(self._grams.nearest(name, _NEAREST).tolist())
        return (self.profiles[position] for position in sorted(at))


def _keys(profile: Profile) -> Iterator[Key]:
    return chain(number_keys(profile), name_keys(profile), address_keys(profile))
