"""Merging two records of one organisation, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import CallerDep, WorkspaceDep
from api.routes.records import WRITTEN, KeyHeader, MatchHeader, OutcomeOut, answered, match_tag
from api.schemas import Bilingual, NodeRef
from ecomap.domain.records import Node
from ecomap.services import comparing
from ecomap.services.comparing import Comparison, Merge
from ecomap.services.gate import Intent, submit

router = APIRouter(prefix="/api/v1", tags=["merging"])


class MergeIn(BaseModel):
    """Which record is merged into the one of the address."""

    model_config = ConfigDict(extra="forbid")

    other: str = Field(description="Id of the record that goes.", examples=["org-5d1f…"])
    other_tag: str = Field(description="Its tag, or `*` for whatever it is now.", examples=["0b7a3a2d2d7c4d0f9f2b1c55"])
    keep: dict[str, Literal["own", "other", "both"]] = Field(
        default_factory=dict,
        description="What stands, by field, where the usual choice is not wanted: usually a field keeps its own value, "
        "what it lacks comes from the other record, and lists are joined.",
        examples=[{"name_ko": "other"}],
    )
    reason: str = Field(default="", max_length=2_000, description="Why, for the audit history.")


class UndoIn(BaseModel):
    """Why a merge is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(default="", max_length=2_000, description="Why, for the audit history.")


class FieldPairOut(BaseModel):
    """One field of two records."""

    name: str = Field(examples=["phone"])
    label: Bilingual
    own: Any = Field(description="Of the record that stays.", examples=["02-123-4567"])
    other: Any = Field(description="Of the record that goes.", examples=["02-123-4568"])
    choices: list[str] = Field(description="What `keep` may say of it.", examples=[["own", "other"]])
    usual: str = Field(description="What stands if `keep` says nothing.", examples=["own"])


class ComparisonOut(BaseModel):
    """Two records side by side."""

    own: NodeRef
    other: NodeRef
    own_tag: str = Field(description="For `If-Match` of the merge.")
    other_tag: str = Field(description="For `other_tag` of the merge.")
    fields: list[FieldPairOut]
    moved: int = Field(description="Ties and links that move.", examples=[12])
    dropped: int = Field(description="Those between the two, and those that are there already.", examples=[1])

    @classmethod
    def wire(cls, found: Comparison) -> ComparisonOut:
        """Wire a comparison."""
        return cls(
            own=NodeRef.of(found.own.node),
            other=NodeRef.of(found.other.node),
            own_tag=found.own_tag,
            other_tag=found.other_tag,
            fields=[
                FieldPairOut(
                    name=pair.name,
                    label=Bilingual.of(pair.label),
                    own=_plain(pair.own),
                    other=_plain(pair.other),
                    choices=list(pair.choices),
                    usual=pair.usual,
                )
                for pair in found.fields
            ],
            moved=found.moved,
            dropped=found.dropped,
        )


class ConflictOut(BaseModel):
    """What is otherwise than before a merge although it was taken back."""

    record: str
    why: Bilingual


class MergeOut(BaseModel):
    """A merge that was made."""

    id: str
    gone: str = Field(description="Id of the record that was merged away; it leads to `stays` for ever.")
    stays: str
    name: Bilingual = Field(description="Name of the record that went.")
    by: str
    made: datetime
    standing: bool = Field(description="Whether it was not taken back.")
    conflicts: list[ConflictOut]

    @classmethod
    def wire(cls, merge: Merge) -> MergeOut:
        """Wire a merge."""
        return cls(
            id=merge.id,
            gone=merge.gone,
            stays=merge.stays,
            name=Bilingual.of(merge.name),
            by=merge.by,
            made=merge.made,
            standing=merge.standing,
            conflicts=[ConflictOut(record=record, why=Bilingual.of(why)) for record, why in merge.conflicts],
        )


@router.get("/actors/{actor:path}/merge", summary="Two records side by side, before a merge")
def compare(
    workspace: WorkspaceDep,
    who: CallerDep,
    actor: str,
    other: Annotated[str, Query(description="Id of the record that would go.", examples=["org-5d1f…"])],
) -> ComparisonOut:
    """Needs `write` or `propose`. Private values are left out for who may not read them."""
    return ComparisonOut.wire(comparing.compare_actors(workspace, who, actor, other))


@router.post("/actors/{actor:path}/merge", responses=WRITTEN, summary="Merge another record into this one")
def merge(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    actor: str,
    body: MergeIn,
    match: MatchHeader = "",
    key: KeyHeader = "",
) -> OutcomeOut:
    """Needs the right to write about both; otherwise it becomes a proposal.

    Ties and links of the other record move here with their ids, its names become other names of this one, and its id
    leads here for ever. `POST /api/v1/merges/{id}/undo` takes it back.
    """
    said = {"other": body.other, "other_tag": body.other_tag, "keep": dict(body.keep)}
    intent = Intent("merge-actors", actor, said, match_tag(match))
    return answered(submit(workspace, who, intent, via="api", reason=body.reason, key=key), response)


@router.get("/actors/{actor:path}/merges", summary="What was merged into a record")
def merges(workspace: WorkspaceDep, who: CallerDep, actor: str) -> list[MergeOut]:
    """Newest first; empty for who may not write."""
    return [MergeOut.wire(one) for one in comparing.merges_of(workspace, who, actor)]


@router.get("/merges/{merge}", summary="Read one merge")
def read_merge(workspace: WorkspaceDep, who: CallerDep, merge: str) -> MergeOut:
    """Who merged what, and what stayed otherwise after it was taken back."""
    return MergeOut.wire(comparing.read_merge(workspace, who, merge))


@router.post("/merges/{merge}/undo", responses=WRITTEN, summary="Take a merge back")
def undo(
    workspace: WorkspaceDep, who: CallerDep, response: Response, merge: str, body: UndoIn, key: KeyHeader = ""
) -> OutcomeOut:
    """Restore the record that was merged away, with its ties. What was edited since stays; the merge lists it."""
    intent = Intent("unmerge-actors", merge)
    return answered(submit(workspace, who, intent, via="api", reason=body.reason, key=key), response)


def _plain(value: comparing.Shown) -> Any:
    if isinstance(value, tuple):
        return [NodeRef.of(one).model_dump() if isinstance(one, Node) else one for one in value]
    return value
