"""Sessions: who is logged in, from login until logout, a new password, or half a day later."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import NotAuthenticated
from ecomap.services import passwords, upkeep
from ecomap.services.access import Principal
from ecomap.services.accounts import ACCOUNT, MOST_FAILURES, Account, account_by, account_of, login_key
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery
from graph_schema import Text

SESSION = "session"
MOST_PER_ADDRESS = 100
"""Failed logins in a quarter of an hour; an address may be a whole office."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is logged in.

    Parameters
    ----------
    token : str
        What only the browser knows; the store has its hash.
    account : Account
    expires : datetime
    """

    token: str
    account: Account
    expires: datetime

    @property
    def who(self) -> Principal:
        """The caller."""
        return self.account.principal

    @property
    def csrf(self) -> str:
        """What a form of this session has to carry; follows from the token, so no other site can know it."""
        return hmac.new(self.token.encode(), b"csrf", hashlib.sha256).hexdigest()

    def is_own(self, given: str) -> bool:
        """Return whether a form carries what one of this session carries."""
        return hmac.compare_digest(self.csrf.encode(), given.encode())


def log_in(workspace: Workspace, login: str, password: str, *, address: str = "") -> Session:
    """Begin a session with a password.

    Parameters
    ----------
    workspace : Workspace
    login, password : str
    address : str
        From where, for the limit of failures.

    Returns
    -------
    Session
        Always with a new token.

    Raises
    ------
    NotAuthenticated
        If login and password do not belong together, or the account is disabled: in the same words, after the
        same time.
    TooManyAttempts
        If there were too many failures of this login or address.
    """
    name = login_key(login)
    workspace.attempts.begin(account=(name, MOST_FAILURES), address=(address, MOST_PER_ADDRESS))
    paper = account_by(workspace.store, name)
    known = passwords.matches(paper.data["hash"] if paper else "", password)
    if not known or paper is None or paper.state != "active":
        raise NotAuthenticated(
            Text("로그인 이름이나 비밀번호가 맞지 않습니다.", "Login or password is wrong."),
            Text("다시 적거나 관리자에게 새 비밀번호를 받으십시오.", "Try again, or ask for a new password."),
        )
    workspace.attempts.succeeded(name, address)
    if passwords.is_outdated(paper.data["hash"]):
        paper = replace(paper, data={**paper.data, "hash": passwords.hashed(password)})
        return begin(workspace, paper, changed=True)
    return begin(workspace, paper)


def begin(workspace: Workspace, account: Paper, *, changed: bool = False) -> Session:
    """Begin a session of an account whose owner has proved to be it; ``changed`` writes its paper as well."""
    now = datetime.now(UTC)
    token = token_urlsafe(32)
    expires = now + timedelta(hours=workspace.settings.session_hours)
    data = {"expires": expires.isoformat()}
    paper = Paper(SESSION, _hash(token), data, owner=account.id, state=upkeep.day(expires))
    told = account_of(account)
    with workspace.store.write(Change(told.name, "login", "form")) as writing:
        writing.put_papers([paper, *([account] if changed else [])])
        upkeep.tidy_some(writing, now)
        writing.commit()
    return Session(token, told, expires)


def resume(workspace: Workspace, token: str) -> Session | None:
    """Return the session of a token; ``None`` if it is unknown or over. Two reads by id."""
    name = _hash(token)
    paper = workspace.store.get_papers(SESSION, [name]).get(name)
    if paper is None:
        return None
    expires = datetime.fromisoformat(paper.data["expires"])
    account = workspace.store.get_papers(ACCOUNT, [paper.owner]).get(paper.owner)
    if account is None or account.state != "active" or expires <= datetime.now(UTC):
        return None
    return Session(token, account_of(account), expires)


def log_out(workspace: Workspace, session: Session) -> None:
    """End a session; ending it again changes nothing."""
    with workspace.store.write(Change(session.who.name, "logout", "form")) as writing:
        writing.remove_papers(SESSION, [_hash(session.token)])
        writing.commit()


def query(account: str) -> PaperQuery:
    """Return the query for the sessions of an account."""
    return PaperQuery(SESSION, owners=(account,))


def _hash(token: str) -> str:
    # As with API keys: 256 random bits need no slow hash.
    return hashlib.sha256(token.encode()).hexdigest()
