"""What every service works with: the store, the settings, and the caches keyed by the store's state."""

from __future__ import annotations

import logging
import shutil
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, RLock
from typing import Generic, TypeVar

from ecomap.services.asof import revision_on, snapshot_at
from ecomap.services.attempts import Attempts
from ecomap.services.job_queue import JobQueue
from ecomap.services.live_index import LiveIndex
from ecomap.services.survey_reports import read_reports, survey_versions
from ecomap.settings import Settings
from ecomap.snapshot import Filter, Snapshot, filtered
from ecomap.snapshot import files as snapshot_files
from ecomap.snapshot.reports import surveyed
from ecomap.stores.contract import Store, StoreInfo
from graph_schema import Ontology, load_ontology

Value = TypeVar("Value")

_log = logging.getLogger("ecomap.services")


class Recent(Generic[Value]):
    """The most recently used values of a pure function, computed once for each key, safe between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._pending: dict[Hashable, Lock] = {}
        self._guard = Lock()

    def __contains__(self, key: Hashable) -> bool:
        with self._guard:
            return key in self._values

    def get(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, computing it if it is not at hand."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            lock = self._pending.setdefault(key, Lock())
        with lock:
            with self._guard:
                if key in self._values:
                    return self._values[key]
            try:
                value = compute()
            finally:
                with self._guard:
                    self._pending.pop(key, None)
            with self._guard:
                self._values[key] = value
                while len(self._values) > self._size:
                    self._values.popitem(last=False)
            return value


@dataclass
class Workspace:
    """A store opened for work.

    Parameters
    ----------
    store : Store
    settings : Settings
    ontology : Ontology, optional
        The packaged one by default.
    """

    store: Store
    settings: Settings
    ontology: Ontology = field(default_factory=load_ontology)
    _snapshots: Recent[Snapshot] = field(default_factory=lambda: Recent(8), repr=False)
    attempts: Attempts = field(default_factory=Attempts, repr=False)
    results: Recent[object] = field(default_factory=lambda: Recent(256), repr=False)
    _reading: RLock = field(default_factory=RLock, repr=False)
    jobs: JobQueue = field(init=False, repr=False)
    actors: LiveIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.jobs = JobQueue(self.settings.jobs_at_once, self.settings.job_seconds)
        self.actors = LiveIndex(self.store, self.ontology.actor_kinds)

    def snapshot(self, wanted: Filter | None = None) -> Snapshot:
        """Return the graph in the store's present state, for a filter.

        Read from the store once a state; kept in memory and, memory-mapped, in ``data_dir/snapshots``. Where partners
        were asked in surveys, it knows what they reported, and a tie that both ends reported is one.
        """
        info = self.store.describe()
        wanted = wanted or Filter()
        stored = (
            self._stored(info) if not wanted.known_on else self.snapshot_at(revision_on(self.store, wanted.known_on))
        )
        asked, rule = survey_versions(self.store), wanted.reports or "either"
        state = (info.uid, info.state, asked)
        if asked:
            stored = self._snapshots.get(
                (*state, rule, stored.content_hash), lambda: surveyed(stored, read_reports(self.store), rule)
            )
        if not replace(wanted, reports="").key():
            return stored
        return self._snapshots.get((*state, wanted.key()), lambda: filtered(stored, wanted))

    def snapshot_at(self, revision: int) -> Snapshot:
        """Return the graph as it was after one revision, with every report of a survey on its own; kept in memory."""
        info = self.store.describe()
        if revision >= info.revision:
            return self._stored(info)
        return self._snapshots.get((info.uid, "after", revision), lambda: snapshot_at(self.store, revision))

    def _stored(self, info: StoreInfo) -> Snapshot:
        return self._snapshots.get((info.uid, info.state, ""), lambda: self._whole(info))

    def _whole(self, info: StoreInfo) -> Snapshot:
        root = self.settings.data_dir / "snapshots"
        name = f"{info.uid}-{self.ontology.version}"
        try:
            return snapshot_files.load(root / f"{name}-{info.state}")
        except OSError:
            snapshot = self.store.snapshot()
        if snapshot.n_edges:  # an empty register costs nothing to read again
            try:
                snapshot_files.save(snapshot, root / f"{name}-{info.state}")
            except OSError as error:  # the file only spares the next process the reading
                _log.warning("the snapshot is kept in memory only: %s", error)
            _drop_older(root, name)
        return snapshot


def _drop_older(root: Path, name: str) -> None:
    # Another process may still be opening the one before the newest, or dropping the same ones.
    with suppress(FileNotFoundError):
        found = sorted(root.glob(f"{name}-*"), key=lambda folder: folder.stat().st_mtime, reverse=True)
        for folder in found[2:]:
            shutil.rmtree(folder, ignore_errors=True)
