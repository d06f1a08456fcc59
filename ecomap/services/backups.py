"""A whole register in one file: gzipped JSON lines, one item a line, and at the end what has to be in it."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from ecomap.domain.records import Change
from ecomap.errors import UnreadableFile, saving
from ecomap.services.access import Principal
from ecomap.services.copying import STREAMS, CopyReport, Progress, Tally, shown, verified
from ecomap.stores.contract import ApiKey, Contents, Past, Store
from ecomap.stores.paper_text import paper_row, to_paper
from ecomap.stores.record_text import family, from_record_json, record_values
from graph_schema import Text

_HEAD = {"ecomap": "backup", "version": 1}


def write_backup(who: Principal, store: Store, path: Path, *, progress: Progress | None = None) -> CopyReport:
    """Write all that a store holds at one revision into a file.

    The file has its name only once it is whole, may be read by its owner alone, and holds the hashes of API keys.

    Parameters
    ----------
    who : Principal
        Needs the scope ``write``.
    store : Store
    path : Path
        Replaced if it exists.
    progress : callable, optional
        Called with the step's name, records done, and records in all.

    Returns
    -------
    CopyReport

    Raises
    ------
    UnwritableFile
        If the file cannot be written.
    """
    who.require("write")
    tally = Tally()
    seen = shown("backup", store, progress)
    with saving(path), _new_file(path) as file:
        _line(file, _HEAD)
        with store.contents() as contents:
            watched = tally.watch(contents, seen)
            for name in STREAMS:
                for item in getattr(watched, name):
                    _line(file, [name, *_WRITERS[name](item)])
        _line(file, ["end", tally.counts, tally.digest])
    snapshot = store.snapshot()
    return CopyReport(snapshot.revision, tally.counts, snapshot.content_hash, tally.digest)


def restore_backup(who: Principal, path: Path, store: Store, *, progress: Progress | None = None) -> CopyReport:
    """Fill an empty store from a file, in one transaction, and compare it with what the file says it holds.

    Parameters
    ----------
    who : Principal
        Needs the scope ``write``.
    path : Path
    store : Store
        Migrated first.
    progress : callable, optional
        Called with the step's name and records done.

    Returns
    -------
    CopyReport

    Raises
    ------
    UnreadableFile
        If the file is no backup or not whole; nothing is written then.
    Conflict
        If the store is not empty.
    """
    who.require("write")
    store.migrate()
    tally = Tally()
    with _lines(path) as lines:
        contents = _contents(lines, path, tally)
        store.load(tally.watch(contents, lambda done: progress("restore", done, None) if progress else None))
    return verified(store, tally)


def _contents(lines: Iterator[list[Any]], path: Path, tally: Tally) -> Contents:
    ahead: list[Any] | None = next(lines, None)

    def stream(name: str) -> Iterator[Any]:
        nonlocal ahead
        while ahead and ahead[0] == name:
            yield _READERS[name](*ahead[1:])
            ahead = next(lines, None)
        if name == STREAMS[-1] and ahead != ["end", tally.counts, tally.digest]:
            raise _damaged(path, "end")

    streams: dict[str, Any] = {name: stream(name) for name in STREAMS}
    return Contents(**streams)


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[list[Any]]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            if json.loads(file.readline() or "null") != _HEAD:
                raise _damaged(path, "head")
            yield (json.loads(line) for line in file)
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, zlib.error) as error:
        raise _damaged(path, type(error).__name__) from error


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    with saving(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    work = Path(name)
    try:
        with saving(path), os.fdopen(handle, "wb") as raw:
            with gzip.open(raw, "wt", encoding="utf-8", compresslevel=6) as file:
                yield file
            raw.flush()
            os.fsync(raw.fileno())
        with saving(path):
            work.replace(path)
    finally:
        work.unlink(missing_ok=True)


def _line(file: TextIO, value: Any) -> None:
    file.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def _damaged(path: Path, where: str) -> UnreadableFile:
    return UnreadableFile(
        Text(f"{path.name}은(는) 온전한 백업이 아닙니다 ({where}).", f"{path.name} is no whole backup ({where})."),
        Text("'ecomap backup'이 만든 다른 파일을 쓰십시오.", "Use another file that 'ecomap backup' made."),
        value=path.name,
    )


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _key(key: ApiKey) -> list[Any]:
    times = map(_moment, (key.created, key.expires, key.revoked))
    bounds = (sorted(key.places), sorted(key.fields))
    return [key.id, key.name, key.secret_hash, sorted(key.scopes), *times, *bounds]


def _to_key(key_id: str, name: str, secret: str, scopes: list[str], *more: Any) -> ApiKey:
    created, expires, revoked = map(_time, more[:3])
    places, fields = map(frozenset, more[3:])
    return ApiKey(key_id, name, secret, frozenset(scopes), created, expires, revoked, places, fields)


def _change(item: tuple[int, datetime, Change]) -> list[Any]:
    revision, at, change = item
    return [revision, at.isoformat(), change.who, change.reason, change.via, change.id]


def _to_change(revision: int, at: str, *change: str) -> tuple[int, datetime, Change]:
    return revision, datetime.fromisoformat(at), Change(*change)


def _record(item: tuple[Any, int]) -> list[Any]:
    record, since = item
    return [since, record.id, record_values(record)]


def _to_node(since: int, subject: str, values: list[Any]) -> tuple[Any, int]:
    return from_record_json(subject, "node", json.dumps(values)), since


def _to_edge(since: int, subject: str, values: list[Any]) -> tuple[Any, int]:
    return from_record_json(subject, "edge", json.dumps(values)), since


def _past(past: Past) -> list[Any]:
    return [family(past.record), past.since, past.until, past.record.id, record_values(past.record)]


def _to_past(kind: str, since: int, until: int, subject: str, values: list[Any]) -> Past:
    return Past(from_record_json(subject, kind, json.dumps(values)), since, until)


_WRITERS: dict[str, Callable[[Any], list[Any]]] = {
    "keys": _key,
    "papers": paper_row,
    "changes": _change,
    "nodes": _record,
    "edges": _record,
    "past": _past,
}
_READERS: dict[str, Callable[..., Any]] = {
    "keys": _to_key,
    "papers": lambda *row: to_paper(row),
    "changes": _to_change,
    "nodes": _to_node,
    "edges": _to_edge,
    "past": _to_past,
}
