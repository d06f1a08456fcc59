"""Papers as rows of text that every store keeps alike."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.errors import Conflict, InvalidRecord
from ecomap.stores.paging import seal
from ecomap.stores.refusals import require_id
from graph_schema import Text

COLUMNS = ("kind", "id", "owner", "state", "made", "version", "data")


def paper_row(paper: Paper) -> list[Any]:
    """Return a paper as values in the order of `COLUMNS`, its version as it is.

    Raises
    ------
    InvalidRecord
        If its id or kind cannot be kept, or JSON does not have its data.
    """
    require_id(paper)
    if not paper.kind or not paper.kind.isprintable():
        raise _unkeepable(paper, "kind")
    try:
        data = json.dumps(paper.data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        data.encode()
    except (TypeError, ValueError) as error:
        raise _unkeepable(paper, "data") from error
    made = paper.made.astimezone(UTC).isoformat(timespec="microseconds")
    return [paper.kind, paper.id, paper.owner, paper.state, made, paper.version, data]


def to_paper(row: Sequence[Any]) -> Paper:
    """Return the paper of a row of `COLUMNS`."""
    kind, paper_id, owner, state, made, version, data = row
    return Paper(kind, paper_id, json.loads(data), owner, state, datetime.fromisoformat(made), version)


def cursor_after(store: str, row: Sequence[Any]) -> str:
    """Return the cursor of the papers that come after the one of a row, in the store of a uid."""
    return seal(store, "papers", [row[4], row[1]])


def next_rows(papers: Collection[Paper], stored: Mapping[tuple[str, str], int]) -> Iterator[list[Any]]:
    """Yield the rows to store, each version counted up; raises `Conflict` where one is not the stored version."""
    known = dict(stored)
    for paper in papers:
        row, key = paper_row(paper), (paper.kind, paper.id)
        if known.get(key, 0) != paper.version:
            raise Conflict(
                Text(
                    f"'{paper.id}'은(는) 그 사이 다른 사람이 바꾸었습니다.",
                    f"'{paper.id}' was changed by somebody else meanwhile.",
                ),
                Text("다시 읽고 고치십시오.", "Read it again and repeat the change."),
                id=paper.id,
                stored=known.get(key, 0),
            )
        known[key] = row[5] = paper.version + 1
        yield row


def _unkeepable(paper: Paper, column: str) -> InvalidRecord:
    return InvalidRecord(
        Text(
            f"'{paper.id}'의 {column}을(를) 저장할 수 없습니다.",
            f"The {column} of '{paper.id}' cannot be kept.",
        ),
        Text("보이는 글자와 JSON의 값만 씁니다.", "Use printable characters and values of JSON."),
        column=column,
        id=paper.id,
    )
