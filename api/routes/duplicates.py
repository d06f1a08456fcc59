"""``GET /api/v1/duplicates``: whether an organisation is registered already."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.deps import CallerDep, WorkspaceDep
from api.schemas import Bilingual, NodeRef
from ecomap.matching import Entry
from ecomap.services.duplicates import MOST, Duplicate, field_of, find_duplicates

router = APIRouter(prefix="/api/v1/duplicates", tags=["actors"])

LONGEST = 1_000


class ReasonOut(BaseModel):
    """One finding about what was asked and a registered actor. It never holds the registered value."""

    code: str = Field(examples=["same_phone"])
    field: str = Field(description="Field that it speaks of.", examples=["phone"])
    text: Bilingual
    weight: float = Field(description="Weight of evidence; below zero speaks against.", examples=[2.0])


class DuplicateOut(BaseModel):
    """A registered actor that may be the one that was asked for."""

    actor: NodeRef
    place: NodeRef | None = Field(description="Its seat, if known.")
    score: float = Field(description="Probability that they are one, 0 to 1.", examples=[0.93])
    likely: bool = Field(description="Whether a form has its writer decide.")
    relation: str = Field(description="`same`, or `related` for a branch or facility.", examples=["same"])
    reasons: list[ReasonOut]

    @classmethod
    def wire(cls, found: Duplicate) -> DuplicateOut:
        """Wire a duplicate."""
        seats = found.actor.links.get("located_in", ())
        return cls(
            actor=NodeRef.of(found.actor.node),
            place=NodeRef.of(seats[0]) if seats else None,
            score=round(found.score, 4),
            likely=found.likely,
            relation=found.relation,
            reasons=[
                ReasonOut(code=one.code, field=field_of(one), text=Bilingual.of(one.text), weight=one.weight)
                for one in found.reasons
            ],
        )


class DuplicateList(BaseModel):
    """Registered actors that may be the one that was asked for, best first."""

    items: list[DuplicateOut]


@router.get("", summary="Is this organisation registered already?")
def duplicates(  # noqa: PLR0913, PLR0917  a parameter a query parameter
    workspace: WorkspaceDep,
    who: CallerDep,
    name_ko: Annotated[str, Query(max_length=LONGEST, examples=["(사)망원돌봄모임"])] = "",
    name_en: Annotated[str, Query(max_length=LONGEST, examples=["Mangwon Care"])] = "",
    registration_number: Annotated[str, Query(max_length=LONGEST, examples=["123-82-01234"])] = "",
    phone: Annotated[str, Query(max_length=LONGEST, examples=["02-123-4567"])] = "",
    address: Annotated[str, Query(max_length=LONGEST, examples=["서울 마포구 성산로 128"])] = "",
    place: Annotated[str, Query(max_length=LONGEST, description="Id or name of a gu or dong.")] = "",
    id: Annotated[str, Query(max_length=LONGEST, description="Id of the record that is changed.", examples=[""])] = "",  # noqa: A002
    limit: Annotated[int, Query(ge=1, le=50)] = MOST,
) -> DuplicateList:
    """As far as it is typed. Needs `write`, `write-own` or `propose`; values of the register are in no answer."""
    entry = Entry(id, name_ko, name_en, (), registration_number, phone, address, place)
    found = find_duplicates(workspace, who, entry, limit=limit)
    return DuplicateList(items=[DuplicateOut.wire(one) for one in found])
