"""The pages of administrators, one's own account, and the queue of proposals."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

from fastapi.testclient import TestClient

from ecomap.services import accounts, proposals
from ecomap.services.access import LOCAL
from ecomap.services.gate import Intent, submit
from ecomap.services.workspace import Workspace
from tests.support.builders import actor, put
from tests.support.people import PASSWORD, log_in, logged_in

MAPO, SEOCHO = "place:1144000000", "place:1165000000"


def test_an_administrator_keeps_accounts(fresh_client: TestClient, fresh: Workspace) -> None:
    admin = logged_in(fresh_client, "administrator")
    wrong = admin.post(
        "/users/new",
        {"login": "kim@example.org", "name": "김가람", "role": "registrar", "places": "없는구", "password": "short"},
    )
    assert wrong.status_code == 422
    assert 'href="#f-places"' in wrong.text
    assert 'href="#f-password"' in wrong.text
    assert 'value="김가람"' in wrong.text
    said = {
        "login": "Kim@example.org",
        "name": "김가람",
        "role": "registrar",
        "places": "마포구\n서초구",
        "password": PASSWORD,
    }
    made = admin.post("/users/new", said)
    assert made.status_code == 303, made.text
    taken = admin.post("/users/new", said)
    assert (taken.status_code, "이미 쓰이는" in taken.text) == (422, True)
    (kim,) = [one for one in accounts.list_accounts(fresh, LOCAL) if one.login == "kim@example.org"]
    assert kim.places == (MAPO, SEOCHO)
    shown = admin.get(f"/users/{kim.id}").text
    assert "마포구" in shown
    change = {
        "name": "김가람",
        "role": "planner",
        "places": "",
        "fields": "",
        "active": "yes",
        "version": str(kim.version),
    }
    assert admin.post(f"/users/{kim.id}", change).status_code == 303
    assert admin.post(f"/users/{kim.id}", change).status_code == 409
    assert admin.post(f"/users/{kim.id}", {"do": "password", "password": "다른-비밀-낱말-여럿이"}).status_code == 303
    assert "마지막 관리자" in admin.post(f"/users/{admin.account.id}", {**change, "version": "0"}).text
    page = admin.get("/users").text
    assert "kim@example.org" in page
    assert "argon2" not in page
    person = log_in(fresh_client, kim, "다른-비밀-낱말-여럿이")
    for path in ("/users", "/users/new", f"/users/{kim.id}", "/keys"):
        assert person.get(path).status_code == 403, path
    assert person.post("/users/new", said).status_code == 403
    fresh_client.cookies.clear()
    asked = person.get("/users")
    assert (asked.status_code, 'name="password"' in asked.text, 'value="/users"' in asked.text) == (401, True, True)


def test_ones_own_password(fresh_client: TestClient) -> None:
    person = logged_in(fresh_client, "planner")
    new = "산들-바람-구름-노을-3"
    wrong = person.post("/account", {"present": "no", "new": new, "repeated": new})
    assert (wrong.status_code, 'href="#f-present"' in wrong.text) == (422, True)
    other = person.post("/account", {"present": PASSWORD, "new": new, "repeated": "x"})
    assert (other.status_code, 'href="#f-repeated"' in other.text) == (409, True)
    before = fresh_client.cookies["ecomap_session"]
    assert person.post("/account", {"present": PASSWORD, "new": new, "repeated": new}).status_code == 303
    assert fresh_client.cookies["ecomap_session"] != before
    assert "바꾸었습니다" in person.get("/account?done=password").text
    log_in(fresh_client, person.account, new)


def test_keys_are_made_bound_expire_and_are_revoked(fresh_client: TestClient, fresh: Workspace) -> None:
    admin = logged_in(fresh_client, "administrator")
    assert admin.post("/keys", {"name": "x", "scopes": "write", "days": "0"}).status_code == 400
    made = admin.post("/keys", {"name": "마포 프로그램", "scopes": "write", "places": "마포구", "days": "30"})
    assert made.headers["cache-control"] == "private, no-store"
    (secret,) = re.findall(r"eco_[\w-]+", made.text)
    assert secret not in admin.get("/keys").text
    (key,) = fresh.store.keys()
    assert key.places == {MAPO}
    bearer = {"authorization": f"Bearer {secret}"}
    for place, status in ((MAPO, 201), (SEOCHO, 403)):
        said = {"kind": "civil_society", "name_ko": f"가람 {place}", "located_in": [place]}
        answer = fresh_client.post("/api/v1/actors", json={"fields": said}, headers=bearer)
        assert answer.status_code == status, answer.text
    fresh.store.put_key(replace(key, expires=datetime.now(UTC) - timedelta(seconds=1)))
    late = fresh_client.post("/api/v1/actors", json={"fields": {}}, headers=bearer)
    assert (late.status_code, "만료" in late.json()["detail_ko"]) == (401, True)
    assert "만료" in admin.get("/keys").text
    fresh.store.put_key(key)
    assert admin.post(f"/keys/{key.id}/revoke").status_code == 303
    assert fresh_client.post("/api/v1/actors", json={"fields": {}}, headers=bearer).status_code == 401


def test_a_proposal_is_shown_field_by_field_and_decided(fresh_client: TestClient, fresh: Workspace) -> None:
    said = {"kind": "civil_society", "name_ko": "서초 모임", "located_in": [SEOCHO], "staff": 3}
    made = submit(fresh, LOCAL, Intent("register-actor", "", said), via="cli")
    person = logged_in(fresh_client, "registrar", places=["마포구"])
    who = person.account.principal
    filed = [
        submit(
            fresh, who, Intent("change-actor", made.subject, {"staff": n, "name_ko": "서초 모임"}, made.tag), via="form"
        )
        for n in (7, 8, 9)
    ]
    mine = person.get(f"/proposals/{filed[0].proposal}").text
    row = re.search(r"<tbody>(.*?)</tbody>", mine, re.DOTALL)
    assert row
    assert [re.sub(r"<.*?>", "", cell) for cell in re.findall(r"<td>.*?</td>", row[1])] == ["3", "7"]
    assert person.post(f"/proposals/{filed[2].proposal}/withdraw").status_code == 303
    assert person.post(f"/proposals/{filed[0].proposal}/approve").status_code == 403
    editor = logged_in(fresh_client, "registrar", login="editor")
    listed = editor.get("/proposals").text
    assert listed.count("서초 모임") == 2
    empty = editor.post(f"/proposals/{filed[1].proposal}/refuse", {"answer": " "})
    assert (empty.status_code, "까닭이 비어" in empty.text) == (409, True)
    assert editor.post(f"/proposals/{filed[1].proposal}/refuse", {"answer": "이미 압니다"}).status_code == 303
    assert editor.post(f"/proposals/{filed[0].proposal}/approve", {"answer": "확인"}).status_code == 303
    assert fresh.store.get_nodes([made.subject])[made.subject].properties["staff"] == 7
    again = log_in(fresh_client, person.account)
    assert "이미 압니다" in again.get(f"/proposals/{filed[1].proposal}").text
    assert proposals.STATES["refused"].ko in again.get("/proposals?state=").text


def test_a_partner_sees_the_contact_data_of_its_own_record_only(fresh_client: TestClient, fresh: Workspace) -> None:
    put(fresh.store, actor("own", phone="02-111-2222"), actor("other", phone="02-333-4444"))
    partner = logged_in(fresh_client, "partner", actor="own")
    assert "02-111-2222" in partner.get("/edit/actor/own").text
    assert "02-111-2222" in partner.get("/actors/own").text
    for path in ("/actors/other", "/api/v1/actors/other", "/api/v1/actors?limit=100"):
        assert "02-333-4444" not in partner.get(path).text


def test_a_proposal_says_in_words_how_records_stand_to_each_other(fresh_client: TestClient, fresh: Workspace) -> None:
    put(fresh.store, actor("other", name="가람 모임"))
    person = logged_in(fresh_client, "registrar", places=["place:1144000000"])
    said = {"kind": "civil_society", "name_ko": "가람 모임 서초지부", "located_in": "서초구"}
    sent = {"fields": {**said, "related": {"other": "branch"}}}
    filed = fresh_client.post("/api/v1/actors", json=sent, headers={"x-csrf-token": person.csrf}).json()
    shown = unescape(person.get(f"/proposals/{filed['proposal']}").text)
    assert "관련 있음: 이 단체의 지부" in shown
    assert "branch" not in shown
