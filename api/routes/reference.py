"""Places, fields, policy tasks, programmes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.schemas import NodeList, NodeOut
from ecomap.services.reference import list_reference

router = APIRouter(prefix="/api/v1", tags=["reference"])

Words = Annotated[str, Query(description="Words of the name.", examples=["마포"])]


@router.get("/places", summary="List places: the city, its gu and dong")
def places(
    workspace: WorkspaceDep, who: CallerDep, q: Words = "", limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> NodeList:
    """With official codes, population and its year; `part_of` says what a place lies in."""
    return _page(workspace, who, "place", q, limit, cursor)


@router.get("/fields", summary="List policy fields")
def fields(
    workspace: WorkspaceDep, who: CallerDep, q: Words = "", limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> NodeList:
    """Two levels; `part_of` says the upper one."""
    return _page(workspace, who, "field", q, limit, cursor)


@router.get("/tasks", summary="List the plan's policy tasks")
def tasks(
    workspace: WorkspaceDep, who: CallerDep, q: Words = "", limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> NodeList:
    """With the planner's question for each."""
    return _page(workspace, who, "task", q, limit, cursor)


@router.get("/programmes", summary="List programmes")
def programmes(
    workspace: WorkspaceDep, who: CallerDep, q: Words = "", limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> NodeList:
    """With period, budget, place, fields and policy task."""
    return _page(workspace, who, "programme", q, limit, cursor)


def _page(workspace: WorkspaceDep, who: CallerDep, kind: str, q: str, limit: int, cursor: str) -> NodeList:
    page = list_reference(workspace, who, kind, text=q, limit=limit, cursor=cursor)
    return NodeList(items=[NodeOut.wire(item) for item in page.items], next_cursor=page.next_cursor)
