"""What the API says of previews, and what it is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from api.schemas import Bilingual
from ecomap.exchange.row_file import FiledRow
from ecomap.matching.reasons import REASONS
from ecomap.services.preview_papers import Preview
from graph_schema import Text


class TableOut(BaseModel):
    """A table of the file and what its columns mean."""

    file: str = Field(examples=["단체.csv"])
    headers: list[str] = Field(examples=[["단체명", "자치구", "비고"]])
    sheet: str = Field(description="Sheet it is read as; empty if it is not read.", examples=["organisations"])
    columns: dict[str, str] = Field(
        description="Field by header; empty for a column that is not read.",
        examples=[{"단체명": "name_ko", "자치구": "located_in", "비고": ""}],
    )
    near: list[str] = Field(description="Headers that were only guessed from a similar spelling.")
    origin: str = Field(description="`guess`, `memory` or `format`.", examples=["guess"])
    samples: list[list[str]] = Field(description="First values by column.")


class ChangeOut(BaseModel):
    """One field before and after; `hidden` if the caller may not see it."""

    field: str = Field(examples=["staff"])
    before: Any = Field(examples=[3])
    after: Any = Field(examples=[5])
    hidden: bool = False


class MatchOut(BaseModel):
    """A record, or an earlier row of the file, that may be the same organisation."""

    id: str = Field(examples=["org-9a…"])
    row: int | None = Field(description="Row number, for a row of the file.")
    name: str = Field(examples=["가람 모임"])
    score: float = Field(examples=[0.97])
    relation: str = Field(examples=["same"])
    reasons: list[Bilingual]


class RowOut(BaseModel):
    """One row of the file."""

    key: int = Field(description="Names the row in decisions.", examples=[12])
    file: str
    row: int = Field(description="As a spreadsheet program shows it.", examples=[13])
    sheet: str = Field(examples=["organisations"])
    state: str = Field(examples=["changed"])
    name: str = Field(examples=["가람 모임"])
    subject: str = Field(description="Id of the record.", examples=["org-9a…"])
    decision: str = Field(examples=["skip"])
    changes: list[ChangeOut]
    matches: list[MatchOut]
    column: str = Field(description="Which column is refused.")
    value: str
    reason: Bilingual | None = Field(description="Why the row is refused.")
    remedy: Bilingual | None


class PreviewOut(BaseModel):
    """An uploaded file and how far it has come."""

    id: str
    state: str = Field(examples=["ready"])
    file: str = Field(examples=["단체.csv"])
    made: datetime
    done: int = Field(description="Rounds of the work under way.")
    total: int
    stalled: bool = Field(description="Whether the process that worked on it seems to have died; check it again.")
    tables: list[TableOut]
    counts: dict[str, int] = Field(description="Rows by state, and `undecided`, `applied`, `proposed`, `skipped`.")
    warnings: list[Bilingual]
    problem: dict[str, Any] | None = Field(description="Why the last step ended without doing what was asked.")
    revision: int | None = Field(description="Of the change that applied it or took it back.")
    rows: list[RowOut]
    next_cursor: str


class TableIn(BaseModel):
    """What the columns of a table mean."""

    sheet: str = Field(description="`organisations`, `programmes`, `ties`; empty to leave the table out.")
    columns: dict[str, str] = Field(description="Field by header; headers left out are not read.")


class DecisionIn(BaseModel):
    """A decision about rows."""

    decision: str = Field(description="`same`, `new`, `skip`, `propose`, or empty to take one back.", examples=["skip"])
    rows: list[int] = Field(default=[], description="Keys of rows.")
    states: list[str] = Field(default=[], description="Instead of keys: all rows of some states …")
    q: str = Field(default="", description="… whose name holds this text.")
    target: str = Field(default="", description="For `same`: id of the record; by default each row's best match.")


class PreviewIn(BaseModel):
    """What is said about a preview: what its columns mean, or what becomes of its rows."""

    tables: list[TableIn] | None = Field(default=None, description="One entry a table; the file is then checked.")
    decisions: list[DecisionIn] = Field(default=[])


class ApplyIn(BaseModel):
    """Why the file is brought in."""

    reason: str = Field(default="", description="For the audit history.")


class UndoneOut(BaseModel):
    """What taking a change back did."""

    revision: int = Field(description="Of the change that took it back; undo that to do it anew.", examples=[43])
    restored: int = Field(examples=[12])
    removed: int = Field(examples=[40])


def wire(preview: Preview, rows: Iterable[FiledRow] = (), next_cursor: str = "") -> PreviewOut:
    """Wire a preview with some of its rows."""
    data = preview.data
    jobs = data.get("jobs", ())
    return PreviewOut(
        id=preview.id,
        state=preview.state,
        file=data["file"],
        made=preview.paper.made,
        done=preview.done,
        total=preview.total,
        stalled=preview.stalled,
        tables=[TableOut(**{**table, "origin": table["from"]}) for table in data["tables"]],
        counts=data.get("counts", {}),
        warnings=[Bilingual(ko=ko, en=en) for ko, en in data.get("warnings", ())],
        problem=data.get("problem"),
        revision=data.get("revision"),
        rows=[_row(row, jobs[row.table]["file"]) for row in rows],
        next_cursor=next_cursor,
    )


def _row(row: FiledRow, file: str) -> RowOut:
    detail = row.detail
    return RowOut(
        key=row.key,
        file=file,
        row=row.number,
        sheet=row.sheet,
        state=row.state,
        name=row.name,
        subject=row.subject,
        decision=row.decision,
        changes=[ChangeOut(field=c[0], before=c[1], after=c[2], hidden=len(c) > 3) for c in detail.get("changes", ())],
        matches=[
            MatchOut(**{**match, "reasons": [Bilingual.of(reason) for reason in reasons_of(match)]})
            for match in detail.get("matches") or ()
        ],
        column=detail.get("column", ""),
        value=detail.get("value", ""),
        reason=_bilingual(detail.get("reason")),
        remedy=_bilingual(detail.get("remedy")),
    )


def reasons_of(match: Any) -> list[Text]:
    """Return why a row may be another's duplicate."""
    return [REASONS[code].text for code in match["reasons"]]


def _bilingual(pair: Any) -> Bilingual | None:
    return Bilingual(ko=pair[0], en=pair[1]) if pair else None
