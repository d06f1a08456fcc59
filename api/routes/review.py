"""``/api/v1/review``: the queue of probable duplicates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import CallerDep, CursorQuery, LimitQuery, WorkspaceDep
from api.routes.records import WRITTEN, KeyHeader, OutcomeOut, answered
from api.schemas import Bilingual, JobOut, NodeRef
from ecomap.services import review
from ecomap.services.review import Review, Suspects

router = APIRouter(prefix="/api/v1/review", tags=["merging"])


class WhyOut(BaseModel):
    """One finding about two records. It never holds a compared value."""

    code: str = Field(examples=["same_phone"])
    text: Bilingual
    weight: float = Field(description="Weight of evidence; below zero speaks against.", examples=[2.0])


class SuspectsOut(BaseModel):
    """Two records that are probably one."""

    first: NodeRef
    second: NodeRef
    score: float = Field(description="Probability that they are one, 0 to 1.", examples=[0.97])
    relation: str = Field(description="`same`, `related` for a branch, or what was decided.", examples=["same"])
    reasons: list[WhyOut]
    by: str = Field(description="Who decided; empty while it waits.", examples=[""])

    @classmethod
    def wire(cls, one: Suspects) -> SuspectsOut:
        """Wire a pair."""
        return cls(
            first=NodeRef.of(one.first.node),
            second=NodeRef.of(one.second.node),
            score=one.score,
            relation=one.relation,
            reasons=[WhyOut(code=r.code, text=Bilingual.of(r.text), weight=r.weight) for r in one.reasons],
            by=one.by,
        )


class ReviewOut(BaseModel):
    """A page of the queue."""

    items: list[SuspectsOut]
    waiting: int = Field(description="Pairs that wait for an answer.", examples=[112])
    found: int = Field(description="Pairs that the last search found; the best 2,000 of them are kept.", examples=[120])
    made: datetime | None = Field(description="When the register was searched; null if it never was.")
    behind: int = Field(description="Changes of the register since.", examples=[3])
    next_cursor: str

    @classmethod
    def wire(cls, found: Review) -> ReviewOut:
        """Wire a page."""
        return cls(
            items=[SuspectsOut.wire(one) for one in found.items],
            waiting=found.waiting,
            found=found.found,
            made=found.made,
            behind=found.behind,
            next_cursor=found.next_cursor,
        )


class DecisionIn(BaseModel):
    """How two records stand to each other."""

    model_config = ConfigDict(extra="forbid")

    first: str = Field(examples=["org-1f0c…"])
    second: str = Field(examples=["org-5d1f…"])
    answer: Literal["same", "different", "branch", "former"] = Field(
        description="`branch`: the first is a part of the second. `former`: the second is a former name of the first. "
        "After `same`, merge them."
    )
    reason: str = Field(default="", max_length=2_000)


@router.get("", summary="Probable duplicates, best first")
def queue(
    workspace: WorkspaceDep,
    who: CallerDep,
    state: Annotated[str, Query(description="waiting, same, related or different.", examples=["waiting"])] = "waiting",
    limit: LimitQuery = 20,
    cursor: CursorQuery = "",
) -> ReviewOut:
    """Needs `write`. What the last search found; pairs that somebody decided about are left out."""
    return ReviewOut.wire(review.list_review(workspace, who, state=state, limit=limit, cursor=cursor))


@router.post("/searches", status_code=202, summary="Search the whole register")
def search(workspace: WorkspaceDep, who: CallerDep, response: Response) -> JobOut:
    """Needs `write`. Answers 202 with a job; `GET /api/v1/review` has what it found."""
    job = review.start_search(workspace, who)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return JobOut.wire(job, "/api/v1/review")


@router.post("/decisions", responses=WRITTEN, summary="Decide about two records")
def decide(
    workspace: WorkspaceDep, who: CallerDep, response: Response, body: DecisionIn, key: KeyHeader = ""
) -> OutcomeOut:
    """Remembered: the pair is not asked about again unless a name or number of the two becomes quite another."""
    outcome = review.decide(
        workspace, who, body.first, body.second, body.answer, via="api", reason=body.reason, key=key
    )
    return answered(outcome, response)
