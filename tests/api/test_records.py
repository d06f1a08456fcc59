"""Writing one record over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace

MAPO = "place:1144000000"


class Caller:
    """Calls with a key."""

    def __init__(self, client: TestClient, workspace: Workspace, *scopes: str) -> None:
        secret = keys.add_key(workspace, LOCAL, name="test", scopes=frozenset(scopes), expires_days=1)
        self.client, self.headers = client, {"authorization": f"Bearer {secret}"}

    def __call__(self, verb: str, path: str, body: Any = None, **headers: str) -> Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(verb, f"/api/v1{path}", json=body, headers={**self.headers, **named})

    def register(self, name: str, headers: Mapping[str, str] | None = None, **fields: Any) -> Response:
        said = {"kind": "civil_society", "name_ko": name, "located_in": [MAPO], **fields}
        return self("POST", "/actors", {"fields": said}, **(headers or {}))


@pytest.fixture
def call(fresh_client: TestClient, fresh: Workspace) -> Caller:
    return Caller(fresh_client, fresh, "write", "read-members", "read-private")


def test_an_actor_is_registered_read_and_changed_by_its_tag(call: Caller, fresh_client: TestClient) -> None:
    made = call.register("가람 모임", works_in=["복지"], phone="02-777-0001")
    assert made.status_code == 201, made.text
    address, tag = made.headers["location"], made.headers["etag"]
    path = address.removeprefix("/api/v1")
    read = call("GET", path)
    assert (read.headers["etag"], read.json()["tag"]) == (tag, tag.strip('"'))
    assert read.json()["properties"]["phone"] == "02-777-0001"
    assert call("GET", path, If_None_Match='"x"').status_code == 200
    # The tag covers private values, so it is told to nobody who may not see them.
    public = fresh_client.get(address)
    assert public.json()["tag"] == ""
    assert public.headers["etag"].startswith("W/")

    changed = call("PATCH", path, {"fields": {"staff": "4명"}, "reason": "전화"}, If_Match=tag)
    assert (changed.status_code, changed.json()["state"]) == (200, "written")
    assert changed.headers["etag"] != tag
    for match, status, code in (
        (tag, 412, "outdated"),
        ("", 428, "unknown-state"),
        ("abc", 400, "invalid-parameter"),
        ('"a", "b"', 400, "invalid-parameter"),
    ):
        answer = call("PATCH", path, {"fields": {"staff": 5}}, **({"If_Match": match} if match else {}))
        assert (answer.status_code, answer.json()["code"]) == (status, code), match
        assert answer.json()["remedy_ko"]
    assert call("GET", path).json()["properties"]["staff"] == 4
    entry = call("GET", f"{path}/history").json()["items"][0]
    assert (entry["reason"], entry["via"]) == ("전화", "api")
    assert call("PATCH", path, {"fields": {"staff": ""}}, If_Match="*").status_code == 200
    assert "staff" not in call("GET", path).json()["properties"]


def test_all_problems_come_together_in_both_languages(call: Caller, fresh: Workspace) -> None:
    before = fresh.store.revision()
    answer = call.register(
        "나래 모임", email="x", founded="2021.13.40", zzz=1, description="ㅁ" * 10_001, located_in=["해운대구"]
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "refused-fields")
    found = {one["field"]: one for one in answer.json()["context"]["problems"]}
    assert {"email", "founded", "zzz", "description"} <= found.keys()
    assert all(one[key] for one in found.values() for key in ("reason_ko", "reason_en", "remedy_ko", "remedy_en"))
    nowhere = call.register("나래 모임", located_in=["해운대구"], ties=[{"type": "funds", "target": "x"}])
    assert nowhere.json()["context"]["problems"][0]["field"] == "located_in"
    other = call.register("나래 모임", ties=[{"type": "funds", "target": "nobody"}, {"target": MAPO}])
    assert {one["field"] for one in other.json()["context"]["problems"]} == {"ties.0.target", "ties.1.type"}
    assert call.register("<script>alert(1)</script>\u202e", description="ㅁ" * (11 * 2**20)).status_code == 413
    assert call("POST", "/actors", {"name_ko": "x"}).status_code == 400
    assert fresh.store.revision() == before


def test_sent_twice_it_is_done_once(call: Caller, fresh: Workspace) -> None:
    first = call.register("다온 모임", {"Idempotency-Key": "k1"})
    before = fresh.store.revision()
    again = call.register("다온 모임", {"Idempotency-Key": "k1"})
    assert (again.status_code, again.json()) == (201, first.json())
    assert fresh.store.revision() == before
    assert call.register("라온 모임", {"Idempotency-Key": "k1"}).status_code == 409


def test_ties_are_recorded_ended_and_removed(call: Caller) -> None:
    a = call.register("가 모임").json()["id"]
    b = call.register("나 모임", ties=[{"type": "cooperates", "target": a, "valid_from": "2020"}]).json()["id"]
    listed = call("GET", f"/ties?actor={b}").json()["items"]
    assert [(tie["source"], tie["target"], tie["valid_from"]) for tie in listed] == [(b, a, "2020-01-01")]
    made = call("POST", "/ties", {"fields": {"type": "funds", "source": a, "target": b, "amount": "300만원"}})
    assert made.status_code == 201, made.text
    path = f"/ties/{made.json()['id']}"
    read = call("GET", path)
    assert (read.json()["tag"], read.json()["amount"]) == (made.json()["tag"], 3_000_000)
    ended = call("PATCH", path, {"fields": {"valid_to": "2024-12"}}, If_Match=read.headers["etag"])
    assert call("GET", path).json()["valid_to"] == "2024-12-31"
    assert call("DELETE", path, If_Match=read.headers["etag"]).status_code == 412
    assert call("DELETE", path).status_code == 428
    gone = call("DELETE", f"{path}?reason=오기", If_Match=ended.headers["etag"])
    assert (gone.status_code, gone.json()["tag"]) == (200, "")
    assert call("GET", path).status_code == 404
    assert call("GET", f"{path}/history").json()["items"][0]["reason"] == "오기"


def test_who_may_only_propose_proposes(call: Caller, fresh: Workspace, fresh_client: TestClient) -> None:
    a = call.register("가 모임").json()["id"]
    before = fresh.store.revision()
    proposer = Caller(fresh_client, fresh, "propose")
    made = proposer.register("나 모임")
    assert (made.status_code, made.json()["state"]) == (202, "proposed")
    assert made.json()["proposal"]
    assert proposer("PATCH", f"/actors/{a}", {"fields": {"staff": 1}}, If_Match="*").status_code == 202
    assert fresh_client.post("/api/v1/actors", json={"fields": {}}).status_code == 401
    assert Caller(fresh_client, fresh, "read-members").register("다 모임").status_code == 403
    assert fresh.store.revision() == before


def test_duplicates_tell_the_reason_and_no_value(call: Caller, fresh: Workspace, fresh_client: TestClient) -> None:
    made = call.register("가람 나눔 센터", phone="02-777-0001", registration_number="123-82-01234").json()
    found = call("GET", "/duplicates?name_ko=(사)가람나눔센터&phone=027770001&place=마포구")
    (one,) = found.json()["items"]
    assert (one["actor"]["id"], one["likely"], one["place"]["id"]) == (made["id"], True, MAPO)
    assert {"same_but_for_form", "same_phone", "same_district"} <= {reason["code"] for reason in one["reasons"]}
    assert {reason["field"] for reason in one["reasons"]} >= {"name_ko", "phone", "located_in"}
    assert "777" not in found.text
    own = call("GET", f"/duplicates?name_ko=가람나눔센터&id={made['id']}")
    assert own.json()["items"] == []
    assert fresh_client.get("/api/v1/duplicates?name_ko=가람").status_code == 401
    assert Caller(fresh_client, fresh, "read-members", "read-private")("GET", "/duplicates").status_code == 403


def test_the_manual_has_the_write_routes_with_examples(fresh_client: TestClient) -> None:
    paths = fresh_client.get("/openapi.json").json()["paths"]
    post, patch = paths["/api/v1/actors"]["post"], paths["/api/v1/actors/{actor}"]["patch"]
    assert {"201", "202", "400", "401", "403", "409", "413", "422"} <= post["responses"].keys()
    assert {"200", "202", "404", "412", "428"} <= patch["responses"].keys()
    for operation in (post, patch, paths["/api/v1/ties"]["post"]):
        content = operation["requestBody"]["content"]["application/json"]
        assert all(example["value"]["fields"] for example in content["examples"].values())
