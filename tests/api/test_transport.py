"""Validation by revision, compression, headers, languages."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

import pytest
from fastapi.testclient import TestClient

from ecomap.services.access import LOCAL
from ecomap.services.keys import add_key
from ecomap.services.workspace import Workspace
from tests.support.builders import actor, put


def test_an_unchanged_register_answers_304_and_a_change_ends_it(fresh_client: TestClient, fresh: Workspace) -> None:
    first = fresh_client.get("/api/v1/tasks")
    tag = first.headers["etag"]
    again = fresh_client.get("/api/v1/tasks", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    put(fresh.store, actor("a-1"))
    assert fresh_client.get("/api/v1/tasks", headers={"if-none-match": tag}).status_code == 200


def test_a_key_that_ran_out_is_refused_whatever_copy_its_holder_has(fresh_client: TestClient, fresh: Workspace) -> None:
    secret = add_key(fresh, LOCAL, name="센터", scopes=frozenset({"read-members"}), expires_days=1)
    headers = {"authorization": f"Bearer {secret}"}
    tag = fresh_client.get("/api/v1/tasks", headers=headers).headers["etag"]
    headers["if-none-match"] = tag
    assert fresh_client.get("/api/v1/tasks", headers=headers).status_code == 304
    (key,) = fresh.store.keys()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ecomap.services.keys.datetime", _Later)
        answer = fresh_client.get("/api/v1/tasks", headers=headers)
    assert (answer.status_code, key.revoked) == (401, None)


def test_a_new_day_ends_a_copy_as_plans_are_looked_at_up_to_today(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/api/v1/tasks").headers["etag"]
    monkeypatch.setattr("api.app.datetime", _Later)
    assert client.get("/api/v1/tasks", headers={"if-none-match": tag}).status_code == 200


class _Later(datetime):
    """The clock two days on."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + timedelta(days=2)


def test_languages_have_tags_of_their_own(client: TestClient) -> None:
    korean, english = (client.get("/actors", params={"lang": lang}).headers["etag"] for lang in ("ko", "en"))
    assert korean != english


def test_large_answers_are_compressed(client: TestClient) -> None:
    answer = client.get("/api/v1/actors", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/", "/actors", "/map", "/docs", "/api/v1/tasks", "/nothing", "/static/style.css"])
def test_every_answer_has_the_guarding_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_the_map_may_run_its_own_script_and_reach_nothing(client: TestClient) -> None:
    policy = client.get("/api/v1/maps/network.html").headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts")
    assert "default-src 'none'" in policy
    assert "allow-same-origin" not in policy


def test_a_copy_of_the_map_keeps_its_policy(client: TestClient) -> None:
    tag = client.get("/api/v1/maps/network.html").headers["etag"]
    again = client.get("/api/v1/maps/network.html", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert "content-security-policy" not in again.headers


@pytest.mark.parametrize(
    ("query", "wish", "lang"),
    [
        ("", "", "ko"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr, ko;q=0.5", "ko"),
        ("", "en;q=0.1, ko;q=0.9", "ko"),
        ("", "ko;q=0.1, en;q=0.9", "en"),
        ("", "ko;q=0, en;q=0.1", "en"),
        ("", "en;q=0, fr", "ko"),
        ("", "en;q=x, ko;q=0.2", "ko"),
        ("?lang=en", "ko", "en"),
        ("?lang=xx", "", "ko"),
    ],
)
def test_the_language_is_the_address_then_the_browser_then_the_setting(
    client: TestClient, query: str, wish: str, lang: str
) -> None:
    page = client.get(f"/{query}", headers={"accept-language": wish})
    assert f'<html lang="{lang}">' in page.text


@pytest.mark.parametrize(
    "path",
    ["/", "/actors/demo-0001", "/api/v1/actors?limit=1", "/api/v1/maps/network.html", "/health/live", "/nothing"],
)
def test_head_answers_as_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert {n: v for n, v in head.headers.items() if n != "date"} == {
        n: v for n, v in get.headers.items() if n != "date"
    }


def test_head_writes_nothing_where_there_is_no_get(client: TestClient) -> None:
    assert client.head("/api/v1/imports").status_code == 405
