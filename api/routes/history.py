"""What was changed in the register, and restoring an earlier state."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.records import WRITTEN, KeyHeader, MatchHeader, OutcomeOut, answered, match_tag
from api.schemas import HistoryList, HistoryOut
from ecomap.services import histories
from ecomap.services.gate import Intent, submit
from ecomap.services.histories import ChangeMade

router = APIRouter(prefix="/api/v1", tags=["history"])


class RestoreIn(BaseModel):
    """Which state is restored."""

    model_config = ConfigDict(extra="forbid")

    revision: int = Field(ge=0, description="The record becomes what it was after this revision.", examples=[12])
    reason: str = Field(default="", max_length=2_000, description="Why, for the audit history.")


class ChangeOut(BaseModel):
    """One change of the register."""

    revision: int = Field(examples=[3])
    at: datetime
    who: str = Field(examples=["Mapo NPO centre (k-1f2e3d4c)"])
    reason: str
    via: str = Field(examples=["form"])
    records: int = Field(description="How many records it touched, counted up to 1,000.", examples=[2])

    @classmethod
    def wire(cls, made: ChangeMade) -> ChangeOut:
        """Wire a change."""
        told = made.change
        return cls(
            revision=made.revision, at=made.at, who=told.who, reason=told.reason, via=told.via, records=made.records
        )


class ChangeList(BaseModel):
    """One page of changes, newest first."""

    items: list[ChangeOut]
    next_cursor: str


@router.get("/changes", summary="What was changed in the register")
def changes(workspace: WorkspaceDep, who: CallerDep, limit: LimitQuery = 20, cursor: CursorQuery = "") -> ChangeList:
    """Needs `write`. Newest first: who, when, why, through what, how many records."""
    page = histories.list_changes(workspace, who, limit=limit, cursor=cursor)
    return ChangeList(items=[ChangeOut.wire(made) for made in page.items], next_cursor=page.next_cursor)


@router.get("/changes/{revision}", summary="What one change did")
def one_change(
    workspace: WorkspaceDep, who: CallerDep, revision: int, limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> HistoryList:
    """Needs `write`. The records that it created, changed or removed, in order of their ids."""
    page = histories.read_change(workspace, who, revision, limit=limit, cursor=cursor)
    return HistoryList(items=[HistoryOut.wire(entry) for entry in page.items], next_cursor=page.next_cursor)


@router.post("/actors/{actor:path}/restore", responses=WRITTEN, summary="Restore an earlier state of an actor")
def restore(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    actor: str,
    body: RestoreIn,
    match: MatchHeader = "",
    key: KeyHeader = "",
) -> OutcomeOut:
    """Its properties and links become what they were; its ties stay as they are."""
    intent = Intent("restore-actor", actor, {"revision": body.revision}, match_tag(match))
    return answered(submit(workspace, who, intent, via="api", reason=body.reason, key=key), response)
