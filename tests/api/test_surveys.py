"""Surveys over HTTP: a partner with a link, and who asks."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from ecomap.services import keys, surveys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace
from tests.registry.surveying import said
from tests.support.builders import actor, link, put
from tests.support.people import logged_in

PAGE = {"accept": "text/html"}


class Partner:
    """Somebody with a personal link and a browser."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        client.cookies.clear()
        self.entered = client.get(f"/s/{token}", headers=PAGE, follow_redirects=False)

    def page(self, **query: str) -> str:
        return self.client.get("/survey", params=query, headers=PAGE).text

    def post(self, what: str, **fields: Any) -> Response:
        found = re.search(r'name="survey_form" value="([0-9a-f]+)"', self.page())
        sent = {"survey_form": found[1] if found else "", **fields}
        return self.client.post(f"/survey/{what}", data=sent, headers=PAGE, follow_redirects=False)


@pytest.fixture
def asked(fresh: Workspace) -> tuple[str, str]:
    """Return the id of a survey and the token of the link of 'a'."""
    actors = [actor(name, name=f"모임 {name}", phone="02-312-9087") for name in "abc"]
    put(fresh.store, *actors, *(link("located_in", name, "place:1144000000") for name in "abc"))
    survey = surveys.create_survey(fresh, LOCAL, said())
    return survey, surveys.invite(fresh, LOCAL, survey, ["a"])[0].token


def test_a_partner_answers_without_a_login(fresh_client: TestClient, fresh: Workspace, asked: tuple[str, str]) -> None:
    partner = Partner(fresh_client, asked[1])
    assert (partner.entered.status_code, partner.entered.headers["location"]) == (303, "/survey?lang=ko")
    cookie = partner.entered.headers["set-cookie"]
    assert all(flag in cookie for flag in ("HttpOnly", "SameSite=lax", "Path=/survey"))
    assert "동의합니다." in partner.page()
    assert "I agree." in partner.page(lang="en")
    assert "survey-tie" not in partner.post("send").text
    assert partner.post("consent", do="refuse").status_code == 303
    assert "동의하지 않으셨으므로" in partner.page()
    partner.post("consent", do="agree")
    assert "02-312-9087" in partner.page()
    wrong = partner.post("record", name_ko="모임 a", phone="12", staff="많음")
    assert wrong.status_code == 422
    assert all(f'href="#f-{name}"' in wrong.text and f'id="p-{name}"' in wrong.text for name in ("phone", "staff"))
    assert partner.post("record", name_ko="모임 a", staff="7").status_code == 303
    assert fresh.store.get_nodes(["a"])["a"].properties == {"phone": "02-312-9087", "staff": 7}
    assert "고르기: 모임 b" in partner.page(q="모임")
    assert "고르기: 모임 a" not in partner.page(q="모임")
    bad = partner.post("tie", partner="b", kind_of_tie="", reliability="9")
    assert bad.status_code == 422
    assert 'href="#f-kind_of_tie"' in bad.text
    told = {"contact_frequency": "monthly", "reliability": "4", "note": "함께함"}
    assert partner.post("tie", partner="b", kind_of_tie="cooperates.out", **told).status_code == 303
    assert partner.post("tie", partner="c", kind_of_tie="funds.in").status_code == 303
    assert fresh.store.counts().get("cooperates", 0) == 0
    partner.post("send")
    assert fresh.store.counts()["cooperates"] == fresh.store.counts()["funds"] == 1
    key = re.search(r"key=(r-[0-9a-f]+)#tie", partner.page())
    assert key
    assert "함께함" in partner.page(key=key[1]) or "funds.in" in partner.page(key=key[1])
    done = partner.post("withdraw")
    assert "동의를 철회했습니다" in done.text
    assert fresh.store.counts().get("cooperates", 0) == 0
    again = fresh_client.get(f"/s/{asked[1]}", headers=PAGE)
    assert (again.status_code, "동의를 철회하여 닫은 링크입니다" in again.text) == (410, True)


def test_consent_is_taken_back_when_the_survey_is_over(
    fresh_client: TestClient, fresh: Workspace, asked: tuple[str, str]
) -> None:
    Partner(fresh_client, asked[1]).post("consent", do="agree")
    surveys.close_survey(fresh, LOCAL, asked[0])
    late = Partner(fresh_client, asked[1])
    assert late.entered.status_code == 303
    assert "설문이 시작되지 않았거나 끝났습니다" in late.page()
    assert "survey has not begun or is over" in late.page(lang="en")
    assert late.post("send").status_code == 410
    assert "동의를 철회했습니다" in late.post("withdraw").text
    assert Partner(fresh_client, asked[1]).entered.status_code == 410


def test_no_other_site_writes_with_a_partners_cookie(
    fresh_client: TestClient, fresh: Workspace, asked: tuple[str, str]
) -> None:
    partner = Partner(fresh_client, asked[1])
    partner.post("consent", do="agree")
    for fields in ({}, {"survey_form": "0" * 64}):
        answer = fresh_client.post("/survey/withdraw", data=fields, headers=PAGE)
        assert answer.status_code == 403
    site = {"sec-fetch-site": "cross-site", **PAGE}
    assert fresh_client.post("/survey/withdraw", data={}, headers=site).status_code == 403
    assert "survey_form" in partner.page()
    # The cookie is good for its own page only.
    assert fresh_client.get("/api/v1/actors/a").json()["properties"] == {}
    fresh_client.cookies.clear()
    assert fresh_client.get("/survey", headers=PAGE).status_code == 404
    assert fresh_client.get("/s/guessed", headers=PAGE).status_code == 404
    assert fresh.store.get_nodes(["a"])


@pytest.fixture
def person(fresh_client: TestClient) -> Any:
    return logged_in(fresh_client, "administrator")


def test_an_administrator_makes_a_survey_and_hands_out_links(
    person: Any, fresh: Workspace, asked: tuple[str, str]
) -> None:
    told = {name: str(value) for name, value in said().items() if name != "types"}
    wrong = person.post("/surveys", {**told, "title_ko": ""})
    assert wrong.status_code == 422
    assert 'href="#f-title_ko"' in wrong.text
    assert 'href="#f-types"' in wrong.text
    made = person.post("/surveys", {**told, "types": ["cooperates"]})
    assert made.status_code == 303
    address = made.headers["location"].split("?")[0]
    for sent, told in (({}, "choose"), ({"q": "없는 이름"}, "nobody")):
        to = person.post(f"{address}/invite", sent).headers["location"]
        assert f"told={told}" in to
        assert 'role="alert"' in person.get(to).text
    sheet = person.post(f"{address}/invite", {"place": "place:1144000000", "kind": "civil_society"})
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["name_ko"] for row in rows] == ["모임 a", "모임 b", "모임 c"]
    token = rows[0]["link"].rpartition("/")[2]
    assert token not in person.get(address).text
    assert "0.0% (0 / 3)" in person.get(address).text
    found = re.search(r'name="invitation" value="([0-9a-f]+)"', person.get(address).text)
    assert found
    assert person.post(f"{address}/revoke", {"invitation": found[1]}).status_code == 303
    assert "0.0% (0 / 2)" in person.get(address).text
    assert person.post(f"{address}/close").status_code == 303
    assert "마친 설문입니다" in person.get(address).text
    assert "협력 조사" in person.get("/surveys").text


def test_an_actors_contact_data_is_erased_from_its_page(person: Any, fresh: Workspace, asked: tuple[str, str]) -> None:
    assert "/edit/erase/a" in person.get("/actors/a").text
    assert "되돌릴 수 없" in person.get("/edit/erase/a").text
    assert person.post("/edit/erase/a").status_code == 303
    assert fresh.store.get_nodes(["a"])["a"].properties == {}
    assert "/edit/erase/a" not in person.get("/actors/a").text


def test_programs_make_surveys(fresh: Workspace, asked: tuple[str, str]) -> None:
    with TestClient(create_app(fresh)) as client:
        assert client.get("/api/v1/surveys").status_code == 401
        secret = keys.add_key(fresh, LOCAL, name="k", scopes=frozenset({"administer", "write"}), expires_days=1)
        headers = {"authorization": f"Bearer {secret}"}
        made = client.post("/api/v1/surveys", json=said(), headers=headers)
        assert (made.status_code, made.json()["invited"]) == (201, 0)
        address = f"/api/v1/surveys/{made.json()['id']}"
        links = client.post(f"{address}/invitations", json={"actors": ["a", "b"]}, headers=headers).json()
        assert [one["actor"] for one in links] == ["a", "b"]
        listed = client.get(f"{address}/invitations", headers=headers).json()
        assert {one["state"] for one in listed} == {"invited"}
        gone = client.delete(f"{address}/invitations/{listed[0]['id']}", headers=headers)
        assert gone.status_code == 204
        assert client.post(f"{address}/close", json={}, headers=headers).json()["counts"] == {
            "invited": 1,
            "revoked": 1,
        }


def test_whose_word_counts_is_chosen_by_those_who_may_tell_reports_apart(
    fresh_client: TestClient, asked: tuple[str, str]
) -> None:
    path = "/analyses/linkage/overview"
    assert 'name="reports"' not in fresh_client.get(path, headers=PAGE).text
    logged_in(fresh_client, "planner")
    shown = fresh_client.get(path, params={"reports": "both", "lang": "en"}, headers=PAGE).text
    assert 'name="reports"' in shown
    assert '<option value="both" selected>Ties that both ends reported</option>' in shown


def test_without_a_survey_nobody_is_asked_whose_word_counts(fresh_client: TestClient) -> None:
    logged_in(fresh_client, "planner")
    assert 'name="reports"' not in fresh_client.get("/analyses/linkage/overview", headers=PAGE).text
