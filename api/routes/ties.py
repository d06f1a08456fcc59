"""``/api/v1/ties``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.records import etag
from api.routes.shapes import directed_types, parse_on
from api.schemas import HistoryList, HistoryOut, OneTieOut, TieList, TieOut
from ecomap.services import histories, ties
from ecomap.services.tags import tag_for

router = APIRouter(prefix="/api/v1/ties", tags=["ties"])


@router.get("", summary="List ties")
def list_ties(
    workspace: WorkspaceDep,
    who: CallerDep,
    type: Annotated[list[str], Query(description="Tie types; may be repeated.", examples=[["funds"]])] = [],  # noqa: A002, B006
    actor: Annotated[str, Query(description="Id of an actor at either end.", examples=["gov:1144000000"])] = "",
    on: Annotated[str, Query(description="A day on which the tie held.", examples=["2024-12-31"])] = "",
    limit: LimitQuery = 50,
    cursor: CursorQuery = "",
) -> TieList:
    """In order of id."""
    page = ties.list_ties(workspace, who, types=type, actor=actor, on=parse_on(on), limit=limit, cursor=cursor)
    directed = directed_types(workspace)
    return TieList(items=[TieOut.wire(tie, directed) for tie in page.items], next_cursor=page.next_cursor)


@router.get("/{tie:path}/history", summary="Who changed this tie, when and why")
def history(
    workspace: WorkspaceDep, who: CallerDep, tie: str, limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> HistoryList:
    """Newest first, with the record before and after each change."""
    page = histories.read_history(workspace, who, tie, limit=limit, cursor=cursor)
    return HistoryList(items=[HistoryOut.wire(entry) for entry in page.items], next_cursor=page.next_cursor)


# An id may have slashes, so this takes all that is left of an address and comes last.
@router.get("/{tie:path}", summary="Read one tie")
def read_tie(workspace: WorkspaceDep, who: CallerDep, response: Response, tie: str) -> OneTieOut:
    """One tie with its period, amount and provenance; `tag` and the header ETag as for an actor."""
    if tag := tag_for(workspace, who, tie):
        response.headers["ETag"] = etag(tag)
    found = TieOut.wire(ties.read_tie(workspace, who, tie), directed_types(workspace))
    return OneTieOut(**found.model_dump(), tag=tag)
