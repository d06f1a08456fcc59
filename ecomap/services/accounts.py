"""Accounts of people: who they are, what they may do, and who may change that."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.domain.texts import key
from ecomap.errors import Conflict, InvalidRecord, NotFound
from ecomap.exchange.said import Problems
from ecomap.services import passwords
from ecomap.services.access import ROLES, Principal
from ecomap.services.desk import named
from ecomap.services.listing import papers_of
from ecomap.services.suggestions import actor_of
from ecomap.services.vocabulary import vocabulary_of
from ecomap.services.workspace import Workspace
from ecomap.stores.contract import PaperQuery, Reading, Writing
from graph_schema import Text

ACCOUNT = "account"
LOGIN = "login"
"""Papers of this kind say which account a login belongs to; the store keeps each id once, so logins are unique."""

MOST_FAILURES = 10
"""Wrong passwords of one account in a quarter of an hour."""
_PAGE = 1_000
_LONGEST = 200
_FILL = Text("채우십시오.", "Fill it in.")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can log in.

    Parameters
    ----------
    id : str
    login : str
        E-mail address or short name, in small letters.
    name : str
        As the history shows it.
    role : str
        Of `ecomap.services.access.ROLES`.
    places, fields : tuple of str
        Ids that writing is bound to, with all below them; empty for everywhere.
    actor : str
        Organisation whose own record a partner keeps.
    active : bool
    has_password : bool
    version : int
        Of its paper; a change has to name the one that it changes.
    """

    id: str
    login: str
    name: str
    role: str
    places: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    actor: str = ""
    active: bool = True
    has_password: bool = True
    version: int = 0

    @property
    def principal(self) -> Principal:
        """Who calls when this person does."""
        scopes = ROLES[self.role].scopes if self.active else frozenset()
        shown = f"{self.name} ({self.id})"
        return Principal(shown, scopes, frozenset(self.places), frozenset(self.fields), self.id, self.actor)


def add_account(workspace: Workspace, who: Principal, *, password: str = "", **said: Any) -> Account:
    """Make an account.

    Parameters
    ----------
    workspace : Workspace
    who : Principal
        Needs ``administer``.
    password : str
        Empty for somebody who logs in through an institution.
    **said
        ``login``, ``name``, ``role``, and perhaps ``places``, ``fields`` (names or ids) and ``actor``.

    Raises
    ------
    NotAllowed
        If the caller may not administer.
    RefusedFields
        If a value cannot be accepted, or the login is taken.
    """
    who.require("administer")
    problems = Problems()
    login = login_key(str(said.pop("login", "")))
    if not login or len(login) > _LONGEST or not login.isprintable() or " " in login:
        problems.say(
            "login",
            login,
            Text("이 로그인 이름은 쓸 수 없습니다.", "This login cannot be used."),
            Text("빈칸 없이 이메일이나 짧은 이름을 적으십시오.", "Write an e-mail address or a short name, no spaces."),
        )
    account = _said(workspace, Account(f"u-{token_hex(6)}", login, "", ""), said, problems)
    if password:
        passwords.check_password(password, (login, account.name), problems)
    problems.check()
    kept = passwords.hashed(password) if password else ""
    with workspace.store.write(Change(who.name, "account", "form")) as writing:
        if writing.get_papers(LOGIN, [login]):
            problems.say(
                "login",
                login,
                Text(f"'{login}'은(는) 이미 쓰이는 로그인 이름입니다.", f"The login '{login}' is taken."),
                Text("다른 이름을 적거나 그 계정을 고치십시오.", "Choose another, or change that account."),
            )
            problems.check()
        writing.put_papers([Paper(LOGIN, login, owner=account.id), _paper(account, {"hash": kept}, who)])
        writing.commit()
    return replace(account, has_password=bool(kept), version=1)


def change_account(workspace: Workspace, who: Principal, account: str, *, version: int = 0, **said: Any) -> Account:
    """Change name, role, places, fields, actor or ``active`` of an account, and leave the rest.

    Whoever is disabled is logged out everywhere; any other change holds from that person's next request.

    Raises
    ------
    NotAllowed
        If the caller may not administer.
    NotFound
        If there is no such account.
    Conflict
        If it is another version than the caller saw (0 for any), or the last administrator would be gone.
    RefusedFields
        If a value cannot be accepted.
    """
    who.require("administer")
    problems = Problems()
    with workspace.store.write(Change(who.name, "account", "form")) as writing:
        paper = account_paper(writing, account)
        if version not in (0, paper.version):
            raise Conflict(
                Text("그 사이 다른 사람이 이 계정을 고쳤습니다.", "Somebody else changed this account meanwhile."),
                Text("새로 읽고 다시 고치십시오.", "Read it again and change it anew."),
                id=account,
            )
        after = _said(workspace, account_of(paper), said, problems)
        problems.check()
        _require_administrator(writing, after)
        writing.put_papers([_paper(after, {"hash": paper.data["hash"]}, who, paper)])
        if not after.active:
            end_all(writing, account)
        writing.commit()
    return replace(after, version=paper.version + 1)


def reset_password(workspace: Workspace, who: Principal, account: str, password: str) -> None:
    """Give somebody else a new password and log that person out everywhere. Raises as `change_account`."""
    who.require("administer")
    _set_password(workspace, who, account, password)


def change_password(workspace: Workspace, who: Principal, *, present: str, new: str) -> None:
    """Change one's own password, which ends all of one's sessions.

    Raises
    ------
    NotFound
        If the caller has no account.
    TooManyAttempts
        If the present password was wrong too often.
    RefusedFields
        If the present password is wrong, or the new one not good enough.
    """
    paper = account_paper(workspace.store, who.account)
    login = paper.data["login"]
    workspace.attempts.begin(account=(login, MOST_FAILURES))
    if not passwords.matches(paper.data["hash"], present):
        problems = Problems()
        reason = Text("지금 비밀번호가 맞지 않습니다.", "The present password is wrong.")
        problems.say("present", "", reason, Text("다시 적으십시오.", "Write it again."))
        problems.check()
    workspace.attempts.succeeded(login, "")
    _set_password(workspace, who, who.account, new, field="new")


def list_accounts(workspace: Workspace, who: Principal) -> tuple[Account, ...]:
    """Return all accounts by name. Raises `NotAllowed` if the caller may not administer."""
    who.require("administer")
    found = map(account_of, papers_of(workspace.store, PaperQuery(ACCOUNT, limit=_PAGE)))
    return tuple(sorted(found, key=lambda account: (account.name, account.login)))


def read_account(workspace: Workspace, who: Principal, account: str) -> Account:
    """Return an account: one's own, or anybody's for who may administer. Raises `NotFound`, `NotAllowed`."""
    if not who.account or account != who.account:
        who.require("administer")
    return account_of(account_paper(workspace.store, account))


def login_key(login: str) -> str:
    """Return a login in the one form that it is looked up by."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def account_by(reading: Reading, login: str) -> Paper | None:
    """Return the account that a login, or an institution's name for a person, belongs to."""
    claim = reading.get_papers(LOGIN, [login]).get(login) if login and login.isprintable() else None
    return reading.get_papers(ACCOUNT, [claim.owner]).get(claim.owner) if claim else None


def account_paper(reading: Reading, account: str) -> Paper:
    """Return the paper of an account; raises `NotFound` if there is none."""
    found = reading.get_papers(ACCOUNT, [account]) if account else {}
    if account not in found:
        raise NotFound(
            Text(f"계정 '{account}'이(가) 없습니다.", f"There is no account '{account}'."),
            Text("계정 목록에서 고르십시오.", "Choose one from the list of accounts."),
            id=account,
        )
    return found[account]


def account_of(paper: Paper) -> Account:
    """Return the account of a paper."""
    data = paper.data
    return Account(
        paper.id,
        data["login"],
        data["name"],
        data["role"],
        tuple(data["places"]),
        tuple(data["fields"]),
        data["actor"],
        active=paper.state == "active",
        has_password=bool(data["hash"]),
        version=paper.version,
    )


def end_all(writing: Writing, account: str) -> None:
    """End all sessions of an account, inside a transaction."""
    sessions = papers_of(writing, PaperQuery("session", owners=(account,), limit=_PAGE))
    writing.remove_papers("session", [paper.id for paper in sessions])


def roots(workspace: Workspace, kind: str, names: Collection[str], problems: Problems) -> tuple[str, ...]:
    """Return the ids of places or fields by name or id; what is not found goes to ``problems``."""
    nodes = workspace.store.get_nodes(names)
    found = []
    vocabulary = vocabulary_of(workspace) if set(names) - nodes.keys() else None
    for name in names:
        if name in nodes and nodes[name].kind == kind:
            found.append(name)
        elif key(name) and vocabulary:
            try:
                found.append(named(vocabulary, kind, name))
            except InvalidRecord as error:
                problems.add(f"{kind}s", error, name)
    return tuple(dict.fromkeys(found))


def _set_password(workspace: Workspace, who: Principal, account: str, password: str, field: str = "password") -> None:
    told = account_of(account_paper(workspace.store, account))
    problems = Problems()
    passwords.check_password(password, (told.login, told.name), problems, field)
    problems.check()
    kept = passwords.hashed(password)
    with workspace.store.write(Change(who.name, "password", "form")) as writing:
        paper = account_paper(writing, account)
        writing.put_papers([_paper(account_of(paper), {"hash": kept}, who, paper)])
        end_all(writing, account)
        writing.commit()


def _said(workspace: Workspace, account: Account, said: Mapping[str, Any], problems: Problems) -> Account:
    told = dict(said)
    for kind in ("place", "field"):
        if f"{kind}s" in told:
            told[f"{kind}s"] = roots(workspace, kind, [name for name in told[f"{kind}s"] if name], problems)
    after = replace(account, **told)
    name = after.name.strip()
    if not name or len(name) > _LONGEST or not name.isprintable():
        problems.say("name", name, Text("이름이 없거나 쓸 수 없습니다.", "The name is missing or unusable."), _FILL)
    if after.role not in ROLES:
        known = ", ".join(ROLES)
        reason = Text(f"'{after.role}'(이)라는 역할은 없습니다.", f"There is no role '{after.role}'.")
        problems.say("role", after.role, reason, Text(f"쓸 수 있는 역할: {known}", f"Roles: {known}"))
    if after.role == "partner":
        try:
            after = replace(after, actor=actor_of(workspace, after.actor))
        except InvalidRecord:
            reason = Text("등록된 단체의 이름이나 식별자가 필요합니다.", "A partner needs the name or id of an actor.")
            problems.say("actor", after.actor, reason, _FILL)
    return replace(after, name=name)


def _paper(account: Account, secret: Mapping[str, Any], who: Principal, before: Paper | None = None) -> Paper:
    data = {
        "login": account.login,
        "name": account.name,
        "role": account.role,
        "places": list(account.places),
        "fields": list(account.fields),
        "actor": account.actor,
        "changed_by": who.name,
        "changed": datetime.now(UTC).isoformat(timespec="seconds"),
        **secret,
    }
    state = "active" if account.active else "disabled"
    if before:
        return replace(before, data=data, state=state)
    return Paper(ACCOUNT, account.id, data, owner=account.id, state=state)


def _require_administrator(writing: Writing, after: Account) -> None:
    """Return if somebody can administer once an account has become what it is to be."""
    others = list(papers_of(writing, PaperQuery(ACCOUNT, states=("active",), limit=_PAGE)))
    administrators = {paper.id for paper in others if paper.data["role"] == "administrator"}
    if after.id in administrators and len(administrators) == 1 and (after.role != "administrator" or not after.active):
        raise Conflict(
            Text("마지막 관리자입니다.", "This is the last administrator."),
            Text("먼저 다른 관리자를 두십시오.", "Make somebody else an administrator first."),
            id=after.id,
        )
