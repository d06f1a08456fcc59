"""What a transaction read last.

Who writes many records first reads those of the same ids; asking the server twice for them would cost as much as
writing them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Recent(Generic[Found]):
    """The records that were found among the ids that were asked for; good until the next write."""

    asked: frozenset[str] = frozenset()
    found: dict[str, Found] = field(default_factory=dict)

    def covers(self, ids: Collection[str]) -> bool:
        """Whether all of some ids were among those asked for."""
        return len(ids) <= len(self.asked) and self.asked.issuperset(ids)

    def among(self, ids: Collection[str]) -> dict[str, Found]:
        """Return those found among ids that it covers."""
        return {i: self.found[i] for i in ids if i in self.found}
