"""Writing one record: ``POST``, ``PATCH`` and ``DELETE`` of ``/api/v1/actors`` and ``/api/v1/ties``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.deps import CallerDep, WorkspaceDep
from ecomap.errors import InvalidParameter
from ecomap.services.desk import ANY
from ecomap.services.gate import Intent, Outcome, submit
from graph_schema import Text

router = APIRouter(prefix="/api/v1")

_ACTOR = {
    "kind": "civil_society",
    "name_ko": "망원 돌봄 모임",
    "located_in": "마포구 망원1동",
    "works_in": ["welfare"],
    "founded": "2019-03",
    "ties": [{"target": "gov:1144000000", "type": "member_of", "valid_from": "2021"}],
}
_TIE = {
    "type": "funds",
    "source": "gov:1144000000",
    "target": "demo-0042",
    "valid_from": "2024",
    "amount": "300만원",
    "field": "welfare",
}


class RecordIn(BaseModel):
    """What is said of one record, by the fields that the ontology names. An empty value clears a field."""

    model_config = ConfigDict(extra="forbid")

    fields: dict[str, Any] = Field(examples=[_ACTOR])
    reason: str = Field(default="", max_length=2_000, description="Why, for the audit history.")


class NewRecordIn(RecordIn):
    """What is said of a new record."""

    id: str = Field(default="", max_length=200, description="Id to record it under; empty lets the register choose.")


class OutcomeOut(BaseModel):
    """What became of a change."""

    state: str = Field(
        description="`written`, or `proposed` where it lies outside the caller's districts or fields.",
        examples=["written"],
    )
    id: str = Field(description="Id of the record; empty for a proposal of a new one.", examples=["org-1f0c…"])
    tag: str = Field(description="Tag of the record as it is now, for `If-Match`; empty if it is gone.")
    proposal: str = Field(description="Id of the proposal, if it is one.", examples=[""])


KeyHeader = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        description="Sent again with the same content, the change is made once and answered alike.",
        examples=["5f3b1c1e-7a55-4f0e-9d0c-2f6a4f9a1b77"],
    ),
]
MatchHeader = Annotated[
    str,
    Header(
        alias="If-Match",
        description="ETag of the record as it was read, or `*` for whatever it is now. 412 if it has changed, 428 if "
        "the header is missing.",
        examples=['"0b7a3a2d2d7c4d0f9f2b1c55"'],
    ),
]
ReasonQuery = Annotated[str, Query(max_length=2_000, description="Why, for the audit history.", examples=["오기"])]

WRITTEN: dict[int | str, dict[str, Any]] = {
    202: {"model": OutcomeOut, "description": "Outside the caller's districts or fields: proposed."},
}
_ACTOR_EXAMPLES: Any = {"actor": {"summary": "A new actor with a tie", "value": {"fields": _ACTOR, "reason": "방문"}}}
_CHANGE_EXAMPLES: Any = {
    "change": {"summary": "One field anew, one cleared", "value": {"fields": {"staff": 4, "homepage": ""}}}
}
_TIE_EXAMPLES: Any = {"tie": {"summary": "A grant", "value": {"fields": _TIE}}}
_END_EXAMPLES: Any = {"end": {"summary": "End a tie", "value": {"fields": {"valid_to": "2024-12-31"}}}}


@router.post("/actors", status_code=201, responses=WRITTEN, summary="Register an actor, with its ties", tags=["actors"])
def register_actor(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    body: Annotated[NewRecordIn, Body(openapi_examples=_ACTOR_EXAMPLES)],
    key: KeyHeader = "",
) -> OutcomeOut:
    """Needs `write`, `write-own` or `propose`.

    `fields` takes `kind`, names, properties, the links `located_in`, `active_in`, `works_in` and `responsible_for` by
    id or name, `ties` as `POST /api/v1/ties` takes them with one end left out, and `related`: how the actor stands to
    records that look alike (`different`, `branch`, `former`, `merged` by their id). All problems of all fields come
    together in `context.problems`.
    """
    intent = Intent("register-with-ties", body.id, body.fields)
    outcome = submit(workspace, who, intent, via="api", reason=body.reason, key=key)
    return answered(outcome, response, "actors")


@router.patch("/actors/{actor:path}", responses=WRITTEN, summary="Change an actor", tags=["actors"])
def change_actor(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    actor: str,
    body: Annotated[RecordIn, Body(openapi_examples=_CHANGE_EXAMPLES)],
    match: MatchHeader = "",
    key: KeyHeader = "",
) -> OutcomeOut:
    """Fields that are not said stay as they are. `ties` and `related` as when registering."""
    intent = Intent("change-with-ties", actor, body.fields, match_tag(match))
    return answered(submit(workspace, who, intent, via="api", reason=body.reason, key=key), response)


@router.post("/ties", status_code=201, responses=WRITTEN, summary="Record a tie", tags=["ties"])
def record_tie(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    body: Annotated[NewRecordIn, Body(openapi_examples=_TIE_EXAMPLES)],
    key: KeyHeader = "",
) -> OutcomeOut:
    """Needs the right to write about one of its ends.

    `fields` takes `type`, `source`, `target`, `valid_from`, `valid_to`, `weight`, `amount`, `unit`, `field` and the
    properties of the type.
    """
    outcome = submit(workspace, who, Intent("record-tie", body.id, body.fields), via="api", reason=body.reason, key=key)
    return answered(outcome, response, "ties")


@router.patch("/ties/{tie:path}", responses=WRITTEN, summary="Change or end a tie", tags=["ties"])
def change_tie(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    tie: str,
    body: Annotated[RecordIn, Body(openapi_examples=_END_EXAMPLES)],
    match: MatchHeader = "",
    key: KeyHeader = "",
) -> OutcomeOut:
    """Say what changes: `valid_to` ends a tie without deleting it. Type and ends stay: record another tie instead."""
    intent = Intent("change-tie", tie, body.fields, match_tag(match))
    return answered(submit(workspace, who, intent, via="api", reason=body.reason, key=key), response)


@router.delete("/ties/{tie:path}", responses=WRITTEN, summary="Remove a tie that never was", tags=["ties"])
def remove_tie(
    workspace: WorkspaceDep,
    who: CallerDep,
    response: Response,
    tie: str,
    reason: ReasonQuery = "",
    match: MatchHeader = "",
    key: KeyHeader = "",
) -> OutcomeOut:
    """Its history stays. A tie that came to its end is changed instead."""
    outcome = submit(workspace, who, Intent("remove-tie", tie, {}, match_tag(match)), via="api", reason=reason, key=key)
    return answered(outcome, response)


def etag(tag: str) -> str:
    """Return a record's tag as a header."""
    return f'"{tag}"'


def match_tag(header: str) -> str:
    """Return the tag of an If-Match header; empty if there is none."""
    text = header.strip()
    if text in ("", ANY):
        return text
    if len(text) > 2 and text[0] == text[-1] == '"' and "," not in text:
        return text[1:-1]
    raise InvalidParameter(
        Text(f"If-Match의 값 '{text[:80]}'을(를) 쓸 수 없습니다.", f"If-Match cannot be '{text[:80]}'."),
        Text(
            "기록을 읽을 때 받은 ETag 하나를 따옴표까지 그대로 보내십시오.",
            "Send the one ETag that came with the record as it is, quotes included.",
        ),
        field="If-Match",
        value=text[:80],
    )


def answered(outcome: Outcome, response: Response, created: str = "") -> OutcomeOut:
    """Return what became of a change, with the headers that say it; ``created`` is the collection of a new record."""
    if outcome.state == "proposed":
        response.status_code = HTTPStatus.ACCEPTED
    elif created:
        response.headers["Location"] = f"/api/v1/{created}/{quote(outcome.subject, safe='/:')}"
    if outcome.tag:
        response.headers["ETag"] = etag(outcome.tag)
    return OutcomeOut(state=outcome.state, id=outcome.subject, tag=outcome.tag, proposal=outcome.proposal)
