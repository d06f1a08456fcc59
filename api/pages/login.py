"""The login page, and forms that an ended login interrupted: nothing that was typed is lost.

A form that arrives after its sender's login has ended is answered with the login page, which carries all its fields
hidden. After the login they are kept as a paper of kind ``typed`` and the browser is sent back to the form with the
paper's id in ``typed=``; the form's page asks `typed_again` and fills itself. Nothing is written until the person
sends the form again.

A form that is shown at another address than it is sent to says so in a hidden field ``form_at``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from api.embedding import is_embedded
from api.language import language_of
from api.pages.rendering import error_page, page, problem_of
from api.sessions import FIELD, shown_session
from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import EcomapError, NotAuthenticated
from ecomap.services import institutions, upkeep
from ecomap.services.access import Principal
from ecomap.services.sessions import Session
from ecomap.services.workspace import Workspace
from graph_schema import Text

TYPED = "typed"
FORM_AT = "form_at"
CARRIED = "carried."
MOST_FIELDS = 2_000
_NEVER = (FIELD, FORM_AT, "password", "present", "new", "repeated")
_FORM = "application/x-www-form-urlencoded"

Fields = Sequence[tuple[str, str]]


def typed_again(request: Request, workspace: Workspace, who: Principal) -> Mapping[str, list[str]]:
    """Return what the caller had typed into this form when the login ended, by field; empty if nothing.

    Parameters
    ----------
    request : Request
        Of the form's page, with ``typed=`` in its address.
    workspace : Workspace
    who : Principal
        Only what was typed into the caller's own browser comes back.
    """
    name = request.query_params.get(TYPED, "")
    paper = workspace.store.get_papers(TYPED, [name]).get(name) if name and who.account else None
    if paper is None or paper.owner != who.account:
        return {}
    return {name: list(texts) for name, texts in paper.data["fields"].items()}


async def login_instead(request: Request, error: EcomapError) -> Response | None:
    """Return the login page with the form that was sent inside it; ``None`` where no person sent a form.

    Forms with files are not carried: browsers do not let a page fill in a file.
    """
    if request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", ""):
        return None
    fields: Fields = ()
    if request.headers.get("content-type", "").partition(";")[0] == _FORM:
        body = (await request.body()).decode("utf-8", "replace")
        try:
            fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            fields = ()
    at = dict(fields).get(FORM_AT, "") or _own(request)
    return login_page(request, to=at, typed=[(name, value) for name, value in fields if name not in _NEVER], why=error)


def login_page(
    request: Request,
    *,
    to: str = "",
    typed: Fields = (),
    why: EcomapError | None = None,
    login: str = "",
    status: int = 401,
) -> Response:
    """Return the login page.

    Parameters
    ----------
    request : Request
    to : str
        Where to go afterwards.
    typed : sequence of (str, str)
        Fields of an interrupted form.
    why : EcomapError, optional
        What to say above it.
    login : str
        What was typed as the login before.
    status : int
    """
    lang = language_of(request)
    values = {
        "problem": problem_of(why, lang) if why else None,
        "to": inside(to),
        "typed": [(CARRIED + name, value) for name, value in typed],
        "login": login,
        "here": "login",
        "institution": institutions.is_configured(request.app.state.workspace),
    }
    answer = page(request, request.app.state.workspace, lang, "login.html", values, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def after_login(workspace: Workspace, session: Session, to: str, sent: Fields) -> str:
    """Return where to go after a login, having kept the interrupted form that the login page carried."""
    address = inside(to) or "/"
    fields: dict[str, list[str]] = {}
    for name, value in sent:
        if name.startswith(CARRIED):
            fields.setdefault(name.removeprefix(CARRIED), []).append(value)
    if not fields:
        return address
    until = datetime.now(UTC) + timedelta(days=1)
    paper = Paper(TYPED, uuid4().hex, {"fields": fields}, owner=session.account.id, state=upkeep.day(until))
    with workspace.store.write(Change(session.who.name, "typed", "form")) as writing:
        writing.put_papers([paper])
        writing.commit()
    split = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(split.query) if name != TYPED]
    return f"{split.path}?{urlencode([*query, (TYPED, paper.id)])}"


def inside(address: str) -> str:
    """Return an address if it stays on this site; empty otherwise, so that nobody is led elsewhere by a link."""
    plain = address.isprintable() and "\\" not in address and address.startswith("/")
    return address if plain and not address.startswith(("//", "/login", "/logout")) else ""


def _own(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def refusal_page(request: Request, status: int, message: Text, remedy: Text | None) -> Response:
    """Return an error as a page: the login page for somebody not logged in who asked for what others may see."""
    asked = request.method == "GET" and not is_embedded(request)  # nobody shows our login inside a page of theirs
    if status == HTTPStatus.UNAUTHORIZED and asked and shown_session(request) is None:
        return login_page(request, to=_own(request), why=NotAuthenticated(message, remedy))
    return error_page(request, status, message, remedy)
