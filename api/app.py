"""The HTTP application."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import errors, openapi
from api.admission import admitted
from api.deps import caller, known_query
from api.embedding import Embedded, is_embedded
from api.language import language_of
from api.pages.login import refusal_page
from api.routers import CHANGING, PAGES, PROGRAMS
from api.sessions import COOKIE, from_own_page
from ecomap import __version__
from ecomap.bootstrap import open_workspace
from ecomap.errors import NotAuthenticated, StoreError
from ecomap.services.survey_reports import survey_versions
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings

STATIC = Path(__file__).parent / "web" / "static"
_POLICY = "default-src 'self'; frame-ancestors {}; base-uri 'none'; form-action 'self'; object-src 'none'"
POLICY = _POLICY.format("'self'")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

VARY = "Accept-Language, Accept-Encoding, Authorization, Cookie"

Next = Callable[[Request], Awaitable[Response]]


def create_app(workspace: Workspace) -> FastAPI:
    """Build the application over an opened workspace.

    Parameters
    ----------
    workspace : Workspace
        The app does not close its store.

    Returns
    -------
    FastAPI
    """
    app = FastAPI(
        title="ecomap",
        version=__version__,
        summary="Who works with whom in civil society, and where cooperation is missing.",
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(from_own_page)],
    )
    app.state.workspace = workspace
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.middleware("http")(_validated)
    app.middleware("http")(admitted)
    app.middleware("http")(_guarded)
    app.add_middleware(HeadersOnly)
    app.add_middleware(Embedded)
    errors.install(app, refusal_page)
    for module in PROGRAMS:
        app.include_router(module.router, dependencies=[Depends(known_query)])
    for module in PAGES:
        app.include_router(module.router)
    openapi.install(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def app_from_environment() -> FastAPI:
    """Build the application from ``ECOMAP_*`` variables: what ``ecomap serve`` hands to uvicorn by name."""
    return create_app(open_workspace(read_settings(os.environ)))


class HeadersOnly:
    """Answers HEAD wherever GET is answered, with the same headers and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, HEAD as GET."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


async def _guarded(request: Request, call_next: Next) -> Response:
    response = await call_next(request)
    if response.status_code == 304:  # its headers replace those of the reader's copy, and a map has a policy of its own
        return response
    policy = POLICY
    if is_embedded(request):
        policy = _POLICY.format(request.app.state.workspace.settings.embed_ancestors)
    for name, value in {"Content-Security-Policy": policy, **HEADERS}.items():
        response.headers.setdefault(name, value)
    return response


async def _validated(request: Request, call_next: Next) -> Response:
    """Answer 304 where the reader's copy is of this revision, before anything is computed.

    What somebody sees who is logged in depends on more than the revision and is for nobody else.
    """
    if request.method != "GET" or request.url.path.startswith("/static"):
        return await call_next(request)
    if request.cookies.get(COOKIE):
        response = await call_next(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = VARY
        return response
    if request.url.path.startswith(CHANGING):
        return await call_next(request)
    try:
        tag = await run_in_threadpool(_tag, request)
    except (StoreError, NotAuthenticated):
        return await call_next(request)
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag})
    response = await call_next(request)
    if response.status_code == 200:
        # One record says by a tag of its own which state it is: that is what a change has to match.
        response.headers.setdefault("ETag", tag)
        response.headers["Vary"] = VARY
        response.headers["Cache-Control"] = "no-cache"
    return response


def _tag(request: Request) -> str:
    workspace: Workspace = request.app.state.workspace
    caller(request, workspace)  # a key that ran out gets no more than a word that it did
    info, key = workspace.store.describe(), request.headers.get("authorization", "")
    today = datetime.now(UTC).astimezone().date().isoformat()  # the year up to which plans are looked at
    asked = repr(survey_versions(request.app.state.workspace.store))
    frames = workspace.settings.embed_ancestors if is_embedded(request) else ""
    parts = (__version__, info.uid, info.state, asked, str(request.url), language_of(request), key, today, frames)
    return f'W/"{hashlib.blake2b("|".join(parts).encode(), digest_size=12).hexdigest()}"'
