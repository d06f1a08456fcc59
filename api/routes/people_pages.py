"""One's own account, and for administrators the accounts and keys of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.deps import CallerDep, LanguageDep, WorkspaceDep
from api.errors import status_of
from api.pages.people import account_form, account_rows, key_rows, mistakes, said_of
from api.pages.rendering import link, page, problem_of
from api.sessions import keep
from ecomap.errors import Conflict, EcomapError, InvalidParameter, NotAuthenticated, RefusedFields, TooManyAttempts
from ecomap.services import accounts, keys, sessions
from ecomap.services.access import ANONYMOUS, ROLES, SCOPES
from graph_schema import Text

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

REFUSED = (RefusedFields, Conflict, InvalidParameter, TooManyAttempts)


async def posted(request: Request) -> dict[str, list[str]]:
    """Return the text fields of a form by name."""
    form = await request.form()
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


PostedDep = Annotated[dict[str, list[str]], Depends(posted)]


@router.get("/account")
def my_account(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, done: str = ""
) -> Response:
    """Show one's own account."""
    return _my_account(request, workspace, who, lang, done=done)


@router.post("/account")
def change_my_password(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, sent: PostedDep
) -> Response:
    """Change one's own password; all other sessions end and this one begins anew."""
    present, new, repeated = (_one(sent, name) for name in ("present", "new", "repeated"))
    try:
        _require_same(new, repeated)
        accounts.change_password(workspace, who, present=present, new=new)
    except REFUSED as error:
        return _my_account(request, workspace, who, lang, error=error)
    account = accounts.read_account(workspace, who, who.account)
    session = sessions.log_in(workspace, account.login, new)
    answer = RedirectResponse(link(lang, "/account", done="password"), status_code=303)
    keep(request, answer, session)
    return answer


@router.get("/users")
def users(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """List the accounts."""
    found = accounts.list_accounts(workspace, who)
    return page(
        request, workspace, lang, "users.html", {"here": "users", "users": account_rows(workspace, found, lang)}
    )


@router.get("/users/new")
def new_user(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """Show the form of a new account."""
    who.require("administer")
    return _user(request, workspace, lang, {"role": ["registrar"]})


@router.post("/users/new")
def make_user(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, sent: PostedDep
) -> Response:
    """Make an account."""
    who.require("administer")
    try:
        password = _one(sent, "password")
        made = accounts.add_account(workspace, who, password=password, login=_one(sent, "login"), **said_of(sent))
    except REFUSED as error:
        return _user(request, workspace, lang, sent, error=error)
    return RedirectResponse(link(lang, f"/users/{made.id}", done="made"), status_code=303)


@router.get("/users/{account}")
def one_user(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, account: str, done: str = ""
) -> Response:
    """Show the form of an account."""
    who.require("administer")
    found = accounts.read_account(workspace, who, account)
    return _user(request, workspace, lang, account_form(workspace, found, lang), account=found, done=done)


@router.post("/users/{account}")
def change_user(
    request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, account: str, sent: PostedDep
) -> Response:
    """Change an account, or give it a new password."""
    who.require("administer")
    found = accounts.read_account(workspace, who, account)
    try:
        if _one(sent, "do") == "password":
            accounts.reset_password(workspace, who, account, _one(sent, "password"))
        else:
            said = {**said_of(sent), "active": _one(sent, "active") == "yes"}
            version = int(_one(sent, "version") or 0) if (_one(sent, "version") or "0").isdecimal() else -1
            accounts.change_account(workspace, who, account, version=version, **said)
    except REFUSED as error:
        values = sent if _one(sent, "do") != "password" else account_form(workspace, found, lang)
        return _user(request, workspace, lang, values, account=found, error=error)
    return RedirectResponse(link(lang, f"/users/{account}", done=_one(sent, "do") or "saved"), status_code=303)


@router.get("/keys")
def key_list(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep) -> Response:
    """List the keys, with a form for a new one."""
    return _keys(request, workspace, who, lang, {"scopes": ["write"], "days": ["365"]})


@router.post("/keys")
def make_key(request: Request, workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, sent: PostedDep) -> Response:
    """Make a key and show its secret this once."""
    bounds = {name: said_of(sent)[name] for name in ("places", "fields")}
    days = _one(sent, "days")
    try:
        secret = keys.add_key(
            workspace,
            who,
            name=_one(sent, "name"),
            scopes=frozenset(sent.get("scopes", ())),
            expires_days=int(days) if days.isdecimal() and len(days) < 9 else 0,
            **bounds,
        )
    except REFUSED as error:
        return _keys(request, workspace, who, lang, sent, error=error)
    answer = _keys(request, workspace, who, lang, {"scopes": ["write"], "days": ["365"]}, secret=secret)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@router.post("/keys/{key}/revoke")
def revoke_key(workspace: WorkspaceDep, who: CallerDep, lang: LanguageDep, key: str) -> Response:
    """Make a key useless at once."""
    keys.revoke_key(workspace, who, key)
    return RedirectResponse(link(lang, "/keys"), status_code=303)


def _my_account(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: str,
    *,
    done: str = "",
    error: EcomapError | None = None,
) -> Response:
    if who == ANONYMOUS:
        raise NotAuthenticated(
            Text("로그인해야 볼 수 있습니다.", "You have to log in to see this."),
            Text("아래에서 로그인하십시오.", "Log in below."),
        )
    found = accounts.read_account(workspace, who, who.account)
    (row,) = account_rows(workspace, [found], lang)
    values = {"here": "account", "row": row, "done": done, **_problem(error, lang)}
    return page(request, workspace, lang, "account.html", values, status=status_of(type(error)) if error else 200)


def _user(
    request: Request,
    workspace: WorkspaceDep,
    lang: str,
    values: Mapping[str, list[str]],
    *,
    account: accounts.Account | None = None,
    done: str = "",
    error: EcomapError | None = None,
) -> Response:
    shown: dict[str, Any] = {
        "here": "users",
        "account": asdict(account) if account else None,
        "form": _joined(values),
        "roles": [(name, role.label.get(lang)) for name, role in ROLES.items()],
        "done": done,
        **_problem(error, lang),
    }
    return page(request, workspace, lang, "user.html", shown, status=status_of(type(error)) if error else 200)


def _keys(
    request: Request,
    workspace: WorkspaceDep,
    who: CallerDep,
    lang: str,
    values: Mapping[str, list[str]],
    *,
    secret: str = "",
    error: EcomapError | None = None,
) -> Response:
    shown: dict[str, Any] = {
        "here": "keys",
        "keys": key_rows(workspace, keys.list_keys(workspace, who), lang),
        "form": _joined(values),
        "chosen": values.get("scopes", []),
        "scopes": [(name, text.get(lang)) for name, text in SCOPES.items()],
        "secret": secret,
        **_problem(error, lang),
    }
    return page(request, workspace, lang, "keys.html", shown, status=status_of(type(error)) if error else 200)


def _joined(values: Mapping[str, list[str]]) -> Mapping[str, str]:
    """Return what stands in the boxes of a form; nothing in those that it does not name."""
    return defaultdict(str, {name: "\n".join(texts) for name, texts in values.items()})


def _problem(error: EcomapError | None, lang: str) -> dict[str, Any]:
    return {"problem": problem_of(error, lang) if error else None, "mistakes": mistakes(error, lang)}


def _one(sent: Mapping[str, list[str]], name: str) -> str:
    return sent.get(name, [""])[0]


def _require_same(new: str, repeated: str) -> None:
    if new != repeated:
        raise Conflict(
            Text("새 비밀번호를 두 번 다르게 적었습니다.", "The new password was typed in two ways."),
            Text("같은 비밀번호를 두 번 적으십시오.", "Type the same password twice."),
            field="repeated",
        )
