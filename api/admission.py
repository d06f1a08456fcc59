"""Who may send what, decided before the body is read: the caller, the site it comes from, the size."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api import errors
from api.deps import caller
from api.pages.login import login_instead
from api.sessions import COOKIE, READING, require_own_site, session_of
from ecomap.errors import EcomapError, NotAuthenticated, OverBudget
from ecomap.services.access import ANONYMOUS
from ecomap.services.workspace import Workspace
from graph_schema import Text

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE
MAX_FILES = 4

Next = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """Addresses that writing requests may come to.

    Parameters
    ----------
    paths : str
        Regular expression of the whole path.
    most : int
        Bytes of the largest body; 0 for as many files as an import takes.
    open : bool
        Whether anybody may come, or only who has a key or is logged in.
    scopes : tuple of str
        One of which a caller needs before its body is read; services decide about the rest.
    """

    paths: str
    most: int = MEBIBYTE
    open: bool = False
    scopes: tuple[str, ...] = ()


# The first that fits counts. Who may read may also ask for a long computation and give it up again.
DOORS = (
    Door(r"/api/v1/jobs(/[^/]+)?|/jobs/[^/]+/cancel", most=64 * KIBIBYTE, open=True),
    Door(r"/api/v1/exports/[^/]+", most=4 * MEBIBYTE, open=True),  # reads a selection too long for an address
    Door(r"/login", most=2 * MEBIBYTE, open=True),  # carries a form that an ended login interrupted
    Door(r"/api/v1/imports|(?:/api/v1)?/previews", most=0, scopes=("write",)),
    Door(r"(?:/api/v1)?/previews/.*|/api/v1/changes/.*", scopes=("write",)),
    # One record at a time, by whoever may write some record or propose it.
    Door(r"/api/v1/(?:actors|ties)(?:/.*)?|/edit(?:/.*)?", scopes=("write", "write-own", "propose")),
    Door(r"(?:/api/v1)?/(?:views|stories)(?:/.*)?", scopes=("share",)),
    # A personal link is all that its holder has; its page checks it.
    Door(r"/survey/.*", open=True),
    Door(r"(?:/api/v1)?/surveys(?:/.*)?", scopes=("administer", "write")),
    Door(r".*"),
)


async def admitted(request: Request, call_next: Next) -> Response:
    """Turn a writer who may not, or with too large a body, away before the body is read.

    A form that comes after its sender's login has ended is read, within the bound of forms, and shown again behind the
    login page.
    """
    if request.method not in READING:
        try:
            await run_in_threadpool(_admit, request)
        except NotAuthenticated as error:
            return await login_instead(request, error) or errors.answer(request, error)
        except EcomapError as error:
            return errors.answer(request, error)
    return await call_next(request)


def _admit(request: Request) -> None:
    workspace: Workspace = request.app.state.workspace
    door = next(door for door in DOORS if re.fullmatch(door.paths, request.url.path))
    who = caller(request, workspace)
    if not request.headers.get("authorization"):
        require_own_site(request)
    _require_size(request, door.most or MAX_FILES * workspace.settings.import_max_mb * MEBIBYTE)
    if door.open:
        return
    if request.cookies.get(COOKIE) and who == ANONYMOUS and session_of(request) is None:
        raise NotAuthenticated(
            Text("로그인이 끝났습니다.", "You are not logged in any more."),
            Text("다시 로그인하십시오.", "Log in again."),
        )
    if door.scopes or who == ANONYMOUS:
        who.require(*(door.scopes or ("write",)))


def _require_size(request: Request, most: int) -> None:
    size = request.headers.get("content-length", "")
    if request.method == "DELETE" and not size and "transfer-encoding" not in request.headers:
        return
    if not size.isdigit() or int(size) > most:
        shown = f"{most // MEBIBYTE} MiB" if most >= MEBIBYTE else f"{most // KIBIBYTE} KiB"
        raise OverBudget(
            Text(f"보낸 내용의 크기를 모르거나 {shown}를 넘습니다.", f"The body has no length, or over {shown}."),
            Text("Content-Length를 붙이고, 파일을 나누어 보내십시오.", "Send Content-Length, and the files in parts."),
            field="Content-Length",
            value=size,
        )
