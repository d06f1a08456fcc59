"""Accounts, passwords and sessions as services, on each store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from ecomap.domain.papers import Paper
from ecomap.domain.records import Change
from ecomap.errors import Conflict, NotAllowed, NotAuthenticated, NotFound, RefusedFields, TooManyAttempts
from ecomap.services import accounts, passwords, sessions, upkeep
from ecomap.services.access import ANONYMOUS, LOCAL
from ecomap.services.attempts import WINDOW_SECONDS, Attempts
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from tests.registry.conftest import EDITOR, MAPO
from tests.support.people import PASSWORD, account


def test_accounts_are_kept_by_administrators(workspace: Workspace) -> None:
    made = account(workspace, "registrar", login="  KIM@Example.org", places=["마포구"])
    assert (made.login, made.places, made.principal.places) == ("kim@example.org", (MAPO,), {MAPO})
    with pytest.raises(RefusedFields, match="taken"):
        account(workspace, "planner", login="kim@example.ORG")
    for call in (accounts.list_accounts, accounts.add_account):
        with pytest.raises(NotAllowed):
            call(workspace, EDITOR)
    with pytest.raises(NotAuthenticated):
        accounts.read_account(workspace, ANONYMOUS, made.id)
    assert accounts.read_account(workspace, made.principal, made.id) == made
    with pytest.raises(NotFound):
        accounts.read_account(workspace, LOCAL, "u-nobody")
    changed = accounts.change_account(workspace, LOCAL, made.id, version=1, role="planner", places=[])
    assert (changed.role, changed.places, changed.login) == ("planner", (), "kim@example.org")
    with pytest.raises(Conflict):
        accounts.change_account(workspace, LOCAL, made.id, version=1, role="registrar")
    with pytest.raises(RefusedFields) as refused:
        accounts.add_account(workspace, LOCAL, login="a b", name=" ", role="king", fields=["없음"], password="x")
    assert [p.field for p in refused.value.context["problems"]] == ["login", "fields", "name", "role", "password"]
    with pytest.raises(RefusedFields, match="partner"):
        account(workspace, "partner")
    only = account(workspace, "administrator")
    for change in ({"active": False}, {"role": "planner"}):
        with pytest.raises(Conflict, match="last administrator"):
            accounts.change_account(workspace, LOCAL, only.id, **change)
    assert workspace.store.describe().revision == workspace.store.revision()
    assert "hash" not in repr(accounts.list_accounts(workspace, LOCAL))


def test_sessions_begin_and_end(workspace: Workspace) -> None:
    made = account(workspace, "registrar")
    session = sessions.log_in(workspace, "Registrar ", PASSWORD)
    found = sessions.resume(workspace, session.token)
    assert found
    assert (found.account.id, found.csrf) == (made.id, session.csrf)
    stored = workspace.store.find_papers(sessions.query(made.id)).items
    assert session.token not in repr(stored)
    assert session.csrf not in repr(stored)
    other = sessions.log_in(workspace, "registrar", PASSWORD)
    sessions.log_out(workspace, session)
    sessions.log_out(workspace, session)
    assert (sessions.resume(workspace, session.token), bool(sessions.resume(workspace, other.token))) == (None, True)
    accounts.change_password(workspace, other.who, present=PASSWORD, new="another-long-sentence")
    assert sessions.resume(workspace, other.token) is None
    third = sessions.log_in(workspace, "registrar", "another-long-sentence")
    accounts.change_account(workspace, LOCAL, made.id, role="planner")
    now = sessions.resume(workspace, third.token)
    assert now
    assert "write" not in now.who.scopes
    accounts.change_account(workspace, LOCAL, made.id, active=False)
    assert sessions.resume(workspace, third.token) is None
    for login, password in (("registrar", "another-long-sentence"), ("nobody", PASSWORD), ("", ""), ("\x00", "x")):
        with pytest.raises(NotAuthenticated, match="Login or password"):
            sessions.log_in(workspace, login, password)


def test_a_hash_of_older_costs_is_renewed_at_the_next_login(workspace: Workspace) -> None:
    made = account(workspace, "registrar")
    paper = accounts.account_paper(workspace.store, made.id)
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with workspace.store.write(Change("test", "", "form")) as writing:
        writing.put_papers([replace(paper, data={**paper.data, "hash": cheap})])
        writing.commit()
    sessions.log_in(workspace, "registrar", PASSWORD)
    renewed = accounts.account_paper(workspace.store, made.id).data["hash"]
    assert (renewed != cheap, passwords.is_outdated(renewed)) == (True, False)
    sessions.log_in(workspace, "registrar", PASSWORD)


def test_what_passes_is_cleared_away_at_logins_and_by_command(workspace: Workspace) -> None:
    account(workspace, "registrar")
    said = {"kind": "civil_society", "name_ko": "가람"}
    submit(workspace, EDITOR, Intent("register-actor", "", said), via="form", key="new")
    now = datetime.now(UTC)
    old = [
        Paper(kind, f"{kind}-{days}", {}, state=upkeep.day(now - timedelta(days=days)))
        for kind in upkeep.PASSING
        for days in (0, 1, 9, 400)
    ]
    with workspace.store.write(Change("test", "", "form")) as writing:
        writing.put_papers(old)
        writing.commit()
    session = sessions.log_in(workspace, "registrar", PASSWORD)

    def left(days: int) -> int:
        return sum(len(workspace.store.get_papers(kind, [f"{kind}-{days}"])) for kind in upkeep.PASSING)

    assert [left(days) for days in (0, 1, 9, 400)] == [3, 0, 0, 3]
    with pytest.raises(NotAllowed):
        upkeep.tidy(workspace, EDITOR, now=now)
    assert upkeep.tidy(workspace, LOCAL, now=now) == 3
    assert [left(days) for days in (0, 400)] == [3, 0]
    assert sessions.resume(workspace, session.token)
    again = submit(workspace, EDITOR, Intent("register-actor", "", said), via="form", key="new")
    assert again.state == "written"
    assert upkeep.tidy(workspace, LOCAL, now=now + timedelta(days=9)) == 5


@pytest.mark.parametrize(
    "password",
    ["garam-naru-7", "산들바람구름노을강물숲속", "correct horse battery", "x9!kQ2#mV7$p", "ㅁㄴㅇㄹㅎ-다섯-여섯-일곱"],
)
def test_good_passwords(password: str) -> None:
    problems = passwords.Problems()
    passwords.check_password(password, ("kim@example.org", "김가람"), problems)
    assert problems.found == []


@pytest.mark.parametrize(
    "password",
    [
        *("", "short-one-7", "x" * 1025, "aaaaaaaaaaaa", "abcabcabcabc", "123456789012", "password1234"),
        *(
            "Passw0rd!!!!",
            "qwertyuiop12",
            "비밀번호비밀번호1234",
            "qlalfqjsgh12!",
            "kim@example.org",
            "김가람김가람김가람1234",
        ),
        *("abcdefghijkl", "abcdefgh1234", "AdminAdmin123!"),
    ],
)
def test_passwords_that_are_refused(password: str) -> None:
    problems = passwords.Problems()
    passwords.check_password(password, ("kim@example.org", "김가람"), problems)
    assert len(problems.found) == 1


def test_a_password_is_one_however_the_keyboard_composes_it() -> None:
    kept = passwords.hashed("산들바람 구름 노을 강물")
    assert passwords.matches(kept, "산들바람 구름 노을 강물")
    assert not passwords.matches(kept, "산들바람 구름 노을 강")
    assert not passwords.matches("", "")


def test_failures_are_counted_by_account_and_address_and_forgotten_in_time() -> None:
    clock = [0.0]
    attempts = Attempts(lambda: clock[0])
    for number in range(3):
        attempts.begin(account=("kim", 3), address=("1.2.3.4", 5))
        clock[0] = number
    with pytest.raises(TooManyAttempts):
        attempts.begin(account=("kim", 3), address=("1.2.3.4", 5))
    attempts.begin(account=("lee", 3), address=("1.2.3.4", 5))
    attempts.succeeded("lee", "1.2.3.4")
    attempts.begin(account=("lee", 3), address=("1.2.3.4", 5))
    attempts.begin(account=("park", 3), address=("1.2.3.4", 5))
    with pytest.raises(TooManyAttempts) as held:
        attempts.begin(account=("choi", 3), address=("1.2.3.4", 5))
    assert 0 < held.value.context["seconds"] <= WINDOW_SECONDS
    clock[0] = WINDOW_SECONDS + 3
    attempts.begin(account=("kim", 3), address=("1.2.3.4", 5))
