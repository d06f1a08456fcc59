"""Taking a whole register, history and all, from one store to another, and proving that nothing got lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import blake2b
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change, Edge, Node
from ecomap.errors import Conflict
from ecomap.services.access import Principal
from ecomap.stores.contract import ApiKey, Contents, Past, Store
from ecomap.stores.record_text import record_values
from graph_schema import Text

Progress = Callable[[str, int, int | None], None]
STREAMS = tuple(part.name for part in fields(Contents))
_SHOWN_EVERY = 1000


@dataclass
class Tally:
    """How many items of each stream of a register were seen, and a hash of them all that no order changes.

    Two registers hold the same if their tallies are equal. Values count as equal when Python says so, so ``1`` and
    ``1.0`` are one.
    """

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STREAMS, 0))
    total: int = 0

    def watch(self, contents: Contents, seen: Callable[[int], None] = lambda _: None) -> Contents:
        """Return contents whose items are counted as they are read; ``seen`` is told now and then how many were."""
        return Contents(**{name: self._counted(name, getattr(contents, name), seen) for name in STREAMS})

    def read(self, contents: Contents) -> Tally:
        """Count all and return this tally."""
        watched = self.watch(contents)
        for name in STREAMS:
            for _ in getattr(watched, name):
                pass
        return self

    @property
    def digest(self) -> str:
        """The hash as text."""
        return f"{self.total:032x}"

    def _counted(self, name: str, items: Iterable[Any], seen: Callable[[int], None]) -> Any:
        def stream() -> Iterator[Any]:
            for item in items:
                text = json.dumps([name, plain(item)], sort_keys=True)
                self.total = (self.total + int.from_bytes(blake2b(text.encode(), digest_size=16).digest())) % 2**128
                self.counts[name] += 1
                if self.counts[name] % _SHOWN_EVERY == 0:
                    seen(sum(self.counts.values()))
                yield item

        return stream()


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied, backed up or restored; equal on both sides.

    Parameters
    ----------
    revision : int
    counts : dict
        Number of keys, papers, changes, nodes, edges and former states.
    content_hash : str
        Hash of the graph as a snapshot has it.
    digest : str
        Hash of everything, history, keys and papers included.
    """

    revision: int
    counts: dict[str, int]
    content_hash: str
    digest: str


def copy_register(who: Principal, source: Store, target: Store, *, progress: Progress | None = None) -> CopyReport:
    """Copy all that a register holds into an empty one, and compare both afterwards.

    Parameters
    ----------
    who : Principal
        Needs the scope ``write``.
    source, target : Store
        ``target`` is migrated first. It keeps its own permanent id.
    progress : callable, optional
        Called with the step's name, records done, and records in all.

    Returns
    -------
    CopyReport

    Raises
    ------
    Conflict
        If the target is not empty, or the two differ afterwards because another program wrote to one of them.

    Notes
    -----
    One transaction in the target: after a failure it is as empty as before. Cost: one pass over the source, two over
    the target.
    """
    who.require("write")
    target.migrate()
    ours = Tally()
    seen = shown("copy", source, progress)
    with source.contents() as contents:
        target.load(ours.watch(contents, seen))
    report = verified(target, ours)
    if (hashed := source.snapshot().content_hash) != report.content_hash:
        raise _differs(hashed, report.content_hash)
    return report


def verified(store: Store, expected: Tally) -> CopyReport:
    """Return what a store holds; raises `Conflict` if it is not what was expected."""
    with store.contents() as contents:
        found = Tally().read(contents)
    if found != expected:
        raise _differs(expected.digest, found.digest)
    snapshot = store.snapshot()
    return CopyReport(snapshot.revision, found.counts, snapshot.content_hash, found.digest)


def shown(step: str, store: Store, progress: Progress | None) -> Callable[[int], None]:
    """Return a function that shows how many of a store's records are done."""
    if progress is None:
        return lambda _: None
    total = sum(store.counts().values())
    return lambda done: progress(step, min(done, total), total)


def plain(value: Any) -> Any:
    """Return what JSON can say of an item of a register; equal items say the same."""
    if isinstance(value, Node | Edge):
        return [value.id, *plain(record_values(value))]
    if isinstance(value, Past | Change | ApiKey | Paper):
        return [plain(getattr(value, part.name)) for part in fields(value)]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return _plain_scalar(value)


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _differs(ours: str, theirs: str) -> Conflict:
    return Conflict(
        Text(f"옮긴 뒤 내용이 다릅니다: {ours} ≠ {theirs}", f"The contents differ afterwards: {ours} ≠ {theirs}"),
        Text(
            "옮기는 동안 다른 프로그램이 썼을 수 있습니다. 새 저장소에 다시 옮기십시오.",
            "Another program may have written meanwhile. Do it again with a new store.",
        ),
    )
