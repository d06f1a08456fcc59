"""``/api/v1/actors/{actor}/erase-contact``."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.deps import CallerDep, WorkspaceDep
from ecomap.services.erasure import erase_contact

router = APIRouter(prefix="/api/v1/actors", tags=["actors"])


class ErasedOut(BaseModel):
    """What an erasure found: whether the record ever had contact data, and how many papers carried some."""

    record: bool
    papers: int


@router.post("/{actor:path}/erase-contact", summary="Erase the contact person's data for good")
def erase(workspace: WorkspaceDep, who: CallerDep, actor: str) -> ErasedOut:
    """Erase name, mail address and telephone number from the record, all its former states, drafts and proposals.

    Needs `administer`, or `write` for the organisation's district and field. It cannot be taken back.
    """
    found = erase_contact(workspace, who, actor, via="api")
    return ErasedOut(record=found.record, papers=found.papers)
