"""Papers as nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ecomap.domain.papers import Paper
from ecomap.stores.contract import Page, PaperQuery
from ecomap.stores.neo4j_store.server import Runs, encodable, rows
from ecomap.stores.paging import checked_limit, page, unseal
from ecomap.stores.paper_text import COLUMNS, cursor_after, next_rows, paper_row, to_paper

_RETURN = f"RETURN {', '.join(f'p.{column}' for column in COLUMNS)}"
_GET = f"MATCH (p:EcomapPaper {{kind: $kind}}) WHERE p.id IN $ids {_RETURN}"
_PUT = """
UNWIND $papers AS new MERGE (p:EcomapPaper {kind: new[0], id: new[1]})
SET p.owner = new[2], p.state = new[3], p.made = new[4], p.version = new[5], p.data = new[6]
"""
_REMOVE = "MATCH (p:EcomapPaper {kind: $kind}) WHERE p.id IN $ids DELETE p RETURN count(*)"
_LAST = "\U0010ffff"


def get(transaction: Runs, kind: str, ids: Collection[str]) -> dict[str, Paper]:
    """Return the papers of a kind that exist among ids, by id."""
    if not encodable([kind]):
        return {}
    return {row[1]: to_paper(row) for row in rows(transaction, _GET, kind=kind, ids=encodable(ids))}


def find(transaction: Runs, uid: str, query: PaperQuery) -> Page[Paper]:
    """Return one page of the papers that match."""
    limit = checked_limit(query.limit)
    made, after = unseal(uid, "papers", query.cursor, start=[_LAST, ""])
    clauses = ["(p.made < $made OR (p.made = $made AND p.id > $after))"]
    clauses += ["p.owner IN $owners"] if query.owners else []
    clauses += ["p.state IN $states"] if query.states else []
    cypher = f"""
        MATCH (p:EcomapPaper {{kind: $kind}}) WHERE {" AND ".join(clauses)} {_RETURN} ORDER BY p.made DESC, p.id
        LIMIT $limit
    """
    found = rows(
        transaction,
        cypher,
        kind=query.kind,
        made=made,
        after=after,
        owners=encodable(query.owners),
        states=encodable(query.states),
        limit=limit + 1,
    )
    return page(found, limit, to_paper, lambda row: cursor_after(uid, row))


def put(transaction: Runs, papers: Iterable[Paper]) -> None:
    """Create or replace papers; raises `Conflict` where the version is not the stored one."""
    wanted = list(papers)
    stored: dict[tuple[str, str], int] = {}
    for kind in {paper.kind for paper in wanted}:
        found = get(transaction, kind, [paper.id for paper in wanted if paper.kind == kind])
        stored |= {(kind, paper.id): paper.version for paper in found.values()}
    rows(transaction, _PUT, papers=list(next_rows(wanted, stored)))


def remove(transaction: Runs, kind: str, ids: Collection[str]) -> int:
    """Remove papers and return how many went."""
    return int(rows(transaction, _REMOVE, kind=kind, ids=encodable(ids))[0][0])


def kinds(transaction: Runs) -> tuple[str, ...]:
    """Return the kinds of which there is a paper, in order."""
    found = rows(transaction, "MATCH (p:EcomapPaper) RETURN DISTINCT p.kind AS kind ORDER BY kind")
    return tuple(row[0] for row in found)


def everything(transaction: Runs) -> tuple[Paper, ...]:
    """Return all papers."""
    return tuple(to_paper(row) for row in rows(transaction, f"MATCH (p:EcomapPaper) {_RETURN} ORDER BY p.kind, p.id"))


def load(transaction: Runs, papers: Iterable[Paper]) -> None:
    """Take papers over as they are, versions included."""
    rows(transaction, _PUT, papers=[paper_row(paper) for paper in papers])
