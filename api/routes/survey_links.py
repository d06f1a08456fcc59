"""The partner's own page: a personal link opens it, without a login.

The link's secret moves from the address into a cookie of this page alone, so that it stands in no history, log of a
proxy or address that another site is told. Forms carry a token that follows from it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import LanguageDep, WorkspaceDep
from api.pages import survey
from api.pages.form_fields import Values, one
from api.pages.rendering import link, page
from api.routes.posted import Posted
from ecomap.errors import Forged, LinkClosed, RefusedFields
from ecomap.exchange.said import FieldProblem
from ecomap.services import survey_answers as answers
from ecomap.services.access import ANONYMOUS
from ecomap.services.actors import list_actors
from ecomap.services.desk import ANY
from ecomap.services.survey_answers import Opened
from ecomap.services.survey_papers import REPORTED
from ecomap.services.workspace import Workspace
from graph_schema import Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

COOKIE = "ecomap_survey"
FIELD = "survey_form"
HOME = "/survey"
FOUND = 20
WEEK = 7 * 24 * 3600


def _token(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def form_token(token: str) -> str:
    """Return what a form of this page has to carry; follows from the link, so no other site can know it."""
    return hmac.new(token.encode(), b"survey form", hashlib.sha256).hexdigest()


async def _own_form(request: Request, values: Posted) -> Values:
    """Return what a form of this page says; raises `Forged` if it is another's."""
    if not hmac.compare_digest(form_token(_token(request)).encode(), one(values, FIELD).encode()):
        raise Forged(
            Text("이 화면에서 보낸 양식이 아닙니다.", "This form did not come from this page."),
            Text("받은 링크를 다시 열고 거기서 보내십시오.", "Open your link again and send it there."),
            field=FIELD,
        )
    return values


TokenDep = Annotated[str, Depends(_token)]
FormDep = Annotated[Values, Depends(_own_form)]


@router.get("/s/{token}")
def enter(request: Request, workspace: WorkspaceDep, lang: LanguageDep, token: str) -> Response:
    """Open a personal link."""
    _ended(workspace, token)
    secure = workspace.settings.cookie_secure == "always" or request.url.scheme == "https"
    answer = RedirectResponse(link(lang, HOME), status_code=303)
    answer.set_cookie(COOKIE, token, max_age=WEEK, path=HOME, secure=secure, httponly=True, samesite="lax")
    return answer


@router.get(HOME)
def show(
    request: Request,
    workspace: WorkspaceDep,
    lang: LanguageDep,
    token: TokenDep,
    q: str = "",
    partner: str = "",
    key: str = "",
    done: str = "",
) -> Response:
    """Show the consent, then the record, the ties and what else there is to do."""
    if ended := _ended(workspace, token):
        told = {"form_token": form_token(token), "form_field": FIELD, "why": ended.message.get(lang)}
        return _kept_private(page(request, workspace, lang, "survey_over.html", told, status=410))
    opened = answers.open_link(workspace, token)
    return _page(request, workspace, lang, token, opened, q=q, partner=partner, key=key, done=done)


@router.post(HOME + "/consent")
def consent(workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, values: FormDep) -> Response:
    """Agree, or not."""
    answers.answer_consent(workspace, token, agreed=one(values, "do") == "agree")
    return _back(lang)


@router.post(HOME + "/record")
def record(request: Request, workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, values: FormDep) -> Response:
    """Correct the partner's own record."""
    opened = answers.open_link(workspace, token)
    now = survey.record_values(workspace, opened, lang)
    names = ("name_ko", "name_en", *survey.ASKED)
    said = {name: one(values, name) for name in names if name in values and one(values, name) != one(now, name)}
    try:
        if said:
            answers.correct_record(workspace, token, said, one(values, "tag") or ANY)
    except RefusedFields as error:
        wrong = error.context["problems"]
        return _page(request, workspace, lang, token, opened, record=values, record_wrong=wrong, status=422)
    return _back(lang, done="record")


@router.post(HOME + "/tie")
def tie(request: Request, workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, values: FormDep) -> Response:
    """Keep what the partner says of one tie."""
    type_, _, direction = one(values, survey.KIND).partition(".")
    said = {name: one(values, name) for name in REPORTED}
    said |= {"partner": one(values, "partner"), "type": type_, "direction": direction or "out"}
    try:
        answers.save_report(workspace, token, said, one(values, "key"))
    except RefusedFields as error:
        opened, wrong = answers.open_link(workspace, token), error.context["problems"]
        partner, key = said["partner"], one(values, "key")
        return _page(
            request,
            workspace,
            lang,
            token,
            opened,
            partner=partner,
            key=key,
            tie=values,
            tie_wrong=wrong,
            status=422,
        )
    return _back(lang, done="tie")


@router.post(HOME + "/drop")
def drop(workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, values: FormDep) -> Response:
    """Take back what the partner said of one tie."""
    answers.drop_report(workspace, token, one(values, "key"))
    return _back(lang, done="tie")


@router.post(HOME + "/send")
def send(workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, _: FormDep) -> Response:
    """Write the reported ties."""
    answers.submit_answers(workspace, token)
    return _back(lang, done="sent")


@router.post(HOME + "/withdraw")
def withdraw(request: Request, workspace: WorkspaceDep, lang: LanguageDep, token: TokenDep, _: FormDep) -> Response:
    """Take the consent back and erase what was answered."""
    answers.withdraw(workspace, token)
    answer = page(request, workspace, lang, "survey_withdrawn.html", {})
    answer.delete_cookie(COOKIE, path=HOME)
    return answer


def _ended(workspace: Workspace, token: str) -> LinkClosed | None:
    """Return why a link holds no more whose holder can still take the consent back; raises where that is gone too."""
    try:
        answers.open_link(workspace, token)
    except LinkClosed as error:
        if answers.may_withdraw(workspace, token):
            return error
        raise
    return None


def _back(lang: str, **query: str) -> Response:
    return RedirectResponse(link(lang, HOME, **query), status_code=303)


def _page(  # noqa: PLR0913  what a page may be asked for
    request: Request,
    workspace: Workspace,
    lang: str,
    token: str,
    opened: Opened,
    *,
    q: str = "",
    partner: str = "",
    key: str = "",
    done: str = "",
    record: Values | None = None,
    record_wrong: list[FieldProblem] | None = None,
    tie: Values | None = None,
    tie_wrong: list[FieldProblem] | None = None,
    status: int = 200,
) -> Response:
    told = opened.survey
    node = opened.actor.node
    values: dict[str, Any] = {
        "form_token": form_token(token),
        "form_field": FIELD,
        "survey": {
            "title": told.title.get(lang),
            "consent": told.consent.get(lang),
            "opens": told.opens,
            "closes": min(told.closes, opened.invitation.expires),
        },
        "holder": (node.name_en if lang == "en" else "") or node.name_ko,
        "state": opened.invitation.state,
        "done": done,
    }
    if not opened.invitation.consented:
        return _kept_private(page(request, workspace, lang, "survey_consent.html", values, status=status))
    report = survey.report_values(opened, key)
    chosen = workspace.store.get_nodes([partner or one(report, "partner")])
    other = next(iter(chosen.values()), None)
    wrong = [*(record_wrong or []), *(tie_wrong or [])]
    own = record if record is not None else survey.record_values(workspace, opened, lang)
    found = list_actors(workspace, ANONYMOUS, text=q, limit=FOUND).actors if q.strip() else ()
    values |= {
        "tag": opened.actor.tag,
        "summary": [{"field": p.field, "message": p.reason.get(lang)} for p in wrong],
        "record": survey.record_boxes(workspace, opened, lang, own, record_wrong or []),
        "reports": survey.reports(workspace, opened, lang),
        "q": q,
        "found": [(one_.node.id, _name(one_.node, lang)) for one_ in found if one_.node.id != node.id],
        "partner": {"id": other.id, "name": _name(other, lang)} if other else None,
        "key": key,
        "tie": survey.tie_boxes(workspace, opened, lang, tie if tie is not None else report, tie_wrong or []),
    }
    return _kept_private(page(request, workspace, lang, "survey.html", values, status=status))


def _name(node: Any, lang: str) -> str:
    return str((node.name_en if lang == "en" else "") or node.name_ko)


def _kept_private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
