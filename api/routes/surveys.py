"""``/api/v1/surveys``: surveys and invitations for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.deps import CallerDep, WorkspaceDep, site_address
from api.schemas import Bilingual
from ecomap.services import surveys
from ecomap.services.survey_papers import Survey

router = APIRouter(prefix="/api/v1/surveys", tags=["surveys"])


class SurveyIn(BaseModel):
    """A survey to make."""

    title_ko: str = Field(examples=["2026 협력 조사"])
    title_en: str = Field(examples=["Cooperation 2026"])
    consent_ko: str
    consent_en: str
    types: list[str] = Field(examples=[["cooperates", "supports"]], description="Tie types to ask for.")
    opens: str = Field(examples=["2026-03-01"])
    closes: str = Field(examples=["2026-03-31"])


class SurveyOut(BaseModel):
    """A survey with its response figures."""

    id: str
    title: Bilingual
    types: list[str]
    opens: str
    closes: str
    state: str
    invited: int
    answered: int
    counts: dict[str, int] = Field(description="Invitations by state.")

    @classmethod
    def wire(cls, told: Survey) -> SurveyOut:
        """Wire a survey."""
        return cls(
            id=told.id,
            title=Bilingual.of(told.title),
            types=list(told.types),
            opens=told.opens.isoformat(),
            closes=told.closes.isoformat(),
            state=told.state,
            invited=told.invited,
            answered=told.answered,
            counts=dict(told.counts),
        )


class InvitationsIn(BaseModel):
    """Whom to invite."""

    actors: Annotated[list[str], Field(min_length=1, max_length=surveys.MOST_INVITED)]


class LinkOut(BaseModel):
    """A new personal link, told this once."""

    actor: str
    name: Bilingual
    link: str


class InvitationOut(BaseModel):
    """How far an invitation has come."""

    id: str
    actor: str
    state: str
    expires: str


@router.get("", summary="Surveys with their response rates")
def list_all(workspace: WorkspaceDep, who: CallerDep) -> list[SurveyOut]:
    """Newest first. Needs `administer` or `write`."""
    return [SurveyOut.wire(told) for told in surveys.list_surveys(workspace, who)]


@router.post("", status_code=201, summary="Make a survey")
def create(workspace: WorkspaceDep, who: CallerDep, body: SurveyIn) -> SurveyOut:
    """Needs `administer` or `write`."""
    made = surveys.create_survey(workspace, who, body.model_dump())
    return SurveyOut.wire(surveys.read_survey(workspace, who, made))


@router.post("/{survey}/invitations", status_code=201, summary="Invite organisations by personal links")
def invite(
    request: Request, workspace: WorkspaceDep, who: CallerDep, survey: str, body: InvitationsIn
) -> list[LinkOut]:
    """Links are told this once and stored nowhere. Who has a link already is passed over."""
    made = surveys.invite(workspace, who, survey, body.actors)
    base = site_address(request)
    return [
        LinkOut(actor=one.actor, name=Bilingual(ko=one.name_ko, en=one.name_en), link=f"{base}/s/{one.token}")
        for one in made
    ]


@router.get("/{survey}/invitations", summary="Who was invited and who answered")
def invitations(workspace: WorkspaceDep, who: CallerDep, survey: str) -> list[InvitationOut]:
    """Newest first. Needs `administer` or `write`."""
    return [
        InvitationOut(id=one.id, actor=one.actor, state=one.state, expires=one.expires.isoformat())
        for one in surveys.list_invitations(workspace, who, survey)
    ]


@router.delete("/{survey}/invitations/{invitation}", status_code=204, summary="Revoke a personal link")
def revoke(workspace: WorkspaceDep, who: CallerDep, survey: str, invitation: str) -> None:
    """Only links that were neither answered nor withdrawn can be revoked."""
    surveys.read_survey(workspace, who, survey)
    surveys.revoke(workspace, who, invitation)


@router.post("/{survey}/close", summary="Take no more answers")
def close(workspace: WorkspaceDep, who: CallerDep, survey: str) -> SurveyOut:
    """Take no more answers; what was answered stays."""
    surveys.close_survey(workspace, who, survey)
    return SurveyOut.wire(surveys.read_survey(workspace, who, survey))
