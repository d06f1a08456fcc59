"""Papers as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from ecomap.domain.papers import Paper
from ecomap.stores.contract import Page, PaperQuery
from ecomap.stores.paging import checked_limit, page, unseal
from ecomap.stores.paper_text import COLUMNS, cursor_after, next_rows, paper_row, to_paper
from ecomap.stores.sqlite_store.rows import listed

_PAPER = f"SELECT {', '.join(COLUMNS)} FROM paper"
_PUT = "INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?, ?, ?, ?)"
_LISTED = "(SELECT value FROM json_each(:{}))"
_LAST = "\U0010ffff"


def get(connection: sqlite3.Connection, kind: str, ids: Collection[str]) -> dict[str, Paper]:
    """Return the papers of a kind that exist among ids, by id."""
    sql = f"{_PAPER} WHERE kind = :kind AND id IN {_LISTED.format('ids')}"
    return {row[1]: to_paper(row) for row in connection.execute(sql, {"kind": kind, "ids": listed(ids)})}


def find(connection: sqlite3.Connection, uid: str, query: PaperQuery) -> Page[Paper]:
    """Return one page of the papers that match."""
    limit = checked_limit(query.limit)
    made, after = unseal(uid, "papers", query.cursor, start=[_LAST, ""])
    clauses = ["kind = :kind", "(made < :made OR (made = :made AND id > :after))"]
    parameters = {"kind": query.kind, "made": made, "after": after, "limit": limit + 1}
    for column, texts in (("owner", query.owners), ("state", query.states)):
        if texts:
            clauses.append(f"{column} IN {_LISTED.format(column)}")
            parameters[column] = listed(texts)
    sql = f"{_PAPER} WHERE {' AND '.join(clauses)} ORDER BY made DESC, id LIMIT :limit"
    rows = connection.execute(sql, parameters).fetchall()
    return page(rows, limit, to_paper, lambda row: cursor_after(uid, row))


def put(connection: sqlite3.Connection, papers: Iterable[Paper]) -> None:
    """Create or replace papers; raises `Conflict` where the version is not the stored one."""
    wanted = list(papers)
    stored: dict[tuple[str, str], int] = {}
    for kind in {paper.kind for paper in wanted}:
        found = get(connection, kind, [paper.id for paper in wanted if paper.kind == kind])
        stored |= {(kind, paper.id): paper.version for paper in found.values()}
    connection.executemany(_PUT, next_rows(wanted, stored))


def remove(connection: sqlite3.Connection, kind: str, ids: Collection[str]) -> int:
    """Remove papers and return how many went."""
    sql = "DELETE FROM paper WHERE kind = ? AND id IN (SELECT value FROM json_each(?))"
    return connection.execute(sql, (kind, listed(ids))).rowcount


def kinds(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the kinds of which there is a paper, in order."""
    return tuple(kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM paper ORDER BY kind"))


def everything(connection: sqlite3.Connection) -> tuple[Paper, ...]:
    """Return all papers."""
    return tuple(to_paper(row) for row in connection.execute(f"{_PAPER} ORDER BY kind, id"))


def load(connection: sqlite3.Connection, papers: Iterable[Paper]) -> None:
    """Take papers over as they are, versions included."""
    connection.executemany(_PUT, map(paper_row, papers))
