"""Who is logged in by the cookie of a request, and whether a request comes from our own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from ecomap.errors import Forged, StoreError
from ecomap.services import sessions
from ecomap.services.sessions import Session
from graph_schema import Text

COOKIE = "ecomap_session"
FIELD = "csrf"
HEADER = "x-csrf-token"
LOGIN = "/login"
READING = ("GET", "HEAD", "OPTIONS")
READ_BY_POST = "/api/v1/exports/"
"""Beginning of the addresses that read what a form asks for and change nothing: they need no token."""


def session_of(request: Request) -> Session | None:
    """Return the session that the cookie of a request names, looked up once a request; ``None`` without one."""
    if not hasattr(request.state, "session"):
        token = request.cookies.get(COOKIE, "")
        request.state.session = sessions.resume(request.app.state.workspace, token) if token else None
    found: Session | None = request.state.session
    return found


def shown_session(request: Request) -> Session | None:
    """Return the session for the heading of a page, which has to show even where the store is away."""
    try:
        return session_of(request)
    except StoreError:
        return None


def keep(request: Request, response: Response, session: Session) -> None:
    """Give a browser the cookie of a session: out of reach of scripts and of other sites, by https where it can."""
    settings = request.app.state.workspace.settings
    response.set_cookie(
        COOKIE,
        session.token,
        max_age=settings.session_hours * 3600,
        path="/",
        secure=settings.cookie_secure == "always" or request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def drop(response: Response) -> None:
    """Take the cookie back, and with it what the browser remembers of the pages."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'


def require_own_site(request: Request) -> None:
    """Return if a browser does not say that the request comes from another site; raises `Forged` otherwise."""
    site = request.headers.get("sec-fetch-site", "")
    origin = request.headers.get("origin", "")
    if site:
        own = site in ("same-origin", "none")
    else:  # compared without the scheme, which a proxy in front of us may have changed
        own = not origin or urlsplit(origin).netloc == request.headers.get("host", "")
    if not own:
        raise Forged(
            Text("다른 사이트에서 보낸 요청이라 받지 않았습니다.", "The request came from another site."),
            Text("이 사이트의 화면을 열고 거기서 다시 하십시오.", "Open the page on this site and do it there."),
            field="Origin",
            value=(origin or site)[:200],
        )


async def from_own_page(request: Request) -> None:
    """Return if a writing request by session carries the session's token, in a field or in a header.

    Every route depends on it. Programs under ``/api/`` send the header; a key needs neither.

    Raises
    ------
    Forged
        If the token is missing or another.
    """
    session: Session | None = getattr(request.state, "session", None)
    if request.method in READING or session is None or request.headers.get("authorization"):
        return
    if request.url.path.startswith(READ_BY_POST):
        return
    if request.url.path == LOGIN:  # its page may be older than the session of another tab
        return
    given = request.headers.get(HEADER, "")
    if not given and not request.url.path.startswith("/api/"):
        form = await request.form()
        given = str(form.get(FIELD, ""))
    if not session.is_own(given):
        raise Forged(
            Text(
                "이 화면은 지금 로그인하기 전에 열었거나 우리 화면이 아닙니다.",
                "This page was opened before the present login, or is not ours.",
            ),
            Text(
                "화면을 새로 열고 다시 하십시오. 프로그램은 X-CSRF-Token 머리글을 보내십시오.",
                "Open the page again and repeat it. Programs send the header X-CSRF-Token.",
            ),
            field=FIELD,
        )
