"""Saved views, stories and embedded pages over HTTP."""

from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from ecomap.errors import SettingError
from ecomap.services.workspace import Workspace
from ecomap.settings import read_settings
from tests.support.builders import actor, link, put
from tests.support.people import logged_in

HOSTILE = '</script><img src=x onerror=alert(1)>"'


def test_a_view_and_a_story_by_forms(fresh_client: TestClient, fresh: Workspace) -> None:
    put(fresh.store, actor("a", name="가람 모임"), link("located_in", "a", "place:1144000000"))
    planner = logged_in(fresh_client, "planner")
    form = unescape(planner.get("/views/new?address=/map?place=마포구&lang=ko").text)
    assert 'value="/map?place=마포구"' in form
    told = {"title_ko": HOSTILE, "notes": "하나\n\n둘", "visibility": "public", "key": "k1"}
    refused = planner.post("/views/new", {**told, "address": "https://evil.example/map"})
    assert refused.status_code == 422
    assert "저장할 수 있는 화면의 주소가 아닙니다" in unescape(refused.text)
    assert "<img src=x" not in refused.text
    own = f"{fresh_client.base_url}/map?place=place%3A1144000000"
    made = planner.post("/views/new", {**told, "address": own})
    assert made.status_code == 303, made.text
    assert planner.post("/views/new", {**told, "address": own}).headers["location"] == made.headers["location"]
    address = made.headers["location"].partition("?")[0]
    shown = planner.get(made.headers["location"]).text
    assert "<img src=x" not in shown
    assert 'src="/embed/map?place=place%3A1144000000&amp;lang=ko"' in shown
    assert "&lt;iframe" in shown

    steps = {"steps": "2", "address-1": "/map", "text-1": "첫째", "address-2": f"/views{address[6:]}", "text-2": "둘째"}
    story = {"title_ko": "이야기", "visibility": "public"}
    moved = unescape(planner.post("/stories/new", {**story, **steps, "do": "up-2"}).text)
    assert moved.index("둘째") < moved.index("첫째")
    assert planner.post("/stories/new", {**story, **steps}).status_code == 422
    done = planner.post("/stories/new", {**story, **steps, "address-2": "/matrix?rows=field"})
    told_story = planner.get(done.headers["location"]).text
    assert told_story.count("<iframe") == 2

    edit = planner.get(f"{address}/edit").text
    tag = re.search(r'name="tag" value="([^"]*)"', edit)
    assert tag
    change = {"title_ko": "마포", "visibility": "private", "address": "/map", "tag": tag[1]}
    assert planner.post(address, change).status_code == 303
    assert planner.post(address, change).status_code == 412
    fresh_client.cookies.clear()
    public = {"accept": "text/html"}
    assert fresh_client.get(address, headers=public).status_code == 404
    assert "마포" not in fresh_client.get("/views", headers=public).text.split("<main", 1)[1]
    assert "이야기" in unescape(fresh_client.get("/stories", headers=public).text)
    assert fresh_client.post(address, data={"title_ko": "x"}, headers=public).status_code in (401, 403)


def test_views_over_the_api(fresh_client: TestClient) -> None:
    planner = logged_in(fresh_client, "planner")
    sent = {"x-csrf-token": planner.csrf}
    said = {"title_ko": "행렬", "address": "/matrix?rows=field", "visibility": "public"}
    assert fresh_client.post("/api/v1/views", json={"fields": said}).status_code == 403
    made = fresh_client.post("/api/v1/views", json={"fields": said}, headers={**sent, "idempotency-key": "a"})
    assert made.status_code == 201, made.text
    address, tag = made.headers["location"], made.headers["etag"]
    change = {"fields": {"notes": "새로"}}
    assert fresh_client.patch(address, json=change, headers=sent).status_code == 428
    changed = fresh_client.patch(address, json=change, headers={**sent, "if-match": tag})
    assert changed.status_code == 200
    assert fresh_client.patch(address, json=change, headers={**sent, "if-match": tag}).status_code == 412
    assert fresh_client.get(address).json()["notes"] == "새로"
    assert [one["title"]["ko"] for one in fresh_client.get("/api/v1/views?q=행렬").json()["items"]] == ["행렬"]
    assert fresh_client.delete(address, headers={**sent, "if-match": changed.headers["etag"]}).status_code == 204
    assert fresh_client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["/map", "/districts", "/matrix", "/actors/a", "/analyses/linkage/overview"])
def test_embedded_pages_are_the_public_ones_without_heading(
    fresh_client: TestClient, fresh: Workspace, path: str
) -> None:
    put(fresh.store, actor("a", name="가람 모임", phone="02-999-8888"))
    logged_in(fresh_client, "registrar")
    answer = fresh_client.get(f"/embed{path}?lang=ko", headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert '<header class="top">' not in answer.text
    assert "로그아웃" not in answer.text
    assert "02-999-8888" not in answer.text
    assert f'href="{path}?lang=ko" target="_blank"' in answer.text


def test_nothing_else_is_embedded(fresh_client: TestClient) -> None:
    for path in ("/embed/login", "/embed/edit/actor", "/embed/api/v1/actors", "/embed/", "/embed/map/x"):
        answer = fresh_client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 404, path
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_which_sites_may_embed() -> None:
    def read(text: str) -> str:
        return read_settings({"ECOMAP_EMBED_ANCESTORS": text}).embed_ancestors

    assert read("self") == "'self'"
    assert read("https://*.seoul.go.kr http://localhost:8000") == "'self' https://*.seoul.go.kr http://localhost:8000"
    assert read("*") == "*"
    for text in ("seoul.go.kr", "https://x.org; script-src *", "* https://x.org", "http://x.org", "'none'"):
        with pytest.raises(SettingError, match="ECOMAP_EMBED_ANCESTORS"):
            read(text)
