"""Remembering what many questions about one snapshot share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class LastFew(Generic[Value]):
    """The last few values of a pure function, safe between threads.

    An analysis stays a pure function with it: the key has to say all that the value depends on, so a snapshot stands
    in it with its content hash.

    Parameters
    ----------
    size : int
        Values that are kept.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._guard = Lock()

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, computed if it is not kept.

        Two threads that ask for a new key at once both compute it: neither can then wait for one that was cancelled.
        """
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = compute()
        with self._guard:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value
