"""To the institution's login and back."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import LanguageDep, WorkspaceDep, site_address
from api.pages.login import inside, login_page
from api.pages.rendering import link
from api.sessions import keep, session_of
from ecomap.errors import NotAuthenticated, NotFound
from ecomap.services import institutions, sessions
from ecomap.services.institutions import Errand
from graph_schema import Text

router = APIRouter(prefix="/login", include_in_schema=False, default_response_class=HTMLResponse)

COOKIE = "ecomap_errand"
PATH = "/login"
_SECONDS = 600


@router.get("/institution")
def leave(request: Request, workspace: WorkspaceDep, to: str = "") -> Response:
    """Send the browser to the institution."""
    if not institutions.is_configured(workspace):
        raise NotFound(
            Text("기관 로그인을 쓰지 않는 사이트입니다.", "This site uses no institution's login."),
            Text("로그인 이름과 비밀번호로 로그인하십시오.", "Log in with login and password."),
        )
    try:
        address, errand = institutions.send_there(workspace, _callback(request), inside(to))
    except NotAuthenticated as error:
        return login_page(request, to=to, why=error)
    answer = RedirectResponse(address, status_code=303)
    packed = base64.urlsafe_b64encode(json.dumps(asdict(errand)).encode()).decode()
    secure = workspace.settings.cookie_secure == "always" or request.url.scheme == "https"
    answer.set_cookie(COOKIE, packed, max_age=_SECONDS, path=PATH, secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/callback")
def come_back(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> Response:
    """Begin the session of whom the institution vouches for."""
    errand = _errand(request.cookies.get(COOKIE, ""))
    try:
        session = institutions.come_back(workspace, _callback(request), errand, dict(request.query_params))
    except NotAuthenticated as error:
        answer = login_page(request, to=errand.to, why=error)
    else:
        if old := session_of(request):
            sessions.log_out(workspace, old)
        answer = RedirectResponse(inside(errand.to) or link(lang, "/"), status_code=303)
        keep(request, answer, session)
    answer.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax")
    return answer


def _callback(request: Request) -> str:
    return f"{site_address(request)}{PATH}/callback"


def _errand(packed: str) -> Errand:
    """Return what the browser kept; something that fits no answer where it kept nothing."""
    try:
        return Errand(**json.loads(base64.urlsafe_b64decode(packed)))
    except (ValueError, TypeError):
        return Errand("-", "-", "-", "")
