"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.login import CARRIED, after_login, login_page
from api.pages.rendering import link
from api.sessions import drop, keep, session_of
from ecomap.errors import NotAuthenticated, TooManyAttempts
from ecomap.services import sessions

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_LARGEST = 2 * 1024 * 1024


async def sent_fields(request: Request) -> list[tuple[str, str]]:
    """Return the text fields of the form that was sent, in order."""
    form = await request.form(max_fields=3_000, max_files=0, max_part_size=_LARGEST)
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


FieldsDep = Annotated[list[tuple[str, str]], Depends(sent_fields)]


@router.get("/login")
def show_login(request: Request, to: str = "") -> Response:
    """Show the login page."""
    return login_page(request, to=to, status=200)


@router.post("/login")
def log_in(request: Request, workspace: WorkspaceDep, lang: LanguageDep, fields: FieldsDep) -> Response:
    """Begin a session and go where the person wanted to go, with what was typed before."""
    told = dict(fields)
    to, login = told.get("to", ""), told.get("login", "")
    address = request.client.host if request.client else ""
    try:
        session = sessions.log_in(workspace, login, told.get("password", ""), address=address)
    except (NotAuthenticated, TooManyAttempts) as error:
        typed = [(name.removeprefix(CARRIED), value) for name, value in fields if name.startswith(CARRIED)]
        return login_page(request, to=to, typed=typed, why=error, login=login, status=status_of(type(error)))
    if old := session_of(request):
        sessions.log_out(workspace, old)
    target = after_login(workspace, session, to, fields)
    answer = RedirectResponse(target if target != "/" else link(lang, "/"), status_code=303)
    keep(request, answer, session)
    return answer


@router.post("/logout")
def log_out(request: Request, workspace: WorkspaceDep, lang: LanguageDep) -> Response:
    """End the session of this browser."""
    if session := session_of(request):
        sessions.log_out(workspace, session)
    answer = RedirectResponse(link(lang, "/"), status_code=303)
    drop(answer)
    return answer
