"""Keys under which profiles with something equal stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ecomap.matching.entries import Profile

Key = tuple[str, str]


def number_keys(profile: Profile) -> Iterator[Key]:
    """Yield the keys by registration number and telephone, which hold wherever the two are."""
    if profile.registration:
        yield "registration", profile.registration.number
    for phone in profile.phones:
        yield "phone", phone


def name_keys(profile: Profile) -> Iterator[Key]:
    """Yield the keys by name: the words in alphabetical order, with the places if the name is a general one."""
    for name in profile.names:
        if not name.general:
            yield "name", name.unordered
        for place in name.places or ((profile.district,) if name.general else ()):
            yield "name", f"{name.unordered}@{place}"


def address_keys(profile: Profile) -> Iterator[Key]:
    """Yield the key by address, if it has one."""
    if profile.address.street:
        yield "address", f"{profile.address.street} {profile.address.room}"


def blocks(keyed: Iterable[Iterable[Key]]) -> dict[Key, list[int]]:
    """Return the positions of the profiles under each key, each once, in order."""
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for at, keys in enumerate(keyed):
        for key in set(keys):
            found[key].append(at)
    return dict(found)
