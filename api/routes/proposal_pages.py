"""The queue of proposals: what would change, and deciding about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.proposal_view import differences, subject_name, verb_label
from api.pages.rendering import link, page, problem_of
from api.pages.texts import moment, person
from ecomap.errors import EcomapError, NotAuthenticated, StoreError
from ecomap.services import proposals
from ecomap.services.access import Principal
from ecomap.services.workspace import Workspace

router = APIRouter(prefix="/proposals", include_in_schema=False, default_response_class=HTMLResponse)

AnswerForm = Annotated[str, Form()]


@router.get("")
def queue(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    state: str = "waiting",
    cursor: str = "",
) -> HTMLResponse:
    """List proposals: all of them for who may decide, one's own for others."""
    found = proposals.list_proposals(workspace, who, state=state if state in proposals.STATES else "", cursor=cursor)
    values = {
        "here": "proposals",
        "proposals": [_row(workspace, one, lang) for one in found.items],
        "state": state,
        "states": [(name, text.get(lang)) for name, text in proposals.STATES.items()],
        "decides": "write" in who.scopes,
        "next_page": link(lang, "/proposals", state=state, cursor=found.next_cursor) if found.next_cursor else "",
    }
    return page(request, workspace, lang, "proposals.html", values)


@router.get("/{proposal}")
def one_proposal(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, proposal: str
) -> HTMLResponse:
    """Show what a proposal would change."""
    return _shown(request, workspace, who, lang, proposal)


@router.post("/{proposal}/{decision}")
def decide(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: LanguageDep,
    proposal: str,
    decision: str,
    answer: AnswerForm = "",
) -> Response:
    """Approve, refuse or withdraw a proposal."""
    try:
        if decision == "approve":
            proposals.approve(workspace, who, proposal, answer=answer.strip())
        elif decision == "refuse":
            proposals.refuse(workspace, who, proposal, answer=answer)
        else:
            proposals.withdraw(workspace, who, proposal)
    except (StoreError, NotAuthenticated):
        raise
    except EcomapError as error:
        return _shown(request, workspace, who, lang, proposal, error, answer)
    return RedirectResponse(link(lang, f"/proposals/{proposal}"), status_code=303)


def _shown(
    request: Request,
    workspace: Workspace,
    who: Principal,
    lang: str,
    proposal: str,
    error: EcomapError | None = None,
    answer: str = "",
) -> HTMLResponse:
    found = proposals.read_proposal(workspace, who, proposal)
    is_actor = found.intent.subject and not found.intent.verb.endswith("-tie")
    values = {
        "here": "proposals",
        "shown_at": f"/proposals/{found.id}",
        "proposal": found,
        "shown": _row(workspace, found, lang),
        "differences": differences(workspace, who, found.intent, lang),
        "decided_by": person(found.decided_by, lang) if found.decided_by else "",
        "subject_href": f"/actors/{found.intent.subject}" if is_actor else "",
        "decides": "write" in who.scopes and found.state == "waiting",
        "withdraws": proposals.owns(who, found.owner) and found.state == "waiting",
        "problem": problem_of(error, lang) if error else None,
        "answer": answer or found.answer,
    }
    status = status_of(type(error)) if error else 200
    return page(request, workspace, lang, "proposal.html", values, status=status)


def _row(workspace: Workspace, found: proposals.Proposal, lang: str) -> dict[str, str]:
    return {
        "id": found.id,
        "verb": verb_label(found.intent, lang),
        "subject": subject_name(workspace, found.intent, lang),
        "by": person(found.by, lang),
        "reason": found.reason,
        "state": proposals.STATES[found.state].get(lang),
        "made": moment(found.made),
    }
