"""What routes are handed: the workspace, the caller, the language."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Query, Request

from api.language import language_of
from api.sessions import session_of
from ecomap.errors import InvalidParameter, NotAuthenticated
from ecomap.services.access import ANONYMOUS, Principal
from ecomap.services.keys import authenticate
from ecomap.services.workspace import Workspace
from graph_schema import Text


def _workspace(request: Request) -> Workspace:
    return cast(Workspace, request.app.state.workspace)


WorkspaceDep = Annotated[Workspace, Depends(_workspace)]


def caller(request: Request, workspace: WorkspaceDep) -> Principal:
    """Return who calls, by key or session: anonymous without either, refused with a key that does not count."""
    header = request.headers.get("authorization", "")
    if not header:
        session = session_of(request)
        return session.who if session else ANONYMOUS
    scheme, _, secret = header.partition(" ")
    if scheme.casefold() != "bearer" or not secret.strip():
        raise NotAuthenticated(
            Text("Authorization 머리글을 읽을 수 없습니다.", "The header Authorization cannot be read."),
            Text("'Authorization: Bearer eco_…'로 보내십시오.", "Send 'Authorization: Bearer eco_…'."),
        )
    return authenticate(workspace, secret.strip())


CallerDep = Annotated[Principal, Depends(caller)]
LanguageDep = Annotated[str, Depends(language_of)]


def site_address(request: Request) -> str:
    """Return the address of this site for what leaves it: as configured, or else as this request named it."""
    return _workspace(request).settings.public_url or str(request.base_url).rstrip("/")


EVERYWHERE = ("lang",)
"""Parameters of every route: the language of its texts."""

LimitQuery = Annotated[int, Query(ge=1, le=200, description="Page size.", examples=[20])]
CursorQuery = Annotated[str, Query(description="`next_cursor` of the page before.")]


def known_query(request: Request) -> None:
    """Refuse query parameters that the API description does not list: a filter that is passed over misleads."""
    path = request.scope["route"].path_format
    operation = request.app.openapi()["paths"].get(path, {}).get(request.method.lower(), {})
    known = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
    known += [name for name in EVERYWHERE if name not in known]
    for name in request.query_params:
        if name not in known:
            listed = ", ".join(known)
            raise InvalidParameter(
                Text(f"'{name}'이라는 매개변수는 없습니다.", f"There is no parameter '{name}'."),
                Text(f"쓸 수 있는 이름: {listed}", f"Known: {listed}"),
                field=name,
                value=request.query_params[name],
            )
