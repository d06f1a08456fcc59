"""``/api/v1/actors``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.records import etag
from api.routes.shapes import directed_types, parse_on
from api.schemas import HistoryList, HistoryOut, NeighbourhoodOut, NodeList, NodeOut, OneActorOut
from ecomap.services import actors, histories
from ecomap.services.tags import tag_for

router = APIRouter(prefix="/api/v1/actors", tags=["actors"])

Many = Annotated[list[str], Query(description="May be repeated.")]


@router.get("", summary="List and search actors")
def list_actors(  # noqa: PLR0913, PLR0917  a parameter a query parameter
    workspace: WorkspaceDep,
    who: CallerDep,
    q: Annotated[str, Query(description="Words of a name; two letters are enough.", examples=["마을"])] = "",
    kind: Many = [],  # noqa: B006  FastAPI copies it
    place: Many = [],  # noqa: B006
    field: Many = [],  # noqa: B006
    task: Many = [],  # noqa: B006
    limit: LimitQuery = 50,
    cursor: CursorQuery = "",
) -> NodeList:
    """List actors. Filters all have to hold; a place or field includes all below it. With `q`, the best come first."""
    page = actors.list_actors(
        workspace,
        who,
        text=q,
        kinds=kind,
        places=place,
        fields=field,
        tasks=task,
        limit=limit,
        cursor=cursor,
    )
    return NodeList(
        items=[NodeOut.wire(actor) for actor in page.actors], next_cursor=page.next_cursor, total=page.total
    )


@router.get("/{actor:path}/neighbourhood", summary="Who is around one actor")
def neighbourhood(
    workspace: WorkspaceDep,
    who: CallerDep,
    actor: str,
    hops: Annotated[int, Query(ge=1, le=3, description="How far to go.")] = 1,
    type: Many = [],  # noqa: A002, B006  the name on the wire
    on: Annotated[str, Query(description="Only ties that held on this day.", examples=["2024-12-31"])] = "",
) -> NeighbourhoodOut:
    """Actors within 1 to 3 hops and the ties among them, up to a cap; `truncated` says when it was reached."""
    found = actors.neighbourhood(workspace, who, actor, hops=hops, types=type, on=parse_on(on))
    return NeighbourhoodOut.wire(found, directed_types(workspace))


@router.get("/{actor:path}/history", summary="Who changed this actor, when and why")
def history(
    workspace: WorkspaceDep, who: CallerDep, actor: str, limit: LimitQuery = 50, cursor: CursorQuery = ""
) -> HistoryList:
    """Newest first, with the record before and after each change."""
    page = histories.read_history(workspace, who, actor, limit=limit, cursor=cursor)
    return HistoryList(items=[HistoryOut.wire(entry) for entry in page.items], next_cursor=page.next_cursor)


# An id may have slashes, so this takes all that is left of an address and comes last.
@router.get("/{actor:path}", summary="Read one actor")
def read_actor(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    actor: str,
    known_on: Annotated[str, Query(description="As it was known on this day.", examples=["2024-12-31"])] = "",
) -> OneActorOut:
    """Public properties with places, fields, policy tasks and other structural links.

    For those who may change it, `tag` and the header ETag say which state this is. The id of a record that was merged
    into another answers with that one, and `redirected_from` says so.
    """
    if day := parse_on(known_on, "known_on"):
        known = NodeOut.wire(histories.known_actor(workspace, who, actor, day))
        return OneActorOut(**known.model_dump(), redirected_from=actor if known.id != actor else "")
    if tag := tag_for(workspace, who, actor):
        response.headers["ETag"] = etag(tag)
    found = NodeOut.wire(actors.read_actor(workspace, who, actor))
    old = actor if found.id != actor else ""
    return OneActorOut(**found.model_dump(), tag=tag, redirected_from=old)
