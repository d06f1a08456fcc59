"""History, restoring and as-of reading over HTTP and on pages."""

from __future__ import annotations

import re
from html import unescape

from fastapi.testclient import TestClient

from tests.support.people import logged_in


def test_history_changes_restore_and_as_of(fresh_client: TestClient) -> None:
    public = {"accept": "text/html"}
    person = logged_in(fresh_client, "registrar")
    sent = {"x-csrf-token": person.csrf}
    said = {"kind": "civil_society", "name_ko": "가람 모임", "located_in": "마포구", "phone": "02-312-4827", "staff": 3}
    made = fresh_client.post("/api/v1/actors", json={"fields": said}, headers=sent).json()
    actor = made["id"]
    change = {"fields": {"name_ko": "새 가람 모임", "staff": ""}, "reason": "이름이 바뀜"}
    match = {**sent, "if-match": f'"{made["tag"]}"'}
    assert fresh_client.patch(f"/api/v1/actors/{actor}", json=change, headers=match).status_code == 200

    shown = unescape(person.get(f"/actors/{actor}/history").text)
    assert "이름이 바뀜" in shown
    assert "02-312-4827" in shown
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', shown)
    assert ("한국어 이름", "가람 모임", "새 가람 모임") in rows
    assert any(before.startswith("3") and after == "–" for _, before, after in rows)
    assert ">이력</a>" in unescape(person.get(f"/actors/{actor}").text)
    assert "이름이 바뀜" in unescape(person.get("/changes").text)
    listed = fresh_client.get("/api/v1/changes?limit=2").json()["items"]
    assert [one["records"] for one in listed] == [1, 2]
    assert "새 가람 모임" in unescape(person.get(f"/changes/{listed[0]['revision']}").text)
    told = fresh_client.get(f"/api/v1/changes/{listed[1]['revision']}").json()["items"]
    assert actor in {one["subject"] for one in told}

    form = dict(re.findall(r'name="(tag|revision)" value="([^"]*)"', shown))
    stale = person.post(f"/actors/{actor}/restore", {**form, "tag": made["tag"]})
    assert stale.status_code == 412
    assert person.post(f"/actors/{actor}/restore", form).status_code == 303
    assert fresh_client.get(f"/api/v1/actors/{actor}").json()["tag"] == made["tag"]
    again = fresh_client.post(
        f"/api/v1/actors/{actor}/restore", json={"revision": 0}, headers={**sent, "if-match": "*"}
    )
    assert again.status_code == 400

    today = fresh_client.get(f"/api/v1/actors/{actor}?known_on=2100-01-01").json()
    assert (today["id"], today["links"]["located_in"][0]["name"]["ko"]) == (actor, "마포구")
    assert fresh_client.get(f"/api/v1/actors/{actor}?known_on=2000-01-01").status_code == 404
    overview = "/api/v1/linkage/overview"
    assert fresh_client.get(f"{overview}?known_on=2000-01-01").status_code == 200
    assert fresh_client.get(f"{overview}?known_on=x").status_code == 400
    assert fresh_client.get("/map?known_on=2100-01-01").status_code == 200

    moved = fresh_client.patch(
        f"/api/v1/actors/{actor}", json={"fields": {"located_in": "서초구"}}, headers={**sent, "if-match": "*"}
    )
    assert moved.status_code == 200
    cards = unescape(person.get(f"/actors/{actor}/history").text).split('<div class="card">')
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', cards[1])
    assert [row[1:] for row in rows] == [("마포구", "서초구")]
    assert "<button>" not in cards[1]
    assert "<button>" in cards[2]

    fresh_client.cookies.clear()
    assert "02-312-4827" not in fresh_client.get(f"/actors/{actor}/history", headers=public).text
    assert "되살리기" not in fresh_client.get(f"/actors/{actor}/history", headers=public).text
    assert "02-312-4827" not in fresh_client.get(f"/api/v1/actors/{actor}?known_on=2100-01-01").text
    for path in ("/changes", "/changes/1", "/api/v1/changes", "/api/v1/changes/1"):
        assert fresh_client.get(path).status_code == 401, path
