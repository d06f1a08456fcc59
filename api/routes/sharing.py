"""``/api/v1/views`` and ``/api/v1/stories``: saved views and stories made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.records import KeyHeader, MatchHeader, etag, match_tag
from api.schemas import Bilingual
from ecomap.services import sharing
from ecomap.services.gate import Outcome
from ecomap.services.shared_papers import Kind, Shared

router = APIRouter(prefix="/api/v1", tags=["sharing"])

_EXAMPLES: dict[Kind, dict[str, Any]] = {
    "view": {"title_ko": "마포의 돌봄", "address": "/map?place=마포구&field=welfare", "visibility": "public"},
    "story": {
        "title_ko": "마포에 비어 있는 협력",
        "steps": [{"address": "/districts", "title": "어디인가", "text": "마포는 …"}],
        "visibility": "private",
    },
}


class StepOut(BaseModel):
    """One step of a story."""

    address: str = Field(examples=["/map?place=place%3A1144000000"])
    title: str
    text: str


class SharedOut(BaseModel):
    """A saved view or a story."""

    id: str = Field(examples=["v-1f2e3d4c5b6a"])
    title: Bilingual
    notes: str
    visibility: str = Field(description="`private`, `members` or `public`.", examples=["public"])
    author: Bilingual
    made: datetime
    changed: datetime
    tag: str = Field(description="For `If-Match`.")
    address: str = Field(description="Path and query of the page that a view shows; empty for a story.")
    steps: list[StepOut] = Field(description="Of a story; empty for a view.")

    @classmethod
    def wire(cls, one: Shared) -> SharedOut:
        """Wire a view or story."""
        return cls(
            id=one.id,
            title=Bilingual(ko=one.title.ko, en=one.title.en),
            notes=one.notes,
            visibility=one.visibility,
            author=Bilingual(ko=one.author.ko, en=one.author.en),
            made=one.made,
            changed=one.changed,
            tag=one.tag,
            address=one.address,
            steps=[StepOut(address=step.address, title=step.title, text=step.text) for step in one.steps],
        )


class SharedList(BaseModel):
    """One page, newest first."""

    items: list[SharedOut]
    next_cursor: str


class SharedIn(BaseModel):
    """What is said of a view or story; what is not said of an existing one stays."""

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, Any]


class SavedOut(BaseModel):
    """What became of it."""

    id: str
    tag: str = Field(description="Its tag now; empty if it is removed.")


TextQuery = Annotated[str, Query(description="Only those with this in title or text.", max_length=200)]
MineQuery = Annotated[bool, Query(description="Only the caller's own.")]


def _add(kind: Kind, path: str) -> None:
    """Add the routes of one kind."""

    def many(
        workspace: WorkspaceDep,
        who: CallerDep,
        q: TextQuery = "",
        mine: MineQuery = False,
        limit: LimitQuery = 50,
        cursor: CursorQuery = "",
    ) -> SharedList:
        """Those that the caller may see, newest first."""
        found = sharing.list_shared(workspace, who, kind, text=q, mine=mine, limit=limit, cursor=cursor)
        return SharedList(items=[SharedOut.wire(one) for one in found.items], next_cursor=found.next_cursor)

    def one(workspace: WorkspaceDep, who: CallerDep, response: Response, item: str) -> SharedOut:
        """One, with the tag for changing it."""
        found = sharing.read_shared(workspace, who, kind, item)
        response.headers["ETag"] = etag(found.tag)
        return SharedOut.wire(found)

    def create(
        workspace: WorkspaceDep, who: CallerDep, response: Response, body: SharedIn, key: KeyHeader = ""
    ) -> SavedOut:
        """Needs `share`. `fields` takes `title_ko`, `title_en`, `notes`, `visibility`, and the address or the steps."""
        outcome = sharing.save_shared(workspace, who, kind, body.fields, via="api", key=key)
        response.headers["Location"] = f"/api/v1{path}/{outcome.subject}"
        return _saved(outcome, response)

    def change(
        workspace: WorkspaceDep,
        who: CallerDep,
        response: Response,
        item: str,
        body: SharedIn,
        match: MatchHeader = "",
        key: KeyHeader = "",
    ) -> SavedOut:
        """By its owner, or by an administrator."""
        outcome = sharing.change_shared(
            workspace, who, kind, item, body.fields, tag=match_tag(match), via="api", key=key
        )
        return _saved(outcome, response)

    def remove(
        workspace: WorkspaceDep, who: CallerDep, item: str, match: MatchHeader = "", key: KeyHeader = ""
    ) -> None:
        """By its owner, or by an administrator; for ever."""
        sharing.remove_shared(workspace, who, kind, item, tag=match_tag(match), via="api", key=key)

    label = {"view": "saved view", "story": "story"}[kind]
    plural = path[1:]
    examples = {"example": {"fields": _EXAMPLES[kind]}}
    body = {"requestBody": {"content": {"application/json": examples}}}
    add = router.add_api_route
    add(path, many, summary=f"List the {label}s" if kind == "view" else "List the stories", name=f"list_{plural}")
    add(f"{path}/{{item}}", one, summary=f"One {label}", name=f"read_{kind}")
    add(
        path,
        create,
        methods=["POST"],
        status_code=201,
        summary=f"Save a {label}",
        name=f"create_{kind}",
        openapi_extra=body,
    )
    add(f"{path}/{{item}}", change, methods=["PATCH"], summary=f"Change a {label}", name=f"change_{kind}")
    add(
        f"{path}/{{item}}",
        remove,
        methods=["DELETE"],
        status_code=204,
        summary=f"Remove a {label}",
        name=f"remove_{kind}",
    )


def _saved(outcome: Outcome, response: Response) -> SavedOut:
    response.headers["ETag"] = etag(outcome.tag)
    return SavedOut(id=outcome.subject, tag=outcome.tag)


_add("view", "/views")
_add("story", "/stories")
