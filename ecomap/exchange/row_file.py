"""The rows of an uploaded file with what was found about them, kept in a file so that any process can page through.

One SQLite file a preview: rows in the order of the file, each with its cells, its state, what it would change, and
what was decided about it. Nothing in it outlives the preview.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ecomap.exchange.tables import Row

_SCHEMA = """
CREATE TABLE row (
    key INTEGER PRIMARY KEY, tab INTEGER, number INTEGER, cells TEXT, original TEXT, usable INTEGER,
    sheet TEXT, state TEXT, name TEXT, subject TEXT, detail TEXT, digest TEXT,
    decision TEXT DEFAULT '', target TEXT DEFAULT ''
);
CREATE INDEX row_state ON row (state, key);
"""
_READ = (
    "SELECT key, tab, number, cells, original, sheet, state, name, subject, detail, digest, decision, target FROM row"
)
_PART = 2_000
STATES = ("new", "changed", "same", "duplicate", "outside", "refused")

# The rows that are looked at again, and those that are applied: never those that cannot be read at all.
ALL = "key > 0"
AGAIN = "usable = 1 AND decision <> 'skip' AND target NOT LIKE 'row:%'"
APPLIED = f"{AGAIN} AND state IN ('new', 'changed')"

_PAGE = (
    f"{_READ} WHERE key > :after AND (:states = '[]' OR state IN (SELECT value FROM json_each(:states)))"  # noqa: S608
    " AND (:text = '' OR instr(lower(name), :text) > 0) ORDER BY key LIMIT :limit"
)
_EXTRA = (
    "SELECT count(*) FILTER (WHERE state = 'duplicate' AND decision = ''),"  # noqa: S608
    f" count(*) FILTER (WHERE {APPLIED}), count(*) FILTER (WHERE decision = 'propose'),"
    " count(*) FILTER (WHERE decision = 'skip') FROM row"
)


@dataclass(frozen=True, slots=True)
class FiledRow:
    """One row of the file.

    Parameters
    ----------
    key : int
        Its place among all rows of all tables, from 1.
    table : int
        Which table it is of, from 0.
    number : int
        As a spreadsheet program shows it.
    cells, original : tuple of str
        As `ecomap.exchange.tables.Row`.
    sheet, state, name, subject : str
        What kind of record it tells, one of `STATES`, the record's name and id.
    detail : mapping
        Everything else that was found.
    digest : str
        Equal as long as the row does the same.
    decision, target : str
        What was decided: empty, ``skip``, ``same``, ``new`` or ``propose``; and the id that it is the same as or gets.
    """

    key: int
    table: int
    number: int
    cells: tuple[str, ...]
    original: tuple[str, ...]
    sheet: str
    state: str
    name: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    decision: str = ""
    target: str = ""


@dataclass(slots=True)
class Finding:
    """What was found about a row."""

    state: str
    sheet: str = ""
    name: str = ""
    subject: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    digest: str = ""


class RowFile:
    """An open file of rows; use `row_file`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, rows: Iterable[tuple[int, Row, Finding]]) -> None:
        """Add rows at the end, each with its table and what was found about it."""
        self._connection.executemany(
            "INSERT INTO row (tab, number, cells, original, usable, sheet, state, name, subject, detail, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (table, row.number, _text(row.cells), _text(row.original), _usable(row, found), *_found(found))
                for table, row, found in rows
            ),
        )
        self._connection.commit()

    def update(self, found: Iterable[tuple[int, Finding]]) -> None:
        """Replace what was found about rows, given by key; what they may be duplicates of stays."""
        self._connection.executemany(
            "UPDATE row SET sheet = ?, state = ?, name = ?, subject = ?, digest = ?,"
            " detail = json_patch(?, json_object('matches', json_extract(detail, '$.matches'))) WHERE key = ?",
            ((f.sheet, f.state, f.name, f.subject, f.digest, _text(f.detail), key) for key, f in found),
        )
        self._connection.commit()

    def match(self, matches: Iterable[tuple[int, Sequence[Mapping[str, Any]]]]) -> None:
        """Mark rows as possible duplicates of others."""
        self._connection.executemany(
            "UPDATE row SET state = 'duplicate', detail = json_set(detail, '$.matches', json(?)) WHERE key = ?",
            ((_text(list(found)), key) for key, found in matches),
        )
        self._connection.commit()

    def decide(self, decided: Iterable[tuple[str, str, int]]) -> None:
        """Note decisions: decision, target, key of the row."""
        self._connection.executemany("UPDATE row SET decision = ?, target = ? WHERE key = ?", decided)
        self._connection.commit()

    def ask_again(self) -> None:
        """Make rows duplicates again whose decision was taken back."""
        self._connection.execute(
            "UPDATE row SET state = 'duplicate' WHERE state = 'new' AND decision = '' AND"
            " json_array_length(detail, '$.matches') > 0"
        )
        self._connection.commit()

    def rows(self, where: str, *, table: int | None = None, keys: Collection[int] | None = None) -> Iterator[FiledRow]:
        """Yield rows in order; ``where`` is one of the constants of this module or a state."""
        clauses, parameters = [where if " " in where else "state = :where"], {"where": where}
        if table is not None:
            clauses.append("tab = :tab")
        if keys is not None:
            clauses.append("key IN (SELECT value FROM json_each(:keys))")
        given = {**parameters, "tab": table, "keys": json.dumps(sorted(keys)) if keys is not None else None}
        sql = f"{_READ} WHERE {' AND '.join(clauses)} AND key > :after ORDER BY key LIMIT {_PART}"
        after = 0
        while part := self._connection.execute(sql, {**given, "after": after}).fetchall():
            yield from map(_row, part)
            after = part[-1][0]

    def page(self, *, states: Collection[str], text: str, after: int, limit: int) -> list[FiledRow]:
        """Return some rows behind a key, of some states (all if none is given), whose name holds a text."""
        given = {"after": after, "states": json.dumps(list(states)), "text": text.casefold(), "limit": limit}
        return [_row(row) for row in self._connection.execute(_PAGE, given)]

    def counts(self) -> dict[str, int]:
        """Return the number of rows by state, and of duplicates without a decision as ``undecided``."""
        counts = dict.fromkeys(STATES, 0)
        counts |= dict(self._connection.execute("SELECT state, count(*) FROM row GROUP BY state"))
        found = self._connection.execute(_EXTRA).fetchone()
        return counts | dict(zip(("undecided", "applied", "proposed", "skipped"), found, strict=True))


@contextmanager
def row_file(path: Path, *, new: bool = False) -> Iterator[RowFile]:
    """Open the file of a preview's rows, made anew on request; any number of processes may."""
    if new:
        for name in ("", "-wal", "-shm"):
            path.with_name(path.name + name).unlink(missing_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    try:
        if new:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        connection.execute("PRAGMA synchronous = OFF")
        yield RowFile(connection)
    finally:
        connection.close()


def _usable(row: Row, found: Finding) -> bool:
    return row.problem is None and not (row.unusable and found.state == "refused")


def _found(found: Finding) -> tuple[str, ...]:
    return found.sheet, found.state, found.name, found.subject, _text(found.detail), found.digest


def _row(values: Sequence[Any]) -> FiledRow:
    key, table, number, cells, original, sheet, state, name, subject, detail, digest, decision, target = values
    given = tuple(json.loads(cells)), tuple(json.loads(original))
    told = json.loads(detail)
    return FiledRow(key, table, number, *given, sheet, state, name, subject, told, digest, decision, target)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
