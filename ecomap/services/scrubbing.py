"""Taking what identifies one organisation's contact person out of anything that JSON has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecomap.domain.contacts import phones

_ANYWHERE, _NEAR, _INSIDE = 0, 1, 2
_SHORTEST = 3
"""Characters from which on a name is looked for inside a longer text; two syllables are part of many words."""
_LONGEST_PHONE = 60


@dataclass(frozen=True, slots=True)
class Traces:
    """What one organisation's contact data is known by.

    Parameters
    ----------
    actor : str
        Id of the organisation.
    names : frozenset of str
        Its names.
    fields : frozenset of str
        Names of the properties that hold contact data.
    people : frozenset of str
        Names of people; they may be others' names too, so they count only beside the organisation.
    addresses : frozenset of str
        Electronic mail addresses and telephone numbers as written; nobody else has them.
    """

    actor: str
    names: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    numbers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        told: Iterable[frozenset[str]] = (phones(text) for text in self.addresses if "@" not in text)
        object.__setattr__(self, "numbers", frozenset().union(*told))


def scrubbed(data: Any, traces: Traces, *, about: bool = False) -> Any:
    """Return data without an organisation's contact data.

    Addresses and numbers go wherever they stand. Fields go from every object that names the organisation by its id,
    or has one of its addresses, and from all below it; names of people also go from those that only bear its name.

    Parameters
    ----------
    data
        Anything that JSON has.
    traces : Traces
    about : bool
        Whether all of it is about the organisation.

    Notes
    -----
    Cost: one pass over the data.
    """
    return _scrubbed(data, traces, _INSIDE if about else _ANYWHERE)


def _scrubbed(data: Any, traces: Traces, level: int) -> Any:
    if isinstance(data, Mapping):
        level = max(level, _level(data.values(), traces), _level_of_form(data.values(), traces))
        return {
            name: _scrubbed(value, traces, _INSIDE if name == traces.actor else level)
            for name, value in data.items()
            if level < _INSIDE or name not in traces.fields
        }
    if isinstance(data, list | tuple):
        level = max(level, _level(data, traces))
        return [_scrubbed(value, traces, level) for value in data]
    return _without(data, traces, level) if isinstance(data, str) else data


def _level(values: Iterable[Any], traces: Traces) -> int:
    """Return how near an object with some values is to the organisation."""
    texts = {value for value in values if isinstance(value, str)}
    if traces.actor in texts or texts & traces.addresses or any(_is_number(text, traces) for text in texts):
        return _INSIDE
    return _NEAR if texts & traces.names else _ANYWHERE


def _level_of_form(values: Iterable[Any], traces: Traces) -> int:
    """Return how near a form is to the organisation, as it is kept: a list of texts for every box."""
    boxes = list(values)
    if not all(isinstance(box, list | tuple) for box in boxes):
        return _ANYWHERE
    texts = {text for box in boxes for text in box if isinstance(text, str)}
    return _NEAR if texts & {*traces.names, traces.actor} else _ANYWHERE


def _without(text: str, traces: Traces, level: int) -> str:
    if _is_number(text, traces):
        return ""
    for address in traces.addresses:
        text = re.sub(re.escape(address), "", text, flags=re.IGNORECASE)
    if level >= _NEAR:
        for person in traces.people:
            if text.strip() == person:
                return ""
            if len(person) >= _SHORTEST:
                text = text.replace(person, "")
    return text


def _is_number(text: str, traces: Traces) -> bool:
    """Whether a text is one of the telephone numbers, however it is written."""
    if len(text) > _LONGEST_PHONE or not any(char.isdigit() for char in text):
        return False
    return bool(traces.numbers & phones(text))
