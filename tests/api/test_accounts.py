"""Logging in and out by browser: cookies, forged forms, what is private, and forms that an ended login interrupts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from ecomap.domain.records import Change
from ecomap.services import accounts, sessions
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from tests.support.people import PASSWORD, account, log_in, logged_in

HTML = {"accept": "text/html"}


def test_logging_in_and_out(fresh_client: TestClient, fresh: Workspace) -> None:
    account(fresh, "registrar")
    wrong = fresh_client.post("/login", data={"login": "registrar", "password": "x" * 12}, headers=HTML)
    assert wrong.status_code == 401
    assert "맞지 않습니다" in wrong.text
    assert 'value="registrar"' in wrong.text
    assert "set-cookie" not in wrong.headers
    person = log_in(fresh_client, fresh_login(fresh))
    page = person.get("/")
    assert "이registrar" in page.text
    assert page.headers["cache-control"].startswith("private")
    assert "etag" not in page.headers
    token = fresh_client.cookies["ecomap_session"]
    assert sessions.resume(fresh, token)
    out = person.post("/logout")
    assert (out.status_code, "ecomap_session" in fresh_client.cookies) == (303, False)
    assert sessions.resume(fresh, token) is None
    assert "이registrar" not in person.get("/").text


def fresh_login(workspace: Workspace) -> accounts.Account:
    return accounts.list_accounts(workspace, LOCAL)[0]


def test_the_cookie_has_its_flags_and_a_new_token_at_each_login(fresh_client: TestClient, fresh: Workspace) -> None:
    made = account(fresh, "registrar")
    planted = "planted-by-somebody-else"
    fresh_client.cookies.set("ecomap_session", planted)
    sent = {"login": made.login, "password": PASSWORD}
    first = fresh_client.post("/login", data=sent, follow_redirects=False).headers["set-cookie"]
    flags = {part.strip().casefold() for part in first.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= flags
    assert "secure" not in flags
    assert planted not in first
    second = fresh_client.post("https://testserver/login", data=sent, follow_redirects=False).headers["set-cookie"]
    assert "secure" in second.casefold()
    assert first.split(";")[0] != second.split(";")[0]


@pytest.mark.parametrize("case", ["no token", "another token", "another site", "another origin", "same site"])
def test_a_forged_form_is_refused(fresh_client: TestClient, fresh: Workspace, case: str) -> None:
    person = logged_in(fresh_client, "registrar")
    token = fresh_client.cookies["ecomap_session"]
    data = {"csrf": {"no token": "", "another token": "0" * 64}.get(case, person.csrf)}
    headers = {
        "another site": {"sec-fetch-site": "cross-site"},
        "same site": {"sec-fetch-site": "same-site"},
        "another origin": {"origin": "https://example.org"},
    }.get(case, {})
    answer = fresh_client.post("/logout", data=data, headers=HTML | headers, follow_redirects=False)
    assert answer.status_code == 403
    assert sessions.resume(fresh, token)
    own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    assert fresh_client.post("/logout", data={"csrf": person.csrf}, headers=own, follow_redirects=False).is_redirect
    assert fresh_client.post("/login", data={}, headers=HTML | headers).status_code == (401 if "token" in case else 403)


def test_the_api_by_session_needs_the_header_and_by_key_does_not(fresh_client: TestClient, fresh: Workspace) -> None:
    person = logged_in(fresh_client, "registrar")
    files = [("files", ("1.csv", "id,kind,name_ko\nt-1,civil_society,가람\n", "text/csv"))]
    without = fresh_client.post("/api/v1/imports", files=files, data={"csrf": person.csrf})
    assert (without.status_code, without.json()["code"]) == (403, "forged")
    done = fresh_client.post("/api/v1/imports", files=files, headers={"x-csrf-token": person.csrf})
    assert done.status_code == 200, done.text
    history = fresh_client.get("/api/v1/actors/t-1/history").json()["items"][0]
    assert history["who"] == f"이registrar ({person.account.id})"


@pytest.mark.parametrize("case", ["expired", "forged", "disabled", "ended"])
def test_a_session_that_is_over_reads_as_anybody_and_writes_nothing(
    fresh_client: TestClient, fresh: Workspace, case: str
) -> None:
    person = logged_in(fresh_client, "registrar")
    token = fresh_client.cookies["ecomap_session"]
    page = fresh.store.find_papers(sessions.query(person.account.id))
    if case == "expired":
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        with fresh.store.write(Change("test", "", "form")) as writing:
            writing.put_papers([replace(page.items[0], data={"expires": past})])
            writing.commit()
    if case == "forged":
        fresh_client.cookies.clear()
        fresh_client.cookies.set("ecomap_session", token[:-1] + ("A" if token[-1] != "A" else "B"))
    if case == "disabled":
        account(fresh, "administrator")
        accounts.change_account(fresh, LOCAL, person.account.id, active=False)
    if case == "ended":
        accounts.reset_password(fresh, LOCAL, person.account.id, "another-long-sentence")
    assert "이registrar" not in person.get("/").text
    answer = fresh_client.post("/api/v1/imports", headers={"x-csrf-token": person.csrf})
    assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")
    assert "로그인이 끝났습니다" in answer.json()["detail_ko"]


def hidden(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return [(unescape(name), unescape(value)) for name, value in found]


def test_what_was_typed_survives_a_login_that_ended(fresh_client: TestClient, fresh: Workspace) -> None:
    person = logged_in(fresh_client, "registrar")
    typed = {"name_ko": '가람 "모임" <b>&', "fields": ["field:welfare", "field:housing"], "note": "첫 줄\n둘째 줄"}
    fresh_client.cookies.clear()
    asked = person.post("/actors/new?lang=ko", typed)
    assert asked.status_code == 401
    assert "그대로 있습니다" in asked.text
    carried = hidden(asked.text)
    assert ("carried.name_ko", '가람 "모임" <b>&') in carried
    assert ("carried.note", "첫 줄\n둘째 줄") in carried
    assert "csrf" not in dict(carried)
    sent: dict[str, list[str]] = {"login": [person.account.login], "password": ["wrong"]}
    for name, value in carried:
        sent.setdefault(name, []).append(value)
    again = fresh_client.post("/login", data=sent, headers=HTML)
    assert hidden(again.text) == carried
    done = fresh_client.post("/login", data=sent | {"password": PASSWORD}, headers=HTML, follow_redirects=False)
    target = urlsplit(done.headers["location"])
    assert (done.status_code, target.path) == (303, "/actors/new")
    asked_for = parse_qs(target.query)
    assert asked_for["lang"] == ["ko"]
    kept = fresh.store.get_papers("typed", asked_for["typed"])[asked_for["typed"][0]]
    assert kept.owner == person.account.id
    assert kept.data["fields"]["name_ko"] == [typed["name_ko"]]
    assert kept.data["fields"]["fields"] == typed["fields"]


def test_a_form_of_nobody_that_is_too_large_is_not_read(fresh_client: TestClient) -> None:
    answer = fresh_client.post("/actors/new", data={"note": "가" * 1_000_000}, headers=HTML)
    assert answer.status_code == 413


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org", "/\\example.org", "/login?to=/login", "x"])
def test_nobody_is_led_to_another_site(fresh_client: TestClient, fresh: Workspace, to: str) -> None:
    made = account(fresh, "planner")
    sent = {"login": made.login, "password": PASSWORD, "to": to}
    answer = fresh_client.post("/login", data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/?lang=ko"


def test_too_many_failures_are_held_back(fresh_client: TestClient, fresh: Workspace) -> None:
    made = account(fresh, "planner")
    for _ in range(accounts.MOST_FAILURES):
        assert fresh_client.post("/login", data={"login": made.login, "password": "x"}).status_code == 401
    held = fresh_client.post("/login", data={"login": made.login, "password": PASSWORD}, headers=HTML)
    assert held.status_code == 429
    assert "15분 뒤" in held.text
