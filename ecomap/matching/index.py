"""All actors, prepared once, to ask while a name is being typed whether it is already registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from copy import copy
from functools import cached_property
from itertools import chain
from threading import Lock

from ecomap.matching.blocks import Key, address_keys, blocks, name_keys, number_keys
from ecomap.matching.entries import Entry, Profile, prepare
from ecomap.matching.grams import Grams
from ecomap.matching.scoring import SHOW, Match, compare

_NEAREST = 60
_GROWTH = 4
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
        self._layers: tuple[_Layer, ...] = (_Layer([prepare(entry) for entry in entries]),)

    def __len__(self) -> int:
        return sum(len(layer) for layer in self._layers)

    def profiles(self) -> list[Profile]:
        """Return the profiles of all actors, in the order of the entries, changed ones last."""
        return [profile for layer in self._layers for profile in layer.present()]

    def updated(self, changed: Iterable[Entry], removed: Iterable[str] = ()) -> Index:
        """Return an index with actors added or replaced and others gone; this one stays as it was.

        Costs on average in proportion to the actors changed and the logarithm of all: changes are kept in layers,
        each at least `_GROWTH` times as large as the next, and a layer that has grown too large for that is
        joined to the one before.

        Parameters
        ----------
        changed : iterable of Entry
        removed : iterable of str
            Ids; unknown ones are passed over.
        """
        fresh = [prepare(entry) for entry in changed]
        gone = {profile.id for profile in fresh} | set(removed)
        layers = [layer.without(gone) for layer in self._layers]
        if fresh:
            layers.append(_Layer(fresh))
        while len(layers) > 1 and len(layers[-1]) * _GROWTH >= len(layers[-2]):
            last, before = layers.pop(), layers.pop()
            layers.append(_Layer([*before.present(), *last.present()]))
        new = Index(())
        new._layers = tuple(layers)
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
        candidates = (found for layer in self._layers for found in layer.candidates(asked) if found.id != entry.id)
        matches = (compare(asked, found) for found in candidates)
        good = [match for match in matches if match.score >= threshold]
        return sorted(good, key=lambda match: (-match.score, match.id))[:limit]


class _Layer:
    """Some profiles with their look-ups; those of ids that are gone are passed over."""

    def __init__(self, profiles: list[Profile]) -> None:
        self._profiles = profiles
        self._ids = frozenset(profile.id for profile in profiles)
        self._gone: frozenset[str] = frozenset()
        self._look_ups = _LookUps(profiles)

    def __len__(self) -> int:
        return len(self._profiles) - len(self._gone)

    def without(self, ids: Set[str]) -> _Layer:
        """Return the layer with some more ids gone, sharing all else with this one."""
        gone = ids & self._ids
        if gone <= self._gone:
            return self
        new = copy(self)
        new._gone = self._gone | gone
        return new

    def present(self) -> Iterator[Profile]:
        return (profile for profile in self._profiles if profile.id not in self._gone)

    def candidates(self, asked: Profile) -> Iterator[Profile]:
        found = (self._profiles[position] for position in sorted(self._look_ups.near(asked)))
        return (profile for profile in found if profile.id not in self._gone)


class _LookUps:
    """Which of some profiles may be like another; made when first asked, because a scan of all never asks."""

    def __init__(self, profiles: list[Profile]) -> None:
        self._profiles = profiles
        self._making = Lock()

    def near(self, asked: Profile) -> set[int]:
        """Return the positions of the profiles worth comparing with one."""
        with self._making:
            known, grams = self._made
        at: set[int] = set()
        for key in _keys(asked):
            block = known.get(key, ())
            if len(block) <= _LONGEST_BLOCK:
                at.update(block)
        for name in asked.names:
            at.update(grams.nearest(name, _NEAREST).tolist())
        return at

    @cached_property
    def _made(self) -> tuple[dict[Key, list[int]], Grams]:
        return blocks(map(_keys, self._profiles)), Grams(self._profiles)


def _keys(profile: Profile) -> Iterator[Key]:
    return chain(number_keys(profile), name_keys(profile), address_keys(profile))
