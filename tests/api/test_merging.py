"""Merging, taking back and reviewing over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from ecomap.services import keys
from ecomap.services.access import LOCAL
from ecomap.services.workspace import Workspace


@pytest.fixture
def writer(fresh: Workspace) -> dict[str, str]:
    scopes = frozenset({"write", "read-members", "read-private"})
    return {"authorization": f"Bearer {keys.add_key(fresh, LOCAL, name='test', scopes=scopes, expires_days=1)}"}


def register(client: TestClient, writer: dict[str, str], name: str, **fields: Any) -> str:
    said = {"kind": "civil_society", "name_ko": name, "located_in": "마포구", **fields}
    answer = client.post("/api/v1/actors", json={"fields": said}, headers=writer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_review_merge_and_take_back(fresh_client: TestClient, writer: dict[str, str]) -> None:
    a = register(fresh_client, writer, "무지개책마당", phone="02-312-4827")
    b = register(fresh_client, writer, "무지개 책 마당 협동조합", staff=3)
    c = register(fresh_client, writer, "강 건너 모임", ties=[{"type": "cooperates", "target": b}])
    search = fresh_client.post("/api/v1/review/searches", headers=writer)
    assert search.status_code == 202
    for _ in range(100):
        job = fresh_client.get(search.headers["location"]).json()
        if job["state"] == "done":
            break
    queue = fresh_client.get(job["result"], headers=writer).json()
    assert [{one["first"]["id"], one["second"]["id"]} for one in queue["items"]] == [{a, b}]
    assert queue["waiting"] == 1
    said = {"first": a, "second": b, "answer": "same"}
    assert fresh_client.post("/api/v1/review/decisions", json=said, headers=writer).status_code == 200
    assert fresh_client.get("/api/v1/review", headers=writer).json()["items"] == []

    shown = fresh_client.get(f"/api/v1/actors/{a}/merge?other={b}", headers=writer).json()
    assert (shown["moved"], shown["dropped"]) == (1, 1)
    by_name = {one["name"]: one for one in shown["fields"]}
    assert by_name["name_ko"]["choices"] == ["own", "other"]
    assert (by_name["staff"]["own"], by_name["staff"]["other"], by_name["staff"]["usual"]) == (None, 3, "other")

    body = {"other": b, "other_tag": shown["other_tag"], "keep": {"name_ko": "other"}, "reason": "같은 곳"}
    match = {**writer, "if-match": f'"{shown["own_tag"]}"', "idempotency-key": "m-1"}
    assert fresh_client.post(f"/api/v1/actors/{a}/merge", json=body, headers=writer).status_code == 428
    done = fresh_client.post(f"/api/v1/actors/{a}/merge", json=body, headers=match)
    assert (done.status_code, done.json()["id"]) == (200, a)
    assert fresh_client.post(f"/api/v1/actors/{a}/merge", json=body, headers=match).json() == done.json()
    old = fresh_client.get(f"/api/v1/actors/{b}", headers=writer)
    assert (old.json()["id"], old.json()["redirected_from"]) == (a, b)
    assert old.headers["etag"] == done.headers["etag"]
    assert old.json()["name"]["ko"] == "무지개 책 마당 협동조합"
    assert fresh_client.get(f"/api/v1/actors/{b}/neighbourhood").json()["hops"] == {a: 0, c: 1}
    assert len(fresh_client.get(f"/api/v1/ties?actor={b}").json()["items"]) == 1
    told = fresh_client.get(f"/api/v1/actors/{b}/history").json()["items"]
    assert len([one for one in told if one["subject"] in (a, b)]) == 4
    again = fresh_client.post(f"/api/v1/actors/{b}/merge", json={**body, "other": a, "other_tag": "*"}, headers=writer)
    assert again.status_code == 409

    (merge,) = fresh_client.get(f"/api/v1/actors/{a}/merges", headers=writer).json()
    assert (merge["gone"], merge["stays"], merge["standing"]) == (b, a, True)
    assert fresh_client.get(f"/api/v1/actors/{a}/merges").json() == []
    undone = fresh_client.post(f"/api/v1/merges/{merge['id']}/undo", json={"reason": "다른 곳"}, headers=writer)
    assert (undone.status_code, undone.json()["id"]) == (200, b)
    back = fresh_client.get(f"/api/v1/actors/{b}").json()
    assert (back["id"], back["redirected_from"]) == (b, "")
    assert fresh_client.get(f"/api/v1/merges/{merge['id']}", headers=writer).json()["standing"] is False
    twice = fresh_client.post(f"/api/v1/merges/{merge['id']}/undo", json={}, headers=writer)
    assert twice.status_code == 409


def test_who_may_not(fresh_client: TestClient, fresh: Workspace, writer: dict[str, str]) -> None:
    a, b = register(fresh_client, writer, "가 모임"), register(fresh_client, writer, "나 모임")
    before = fresh.store.revision()
    body = {"other": b, "other_tag": "*"}
    for method, path, json in (
        ("GET", "/api/v1/review", None),
        ("POST", "/api/v1/review/searches", {}),
        ("POST", "/api/v1/review/decisions", {"first": a, "second": b, "answer": "same"}),
        ("GET", f"/api/v1/actors/{a}/merge?other={b}", None),
        ("POST", f"/api/v1/actors/{a}/merge", body),
        ("POST", "/api/v1/merges/x/undo", {}),
        ("GET", "/api/v1/merges/x", None),
    ):
        assert fresh_client.request(method, path, json=json).status_code == 401, path
    assert fresh_client.get("/api/v1/merges/x", headers=writer).status_code == 404
    unknown = fresh_client.post(
        f"/api/v1/actors/{a}/merge", json={**body, "other": "x"}, headers={**writer, "if-match": "*"}
    )
    assert unknown.status_code == 404
    assert fresh.store.revision() == before
