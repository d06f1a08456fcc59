"""The pages about duplicates and merging, as a browser without scripts uses them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from fastapi.testclient import TestClient

from tests.support.people import Person, logged_in


def register(person: Person, name: str, **fields: Any) -> str:
    said = {"kind": "civil_society", "name_ko": name, "located_in": "마포구", **fields}
    sent = {"x-csrf-token": person.csrf}
    answer = person.client.post("/api/v1/actors", json={"fields": said}, headers=sent)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_from_the_queue_to_a_merge_and_back(fresh_client: TestClient) -> None:
    person = logged_in(fresh_client, "registrar")
    a = register(person, "무지개책마당", phone="02-312-4827", founded="2020-01-01")
    b = register(person, "무지개 책 마당 협동조합", staff=3, closed="2019-01-01")
    assert "아직 찾아보지" in person.get("/review").text
    there = person.post("/review/search").headers["location"]
    shown = unescape(person.get(there).text)
    for _ in range(100):
        if "무지개책마당" in shown:
            break
        shown = unescape(person.get(there).text)
    assert "법인 형태·띄어쓰기·어순만 빼고" in shown
    answered = person.post("/review/decide", {"first": a, "second": b, "answer": "same"})
    form = unescape(person.get(answered.headers["location"]).text)
    assert "02-312-4827" in form
    told = dict(re.findall(r'name="(stays|goes|tag|other_tag)" value="([^"]*)"', form))
    assert (told["stays"], told["goes"]) == (a, b)
    assert re.search(r'<select name="keep-closed"[^>]*><option value="own" selected', form)
    refused = person.post("/merges", {**told, "keep-name_ko": "other", "keep-closed": "other", "reason": "같은 곳"})
    assert refused.status_code == 422
    text = unescape(refused.text)
    assert 'href="#field-closed"' in text
    assert 'value="같은 곳"' in text
    assert re.search(r'<option value="other" selected>', text)
    person.client.patch(
        f"/api/v1/actors/{b}", json={"fields": {"closed": ""}}, headers={"x-csrf-token": person.csrf, "if-match": "*"}
    )
    assert person.post("/merges", told).status_code == 412
    form = unescape(person.get(answered.headers["location"]).text)
    told = dict(re.findall(r'name="(stays|goes|tag|other_tag)" value="([^"]*)"', form))
    done = person.post("/merges", {**told, "keep-name_ko": "other", "reason": "같은 곳"})
    assert done.status_code == 303, done.text
    old = person.client.get(f"/actors/{b}?lang=en", headers=person.headers, follow_redirects=False)
    assert (old.status_code, old.headers["location"]) == (307, f"/actors/{a}?lang=en")
    shown = unescape(person.get(f"/actors/{a}").text)
    assert "무지개 책 마당 협동조합" in shown
    found = re.search(r"(/merges/[0-9a-f]+/undo)", shown)
    assert found
    back = person.post(found[1])
    assert "모두 합치기 전으로" in unescape(person.get(back.headers["location"]).text)
    assert person.get(f"/actors/{b}").status_code == 200
    person.post("/review/decide", {"first": a, "second": b, "answer": "related", "related": "branch-swapped"})
    assert a in person.client.get(f"/api/v1/actors/{b}").text
    assert "무지개" in unescape(person.get("/review?state=related").text)
    assert person.client.post(found[1], headers=person.headers).status_code == 403  # without the token


def test_the_public_sees_no_queue(fresh_client: TestClient) -> None:
    for path in ("/review", "/merges/new?stays=a&goes=b", "/merges/x"):
        assert fresh_client.get(path, headers={"accept": "text/html"}).status_code in (401, 403)
