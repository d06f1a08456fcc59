"""``GET /api/v1/suggestions``: what a few typed letters may mean."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.deps import CallerDep, WorkspaceDep
from api.schemas import Bilingual
from ecomap.services.suggestions import MOST, suggest_actors, suggest_fields, suggest_places

router = APIRouter(prefix="/api/v1/suggestions", tags=["reference"])


class SuggestionOut(BaseModel):
    """One thing that is meant."""

    id: str = Field(examples=["place:1144066000"])
    label: Bilingual = Field(description="What a box of a form takes for it.")
    note: Bilingual = Field(description="What tells it apart from others of its name.")


class SuggestionList(BaseModel):
    """What is meant, the likeliest first."""

    items: list[SuggestionOut]


@router.get("", summary="What a few typed letters may mean")
def suggestions(
    workspace: WorkspaceDep,
    who: CallerDep,
    of: Annotated[Literal["actor", "field", "place"], Query(description="What is looked for.")],
    q: Annotated[str, Query(max_length=300, description="Letters of a name, or an address for a place.")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = MOST,
) -> SuggestionList:
    """Places by dong, gu or a whole address; fields by name or by words that belong to them; actors by name."""
    if of == "actor":
        found = suggest_actors(workspace, who, q, limit)
    else:
        found = (suggest_places if of == "place" else suggest_fields)(workspace, q, limit)
    return SuggestionList(
        items=[SuggestionOut(id=one.id, label=Bilingual.of(one.label), note=Bilingual.of(one.note)) for one in found]
    )
